"""版本 — one dated version of one unit's document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Edition:
    """版本 — which version of a document this is, and from when it applies. Source: notice 三(二) 动态调整."""

    version: str | None = field(default=None, metadata=term("版本号", "version", also=("版本", "版次")))
    issued: date | None = field(
        default=None,
        metadata=term(
            "发布日期", "issued", also=("印发日期", "编制日期", "制定日期", "公布日期", "填报日期", "填报时间")
        ),
    )
    effective: date | None = field(default=None, metadata=term("生效日期", "effective", also=("施行日期", "实施日期")))
    status: str | None = field(default=None, metadata=term("状态", "status", codes="item_status"))
    previous: str | None = field(default=None, metadata=term("上一版本", "previous version"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
