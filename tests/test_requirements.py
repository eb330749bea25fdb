"""The requirements of the notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai_standard.errors import UnknownNameError
from gongkai_standard.requirements import Requirement, requirement, requirements

ALL = tuple(requirements().values())
NOTICE = "".join((Path(__file__).parents[1] / "docs" / "notice-2017-98.txt").read_text(encoding="utf-8").split())
BODIES = {"PU", "NP", "PGO", "LSG", "LGO", "PD", "STD", "PP", "CITY", "ALL"}


def stands_in_notice(phrase: str) -> bool:
    """Whether the parts of a phrase stand in the notice one after the other; …… and brackets of ours are gaps."""
    place = 0
    for part in "".join(phrase.split()).split("……"):
        words = [part] if part in NOTICE else re.split(r"\([^)]*\)", part)
        for word in words:
            place = NOTICE.find(word, place)
            if place < 0:
                return False
    return True


class TestRequirements:
    """豫政办〔2017〕98号."""

    def test_are_151(self) -> None:
        """Ids run from R-001 to R-151 without a gap."""
        assert sorted(requirements()) == [f"R-{n:03}" for n in range(1, 152)]

    @pytest.mark.parametrize("demand", ALL, ids=lambda demand: demand.id)
    def test_quote_the_notice(self, demand: Requirement) -> None:
        """Every phrase stands in the text of the notice."""
        assert stands_in_notice(demand.phrase)

    def test_quotes_are_looked_for_in_earnest(self) -> None:
        """A phrase with words that the notice lacks, or in another order, is not found."""
        assert not stands_in_notice("以不公开为常态")
        assert not stands_in_notice("救济途径……执法依据")

    def test_have_one_primary_rule_each(self) -> None:
        """Each requirement has its own rule id, of the form GK-XXX-000."""
        ids = [rule for demand in ALL for rule in demand.rules]

        assert len(ids) == len(set(ids)) == len(ALL)
        assert all(re.fullmatch(r"GK-[A-Z]{3}-\d{3}", rule) for rule in ids)

    def test_use_known_words(self) -> None:
        """Automation, severity and the bodies bound are of closed sets; nothing is left blank."""
        assert {demand.automation for demand in ALL} == {"full", "partly", "attest"}
        assert {demand.severity for demand in ALL} == {"error", "warning", "info"}
        assert {body for demand in ALL for body in demand.binds} == BODIES
        assert all(demand.evidence and demand.condition for demand in ALL)

    def test_stand_in_the_order_of_the_clauses(self) -> None:
        """The clauses follow each other as in the notice."""
        assert list(dict.fromkeys(demand.clause for demand in ALL)) == [
            "通知", "一(一)", "一(二)1", "一(二)2", "一(二)3", "一(二)4", "一(三)", "二", "三(序)",
            "三(一)", "三(二)", "三(三)", "三(四)", "四(一)", "四(二)", "四(三)", "附件",
        ]  # fmt: skip

    def test_cannot_be_changed(self) -> None:
        """The table is read-only."""
        with pytest.raises(TypeError):
            requirements()["R-001"] = ALL[1]  # type: ignore[index]

    def test_are_found_by_id(self) -> None:
        """One id, one requirement; an unknown id is an error in both languages."""
        assert requirement("R-066").phrase == "规定时限"
        with pytest.raises(UnknownNameError, match=r"R-999.*no requirement 'R-999'"):
            requirement("R-999")
