"""条款 — the 151 requirements of 豫政办〔2017〕98号, each with the phrase of the notice that it rests on.

`requirements.csv` holds one a row, in the order of the notice. What a rule says about a fault belongs to
the rule; here stands what the notice asks for, of whom, and how far data can show it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from attrs import frozen

from gongkai_standard.errors import Problem, UnknownNameError

Automation = Literal["full", "partly", "attest"]
"""How far data can show that it is met: wholly, as a necessary condition only, or by a recorded statement alone."""

SeverityName = Literal["error", "warning", "info"]
"""From the modal word of the phrase: 要, 应, 全部 → error; 力求, 完善, 加强 → warning; 可, 鼓励 → info."""


@frozen(kw_only=True)
class Requirement:
    """One demand of the notice."""

    id: str
    """`R-001` … `R-151`; never reused."""
    clause: str
    """Number of the clause: 三(二); 通知 is the covering notice, 三(序) the sentence before 三(一)."""
    phrase: str
    """The words of the notice. …… marks an omission; a part in round brackets that the notice lacks is ours."""
    binds: tuple[str, ...]
    """Whom it binds: PU pilot units, NP other counties, PGO the provincial government office, LSG and LGO the
    leading group and its office, PD provincial departments, STD the standardisation authority, PP the provincial
    portal, CITY the city above, ALL every addressee."""
    evidence: str
    """What shows that it is met."""
    automation: Automation
    rules: tuple[str, ...]
    """Ids of the rules that speak for it first; further rules name it themselves."""
    severity: SeverityName
    """The worst that a finding against it can be."""
    condition: str
    """When it is violated."""


@cache
def requirements() -> Mapping[str, Requirement]:
    """Id → requirement, in the order of the notice."""
    with files(__name__).joinpath("requirements.csv").open(encoding="utf-8") as file:
        return MappingProxyType({row["id"]: _requirement(row) for row in csv.DictReader(file, strict=True)})


def requirement(id: str) -> Requirement:
    """The requirement of this id.

    Raises UnknownNameError when there is none.
    """
    found = requirements().get(id)
    if found is None:
        raise UnknownNameError(Problem(message=f"没有编号为“{id}”的条款", message_en=f"there is no requirement {id!r}"))
    return found


def _requirement(row: Mapping[str, str]) -> Requirement:
    return Requirement(
        id=row["id"],
        clause=row["clause"],
        phrase=row["phrase"],
        binds=tuple(row["binds"].split("|")),
        evidence=row["evidence"],
        automation=cast("Automation", row["automation"]),
        rules=tuple(row["rules"].split("|")),
        severity=cast("SeverityName", row["severity"]),
        condition=row["condition"],
    )
