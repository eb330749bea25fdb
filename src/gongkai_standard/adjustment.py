"""动态调整 — what changed between two editions, why, and on what ground. Source: notice 三(二) 建立动态调整机制."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - `date` is a member of these nouns
from typing import Any

from attrs import field, frozen

from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Change:
    """What happened to one item."""

    kind: str | None = field(default=None, metadata=term("调整类型", "kind", codes="change"))
    item_id: str | None = field(default=None, metadata=term("事项编号", "item id"))
    cause: str | None = field(default=None, metadata=term("调整原因", "cause", codes="cause"))
    basis: tuple[LegalBasis, ...] = field(default=(), metadata=term("调整依据", "basis"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Adjustment:
    """The changes from one edition to the next."""

    from_: str | None = field(default=None, metadata=term("原版本", "from version"))
    to: str | None = field(default=None, metadata=term("新版本", "to version"))
    changes: tuple[Change, ...] = field(default=(), metadata=term("调整事项", "changes"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class AdjustmentMechanism:
    """The document that lays down how the catalogue is kept current."""

    title: str | None = field(default=None, metadata=term("标题", "title"))
    number: str | None = field(default=None, metadata=term("发文字号", "document number"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
