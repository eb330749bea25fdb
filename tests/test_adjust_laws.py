"""The algebra of adjustments: every law holds for every history, whatever the ids (design: Adjustment)."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import jsonpatch
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gongkai_standard.adjust.apply import apply
from gongkai_standard.adjust.compose import compose
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import diff
from gongkai_standard.adjust.equality import equal_nouns
from gongkai_standard.adjust.hashes import content_hash, document_hash
from gongkai_standard.adjust.invert import invert
from gongkai_standard.adjust.merge import merge
from gongkai_standard.adjust.patch import json_patch
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import FORMATS, dumps, loads
from gongkai_standard.codecs.losses import CANNOT_HOLD, losses
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.errors import GongkaiError
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.shape import Form, is_document, members
from gongkai_standard.testing.histories import edited, histories
from gongkai_standard.testing.strategies import catalogues, documents
from numbered import numbered

History = tuple[Document, ...]

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class TestDiff:
    """动态调整: the difference of two editions leads from one to the other."""

    @slow
    @given(histories(length=2))
    def test_applying_the_difference_gives_the_new_edition(self, history: History) -> None:
        old, new = history

        assert apply(diff(old, new), old) == new

    @slow
    @given(documents())
    def test_an_edition_differs_from_itself_in_nothing(self, document: Document) -> None:
        again = structure(unstructure(document))

        assert not diff(document, again).changes

    @slow
    @given(histories(length=2))
    def test_nothing_is_different_only_when_the_editions_are_equal(self, history: History) -> None:
        old, new = history

        assert bool(diff(old, new).changes) == (old != new)

    @slow
    @given(numbered(), numbered(), st.randoms(use_true_random=False))
    def test_the_order_of_rows_changes_nothing_but_moves(
        self, old: Catalogue, new: Catalogue, chance: random.Random
    ) -> None:
        shuffled = evolve(new, entries=tuple(chance.sample(new.entries, len(new.entries))))

        assert _without_places(diff(old, new)) == _without_places(diff(old, shuffled))

    @slow
    @given(numbered(), st.randoms(use_true_random=False))
    def test_as_few_rows_move_as_can(self, old: Catalogue, chance: random.Random) -> None:
        new = evolve(old, entries=tuple(chance.sample(old.entries, len(old.entries))))
        places = [old.entries.index(entry) for entry in new.entries]
        longest = max((len(run) for run in _increasing(places)), default=0)

        assert len(diff(old, new).changes) == len(places) - longest

    @slow
    @given(histories(length=2))
    def test_it_survives_json_exactly(self, history: History) -> None:
        adjustment = diff(*history)

        assert loads(dumps(adjustment)).document == adjustment

    def test_documents_of_two_kinds_have_no_difference(self) -> None:
        with pytest.raises(AdjustmentError, match="cannot be compared"):
            diff(Catalogue(), ItemList())

    def test_readings_are_taken_as_well(self) -> None:
        old, new = (loads(dumps(Catalogue(title=title)), format="json") for title in "ab")

        assert apply(diff(old, new), old) == new.document


def _without_places(adjustment: Adjustment) -> set[Any]:
    return {
        evolve(change, old_places={p: i for p, i in change.old_places.items() if p}, new_places={})
        if change.at != ""
        else change
        for change in adjustment.changes
        if change.kind != "moved"
    }


def _increasing(places: list[int]) -> list[tuple[int, ...]]:
    """All increasing runs that can be picked from a few places."""
    runs: list[tuple[int, ...]] = [()]
    for place in places:
        runs += [(*run, place) for run in runs if not run or run[-1] < place]
    return runs


class TestInvert:
    """The inverse leads back."""

    @slow
    @given(histories(length=2))
    def test_the_inverse_gives_the_old_edition(self, history: History) -> None:
        old, new = history
        adjustment = diff(old, new)

        assert apply(invert(adjustment), apply(adjustment, old)) == old

    @slow
    @given(histories(length=2))
    def test_inverting_twice_gives_the_same_changes(self, history: History) -> None:
        adjustment = diff(*history)

        assert invert(invert(adjustment)).changes == adjustment.changes

    def test_a_record_without_its_subject_cannot_be_inverted(self) -> None:
        with pytest.raises(AdjustmentError, match="subject"):
            invert(Adjustment(from_="1", to="2", changes=(Change(kind="added", item_id="i"),)))


class TestCompose:
    """Two adjustments that follow each other are one."""

    @slow
    @given(histories(length=3))
    def test_the_whole_has_the_effect_of_the_parts(self, history: History) -> None:
        first, middle, last = history
        whole = compose(diff(first, middle), diff(middle, last))

        assert apply(whole, first) == last
        assert apply(invert(whole), last) == first

    @slow
    @given(histories(length=4, max_edits=2))
    def test_it_is_associative_in_effect(self, history: History) -> None:
        d, e, f = (diff(old, new) for old, new in pairwise(history))

        assert apply(compose(compose(d, e), f), history[0]) == apply(compose(d, compose(e, f)), history[0])

    @slow
    @given(histories(length=2))
    def test_there_and_back_is_nothing(self, history: History) -> None:
        adjustment = diff(*history)

        assert not compose(adjustment, invert(adjustment)).changes

    def test_both_causes_are_kept(self) -> None:
        editions = [Catalogue(entries=(Entry(id="a", extent=extent),)) for extent in ("full", "partial", "summary")]
        d = diff(editions[0], editions[1], cause="law_changed")
        e = diff(editions[1], editions[2], cause="reorganisation")

        (change,) = compose(d, e).changes

        assert [occasion.cause for occasion in change.occasions] == ["law_changed", "reorganisation"]
        assert (change.old, change.new) == ({"/extent": "full"}, {"/extent": "summary"})
        assert [o.cause for o in invert(compose(d, e)).changes[0].occasions] == ["reorganisation", "law_changed"]

    def test_what_does_not_follow_is_refused(self) -> None:
        editions = [Catalogue(title=title) for title in "abc"]
        d, e = diff(editions[0], editions[1]), diff(editions[2], editions[0])

        with pytest.raises(AdjustmentError, match="does not start where the first one ends"):
            compose(d, e)
        hashed = [diff(old, new, hashed=True) for old, new in ((editions[0], editions[1]), (editions[2], editions[0]))]
        with pytest.raises(AdjustmentError, match="does not start where the first one ends"):
            compose(*hashed)


def has_canonical_form(document: Document) -> bool:
    """Whether every number in it is exactly a double."""
    try:
        return bool(dumps(document, canonical=True))
    except GongkaiError:
        return False


def shuffled(document: Any, chance: random.Random) -> Any:
    """The same document, or a document inside it, with every list of rows in another order."""
    noun: Any = type(document)
    lists = {m.attribute: getattr(document, m.attribute) for m in members(noun) if m.form is Form.NOUNS}
    inside = {
        name: [shuffled(row, chance) for row in rows] if rows and is_document(type(rows[0])) else rows
        for name, rows in lists.items()
    }
    return evolve(document, **{name: tuple(chance.sample(rows, len(rows))) for name, rows in inside.items()})


class TestHashes:
    """RFC 8785, nothing normalised: `document_hash` with order, `content_hash` without."""

    @slow
    @given(documents().filter(has_canonical_form), st.randoms(use_true_random=False))
    def test_the_order_of_rows_does_not_touch_the_content(self, document: Document, chance: random.Random) -> None:
        assert content_hash(shuffled(document, chance)) == content_hash(document)

    @slow
    @given(
        catalogues(unknown=False).filter(has_canonical_form),
        st.sampled_from([known.name for known in FORMATS if known.writes]),
        st.randoms(use_true_random=False),
    )
    def test_a_format_whose_losses_do_not_touch_it_does_not_touch_the_hash(
        self, catalogue: Catalogue, format: str, chance: random.Random
    ) -> None:
        if "id" in CANNOT_HOLD.get(format, ()):
            rows = (evolve(entry, id=None, item_id=None) for entry in catalogue.entries)
            catalogue = evolve(catalogue, entries=tuple(rows))
        assert not losses(catalogue, format)

        again = loads(dumps(catalogue, format=format), format=format).document
        other = loads(dumps(shuffled(catalogue, chance), format=format), format=format).document

        assert document_hash(again) == document_hash(catalogue)
        assert content_hash(other) == content_hash(catalogue)

    def test_what_has_no_canonical_form_has_no_hash(self) -> None:
        """RFC 8785: numbers are doubles. The place is told."""
        large = Catalogue(entries=(Entry(id="a", extra={"n": 2**53 + 1}),))
        for digest in (document_hash, content_hash):
            with pytest.raises(GongkaiError, match="/entries/0/extra/n: "):
                digest(large)

    def test_the_order_touches_the_document(self) -> None:
        rows = Entry(id="a"), Entry(id="b")

        assert document_hash(Catalogue(entries=rows)) != document_hash(Catalogue(entries=rows[::-1]))

    def test_documents_in_a_compendium_are_sorted_inside(self) -> None:
        rows = Entry(id="a"), Entry(id="b")
        one, other = (Compendium(catalogues=(Catalogue(entries=e),)) for e in (rows, rows[::-1]))

        assert content_hash(one) == content_hash(other)


class TestEquality:
    """The quick comparison says what `==` says."""

    @slow
    @given(histories(length=2))
    def test_it_agrees_with_the_nouns_own(self, history: History) -> None:
        old, new = history
        noun: Any = type(old)
        equal = equal_nouns(noun)

        assert equal(old, new, {}) == (old == new)
        assert equal(old, structure(unstructure(old)), {})


class TestHostileRows:
    """Repeated ids, missing ids and identical rows break no law."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ([{"id": "a"}, {"id": "a", "name": "n"}], [{"id": "a", "name": "n"}]),
            ([{"id": "a"}, {"id": "a#2"}, {"id": "a"}], [{"id": "a"}, {"id": "a"}, {"id": "a#2"}]),
            ([{}, {}, {}], [{}, {}]),
            ([{"name": "n"}, {"name": "n"}], [{"id": "", "name": "n"}, {"name": "n"}]),
            ([{"id": "x", "name": "n"}, {"id": "n"}], [{"id": "y", "name": "n"}, {"id": "x"}]),
        ],
    )
    def test_there_and_back(self, old: list[Any], new: list[Any]) -> None:
        before, after = (structure({"kind": "item_list", "items": items}) for items in (old, new))
        adjustment = diff(before, after)

        assert apply(adjustment, before) == after
        assert apply(invert(adjustment), after) == before
        assert not compose(adjustment, invert(adjustment)).changes


