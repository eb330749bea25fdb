"""三方合并 — `merge`: a new template comes under an edition that was edited locally.

What only one side changed is taken over; what both changed alike too. What they changed differently is a `Conflict`,
a value that holds both sides and the base; the document keeps the base there until somebody decides. Nothing depends
on which side is called ours.

Rows that neither side moved keep their order. Rows that came or moved stand behind the same row as on their own side;
where both sides put rows at one place, these are ordered by their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, cast

from attrs import evolve, field, frozen

from gongkai_standard.adjust.apply import applied
from gongkai_standard.adjust.compare import held, node_of, same
from gongkai_standard.adjust.delta import ABSENT, AdjustmentError, Node, Pair, Rows
from gongkai_standard.adjust.diff import document_of
from gongkai_standard.adjust.names import names
from gongkai_standard.adjust.openness import ORDERS, Order, compare
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import member_value, part, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.edition import Edition
from gongkai_standard.errors import Problem
from gongkai_standard.location import pointer
from gongkai_standard.shape import Form, Member, members

Side = Literal["base", "ours", "theirs"]


@frozen(kw_only=True)
class Conflict:
    """Both sides changed one thing differently. Values are JSON; `ABSENT` where a side has nothing."""

    at: str
    """Pointer by names of the base."""
    base: Any = ABSENT
    ours: Any = ABSENT
    theirs: Any = ABSENT
    rule: str | None = None
    """What would decide: `more_open`; None where only people can."""
    decides: Side | None = None
    """The side that the rule would choose."""

    def tree(self) -> dict[str, Any]:
        """The conflict as JSON; a side that has nothing is left out."""
        said = {name: getattr(self, name) for name in ("at", "base", "ours", "theirs", "rule", "decides")}
        return {name: value for name, value in said.items() if value is not ABSENT and value is not None}


@frozen(kw_only=True, eq=False)
class Merged:
    """The merged document and what is left to decide."""

    document: Document
    conflicts: tuple[Conflict, ...]
    _sides: tuple[Document, Document, Document] = field(repr=False, alias="sides")
    _edition: Edition | None = field(repr=False, alias="edition")
    _decisions: Mapping[str, Side] = field(repr=False, alias="decisions")

    def resolve(self, decisions: Mapping[str, Side]) -> Merged:
        """The same with these conflicts decided: place of the conflict → the side whose value is taken.

        Raises AdjustmentError for a place without a conflict.
        """
        known = {conflict.at for conflict in self.conflicts}
        strange = [at for at in decisions if at not in known]
        if strange:
            raise AdjustmentError(
                *(Problem(message="此处没有冲突", message_en="there is no conflict here", place=at) for at in strange)
            )
        base, ours, theirs = self._sides
        return merge(base, ours, theirs, edition=self._edition, decisions={**self._decisions, **decisions})

    def resolve_by_rule(self) -> Merged:
        """The same with every conflict decided that a rule can decide."""
        return self.resolve({c.at: c.decides for c in self.conflicts if c.decides is not None})


def merge(
    base: Reading | Document,
    ours: Reading | Document,
    theirs: Reading | Document,
    *,
    edition: Edition | None = None,
    decisions: Mapping[str, Side] | None = None,
) -> Merged:
    """Both sides' changes of `base` in one document.

    `edition` is the edition of the result, which is neither side's. `decisions` settle conflicts known before.
    Raises AdjustmentError for documents of different kinds.
    """
    sides = document_of(base), document_of(ours), document_of(theirs)
    noun: Any = type(sides[0])
    if any(type(side) is not noun for side in sides):
        raise AdjustmentError(
            Problem(message="三份文件类型不同，无法合并", message_en="documents of different kinds cannot be merged")
        )
    given = edition or None
    if given is not None:
        sides = cast("tuple[Document, Document, Document]", tuple(evolve(side, edition=given) for side in sides))
    work = _Merge(decisions or {})
    left, right = node_of(noun, sides[0], sides[1], {}), node_of(noun, sides[0], sides[2], {})
    document = work.value(noun, sides[0], left, right, ())
    return Merged(
        document=document,
        conflicts=tuple(work.conflicts),
        sides=(document_of(base), document_of(ours), document_of(theirs)),
        edition=edition,
        decisions=decisions or {},
    )


_Part = Pair | dict[str, Pair] | Node | Rows


class _Merge:
    def __init__(self, decisions: Mapping[str, Side]) -> None:
        self.conflicts: list[Conflict] = []
        self._decisions = decisions

    def value(self, noun: Any, base: Any, left: Node, right: Node, at: tuple[str, ...]) -> Any:
        """A value of a noun with both differences."""
        declared = {m.name: m for m in members(noun)}
        taken = Node()
        changed: dict[str, Any] = {}
        for name in dict.fromkeys((*_parts(left), *_parts(right))):
            mine, yours = _parts(left).get(name), _parts(right).get(name)
            here = (*at, name)
            if mine is None or yours is None:
                _put(taken, name, mine if yours is None else yours)
            elif isinstance(mine, Rows) and isinstance(yours, Rows):
                m = declared[name]
                changed[m.attribute] = self.rows(m, getattr(base, m.attribute), mine, yours, here)
            elif isinstance(mine, Node) and isinstance(yours, Node):
                m = declared[name]
                changed[m.attribute] = self.value(m.noun, getattr(base, m.attribute), mine, yours, here)
            elif isinstance(mine, dict) and isinstance(yours, dict):
                _put(taken, name, self._pairs(mine, yours, here))
            else:
                _put(taken, name, self._clash(noun, base, name, mine, yours, here))
        made = applied(noun, base, taken, at, [])
        return evolve(made, **changed) if changed else made

    def _pairs(self, mine: dict[str, Pair], yours: dict[str, Pair], at: tuple[str, ...]) -> dict[str, Pair]:
        made = {**yours, **mine}
        for key in mine.keys() & yours.keys():
            (old, left), (_, right) = mine[key], yours[key]
            if not same(left, right):
                chosen = self._decide((*at, key), old, left, right)
                made[key] = (old, chosen)
        return {key: pair for key, pair in made.items() if not same(*pair)}

    def _clash(self, noun: Any, base: Any, name: str, mine: _Part, yours: _Part, at: tuple[str, ...]) -> Pair | None:
        """A member that at least one side replaced as a whole."""
        m = next((m for m in members(noun) if m.name == name), None)
        old = base.unknown.get(name, ABSENT) if m is None else held(base, m)
        left, right = (_alone(noun, base, name, m, found) for found in (mine, yours))
        if same(left, right):
            return old, left
        chosen = self._decide(at, old, left, right, m)
        return None if same(old, chosen) else (old, chosen)

    def _decide(self, at: tuple[str, ...], old: Any, left: Any, right: Any, m: Member | None = None) -> Any:
        place = pointer(at)
        if place in self._decisions:
            return {"base": old, "ours": left, "theirs": right}[self._decisions[place]]
        side = _more_open(m, left, right) if m is not None else None
        self.conflicts.append(
            Conflict(at=place, base=old, ours=left, theirs=right, rule="more_open" if side else None, decides=side)
        )
        return old

    # --- lists

    def rows(self, m: Member, base: Sequence[Any], left: Rows, right: Rows, at: tuple[str, ...]) -> tuple[Any, ...]:
        """A list with both differences."""
        mine = names(m, base)
        found: dict[_Key, Any] = {}
        for name, row in zip(mine, base, strict=True):
            kept = self._row(m, row, name, left, right, at)
            if kept is not ABSENT:
                found["base", name] = kept
        for name in dict.fromkeys((*left.added, *right.added)):
            found["new", name] = self._added(m, name, left, right, at)
        stable = [key for key in found if key[0] == "base" and key[1] not in left.moved and key[1] not in right.moved]
        order = _ordered(stable, _sequence(mine, left), _sequence(mine, right), left, right)
        return tuple(found[key] for key in order if key in found)

    def _row(self, m: Member, row: Any, name: str, left: Rows, right: Rows, at: tuple[str, ...]) -> Any:
        gone = name in left.removed, name in right.removed
        if all(gone):
            return ABSENT
        mine, yours = left.inner.get(name), right.inner.get(name)
        if any(gone):
            edit = yours if gone[0] else mine
            if edit is None:
                return ABSENT
            edited = applied(m.noun, row, edit, (), [])
            values = (ABSENT, unstructure(edited)) if gone[0] else (unstructure(edited), ABSENT)
            chosen = self._decide((*at, name), unstructure(row), *values)
            return ABSENT if chosen is ABSENT else edited if same(chosen, unstructure(edited)) else row
        if mine is not None and yours is not None:
            return self.value(m.noun, row, mine, yours, (*at, name))
        only = mine or yours
        return row if only is None else applied(m.noun, row, only, (), [])

    def _added(self, m: Member, name: str, left: Rows, right: Rows, at: tuple[str, ...]) -> Any:
        trees = [rows.added[name].value for rows in (left, right) if name in rows.added]
        values = [part(m.noun, tree) if m.form is Form.NOUNS else member_value(m, [tree])[1][0] for tree in trees]
        if len(values) == 1 or same(*trees) or m.form is not Form.NOUNS:
            return values[0]
        nothing = m.noun()
        mine, yours = (node_of(m.noun, nothing, value, {}) for value in values)
        return self.value(m.noun, nothing, mine, yours, (*at, name))


def _parts(node: Node) -> dict[str, _Part]:
    return {**node.values, **node.mappings, **node.nouns, **node.lists}


def _put(node: Node, name: str, found: _Part | None) -> None:
    if isinstance(found, tuple):
        node.values[name] = found
    elif isinstance(found, Node):
        node.nouns[name] = found
    elif isinstance(found, Rows):
        node.lists[name] = found
    elif found:
        node.mappings[name] = found


def _alone(noun: Any, base: Any, name: str, m: Member | None, found: _Part) -> Any:
    """The JSON value of a member after one side's difference."""
    if isinstance(found, tuple) or m is None:
        return cast("Pair", found)[1]
    node = Node()
    _put(node, name, found)
    return held(applied(noun, base, node, (), []), m)


