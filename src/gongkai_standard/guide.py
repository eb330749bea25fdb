"""办事指南 — the guide of one service item, as one platform shows it. Source: notice 三(三) 服务公开.

Its elements are those of the list `guide_element`, whatever heading of the list a platform prints. Two platforms
say the same when their elements do, but for layout: blanks, width, brackets, script, marks between the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, Final, Literal

from attrs import field, frozen

from gongkai_standard import time_limit
from gongkai_standard.codelists import code_list
from gongkai_standard.edition import Edition
from gongkai_standard.folding import fold
from gongkai_standard.location import pointer
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Guide:
    """办事指南 — one guide on one platform; the same item has one for each platform that carries it.

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


@frozen
class Element:
    """指南要素 — one element of one guide."""

    at: str
    """Where it stands, relative to the guide: `elements/受理条件`, `promised_days`."""
    text: str
    """As printed; the parts of a list joined."""
    days: tuple[float, float] | None = None
    """Of a handling time that can be counted: working days, at least and at most. A calendar day may be either."""

    def agrees(self, other: Element) -> bool:
        """Whether two platforms say the same here."""
        if self.days is not None and other.days is not None:
            return self.days == other.days
        return _essence(self.text) == _essence(other.text)


STATUTORY: Final = "statutory_time"
PROMISED: Final = "promised_time"
_DAYS: Final = {STATUTORY: "statutory_days", PROMISED: "promised_days"}
"""Element → the member that gives it as a number."""


def content(guide: Guide) -> Mapping[str, Element]:
    """Element → what the guide says there. An element of no list goes by its heading, folded.

    A handling time may stand in its member alone; where both are given, the member is believed.

    >>> sorted(content(Guide(elements={"申请条件": "年满60周岁"}, promised_days=5)))
    ['conditions', 'promised_time']
    """
    found: dict[str, Element] = {}
    for heading, value in guide.elements.items():
        name, at = _named(heading)
        if name not in found:
            text = value if isinstance(value, str) else "；".join(_texts(value))
            found[name] = Element(at, text, _handling_days(text) if name in _DAYS else None)
    for name, member in _DAYS.items():
        days: int | None = getattr(guide, member)
        if days is not None:
            found[name] = Element(member, str(days), (days, days))
    return found


@cache
def required_elements() -> tuple[str, ...]:
    """The elements that every guide has to have: the numbered ones of the list."""
    return tuple(code.code for code in code_list("guide_element") if code.notation)


@remembered(1024)
def _named(heading: str) -> tuple[str, str]:
    """The element that a heading of `elements` stands for, and its place in the guide."""
    code = code_list("guide_element").match(heading)
    return code.code if code else fold(heading), "elements" + pointer((heading,))


def _texts(value: Any) -> Iterator[str]:
    """The words of an element, which may be a list or an object as well as a text."""
    match value:
        case str():
            yield value
        case Mapping():
            for part in value.values():
                yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)
        case None:
            return
        case _:
            yield str(value)


_LAYOUT: Final = re.compile(r"(?!(?<=[0-9])[.:/](?=[0-9]))[\W_]")
"""Marks between words. A point, colon or stroke between two digits is none: 1.5, 9:00."""


@remembered(8192)
def _essence(text: str) -> str:
    return _LAYOUT.sub("", fold(text))


_WORKING_DAYS: Final[Mapping[str, tuple[float, float]]] = {
    "working_day": (1, 1),
    "calendar_day": (5 / 7, 1),
    "hour": (1 / 24, 1 / 7),
    "month": (20, 23),
    "quarter": (60, 66),
    "year": (240, 262),
}
"""Unit → working days, at least and at most. 日 in a handling time often means 工作日: 行政许可法 第八十二条."""


@remembered(8192)
def _handling_days(text: str) -> tuple[float, float] | None:
    """How many working days a phrase names, at least and at most; None where it cannot be told."""
    least, most = [], []
    for limit in time_limit.parse(text):
        if limit.kind == "immediate":
            limit_days: tuple[float, float] = (0, 0)
        elif limit.kind in ("within", "periodic") and limit.quantity is not None and limit.unit is not None:
            low, high = _WORKING_DAYS[limit.unit]
            limit_days = (limit.quantity * low, limit.quantity * high)
        else:
            continue
        least.append(limit_days[0])
        most.append(limit_days[1])
    return (min(least), max(most)) if least else None
