"""The rules on the stages of the five disclosures: what a complete compendium must show, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.catalogue import Catalogue, Entry, NotApplicable
from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium
from gongkai_standard.extension import Extension
from gongkai_standard.five_disclosures import stages_of
from gongkai_standard.rules.duration import calendar_days, working_days
from gongkai_standard.rules.report import Report
from gongkai_standard.time_limit import TimeLimit
from samples import CATALOGUE, COMPENDIUM, DOMAINS, ITEM_LIST, ITEMS

DECISION = f"{DOMAINS[0]}-other_power"
PENALTY = f"{DOMAINS[0]}-penalty"
INSPECTION = f"{DOMAINS[0]}-inspection"
SERVICE = f"{DOMAINS[0]}-public_service"


def found(report: Report) -> list[tuple[str, str]]:
    """(rule, severity) of every finding."""
    return [(f.rule, f.severity.value) for f in report.findings]


def showing(*entries: Entry, **changes: Any) -> Compendium:
    """The conforming compendium with other entries."""
    return evolve(COMPENDIUM, catalogues=(evolve(CATALOGUE, entries=entries, **changes),))


def without(item: str, *stages: str, **changes: Any) -> Compendium:
    """The conforming compendium without some stages of an item."""
    kept = (e for e in CATALOGUE.entries if e.item_id != item or e.stage not in stages)
    return showing(*kept, **changes)


def where(test: Callable[[Entry], bool], **changes: Any) -> Compendium:
    """The conforming compendium with the entries changed that pass the test."""
    return showing(*(evolve(e, **changes) if test(e) else e for e in CATALOGUE.entries))


def within(quantity: int, unit: Any = "working_day", **members: Any) -> TimeLimit:
    """So many days after the decision."""
    text = f"决定作出之日起{quantity}日内"
    return TimeLimit(text=text, kind="within", trigger="decided", quantity=quantity, unit=unit, **members)


class TestMissingStages:
    """三(三) 决策公开……执行公开……管理公开……服务公开……结果公开……。"""

    @pytest.mark.parametrize(
        ("item", "stage", "rule", "severity"),
        [
            (DECISION, "pre_decision", "GK-DEC-002", "error"),
            (DECISION, "meeting", "GK-DEC-003", "error"),
            (DECISION, "policy_document", "GK-DEC-004", "error"),
            (DECISION, "interpretation", "GK-DEC-005", "error"),
            (DECISION, "measures", "GK-EXE-001", "error"),
            (DECISION, "steps", "GK-EXE-002", "error"),
            (DECISION, "responsibilities", "GK-EXE-003", "error"),
            (DECISION, "supervision", "GK-EXE-004", "error"),
            (DECISION, "progress", "GK-EXE-005", "error"),
            (DECISION, "effects", "GK-EXE-006", "warning"),
            (DECISION, "follow_up", "GK-EXE-007", "warning"),
            (PENALTY, "duties", "GK-MGT-002", "error"),
            (PENALTY, "basis", "GK-MGT-003", "error"),
            (PENALTY, "discretion", "GK-MGT-004", "error"),
            (INSPECTION, "discretion", "GK-MGT-004", "warning"),
            (PENALTY, "procedure", "GK-MGT-005", "error"),
            (PENALTY, "result", "GK-MGT-006", "error"),
            (PENALTY, "remedy", "GK-MGT-007", "error"),
            (SERVICE, "handling_process", "GK-SVC-007", "warning"),
            (SERVICE, "handling_result", "GK-SVC-007", "warning"),
        ],
    )
    def test_one_missing_stage_is_one_finding(self, item: str, stage: str, rule: str, severity: str) -> None:
        """Of the rule whose clause names the stage; at the item's first entry of that disclosure."""
        compendium = without(item, stage)
        report = check(compendium)
        assert found(report) == [(rule, severity)]
        (finding,) = report.findings
        entry = compendium.catalogues[0].entries[int(finding.at.rpartition("/")[2])]
        assert (entry.item_id, finding.params["stage"]) == (item, stage)

    def test_nothing_is_missing_from_what_may_grow(self) -> None:
        """A compendium that does not say it is complete, and a catalogue alone."""
        partial = without(DECISION, "meeting", "measures")
        for document in (evolve(partial, complete=None), partial.catalogues[0]):
            report = check(document)
            assert found(report) == []
            assert {report.conformance[r].state for r in ("R-074", "R-075", "R-078", "R-086", "R-101")} == {
                "not_checked"
            }

    def test_a_declared_gap_with_its_reason_is_no_fault(self) -> None:
        """Of the stage, of the disclosure, for the item, its domain or the whole."""
        gaps = (
            NotApplicable(item_id=DECISION, stage="meeting", reason="由上级召开"),
            NotApplicable(item_id=DECISION, disclosure="decision", reason="由上级决策"),
            NotApplicable(domain=DOMAINS[0], disclosure="decision", stage="meeting", reason="由上级召开"),
            NotApplicable(disclosure="decision", stage="meeting", reason="由上级召开"),
        )
        for gap in gaps:
            assert found(check(without(DECISION, "meeting", not_applicable=(gap,)))) == []

    def test_a_gap_elsewhere_excuses_nothing(self) -> None:
        """Another item, another domain, another stage, or no reason."""
        gaps = (
            NotApplicable(item_id=PENALTY, stage="meeting", reason="由上级召开"),
            NotApplicable(domain=DOMAINS[1], stage="meeting", reason="由上级召开"),
            NotApplicable(item_id=DECISION, stage="steps", reason="由上级召开"),
            NotApplicable(item_id=DECISION, reason="由上级召开"),
            NotApplicable(item_id=DECISION, stage="meeting"),
        )
        for gap in gaps:
            assert found(check(without(DECISION, "meeting", not_applicable=(gap,)))) == [("GK-DEC-003", "error")]

    def test_a_stage_without_a_name_is_not_also_a_missing_one(self) -> None:
        """The nameless entry may be the one; the same holds for a name that belongs elsewhere."""
        for stage in (None, "duties", "nonsense"):
            report = check(where(lambda e: e.item_id == DECISION and e.stage == "meeting", stage=stage))
            assert found(report) == [("GK-CAT-003", "error")]

    @pytest.mark.parametrize("item", [DECISION, PENALTY, INSPECTION, SERVICE])
    def test_a_broken_entry_is_not_also_a_missing_stage(self, item: str) -> None:
        """Whatever else is wrong with it: its disclosure, its stage, or the item it refers to."""
        places = [i for i, e in enumerate(CATALOGUE.entries) if e.item_id == item]
        for changes, rules in (
            ({"disclosure": None}, ["GK-CAT-002"]),
            ({"stage": None}, ["GK-CAT-003"]),
            ({"item_id": "nobody"}, ["GK-CAT-001"]),
            ({"item_id": None}, []),
        ):
            for i in places:
                entries = list(CATALOGUE.entries)
                entries[i] = evolve(entries[i], **changes)
                findings = check(showing(*entries)).findings
                assert [f.rule for f in findings] == rules, (changes, CATALOGUE.entries[i].stage)

    def test_items_may_be_known_by_their_names(self) -> None:
        """A catalogue without item ids misses the same stages."""
        named = where(lambda e: True, item_id=None)
        assert found(check(named)) == []
        entries = (e for e in named.catalogues[0].entries if e.stage != "meeting" or e.domain != DOMAINS[0])
        assert found(check(showing(*entries))) == [("GK-DEC-003", "error")]

    def test_a_local_stage_stands_beside_the_others(self) -> None:
        """It fills no gap and makes none."""
        extended = where(lambda e: e.item_id == DECISION and e.stage == "meeting", stage="x-luolong:briefing")
        declared = (Extension(kind="stage", code="x-luolong:briefing", zh="吹风会"),)
        assert found(check(evolve(extended, extensions=declared))) == [("GK-DEC-003", "error")]


