"""比较字节 — the difference of two JSON files without reading what is the same in both.

The rows of a long list are cut out of the bytes unread and matched by their ids. A row whose bytes are the same in
both files is equal in both and stays unread; only the other rows, and the head, become nouns. The result is that of
reading both files whole; what would keep an unread row from being read goes unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import msgspec
from attrs import define, frozen

from gongkai_standard.adjust.compare import node_of, rows_of
from gongkai_standard.adjust.delta import Said
from gongkai_standard.adjust.diff import adjustment_of, diff
from gongkai_standard.adjust.links import Account
from gongkai_standard.adjust.names import has_id
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs.json import loads
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.compendium import KINDS
from gongkai_standard.errors import GongkaiError
from gongkai_standard.shape import MODEL_VERSION, Form, Member, is_document, members

_KIND: Final = re.compile(rb'"kind"\s*:\s*"([a-z_]+)"')
_HEAD_SIZE: Final = 512
"""The member `kind` is looked for in so many first bytes."""


def diff_json(old: bytes, new: bytes, *, limits: Limits = DEFAULT) -> Adjustment:
    """`diff` of the documents in two JSON files, several times quicker where they have much in common.

    Raises what reading either file raises, and AdjustmentError for documents of different kinds.
    """
    sides = _cut(old, limits), _cut(new, limits)
    if sides[0] is None or sides[1] is None or sides[0].noun is not sides[1].noun:
        return diff(loads(old, limits=limits), loads(new, limits=limits))
    try:
        return _difference(sides[0], sides[1], limits)
    except GongkaiError:
        return diff(loads(old, limits=limits), loads(new, limits=limits))


@frozen
class _Cut:
    """One file: its head as a document, the rows of its one long list as bytes."""

    noun: Any
    m: Member
    head: Any
    ids: Sequence[str]
    rows: Sequence[bytes]


@define
class _Unread:
    """A row of which only the id is known; one object stands in both lists."""

    id: str
    data: bytes


def _cut(data: bytes, limits: Limits) -> _Cut | None:
    """The file cut up; None where it must be read whole: no such list, or one that stands there twice, rows without
    ids, or ids that recur."""
    kind = _KIND.search(data, 0, _HEAD_SIZE)
    noun: Any = KINDS.get(kind[1].decode()) if kind else None
    m = _long_list(noun) if noun is not None else None
    if m is None or len(data) > limits.size:
        return None
    try:
        whole = bytes(_shell(m.name).decode(data).rows)
        rows = list(map(bytes, _RAWS.decode(whole)))
        ids = [row.id for row in _IDS.decode(whole)]
        at = data.index(whole)
        head = loads(data[:at] + b"[]" + data[at + len(whole) :], limits=limits).document
    except (msgspec.MsgspecError, GongkaiError, ValueError):
        return None
    if data.find(whole, at + 1) >= 0 or type(head) is not noun:
        return None
    if len(set(ids)) < len(ids) or "#" in "".join(ids) or m.name in head.unknown:
        return None
    return _Cut(noun, m, head, ids, rows)


@cache
def _long_list(noun: Any) -> Member | None:
    """The list of rows with ids that a document is mainly made of: the last one that it declares."""
    lists = [m for m in members(noun) if m.form is Form.NOUNS and not is_document(m.noun) and has_id(m.noun)]
    return lists[-1] if lists else None


@cache
def _shell(name: str) -> Any:
    return msgspec.json.Decoder(msgspec.defstruct("Shell", [("rows", msgspec.Raw)], rename={"rows": name}))


_RAWS: Final = msgspec.json.Decoder(list[msgspec.Raw])
_IDS: Final = msgspec.json.Decoder(list.__class_getitem__(msgspec.defstruct("Row", [("id", str)])))


def _difference(old: _Cut, new: _Cut, limits: Limits) -> Adjustment:
    place = {name: i for i, name in enumerate(old.ids)}
    mine: list[Any] = [None] * len(old.ids)
    theirs: list[Any] = [None] * len(new.ids)
    for j, name in enumerate(new.ids):
        i = place.get(name)
        if i is not None and old.rows[i] == new.rows[j]:
            mine[i] = theirs[j] = _Unread(name, new.rows[j])
    for cut, rows in ((old, mine), (new, theirs)):
        unlike = [i for i, row in enumerate(rows) if row is None]
        read = _read(cut.noun, cut.m, [cut.rows[i] for i in unlike], limits)
        for i, row in zip(unlike, read, strict=True):
            rows[i] = row
    telling = _Telling(old, limits)
    node = node_of(old.noun, old.head, new.head, {}, telling)
    difference = rows_of(old.m, mine, theirs, {}, telling)
    if difference:
        node.lists[old.m.name] = difference
    return adjustment_of(old.head, new.head, node)


def _read(noun: Any, m: Member, rows: Sequence[bytes], limits: Limits) -> Sequence[Any]:
    head = f'{{"gongkai":"{MODEL_VERSION}","kind":"{noun.kind}","{m.name}":['
    document = loads(head.encode() + b",".join(rows) + b"]}", limits=limits).document
    read: Sequence[Any] = getattr(document, m.attribute)
    if len(read) != len(rows):
        raise GongkaiError
    return read


class _Telling(Account):
    """Reads a row after all when something is to be said of it: it moved."""

    def __init__(self, cut: _Cut, limits: Limits) -> None:
        super().__init__({}, (), None, None)
        self._cut = cut
        self._limits = limits

    def row(self, old: Any, new: Any, kind: str | None) -> Said:
        """What is said of a row."""
        if isinstance(old, _Unread):
            (old,) = _read(self._cut.noun, self._cut.m, [old.data], self._limits)
            return super().row(old, old, kind)
        return super().row(old, new, kind)
