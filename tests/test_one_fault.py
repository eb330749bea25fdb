"""One fault in a compendium where all else is in order is one finding, at its place, whatever rests on it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from gongkai_standard.checking import check
from gongkai_standard.codecs.json import dumps
from gongkai_standard.codecs.structure import structure
from gongkai_standard.location import parts
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.report import Report
from gongkai_standard.testing.pilot import compendium

Tree = dict[str, Any]

WHOLE: Tree = json.loads(dumps(compendium(11)))
GONE = object()
"""Takes a member out."""

ITEM = "/item_lists/0/items/0"
"""A permit."""
PAYMENT = "/item_lists/0/items/5"
EXEMPT = "/item_lists/0/items/14"
"""An item that is exempt."""
ENTRY = "/catalogues/0/entries/0"
"""The permit's guide."""
SOURCE = "/source_lists/0/entries/0"
"""Where the permit comes from."""
DECISION, PENALTY, COMPULSION = "d1-other_power-001", "d1-penalty-001", "d1-compulsion-001"
SERVICE, PERMIT, INSPECTION = "d1-payment-001", "d1-permit-001", "d1-inspection-001"

CHOSEN = {"obligation": "chosen"}
WITHIN = {"kind": "within", "unit": "working_day"}
VAGUE = [{"text": "及时公开", "kind": "prompt"}]


def entries(tree: Tree) -> Iterator[Tree]:
    """Every entry."""
    return (entry for catalogue in tree["catalogues"] for entry in catalogue["entries"])


def place_of(entry_id: str) -> str:
    """Pointer of an entry of the whole compendium."""
    return next(
        f"/catalogues/{i}/entries/{j}"
        for i, catalogue in enumerate(WHOLE["catalogues"])
        for j, entry in enumerate(catalogue["entries"])
        if entry["id"] == entry_id
    )


def edit(tree: Tree, at: str, value: Any) -> None:
    """Set or take out what stands at a pointer; `-` is the end of a list."""
    *path, last = parts(at)
    holder: Any = tree
    for part in path:
        holder = holder[int(part) if isinstance(holder, list) else part]
    if isinstance(holder, list) and last == "-":
        holder.append(value)
    elif value is GONE:
        del holder[int(last) if isinstance(holder, list) else last]
    else:
        holder[int(last) if isinstance(holder, list) else last] = value


def without(tree: Tree, unwanted: Callable[[Tree], bool]) -> None:
    """Take out entries, with the records of them."""
    gone = {entry["id"] for entry in entries(tree) if unwanted(entry)}
    for catalogue in tree["catalogues"]:
        catalogue["entries"] = [entry for entry in catalogue["entries"] if entry["id"] not in gone]
    tree["publications"] = [p for p in tree["publications"] if p["entry_id"] not in gone]
    left = {p["id"] for p in tree["publications"]}
    tree["publications"] = [p for p in tree["publications"] if p.get("interprets") in (None, *left)]
    tree["questions"] = [q for q in tree["questions"] if q["publication_id"] in left]


def report_on(change: Callable[[Tree], None], on: date | None = None) -> Report:
    """What is said of the whole compendium once it is changed."""
    tree = copy.deepcopy(WHOLE)
    change(tree)
    return check(structure(tree), as_of=on)


def found(report: Report) -> list[tuple[str, str]]:
    """(rule, place) of every finding."""
    return [(f.rule, f.at) for f in report.findings]


