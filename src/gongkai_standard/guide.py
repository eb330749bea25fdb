"""办事指南 — the guide of one service item, as one platform shows it. Source: notice 三(三) 服务公开."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.edition import Edition
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Guide:
    """One guide on one platform; the same item has one for each platform that carries it.

    Guides are written for the public, so few say which text they follow, whose they are and of which edition.
    """

    kind: ClassVar[Literal["guide"]] = "guide"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    item_id: str | None = field(default=None, metadata=term("事项编号", "item id"))
    platform: str | None = field(default=None, metadata=term("公开平台", "platform", codes="channel"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    online_url: str | None = field(default=None, metadata=term("网上办理入口", "address for handling online"))
    elements: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("指南要素", "elements"))
    """Heading of the element → its text."""
    statutory_days: int | None = field(default=None, metadata=term("法定办结时限", "statutory handling time"))
    """Working days."""
    promised_days: int | None = field(default=None, metadata=term("承诺办结时限", "promised handling time"))
    """Working days."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