ROWS: list[list[dict[str, Any]]] = [
    [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    [{"id": "c"}, {"id": "a", "exemption": {"ground": "state_secret"}}, {"id": "b"}],
    [{"id": "a", "exemption": {"ground": "trade_secret", "citation": {"text": "t"}}}, {"id": "b", "note": "n"}],
    [{"id": "a", "exemption": {"citation": {"text": "u"}}, "content": ["x"]}, {"id": "n", "extra": {"电话": "1"}}],
    [{"id": "n", "extra": {"电话": "2", "传真": "3"}, "note": "m"}, {"id": "b"}, {"id": "a", "content": ["y", "x"]}],
    [{"id": "a", "content": "x", "extra": 3}, {"id": "b", "content": ["x"]}],
    [{"id": "a", "content": ["z", "x"], "extra": {"传真": "3"}}, {"id": "b", "content": 3, "x": 1}],
    [{"id": "b", "x": True, "content": ["x", "x"]}, {"id": "a", "content": ["x"], "exemption": 3}],
    [{"id": "a", "channels": [{"code": "weibo_wechat_app", "obligation": "chosen"}, {"text": "某某"}]}],
    [{"id": "a", "channels": [{"text": "某某", "obligation": "chosen"}, {"code": "weibo_wechat_app"}], "extra": {}}],
    [{"id": "n", "content": ["x", "z"]}, {"id": "b"}],
    [{"id": "n", "content": ["x", "y", "v"]}, {"id": "c"}],
    [],
]
"""Entries of editions in which members come, go, change inside, and take another shape."""


class TestEveryWayFromOneToAnother:
    """Members that come, go, change inside or take another shape, in every order."""

    EDITIONS = tuple(structure({"kind": "catalogue", "entries": rows}) for rows in ROWS)

    @pytest.mark.parametrize("first", range(len(ROWS)))
    @pytest.mark.parametrize("middle", range(len(ROWS)))
    def test_composing_and_patching(self, first: int, middle: int) -> None:
        a, b = self.EDITIONS[first], self.EDITIONS[middle]
        step = diff(a, b)

        assert structure(jsonpatch.apply_patch(unstructure(a), json_patch(step, a))) == b
        for c in self.EDITIONS:
            whole = compose(step, diff(b, c))
            assert apply(whole, a) == c
            assert apply(invert(whole), c) == a

    @pytest.mark.parametrize("base", range(len(ROWS)))
    @pytest.mark.parametrize("ours", range(len(ROWS)))
    def test_merging(self, base: int, ours: int) -> None:
        b, o = self.EDITIONS[base], self.EDITIONS[ours]

        for t in self.EDITIONS:
            merged = merge(b, o, t)
            assert merged.document == merge(b, t, o).document
            assert not merged.resolve({conflict.at: "theirs" for conflict in merged.conflicts}).conflicts

    def test_composing_what_contradicts_itself_is_refused(self) -> None:
        steps = [diff(a, b) for a in self.EDITIONS[:7] for b in self.EDITIONS[:7]]
        refused = 0
        for first in steps:
            for second in steps:
                try:
                    compose(first, second)
                except AdjustmentError:
                    refused += 1

        assert refused


class Office(RuleBasedStateMachine):
    """An office edits, saves, reloads, publishes and takes over templates; nothing is ever lost."""

    def __init__(self) -> None:
        super().__init__()
        self.document: Document = ItemList(items=(Item(id="a", name="养老服务"),))
        self.published: list[Document] = [self.document]
        self.record: Adjustment | None = None

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        self.document = data.draw(edited(self.document, max_edits=3))

    @rule(form=st.sampled_from(("json", "yaml")))
    def save_and_reload(self, form: str) -> None:
        assert loads(dumps(self.document, format=form), format=form).document == self.document

    @rule()
    def publish(self) -> None:
        step = diff(self.published[-1], self.document)
        self.record = step if self.record is None else compose(self.record, step)
        self.published.append(self.document)

    @rule(data=st.data())
    def take_over_a_template(self, data: st.DataObject) -> None:
        template = data.draw(edited(self.published[-1], max_edits=2))
        self.document = merge(self.published[-1], self.document, template).document

    @invariant()
    def the_record_leads_from_the_first_edition_to_the_last_and_back(self) -> None:
        if self.record is not None:
            assert apply(self.record, self.published[0]) == self.published[-1]
            assert apply(invert(self.record), self.published[-1]) == self.published[0]


TestOffice = Office.TestCase
TestOffice.settings = settings(
    stateful_step_count=300,
    max_examples=max(8, settings().max_examples // 50),  # hundreds of steps each
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