# fmt: off
EDITS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    # requirement, rule, severity, place, {pointer: value}
    ("R-001", "GK-DOC-001", "info", "/profile", {"/profile": GONE}),
    ("R-003", "GK-PRN-001", "error", f"{ENTRY}/extent", {f"{ENTRY}/extent": "partial"}),
    ("R-003", "GK-PRN-001", "error", f"{ENTRY}/mode/0", {f"{ENTRY}/mode": ["not_disclosed"]}),
    ("R-004", "GK-SCP-002", "info", "/publisher/phase", {"/publisher/phase": GONE}),
    ("R-005", "GK-DOC-002", "error", "/workflows", {"/workflows": GONE}),
    ("R-008", "GK-ITM-015", "error", "/source_lists/0/entries/11",
     {"/source_lists/0/entries/-": {"id": "new", "name": "新增事项", "power_type": "permit"}}),
    ("R-010", "GK-WEB-001", "error", f"{ENTRY}/channels", {f"{ENTRY}/channels": [{"code": "service_hall", **CHOSEN}]}),
    ("R-013", "GK-CHN-003", "info", f"{ENTRY}/audience", {f"{ENTRY}/audience": GONE}),
    ("R-017", "GK-CAT-008", "error", f"{ENTRY}/extent", {f"{ENTRY}/extent": "大部分"}),
    ("R-018", "GK-ITM-001", "warning", "/item_lists/0/scope_note", {"/item_lists/0/scope_note": GONE}),
    ("R-020", "GK-SVC-001", "warning", f"{ITEM}/service_item_code", {f"{ITEM}/service_item_code": GONE}),
    ("R-029", "GK-WEB-001", "error", f"{ENTRY}/channels",
     {f"{ENTRY}/channels": [{"code": "broadcast", **CHOSEN}, {"code": "notice_board", **CHOSEN}]}),
    ("R-030", "GK-TIM-002", "warning", f"{ENTRY}/time_limits/0", {f"{ENTRY}/time_limits": VAGUE}),
    ("R-032", "GK-ITM-003", "error", f"{ENTRY}/domain", {f"{ENTRY}/domain": "job"}),
    ("R-032", "GK-ITM-003", "error", f"{ITEM}/domain", {f"{ITEM}/domain": "job"}),
    ("R-032", "GK-ITM-003", "error", f"{ENTRY}/level_two",
     {f"{ENTRY}/level_three": "三级", f"{ENTRY}/level_two": GONE}),
    ("R-032", "GK-ITM-003", "error", f"{ITEM}/level_one", {f"{ITEM}/level_one": GONE}),
    ("R-033", "GK-CAT-011", "error", f"{ENTRY}/responsible_body/0", {f"{ENTRY}/responsible_body": ["待定"]}),
    ("R-033", "GK-CAT-011", "error", f"{ENTRY}/content/0", {f"{ENTRY}/content": ["无"]}),
    ("R-034", "GK-WFL-001", "warning", "/workflows", {"/workflows/0": GONE}),
    ("R-040", "GK-SCP-003", "error", "/publisher/division",
     {"/publisher/name": "浚县", "/publisher/division": "410621"}),
    ("R-040", "GK-SCP-003", "error", "/publisher/division",
     {"/publisher/name": "长垣县", "/publisher/division": "410783"}),
    ("R-043", "GK-SCP-003", "error", "/publisher/division",
     {"/publisher/name": "浚县", "/publisher/division": "410621"}),
    ("R-040", "GK-SCP-003", "warning", "/publisher/division",
     {"/publisher/name": "兰陵县", "/publisher/division": "371324"}),
    ("R-004", "GK-WEB-010", "error", "/publisher/phase", {"/publisher/phase": "trial"}),
    ("R-042", "GK-SCP-005", "warning", "/item_lists/8/items/0/domain", {"/extensions/0": GONE}),
    ("R-043", "GK-SCP-006", "info", "/publisher/phase",
     {"/publisher": {"name": "浚县", "division": "410621", "level": "county", "phase": "rollout"}}),
    ("R-047", "GK-ITM-006", "error", f"{ITEM}/sources", {f"{ITEM}/sources": GONE}),
    ("R-047", "GK-WEB-010", "error", f"{ITEM}/sources/0/list",
     {f"{ITEM}/sources": [{"list": "work_list", "entry": WHOLE["item_lists"][0]["items"][0]["sources"][0]["entry"]}]}),
    ("R-048", "GK-ITM-007", "error", f"{ITEM}/id", {f"{ITEM}/id": GONE}),
    ("R-048", "GK-ITM-007", "error", "/catalogues/0/entries/1/id",
     {"/catalogues/0/entries/1/id": WHOLE["catalogues"][0]["entries"][0]["id"]}),
    ("R-048", "GK-ITM-007", "error", f"{ENTRY}/id", {f"{ENTRY}/id": GONE}),
    ("R-049", "GK-ITM-008", "warning", f"{ITEM}/level_two", {f"{ITEM}/level_two": GONE}),
    ("R-050", "GK-ITM-009", "error", f"{ITEM}/name", {f"{ITEM}/name": GONE}),
    ("R-050", "GK-ITM-009", "error", f"{ITEM}/name", {f"{ITEM}/name": "  "}),
    ("R-051", "GK-ITM-010", "error", f"{PAYMENT}/power_type", {f"{PAYMENT}/power_type": GONE}),
    ("R-051", "GK-ITM-010", "error", f"{PAYMENT}/power_type", {f"{PAYMENT}/power_type": "subsidy"}),
    ("R-052", "GK-ITM-011", "error", f"{ITEM}/responsible_department", {f"{ITEM}/responsible_department": GONE}),
    ("R-052", "GK-ITM-011", "error", f"{ITEM}/responsible_department", {f"{ITEM}/responsible_department": "待定"}),
    ("R-052", "GK-ITM-011", "error", f"{ITEM}/department_code", {f"{ITEM}/department_code": "114105230000000001"}),
    ("R-053", "GK-ITM-012", "info", f"{ITEM}/extra/内部备注", {f"{ITEM}/extra": {"内部备注": "x"}}),
    ("R-053", "GK-ITM-012", "info", f"{ENTRY}/extra/内部备注", {f"{ENTRY}/extra": {"内部备注": "x"}}),
    ("R-054", "GK-ITM-013", "error", "/item_lists/0/title", {"/item_lists/0/title": GONE}),
    ("R-055", "GK-ITM-014", "error", f"{EXEMPT}/exemption/citation", {f"{EXEMPT}/exemption/citation": GONE}),
    ("R-055", "GK-ITM-014", "error", f"{EXEMPT}/exemption/ground", {f"{EXEMPT}/exemption/ground": GONE}),
    ("R-057", "GK-ITM-016", "warning", f"{ITEM}/name", {f"{SOURCE}/name": "另一名称"}),
    ("R-057", "GK-ITM-016", "warning", f"{ITEM}/power_type", {f"{SOURCE}/power_type": "confirmation"}),
    ("R-057", "GK-ITM-016", "warning", f"{ITEM}/responsible_department", {f"{SOURCE}/department": "另一部门"}),
    ("R-059", "GK-ITM-018", "warning", f"{ITEM}/name", {f"{ITEM}/name": "1、就业创业城镇机构设立许可"}),
    ("R-060", "GK-ITM-019", "warning", f"{ITEM}/name", {f"{ITEM}/name": "设立许可等", f"{SOURCE}/name": "设立许可等"}),
    ("R-061", "GK-CAT-001", "error", f"{ENTRY}/item_id", {f"{ENTRY}/item_id": "nowhere"}),
    ("R-062", "GK-CAT-002", "error", f"{ENTRY}/disclosure", {f"{ENTRY}/disclosure": GONE}),
    ("R-062", "GK-CAT-002", "error", f"{ENTRY}/disclosure", {f"{ENTRY}/disclosure": "other"}),
    ("R-063", "GK-CAT-003", "error", f"{ENTRY}/stage", {f"{ENTRY}/stage": GONE}),
    ("R-063", "GK-CAT-003", "error", f"{ENTRY}/stage", {f"{ENTRY}/stage": "meeting"}),
    ("R-064", "GK-CAT-004", "error", f"{ENTRY}/content", {f"{ENTRY}/content": GONE}),
    ("R-065", "GK-CAT-005", "error", f"{ENTRY}/responsible_body", {f"{ENTRY}/responsible_body": GONE}),
    ("R-065", "GK-CAT-005", "warning", f"{ENTRY}/responsible_body", {f"{ENTRY}/responsible_body": ["另一部门"]}),
    ("R-066", "GK-CAT-006", "error", f"{ENTRY}/time_limits", {f"{ENTRY}/time_limits": GONE}),
    ("R-066", "GK-CAT-006", "warning", f"{ENTRY}/time_limits/0",
     {f"{ENTRY}/time_limits": [{"text": "30个工作日内", **WITHIN, "trigger": "formed_or_changed", "quantity": 30}]}),
    ("R-067", "GK-CAT-007", "error", f"{ENTRY}/channels", {f"{ENTRY}/channels": GONE}),
    ("R-068", "GK-CAT-008", "error", f"{ENTRY}/extent", {f"{ENTRY}/extent": GONE}),
    ("R-069", "GK-CAT-009", "info", f"{ENTRY}/basis", {f"{ENTRY}/basis": GONE}),
    ("R-070", "GK-CAT-013", "error", "/catalogues/0/title", {"/catalogues/0/title": GONE}),
    ("R-073", "GK-WFL-002", "warning", "/workflows/0/steps/3", {"/workflows/0/transitions/3": GONE}),
    ("R-073", "GK-WFL-002", "warning", "/workflows/0/steps/1/responsible_body",
     {"/workflows/0/steps/1/responsible_body": GONE}),
    ("R-095", "GK-SVC-004", "error", "/guides/0/platform", {"/guides/0": GONE}),
    ("R-095", "GK-SVC-004", "warning", "/guides/0/platform", {"/guides/1": GONE}),
    ("R-096", "GK-SVC-005", "error", "/guides/0/elements", {"/guides/0/elements/受理条件": GONE}),
    ("R-097", "GK-SVC-006", "error", "/guides/1/elements/办理时间", {"/guides/1/elements/办理时间": "周一"}),
    ("R-100", "GK-SVC-009", "info", "/guides/0/online_url",
     {"/guides/0/online_url": GONE, "/guides/1/online_url": GONE}),
    ("R-103", "GK-WEB-001", "error", f"{ENTRY}/channels", {f"{ENTRY}/channels/0": GONE}),
    ("R-106", "GK-WEB-004", "warning", f"{ENTRY}/website_column", {f"{ENTRY}/website_column": GONE}),
    ("R-111", "GK-WEB-009", "warning", "/catalogues/2/profile", {"/catalogues/2/profile": "national-2019"}),
    ("R-112", "GK-WEB-010", "error", f"{ENTRY}/content", {f"{ENTRY}/content": "办理条件"}),
    ("R-118", "GK-CHN-011", "error", f"{ENTRY}/channels/4", {f"{ENTRY}/channels/-": {"text": "某平台", **CHOSEN}}),
    ("R-118", "GK-WEB-010", "error", "/guides/1/platform", {"/guides/1/platform": "somewhere"}),
    ("R-119", "GK-CHN-012", "warning", f"{ENTRY}/audience/0/description",
     {f"{ENTRY}/audience": [{"code": "specific_group"}]}),
    ("R-120", "GK-CHN-013", "info", f"{ENTRY}/channels",
     {f"{ENTRY}/channels": [{"code": "government_website", **CHOSEN}]}),
    ("R-143", "GK-SCP-008", "info", "/extensions/0/reason", {"/extensions/0/reason": GONE}),
]

