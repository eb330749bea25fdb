"""公开单位 — who publishes: a county, district, city, township or department."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

Level = Literal["national", "provincial", "prefectural", "county", "township", "village"]
"""公开层级; the closed list `level`."""

Phase = Literal["pilot", "voluntary", "rollout"]
"""试点阶段; the closed list `phase`. Source: notice 一(一) 先试点、后推开, 二 试点范围."""


@frozen(kw_only=True, weakref_slot=False)
class Publisher:
    """One unit, as a document names it."""

    name: str | None = field(
        default=None,
        metadata=term("公开单位", "publisher", also=("编制单位", "填报单位", "发布单位", "制表单位", "单位名称", "单位")),
    )
    division: str | None = field(
        default=None, metadata=term("行政区划代码", "division code", codes="pilot_unit", also=("区划代码",))
    )
    credit_code: str | None = field(
        default=None, metadata=term("统一社会信用代码", "unified social credit code", also=("信用代码",))
    )
    level: Level | None = field(default=None, metadata=term("单位层级", "administrative level", codes="level"))
    phase: Phase | None = field(default=None, metadata=term("试点阶段", "pilot phase", codes="phase"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