class TestEnforcement:
    """三(三) 管理公开要重点落实行政执法公示制度……全面公开行政监管特别是“双随机、一公开”执法监管等信息。"""

    def test_an_item_without_publicity_is_one_finding(self) -> None:
        """It names the clause of each of the six elements, and that stages are missing at all."""
        elsewhere = where(
            lambda e: e.item_id == PENALTY, disclosure="result", stage="key_policy_result", result_kind="work_report"
        )
        (finding,) = check(elsewhere).findings
        assert finding.rule == "GK-MGT-001"
        assert finding.requirements == (*(f"R-0{n}" for n in range(85, 92)), "R-063")

    def test_an_item_without_entries_is_for_the_rule_on_the_list(self) -> None:
        """None of its stages is missing by itself."""
        assert found(check(without(PENALTY, *stages_of("management")))) == [("GK-CAT-001", "error")]

    def test_supervision_is_owed_once_by_a_department(self) -> None:
        """One entry is enough for all its inspections; none at all is one finding."""
        once = showing(*(e for e in CATALOGUE.entries if e.item_id == INSPECTION or e.stage != "supervision_info"))
        assert found(check(once)) == []
        never = showing(*(e for e in CATALOGUE.entries if e.stage != "supervision_info"))
        assert found(check(never)) == [("GK-MGT-008", "warning")]

    def test_random_inspection_is_owed_once_by_the_whole(self) -> None:
        """At the first inspection item."""
        never = showing(*(e for e in CATALOGUE.entries if e.stage != "random_inspection"))
        (finding,) = check(never).findings
        assert (finding.rule, finding.severity.value) == ("GK-MGT-009", "error")
        assert finding.at == "/item_lists/0/items/2"