STAGES: list[tuple[str, str, str, str, str]] = [
    # requirement, rule, severity, item, stage
    ("R-074", "GK-DEC-002", "error", DECISION, "pre_decision"),
    ("R-075", "GK-DEC-003", "error", DECISION, "meeting"),
    ("R-077", "GK-DEC-005", "error", DECISION, "interpretation"),
    ("R-078", "GK-EXE-001", "error", DECISION, "measures"),
    ("R-079", "GK-EXE-002", "error", DECISION, "steps"),
    ("R-080", "GK-EXE-003", "error", DECISION, "responsibilities"),
    ("R-081", "GK-EXE-004", "error", DECISION, "supervision"),
    ("R-082", "GK-EXE-005", "error", DECISION, "progress"),
    ("R-083", "GK-EXE-006", "warning", DECISION, "effects"),
    ("R-084", "GK-EXE-007", "warning", DECISION, "follow_up"),
    ("R-086", "GK-MGT-002", "error", PENALTY, "duties"),
    ("R-087", "GK-MGT-003", "error", PENALTY, "basis"),
    ("R-088", "GK-MGT-004", "error", PENALTY, "discretion"),
    ("R-088", "GK-MGT-004", "warning", COMPULSION, "discretion"),
    ("R-089", "GK-MGT-005", "error", PENALTY, "procedure"),
    ("R-090", "GK-MGT-006", "error", PENALTY, "result"),
    ("R-091", "GK-MGT-007", "error", PENALTY, "remedy"),
    ("R-063", "GK-SVC-003", "warning", SERVICE, "guide"),
    ("R-098", "GK-SVC-007", "warning", SERVICE, "handling_process"),
    ("R-098", "GK-SVC-007", "warning", SERVICE, "handling_result"),
    ("R-063", "GK-MGT-005", "error", PENALTY, "procedure"),
    ("R-063", "GK-SVC-007", "warning", SERVICE, "handling_result"),
]

