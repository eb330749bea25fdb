"""施行 — `apply` an adjustment to the document that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.compare import held, same, tree_of
from gongkai_standard.adjust.delta import ABSENT, LISTS, AdjustmentError, Node, Pair, Rows
from gongkai_standard.adjust.names import names
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import member_value, part
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem
from gongkai_standard.location import pointer
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import Form, Member, members


def apply(adjustment: Adjustment, document: Reading | Document) -> Document:
    """The document after the adjustment.

    Raises AdjustmentError with every place where the document is not what the adjustment was made of: nothing is
    applied in part. To bring an adjustment under a document that went another way, use `merge`.
    """
    base = document.document if isinstance(document, Reading) else document
    noun: Any = type(base)
    if adjustment.subject is not None and adjustment.subject != base.kind:
        raise AdjustmentError(
            Problem(
                message=f"调整针对 {adjustment.subject},不能用于 {base.kind}",
                message_en=f"the adjustment is of a {adjustment.subject}, not of a {base.kind}",
            )
        )
    problems: list[Problem] = []
    made: Document = applied(noun, base, delta.tree(adjustment, noun), (), problems)
    if problems:
        raise AdjustmentError(*problems)
    return made


def applied(noun: Any, value: Any, node: Node, at: tuple[str, ...], problems: list[Problem]) -> Any:
    """A value of a noun after the difference; what does not fit is added to `problems`."""
    changed: dict[str, Any] = {}
    unknown = dict(value.unknown)
    declared = {m.name: m for m in members(noun)}
    for name, (old, new) in node.values.items():
        m = declared.get(name)
        _expect(old, value.unknown.get(name, ABSENT) if m is None else held(value, m), (*at, name), problems)
        fits, inner = (False, None) if m is None or new is ABSENT else member_value(m, new)
        unknown.pop(name, None)
        if m is not None:
            changed[m.attribute] = inner if fits else _nothing(m)
        if new is not ABSENT and not fits:
            unknown[name] = new
    for name, pairs in node.mappings.items():
        m = declared[name]
        changed[m.attribute] = _mapped(getattr(value, m.attribute), pairs, (*at, name), problems)
    for name, inner_node in node.nouns.items():
        m = declared[name]
        inner = getattr(value, m.attribute)
        if inner is None:
            problems.append(_missing((*at, name)))
        else:
            changed[m.attribute] = applied(m.noun, inner, inner_node, (*at, name), problems)
    for name, rows in node.lists.items():
        m = declared[name]
        changed[m.attribute] = _listed(m, getattr(value, m.attribute), rows, (*at, name), problems)
    return evolve(value, **changed, unknown=unknown or EMPTY)


def _nothing(m: Member) -> Any:
    return () if m.form in LISTS else EMPTY if m.form is Form.MAPPING else None


def _mapped(
    mapping: Mapping[str, Any], pairs: Mapping[str, Pair], at: tuple[str, ...], problems: list[Problem]
) -> Mapping[str, Any]:
    made = dict(mapping)
    for key, (old, new) in pairs.items():
        _expect(old, mapping.get(key, ABSENT), (*at, key), problems)
        if new is ABSENT:
            made.pop(key, None)
        else:
            made[key] = new
    return made or EMPTY


def _listed(
    m: Member, values: Sequence[Any], rows: Rows, at: tuple[str, ...], problems: list[Problem]
) -> tuple[Any, ...]:
    place = {name: i for i, name in enumerate(names(m, values))}
    made = list(values)
    gone: set[int] = set()
    put: dict[int, Any] = {}
    wanted = [*rows.removed, *rows.moved, *rows.inner]
    missing = [name for name in wanted if name not in place]
    if missing:
        problems += [_missing((*at, name)) for name in missing]
        return tuple(values)
    for name, inner in rows.inner.items():
        made[place[name]] = applied(m.noun, values[place[name]], inner, (*at, name), problems)
    for name, removed in rows.removed.items():
        i = place[name]
        gone.add(i)
        if i != removed.place or not same(removed.value, tree_of(m, values[i])):
            problems.append(_differs((*at, name), removed.value, tree_of(m, values[i])))
    for name, move in rows.moved.items():
        i = place[name]
        gone.add(i)
        put[move.new] = made[i]
        if i != move.old:
            problems.append(_differs((*at, name), move.old, i))
    for name, added in rows.added.items():
        put[added.place] = _element(m, added.value, (*at, name), problems)
    total = len(values) - len(gone) + len(put)
    fits = len(put) == len(rows.moved) + len(rows.added) and all(j < total for j in put)
    if not fits:
        problems.append(_differs(at, sorted(put), total))
        return tuple(values)
    kept = (made[i] for i in range(len(values)) if i not in gone)
    return tuple(put[j] if j in put else next(kept) for j in range(total))


def _element(m: Member, tree: Any, at: tuple[str, ...], problems: list[Problem]) -> Any:
    if m.form is Form.NOUNS:
        try:
            return part(m.noun, tree)
        except ValueError:
            pass
    else:
        fits, value = member_value(m, [tree])
        if fits:
            return value[0]
    problems.append(_differs(at, "an element of the list", tree))
    return tree


def _expect(old: Any, found: Any, at: tuple[str, ...], problems: list[Problem]) -> None:
    if not same(old, found):
        problems.append(_differs(at, old, found))


def _differs(at: tuple[str, ...], old: Any, found: Any) -> Problem:
    return Problem(
        message=f"文件与调整的起点不符：应为 {_short(old)}，实为 {_short(found)}",
        message_en=f"the adjustment was made of another document: expected {_short(old)}, found {_short(found)}",
        place=pointer(at),
    )


def _missing(at: tuple[str, ...]) -> Problem:
    return Problem(
        message="文件与调整的起点不符：没有这一项",
        message_en="the adjustment was made of another document: this is not there",
        place=pointer(at),
    )


def _short(value: Any) -> str:
    text = "∅" if value is ABSENT else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
