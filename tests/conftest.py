"""What all tests share. Sockets are closed by the options in pyproject.toml."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from command_line import run
from gongkai_standard.rules.report import Report
from gongkai_standard.testing.cases import Case

pytest_plugins = ["gongkai_standard.testing.pytest_plugin"]
"""Our own plugin, loaded here and not by its entry point (`-p no:gongkai`), once coverage is measured."""

__all__ = ["run"]
"""A fixture that other modules define."""

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", parent=settings.get_profile("ci"), max_examples=30)
settings.register_profile("thorough", parent=settings.get_profile("ci"), derandomize=False, max_examples=10_000)
settings.load_profile(os.environ.get("GONGKAI_HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def examples(repository: Path) -> Path:
    """The folder of example workbooks."""
    return repository / "examples"


_REPORTS: dict[int, Report] = {}


@pytest.fixture
def reports_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report on a case of a rule is made once in all tests that go through all cases."""
    make = Case.report

    def report(case: Case) -> Report:
        if id(case) not in _REPORTS:  # the cases live as long as the tests
            _REPORTS[id(case)] = make(case)
        return _REPORTS[id(case)]

    monkeypatch.setattr(Case, "report", report)
