"""得分 — what the answers of an implementation amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai_standard.publish.cases import Case, Failure, ImplementationStatement, Role, RoleScore, Score
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.testing.kit.cases import ROLES
from gongkai_standard.testing.kit.judge import judge


def statement(answered: Iterable[tuple[Case, Mapping[str, Any]]]) -> ImplementationStatement:
    """The statement that follows from the cases and the answers to them.

    A class is claimed when any of its cases was answered with more than `unsupported`; in a class that is claimed,
    an unsupported case is a failed one.
    """
    by_role: dict[Role, list[tuple[Case, Mapping[str, Any]]]] = {role: [] for role in ROLES}
    for case, answer in answered:
        by_role[case.role].append((case, answer))
    failures: list[Failure] = []
    scores: dict[str, RoleScore] = {}
    for role, told in by_role.items():
        if not told:
            continue
        claimed = any(not answer.get("unsupported") for _, answer in told)
        wrong = {case.id: why for case, answer in told if (why := _why(case, answer))}
        required, optional = (_score(told, wrong, of) for of in (True, False))
        scores[role] = RoleScore(
            claimed=claimed,
            conforms=claimed and required.passed == required.total,
            required=required,
            optional=optional,
        )
        if claimed:
            failures += [Failure(case=c.id, intent=c.intent, why=wrong[c.id]) for c, _ in told if c.id in wrong]
    claims = [score for score in scores.values() if score.claimed]
    return ImplementationStatement(
        suite=MODEL_VERSION,
        conforms=bool(claims) and all(score.conforms for score in claims),
        roles=scores,
        failures=tuple(failures),
    )


def _why(case: Case, answer: Mapping[str, Any]) -> str | None:
    return "not supported" if answer.get("unsupported") else judge(case, answer)


def _score(told: list[tuple[Case, Mapping[str, Any]]], wrong: Mapping[str, str], required: bool) -> Score:
    asked = [case for case, _ in told if case.required is required]
    return Score(passed=sum(case.id not in wrong for case in asked), total=len(asked))
