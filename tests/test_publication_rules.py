"""公开记录: what the records of publication show, and what they leave open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from gongkai_standard import check
from gongkai_standard.calendar import Calendar, statutory_calendar
from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.structure import structure
from gongkai_standard.compendium import Compendium
from gongkai_standard.profiles import profile
from gongkai_standard.publication import Publication
from gongkai_standard.rules.display import channel_of, is_promised
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.lateness import due_of, working_days_late
from gongkai_standard.rules.publication import root_of
from gongkai_standard.rules.report import Finding, Report
from gongkai_standard.testing.strategies import compendia
from gongkai_standard.time_limit import TimeLimit

WITHIN_20 = {
    "text": "20个工作日内",
    "kind": "within",
    "trigger": "formed_or_changed",
    "quantity": 20,
    "unit": "working_day",
}
PAGE = "https://www.qinghe.gov.cn/zwgk/1.html"


def compendium(*publications: dict[str, Any], entry: dict[str, Any] | None = None, **members: Any) -> Compendium:
    """One entry `e1` with the element 流程 and a limit of 20 working days, and these records."""
    row = {"id": "e1", "level_two": "养老机构备案", "content": ["流程"], "time_limits": [WITHIN_20], **(entry or {})}
    tree = {"kind": "compendium", "catalogues": [{"kind": "catalogue", "entries": [row]}], **members}
    found = structure({"gongkai": "1.0", **tree, "publications": list(publications)})
    assert isinstance(found, Compendium)
    return found


def record(**members: Any) -> dict[str, Any]:
    """A record of the website on the element of `compendium`."""
    return {"id": "p1", "entry_id": "e1", "element": "流程", "channel": "government_website", "url": PAGE, **members}


def only(report: Report, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = (finding for finding in report.findings if finding.rule == rule)
    return found


def index_of(document: Compendium) -> Index:
    return Index(document, profile("henan-2017"), calendar=statutory_calendar)


class TestInTime:
    """一(二)1 及时公开: a record against the time limit of its entry."""

    def test_counts_working_days(self) -> None:
        """20 working days from 1 March 2018 end on the 29th; 12 April is nine later, since 8 April was worked."""
        finding = only(check(compendium(record(formed_on="2018-03-01", published_on="2018-04-12"))), "GK-TIM-001")
        assert finding.params["due"] == "2018-03-29"
        assert finding.params["n"] == 9
        assert finding.message.startswith("“养老机构备案”超过规定时限9个工作日")

    def test_the_calendar_is_the_callers_when_there_is_one(self) -> None:
        """With every day of the span a working day off but one, the due date moves."""
        off = {date(2018, 3, day) for day in range(2, 30)}
        own = Calendar(name="own", first=date(2018, 3, 1), last=date(2018, 12, 31), holidays=off, working_weekends=())
        late = compendium(record(formed_on="2018-03-01", published_on="2018-04-12"))
        assert "GK-TIM-001" not in check(late, calendar=own).summary.by_rule
        assert check(late, calendar=own).tree()["calendar"] == "own"
        assert "calendar" not in check(late).tree()

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            ({"published_on": "2018-04-12"}, "needs publications that say when the information was formed"),
            ({"formed_on": "2018-04-12"}, "needs a date (as_of or the edition's effective or issued date)"),
            (
                {"formed_on": "1998-04-12", "published_on": "1998-12-12"},
                "the calendar has no data for the dates in question",
            ),
        ],
    )
    def test_what_cannot_be_told_is_not_checked(self, members: dict[str, str], why: str) -> None:
        """Neither a finding nor a requirement that is met."""
        report = check(compendium(record(**members)))
        assert "GK-TIM-001" not in report.summary.by_rule
        assert (report.conformance["R-011"].state, report.conformance["R-011"].why) == ("not_checked", why)

    def test_in_time_is_met_as_far_as_the_data_show(self) -> None:
        """The requirement is decided in part only."""
        state = check(compendium(record(formed_on="2018-04-12", published_on="2018-04-13"))).conformance["R-011"]
        assert (state.state, state.why) == ("met", "as far as the data show; the rest needs evidence")

    def test_a_late_inspection_result_breaks_the_rule_on_inspections_too(self) -> None:
        """Where it is later than the 20 working days of the law as well as than its entry."""
        entry = {"stage": "random_inspection", "disclosure": "management"}
        late = compendium(record(formed_on="2019-03-01", published_on="2019-06-03"), entry=entry)
        assert only(check(late), "GK-TIM-001").requirements == ("R-011", "R-093")
        ten = {**entry, "time_limits": [{**WITHIN_20, "quantity": 10}]}
        late = compendium(record(formed_on="2019-03-01", published_on="2019-03-20"), entry=ten)
        assert only(check(late), "GK-TIM-001").requirements == ("R-011",)
        named = [{"kind": "within", "trigger": "fixed_date", "date": "2019-01-31"}]
        late = compendium(record(published_on="2019-03-20"), entry={**entry, "time_limits": named})
        assert only(check(late), "GK-TIM-001").requirements == ("R-011",)

    def test_of_several_limits_the_longest_that_binds_counts(self) -> None:
        """The one for the element, else those for none in particular, else all."""
        seven = TimeLimit(kind="within", quantity=7, unit="working_day", applies_to="许可结果")
        ten, twenty = (TimeLimit(kind="within", quantity=n, unit="working_day") for n in (10, 20))
        event = Publication(formed_on=date(2018, 3, 1), element="结果")
        calendar = statutory_calendar()
        for limits, due in (
            ((seven, twenty), date(2018, 3, 12)),
            ((ten, twenty), date(2018, 3, 29)),
            ((TimeLimit(kind="long_term"), ten), date(2018, 3, 15)),
        ):
            assert due_of(Entry(time_limits=limits), event, calendar).on == due
        other = Publication(formed_on=date(2018, 3, 1), element="流程")
        assert due_of(Entry(time_limits=(seven,)), other, calendar).on == date(2018, 3, 12)
        assert due_of(Entry(), event, calendar).why_not == "unspecified"

    def test_a_day_off_counts_as_the_working_day_after_it(self) -> None:
        """Due on Friday and there on Saturday is one working day late, as on Monday."""
        friday, calendar = date(2018, 6, 8), statutory_calendar()
        assert [working_days_late(friday, date(2018, 6, day), calendar) for day in (9, 10, 11, 12)] == [1, 1, 1, 2]


class TestDisplay:
    """三(四) 标准目录中涉及的所有内容,要全部通过试点单位网站……展示."""

    @given(compendia(max_size=3))
    def test_every_promised_element_is_in_one_place(self, document: Compendium) -> None:
        """Shown, without its address, still to come or absent."""
        for display in index_of(document).displays:
            parts = (display.shown, display.unplaced, display.awaited, display.absent)
            assert sorted(i for part in parts for i in part) == list(display.promised)
            assert is_promised(display.entry)

    def test_of_elements_and_records(self) -> None:
        """One of each, and a record of the whole entry for what no other names."""
        content = ["a", "b", "c", "d", "待定"]
        records = (
            record(element="a"),
            record(element="b", url=None, published_on="2018-05-01"),
            record(element="c", url=None),
        )
        (display,) = index_of(compendium(*records, entry={"content": content})).displays
        assert (display.shown, display.unplaced, display.awaited, display.absent) == (
            [0],
            {1: "/publications/1"},
            [2],
            [3],
        )
        (display,) = index_of(compendium(*records, record(element=None), entry={"content": content})).displays
        assert (display.shown, display.absent, display.taken_whole) == ([0, 3], [], True)

    def test_an_entry_that_is_nowhere_to_be_seen_lacks_a_facet_too(self) -> None:
        """看得到 is the first of the five facets; one element that can be seen is enough for it."""
        other = {"channel": "notice_board", "url": None}
        assert only(check(compendium(record(**other))), "GK-WEB-007").requirements == ("R-109", "R-012")
        two = compendium(record(), record(**other, element="材料"), entry={"content": ["流程", "材料"]})
        assert only(check(two), "GK-WEB-007").requirements == ("R-109",)

    @pytest.mark.parametrize(
        ("document", "why"),
        [
            (compendium(record()), "needs a complete compendium"),
            (compendium(record(), entry={"id": None}), "needs entries with ids"),
            (compendium(record(element=None)), "needs records of each element, once it is published"),
            (compendium(record(url=None)), "needs records of each element, once it is published"),
            (compendium(), "needs publications"),
        ],
    )
    def test_what_is_not_told_is_not_checked(self, document: Compendium, why: str) -> None:
        """Silence proves nothing where records say less than they should."""
        assert check(document).conformance["R-109"].why == why

    def test_a_complete_display_is_met(self) -> None:
        """Every element has its page."""
        report = check(compendium(record(), complete=True))
        assert {report.conformance[name].state for name in ("R-109", "R-110")} == {"met"}

    def test_a_website_without_addresses_is_not_known_to_be_one_place(self) -> None:
        """GK-WEB-008 compares addresses."""
        state = check(compendium(record(url=None))).conformance["R-110"]
        assert (state.state, state.why) == ("not_checked", "needs addresses of what is published on the website")

    @pytest.mark.parametrize(
        ("url", "root"),
        [
            (PAGE, "qinghe.gov.cn/zwgk"),
            ("www.qinghe.gov.cn/zwgk/", "qinghe.gov.cn/zwgk"),
            ("http://QINGHE.gov.cn:8080/zwgk", "qinghe.gov.cn/zwgk"),
            ("https://qinghe.gov.cn/index.html?id=1", "qinghe.gov.cn"),
            ("https://qinghe.gov.cn", "qinghe.gov.cn"),
            ("https://user@qinghe.gov.cn/zwgk/1", None),
            ("见门户网站", None),
            ("https://[::1/zwgk", None),
            ("", None),
        ],
    )
    def test_the_root_of_an_address(self, url: str, root: str | None) -> None:
        """Host and first step of the path."""
        assert root_of(url) == root

    def test_a_channel_by_its_label(self) -> None:
        """A code, a label of the list, or another text as it stands."""
        assert [channel_of(Publication(channel=c)) for c in ("weibo_wechat_app", "政府网站", "某平台", None)] == [
            "weibo_wechat_app",
            "government_website",
            "某平台",
            None,
        ]


class TestInterpretation:
    """一(三) 发布、解读、回应三位一体, 三(三) 政策文件及其解读材料公开."""

    def test_a_document_without_interpretation_breaks_both(self) -> None:
        """The general clause and the one on decisions."""
        document = compendium({"id": "p1", "title": "办法", "document_kind": "policy"})
        assert only(check(document), "GK-DEC-001").requirements == ("R-037", "R-077")

    def test_a_missing_stage_breaks_both(self) -> None:
        """Reported once, at the entry."""
        entry = {"disclosure": "decision", "stage": "policy_document", "item_id": "1"}
        records = record(document_kind="policy")
        report = check(compendium(records, entry=entry, complete=True))
        assert only(report, "GK-DEC-005").requirements == ("R-077", "R-063", "R-037")
        assert "GK-DEC-001" not in report.summary.by_rule

    @pytest.mark.parametrize(
        ("term", "violated"),
        [
            ("政策文件公布之日起3个工作日内", ("R-077", "R-011")),
            ("政策文件公布之日起30个工作日内", ("R-077",)),
            ("信息形成之日起20个工作日内", ("R-077",)),
        ],
    )
    def test_a_late_interpretation_is_one_finding(self, term: str, violated: tuple[str, ...]) -> None:
        """It is late by the rules on interpretation, and by the entry's own term where that has passed too."""
        entry = {"disclosure": "decision", "stage": "interpretation", "time_limits": [{"text": term}]}
        records = (
            {"id": "p0", "title": "办法", "document_kind": "policy", "published_on": "2018-05-04"},
            record(interprets="p0", formed_on="2018-05-04", published_on="2018-05-21"),
        )
        report = check(compendium(*records, entry=entry))
        late = [f for f in report.findings if f.at == "/publications/1/published_on"]
        assert [(f.rule, f.requirements) for f in late] == [("GK-DEC-005", violated)]

    def test_what_nothing_links_is_not_checked(self) -> None:
        """A record of which only the stage says that it is a policy document, and no interpretation at all."""
        entry = {"disclosure": "decision", "stage": "policy_document", "item_id": "1"}
        state = check(compendium(record(), entry=entry)).conformance["R-037"]
        assert (state.state, state.why) == (
            "not_checked",
            "needs interpretations that name the publication that they interpret",
        )

    @pytest.mark.parametrize(
        ("published", "interpreted", "why"),
        [
            (None, "2018-05-20", "needs publications that say when the information was formed"),
            ("1998-05-04", "1998-05-20", "the calendar has no data for the dates in question"),
        ],
    )
    def test_days_that_are_not_known(self, published: str | None, interpreted: str, why: str) -> None:
        """Nothing is counted and nothing is met."""
        document = compendium(
            {"id": "p1", "title": "办法", "document_kind": "policy", "published_on": published},
            {"id": "p2", "interprets": "p1", "published_on": interpreted},
        )
        assert check(document).conformance["R-077"].why == why

    def test_a_document_is_named_as_well_as_its_records_allow(self) -> None:
        """Title, else number, else element, else id."""
        for members, name in (
            ({"title": "办法", "document_number": "1号"}, "办法"),
            ({"document_number": "1号"}, "1号"),
            ({"element": "文件"}, "文件"),
            ({"id": "p1"}, "p1"),
            ({}, "/publications/0"),
        ):
            finding = only(check(compendium({"document_kind": "policy", **members})), "GK-DEC-001")
            assert finding.params["doc"] == name

    def test_a_question_names_what_it_is_about(self) -> None:
        """The publication's title where a record has that id, else the id itself."""
        records = ({"title": "通知"}, {"id": "p1", "title": "办法"})
        for about, doc in (("p1", "办法"), ("p2", "p2"), (None, "")):
            document = compendium(*records, questions=[{"publication_id": about, "text": "何时"}])
            assert only(check(document), "GK-DEC-001").params["doc"] == doc

    def test_questions_alone_leave_the_documents_open(self) -> None:
        """What was published is not known."""
        document = compendium(questions=[{"text": "何时", "answered_on": "2018-05-01"}])
        assert check(document).conformance["R-037"].why == "needs publications"
        assert check(compendium()).conformance["R-037"].why == "needs publications or questions"


