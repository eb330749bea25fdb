"""The pytest plugin: fixtures for those who prove an implementation of their own.

pytest loads it wherever this package is installed, so it imports nothing of the package until a fixture is used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gongkai_standard.publish.cases import Case, ImplementationStatement, Role


@pytest.fixture(scope="session")
def gongkai_cases() -> tuple[Case, ...]:
    """Every case of the conformance kit, of all classes of implementation."""
    from gongkai_standard.testing.kit.cases import cases

    return cases()


@pytest.fixture(scope="session")
def conformance_of(gongkai_cases: tuple[Case, ...]) -> Callable[..., ImplementationStatement]:
    """A function from a command to what it proves: `conformance_of("node dist/main.js", roles=["validator"])`.

    The command speaks the protocol of the conformance kit. It raises GongkaiError when it cannot be started.
    """
    from gongkai_standard.testing.kit.drive import PATIENCE, answers, driving
    from gongkai_standard.testing.kit.scoreboard import statement

    def proved(
        command: str, *, roles: Collection[Role] | None = None, patience: float = PATIENCE
    ) -> ImplementationStatement:
        asked = [case for case in gongkai_cases if roles is None or case.role in roles]
        with driving(command, patience=patience) as ask:
            return statement(answers(ask, asked))

    return proved
