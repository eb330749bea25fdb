"""One fault in the records of a conforming compendium is one finding, at its place, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.portal import Site, Topic
from gongkai_standard.rules.portal import host, is_government_host
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Report
from gongkai_standard.rules.review import reviewer
from gongkai_standard.testing.pilot import compendium

WHOLE = compendium(8)
TOPIC = WHOLE.topic or Topic()
EDITION = WHOLE.edition or Edition()


def found(report: Report) -> list[tuple[str, str, str]]:
    """(rule, severity, place) of every finding."""
    return [(f.rule, f.severity.value, f.at) for f in report.findings]


def without(role: str) -> dict[str, Any]:
    """No contact of a role."""
    return {"contacts": tuple(contact for contact in WHOLE.contacts if contact.role != role)}


def changed(member: str, number: int, **changes: Any) -> dict[str, Any]:
    """One record with other values."""
    held = getattr(WHOLE, member)
    return {member: (*held[:number], evolve(held[number], **changes), *held[number + 1 :])}


@pytest.mark.parametrize(
    ("change", "rule", "severity", "at", "requirement"),
    [
        (without("complaint"), "GK-PRN-011", "warning", "/contacts", "R-023"),
        (without("lead"), "GK-ORG-007", "warning", "/contacts", "R-127"),
        (changed("contacts", 1, post=None), "GK-ORG-007", "warning", "/contacts/1/post", "R-127"),
        (without("contact"), "GK-ORG-008", "warning", "/contacts", "R-128"),
        ({"reading_places": ()}, "GK-CHN-010", "warning", "/reading_places", "R-117"),
        (changed("reading_places", 0, hours=None), "GK-CHN-010", "warning", "/reading_places/0/hours", "R-117"),
        ({"plan": ()}, "GK-DOC-003", "info", "/plan", "R-031"),
        (changed("plan", 0, due=None, completed=None), "GK-DOC-003", "info", "/plan/0/due", "R-031"),
        ({"adjustments": ()}, "GK-DYN-001", "error", "/adjustments", "R-071"),
        (changed("adjustments", 0, to="2016.1"), "GK-DYN-001", "error", "/adjustments", "R-071"),
        ({"adjustment_mechanism": None}, "GK-DYN-001", "warning", "/adjustment_mechanism", "R-071"),
        ({"reviews": WHOLE.reviews[1:]}, "GK-ORG-003", "warning", "/reviews", "R-123"),
        (changed("reviews", 2, outcome="rejected"), "GK-ORG-003", "warning", "/reviews/2/outcome", "R-123"),
        (changed("reviews", 2, subjects=("items", "lists")), "GK-ORG-004", "info", "/reviews/2/subjects", "R-124"),
        ({"downloads": ()}, "GK-WEB-006", "info", "/downloads", "R-108"),
        ({"downloads": (), "site": None}, "GK-WEB-006", "info", "/downloads", "R-012"),
        ({"topic": None}, "GK-XCH-001", "error", "/topic", "R-130"),
        ({"topic": evolve(TOPIC, url="待定")}, "GK-XCH-001", "error", "/topic/url", "R-130"),
        ({"topic": evolve(TOPIC, linked_from_home=False)}, "GK-XCH-001", "warning",
         "/topic/linked_from_home", "R-130"),
        ({"topic": evolve(TOPIC, progress=())}, "GK-XCH-003", "warning", "/topic/progress", "R-132"),
        ({"topic": evolve(TOPIC, feedback_url=None)}, "GK-XCH-003", "warning", "/topic/feedback_url", "R-132"),
        (changed("attestations", 0, requirement="R-152"), "GK-WEB-010", "error", "/attestations/0/requirement",
         "R-112"),
    ],
)  # fmt: skip
def test_one_fault_is_one_finding(change: dict[str, Any], rule: str, severity: str, at: str, requirement: str) -> None:
    """And its requirement is violated."""
    report = check(evolve(WHOLE, **change))
    assert found(report) == [(rule, severity, at)]
    assert requirement in report.findings[0].requirements
    assert report.conformance[requirement].state == "violated"


def test_a_conforming_compendium_has_none() -> None:
    """Not even a remark."""
    assert found(check(WHOLE)) == []


def test_a_site_elsewhere_is_told() -> None:
    """三(四): government websites stand under .gov.cn."""
    moved = evolve(WHOLE, site=Site(url="http://www.tangyin.com"))
    assert ("GK-WEB-002", "warning", "/site/url") in found(check(moved))


def test_tables_alone_are_not_reproached_with_what_they_have_no_place_for() -> None:
    """Files that were put together: every requirement on records says what it needs."""
    tables = Compendium(
        publisher=WHOLE.publisher,
        edition=evolve(EDITION, previous=None),
        item_lists=WHOLE.item_lists,
        source_lists=WHOLE.source_lists,
        catalogues=WHOLE.catalogues,
    )
    report = check(tables)
    on_records = {"R-023", "R-031", "R-071", "R-104", "R-108", "R-117", "R-123", "R-124", "R-127", "R-128", "R-130"}
    assert {report.conformance[name].state for name in on_records} == {"not_checked"}
    assert not {f.rule for f in report.findings} & {rule for rule in RULES if RULES[rule].requirements[0] in on_records}


class TestCurrency:
    """三(二) 实时进行动态调整: the catalogue follows its lists and laws."""

    @staticmethod
    def _behind(as_of: date | None, **changes: Any) -> list[Any]:
        report = check(evolve(WHOLE, **changes), as_of=as_of)
        return [finding for finding in report.findings if finding.rule == "GK-DYN-002"]

    def test_days_run_from_the_new_list_to_the_day_judged_by(self) -> None:
        """As many as have passed."""
        newer = changed("source_lists", 0, version=date(2018, 9, 1))
        (finding,) = self._behind(date(2018, 10, 1), **newer)
        assert (finding.at, finding.params["n"]) == ("/source_lists/0/version", 30)
        assert "30" in finding.message

    def test_a_list_of_the_catalogue_s_own_day_is_not_newer_than_it(self) -> None:
        """The day after is; that all items still cite the older list is said either way, and once."""
        day = EDITION.issued
        assert day is not None
        (same,) = self._behind(None, **changed("source_lists", 0, version=day))
        (later,) = self._behind(None, **changed("source_lists", 0, version=day + timedelta(days=1)))
        assert same.at == later.at == "/source_lists/0/version"
        assert (same.params["variant"], later.params["variant"]) == ("older_everywhere", "source_list")

    def test_a_law_that_was_replaced_is_told_once(self) -> None:
        """From the day on which the new text is in force, at the first entry that cites the old one."""
        assert self._behind(date(2019, 5, 14)) == []
        (finding,) = self._behind(date(2019, 5, 25))
        assert (finding.at, finding.params["n"]) == ("/catalogues/0/entries/0/basis/0", 10)


@pytest.mark.parametrize(
    ("department", "code"),
    [
        ("civil_affairs", "civil_affairs"),
        ("民政厅", "civil_affairs"),
        ("河南省民政厅", "civil_affairs"),
        ("省民政厅养老服务处", "civil_affairs"),
        ("河南省卫生健康委员会", "health"),
        ("河南省农业农村厅", "agriculture"),
        ("洛阳市民政局", None),
        ("洛阳市卫生健康委", None),
        ("", None),
        (None, None),
    ],
)
def test_departments_are_known_by_code_and_name(department: str | None, code: str | None) -> None:
    """Of the province alone, under its names of 2017 and of later years."""
    assert reviewer(department) == code


@pytest.mark.parametrize(
    ("url", "named", "is_government"),
    [
        ("http://www.tangyin.gov.cn/a?b=c", "www.tangyin.gov.cn", True),
        ("HTTPS://WWW.TANGYIN.GOV.CN.:443/", "www.tangyin.gov.cn", True),
        ("tangyin.gov.cn/zwgk", "tangyin.gov.cn", True),
        (" //tangyin.gov.cn ", "tangyin.gov.cn", True),
        ("tangyin.gov.cn?next=http://a.com", "tangyin.gov.cn", True),
        ("http://gov.cn.evil.com", "gov.cn.evil.com", False),
        ("http://tangyin.gov.cn@evil.com/", "evil.com", False),
        ("http://evilgov.cn", "evilgov.cn", False),
        ("http://[::1", None, False),
        ("http://", None, False),
        ("http://.", None, False),
    ],
)
def test_hosts(url: str, named: str | None, is_government: bool) -> None:
    """Whatever stands around it, the host is what a browser would go to."""
    assert host(url) == named
    assert is_government_host(host(url)) is is_government
