"""比对 — the difference of two values of one noun, member by member, as a tree.

Rows are matched by name, then by key, then, for documents in a compendium, by the rows that they share. Rows that are
equal cost one comparison: plain members in one step, lists that the reader shares among rows once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Protocol

from gongkai_standard.adjust.delta import ABSENT, LISTS, Move, Node, Pair, Placed, Rows, Said
from gongkai_standard.adjust.equality import PLAIN, Equal, Twins, equal_nouns, equal_parts
from gongkai_standard.adjust.names import KEYS, has_id, key_of, names
from gongkai_standard.codecs.structure import member_tree, unstructure
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.shape import Form, Member, is_document, members


class Telling(Protocol):
    """What people know of the rows of two documents, and what there is to say of them."""

    forced: Mapping[str, str]
    """Old id → new id of rows that are the same whatever their names say."""

    def row(self, old: Any, new: Any, kind: str | None) -> Said:
        """What is said of a row; `old` or `new` is None where it came or went."""

    def document(self, old: Any, new: Any) -> Said:
        """What is said of the head of a document."""


# --- difference ------------------------------------------------------------------------------------


@cache
def _plan(noun: Any) -> tuple[tuple[Member, str, Equal | None], ...]:
    """Each member, its attribute, and its comparison where `==` is not good enough."""
    return tuple((m, m.attribute, None if m.form in PLAIN else equal_parts(m)) for m in members(noun))


def node_of(noun: Any, old: Any, new: Any, twins: Twins, telling: Telling | None = None) -> Node:
    """The difference of two values of a noun; with `telling`, of two documents, and what is said of their rows."""
    node = Node()
    if telling is not None:
        node.said = telling.document(old, new)
    odd = {*old.unknown, *new.unknown} if old.unknown or new.unknown else ()
    for m, attribute, equal in _plan(noun):
        x, y = getattr(old, attribute), getattr(new, attribute)
        if odd and m.name in odd:
            pair = held(old, m), held(new, m)
            if not same(*pair):
                node.values[m.name] = pair
        elif x is y or (x == y if equal is None else equal(x, y, twins)):
            continue
        elif m.form in LISTS:
            node.lists[m.name] = rows_of(m, x, y, twins, telling if m.form is Form.NOUNS else None)
        elif m.form is Form.MAPPING:
            node.mappings[m.name] = _pairs(x, y)
        elif m.form is Form.NOUN and x is not None and y is not None:
            node.nouns[m.name] = node_of(m.noun, x, y, twins)
        else:
            node.values[m.name] = (held(old, m), held(new, m))
    if old.unknown is not new.unknown:
        declared = {m.name for m in members(noun)}
        for name, pair in _pairs(old.unknown, new.unknown).items():
            if name not in declared:
                node.values[name] = pair
    return node


def held(value: Any, m: Member) -> Any:
    """The JSON value under a declared member, of whatever shape; ABSENT where there is none."""
    inside = getattr(value, m.attribute)
    if inside is None or (not inside and m.form in _EMPTY_IS_ABSENT):
        return value.unknown.get(m.name, ABSENT)
    return member_tree(m, inside)


_EMPTY_IS_ABSENT: Final = LISTS | {Form.MAPPING}


def same(x: Any, y: Any) -> bool:
    """Whether two JSON values are equal; ABSENT equals only itself."""
    if x is ABSENT or y is ABSENT:
        return x is y
    return comparable((x,)) == comparable((y,))


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Pair]:
    found = {}
    for name in (*old, *(name for name in new if name not in old)):
        pair = old.get(name, ABSENT), new.get(name, ABSENT)
        if not same(*pair):
            found[name] = pair
    return found


def rows_of(m: Member, old: Sequence[Any], new: Sequence[Any], twins: Twins, telling: Telling | None = None) -> Rows:
    """The difference of two lists: what came, went, moved (the fewest that can) and changed inside."""
    rows = Rows()
    mine, theirs = names(m, old), names(m, new)
    order, places, gone, come = matched(m, old, new, mine, theirs, telling.forced if telling else {})
    say = telling.row if telling and not is_document(m.noun) else _silent
    if m.noun is not None:
        equal = equal_nouns(m.noun)
        within = telling if is_document(m.noun) else None
        for i, j in zip(order, places, strict=True):
            before, after = old[i], new[j]
            if not equal(before, after, twins):
                inner = rows.inner[mine[i]] = node_of(m.noun, before, after, twins, within)
                inner.becomes = theirs[j] if theirs[j] != mine[i] else None
                inner.said = inner.said or say(before, after, None)
    for j in come:
        rows.added[theirs[j]] = Placed(j, tree_of(m, new[j]), say(None, new[j], "added"))
    for i in gone:
        rows.removed[mine[i]] = Placed(i, tree_of(m, old[i]), say(old[i], None, "cancelled"))
    for k in _movers(order):
        i = order[k]
        rows.moved[mine[i]] = Move(i, places[k], say(old[i], old[i], "moved"))
    return rows


def _silent(_old: Any, _new: Any, _kind: str | None) -> Said:
    return {}


def tree_of(m: Member, value: Any) -> Any:
    """The JSON value of one row or element of a list member."""
    return unstructure(value) if m.form is Form.NOUNS else value


Matched = tuple[list[int], list[int], list[int], list[int]]


def matched(
    m: Member,
    old: Sequence[Any],
    new: Sequence[Any],
    mine: Sequence[str],
    theirs: Sequence[str],
    forced: Mapping[str, str] = EMPTY,
) -> Matched:
    """Old and new places of the rows that are in both lists, in the new order; old places of those that went; new
    places of those that came."""
    place = {name: i for i, name in enumerate(mine)}
    there = dict.fromkeys(theirs) if forced else {}
    linked = {now: place.pop(was) for was, now in forced.items() if was in place and now in there}
    found = [*map((place | linked).get if linked else place.get, theirs)]
    order = [i for i in found if i is not None]
    places = [j for j, i in enumerate(found) if i is not None]
    come = [j for j, i in enumerate(found) if i is None]
    if len(order) == len(mine):
        return order, places, [], come
    stayed = set(order)
    gone = [i for i in range(len(mine)) if i not in stayed]
    more = dict(_akin(m, old, new, gone, come)) if come else {}
    if more:
        both = sorted([*zip(places, order, strict=True), *more.items()])
        places, order = [j for j, _ in both], [i for _, i in both]
        come = [j for j in come if j not in more]
        stayed = set(order)
        gone = [i for i in gone if i not in stayed]
    return order, places, gone, come


def _akin(
    m: Member, old: Sequence[Any], new: Sequence[Any], gone: Sequence[int], come: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """New and old places of rows that no name joins, but their key or the rows inside do."""
    if m.form is not Form.NOUNS:
        return iter(())
    if is_document(m.noun):
        return _by_shared_rows(m.noun, old, new, gone, come)
    return _by_key(m.noun, old, new, gone, come) if has_id(m.noun) and m.noun in KEYS else iter(())


def _by_key(
    noun: Any, old: Sequence[Any], new: Sequence[Any], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Rows of different ids whose key is the same and comes once on each side."""
    key = key_of(noun)
    sides = []
    for rows, lonely in ((old, mine), (new, theirs)):
        once: dict[str, int | None] = {}
        for i in lonely:
            k = key(rows[i])
            once[k] = None if k in once else i
        sides.append(once)
    for k, there in sides[1].items():
        here = sides[0].get(k)
        if k and here is not None and there is not None:
            yield there, here


