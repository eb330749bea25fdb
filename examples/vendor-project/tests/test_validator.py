"""The validator finds what it should, in the cases of the kit and in documents that are made for one rule."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from portal.validator import entries_without_content

import gongkai_standard as gk
from gongkai_standard.testing.strategies import violating

RULE = "GK-CAT-004"


def test_cases_of_the_rule(gongkai_cases) -> None:
    """The fixture holds every case, with the places expected."""
    mine = [case for case in gongkai_cases if case.id.startswith(f"validator/{RULE}/")]

    assert mine
    for case in mine:
        assert sorted(entries_without_content(case.request["document"])) == case.expected["at"], case.intent


@given(violating(RULE))
def test_every_violation_is_found(document: gk.Document) -> None:
    """Whatever surrounds the fault."""
    assert list(entries_without_content(json.loads(gk.dumps(document, format="json"))))


def test_how_far_we_are(conformance_of, monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule is not all that is required of a validator; of that rule no case fails."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "src"), prepend=os.pathsep)
    statement = conformance_of(f"{sys.executable} -m portal.validator", roles=["validator"])

    assert not statement.conforms
    assert statement.roles["validator"].claimed
    assert not [failure for failure in statement.failures if f"/{RULE}/" in failure.case]