TERMS: list[tuple[str, str, str, dict[str, Any], date | None]] = [
    # requirement, rule, entry, time limit, day
    ("R-074", "GK-DEC-002", f"{DECISION}-pre_decision",
     {"text": "公示15日", "kind": "notice_period", "quantity": 15, "unit": "calendar_day"}, date(2019, 10, 8)),
    ("R-077", "GK-DEC-005", f"{DECISION}-interpretation",
     {"text": "文件公开之日起5个工作日内", **WITHIN, "trigger": "event", "quantity": 5}, None),
    ("R-082", "GK-EXE-005", f"{DECISION}-progress", {"text": "定期公开", "kind": "periodic"}, None),
    ("R-090", "GK-MGT-006", f"{PENALTY}-result",
     {"text": "决定作出之日起10个工作日内", **WITHIN, "trigger": "decided", "quantity": 10}, None),
    ("R-090", "GK-MGT-006", f"{COMPULSION}-result",
     {"text": "决定作出之日起25个工作日内", **WITHIN, "trigger": "decided", "quantity": 25}, date(2019, 1, 8)),
    ("R-093", "GK-MGT-009", f"{INSPECTION}-random_inspection",
     {"text": "检查结束之日起30个工作日内", **WITHIN, "trigger": "event", "quantity": 30}, None),
    ("R-098", "GK-SVC-007", f"{SERVICE}-handling_result", VAGUE[0], None),
]
# fmt: on


