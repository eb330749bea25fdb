"""差异 as a tree: what `diff` makes, `apply`, `invert` and `compose` walk, and an `Adjustment` spells out.

A `Node` is the difference of two values of one noun, `Rows` that of two lists. The old and the new side of a list
have each their own names; `becomes` joins them where they differ. Values are JSON values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field, fields

from gongkai_standard.adjust.judge import kind_of, regressions_of, weight_of
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.location import parts, pointer
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import Form, Member, is_document, members


class AdjustmentError(GongkaiError):
    """An adjustment does not fit the document, or another adjustment, that it is used with."""


class _Absent:
    """Nothing stands there, which is not the same as null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()

LISTS: Final = frozenset({Form.TEXTS, Form.CHOICES, Form.VALUES, Form.NOUNS})

Pair = tuple[Any, Any]
"""Old and new JSON value of one member, either may be ABSENT; they differ."""


Said = dict[str, Any]
"""What is said of a row besides where and what: attribute of `Change` → value, those without one left out."""


@define
class Placed:
    """A row or element that came or went."""

    place: int
    value: Any
    said: Said = field(factory=dict)


@define
class Move:
    """A row or element that stands elsewhere among those that stayed."""

    old: int
    new: int
    said: Said = field(factory=dict)


@define
class Rows:
    """The difference of two lists. `removed`, `moved` and `inner` are keyed by old names, `added` by new ones."""

    removed: dict[str, Placed] = field(factory=dict)
    added: dict[str, Placed] = field(factory=dict)
    moved: dict[str, Move] = field(factory=dict)
    inner: dict[str, Node] = field(factory=dict)

    def now(self, name: str) -> str:
        """What a row of the old list is called in the new one."""
        inner = self.inner.get(name)
        return name if inner is None or inner.becomes is None else inner.becomes

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.moved or self.inner)


@define
class Node:
    """The difference of two values of one noun, by JSON names of members."""

    values: dict[str, Pair] = field(factory=dict)
    """Members replaced as a whole: scalars, and whatever is undeclared, has another shape or is there on one side."""
    mappings: dict[str, dict[str, Pair]] = field(factory=dict)
    nouns: dict[str, Node] = field(factory=dict)
    lists: dict[str, Rows] = field(factory=dict)
    becomes: str | None = None
    said: Said = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.mappings or self.nouns or self.lists or self.becomes is not None)


# --- to changes ------------------------------------------------------------------------------------


def changes(node: Node, noun: Any) -> tuple[Change, ...]:
    """The difference spelt out: one change for the head of each document and for each row."""
    return tuple(_document(node, noun, ()))


def _row_lists(noun: Any) -> dict[str, Member]:
    return {m.name: m for m in members(noun) if m.form is Form.NOUNS}


def _document(node: Node, noun: Any, at: tuple[str, ...]) -> Iterator[Change]:
    lists = _row_lists(noun)
    head = Node(
        node.values,
        node.mappings,
        node.nouns,
        {name: rows for name, rows in node.lists.items() if name not in lists},
        node.becomes,
    )
    if head:
        yield _spelt(node.said, at, head)
    for name, m in lists.items():
        if name in node.lists:
            yield from _rows(node.lists[name], m, (*at, name))


def _rows(rows: Rows, m: Member, at: tuple[str, ...]) -> Iterator[Change]:
    for name, inner in rows.inner.items():
        if is_document(m.noun):
            yield from _document(inner, m.noun, (*at, name))
        else:
            yield _spelt(inner.said, (*at, name), inner)
    for name, gone in sorted(rows.removed.items(), key=_by_place):
        yield change({"kind": "cancelled", **gone.said}, (*at, name), {"": gone.value}, {}, {"": gone.place}, {})
    for name, come in sorted(rows.added.items(), key=_by_place):
        yield change({"kind": "added", **come.said}, (*at, name), {}, {"": come.value}, {}, {"": come.place})
    for name, move in sorted(rows.moved.items(), key=lambda item: item[1].new):
        yield change({"kind": "moved", **move.said}, (*at, name), {}, {}, {"": move.old}, {"": move.new})


def change(
    said: Said,
    at: tuple[str, ...],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    old_places: Mapping[str, int],
    new_places: Mapping[str, int],
    becomes: str | None = None,
) -> Change:
    """One change with its judgement; the kind is judged too where none is said."""
    regressions = regressions_of(old, new) if old or new else ()
    return Change(
        **{"kind": kind_of(old, new, new_places), **said} if said.get("kind") is None else said,
        at=pointer(at),
        becomes=becomes,
        old=old or EMPTY,
        new=new or EMPTY,
        old_places=old_places or EMPTY,
        new_places=new_places or EMPTY,
        weight=weight_of(old, new, regressions),
        regressions=regressions,
    )


def _by_place(item: tuple[str, Placed]) -> int:
    return item[1].place


