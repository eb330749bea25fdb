"""比较 — `diff`: the adjustment that leads from one document to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.compare import node_of
from gongkai_standard.adjust.delta import AdjustmentError, Node, Rows
from gongkai_standard.adjust.hashes import document_hash
from gongkai_standard.adjust.links import Link, Links
from gongkai_standard.adjust.names import names, printed
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.shape import Form, Member, is_document, members


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
) -> Adjustment:
    """What changed from `old` to `new`: `apply(diff(old, new), old) == new`.

    Rows are the same when their ids are, else when their keys are (domain, names, disclosure, stage); `links` say
    what became of rows whose id and key changed, and which kind of change it was. `cause`, `basis` and `date` are
    said of every change that no link says them of. `hashed` records the hashes of both documents.

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
    known = Links(links, a, b)
    said = Change(cause=cause, basis=tuple(basis), date=date)
    node = node_of(noun, a, b, {}, known.forced)
    _say(node, noun, a, b, known, said)
    return Adjustment(
        profile=b.profile,
        publisher=b.publisher,
        title=b.title,
        edition=b.edition,
        subject=a.kind,
        from_=a.edition.version if a.edition else None,
        to=b.edition.version if b.edition else None,
        from_hash=document_hash(a) if hashed else None,
        to_hash=document_hash(b) if hashed else None,
        changes=delta.changes(node, noun),
    )


def _say(node: Node, noun: Any, old: Any, new: Any, links: Links, said: Change) -> None:
    """Put beside each difference what there is to say of its row."""
    node.said = links.of_document(old, new, _named(said, old, new))
    for m in members(noun):
        if m.form is Form.NOUNS and m.name in node.lists:
            _say_rows(node.lists[m.name], m, getattr(old, m.attribute), getattr(new, m.attribute), links, said)


def _say_rows(rows: Rows, m: Member, old: Any, new: Any, links: Links, said: Change) -> None:
    was = dict(zip(names(m, old), old, strict=True))
    now = dict(zip(names(m, new), new, strict=True))
    for name, inner in rows.inner.items():
        before, after = was[name], now[rows.now(name)]
        if is_document(m.noun):
            _say(inner, m.noun, before, after, links, said)
        else:
            inner.said = links.of_row(before, after, _named(said, before, after))
    for name, gone in rows.removed.items():
        gone.said = links.of_row(was[name], None, evolve(_named(said, was[name], None), kind="cancelled"))
    for name, come in rows.added.items():
        come.said = links.of_row(None, now[name], evolve(_named(said, None, now[name]), kind="added"))
    for name, move in rows.moved.items():
        move.said = evolve(_named(said, was[name], was[name]), kind="moved")


def _named(said: Change, old: Any, new: Any) -> Change:
    """The same, with the item's id and what people call the row."""
    row = new if old is None else old
    name = printed(row)
    other = name if old is None or new is None else printed(new)
    if name == other:
        return evolve(said, item_id=_item_id(row), name=name)
    return evolve(said, item_id=_item_id(row), name=name or "", new_name=other or "")


def _item_id(row: Any) -> str | None:
    held: str | None = getattr(row, "item_id", None) or getattr(row, "id", None)
    return held