class TestOneFault:
    """Issue of the standard as a whole: exactly that fault, at the right place, and nothing else."""

    @pytest.mark.parametrize(("requirement", "rule", "severity", "at", "edits"), EDITS)
    def test_in_a_member(self, requirement: str, rule: str, severity: str, at: str, edits: dict[str, Any]) -> None:
        """One member is missing or says something wrong."""

        def change(tree: Tree) -> None:
            for place, value in edits.items():
                edit(tree, place, copy.deepcopy(value) if value is not GONE else GONE)
            if f"{ENTRY}/content" in edits or f"{ENTRY}/id" in edits:
                own = WHOLE["catalogues"][0]["entries"][0]["id"]
                tree["publications"] = [p for p in tree["publications"] if p["entry_id"] != own]

        report = report_on(change)
        assert [(f.rule, f.severity.value, f.at) for f in report.findings] == [(rule, severity, at)]
        assert requirement in report.findings[0].requirements
        assert report.conformance[requirement].state == "violated"

    @pytest.mark.parametrize(("requirement", "rule", "severity", "item", "stage"), STAGES)
    def test_in_the_stages(self, requirement: str, rule: str, severity: str, item: str, stage: str) -> None:
        """One stage of one item is missing."""
        (finding,) = report_on(
            lambda tree: without(tree, lambda e: e["item_id"] == item and e["stage"] == stage)
        ).findings
        assert (finding.rule, finding.severity.value) == (rule, severity)
        assert requirement in finding.requirements
        assert finding.at.startswith("/catalogues/0/entries/")
        assert finding.params["stage"] == stage

    @pytest.mark.parametrize(("requirement", "rule", "entry", "limit", "on"), TERMS)
    def test_in_a_time_limit(
        self, requirement: str, rule: str, entry: str, limit: dict[str, Any], on: date | None
    ) -> None:
        """A term that the rule on the stage does not allow, beside what the day itself brings."""
        at = f"{place_of(entry)}/time_limits/0"
        report = report_on(lambda tree: edit(tree, f"{place_of(entry)}/time_limits", [limit]), on)
        assert (rule, at) in found(report)
        assert {f.rule for f in report.findings} - {rule} <= ({"GK-DYN-002"} if on else set())
        assert report.conformance[requirement].state == "violated"

    def test_an_item_without_its_guide(self) -> None:
        """The website, the elements and the online link are missing with it, and that is said once."""

        def change(tree: Tree) -> None:
            tree["guides"] = [guide for guide in tree["guides"] if guide["item_id"] != SERVICE]

        (finding,) = report_on(change).findings
        assert (finding.rule, finding.at) == ("GK-SVC-003", PAYMENT)
        assert finding.requirements == ("R-094", "R-095", "R-096", "R-100")

    def test_a_promise_longer_than_the_law_is_one_on_each_platform(self) -> None:
        """Two guides make it; they agree with each other."""

        def change(tree: Tree) -> None:
            for i in (0, 1):
                edit(tree, f"/guides/{i}/promised_days", 30)

        made = report_on(change)
        assert found(made) == [("GK-SVC-002", f"/guides/{i}/promised_days") for i in (0, 1)]

    def test_an_item_without_its_management(self) -> None:
        """The six elements are missing with it, and that is said once."""
        (finding,) = report_on(
            lambda tree: without(tree, lambda e: e["item_id"] == PERMIT and e["disclosure"] == "management")
        ).findings
        assert (finding.rule, finding.at) == ("GK-MGT-001", ENTRY)

    def test_no_random_inspection_anywhere(self) -> None:
        """Of all inspections, the first is named."""
        (finding,) = report_on(lambda tree: without(tree, lambda e: e["stage"] == "random_inspection")).findings
        assert (finding.rule, finding.at) == ("GK-MGT-009", "/item_lists/0/items/6")

    def test_a_department_without_supervision_information(self) -> None:
        """Of the department's inspections, the first is named."""
        (finding,) = report_on(
            lambda tree: without(tree, lambda e: e["id"] == f"{INSPECTION}-supervision_info")
        ).findings
        assert (finding.rule, finding.at) == ("GK-MGT-008", "/item_lists/0/items/6")


