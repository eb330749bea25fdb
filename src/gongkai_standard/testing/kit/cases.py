"""The cases of every class: those of the rules become questions to validators, the others stand in `data/*.yaml`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args

import yaml

from gongkai_standard.publish.cases import Case, Role
from gongkai_standard.testing import cases as of_rules

ROLES: Final[tuple[Role, ...]] = get_args(Role)


@cache
def cases() -> tuple[Case, ...]:
    """Every case, by class, in a fixed order."""
    return tuple(case for role in ROLES for case in (_validator_cases() if role == "validator" else _written(role)))


@cache
def core() -> frozenset[str]:
    """The rules whose cases are required of a validator: shape, identity and the elements of entries and items."""
    listed: list[str] = _yaml("validator.yaml")["core"]
    return frozenset(listed)


def _validator_cases() -> Iterator[Case]:
    numbers: dict[tuple[str, str], int] = {}
    optional = frozenset(_yaml("validator.yaml")["optional"])
    for case in of_rules.cases():
        number = numbers[case.rule, case.kind] = numbers.get((case.rule, case.kind), 0) + 1
        request: dict[str, Any] = {"document": case.document, "profile": case.profile}
        if case.as_of is not None:
            request["as_of"] = case.as_of.isoformat()
        name = f"validator/{case.rule}/{case.kind}/{number}"
        yield Case(
            id=name,
            role="validator",
            required=case.rule in core() and name not in optional,
            intent=case.intent,
            request=request,
            expected={"rule": case.rule, "at": sorted(case.at)},
        )


def _written(role: Role) -> Iterator[Case]:
    for row in _yaml(f"{role}.yaml")["cases"]:
        yield Case(
            id=f"{role}/{row['id']}",
            role=role,
            required=row.get("required", True),
            intent=row["intent"],
            request=_sent(row["request"]),
            expected=row["expected"],
        )


def _sent(request: Mapping[str, Any]) -> dict[str, Any]:
    """As the protocol has it: a file is bytes, so its text is sent in base64."""
    sent = dict(request)
    if "text" in sent:
        sent["data"] = b64encode(sent.pop("text").encode()).decode()
    return sent


def _yaml(name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml.safe_load((files(__package__) / "data" / name).read_text(encoding="utf-8"))
    return table
