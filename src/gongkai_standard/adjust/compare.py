"""比对 — the difference of two values of one noun, member by member, as a tree.

Rows are matched by name, then by key, then, for documents in a compendium, by the rows that they share. Rows that are
equal cost one comparison: plain members in one step, lists that the reader shares among rows once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final

from gongkai_standard.adjust.delta import ABSENT, LISTS, Move, Node, Pair, Placed, Rows
from gongkai_standard.adjust.names import KEYS, has_id, key_of, names
from gongkai_standard.codecs.structure import member_tree, unstructure
from gongkai_standard.mapping import comparable
from gongkai_standard.shape import UNKNOWN, Form, Member, is_document, members

Forced = Mapping[str, str]
"""Old id → new id of rows that are the same whatever their names say."""

Memo = dict[tuple[int, int], bool]
"""Ids of two objects → whether they are equal; valid while both are alive."""


# --- equality --------------------------------------------------------------------------------------

_PLAIN: Final = frozenset({Form.TEXT, Form.INTEGER, Form.BOOLEAN, Form.DATE, Form.CHOICE, Form.TEXTS, Form.CHOICES})


@cache
def _equal(noun: Any) -> Callable[[Any, Any, Memo], bool]:
    """Whether two values of a noun are equal, as `==` has it, but quick where parts are shared."""
    plain = attrgetter(*(m.attribute for m in members(noun) if m.form in _PLAIN))
    parted = [m for m in members(noun) if m.form not in _PLAIN]
    rest = attrgetter(*(m.attribute for m in parted), UNKNOWN)
    tests = [*map(_equal_parts, parted), _equal_json]
    if len(tests) == 1:

        def leaf(a: Any, b: Any, memo: Memo) -> bool:
            return a is b or (
                plain(a) == plain(b) and (a.unknown is b.unknown or _equal_json(a.unknown, b.unknown, memo))
            )

        return leaf

    def equal(a: Any, b: Any, memo: Memo) -> bool:
        if a is b:
            return True
        if plain(a) != plain(b):
            return False
        for test, x, y in zip(tests, rest(a), rest(b), strict=True):
            if x is y:
                continue
            known = memo.get((id(x), id(y)))
            if known is None:
                known = memo[id(x), id(y)] = test(x, y, memo)
            if not known:
                return False
        return True

    return equal


def _equal_json(x: Any, y: Any, _: Memo) -> bool:
    return comparable(x) == comparable(y)


def _equal_parts(m: Member) -> Callable[[Any, Any, Memo], bool]:
    if m.noun is None:
        return _equal_json
    inner = _equal(m.noun)
    if m.form is Form.NOUN:
        return lambda x, y, memo: x is not None and y is not None and inner(x, y, memo)

    def equal_lists(x: Any, y: Any, memo: Memo) -> bool:
        if len(x) != len(y):
            return False
        for a, b in zip(x, y, strict=True):
            known = memo.get((id(a), id(b)))
            if known is None:
                known = memo[id(a), id(b)] = inner(a, b, memo)
            if not known:
                return False
        return True

    return equal_lists


# --- difference ------------------------------------------------------------------------------------


def node_of(noun: Any, old: Any, new: Any, memo: Memo, forced: Forced) -> Node:
    """The difference of two values of a noun."""
    node = Node()
    for m in members(noun):
        x, y = getattr(old, m.attribute), getattr(new, m.attribute)
        if m.name in old.unknown or m.name in new.unknown:
            _whole(node, m.name, held(old, m), held(new, m))
        elif x is y:
            continue
        elif m.form in LISTS:
            rows = rows_of(m, x, y, memo, forced if is_document(noun) else {})
            if rows:
                node.lists[m.name] = rows
        elif m.form is Form.MAPPING:
            pairs = _pairs(x, y)
            if pairs:
                node.mappings[m.name] = pairs
        elif m.form is Form.NOUN and x is not None and y is not None:
            inner = node_of(m.noun, x, y, memo, {})
            if inner:
                node.nouns[m.name] = inner
        elif x != y:
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


def _whole(node: Node, name: str, old: Any, new: Any) -> None:
    if not same(old, new):
        node.values[name] = (old, new)


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


def rows_of(m: Member, old: Sequence[Any], new: Sequence[Any], memo: Memo, forced: Forced) -> Rows:
    """The difference of two lists: what came, went, moved (the fewest that can) and changed inside."""
    rows = Rows()
    mine, theirs = names(m, old), names(m, new)
    place = {name: i for i, name in enumerate(mine)}
    partner = _partners(m, old, new, mine, theirs, place, forced)
    equal = _equal(m.noun) if m.noun is not None else None
    order: list[int] = []
    matched: list[tuple[str, int, int]] = []
    for j, name in enumerate(theirs):
        was = partner.get(name, name) if partner else name
        i = place.get(was) if was is not None else None
        if was is None or i is None:
            rows.added[name] = Placed(j, tree_of(m, new[j]))
            continue
        order.append(i)
        matched.append((was, i, j))
        if equal is not None and not equal(old[i], new[j], memo):
            inner = node_of(m.noun, old[i], new[j], memo, forced)
            inner.becomes = name if name != was else None
            rows.inner[was] = inner
    if len(order) < len(mine):
        stayed = set(order)
        for i, name in enumerate(mine):
            if i not in stayed:
                rows.removed[name] = Placed(i, tree_of(m, old[i]))
    for k in _movers(order):
        was, i, j = matched[k]
        rows.moved[was] = Move(i, j)
    return rows


def tree_of(m: Member, value: Any) -> Any:
    """The JSON value of one row or element of a list member."""
    return unstructure(value) if m.form is Form.NOUNS else value


def _partners(
    m: Member,
    old: Sequence[Any],
    new: Sequence[Any],
    mine: Sequence[str],
    theirs: Sequence[str],
    place: Mapping[str, int],
    forced: Forced,
) -> dict[str, str | None]:
    """New name → old name (None: no row of the old list) for rows whose match is not the row of the same name."""
    if m.form is not Form.NOUNS:
        return {}
    found: dict[str, str | None] = {}
    there = set(theirs)
    for was, becomes in forced.items():
        if was in place and becomes in there and was != becomes:
            found[becomes] = was
    taken = set(found.values())
    for name in theirs:
        if name in taken and name not in found:
            found[name] = None
    lonely_old = [i for i, name in enumerate(mine) if name not in there and name not in taken]
    if not lonely_old:
        return found
    lonely_new = [j for j, name in enumerate(theirs) if name not in place and name not in found]
    if not lonely_new:
        return found
    pairs = _by_shared_rows(m.noun, old, new, lonely_old, lonely_new) if is_document(m.noun) else ()
    if has_id(m.noun) and m.noun in KEYS:
        pairs = _by_key(m.noun, old, new, lonely_old, lonely_new)
    for i, j in pairs:
        found[theirs[j]] = mine[i]
    return found


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
            yield here, there


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
            yield i, j


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