COMPLETENESS = (
    "R-002", "R-005", "R-008", "R-009", "R-035", "R-038", "R-041", "R-045", "R-056", "R-061",
    *(f"R-{n:03}" for n in (*range(74, 95), 98, 101, 102)),
)  # fmt: skip
"""What only a compendium that calls itself complete can be held to."""


class TestCompleteness:
    """Whether anything is missing can only be told of what declares itself to be complete."""

    def test_is_not_checked_without_the_declaration(self) -> None:
        """Nothing is said of it, neither good nor bad."""
        report = report_on(lambda tree: edit(tree, "/complete", GONE))
        states = {name: (report.conformance[name].state, report.conformance[name].why) for name in COMPLETENESS}
        assert states == dict.fromkeys(COMPLETENESS, ("not_checked", "needs a complete compendium"))
        assert not report.findings

    @pytest.mark.parametrize(("requirement", "rule", "severity", "item", "stage"), STAGES)
    def test_a_missing_stage_is_no_fault_then(
        self, requirement: str, rule: str, severity: str, item: str, stage: str
    ) -> None:
        """The rest may follow."""

        def change(tree: Tree) -> None:
            edit(tree, "/complete", False)
            without(tree, lambda e: e["item_id"] == item and e["stage"] == stage)

        report = report_on(change)
        assert rule not in {f.rule for f in report.findings}

    def test_every_other_requirement_is_met_all_the_same(self) -> None:
        """What can be told without the declaration is told."""
        report = report_on(lambda tree: edit(tree, "/complete", False))
        decidable = {r.id for r in requirements().values() if r.automation != "attest"}
        unchecked = {name for name, state in report.conformance.items() if state.state == "not_checked"}
        assert unchecked & decidable == {*COMPLETENESS, "R-109"}
