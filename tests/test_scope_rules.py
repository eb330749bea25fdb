"""The rules on who takes part in the pilot, and in which domains."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium
from gongkai_standard.extension import Extension
from gongkai_standard.item_list import ItemList
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Report
from gongkai_standard.testing import pilot
from samples import CATALOGUE, COMPENDIUM, DOMAINS, ITEM_LIST, ITEMS, PUBLISHER, entries, items

TOURISM = "x-luolong:tourism"
DECLARED = (Extension(kind="domain", code=TOURISM, zh="旅游", reason="群众关注"),)


def found(report: Report) -> list[tuple[str, str, str]]:
    """(rule, severity, place) of every finding."""
    return [(f.rule, f.severity.value, f.at) for f in report.findings]


def published_by(on: date | None = None, **publisher: Any) -> list[tuple[str, str]]:
    """What is said of the conforming list when somebody else publishes it: (rule, severity)."""
    document = evolve(ITEM_LIST, publisher=Publisher(**publisher))
    return [(rule, severity) for rule, severity, _ in found(check(document, as_of=on))]


def covering(*domains: str, **changes: Any) -> Compendium:
    """The conforming compendium cut to some domains."""
    there = frozenset(domains)
    return evolve(
        COMPENDIUM,
        item_lists=(evolve(ITEM_LIST, items=tuple(item for item in ITEMS if item.domain in there)),),
        catalogues=(evolve(CATALOGUE, entries=tuple(e for e in CATALOGUE.entries if e.domain in there)),),
        source_lists=tuple(
            evolve(lst, entries=tuple(e for e in lst.entries if (e.id or "").rpartition("-")[0] in there))
            for lst in COMPENDIUM.source_lists
        ),
        **changes,
    )


def with_tourism(document: Compendium) -> Compendium:
    """A ninth domain with the items and entries of the first."""
    moved = [evolve(item, id=f"t-{item.id}", domain=TOURISM, name=f"旅游{item.name}") for item in items(DOMAINS[0])]
    moved = [evolve(item, sources=evolve_sources(item)) for item in moved]
    added = tuple(entry for item in moved for entry in entries(item, "work_report"))
    lists, catalogue = document.item_lists[0], document.catalogues[0]
    return evolve(
        document,
        item_lists=(evolve(lists, items=(*lists.items, *moved)),),
        catalogues=(evolve(catalogue, entries=(*catalogue.entries, *added)),),
        guides=(*document.guides, *(guide for item in moved for guide in pilot.guides(item))),
        source_lists=tuple(
            evolve(
                lst,
                entries=(
                    *lst.entries,
                    *(
                        evolve(e, id=f"t-{e.id}", name=f"旅游{e.name}")
                        for e in lst.entries
                        if DOMAINS[0] in (e.id or "")
                    ),
                ),
            )
            for lst in document.source_lists
        ),
    )


def evolve_sources(item: Any) -> Any:
    """Sources that point to the copied entries."""
    return tuple(evolve(source, entry=f"t-{source.entry}") for source in item.sources)


class TestPilotUnits:
    """二 确定在济源市、长垣县、汝州市、郑州市上街区、开封市祥符区、洛阳市洛龙区、汤阴县、潢川县等8家试点单位。"""

    @pytest.mark.parametrize(
        "name", ["济源市", "长垣县", "汝州市", "郑州市上街区", "开封市祥符区", "洛阳市洛龙区", "汤阴县", "潢川县"]
    )
    def test_each_of_the_eight_is_one(self, name: str) -> None:
        """By its name alone, and with it its departments."""
        assert published_by(name=name, phase="pilot") == []
        assert published_by(name=f"{name}民政局", phase="pilot") == []

    def test_the_code_decides_before_the_name(self) -> None:
        """A borrowed name does not make a pilot unit."""
        assert published_by(name="洛阳市洛龙区", division="410122", phase="pilot") == [("GK-SCP-003", "error")]

    def test_a_code_is_checked_for_the_date(self) -> None:
        """长垣县 410728 became 长垣市 410783 on 29 August 2019."""
        old = {"name": "长垣县", "division": "410728", "phase": "pilot"}
        new = {"name": "长垣市", "division": "410783", "phase": "pilot"}
        assert published_by(date(2019, 8, 28), **old) == []
        assert published_by(date(2019, 8, 29), **new) == []
        assert published_by(date(2019, 8, 29), **old) == [("GK-SCP-003", "error")]
        assert published_by(date(2019, 8, 28), **new) == [("GK-SCP-003", "error")]

    def test_without_a_date_a_code_of_any_time_will_do(self) -> None:
        """Nothing says that it is the wrong time."""
        undated = evolve(ITEM_LIST, edition=None, publisher=Publisher(name="长垣县", division="410728", phase="pilot"))
        assert "GK-SCP-003" not in check(undated).summary.by_rule

    def test_a_code_of_another_edition_is_named_with_its_edition(self) -> None:
        """410307 stood for 洛龙区 in one edition of the tables."""
        document = evolve(ITEM_LIST, publisher=Publisher(name="洛阳市洛龙区", division="410307", phase="pilot"))
        (finding,) = check(document).findings
        assert finding.severity == "warning"
        assert "410311" in finding.message
        assert str(finding.params["edition"]) in finding.message_en

    @pytest.mark.parametrize("name", ["贵州省凤冈县某镇", "北京市西城区", "新疆某县", "民政局"])
    def test_absence_from_the_list_is_no_error_elsewhere(self, name: str) -> None:
        """It is complete for one province only."""
        said = published_by(name=name, phase="pilot")
        assert said == ([("GK-SCP-003", "warning")] if name in ("北京市西城区", "新疆某县") else [])

    @pytest.mark.parametrize("name", ["北京市西城区", "新疆某县"])
    def test_who_does_not_say_that_it_follows_this_text_is_not_judged(self, name: str) -> None:
        """The text may only have been assumed."""
        document = evolve(ITEM_LIST, profile=None, publisher=Publisher(name=name, phase="pilot"))
        assert "GK-SCP-003" not in check(document).summary.by_rule


class TestPhases:
    """一(一) 按照“先试点、后推开”的工作思路; 二 其他县(市、区)，可积极参照本实施方案自行组织开展试点工作。"""

    @pytest.mark.parametrize(
        ("division", "phase", "rule"),
        [
            ("410311", None, "GK-SCP-002"),
            ("410311", "voluntary", "GK-SCP-002"),
            ("410311", "rollout", "GK-SCP-002"),
            ("410122", None, "GK-SCP-002"),
            ("410122", "pilot", "GK-SCP-003"),
            ("410122", "rollout", "GK-SCP-006"),
        ],
    )
    def test_one_rule_speaks_of_a_wrong_phase(self, division: str, phase: str | None, rule: str) -> None:
        """A missing one, that of a pilot unit, that of any other unit."""
        assert [r for r, _ in published_by(name="某单位", division=division, phase=phase)] == [rule]

    @pytest.mark.parametrize(("division", "phase"), [("410311", "pilot"), ("410122", "voluntary")])
    def test_the_right_phase_is_no_finding(self, division: str, phase: str) -> None:
        """Pilot for the eight, voluntary for the others."""
        assert published_by(name="某单位", division=division, phase=phase) == []

    def test_the_national_text_of_2019_knows_no_phases(self) -> None:
        """A county under it is not asked for one."""
        document: ItemList = evolve(ITEM_LIST, publisher=Publisher(name="中牟县"))
        assert found(check(document, profile="national-2019")) == []


class TestDomains:
    """二 重点围绕……8个领域开展试点工作。……在确保完成以上规定领域试点任务的同时，可结合实际适当增加试点领域。"""

    def test_a_complete_compendium_of_the_eight_conforms(self) -> None:
        """Nothing is said of scope."""
        report = check(COMPENDIUM)
        assert found(report) == []
        assert {report.conformance[r].state for r in ("R-040", "R-041", "R-044", "R-045")} == {"met"}

    def test_a_domain_that_is_nowhere_is_one_finding(self) -> None:
        """Not one for the list, one for the catalogue and one for each disclosure."""
        assert found(check(covering(*DOMAINS[1:]))) == [("GK-SCP-004", "error", "")]

    def test_for_a_voluntary_unit_it_is_a_warning(self) -> None:
        """It follows the plan of its own accord."""
        others = Publisher(name="中牟县", division="410122", phase="voluntary")
        assert found(check(covering(*DOMAINS[1:], publisher=others))) == [("GK-SCP-004", "warning", "")]

    def test_a_compendium_that_may_grow_is_not_blamed(self) -> None:
        """Only one that says it is complete is."""
        report = check(covering(*DOMAINS[1:], complete=None))
        assert found(report) == []
        assert report.conformance["R-041"].state == "not_checked"

    def test_items_without_entries_and_entries_without_items_are_told_apart(self) -> None:
        """Entries of a domain that no item list has are for one rule, nothing at all for another."""
        unlisted = evolve(
            COMPENDIUM,
            item_lists=(evolve(ITEM_LIST, items=tuple(item for item in ITEMS if item.domain != DOMAINS[0])),),
        )
        rules = check(unlisted).summary.by_rule
        assert rules["GK-ITM-004"] == 1
        assert "GK-SCP-004" not in rules

    def test_a_declared_addition_conforms(self) -> None:
        """A ninth domain with code, name and reason."""
        assert found(check(evolve(with_tourism(COMPENDIUM), extensions=DECLARED))) == []

    def test_an_addition_that_is_not_declared_is_one_finding(self) -> None:
        """It lies outside the scope as well, but that is the same thing."""
        (finding,) = check(with_tourism(COMPENDIUM)).findings
        assert finding.rule == "GK-SCP-005"
        assert finding.requirements == ("R-042", "R-044")

    def test_an_addition_comes_after_the_eight(self) -> None:
        """The missing domain and the addition are two faults."""
        early = evolve(with_tourism(covering(*DOMAINS[:7])), extensions=DECLARED)
        assert {(f.rule, f.params.get("variant")) for f in check(early).findings} == {
            ("GK-SCP-004", None),
            ("GK-SCP-005", "too_soon"),
        }

    def test_a_narrower_scope_is_told_once_for_each_domain_outside(self) -> None:
        """However many entries it has."""
        narrow = evolve(COMPENDIUM, scope=DOMAINS[:6])
        outside = [place for rule, _, place in found(check(narrow)) if rule == "GK-SCP-007"]
        assert len(outside) == 2
        assert all(place.endswith("/domain") for place in outside)


class TestVoluntaryUnits:
    """二 其他县(市、区),可积极参照本实施方案自行组织开展试点工作: for them the demands on scope are advice."""

    def test_every_error_of_scope_is_eased(self) -> None:
        """Whatever rule on scope is added later."""
        errors = [r for r in RULES.values() if r.id.startswith("GK-SCP") and r.severity is Severity.ERROR]
        assert len(errors) > 1
        assert all(rule.eased for rule in errors)
        assert not [rule.id for rule in RULES.values() if rule.eased and rule not in errors]

    def test_what_is_asked_of_pilot_units_alone_is_not_asked_of_them(self) -> None:
        """No topic on the home page, no review by the province, no milestones of a pilot."""
        unit = Publisher(name="中牟县", division="410122", phase="voluntary")
        bare = evolve(COMPENDIUM, publisher=unit, topic=None, reviews=(), plan=())
        pilot = evolve(bare, publisher=COMPENDIUM.publisher)
        mine = {"GK-XCH-001", "GK-ORG-003", "GK-DOC-003"}
        assert mine <= set(check(pilot).summary.by_rule)
        assert not mine & set(check(bare).summary.by_rule)
        states = {name: check(bare).conformance[name].state for name in ("R-130", "R-123", "R-124", "R-031")}
        assert set(states.values()) == {"not_applicable"}, states

    def test_other_errors_stay_errors(self) -> None:
        """Who takes part of its own accord still names the responsible body."""
        unit = Publisher(name="中牟县", division="410122", phase="voluntary")
        entry = evolve(CATALOGUE.entries[0], responsible_body=())
        changed = evolve(CATALOGUE, entries=(entry, *CATALOGUE.entries[1:]))
        faulty = evolve(COMPENDIUM, publisher=unit, catalogues=(changed,))
        assert ("GK-CAT-005", "error", "/catalogues/0/entries/0/responsible_body") in found(check(faulty))

    def test_a_pilot_unit_that_calls_itself_voluntary_is_a_pilot_unit(self) -> None:
        """Its topic is missed all the same."""
        unit = evolve(PUBLISHER, phase="voluntary")
        assert "GK-XCH-001" in check(evolve(COMPENDIUM, publisher=unit, topic=None)).summary.by_rule


class TestWhoPublishes:
    """四(一) 各试点单位; a compendium may leave it to its parts to say whose they are."""

    def test_the_first_part_speaks_for_a_compendium_that_does_not_say(self) -> None:
        """The files of a folder each name their publisher."""
        unit = Publisher(name="中牟县", division="410122", phase="pilot")
        folder = Compendium(item_lists=(evolve(ITEM_LIST, publisher=unit),))
        assert ("GK-SCP-003", "error", "/item_lists/0/publisher/division") in found(check(folder))

    def test_without_a_publisher_nothing_is_judged(self) -> None:
        """That it is missing is for the rules on lists and catalogues to say."""
        report = check(evolve(ITEM_LIST, publisher=None))
        assert found(report) == [("GK-ITM-013", "error", "/publisher/name")]
        assert {report.conformance[r].state for r in ("R-004", "R-040", "R-043")} == {"not_checked"}

    @pytest.mark.parametrize(
        ("name", "division", "states"),
        [
            ("中牟县", "410122", {"violated"}),
            ("兰陵县", "371324", {"violated"}),
            ("民政局", None, {"not_checked"}),
            ("洛阳市洛龙区", "410311", {"met"}),
        ],
    )
    def test_whether_a_unit_is_a_pilot_is_claimed_only_where_the_list_tells(
        self, name: str, division: str | None, states: set[str]
    ) -> None:
        """Of one that is none of the eight both the eight and the voluntary phase are missed."""
        report = check(evolve(ITEM_LIST, publisher=Publisher(name=name, division=division, phase="pilot")))
        assert {report.conformance[r].state for r in ("R-040", "R-043")} == states

    def test_the_roll_out_elsewhere_is_not_judged(self) -> None:
        """Which units of other provinces are pilots is known in part only."""
        unit = Publisher(name="兰陵县", division="371324", phase="rollout")
        report = check(evolve(ITEM_LIST, publisher=unit))
        assert report.conformance["R-043"].state == "not_checked"
        assert "GK-SCP-006" not in report.summary.by_rule