PROGRESS = {
    "disclosure": "execution",
    "stage": "progress",
    "time_limits": [{"kind": "periodic", "quantity": 1, "unit": "quarter"}],
}


class TestPeriods:
    """三(三) 定期公开工作进展."""

    def test_no_report_at_all_shows_no_period(self) -> None:
        """The period is stated and nobody knows whether it is kept."""
        document = compendium({"id": "p1", "title": "通知"}, entry=PROGRESS, complete=True)
        assert check(document).conformance["R-082"].why == "needs publications"

    def test_a_report_without_its_day_is_none(self) -> None:
        """Only days can be compared."""
        records = (record(published_on="2018-01-05"), record(), record(published_on="2018-04-04"))
        report = check(compendium(*records, entry=PROGRESS, complete=True))
        assert report.conformance["R-082"].state == "met"

    def test_the_calendar_has_to_reach(self) -> None:
        """A quarter that ends on a day off ends later; which days those are has to be known."""
        records = (record(published_on="1998-01-05"), record(published_on="1998-12-05"))
        report = check(compendium(*records, entry=PROGRESS, complete=True))
        assert report.conformance["R-082"].why == "the calendar has no data for the dates in question"


class TestFacets:
    """一(二)1 看得到、听得懂、易获取、能监督、好参与: a facet is missed by the rule that knows it best."""

    def test_nobody_to_turn_to(self) -> None:
        """能监督, 好参与: GK-PRN-011."""
        report = check(compendium(record(), contacts=[{"role": "lead", "post": "县长"}]))
        assert [f.requirements for f in report.findings if f.rule == "GK-PRN-011"] == [("R-023", "R-012")] * 2

    def test_nothing_to_look_up(self) -> None:
        """易获取: GK-CHN-004."""
        entry = {"channels": [{"code": "targeted_push"}, {"code": "government_website", "obligation": "not_chosen"}]}
        finding = only(check(compendium(entry={**entry, "mode": ["on_request"]})), "GK-CHN-004")
        assert finding.requirements == ("R-029", "R-012")


class TestWebsiteFirst:
    """三(四) 政府网站信息公开第一平台作用."""

    def test_a_compendium_has_to_show_when(self) -> None:
        """A table shows where something is to be published; a compendium records when it was."""
        channels = {"channels": [{"code": "government_website"}]}
        table = structure({"kind": "catalogue", "entries": [channels]})
        assert check(table).conformance["R-103"].state == "met"
        assert check(compendium(entry=channels)).conformance["R-103"].why == "needs publications"
        assert check(compendium(record(), entry=channels)).conformance["R-103"].state == "met"