def _by_shared_rows(
    noun: Any, old: Sequence[Any], new: Sequence[Any], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Documents of different titles that have rows in common, those with most in common first."""
    lists = [m for m in members(noun) if m.form is Form.NOUNS]

    def inside(document: Any) -> set[tuple[str, str]]:
        return {(m.name, name) for m in lists for name in names(m, getattr(document, m.attribute)) if name}

    insides = {i: inside(old[i]) for i in mine}
    scored = []
    for j in theirs:
        found = inside(new[j])
        scored += [(-len(shared), i, j) for i, known in insides.items() if (shared := known & found)]
    used: set[tuple[str, int]] = set()
    for _, i, j in sorted(scored):
        if ("old", i) not in used and ("new", j) not in used:
            used |= {("old", i), ("new", j)}
            yield j, i


def _movers(order: Sequence[int]) -> list[int]:
    """The fewest positions whose rows must move so that the old places of all others increase."""
    tails: list[int] = []
    tail_at: list[int] = []
    back = [0] * len(order)
    for at, value in enumerate(order):
        if not tails or value > tails[-1]:
            back[at] = tail_at[-1] if tail_at else -1
            tails.append(value)
            tail_at.append(at)
            continue
        k = bisect_left(tails, value)
        back[at] = tail_at[k - 1] if k else -1
        tails[k] = value
        tail_at[k] = at
    if len(tails) == len(order):
        return []
    stay = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        stay.add(at)
        at = back[at]
    return [at for at in range(len(order)) if at not in stay]
