"""Tailoring as a partial order, and the chain of editions (design: Adjustment)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import diff
from gongkai_standard.adjust.hashes import document_hash
from gongkai_standard.adjust.history import History, declared_step, forks, smallest_step
from gongkai_standard.adjust.merge import merge
from gongkai_standard.adjust.openness import ORDERS, Order, compare
from gongkai_standard.adjust.tailor import at_least_as_open, conforms, explain
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.calendar import statutory_calendar
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.structure import structure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, UnreadableError
from gongkai_standard.item_list import ItemList
from gongkai_standard.shape import members
from gongkai_standard.testing.histories import histories
from gongkai_standard.testing.strategies import entries, part
from gongkai_standard.time_limit import TimeLimit
from numbered import named, numbered

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

MEMBERS = {m.name: m for m in members(Entry) if m.name in ORDERS}


def catalogue(*entries: dict[str, Any], **more: Any) -> Document:
    return structure({"kind": "catalogue", "entries": list(entries), **more})


def values(name: str) -> st.SearchStrategy[Any]:
    return part(Entry, MEMBERS[name], unknown=False, max_size=2)


def within(quantity: int, unit: str, **more: Any) -> dict[str, Any]:
    return {"kind": "within", "trigger": "formed_or_changed", "quantity": quantity, "unit": unit, **more}


class TestOrders:
    """At least as open as: a partial order for each member."""

    @slow
    @given(st.data(), st.sampled_from(sorted(MEMBERS)))
    def test_reflexive(self, data: st.DataObject, name: str) -> None:
        value = data.draw(values(name))

        assert compare(name, value, value).at_least

    @slow
    @given(st.data(), st.sampled_from(sorted(MEMBERS)))
    def test_transitive(self, data: st.DataObject, name: str) -> None:
        a, b, c = (data.draw(values(name)) for _ in range(3))

        if compare(name, a, b).at_least and compare(name, b, c).at_least:
            assert compare(name, a, c).at_least

    @pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 120])
    def test_working_days_keep_to_their_bounds(self, count: int) -> None:
        calendar = statutory_calendar()
        spans = {
            (calendar.add_working_days(day, count) - day).days
            for day in map(date.fromordinal, range(calendar.first.toordinal(), calendar.last.toordinal() - 300))
        }
        term = (TimeLimit(**within(count, "working_day")),)
        never_shorter, never_longer = ((TimeLimit(**within(days, "calendar_day")),) for days in (count, 2 * count + 14))

        assert count <= min(spans) <= max(spans) <= 2 * count + 14
        assert compare("time_limits", term, never_shorter) is Order.MORE
        assert compare("time_limits", term, never_longer) is Order.LESS

    terms = st.lists(
        st.builds(
            TimeLimit,
            kind=st.sampled_from(("within", "immediate", "prompt")),
            trigger=st.just("decided"),
            quantity=st.integers(0, 40),
            unit=st.sampled_from(("hour", "calendar_day", "working_day", "month", "quarter", "year")),
        ),
        max_size=2,
    ).map(tuple)

    @given(terms, terms, terms)
    def test_terms_are_transitive(self, a: Any, b: Any, c: Any) -> None:
        if compare("time_limits", a, b).at_least and compare("time_limits", b, c).at_least:
            assert compare("time_limits", a, c).at_least

    @slow
    @given(st.data(), st.sampled_from(sorted(MEMBERS)))
    def test_either_side_may_be_asked(self, data: st.DataObject, name: str) -> None:
        a, b = data.draw(values(name)), data.draw(values(name))
        there, back = compare(name, a, b), compare(name, b, a)

        assert {there, back} in (
            {Order.SAME},
            {Order.MORE, Order.LESS},
            {Order.INCOMPARABLE},
        )

    @pytest.mark.parametrize(
        ("old", "new", "order"),
        [
            (within(20, "working_day"), within(7, "working_day"), Order.MORE),
            (within(7, "working_day"), within(20, "working_day"), Order.LESS),
            (within(20, "working_day"), within(15, "calendar_day"), Order.MORE),
            (within(15, "calendar_day"), within(10, "working_day"), Order.INCOMPARABLE),
            (within(20, "working_day"), within(2, "month"), Order.LESS),
            (within(20, "working_day"), within(1, "month"), Order.INCOMPARABLE),
            (within(1, "year"), within(20, "working_day"), Order.MORE),
            (within(1, "month"), within(28, "calendar_day"), Order.MORE),
            (within(1, "month"), within(30, "calendar_day"), Order.INCOMPARABLE),
            (within(1, "year"), within(24, "hour"), Order.MORE),
            (within(20, "working_day"), {"kind": "immediate"}, Order.MORE),
            ({"kind": "immediate"}, {"kind": "prompt"}, Order.LESS),
            ({"kind": "immediate", "text": "实时"}, {"kind": "immediate", "text": "即时"}, Order.SAME),
            ({"kind": "immediate"}, {"kind": "long_term"}, Order.INCOMPARABLE),
            (within(5, "month"), within(4, "month", trigger="decided"), Order.INCOMPARABLE),
            (within(5, "month"), within(4, "month", applies_to="处罚"), Order.INCOMPARABLE),
            (within(5, "month", before=True), within(4, "month", before=True), Order.INCOMPARABLE),
            (within(5, "month"), within(0, "month"), Order.INCOMPARABLE),
        ],
    )
    def test_of_terms(self, old: dict[str, Any], new: dict[str, Any], order: Order) -> None:
        assert compare("time_limits", (TimeLimit(**old),), (TimeLimit(**new),)) is order

    @pytest.mark.parametrize(
        ("member", "old", "new", "order"),
        [
            ("extent", "partial", "full", Order.MORE),
            ("extent", "partial", "summary", Order.INCOMPARABLE),
            ("extent", None, "full", Order.MORE),
            ("extent", "none", None, Order.LESS),
            ("extent", "x-a:b", "full", Order.INCOMPARABLE),
            ("obligation", "required", "optional", Order.LESS),
            ("mode", ("on_request",), ("proactive",), Order.MORE),
            ("mode", ("on_request",), (), Order.LESS),
            ("mode", (), ("not_disclosed",), Order.MORE),
            ("mode", ("proactive",), ("x-a:b",), Order.INCOMPARABLE),
            ("obligation", None, "chosen", Order.INCOMPARABLE),
            ("documents", ("申请表",), (), Order.LESS),
            ("elements", {"申请条件": "年满60周岁"}, {"受理条件": "年满60周岁", "咨询电话": "1"}, Order.MORE),
            ("elements", {"申请条件": "年满60周岁"}, {"申请条件": " "}, Order.LESS),
            ("promised_days", 5, 10, Order.LESS),
            ("promised_days", None, 10, Order.MORE),
            ("statutory_days", 20, 20, Order.SAME),
            ("note", "a", "b", Order.INCOMPARABLE),
            ("note", "a", "a", Order.SAME),
        ],
    )
    def test_of_codes(self, member: str, old: Any, new: Any, order: Order) -> None:
        assert compare(member, old, new) is order


@st.composite
def shortened(draw: Any, term: TimeLimit) -> TimeLimit:
    """A term that ends no later."""
    if term.kind != "within" or term.unit is None or term.before or (term.quantity or 0) < 1:
        return term
    return evolve(term, quantity=draw(st.integers(1, term.quantity)))


@st.composite
def widened(draw: Any, template: Catalogue) -> Catalogue:
    """What a unit may make of a template on its own: items, elements and channels are added, terms shortened."""
    rows = []
    for entry in template.entries:
        wider: Any = {"time_limits": tuple(draw(shortened(term)) for term in entry.time_limits)}
        for name in draw(st.lists(st.sampled_from(_ADDED_TO), unique=True)):
            wider[name] = (*wider.get(name, getattr(entry, name)), *draw(values(name)))
        rows.append(evolve(entry, **wider))
    ids = draw(st.lists(st.sampled_from("xyz"), unique=True))
    rows += [evolve(draw(entries(unknown=False, max_size=2)), id=id_) for id_ in ids]
    return evolve(template, entries=tuple(draw(st.permutations(rows))))


@st.composite
def changed(draw: Any, template: Catalogue) -> Catalogue:
    """What a unit may do to a template, allowed or not: rows dropped, members drawn anew."""
    rows = []
    for entry in template.entries:
        if draw(st.integers(0, 9)):
            drawn = {name: draw(values(name)) for name in draw(st.lists(st.sampled_from(sorted(MEMBERS)), max_size=1))}
            rows.append(evolve(entry, **{MEMBERS[name].attribute: value for name, value in drawn.items()}))
    return evolve(template, entries=tuple(rows))


@st.composite
def layers(draw: Any) -> tuple[Catalogue, Catalogue, Catalogue]:
    """Three layers, each made from the one above; rows have ids, and names by which no other row is known."""
    made = [named(draw(numbered(max_size=2)))]
    for _ in range(2):
        made.append(draw(widened(made[-1]) | changed(made[-1])))
    ministry, province, county = made
    return ministry, province, county


_ADDED_TO = ("content", "channels", "time_limits", "audience", "levels", "basis")


class TestTailoring:
    """A local layer may add; dropping or loosening needs a recorded reason and citation."""

    TEMPLATE = catalogue(
        {"id": "a", "level_one": "甲", "content": ["x"], "extent": "full", "time_limits": [within(7, "working_day")]},
        {"id": "b", "level_one": "乙"},
    )

    @slow
    @given(histories(length=1))
    def test_a_template_conforms_to_itself(self, history: tuple[Document, ...]) -> None:
        (template,) = history

        assert explain(template, template) == ()
        assert at_least_as_open(template, template)

    @slow
    @given(layers())
    def test_the_order_of_layers_is_transitive_where_rows_keep_their_ids(self, layers: tuple[Document, ...]) -> None:
        ministry, province, county = layers

        if at_least_as_open(province, ministry) and at_least_as_open(county, province):
            assert at_least_as_open(county, ministry)

    def test_who_renames_what_another_renumbered_has_dropped_it(self) -> None:
        """Nothing but a link can tell; the layer between has both the old name and the new id."""
        ministry, province, county = (
            catalogue({"id": id_, "level_one": name}) for id_, name in (("1", "甲"), ("2", "甲"), ("2", "乙"))
        )

        assert at_least_as_open(province, ministry)
        assert at_least_as_open(county, province)
        assert not at_least_as_open(county, ministry)

    @slow
    @given(numbered(max_size=3).flatmap(lambda template: st.tuples(st.just(template), widened(template))))
    def test_adding_only_is_never_an_error(self, layers: tuple[Catalogue, Catalogue]) -> None:
        template, local = layers

        assert conforms(local, template)
        assert at_least_as_open(local, template)

    def test_what_was_added_is_told(self) -> None:
        assert isinstance(self.TEMPLATE, Catalogue)
        first, second = self.TEMPLATE.entries
        wider = evolve(first, content=("x", "y"), time_limits=(TimeLimit(**within(5, "working_day")),))
        local = evolve(self.TEMPLATE, entries=(Entry(id="n"), wider, second))

        assert conforms(local, self.TEMPLATE)
        assert at_least_as_open(local, self.TEMPLATE)
        assert {departure.order for departure in explain(local, self.TEMPLATE)} == {Order.MORE}

    def test_dropping_and_loosening_are_faults(self) -> None:
        local = catalogue({"id": "a", "level_one": "甲", "extent": "partial", "content": ["x"], "time_limits": []})

        faults = {d.at: d for d in explain(local, self.TEMPLATE) if d.is_fault}

        assert set(faults) == {"/entries/a/extent", "/entries/a/time_limits", "/entries/b"}
        extent = faults["/entries/a/extent"]
        assert (extent.template, extent.local) == ("full", "partial")
        assert extent.message() == "甲：公开程度少于或宽于模板，须有理由和依据"
        assert extent.message(english=True) == "甲: extent is dropped or loosened and needs a reason and a citation"
        assert faults["/entries/b"].message(english=True).startswith("乙: the row")

    def test_a_recorded_reason_with_citation_excuses(self) -> None:
        local = catalogue({**_plain("a", "甲"), "extent": "partial"})
        record = structure(
            {
                "kind": "adjustment",
                "changes": [
                    {"item_id": "a", "reason": "涉密", "basis": [{"text": "《保密法》"}]},
                    {"at": "/entries/b", "reason": "不适用", "basis": [{"text": "某文件"}]},
                    {"item_id": "c", "reason": "无依据"},
                ],
            }
        )
        assert isinstance(record, Adjustment)

        assert not conforms(local, self.TEMPLATE)
        assert conforms(local, self.TEMPLATE, records=[record])
        assert explain(local, self.TEMPLATE, records=[record])[0].message() == (
            "甲：公开程度少于或宽于模板，须有理由和依据；理由：涉密"
        )

    @pytest.mark.parametrize(("citation", "excused"), [({"text": "《条例》"}, True), ({}, False), (None, False)])
    def test_an_exemption_excuses_only_with_its_citation(self, citation: Any, excused: bool) -> None:
        exemption = {"ground": "state_secret"} | ({} if citation is None else {"citation": citation})
        template = catalogue({**_plain("a", "甲"), "exemption": exemption})
        local = catalogue({**_plain("a", "甲"), "extent": "none", "exemption": exemption})

        assert conforms(local, template) is excused

    def test_a_compendium_is_looked_through(self) -> None:
        above, below = (
            structure({"kind": "compendium", "catalogues": [{"title": "t", "entries": rows}]})
            for rows in ([{"id": "a"}, {"id": "b"}], [{"id": "a"}])
        )

        assert [d.at for d in explain(below, above)] == ["/catalogues/t/entries/b"]

    def test_steps_and_their_documents_are_demanded(self) -> None:
        above, below = (
            structure({"kind": "workflow", "steps": steps})
            for steps in (
                [{"id": "1", "name": "受理", "documents": ["申请表"]}, {"id": "2", "name": "公示"}],
                [{"id": "1", "name": "受理"}, {"id": "3", "name": "回访"}],
            )
        )

        assert {d.at: d.order for d in explain(below, above)} == {
            "/steps/1/documents": Order.LESS,
            "/steps/2": Order.LESS,
            "/steps/3": Order.MORE,
        }

    def test_a_guide_keeps_its_elements_and_promises(self) -> None:
        above, below = (
            structure({"kind": "guide", "title": "设立许可", "elements": elements, "promised_days": days})
            for elements, days in (({"申请条件": "x", "咨询电话": "1"}, 5), ({"受理条件": "x"}, 10))
        )

        assert [d.message(english=True) for d in explain(below, above) if d.is_fault] == [
            "设立许可: elements is dropped or loosened and needs a reason and a citation",
            "设立许可: promised handling time is dropped or loosened and needs a reason and a citation",
        ]

    def test_records_and_source_lists_are_each_layers_own(self) -> None:
        above = structure(
            {
                "kind": "compendium",
                "adjustments": [{"kind": "adjustment", "from": "1"}],
                "source_lists": [{"kind": "source_list", "owner": "民政部"}],
            }
        )

        assert explain(structure({"kind": "compendium"}), above) == ()

    def test_two_kinds_cannot_be_compared(self) -> None:
        with pytest.raises(AdjustmentError, match="different kinds"):
            explain(Catalogue(), ItemList())


def _plain(id_: str, name: str) -> dict[str, Any]:
    row = {"id": id_, "level_one": name, "content": ["x"], "extent": "full"}
    return {**row, "time_limits": [within(7, "working_day")]}


class TestConflicts:
    """Conflicts are values, with what would decide them."""

    BASE = catalogue({**_plain("a", "甲")}, {"id": "b"})

    def test_the_more_open_side_would_decide(self) -> None:
        ours = catalogue({**_plain("a", "甲"), "extent": "none"}, {"id": "b"})
        theirs = catalogue({**_plain("a", "甲"), "extent": "partial"}, {"id": "b"})

        merged = merge(self.BASE, ours, theirs)
        (conflict,) = merged.conflicts

        assert conflict.tree() == {
            "at": "/entries/a/extent",
            "base": "full",
            "ours": "none",
            "theirs": "partial",
            "rule": "more_open",
            "decides": "theirs",
        }
        assert merge(self.BASE, theirs, ours).conflicts[0].decides == "ours"
        assert merged.document == self.BASE
        assert merged.resolve_by_rule().document == theirs

    def test_removed_here_and_changed_there(self) -> None:
        ours = catalogue(_plain("a", "甲"))
        theirs = catalogue(_plain("a", "甲"), {"id": "b", "note": "x"})

        merged = merge(self.BASE, ours, theirs)

        assert merged.document == self.BASE
        assert [c.at for c in merged.conflicts] == ["/entries/b"]
        assert "ours" not in merged.conflicts[0].tree()
        assert merged.resolve({"/entries/b": "ours"}).document == ours
        assert merged.resolve({"/entries/b": "theirs"}).document == theirs
        assert merged.resolve({"/entries/b": "base"}).document == self.BASE

    def test_added_on_both_sides(self) -> None:
        ours, theirs = (
            catalogue(_plain("a", "甲"), {"id": "b"}, {"id": "n", "note": note, "stage": "guide"}) for note in "xy"
        )

        merged = merge(self.BASE, ours, theirs)

        assert isinstance(merged.document, Catalogue)
        assert merged.document.entries[-1] == Entry(id="n", stage="guide")
        assert [(c.at, c.ours, c.theirs) for c in merged.conflicts] == [("/entries/n/note", "x", "y")]
        assert merged.resolve({"/entries/n/note": "ours"}).document == ours

    def test_insertions_at_one_place_are_ordered_by_id(self) -> None:
        ours = catalogue(_plain("a", "甲"), {"id": "z"}, {"id": "c"}, {"id": "b"})
        theirs = catalogue(_plain("a", "甲"), {"id": "m"}, {"id": "b"})

        merged = merge(self.BASE, ours, theirs).document

        assert isinstance(merged, Catalogue)
        assert [entry.id for entry in merged.entries] == ["a", "m", "z", "c", "b"]

    def test_one_key_of_a_mapping(self) -> None:
        base, ours, theirs = (
            catalogue({"id": "a", "extra": {"电话": tel, "传真": fax}}) for tel, fax in ("11", "21", "33")
        )

        merged = merge(base, ours, theirs)

        assert [c.at for c in merged.conflicts] == ["/entries/a/extra/电话"]
        assert merged.document == catalogue({"id": "a", "extra": {"电话": "1", "传真": "3"}})

    def test_the_edition_comes_from_the_caller(self) -> None:
        base, ours, theirs = (catalogue(edition={"version": version}) for version in "123")
        edition = structure({"kind": "catalogue", "edition": {"version": "4"}}).edition

        merged = merge(base, ours, theirs, edition=edition)

        assert not merged.conflicts
        assert merged.document.edition == edition

    def test_only_a_conflict_can_be_resolved(self) -> None:
        with pytest.raises(AdjustmentError, match="no conflict"):
            merge(self.BASE, self.BASE, self.BASE).resolve({"/title": "ours"})

    def test_kinds_must_be_one(self) -> None:
        with pytest.raises(AdjustmentError, match="cannot be merged"):
            merge(self.BASE, self.BASE, ItemList())


def edition(version: str, day: str, *ids: str, **more: Any) -> Document:
    return catalogue(*({"id": id_} for id_ in ids), edition={"version": version, "effective": day, **more})


class TestHistory:
    """A chain of editions with hashes: what was in force, what was known, and where the chain does not hold."""

    @slow
    @given(histories(length=3, max_edits=2))
    def test_every_edition_is_rebuilt_exactly(self, editions: tuple[Document, ...]) -> None:
        try:
            hashes = [*map(document_hash, editions)]
        except GongkaiError:  # a number that is not exactly a double
            with pytest.raises(GongkaiError, match="canonical"):
                History.of(editions)
            return
        history = History.of(editions[:2]).then(editions[2])

        assert tuple(history.editions()) == editions
        assert history.edition() == editions[-1]
        assert history.edition(0) == editions[0]
        assert not [fault for fault in history.faults() if fault.kind == "tampered"]
        assert [adjustment.to_hash for adjustment in history.adjustments] == hashes[1:]

    def test_it_is_stored_as_a_base_and_adjustments(self) -> None:
        history = History.of([edition("1", "2018-01-01", "a"), edition("2", "2019-01-01", "a", "b")])

        assert History.from_tree(json.loads(json.dumps(history.tree()))) == history

    @pytest.mark.parametrize("tree", [None, {}, {"base": {"kind": "catalogue"}, "adjustments": [{"kind": "guide"}]}])
    def test_what_is_no_history_is_refused(self, tree: Any) -> None:
        with pytest.raises(UnreadableError):
            History.from_tree(tree)

    def test_in_force_and_known(self) -> None:
        history = History.of(
            [
                edition("1", "2018-06-01", issued="2018-05-01"),
                edition("2", "2019-06-01", issued="2019-05-01"),
                edition("3", "2019-07-01", issued="2019-06-15", status="draft"),
                catalogue(),
            ]
        )

        def version(document: Document | None) -> str | None:
            return document.edition.version if document is not None and document.edition else None

        assert version(history.in_force_on(date(2018, 5, 31))) is None
        assert version(history.in_force_on(date(2019, 5, 31))) == "1"
        assert version(history.known_on(date(2019, 5, 31))) == "2"
        assert version(history.in_force_on(date(2020, 1, 1))) == "2"
        assert version(history.in_force_on(date(2019, 6, 2), known=date(2019, 1, 1))) == "1"
        assert history.known_on(date(2018, 1, 1)) is None

    def test_gaps_and_dates_out_of_order(self) -> None:
        history = History.of(
            [
                edition("1", "2019-01-01"),
                edition("3", "2018-01-01", previous="2"),
                edition("4", "2018-06-01", previous="3"),
            ]
        )

        assert [(f.kind, f.edition) for f in history.faults()] == [("gap", 1), ("order", 1)]

    def test_retired_ids_never_come_back(self) -> None:
        history = History.of(
            [edition("1", "2018-01-01", "a", "b"), edition("2", "2019-01-01", "a"), edition("3", "2020-01-01", "b")]
        )

        faults = [fault for fault in history.faults() if fault.kind == "retired_id"]

        assert [(fault.edition, "/entries/b" in fault.message) for fault in faults] == [(2, True)]

    def test_forks(self) -> None:
        documents = [edition("2", "2019-01-01", previous="1"), catalogue(), edition("2b", "2019-01-01", previous="1")]

        (fault,) = forks(documents)

        assert (fault.kind, fault.edition) == ("fork", 2)

    def test_one_edition_given_twice_is_no_fork(self) -> None:
        assert forks([edition("2", "2019-01-01", "a", previous="1")] * 2) == ()

    def test_tampering_shows(self) -> None:
        history = History.of([edition("1", "2018-01-01", "a"), edition("2", "2019-01-01", "a", "b")])
        (adjustment,) = history.adjustments
        other_base = evolve(history, base=edition("1", "2018-01-01", "a", "x"))
        other_hash = evolve(history, adjustments=(evolve(adjustment, to_hash="0" * 64),))
        no_base = evolve(history, base=edition("0", "2018-01-01"))

        assert [fault.kind for fault in history.faults()] == []
        assert {fault.kind for fault in other_base.faults()} == {"tampered"}
        assert [fault.kind for fault in other_hash.faults()] == ["tampered"]
        assert [fault.kind for fault in no_base.faults()] == ["tampered", "tampered"]

    def test_a_history_has_a_first_edition(self) -> None:
        with pytest.raises(AdjustmentError, match="no edition"):
            History.of([])
        with pytest.raises(IndexError):
            History.of([Catalogue()]).edition(1)


class TestVersionSteps:
    """The smallest allowed step of the content version, and the declared one."""

    @pytest.mark.parametrize(
        ("new", "step"),
        [
            ({"id": "a", "level_one": "甲"}, "none"),
            ({"id": "a", "level_one": "甲", "note": "x"}, "patch"),
            ({"id": "a", "level_one": "乙"}, "minor"),
            ({"id": "b"}, "major"),
        ],
    )
    def test_the_gravest_change_decides(self, new: dict[str, Any], step: str) -> None:
        old = catalogue({"id": "a", "level_one": "甲"}, edition={"version": "1.0.0"})

        assert smallest_step(diff(old, catalogue(new, edition={"version": "1.0.1"}))) == step

    @pytest.mark.parametrize(
        ("old", "new", "step"),
        [
            ("1.2.3", "2.0.0", "major"),
            ("1.2.3", "1.3.0", "minor"),
            ("1.2.3", "1.2.4", "patch"),
            ("1.2", "1.2.0.1", "patch"),
            ("1.2", "1.2", "none"),
            ("2018.1", "2018.2", "major"),
            ("1.3", "1.2", None),
            ("1", "9" * 5000, None),
            ("一", "二", None),
            (None, "1", None),
        ],
    )
    def test_the_declared_step(self, old: str | None, new: str | None, step: str | None) -> None:
        assert declared_step(old, new) == step

    def test_going_back_is_a_fault(self) -> None:
        history = History.of([edition("2018.2", "2018-01-01", "a"), edition("2018.1", "2019-01-01", "a")])

        (fault,) = history.faults()

        assert (fault.kind, fault.message) == ("order", "版本号从 2018.2 退到 2018.1")

    def test_too_small_a_step_is_a_fault(self) -> None:
        history = History.of([edition("1.0.0", "2018-01-01", "a"), edition("1.0.1", "2019-01-01")])

        (fault,) = history.faults()

        assert fault.kind == "step"
        assert "major" in fault.message_en
