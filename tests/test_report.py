"""报告: exact counts, every finding with its place and its words, and where each requirement stands."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import structure
from gongkai_standard.compendium import Document
from gongkai_standard.edition import Edition
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.item_list import ItemList
from gongkai_standard.requirements import requirements
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Report

CONFORMING: dict[str, Any] = {
    "gongkai": "1.0",
    "kind": "catalogue",
    "profile": "henan-2017",
    "publisher": {"name": "洛阳市洛龙区", "division": "410311", "level": "county", "phase": "pilot"},
    "title": "养老服务领域基层政务公开标准目录",
    "edition": {"version": "2018.1", "issued": "2018-05-01", "effective": "2018-06-01", "status": "in_force"},
    "entries": [
        {
            "id": f"e-{stage}",
            "item_id": "i1",
            "domain": "elderly_care",
            "level_one": "养老服务业务办理",
            "level_two": "养老机构设立许可",
            "disclosure": "service",
            "stage": stage,
            "content": ["办理流程", "办理部门"],
            "basis": [{"text": "《中华人民共和国政府信息公开条例》", "title": "中华人民共和国政府信息公开条例"}],
            "time_limits": [
                {
                    "text": "信息形成或者变更之日起20个工作日内",
                    "kind": "within",
                    "trigger": "formed_or_changed",
                    "quantity": 20,
                    "unit": "working_day",
                }
            ],
            "responsible_body": ["洛龙区民政局"],
            "channels": [{"code": "government_website", "obligation": "chosen"}, {"code": "service_center"}],
            "mode": ["proactive"],
            "extent": "full",
            "audience": [{"code": "whole_society"}],
            "levels": ["county", "township"],
            "website_column": "政务公开>重点领域>养老服务",
        }
        for stage in ("guide", "handling_process", "handling_result")
    ],
}
"""A catalogue as the notice wants it."""


def _document(**members: Any) -> Document:
    """The conforming catalogue with some members of its first entry changed; None takes a member away."""
    first = {name: value for name, value in {**CONFORMING["entries"][0], **members}.items() if value is not None}
    return structure({**CONFORMING, "entries": [first, *CONFORMING["entries"][1:]]})


def _found(report: Report) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity.value, f.at) for f in report.findings]


class TestNoNoise:
    """A catalogue that conforms has no findings."""

    def test_a_conforming_catalogue_has_none(self) -> None:
        """Not even a remark."""
        report = check(structure(CONFORMING))
        assert _found(report) == []
        assert report.worst() is None
        assert report.summary.total == 0

    def test_nothing_is_said_to_be_violated(self) -> None:
        """Every requirement is met, not checked or for people to attest."""
        states = {state.state for state in check(structure(CONFORMING)).conformance.values()}
        assert states == {"met", "not_checked", "to_attest"}


class TestOneCauseOneFinding:
    """The most specific rule reports, and names every requirement that is violated."""

    def test_what_the_profile_does_not_ask_is_not_cited(self) -> None:
        """R-017 and R-103 are the notice's own: the national text has no rule on them."""
        report = check(_document(time_limits=None, channels=None), profile="national-2019")
        cited = {finding.rule: finding.requirements for finding in report.findings}
        assert cited == {"GK-CAT-006": ("R-066", "R-033"), "GK-CAT-007": ("R-067", "R-033", "R-029")}
        assert {report.conformance[name].state for name in ("R-017", "R-103")} == {"not_applicable"}

    @pytest.mark.parametrize(
        ("change", "rule", "severity", "at", "cited"),
        [
            ({"content": None}, "GK-CAT-004", "error", "content", ("R-064", "R-033")),
            ({"content": ["待定"]}, "GK-CAT-011", "error", "content/0", ("R-033", "R-064")),
            ({"responsible_body": ["同上"]}, "GK-CAT-005", "error", "responsible_body/0", ("R-065", "R-033")),
            ({"time_limits": None}, "GK-CAT-006", "error", "time_limits", ("R-066", "R-033", "R-017")),
            ({"channels": None}, "GK-CAT-007", "error", "channels", ("R-067", "R-033", "R-029", "R-103")),
            ({"channels": None, "mode": ["on_request"]}, "GK-CAT-007", "error", "channels",
             ("R-067", "R-033", "R-029")),
            ({"channels": [{"code": "web_site"}]}, "GK-CHN-011", "error", "channels/0/code", ("R-118",)),
            ({"time_limits": [{"text": "看情况"}]}, "GK-CAT-006", "error", "time_limits/0", ("R-066", "R-017")),
            ({"channels": [{"code": "notice_board"}]}, "GK-WEB-001", "error", "channels",
             ("R-103", "R-010", "R-029", "R-120")),
            ({"channels": [{"code": "reading_place"}, {"code": "service_hall"}]}, "GK-WEB-001", "error", "channels",
             ("R-103", "R-010")),
            ({"channels": [{"code": "weibo_wechat_app"}, {"code": "other"}]}, "GK-WEB-001", "error", "channels",
             ("R-103",)),
            ({"extent": "somewhat"}, "GK-CAT-008", "error", "extent", ("R-068", "R-017")),
            ({"extent": "partial"}, "GK-PRN-001", "error", "extent", ("R-003",)),
            ({"audience": None}, "GK-CHN-003", "info", "audience", ("R-013", "R-069")),
            ({"stage": "meeting"}, "GK-CAT-003", "error", "stage", ("R-063",)),
            ({"disclosure": "sixth"}, "GK-CAT-002", "error", "disclosure", ("R-062",)),
        ],
    )  # fmt: skip
    def test_one_change_one_finding(
        self, change: dict[str, Any], rule: str, severity: str, at: str, cited: tuple[str, ...]
    ) -> None:
        """One thing made wrong is reported once, with all requirements."""
        report = check(_document(**change))
        assert _found(report) == [(rule, severity, f"/entries/0/{at}")]
        assert report.findings[0].requirements == cited
        assert all(report.conformance[requirement].state == "violated" for requirement in cited)

    @pytest.mark.parametrize(
        ("change", "at"),
        [
            ({"content": "办理流程"}, "content"),
            ({"extent": 1}, "extent"),
            ({"stage": ["guide"]}, "stage"),
            ({"channels": [{"code": 5}]}, "channels/0/code"),
            ({"time_limits": [{"text": "20", "kind": "soon"}]}, "time_limits/0/kind"),
            ({"audience": {}}, None),
            ({"levels": ["county", "parish"]}, "levels/1"),
        ],
    )
    def test_a_misshapen_member_is_reported_as_that_only(self, change: dict[str, Any], at: str | None) -> None:
        """GK-WEB-010 alone speaks of a member whose shape is wrong; an empty one is a missing one."""
        report = check(_document(**change))
        found = [(f.rule, f.at) for f in report.findings]
        assert found == ([("GK-WEB-010", f"/entries/0/{at}")] if at else found)
        assert len(found) == 1

    def test_what_a_misshapen_member_hides_is_not_said_to_be_met(self) -> None:
        """Whether there is content cannot be told when its shape is wrong."""
        state = check(_document(content="办理流程")).conformance["R-064"]
        assert state.state == "not_checked"
        assert state.why

    def test_a_misshapen_member_does_not_hide_its_neighbours(self) -> None:
        """Other members of the entry, and other entries, are judged as ever."""
        report = check(_document(content="办理流程", extent=None))
        assert {f.rule for f in report.findings} == {"GK-WEB-010", "GK-CAT-008"}


