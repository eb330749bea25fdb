"""组织保障 — who answers for the work, by when, and where people can read and complain. Source: notice 四(一), 附件."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

Role = Literal["lead", "deputy_lead", "contact", "complaint", "feedback"]
"""主要负责人、分管负责人、专人、监督投诉、意见反馈."""


@frozen(kw_only=True, weakref_slot=False)
class Contact:
    """联系人 — one post or desk, and how to reach it."""

    role: Role | None = field(default=None, metadata=term("职责", "role"))
    post: str | None = field(default=None, metadata=term("职务", "post"))
    name: str | None = field(default=None, metadata=term("姓名", "name"))
    phone: str | None = field(default=None, metadata=term("联系电话", "telephone"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class ReadingPlace:
    """查阅场所 — where the public can read what is published."""

    name: str | None = field(default=None, metadata=term("场所名称", "name"))
    address: str | None = field(default=None, metadata=term("地址", "postal address"))
    hours: str | None = field(default=None, metadata=term("开放时间", "opening hours"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class PlanRow:
    """进度安排 — one row of the plan of work; the annex that would hold it is not in the notice."""

    name: str | None = field(default=None, metadata=term("任务", "task"))
    lead: str | None = field(default=None, metadata=term("牵头单位", "lead unit"))
    due: date | None = field(default=None, metadata=term("完成时限", "due"))
    completed: date | None = field(default=None, metadata=term("完成日期", "completed"))
    source: str | None = field(default=None, metadata=term("来源", "source"))
    """`not_in_notice`: no row of a plan can rest on the notice."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
