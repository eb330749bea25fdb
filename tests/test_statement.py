"""符合性声明: what people attest, and how much of the notice a check looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.attestation import Attestation, Consultation, Evaluation, Exchange
from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium
from gongkai_standard.organisation import PlanRow
from gongkai_standard.portal import Site
from gongkai_standard.publisher import Publisher
from gongkai_standard.requirements import requirements
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.policy import Policy, Regrade
from gongkai_standard.rules.statement import State
from samples import CATALOGUE, COMPENDIUM, EDITION, ITEM_LIST

DAY = date(2018, 5, 20)
ATTEST = [name for name, each in requirements().items() if each.automation == "attest"]
STATED = Attestation(
    requirement="R-006",
    statement="结合实际探索了三项做法",
    date=DAY,
    author="区政府办公室",
    evidence=({"url": "http://www.luolong.gov.cn/1.html"},),
)


def state(requirement: str, *, as_of: date | None = None, **members: Any) -> State:
    """Where a requirement stands in a compendium of these members alone."""
    return check(Compendium(**members), as_of=as_of).conformance[requirement]


class TestAttestations:
    """佐证: what no software can decide is attested by a statement with date, author and evidence."""

    @pytest.mark.parametrize("requirement", ATTEST)
    def test_a_complete_statement_attests(self, requirement: str) -> None:
        """Each of the 42; the state says who stated it and when, and never that it is met."""
        found = state(requirement, attestations=(evolve(STATED, requirement=requirement),))
        assert found.state == "attested"
        assert found.why == "stated on 2018-05-20, with evidence, by 区政府办公室"
        assert found.why_zh == "区政府办公室于2018-05-20作出声明并附佐证"

    @pytest.mark.parametrize("requirement", ATTEST)
    def test_without_one_it_is_to_attest(self, requirement: str) -> None:
        """A statement on another requirement says nothing of this one."""
        other = next(name for name in ATTEST if name != requirement)
        assert state(requirement, attestations=(evolve(STATED, requirement=other),)).state == "to_attest"

    def test_an_address_alone_is_evidence(self) -> None:
        """An object with its url, or the address itself."""
        attested = evolve(STATED, evidence=("档案2018-12号第3页", "http://www.luolong.gov.cn/1.html"))
        assert state("R-006", attestations=(attested,)).state == "attested"

    @pytest.mark.parametrize(
        ("changes", "lacking"),
        [
            ({"statement": None}, "statement"),
            ({"statement": "待补充"}, "statement"),
            ({"date": None}, "date"),
            ({"author": " "}, "author"),
            ({"evidence": ()}, "evidence"),
            ({"evidence": ({"title": "总结"}, {"url": ""}, 5)}, "evidence"),
            ({"date": None, "author": None}, "date, author"),
        ],
    )
    def test_an_incomplete_statement_says_what_it_lacks(self, changes: dict[str, Any], lacking: str) -> None:
        """And attests nothing."""
        found = state("R-006", attestations=(evolve(STATED, **changes),))
        assert (found.state, found.why) == ("to_attest", f"the attestation lacks: {lacking}")
        assert found.why_zh

    def test_one_complete_statement_is_enough(self) -> None:
        """Whichever comes first."""
        both = (evolve(STATED, date=None), STATED)
        assert state("R-006", attestations=both).state == "attested"
        assert state("R-006", attestations=both[::-1]).state == "attested"

    def test_a_statement_of_tomorrow_attests_nothing_today(self) -> None:
        """Judged by the day that is asked for; where nobody asks for one it stands, however old the edition."""
        assert state("R-006", attestations=(STATED,), as_of=date(2018, 5, 19)).state == "to_attest"
        assert state("R-006", attestations=(STATED,), edition=evolve(EDITION, effective=None)).state == "attested"
        assert state("R-006", attestations=(STATED,), as_of=DAY).state == "attested"

    def test_another_text_does_not_ask_for_it(self) -> None:
        """What the notice alone demands is not open under a national text."""
        found = check(Compendium(attestations=(STATED,)), profile="national-2019").conformance["R-006"]
        assert found.state == "not_applicable"

    def test_what_software_can_decide_is_not_decided_by_statements(self) -> None:
        """A statement lifts neither what is violated nor what was not checked."""
        claims = tuple(evolve(STATED, requirement=name) for name in requirements() if name not in ATTEST)
        without, stated = check(COMPENDIUM), check(evolve(COMPENDIUM, attestations=claims))
        states = {name: each.state for name, each in stated.conformance.items()}
        assert states == {name: each.state for name, each in without.conformance.items()}

    def test_what_data_show_in_part_stays_met_in_part(self) -> None:
        """R-029: with a statement on the rest the reason says so."""
        stated = evolve(COMPENDIUM, attestations=(evolve(STATED, requirement="R-029"),))
        assert check(COMPENDIUM).conformance["R-029"].why == "as far as the data show; the rest needs evidence"
        found = check(stated).conformance["R-029"]
        assert (found.state, found.why) == ("met", "as far as the data show; the rest is attested")


CONSULTED = Consultation(version="2018.1", method="online", date=date(2018, 4, 1), opinions=12, adopted=5)
TRAINED = Exchange(activity="training", title="业务培训", date=date(2018, 3, 1), organiser="河南省人民政府办公厅")
JUDGED = Evaluation(outcome="commended", title="试点工作通报", date=date(2018, 9, 1), evaluator="省政府办公厅")


class TestRecords:
    """Where the evidence of a requirement is a record, the record attests it."""

    @pytest.mark.parametrize(
        ("requirement", "members"),
        [
            ("R-007", {"item_lists": (ITEM_LIST,), "consultations": (CONSULTED,)}),
            ("R-024", {"edition": EDITION, "item_lists": (evolve(ITEM_LIST, edition=None),),
                       "consultations": (CONSULTED,)}),
            ("R-107", {"site": Site(url="http://www.luolong.gov.cn", search_url="http://www.luolong.gov.cn/s")}),
            ("R-126", {"exchanges": (evolve(TRAINED, organiser="河南省质量技术监督局"),)}),
            ("R-133", {"exchanges": (TRAINED,)}),
            ("R-134", {"exchanges": (evolve(TRAINED, activity="观摩考察", organiser="汤阴县"),)}),
            ("R-137", {"evaluations": (JUDGED,)}),
            ("R-138", {"evaluations": (evolve(JUDGED, outcome="bonus"),), "publisher": Publisher(name="汤阴县")}),
            ("R-139", {"evaluations": (evolve(JUDGED, outcome="criticised"),)}),
            ("R-140", {"evaluations": (evolve(JUDGED, outcome="约谈"),)}),
            ("R-151", {"plan": (PlanRow(name="总结", due=date(2018, 8, 31), completed=date(2018, 8, 20)),)}),
        ],
    )  # fmt: skip
    def test_a_complete_record_attests(self, requirement: str, members: dict[str, Any]) -> None:
        """The state names what is on record."""
        found = state(requirement, **members)
        assert found.state == "attested"
        assert found.why is not None
        assert found.why.startswith("on record: ")

    @pytest.mark.parametrize(
        ("requirement", "members"),
        [
            ("R-007", {"item_lists": (ITEM_LIST,), "consultations": (evolve(CONSULTED, version="2017.9"),)}),
            ("R-007", {"item_lists": (ITEM_LIST,), "consultations": (evolve(CONSULTED, opinions=None),)}),
            ("R-007", {"item_lists": (ITEM_LIST,), "consultations": (evolve(CONSULTED, adopted=13),)}),
            ("R-007", {"consultations": (CONSULTED,)}),
            ("R-107", {"site": Site(url="http://www.luolong.gov.cn")}),
            ("R-126", {"exchanges": (TRAINED,)}),
            ("R-133", {"exchanges": (evolve(TRAINED, organiser="汤阴县"),)}),
            ("R-134", {"exchanges": (evolve(TRAINED, activity="聚餐"),)}),
            ("R-134", {"exchanges": (evolve(TRAINED, date=None),)}),
            ("R-137", {"evaluations": (evolve(JUDGED, outcome="none"),)}),
            ("R-139", {"evaluations": (JUDGED,)}),
            ("R-140", {"evaluations": (evolve(JUDGED, outcome="summoned", evaluator="待定"),)}),
            ("R-151", {"plan": (PlanRow(name="总结", due=date(2018, 8, 31), completed=date(2018, 9, 1)),)}),
            ("R-151", {"plan": (PlanRow(name="启动", due=DAY, completed=DAY), PlanRow(name="总结", due=DAY))}),
        ],
    )
    def test_a_record_that_does_not_bear_on_it_attests_nothing(self, requirement: str, members: dict[str, Any]) -> None:
        """Incomplete, or about something else; a statement still may."""
        found = state(requirement, **members)
        assert found.state == "to_attest"
        assert found.why is not None
        assert found.why.startswith("what is on record is incomplete or does not bear on it: ")
        claimed = state(requirement, attestations=(evolve(STATED, requirement=requirement),), **members)
        assert claimed.state == "attested"

    def test_a_record_of_tomorrow_attests_nothing_today(self) -> None:
        """Nor does one of which the day judged by knows nothing."""
        assert state("R-137", evaluations=(JUDGED,), as_of=date(2018, 8, 31)).state == "to_attest"

    def test_a_faulty_statement_does_not_spoil_a_record(self) -> None:
        """What is on record counts."""
        assert state("R-137", evaluations=(JUDGED,), attestations=(evolve(STATED, requirement="R-137", date=None),)
                     ).state == "attested"  # fmt: skip

    def test_other_records_attest_nothing(self) -> None:
        """R-135 asks for a scheme of evaluation; that somebody was commended is none."""
        assert state("R-135", evaluations=(JUDGED,)) == State(state="to_attest")


class TestObstacles:
    """What keeps a requirement from being attested, whatever is stated."""

    @pytest.mark.parametrize(
        ("name", "on", "expected"),
        [
            ("济源市", date(2018, 1, 1), "to_attest"),
            ("汝州市", None, "to_attest"),
            ("长垣县", date(2018, 1, 1), "to_attest"),
            ("长垣县", date(2013, 1, 1), "attested"),
            ("汤阴县", date(2018, 1, 1), "attested"),
        ],
    )
    def test_a_bonus_goes_to_the_city_above(self, name: str, on: date | None, expected: str) -> None:
        """四(三) 对所在省辖市政府考核成绩酌情加分: units directly under the province have no city above them."""
        bonus = evolve(JUDGED, outcome="bonus", date=date(2012, 1, 1))
        stated = evolve(STATED, requirement="R-138", date=date(2012, 1, 1))
        found = state("R-138", as_of=on, publisher=Publisher(name=name), evaluations=(bonus,), attestations=(stated,))
        assert found.state == expected

    def test_a_plan_cannot_rest_on_the_notice(self) -> None:
        """附件: its rows have to say that they are not from the notice."""
        stated = (evolve(STATED, requirement="R-141"),)
        unmarked, marked = PlanRow(name="总结"), PlanRow(name="总结", source="not_in_notice")
        assert state("R-141", plan=(marked, unmarked), attestations=stated).state == "to_attest"
        assert state("R-141", plan=(marked,), attestations=stated).state == "attested"
        assert state("R-141", plan=(marked,)).state == "to_attest"


class TestStatement:
    """How far the check went, every requirement counted once."""

    @pytest.mark.parametrize("document", [COMPENDIUM, CATALOGUE, ITEM_LIST, Compendium()])
    def test_counts_every_requirement_once(self, document: Any) -> None:
        """By state and by extent; the shares come to one."""
        said = check(document).statement
        assert said.total == len(requirements())
        assert sum(said.states.values()) == sum(part.count for part in said.extent.values()) == said.total
        assert sum(part.share for part in said.extent.values()) == pytest.approx(1, abs=0.001)

    def test_agrees_with_the_conformance(self) -> None:
        """Checked wholly is what software can decide and did, without a reservation."""
        report = check(COMPENDIUM)
        wholly = [
            name
            for name, where in report.conformance.items()
            if where.state in ("met", "violated") and where.why is None and requirements()[name].automation == "full"
        ]
        assert report.statement.extent["fully"].count == len(wholly) > 40
        assert report.statement.extent["to_attest"].count == report.statement.states["to_attest"]

    def test_a_reservation_is_no_full_check(self) -> None:
        """R-072: of cited texts only one regulation is known, so the source lists alone were compared."""
        assert check(COMPENDIUM).conformance["R-072"].why == (
            "source lists were compared; of cited texts only the disclosure regulation"
        )

    def test_says_what_was_not_checked_and_why(self) -> None:
        """Every one of them under its reason, the commonest first."""
        report = check(CATALOGUE)
        gaps = report.statement.not_checked
        listed = [name for gap in gaps for name in gap.requirements]
        assert sorted(listed) == sorted(n for n, where in report.conformance.items() if where.state == "not_checked")
        assert [len(gap.requirements) for gap in gaps] == sorted((len(g.requirements) for g in gaps), reverse=True)
        assert all(gap.why and gap.why_zh for gap in gaps)

    def test_names_text_day_and_policy(self) -> None:
        """By their hashes, so that it cannot be laid beside another file or policy."""
        policy = Policy(title="省级政策", regrades=(Regrade(rule="GK-CHN-003", severity=Severity.ERROR),))
        report = check(COMPENDIUM, policy=policy)
        tree = report.tree()["statement"]
        assert tree["profile"] == report.profile
        assert tree["as_of"] == "2018-06-01"
        assert tree["policy_sha256"] == policy.sha256
        assert "sha256" not in tree
        assert (
            "policy_sha256" not in check(COMPENDIUM, policy=evolve(policy, until=date(2018, 1, 1))).tree()["statement"]
        )
        assert list(tree["states"]) == ["met", "violated", "not_applicable", "not_checked", "to_attest", "attested"]
        assert tree["extent"]["fully"].keys() == {"count", "share"}