def _spelt(said: Said, at: tuple[str, ...], node: Node) -> Change:
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    old_places: dict[str, int] = {}
    new_places: dict[str, int] = {}

    def spell(inner: Node, base: tuple[str, ...]) -> None:
        for name, pair in inner.values.items():
            put((*base, name), pair)
        for name, pairs in inner.mappings.items():
            for key, pair in pairs.items():
                put((*base, name, key), pair)
        for name, noun in inner.nouns.items():
            spell(noun, (*base, name))
        for name, rows in inner.lists.items():
            for key, placed in sorted(rows.removed.items(), key=_by_place):
                old[p := pointer((*base, name, key))] = placed.value
                old_places[p] = placed.place
            for key, placed in sorted(rows.added.items(), key=_by_place):
                new[p := pointer((*base, name, key))] = placed.value
                new_places[p] = placed.place
            for key, move in sorted(rows.moved.items(), key=lambda item: item[1].new):
                old_places[p := pointer((*base, name, key))] = move.old
                new_places[p] = move.new
            for key, element in rows.inner.items():
                spell(element, (*base, name, key))

    def put(place: tuple[str, ...], pair: Pair) -> None:
        p = pointer(place)
        if pair[0] is not ABSENT:
            old[p] = pair[0]
        if pair[1] is not ABSENT:
            new[p] = pair[1]

    spell(node, ())
    return change(said, at, old, new, old_places, new_places, node.becomes)


# --- from changes ----------------------------------------------------------------------------------


def tree(adjustment: Adjustment, noun: Any) -> Node:
    """The difference that an adjustment of a document of this noun spells out.

    Raises AdjustmentError for changes that name no place (records, not differences), a place that the noun lacks, or
    whose details have another shape than declared: what cannot be read is not applied in part.
    """
    root = Node()
    problems = []
    if "changes" in adjustment.unknown:
        problems.append(
            Problem(
                message="changes 应为调整事项的列表",
                message_en="changes must be a list of changes",
                place="/changes",
            )
        )
    for number, change in enumerate(adjustment.changes):
        try:
            _enter(root, noun, change)
        except _MisplacedError as error:
            problems.append(
                Problem(
                    message=f"调整事项无法落实到文件上:{error}",
                    message_en=f"the change fits no place of the document: {error}",
                    place=pointer(("changes", number)),
                )
            )
    if problems:
        raise AdjustmentError(*problems)
    return root


class _MisplacedError(Exception):
    pass


_DETAILS: Final = frozenset({"at", "becomes", "weight", "regressions", "old", "new", "old_places", "new_places"})
"""What is not said of a row: the tree holds it, or it is judged anew."""


def _said(change: Change) -> Said:
    return {
        a.name: value
        for a in fields(Change)
        if a.name not in _DETAILS and (value := getattr(change, a.name)) is not None and value != ()
    }


def _enter(root: Node, noun: Any, change: Change) -> None:
    if change.at is None:
        raise _MisplacedError("at")
    for name in change.unknown:
        if name in _DETAILS:
            raise _MisplacedError(name)
    said = _said(change)
    try:
        steps = parts(change.at)
    except ValueError:
        raise _MisplacedError(change.at) from None
    node = root
    while steps:
        m = _row_lists(noun).get(steps[0]) if is_document(noun) else None
        if m is None or len(steps) == 1:
            raise _MisplacedError(change.at)
        rows = node.lists.setdefault(steps[0], Rows())
        name, steps = steps[1], steps[2:]
        if not steps and _whole_row(rows, name, change, said):
            return
        node, noun = rows.inner.setdefault(name, Node()), m.noun
    node.said, node.becomes = said, change.becomes
    for p, value in change.old.items():
        match _spot(node, noun, p):
            case Rows() as rows, key:
                rows.removed[key] = Placed(_place(change.old_places, p), value)
            case pairs, key:
                pairs[key] = (value, ABSENT)
    for p, value in change.new.items():
        match _spot(node, noun, p):
            case Rows() as rows, key:
                rows.added[key] = Placed(_place(change.new_places, p), value)
            case pairs, key:
                pairs[key] = (pairs.get(key, _NEITHER)[0], value)
    for p in change.new_places:
        if p not in change.new:
            spot, key = _spot(node, noun, p)
            if not isinstance(spot, Rows):
                raise _MisplacedError(p)
            spot.moved[key] = Move(_place(change.old_places, p), _place(change.new_places, p))


_NEITHER: Final = (ABSENT, ABSENT)


def _spot(node: Node, noun: Any, p: str) -> tuple[Rows | dict[str, Pair], str]:
    """Where in the tree a pointer below a row leads: a list and a name in it, or pairs and a member or key."""
    try:
        steps = parts(p)
    except ValueError:
        raise _MisplacedError(p) from None
    while steps:
        name, steps = steps[0], steps[1:]
        if not steps:
            return node.values, name
        m = next((m for m in members(noun) if m.name == name), None)
        if m is None:
            break
        if m.form is Form.NOUN:
            node, noun = node.nouns.setdefault(name, Node()), m.noun
        elif m.form is Form.MAPPING and len(steps) == 1:
            return node.mappings.setdefault(name, {}), steps[0]
        elif m.form in LISTS:
            rows = node.lists.setdefault(name, Rows())
            if len(steps) == 1:
                return rows, steps[0]
            if m.form is not Form.NOUNS:
                break
            node, noun, steps = rows.inner.setdefault(steps[0], Node()), m.noun, steps[1:]
        else:
            break
    raise _MisplacedError(p)


def _whole_row(rows: Rows, name: str, change: Change, said: Said) -> bool:
    if "" in change.old:
        rows.removed[name] = Placed(_place(change.old_places, ""), change.old[""], said)
    elif "" in change.new:
        rows.added[name] = Placed(_place(change.new_places, ""), change.new[""], said)
    elif "" in change.new_places:
        rows.moved[name] = Move(_place(change.old_places, ""), _place(change.new_places, ""), said)
    else:
        return False
    return True


def _place(places: Mapping[str, Any], p: str) -> int:
    place = places.get(p)
    if type(place) is not int or place < 0:
        raise _MisplacedError(p or "places")
    return place
