"""公开时限 — when information must be public: a value parsed from the Chinese phrase, which is always kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

Kind = Literal[
    "within",
    "immediate",
    "prompt",
    "periodic",
    "long_term",
    "notice_period",
    "on_event",
    "statutory_override",
    "unspecified",
]
Trigger = Literal["formed_or_changed", "made_or_obtained", "decided", "received", "event", "fixed_date", "none"]
Unit = Literal["working_day", "calendar_day", "hour", "month", "quarter", "year"]


@frozen(kw_only=True, weakref_slot=False)
class TimeLimit:
    """One term. A cell may hold several, each for its own part of the content (`applies_to`)."""

    text: str | None = field(default=None, metadata=term("原文", "wording"))
    kind: Kind | None = field(default=None, metadata=term("时限类型", "kind", codes="duration_kind"))
    trigger: Trigger | None = field(default=None, metadata=term("起算点", "trigger", codes="trigger"))
    quantity: int | None = field(default=None, metadata=term("数量", "quantity"))
    unit: Unit | None = field(default=None, metadata=term("单位", "unit", codes="unit"))
    before: bool | None = field(default=None, metadata=term("事前", "before the event"))
    """True for 「听证7个工作日前」: the term ends that long before the event; never False."""
    date: str | None = field(default=None, metadata=term("固定日期", "fixed date"))
    """A day of the year or month for `fixed_date`: `--01-31`, `---20` (ISO 8601-2000 truncated form)."""
    applies_to: str | None = field(default=None, metadata=term("适用于", "applies to"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
