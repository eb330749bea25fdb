"""分级政策 — a province may tighten how much a rule weighs; loosening takes a reason on record.

A policy never silences a rule, and the report shows it with its hash.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from attrs import field, frozen

from gongkai_standard.errors import GongkaiError, Problem, UnknownNameError
from gongkai_standard.rules._rule import Rule, Severity
from gongkai_standard.rules.registry import RULES


class PolicyError(GongkaiError):
    """A policy loosens a rule and gives no reason, or grades a rule twice."""


@frozen(kw_only=True)
class Regrade:
    """The new weight of one rule."""

    rule: str
    severity: Severity = field(converter=Severity)
    reason: str = ""
    """Why; may be empty only when the rule weighs more than before."""

    @property
    def loosens(self) -> bool:
        """Whether the rule weighs less than the standard has it."""
        return self.severity.weight < _rule(self.rule).severity.weight

    def grade(self, severity: Severity) -> Severity:
        """A finding's severity after re-grading.

        Tightening lifts every finding of the rule to the new weight, loosening lowers every one to it;
        a finding beyond it already stays.
        """
        pick = min if self.loosens else max
        return pick(severity, self.severity, key=lambda s: s.weight)


@frozen(kw_only=True)
class Policy:
    """Re-grades by rule. Raises UnknownNameError for a rule that does not exist, PolicyError as said there."""

    title: str
    regrades: tuple[Regrade, ...] = ()

    def __attrs_post_init__(self) -> None:
        problems = [
            Problem(
                message=f"政策“{self.title}”放宽规则{r.rule}但未说明理由",
                message_en=f'policy "{self.title}" loosens rule {r.rule} without a reason',
            )
            for r in self.regrades
            if r.loosens and not r.reason.strip()
        ]
        ids = [r.rule for r in self.regrades]
        problems += [
            Problem(
                message=f"政策“{self.title}”对规则{rule}重复定级",
                message_en=f'policy "{self.title}" grades rule {rule} twice',
            )
            for rule in sorted({rule for rule in ids if ids.count(rule) > 1})
        ]
        if problems:
            raise PolicyError(*problems)

    def grade(self, rule: Rule, severity: Severity) -> Severity:
        """The severity of a finding of `rule` under this policy."""
        regrade = next((r for r in self.regrades if r.rule == rule.id), None)
        return regrade.grade(severity) if regrade else severity

    @property
    def sha256(self) -> str:
        """Of the canonical form, in hex."""
        text = json.dumps(self._members(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def tree(self) -> dict[str, Any]:
        """The published form, with the hash of the rest."""
        return self._members() | {"sha256": self.sha256}

    def _members(self) -> dict[str, Any]:
        regrades = [{"rule": r.rule, "severity": r.severity.value, "reason": r.reason} for r in self.regrades]
        return {"title": self.title, "regrades": regrades}


def _rule(id: str) -> Rule:
    if id not in RULES:
        raise UnknownNameError(Problem(message=f"没有规则{id}", message_en=f"there is no rule {id}"))
    return RULES[id]
