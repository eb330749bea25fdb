"""案例 — the cases of the rules, read from `testing/cases/*.yaml`.

A file holds the cases of one rule in three classes: `violating`, `conforming`, `inapplicable`. A case has
one line of `intent`; a `document`, or an `entry` or `item` that stands alone in a catalogue or item list;
optionally `profile` (henan-2017), `as_of` (none) and, where the rule speaks, `at`: the pointers of its
findings in order, and `severity`: that of all of them, the rule's own unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml
from attrs import frozen

from gongkai_standard.checking import check
from gongkai_standard.codecs.structure import structure
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Report

CaseClass = Literal["violating", "conforming", "inapplicable"]
CLASSES: Final[tuple[CaseClass, ...]] = ("violating", "conforming", "inapplicable")


@frozen(kw_only=True)
class Case:
    """One case of one rule."""

    rule: str
    kind: CaseClass
    intent: str
    document: Mapping[str, Any]
    profile: str
    as_of: date | None
    at: tuple[str, ...]
    severity: str

    def report(self) -> Report:
        """What `check` says to the case's document."""
        return check(structure(self.document), profile=self.profile, as_of=self.as_of)

    def found(self) -> list[tuple[str, str]]:
        """(place, severity) of each finding of the case's rule, sorted."""
        return sorted((f.at, f.severity.value) for f in self.report().findings if f.rule == self.rule)

    def wanted(self) -> list[tuple[str, str]]:
        """What `found` has to be."""
        return sorted((at, self.severity) for at in self.at)


@cache
def cases() -> tuple[Case, ...]:
    """Every case, by rule, class and order in the file."""
    names = sorted(f.name for f in (files(__package__) / "cases").iterdir())
    return tuple(case for name in names if name.endswith(_YAML) for case in cases_of(name.removesuffix(_YAML)))


_YAML: Final = ".yaml"


def cases_of(name: str) -> Iterator[Case]:
    """The cases of one rule, by class and order in its file."""
    table = yaml.safe_load((files(__package__) / "cases" / f"{name}{_YAML}").read_text(encoding="utf-8"))
    rule: str = table["rule"]
    for kind in CLASSES:
        for row in table[kind]:
            yield Case(
                rule=rule,
                kind=kind,
                intent=row["intent"],
                document=_document(row),
                profile=row.get("profile", "henan-2017"),
                as_of=row.get("as_of"),
                at=tuple(row.get("at", ())),
                severity=row.get("severity", RULES[rule].severity.value),
            )


def _document(row: Mapping[str, Any]) -> dict[str, Any]:
    if "entry" in row:
        return {"gongkai": "1.0", "kind": "catalogue", "entries": [row["entry"]]}
    if "item" in row:
        return {"gongkai": "1.0", "kind": "item_list", "items": [row["item"]]}
    return {"gongkai": "1.0", **row["document"]}
