"""动态调整 — what changed between two editions, why, and on what ground. Source: notice 三(二) 建立动态调整机制.

One noun serves twice: as the record that a compendium keeps of its adjustments (item, kind, cause, date), and as
the exact difference of two documents that `adjust` computes, applies, inverts and composes. A record says at least
which item changed and how; a difference says besides, in every change, where (`at`) and what (`old`, `new`).

Places in a difference are JSON pointers in which a row or element stands under its *name* instead of its index:
its id, else its key, else its wording (`/entries/e17`, `/channels/government_website`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - `date` is a member of these nouns
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.edition import Edition
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term

Weight = Literal["breaking", "substantive", "editorial"]
"""How much hangs on a change: something that others rely on is gone or narrower; the content differs; only wording."""


@frozen(kw_only=True, weakref_slot=False)
class Occasion:
    """调整缘由 — one of the steps that a composed change sums up."""

    kind: str | None = field(default=None, metadata=term("调整类型", "kind", codes="change"))
    cause: str | None = field(default=None, metadata=term("调整原因", "cause", codes="cause"))
    basis: tuple[LegalBasis, ...] = field(default=(), metadata=term("调整依据", "basis"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    reason: str | None = field(default=None, metadata=term("说明", "reason"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Change:
    """调整事项 — what happened to one item, entry or other row, or to the document itself."""

    kind: str | None = field(default=None, metadata=term("调整类型", "kind", codes="change"))
    item_id: str | None = field(default=None, metadata=term("事项编号", "item id"))
    name: str | None = field(default=None, metadata=term("名称", "name"))
    """As printed; before the change, where the row was there."""
    new_name: str | None = field(default=None, metadata=term("新名称", "new name"))
    """Only where it differs."""
    cause: str | None = field(default=None, metadata=term("调整原因", "cause", codes="cause"))
    basis: tuple[LegalBasis, ...] = field(default=(), metadata=term("调整依据", "basis"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    reason: str | None = field(default=None, metadata=term("说明", "reason"))
    weight: Weight | None = field(default=None, metadata=term("影响程度", "weight"))
    regressions: tuple[str, ...] = field(default=(), metadata=term("倒退之处", "regressions"))
    """Where the new edition is less open than the old one: pointers of `old` or `new`."""
    replaces: tuple[str, ...] = field(default=(), metadata=term("替代", "replaces"))
    """Ids of what was merged or split into this."""
    replaced_by: tuple[str, ...] = field(default=(), metadata=term("被替代", "replaced by"))
    """Ids of what this was merged or split into."""
    at: str | None = field(default=None, metadata=term("位置", "place"))
    """Pointer of the row, in names of the old document (of an added row: its own name is new); empty: the document."""
    becomes: str | None = field(default=None, metadata=term("新名", "new key"))
    """The name of the row in the new document, only where it differs."""
    old: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("原内容", "old"))
    """Pointer below `at` → JSON value that stood there; the empty pointer is the row."""
    new: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("新内容", "new"))
    """Pointer below `at` → JSON value that stands there now."""
    old_places: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("原位置", "old places"))
    """Pointer below `at` of each row or element that was removed or moved → its index in the old list."""
    new_places: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("新位置", "new places"))
    """Pointer below `at` of each row or element that was added or moved → its index in the new list."""
    occasions: tuple[Occasion, ...] = field(default=(), metadata=term("历次调整", "occasions"))
    """Of a composed change, the steps that it sums up, the earliest first; cause and basis above are the last one's."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Adjustment:
    """动态调整 — the changes from one edition to the next."""

    kind: ClassVar[Literal["adjustment"]] = "adjustment"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    """Of the document that is adjusted."""
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    """The edition that the changes lead to."""
    subject: str | None = field(default=None, metadata=term("文件类型", "kind of document"))
    """The `kind` of the document that is adjusted."""
    from_: str | None = field(default=None, metadata=term("原版本", "from version"))
    to: str | None = field(default=None, metadata=term("新版本", "to version"))
    from_hash: str | None = field(default=None, metadata=term("原文件校验值", "hash of the old document"))
    """`document_hash` of the document before; absent where nobody asked for it."""
    to_hash: str | None = field(default=None, metadata=term("新文件校验值", "hash of the new document"))
    changes: tuple[Change, ...] = field(default=(), metadata=term("调整事项", "changes"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class AdjustmentMechanism:
    """调整机制 — the document that lays down how the catalogue is kept current."""

    title: str | None = field(default=None, metadata=term("标题", "title"))
    number: str | None = field(default=None, metadata=term("发文字号", "document number"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