class TestFinding:
    """A finding cites clause and phrase, and says where and what to do in both languages."""

    def test_cites_its_first_requirement(self) -> None:
        """三(二) · (明确)公开内容."""
        (finding,) = check(_document(content=None)).findings
        assert (finding.clause, finding.phrase) == ("三(二)", requirements()["R-064"].phrase)
        assert finding.message == "“养老机构设立许可”缺少公开内容"
        assert finding.message_en == '"养老机构设立许可" lacks disclosure content'
        assert finding.fix
        assert finding.fix_en

    def test_an_entry_without_a_name_is_called_by_its_place(self) -> None:
        """A message never has a gap where the name should be."""
        findings = check(Catalogue(entries=(Entry(content=("流程",)),))).findings
        assert any("/entries/0" in f.message for f in findings if f.rule == "GK-CAT-007")

    def test_names_the_cell_when_read_from_a_file(self) -> None:
        """Where the reading says the place came from; in memory there is none."""
        document = _document(content=None)
        reading = Reading(
            document=document, format="xlsx", sha256="ab" * 32, locate=lambda: {"/entries/0": "标准目录!A3"}
        )
        report = check(reading)
        assert report.findings[0].cell == "标准目录!A3"
        assert report.subject.sha256 == "ab" * 32
        assert check(document).findings[0].cell is None


class TestOrder:
    """A report reads from top to bottom like its document."""

    def test_document_first_then_rows_as_numbered_then_members_as_declared(self) -> None:
        """Row 2 comes before row 10, and a row's time limits before its channels, whichever rule found them."""
        bare = {"id": "e", "disclosure": "service", "stage": "guide", "content": ["办理流程"], "extent": "full"}
        rows = [{**bare, "id": f"e{n}", "responsible_body": ["民政局"]} for n in range(12)]
        document = structure({**CONFORMING, "title": None, "entries": rows})

        places = [f.at for f in check(document).findings if not f.at.endswith("/domain")]
        numbers = [int(at.split("/")[2]) for at in places if at.startswith("/entries/")]
        first = [at for at in places if at.startswith("/entries/0/")]

        assert places[0] == "/title"
        assert len(set(numbers)) == 12
        assert numbers == sorted(numbers)
        assert first.index("/entries/0/time_limits") < first.index("/entries/0/channels")


