"""The invented compendium of a real pilot's size: everything is there, and nothing is wrong."""

from __future__ import annotations

import attrs
import pytest

from gongkai_standard.checking import check
from gongkai_standard.codecs.json import dumps, loads
from gongkai_standard.compendium import Compendium
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.report import Report
from gongkai_standard.shape import UNKNOWN
from gongkai_standard.testing.pilot import compendium


@pytest.fixture(scope="module")
def pilot() -> Compendium:
    """About 2,000 items."""
    return compendium()


@pytest.fixture(scope="module")
def report(pilot: Compendium) -> Report:
    """What the check says to it."""
    return check(pilot)


class TestPilot:
    """二: 在确保完成以上规定领域试点任务的同时,可结合实际适当增加试点领域、试点内容。"""

    def test_is_of_the_size_of_a_pilot(self, pilot: Compendium) -> None:
        """Some 2,000 items, 12,000 content elements, and a record of the website for each element."""
        entries = [entry for catalogue in pilot.catalogues for entry in catalogue.entries]
        shown = {(p.entry_id, p.element) for p in pilot.publications if p.channel == "government_website"}

        assert 2_000 <= sum(len(lst.items) for lst in pilot.item_lists) <= 2_100
        assert 12_000 <= sum(len(entry.content) for entry in entries) <= 13_000
        assert shown == {(entry.id, element) for entry in entries for element in entry.content}

    def test_holds_every_kind_of_record(self, pilot: Compendium) -> None:
        """No member of the compendium is empty but the scope, which is then all eight and the additions."""
        empty = {a.name for a in attrs.fields(Compendium) if not getattr(pilot, a.name)}
        assert empty == {"scope", UNKNOWN}

    def test_has_no_finding(self, report: Report) -> None:
        """Zero false alarms with all rules in force."""
        assert [(f.rule, f.at, f.message_en) for f in report.findings] == []

    def test_meets_every_requirement_that_data_can_meet(self, report: Report) -> None:
        """Nothing is left unchecked for want of a record; what only people can say is not said to be met."""
        decidable = {r.id for r in requirements().values() if r.automation != "attest"}
        assert {name for name, state in report.conformance.items() if state.state == "met"} == decidable

    def test_is_the_same_every_time(self) -> None:
        """Benchmarks of two days are about one document."""
        assert dumps(compendium(11)) == dumps(compendium(11))

    def test_survives_being_written(self, pilot: Compendium) -> None:
        """Read back from its own JSON it is equal."""
        assert loads(dumps(pilot)).document == pilot

    def test_is_clean_in_every_size(self) -> None:
        """A small one too has all kinds of items."""
        assert check(compendium(11)).summary.by_rule == {}
