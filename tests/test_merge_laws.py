"""The laws of `merge`: whose value stands where, told leaf by leaf beside what `merge` made of whole documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongkai_standard.adjust.delta import ABSENT, LISTS
from gongkai_standard.adjust.merge import Merged, merge
from gongkai_standard.adjust.names import names
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.structure import member_tree
from gongkai_standard.compendium import Document
from gongkai_standard.location import parts
from gongkai_standard.shape import Form, Member, members
from gongkai_standard.testing.histories import edited
from gongkai_standard.testing.strategies import documents, part
from numbered import named, numbered

Path = tuple[str, ...]
Sides = tuple[Document, Document, Document]

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

one_edited = documents().flatmap(lambda base: st.tuples(st.just(base), edited(base)))
both_edited = documents().flatmap(lambda base: st.tuples(st.just(base), edited(base), edited(base)))


def leaves(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place of a document, rows and elements by their names, and the JSON value that stands there."""
    for name, tree in value.unknown.items():
        yield (*at, name), tree
    noun: Any = type(value)
    for m in members(noun):
        here, inside = (*at, m.name), getattr(value, m.attribute)
        if m.name in value.unknown or inside is None:
            continue
        if m.form in LISTS:
            for name, row in zip(names(m, inside), inside, strict=True):
                yield (*here, name), "a row" if m.form is Form.NOUNS else row
                if m.form is Form.NOUNS:
                    yield from leaves(row, (*here, name))
        elif m.form is Form.MAPPING:
            yield from (((*here, key), tree) for key, tree in inside.items())
        elif m.form is Form.NOUN:
            yield here, "a part"
            yield from leaves(inside, here)
        else:
            yield here, member_tree(m, inside)


def starts(path: Path, with_: Path) -> bool:
    return path[: len(with_)] == with_


def by_name(*sides: Document) -> list[dict[Path, Any]]:
    """The leaves of documents in which a name stands for one row, whatever rows stand beside it."""
    found = [dict(leaves(side)) for side in sides]
    assume(not any("#" in step for side in found for path in side for step in path))
    return found


def remade(m: Member) -> st.SearchStrategy[Any]:
    """Values of a member; those of mappings share their keys, so that both sides can mean the same one."""
    if m.form is Form.MAPPING:
        return st.dictionaries(st.just("甲") | st.just("乙"), st.sampled_from("123"), min_size=1)
    return part(Entry, m, unknown=False)


@st.composite
def meeting_sides(draw: Any) -> Sides:
    """A catalogue whose entries have ids and names, and two editions that change, drop and add the same few things."""
    met = draw(st.lists(st.sampled_from(_MAPPINGS) | st.sampled_from(_MEMBERS), min_size=1, max_size=3))
    base = named(draw(numbered(min_size=1, max_size=2)))
    base = evolve(base, entries=tuple(draw(_remade(row, met)) for row in base.entries))

    def side() -> Catalogue:
        rows = [draw(_remade(row, met)) for row in base.entries if draw(st.integers(0, 3))]
        added = draw(st.lists(st.sampled_from("yz"), unique=True))
        rows += [draw(_remade(Entry(id=id_, level_one=id_), met)) for id_ in added]
        made: Catalogue = draw(edited(evolve(base, entries=tuple(rows)), max_edits=1))
        assume(all(entry.id is not None and entry.id == entry.level_one for entry in made.entries))
        return made

    return base, side(), side()


_MEMBERS = [m for m in members(Entry) if m.name not in ("id", "level_one")]
_MAPPINGS = [m for m in _MEMBERS if m.form is Form.MAPPING]


def _remade(row: Entry, met: list[Member]) -> st.SearchStrategy[Entry]:
    """The entry with some of these members drawn anew."""
    held = {m.attribute: st.just(getattr(row, m.attribute)) | remade(m) for m in met}
    return st.fixed_dictionaries(held).map(lambda values: evolve(row, **values))


class TestOneSide:
    """Only one side changed anything, or both did the same."""

    @slow
    @given(one_edited)
    def test_with_one_side_unchanged_the_other_is_the_result(self, sides: tuple[Document, Document]) -> None:
        base, ours = sides

        assert merge(base, ours, base).document == ours
        assert merge(base, base, ours).document == ours

    @slow
    @given(one_edited)
    def test_what_both_did_alike_is_no_conflict(self, sides: tuple[Document, Document]) -> None:
        base, ours = sides
        merged = merge(base, ours, ours)

        assert merged.document == ours
        assert not merged.conflicts


class TestBothSides:
    """Disjoint edits merge; conflicts are values with base and both sides; nothing is lost."""

    @slow
    @given(both_edited)
    def test_neither_side_is_preferred(self, sides: Sides) -> None:
        base, ours, theirs = sides
        one, other = merge(base, ours, theirs), merge(base, theirs, ours)

        assert one.document == other.document
        assert {(c.at, repr(c.ours)) for c in one.conflicts} == {(c.at, repr(c.theirs)) for c in other.conflicts}

    @slow
    @given(both_edited)
    def test_every_conflict_can_be_resolved(self, sides: Sides) -> None:
        merged = merge(*sides)

        assert not merged.resolve({conflict.at: "ours" for conflict in merged.conflicts}).conflicts

    @slow
    @given(meeting_sides())
    def test_there_is_no_conflict_on_disjoint_fields(self, sides: Sides) -> None:
        """Under a conflict both sides changed something, and not to the same."""
        base, ours, theirs = by_name(*sides)

        for conflict in merge(*sides).conflicts:
            places = [path for path in {**base, **ours, **theirs} if starts(path, tuple(parts(conflict.at)))]
            for one, other in ((base, ours), (base, theirs), (ours, theirs)):
                assert any(one.get(path, ABSENT) != other.get(path, ABSENT) for path in places)

    @slow
    @given(meeting_sides())
    def test_every_overwritten_value_is_in_a_conflict(self, sides: Sides) -> None:
        """What one side changed stands in the result; where both did, differently, the base does, in a conflict."""
        base, ours, theirs = by_name(*sides)
        merged = merge(*sides)
        (made,) = by_name(merged.document)

        for path in {**base, **ours, **theirs, **made}:
            was, mine, yours, stands = (side.get(path, ABSENT) for side in (base, ours, theirs, made))
            if in_conflict(merged, path):
                assert stands == was
            else:
                assert stands == (yours if mine == was else mine)
                assert was in (mine, yours) or mine == yours


def in_conflict(merged: Merged, path: Path) -> bool:
    return any(starts(path, tuple(parts(conflict.at))) for conflict in merged.conflicts)