class TestTerms:
    """三(三) ……执法结果……; 三(二) 规定时限。"""

    @pytest.mark.parametrize(
        ("on", "days", "wrong"),
        [
            (date(2016, 5, 29), 20, False),
            (date(2016, 5, 30), 8, True),
            (date(2016, 5, 30), 7, False),
            (date(2018, 12, 5), 8, True),
        ],
    )
    def test_a_penalty_is_public_within_seven_working_days(self, on: date, days: int, wrong: bool) -> None:
        """Since 国发〔2016〕33号 of 30 May 2016."""
        late = where(lambda e: e.item_id == PENALTY and e.stage == "result", time_limits=(within(days),))
        assert found(check(late, as_of=on)) == ([("GK-MGT-006", "warning")] if wrong else [])

    @pytest.mark.parametrize(
        ("on", "rule"), [(date(2018, 12, 4), "GK-CAT-006"), (date(2018, 12, 5), "GK-MGT-006"), (None, "GK-CAT-006")]
    )
    def test_one_rule_speaks_of_other_results(self, on: date | None, rule: str) -> None:
        """国办发〔2018〕118号 since 5 December 2018; the regulation before, and where no date is known."""
        late = where(lambda e: e.item_id == INSPECTION and e.stage == "result", time_limits=(within(21),))
        undated = evolve(
            late,
            edition=None,
            item_lists=(evolve(ITEM_LIST, edition=None),),
            catalogues=(evolve(late.catalogues[0], edition=None),),
        )
        findings = found(check(undated, as_of=on))
        assert [f for f in findings if f[0] in ("GK-CAT-006", "GK-MGT-006")] == [(rule, "warning")]

    def test_what_needs_a_date_is_not_checked_without_one(self) -> None:
        """No clock is asked."""
        report = check(evolve(COMPENDIUM, edition=None))
        assert {report.conformance[r].state for r in ("R-074", "R-090")} == {"not_checked"}

    def test_a_narrower_term_names_the_general_clause_too(self) -> None:
        """One cause: a result that is late breaks both."""
        late = where(lambda e: e.stage == "random_inspection" and e.item_id == INSPECTION, time_limits=(within(30),))
        (finding,) = check(late).findings
        assert (finding.rule, finding.requirements) == ("GK-MGT-009", ("R-093", "R-066"))
        early = where(lambda e: e.stage == "result" and e.item_id == PENALTY, time_limits=(within(10),))
        assert [f.requirements for f in check(early).findings] == [("R-090",)]

    def test_an_entry_of_its_own_words(self) -> None:
        """Without an item list the words of the entry tell a penalty from another decision."""
        result = next(e for e in CATALOGUE.entries if e.item_id == PENALTY and e.stage == "result")
        limits = (within(20, applies_to="除处罚决定外其他内容"), within(20, applies_to="处罚决定"))
        alone: Catalogue = evolve(CATALOGUE, entries=(evolve(result, time_limits=limits),))
        (finding,) = check(alone).findings
        assert (finding.rule, finding.at) == ("GK-MGT-006", "/entries/0/time_limits/1")

    def test_a_cell_may_set_permits_and_penalties_apart(self) -> None:
        """The other term of the cell is for the rest, even of an item that is a penalty."""
        limits = (within(20), within(7, applies_to="行政许可、行政处罚事项"))
        both = where(lambda e: e.item_id == PENALTY and e.stage == "result", time_limits=limits)
        assert found(check(both)) == []

    def test_a_term_for_something_else_is_judged_by_the_item(self) -> None:
        """The words of the term name neither permits nor penalties."""
        some = where(
            lambda e: e.item_id == PENALTY and e.stage == "result",
            time_limits=(within(20, applies_to="决定书"),),
        )
        assert found(check(some)) == [("GK-MGT-006", "warning")]

    @pytest.mark.parametrize(
        ("limit", "days"),
        [
            (within(7), 7),
            (within(14, "calendar_day"), 10),
            (within(1, "month"), 30 * 5 / 7),
            (within(1, before=True), 0),
            (TimeLimit(kind="notice_period", quantity=7, unit="working_day"), 0),
            (TimeLimit(kind="within"), 0),
            (TimeLimit(kind="prompt"), 0),
        ],
    )
    def test_terms_are_compared_in_working_days(self, limit: TimeLimit, days: float) -> None:
        """Five to the week; a period that a notice has to stand is no term."""
        assert working_days(limit) == pytest.approx(days)

    def test_periods_are_compared_in_days(self) -> None:
        """20 working days are four weeks."""
        assert calendar_days(TimeLimit(quantity=20, unit="working_day")) == 28


