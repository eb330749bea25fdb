"""比较 — `diff`: the adjustment that leads from one document to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.compare import node_of
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.hashes import document_hash
from gongkai_standard.adjust.links import Account, Link
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem
from gongkai_standard.legal_basis import LegalBasis


def document_of(subject: Reading | Document) -> Document:
    """The document itself, or what a reader handed back."""
    return subject.document if isinstance(subject, Reading) else subject


def diff(
    old: Reading | Document,
    new: Reading | Document,
    *,
    links: Sequence[Link] = (),
    cause: str | None = None,
    basis: Sequence[LegalBasis] = (),
    date: date | None = None,
    hashed: bool = False,
    pause_gc: bool = True,
) -> Adjustment:
    """What changed from `old` to `new`: `apply(diff(old, new), old) == new`.

    Rows are the same when their ids are, else when their keys are (domain, names, disclosure, stage); `links` say
    what became of rows whose id and key changed, and which kind of change it was. `cause`, `basis` and `date` are
    said of every change that no link says them of. `hashed` records the hashes of both documents. `pause_gc` keeps the
    garbage collector, which is process-wide, off during the call.

    Raises AdjustmentError for documents of different kinds, and for links whose rows do not exist.
    """
    a, b = document_of(old), document_of(new)
    noun: Any = type(a)
    if type(b) is not noun:
        raise AdjustmentError(
            Problem(
                message=f"文件类型不同：{a.kind} 与 {b.kind} 无法比较",
                message_en=f"documents of different kinds cannot be compared: {a.kind} and {b.kind}",
            )
        )
    ground = {"cause": cause, "basis": tuple(basis), "date": date}
    with paused(pause_gc):
        telling = Account({name: given for name, given in ground.items() if given}, links, a, b)
        made = adjustment_of(a, b, node_of(noun, a, b, {}, telling))
    return evolve(made, from_hash=document_hash(a), to_hash=document_hash(b)) if hashed else made


def adjustment_of(old: Document, new: Document, node: delta.Node) -> Adjustment:
    """The adjustment that spells out the difference of two documents."""
    return Adjustment(
        profile=new.profile,
        publisher=new.publisher,
        title=new.title,
        edition=new.edition,
        subject=old.kind,
        from_=old.edition.version if old.edition else None,
        to=new.edition.version if new.edition else None,
        changes=delta.changes(node, type(old)),
    )