class TestCounts:
    """Counts are exact; findings are a bounded sample per rule that says when it is cut."""

    def test_the_sample_is_bounded_per_rule(self) -> None:
        """Three findings counted, two shown, one said to be cut."""
        document = Catalogue(entries=(Entry(level_two="养老机构备案"),) * 3)
        report = check(document, sample=2)
        assert report.summary.by_rule["GK-CAT-004"] == 3
        assert sum(f.rule == "GK-CAT-004" for f in report.findings) == 2
        assert report.summary.cut["GK-CAT-004"] == 1
        assert report.tree()["summary"]["cut"]["GK-CAT-004"] == 1

    def test_severities_add_up(self) -> None:
        """By severity and by rule the same findings are counted."""
        summary = check(Catalogue(entries=(Entry(level_two="养老机构备案"),) * 3)).summary
        assert summary.total == sum(summary.by_rule.values())
        assert check(Catalogue()).worst() is Severity.ERROR

    def test_findings_grow_with_the_faults_alone(self) -> None:
        """Twice the entries, twice the findings on entries."""
        counts = [
            check(Catalogue(entries=(Entry(level_two="备案"),) * n)).summary.by_rule["GK-CAT-004"] for n in (5, 10)
        ]
        assert counts == [5, 10]


class TestConformance:
    """What no software can decide is for people to attest; what was not looked at is not checked."""

    def test_every_requirement_has_a_state(self) -> None:
        """All of them, in the order of the notice."""
        assert list(check(Catalogue()).conformance) == list(requirements())

    def test_attest_only_requirements_are_never_met(self) -> None:
        """Forty-two of them."""
        conformance = check(structure(CONFORMING)).conformance
        attest = [name for name, requirement in requirements().items() if requirement.automation == "attest"]
        assert len(attest) == 42
        assert {conformance[name].state for name in attest} == {"to_attest"}

    @pytest.mark.parametrize(
        ("requirement", "why"),
        [
            ("R-056", "needs a complete compendium"),
            ("R-009", "needs a complete compendium"),
            ("R-050", "needs an item list"),
            ("R-096", "needs guides"),
            ("R-109", "needs publications"),
        ],
    )
    def test_a_catalogue_says_what_it_cannot_show(self, requirement: str, why: str) -> None:
        """A reason in both languages, and never a finding."""
        state = check(structure(CONFORMING)).conformance[requirement]
        assert (state.state, state.why) == ("not_checked", why)
        assert state.why_zh

    def test_a_necessary_condition_is_said_to_be_no_more(self) -> None:
        """R-029 is partly a matter of data: met, as far as they show."""
        state = check(structure(CONFORMING)).conformance["R-029"]
        assert state.state == "met"
        assert state.why

    def test_a_document_without_entries_proves_nothing(self) -> None:
        """Silence about no entries is not conformity."""
        assert check(Catalogue()).conformance["R-064"].state == "not_checked"
        told = {"R-001", "R-112"}  # the profile, which is missing, and the shape
        for document in (Catalogue(), ItemList()):
            conformance = check(document).conformance
            assert {name for name, state in conformance.items() if state.state == "met"} <= told

    @pytest.mark.parametrize("requirement", ["R-103", "R-010", "R-029", "R-120"])
    def test_an_unknown_channel_may_be_the_website(self, requirement: str) -> None:
        """Where no channel of an entry is in the code list, nothing is known of how it is published."""
        assert check(_document(channels=[{"text": "区政府门户"}])).conformance[requirement].state == "not_checked"
        both = [{"code": "government_website"}, {"text": "区政府门户"}]
        assert check(_document(channels=both)).conformance[requirement].state == "met"

    @pytest.mark.parametrize("requirement", ["R-074", "R-077", "R-082", "R-087", "R-090", "R-093", "R-098"])
    def test_what_may_still_come_is_not_inapplicable(self, requirement: str) -> None:
        """A catalogue without decisions or enforcement may be one of several; only a whole compendium has none."""
        entries = [{**CONFORMING["entries"][0], "disclosure": "result", "stage": "key_policy_result"}]
        catalogue = {**CONFORMING, "entries": entries}
        state = check(structure(catalogue)).conformance[requirement]
        assert (state.state, state.why) == ("not_checked", "needs a complete compendium")
        whole = {"kind": "compendium", "complete": True, "item_lists": [{}], "catalogues": [catalogue]}
        assert check(structure(whole)).conformance[requirement].state == "not_applicable"

    def test_a_date_that_is_missing_leaves_what_needs_it_unchecked(self) -> None:
        """Whether a cited text was in force on the day cannot be told without a day."""
        document = structure(
            {
                "kind": "item_list",
                "items": [{"id": "1", "exemption": {"ground": "state_secret", "citation": {"text": "《条例》"}}}],
            }
        )
        assert (
            check(document).conformance["R-055"].why == "needs a date (as_of or the edition's effective or issued date)"
        )
        assert check(document, as_of=date(2018, 6, 1)).conformance["R-055"].state != "not_checked"


