"""合并调整 — `compose`: two adjustments that follow each other as one.

Places of a list need no list to be put together: the rows that neither adjustment names keep their order, so where
they stand after the first follows from the places that it empties and fills (`_Places`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.apply import applied
from gongkai_standard.adjust.compare import held, same
from gongkai_standard.adjust.delta import ABSENT, AdjustmentError, Move, Node, Pair, Placed, Rows, Said
from gongkai_standard.adjust.invert import inverted, noun_of
from gongkai_standard.adjustment import Adjustment, Occasion
from gongkai_standard.codecs.structure import part, unstructure
from gongkai_standard.errors import Problem
from gongkai_standard.location import pointer
from gongkai_standard.shape import Member, members


def compose(first: Adjustment, second: Adjustment) -> Adjustment:
    """One adjustment with the effect of both: `apply(compose(d, e), a) == apply(e, apply(d, a))`.

    A change that sums up several keeps the kind, cause and ground of each in its `occasions`; what the second takes
    back is gone. Raises AdjustmentError when the second does not follow the first.
    """
    noun = noun_of(first)
    if second.subject != first.subject or _unlike(first.to_hash, second.from_hash):
        raise AdjustmentError(_breaks(()))
    problems: list[Problem] = []
    node = composed(noun, delta.tree(first, noun), delta.tree(second, noun), (), problems)
    if problems:
        raise AdjustmentError(*problems)
    return evolve(
        second,
        from_=first.from_,
        from_hash=first.from_hash,
        changes=delta.changes(node, noun),
    )


def _unlike(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _breaks(at: Iterable[str]) -> Problem:
    return Problem(
        message="两次调整不相衔接：后一次不是从前一次的结果出发",
        message_en="the second adjustment does not start where the first one ends",
        place=pointer(at),
    )


Problems = list[Problem]


def composed(noun: Any, first: Node, second: Node, at: tuple[str, ...], problems: Problems) -> Node:
    """The two differences of a value as one."""
    made = Node(said=_both(first.said, second.said))
    declared = {m.name: m for m in members(noun)}
    for name in _names(first, second):
        one, two = _part(first, name), _part(second, name)
        here = (*at, name)
        if one is None or two is None:
            _set(made, name, two if one is None else one)
        elif isinstance(one, tuple) and isinstance(two, tuple):
            _set(made, name, _chained(one, two, here, problems))
        elif isinstance(one, tuple):
            _set(made, name, _pair(one[0], _after(noun, declared[name], one[1], two, here, problems)))
        elif isinstance(two, tuple):
            back = _after(noun, declared[name], two[0], _inverse(one), here, problems)
            _set(made, name, _pair(back, two[1]))
        elif isinstance(one, Rows) and isinstance(two, Rows):
            _set(made, name, _rows(declared[name], one, two, here, problems))
        elif isinstance(one, Node) and isinstance(two, Node):
            _set(made, name, composed(declared[name].noun, one, two, here, problems))
        elif isinstance(one, dict) and isinstance(two, dict):
            _set(made, name, _mapped(one, two, here, problems))
    return made


_Part = Pair | dict[str, Pair] | Node | Rows


def _names(first: Node, second: Node) -> list[str]:
    return list(dict.fromkeys(name for node in (first, second) for group in _groups(node) for name in group))


def _groups(node: Node) -> tuple[Mapping[str, _Part], ...]:
    return node.values, node.mappings, node.nouns, node.lists


def _part(node: Node, name: str) -> _Part | None:
    return next((group[name] for group in _groups(node) if name in group), None)


def _set(node: Node, name: str, found: _Part | None) -> None:
    if not found:
        return
    if isinstance(found, tuple):
        node.values[name] = found
    elif isinstance(found, Node):
        node.nouns[name] = found
    elif isinstance(found, Rows):
        node.lists[name] = found
    else:
        node.mappings[name] = found


def _inverse(found: _Part) -> _Part:
    node = Node()
    _set(node, "", found)
    (back,) = (group[""] for group in _groups(inverted(node)) if group)
    return back


def _pair(old: Any, new: Any) -> Pair | None:
    return None if same(old, new) else (old, new)


def _chained(one: Pair, two: Pair, at: tuple[str, ...], problems: Problems) -> Pair | None:
    if not same(one[1], two[0]):
        problems.append(_breaks(at))
    return _pair(one[0], two[1])


def _mapped(one: dict[str, Pair], two: dict[str, Pair], at: tuple[str, ...], problems: Problems) -> dict[str, Pair]:
    made: dict[str, Pair] = {}
    for key in dict.fromkeys((*one, *two)):
        if key in one and key in two:
            pair = _chained(one[key], two[key], (*at, key), problems)
            if pair is not None:
                made[key] = pair
        else:
            made[key] = one[key] if key in one else two[key]
    return made


def _after(noun: Any, m: Member, tree: Any, found: _Part, at: tuple[str, ...], problems: Problems) -> Any:
    """The JSON value of a member after a difference inside it."""
    value = part(noun, {} if tree is ABSENT else {m.name: tree})
    node = Node()
    _set(node, m.name, found)
    return held(applied(noun, value, node, at[:-1], problems), m)


# --- lists -----------------------------------------------------------------------------------------


class _Places:
    """Where the rows that an adjustment does not move stand before and after it."""

    def __init__(self, rows: Rows) -> None:
        self._out = sorted([*(p.place for p in rows.removed.values()), *(m.old for m in rows.moved.values())])
        self._in = sorted([*(p.place for p in rows.added.values()), *(m.new for m in rows.moved.values())])
        self._out_ranks = [place - k for k, place in enumerate(self._out)]
        self._in_ranks = [place - k for k, place in enumerate(self._in)]

    def after(self, place: int) -> int:
        """The new place of the row that stays and stood at the old one."""
        rank = place - bisect_left(self._out, place)
        return rank + bisect_right(self._in_ranks, rank)

    def before(self, place: int) -> int:
        """The old place of the row that stayed and stands at the new one."""
        rank = place - bisect_left(self._in, place)
        return rank + bisect_right(self._out_ranks, rank)


def _rows(m: Member, first: Rows, second: Rows, at: tuple[str, ...], problems: Problems) -> Rows:
    made = Rows()
    one, two = _Places(first), _Places(second)
    old_name = {inner.becomes: name for name, inner in first.inner.items() if inner.becomes is not None}

    def origin(name: str) -> str | None:
        """The name in the oldest list of a row of the middle one; None when the first adjustment added it."""
        return None if name in first.added else old_name.get(name, name)

    middle = {first.now(name): move for name, move in first.moved.items()}
    made.removed.update(first.removed)
    for name, gone in second.removed.items():
        was = origin(name)
        if was is None:
            continue
        value, said = gone.value, gone.said
        inner = first.inner.get(was)
        if inner is not None:
            value = _element_after(m, value, inverted(inner), (*at, name), problems)
            said = _both(inner.said, said, kind=said.get("kind"))
        move = middle.get(name)
        made.removed[was] = Placed(move.old if move else one.before(gone.place), value, said)
    made.added.update(second.added)
    for name, come in first.added.items():
        if name in second.removed:
            continue
        value, said = come.value, come.said
        inner = second.inner.get(name)
        if inner is not None:
            value = _element_after(m, value, inner, (*at, name), problems)
            said = _both(said, inner.said, kind=said.get("kind"))
        move = second.moved.get(name)
        place = move.new if move else two.after(come.place)
        made.added[second.now(name)] = Placed(place, value, said)
    for name in dict.fromkeys((*middle, *second.moved)):
        was = origin(name)
        if was is None or name in second.removed:
            continue
        earlier, later = middle.get(name), second.moved.get(name)
        old = earlier.old if earlier else one.before(later.old) if later else 0
        new = later.new if later else two.after(earlier.new) if earlier else 0
        said = _both(earlier.said if earlier else {}, later.said if later else {})
        made.moved[was] = Move(old, new, said)
    for name in dict.fromkeys((*(first.now(name) for name in first.inner), *second.inner)):
        was = origin(name)
        if was is None or name in second.removed:
            continue
        inner = _inner(m, first.inner.get(was), second.inner.get(name), (*at, name), problems)
        last = second.now(name)
        inner.becomes = last if last != was else None
        if inner:
            made.inner[was] = inner
    _back_again(made)
    _settled(made)
    return made


def _inner(m: Member, one: Node | None, two: Node | None, at: tuple[str, ...], problems: Problems) -> Node:
    if one is not None and two is not None:
        return composed(m.noun, one, two, at, problems)
    return evolve(one or two or Node())


def _element_after(m: Member, tree: Any, inner: Node, at: tuple[str, ...], problems: Problems) -> Any:
    return unstructure(applied(m.noun, part(m.noun, tree), inner, at, problems))


def _back_again(rows: Rows) -> None:
    """What went and came again unchanged has at most moved."""
    for name in [name for name in rows.removed if name in rows.added]:
        gone, come = rows.removed[name], rows.added[name]
        if same(gone.value, come.value):
            del rows.removed[name], rows.added[name]
            rows.moved[name] = Move(gone.place, come.place, _both(gone.said, come.said, kind="moved"))


def _settled(rows: Rows) -> None:
    """Drop the moves that move nothing: the row would stand there anyway."""
    for name in list(rows.moved):
        move = rows.moved.pop(name)
        if _Places(rows).after(move.old) != move.new:
            rows.moved[name] = move


def _both(first: Said, second: Said, *, kind: str | None = None) -> Said:
    """What is said of two changes of one row together; the kind is judged anew unless both have one or it is given."""
    if not first or not second:
        return first or second
    name, last = first.get("name"), second.get("new_name", second.get("name"))
    made = {
        **second,
        "kind": kind or (first.get("kind") if first.get("kind") == second.get("kind") else None),
        "item_id": first.get("item_id"),
        "name": name,
        "new_name": last if last != name else None,
        "replaces": tuple(dict.fromkeys((*first.get("replaces", ()), *second.get("replaces", ())))),
        "replaced_by": tuple(dict.fromkeys((*first.get("replaced_by", ()), *second.get("replaced_by", ())))),
        "occasions": (*_occasions(first), *_occasions(second)),
    }
    return {member: value for member, value in made.items() if value is not None and value != ()}


def _occasions(said: Said) -> tuple[Occasion, ...]:
    known: tuple[Occasion, ...] = said.get("occasions", ())
    return known or (Occasion(**{member: said[member] for member in _OCCASION if member in said}),)


_OCCASION: Final = ("kind", "cause", "basis", "date", "reason")