class TestConsultation:
    """三(三) 决策前预公开; 重大行政决策程序暂行条例 第十五条, in force on 1 September 2019."""

    @pytest.mark.parametrize(
        ("on", "days", "unit", "wrong"),
        [
            (date(2019, 8, 31), 15, "calendar_day", False),
            (date(2019, 9, 1), 15, "calendar_day", True),
            (date(2019, 9, 1), 30, "calendar_day", False),
            (date(2019, 9, 1), 21, "working_day", True),
            (date(2019, 9, 1), 22, "working_day", False),
            (date(2019, 9, 1), 1, "month", False),
        ],
    )
    def test_a_major_decision_is_open_for_thirty_days(self, on: date, days: int, unit: Any, wrong: bool) -> None:
        """A consultation period is no deadline: it can be too short, never too long."""
        period = TimeLimit(text=f"公示{days}日", kind="notice_period", trigger="none", quantity=days, unit=unit)
        limits = (within(20), period)
        drafts = where(lambda e: e.item_id == DECISION and e.stage == "pre_decision", time_limits=limits)
        assert found(check(drafts, as_of=on)) == ([("GK-DEC-002", "warning")] if wrong else [])


class TestVagueTerms:
    """三(三) 定期公开工作进展……及时公开办事过程和结果; 一(二)4 可操作性。"""

    PROMPT = TimeLimit(text="及时公开", kind="prompt", trigger="none")

    @pytest.mark.parametrize(
        ("item", "stage", "rule", "requirements"),
        [
            (DECISION, "progress", "GK-EXE-005", ("R-082", "R-030", "R-017")),
            (SERVICE, "handling_result", "GK-SVC-007", ("R-098", "R-030", "R-017")),
            (SERVICE, "guide", "GK-TIM-002", ("R-030", "R-017")),
        ],
    )
    def test_the_rule_on_the_stage_speaks_first(
        self, item: str, stage: str, rule: str, requirements: tuple[str, ...]
    ) -> None:
        """And names the general clause; elsewhere the general rule speaks."""
        (finding,) = check(where(lambda e: e.item_id == item and e.stage == stage, time_limits=(self.PROMPT,))).findings
        assert (finding.rule, finding.requirements) == (rule, requirements)

    def test_under_a_text_without_stages_the_general_rule_speaks(self) -> None:
        """The national text of 2019 asks for no stages, but for workable terms."""
        vague = where(lambda e: e.item_id == SERVICE and e.stage == "handling_result", time_limits=(self.PROMPT,))
        assert found(check(vague, profile="national-2019")) == [("GK-TIM-002", "warning")]

    def test_a_term_is_no_period(self) -> None:
        """Progress within 20 working days is not vague, but is not periodic either."""
        once = where(lambda e: e.item_id == DECISION and e.stage == "progress", time_limits=(within(20),))
        (finding,) = check(once).findings
        assert finding.requirements == ("R-082",)


class TestResults:
    """三(三) 结果公开要重点公开重大决策、重要政策特别是发展规划、政府工作报告、政府决定事项的落实结果等。"""

    def test_a_major_decision_has_a_result(self) -> None:
        """Its other disclosures do not stand for it; another item keeps the domain's result."""
        assert found(check(without(DECISION, *stages_of("result")))) == [
            ("GK-CAT-010", "warning"),
            ("GK-RES-001", "error"),
        ]

    def test_each_of_the_three_kinds_is_asked_for(self) -> None:
        """One finding for each kind of which there is no result."""
        plans = where(lambda e: e.disclosure == "result", result_kind="development_plan")
        findings = check(plans).findings
        assert [(f.rule, f.params["result_kind"]) for f in findings] == [
            ("GK-RES-002", "work_report"),
            ("GK-RES-002", "government_decision"),
        ]


class TestOtherTexts:
    """The five disclosures and their stages are the notice's own."""

    @pytest.mark.parametrize("profile", ["national-2017", "national-2019", "henan-2020"])
    def test_no_other_text_asks_for_stages(self, profile: str) -> None:
        """A compendium that has none of them is not told so."""
        bare = where(lambda e: True, disclosure=None, stage=None, result_kind=None)
        assert found(check(bare, profile=profile)) == []

    def test_items_that_no_catalogue_names_are_not_grouped(self) -> None:
        """An entry of an unlisted item is for the rule on the list; no stage of it is missing."""
        stray = evolve(CATALOGUE.entries[0], id="stray", item_id="nobody", disclosure="management", stage="duties")
        assert [rule for rule, _ in found(check(showing(*CATALOGUE.entries, stray)))] == ["GK-CAT-001"]
        assert len(ITEMS) == len({item.id for item in ITEMS})