class TestArguments:
    """Profile and date: the argument, else what the document says, else the default or nothing."""

    def test_profile(self) -> None:
        """Argument before document before henan-2017."""
        own = Catalogue(profile="national-2019")
        assert check(own).profile == "national-2019"
        assert check(own, profile="henan-2020").profile == "henan-2020"
        assert check(Catalogue()).profile == "henan-2017"
        assert check(Catalogue(profile="henan-1917")).profile == "henan-2017"

    def test_an_unknown_profile_is_an_error_of_the_caller(self) -> None:
        """Unlike one that the document names, which is a finding."""
        with pytest.raises(UnknownNameError):
            check(Catalogue(), profile="henan-1917")

    def test_date(self) -> None:
        """Argument before the day it takes effect before the day it was issued."""
        issued, effective, asked = date(2018, 5, 1), date(2018, 6, 1), date(2019, 1, 1)
        both = Catalogue(edition=Edition(issued=issued, effective=effective))
        assert check(both, as_of=asked).as_of == "2019-01-01"
        assert check(both).as_of == "2018-06-01"
        assert check(Catalogue(edition=Edition(issued=issued))).as_of == "2018-05-01"
        assert check(Catalogue()).as_of is None

    def test_a_voluntary_unit_is_eased(self) -> None:
        """二 可积极参照: errors of scope are warnings for units that join of their own accord."""
        document = {"kind": "compendium", "complete": True, "publisher": {"name": "汤阴县", "phase": "voluntary"}}
        severities = {f.severity for f in check(structure(document)).findings if f.rule == "GK-SCP-004"}
        pilot = {**document, "publisher": {"name": "汤阴县", "phase": "pilot"}}
        assert severities == {Severity.WARNING}
        assert {f.severity for f in check(structure(pilot)).findings if f.rule == "GK-SCP-004"} == {Severity.ERROR}


class TestJson:
    """The published form."""

    def test_members(self) -> None:
        """Those of the contract, in order; what has no value is left out."""
        tree = json.loads(check(_document(content=None)).to_json())
        assert list(tree) == [
            "gongkai",
            "kind",
            "profile",
            "as_of",
            "subject",
            "summary",
            "findings",
            "conformance",
            "statement",
        ]
        assert tree["kind"] == "report"
        assert tree["subject"] == {"title": CONFORMING["title"], "publisher": "洛阳市洛龙区"}
        assert tree["summary"] == {"error": 1, "warning": 0, "info": 0, "by_rule": {"GK-CAT-004": 1}}
        (finding,) = tree["findings"]
        assert list(finding) == [
            "rule", "severity", "requirements", "clause", "phrase", "at", "message", "message_en", "fix", "fix_en",
            "params",
        ]  # fmt: skip
        assert tree["conformance"]["R-064"] == {"state": "violated"}

    def test_is_text_that_people_can_read(self) -> None:
        """Chinese stays Chinese, and lists of values are lists."""
        report = check(Catalogue(entries=(Entry(level_two="备案"),), edition=Edition(version="1")))
        text = report.to_json()
        assert "备案" in text
        assert text.endswith("}\n")
        assert "\\u" not in text

    def test_keeps_the_cell(self) -> None:
        """A finding from a file has its cell right after the place."""
        finding = check(_document(content=None)).findings[0]
        assert list(evolve(finding, cell="标准目录!F3").tree())[5:7] == ["at", "cell"]

    def test_codes_are_lists_in_params(self) -> None:
        """The closed codes that a member may have."""
        report = check(_document(levels=["parish"]))
        assert "county" in report.tree()["findings"][0]["params"]["choices"]
        assert isinstance(report.tree()["findings"][0]["params"]["choices"], list)


def test_every_rule_is_in_force_somewhere() -> None:
    """The notice's own text has all rules in force."""
    report = check(structure(CONFORMING))
    judged = {name for name, state in report.conformance.items() if state.why != "the profile does not ask for it"}
    assert {requirement for rule in RULES.values() for requirement in rule.requirements} <= judged