def _more_open(m: Member, left: Any, right: Any) -> Side | None:
    """The side whose value of the member is more open, where the member has an order."""
    if m.name not in ORDERS or left is ABSENT or right is ABSENT:
        return None
    mine, yours = member_value(m, left), member_value(m, right)
    if not mine[0] or not yours[0]:
        return None
    order = compare(m.name, mine[1], yours[1])
    return "theirs" if order is Order.MORE else "ours" if order is Order.LESS else None


# --- order -----------------------------------------------------------------------------------------

_Key = tuple[Literal["base", "new"], str]
_START: Final[_Key] = ("base", "\0")
"""What stands before the first row."""


def _sequence(mine: Sequence[str], rows: Rows) -> list[_Key]:
    """The rows of one side in its order."""
    put: dict[int, _Key] = {move.new: ("base", name) for name, move in rows.moved.items()}
    put |= {placed.place: ("new", name) for name, placed in rows.added.items()}
    stay = iter([name for name in mine if name not in rows.removed and name not in rows.moved])
    total = len(mine) - len(rows.removed) - len(rows.moved) + len(put)
    return [put[j] if j in put else ("base", next(stay)) for j in range(total)]


def _ordered(stable: Sequence[_Key], left: Sequence[_Key], right: Sequence[_Key], *sides: Rows) -> list[_Key]:
    """Stable rows in the base's order, each followed by the rows that either side put behind it."""
    rank = {key: i for i, key in enumerate([_START, *stable])}
    behind: dict[_Key, _Key] = {}
    floating = []
    for sequence, rows in zip((left, right), sides, strict=True):
        anchor = _START
        floating.append([key for key in sequence if key[0] == "new" or key[1] in rows.moved])
        free = set(floating[-1])
        for key in sequence:
            if key in rank:
                anchor = key
            elif key in free:
                behind[key] = min(behind.get(key, anchor), anchor, key=rank.__getitem__)
    groups: list[dict[_Key, list[_Key]]] = [{}, {}]
    for group, keys in zip(groups, floating, strict=True):
        for key in keys:
            group.setdefault(behind[key], []).append(key)
    made: list[_Key] = []
    for anchor in rank:
        made += () if anchor is _START else (anchor,)
        made += _interleaved(groups[0].get(anchor, []), groups[1].get(anchor, []))
    return made


def _interleaved(left: list[_Key], right: list[_Key]) -> list[_Key]:
    """Two runs of rows at one place; each keeps its order, and between them the names decide."""
    if not left or left == right:
        return right
    if not right:
        return left
    queues = [left[::-1], right[::-1]]
    made: dict[_Key, None] = {}
    while queues[0] and queues[1]:
        first = min((queue[-1] for queue in queues), key=lambda key: (key[1], key[0]))
        made[first] = None
        for queue in queues:
            if queue[-1] == first:
                queue.pop()
    for queue in queues:
        made.update(dict.fromkeys(reversed(queue)))
    return list(made)
