"""JSON Patch (RFC 6902) — an adjustment for programs that know JSON and nothing of ours.

Operations follow each other: first what changes inside rows, at their old places, then what goes, moves and comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.compare import held
from gongkai_standard.adjust.delta import ABSENT, Node, Pair, Rows
from gongkai_standard.adjust.diff import document_of
from gongkai_standard.adjust.names import names
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.location import pointer
from gongkai_standard.shape import HEAD, Form, Member, is_document, members

Operation = dict[str, Any]
Path = tuple[str | int, ...]


def json_patch(adjustment: Adjustment, document: Reading | Document) -> list[Operation]:
    """The operations that turn the JSON of `document` into that of `apply(adjustment, document)`.

    Raises AdjustmentError when the adjustment is not of this document.
    """
    base = document_of(document)
    noun: Any = type(base)
    return list(_noun(noun, base, delta.tree(adjustment, noun), ()))


def _noun(noun: Any, value: Any, node: Node, at: Path) -> Iterator[Operation]:
    declared = {m.name: m for m in members(noun)}
    for name, (old, new) in node.values.items():
        yield _replaced((*at, name), (_written(noun, name, old), _written(noun, name, new)))
    for name, pairs in node.mappings.items():
        yield from _mapping(getattr(value, declared[name].attribute), pairs, (*at, name))
    for name, inner in node.nouns.items():
        m = declared[name]
        yield from _noun(m.noun, getattr(value, m.attribute), inner, (*at, name))
    for name, rows in node.lists.items():
        m = declared[name]
        yield from _list(m, value, rows, (*at, name))


def _written(noun: Any, name: str, held: Any) -> Any:
    """What stands in the JSON: where nothing is said of the head of a document, its writer says it."""
    return unstructure(noun())[name] if held is ABSENT and is_document(noun) and name in HEAD else held


def _replaced(at: Path, pair: Pair) -> Operation:
    old, new = pair
    if new is ABSENT:
        return {"op": "remove", "path": pointer(at)}
    return {"op": "add" if old is ABSENT else "replace", "path": pointer(at), "value": new}


def _mapping(mapping: Any, pairs: dict[str, Pair], at: Path) -> Iterator[Operation]:
    left = {**mapping, **{key: new for key, (_, new) in pairs.items()}}
    left = {key: value for key, value in left.items() if value is not ABSENT}
    if not mapping or not left:
        yield _replaced(at, (held_or_absent(dict(mapping)), held_or_absent(left)))
        return
    for key, pair in pairs.items():
        yield _replaced((*at, key), pair)


def held_or_absent(value: Any) -> Any:
    """Empty lists and objects are not written."""
    return value or ABSENT


def _list(m: Member, value: Any, rows: Rows, at: Path) -> Iterator[Operation]:
    values: Sequence[Any] = getattr(value, m.attribute)
    here = names(m, values)
    if len(values) == len(rows.removed) and not rows.added:
        yield {"op": "remove", "path": pointer(at)}
        return
    if not values:
        added = sorted(rows.added.values(), key=lambda placed: placed.place)
        yield _replaced(at, (held(value, m), [placed.value for placed in added]))
        return
    place = {name: i for i, name in enumerate(here)}
    if m.form is Form.NOUNS:
        for name, inner in rows.inner.items():
            yield from _noun(m.noun, values[place[name]], inner, (*at, place[name]))
    for gone in sorted(rows.removed.values(), key=lambda placed: -placed.place):
        yield {"op": "remove", "path": pointer((*at, gone.place))}
    yield from _moves(here, rows, at)
    for placed in sorted(rows.added.values(), key=lambda placed: placed.place):
        yield {"op": "add", "path": pointer((*at, placed.place)), "value": placed.value}


def _moves(here: Sequence[str], rows: Rows, at: Path) -> Iterator[Operation]:
    """Each moved row goes behind the row that it follows in the end, the first ones first."""
    if not rows.moved:
        return
    current = [name for name in here if name not in rows.removed]
    put: dict[int, str | None] = {move.new: name for name, move in rows.moved.items()}
    put |= dict.fromkeys((placed.place for placed in rows.added.values()), None)
    stay = iter([name for name in current if name not in rows.moved])
    target = [put[j] if j in put else next(stay) for j in range(len(current) + len(rows.added))]
    before: str | None = None
    for name in target:
        if name is None:
            continue
        if name in rows.moved:
            was = current.index(name)
            del current[was]
            becomes = 0 if before is None else current.index(before) + 1
            current.insert(becomes, name)
            if was != becomes:
                yield {"op": "move", "from": pointer((*at, was)), "path": pointer((*at, becomes))}
        before = name
