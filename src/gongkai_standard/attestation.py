"""佐证 — recorded statements: what no software can decide, and who reviewed, was asked, exchanged and evaluated.

Source: notice 一(二)1 (consultation), 四(一) (review), 四(二) (exchange), 四(三) (evaluation).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - `date` is a member of these nouns
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

ReviewSubject = Literal["items", "lists", "workflows"]
"""梳理事项、编制清单、规范流程: what the provincial departments review."""


@frozen(kw_only=True, weakref_slot=False)
class Attestation:
    """佐证 — someone states, with evidence, that a requirement is met."""

    requirement: str | None = field(default=None, metadata=term("要求编号", "requirement"))
    statement: str | None = field(default=None, metadata=term("声明", "statement"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    author: str | None = field(default=None, metadata=term("声明人", "author"))
    evidence: tuple[Any, ...] = field(default=(), eq=comparable, metadata=term("佐证材料", "evidence"))
    """Each an address, or an object with its `url`."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Review:
    """审核 — a provincial department looked at a domain."""

    domain: str | None = field(default=None, metadata=term("领域", "domain", codes="domain"))
    department: str | None = field(default=None, metadata=term("审核部门", "department", codes="reviewer"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    outcome: str | None = field(default=None, metadata=term("审核结果", "outcome", codes="review_outcome"))
    subjects: tuple[ReviewSubject, ...] = field(default=(), metadata=term("审核内容", "subjects"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Consultation:
    """征求意见 — the public was asked about one version."""

    version: str | None = field(default=None, metadata=term("版本号", "version"))
    method: str | None = field(default=None, metadata=term("征求意见方式", "method", codes="consultation_method"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    opinions: int | None = field(default=None, metadata=term("意见数", "opinions received"))
    adopted: int | None = field(default=None, metadata=term("采纳数", "opinions adopted"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Exchange:
    """工作交流 — units learned from each other."""

    activity: str | None = field(default=None, metadata=term("交流活动", "activity", codes="exchange_activity"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    organiser: str | None = field(default=None, metadata=term("组织单位", "organiser"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Evaluation:
    """考核评估 — a superior judged the work."""

    outcome: str | None = field(default=None, metadata=term("考核结果", "outcome", codes="evaluation_outcome"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    evaluator: str | None = field(default=None, metadata=term("考核单位", "evaluator"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
