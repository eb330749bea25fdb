"""政府网站 — the first platform: the site, the pilot topic on its home page, and what can be downloaded.

Source: notice 三(四) 发挥政府网站信息公开第一平台作用, 四(二) 在首页开设试点工作专题.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - `date` is a member of these nouns
from typing import Any

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Site:
    """政府网站 — the unit's website."""

    url: str | None = field(default=None, metadata=term("网址", "address"))
    search_url: str | None = field(default=None, metadata=term("检索网址", "address of the search"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Progress:
    """工作动态 — one post on the topic about how the work goes."""

    title: str | None = field(default=None, metadata=term("标题", "title"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Topic:
    """试点专题 — the topic on the home page."""

    url: str | None = field(default=None, metadata=term("网址", "address"))
    linked_from_home: bool | None = field(default=None, metadata=term("首页可达", "linked from the home page"))
    """What a look at the home page found."""
    feedback_url: str | None = field(default=None, metadata=term("互动网址", "address for feedback"))
    progress: tuple[Progress, ...] = field(default=(), metadata=term("工作动态", "progress"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Download:
    """下载 — one downloadable copy."""

    format: str | None = field(default=None, metadata=term("格式", "format"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
