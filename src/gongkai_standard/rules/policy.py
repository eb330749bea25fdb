"""分级政策 — a province may tighten how much a rule weighs; loosening takes a reason on record.

A policy never silences a rule. It has a scope (which texts of the standard, which units) and days on which it holds;
outside of them it changes nothing. It may stand under another, a county's under its province's: what that one locks
it cannot loosen. The report shows the policy, whether it applied, and its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from attrs import evolve, field, frozen

from gongkai_standard.errors import GongkaiError, Problem, UnknownNameError
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules._rule import Rule, Severity
from gongkai_standard.rules.registry import RULES

WhyNot = Literal["other_text", "other_unit", "not_yet", "expired", "no_date"]
"""Why a policy did not apply: its scope, its days, or that the day of the check is not known."""


def _ids(rules: Iterable[str]) -> frozenset[str]:
    return frozenset(rules)


class PolicyError(GongkaiError):
    """A policy loosens a rule without a reason or against a lock, or grades a rule twice."""


@frozen(kw_only=True)
class Regrade:
    """The new weight of one rule."""

    rule: str
    severity: Severity = field(converter=Severity)
    reason: str = ""
    """Why; may be empty only when the rule weighs more than before."""
    until: date | None = None
    """Last day on which it holds; None: as long as the policy."""

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

    def tree(self) -> dict[str, Any]:
        """The published form."""
        members: dict[str, Any] = {"rule": self.rule, "severity": self.severity.value, "reason": self.reason}
        return members | ({"until": self.until.isoformat()} if self.until else {})


@frozen(kw_only=True)
class Scope:
    """Which documents a policy is for; what is empty bounds nothing."""

    profiles: tuple[str, ...] = ()
    """Names of texts of the standard."""
    divisions: tuple[str, ...] = ()
    """How division codes begin: 41 is the province, 4103 one city."""
    phases: tuple[str, ...] = ()
    """pilot, voluntary, rollout."""

    def tree(self) -> dict[str, Any]:
        """The published form, without what bounds nothing."""
        members = {"profiles": self.profiles, "divisions": self.divisions, "phases": self.phases}
        return {name: list(values) for name, values in members.items() if values}


@frozen(kw_only=True)
class Policy:
    """分级政策 — how much rules weigh, where and when. Raises UnknownNameError for an unknown rule, and PolicyError."""

    title: str
    regrades: tuple[Regrade, ...] = ()
    locked: frozenset[str] = field(default=frozenset(), converter=_ids)
    """Ids of rules that neither this policy nor one under it may loosen."""
    scope: Scope = field(factory=Scope)
    since: date | None = None
    until: date | None = None
    """Last day; without either the policy holds on every day, and on none that is known."""
    under: Policy | None = None
    """The policy that this one stands under."""

    def __attrs_post_init__(self) -> None:
        for id_ in self.locked:
            _rule(id_)
        problems = [
            Problem(
                message=f"政策“{self.title}”放宽规则{r.rule}但未说明理由",
                message_en=f'policy "{self.title}" loosens rule {r.rule} without a reason',
            )
            for r in self.regrades
            if r.loosens and not r.reason.strip()
        ]
        locks = {id_: policy.title for policy in self._chain() for id_ in policy.locked}
        problems += [
            Problem(
                message=f"政策“{self.title}”放宽规则{r.rule}，但“{locks[r.rule]}”不允许放宽",
                message_en=f'policy "{self.title}" loosens rule {r.rule}, which "{locks[r.rule]}" has locked',
            )
            for r in self.regrades
            if r.loosens and r.rule in locks
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

    def standing_under(self, other: Policy) -> Policy:
        """The same policy under another. Raises PolicyError when it loosens what that one locks."""
        return evolve(self, under=self.under.standing_under(other) if self.under else other)

    def why_not(self, profile: str, publisher: Publisher | None, on: date | None) -> WhyNot | None:
        """Why the policy does not apply to a document of that text and unit on that day; None when it does."""
        scope = self.scope
        if scope.profiles and profile not in scope.profiles:
            return "other_text"
        division, phase = (publisher.division, publisher.phase) if publisher else (None, None)
        if scope.divisions and not (division or "").startswith(scope.divisions):
            return "other_unit"
        if scope.phases and phase not in scope.phases:
            return "other_unit"
        if on is None:
            return "no_date" if self.since or self.until else None
        if self.since and on < self.since:
            return "not_yet"
        return "expired" if self.until and on > self.until else None

    def grading(self, profile: str, publisher: Publisher | None, on: date | None) -> Grading:
        """The policy, and those it stands under, as they apply to one document."""
        outer = self.under.grading(profile, publisher, on) if self.under else None
        why_not = self.why_not(profile, publisher, on)
        # A regrade with an end of its own needs a day to be judged by, as a policy does.
        lapsed = [r.rule for r in self.regrades if r.until and (on is None or on > r.until)]
        members: dict[str, Any] = {"applied": why_not is None}
        if why_not:
            members["why_not"] = why_not
        elif lapsed:
            members["lapsed"] = lapsed
        if outer:
            members["under"] = outer.tree
        active = {} if why_not else {r.rule: r for r in self.regrades if r.rule not in lapsed}
        return Grading({**self.tree(), **members}, (*(outer.regrades if outer else ()), active))

    @property
    def sha256(self) -> str:
        """Of the canonical form, in hex."""
        text = json.dumps(self._members(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def tree(self) -> dict[str, Any]:
        """The published form, with the hash of the rest."""
        return self._members() | {"sha256": self.sha256}

    def _members(self) -> dict[str, Any]:
        members = {
            "title": self.title,
            "scope": self.scope.tree(),
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "locked": sorted(self.locked),
            "regrades": [r.tree() for r in self.regrades],
            "under": self.under and self.under.tree(),
        }
        return {name: value for name, value in members.items() if value or name in ("title", "regrades")}

    def _chain(self) -> Iterator[Policy]:
        policy: Policy | None = self
        while policy is not None:
            yield policy
            policy = policy.under


@frozen
class Grading:
    """A policy applied to one document."""

    tree: Mapping[str, Any]
    """The published form of the policy, and whether it applied, why not, and which regrades have lapsed."""
    regrades: tuple[Mapping[str, Regrade], ...]
    """Rule id → its regrade, of each policy that applies, the outermost first."""

    def grade(self, rule: Rule, severity: Severity) -> Severity:
        """The severity of a finding of `rule`."""
        for each in self.regrades:
            if rule.id in each:
                severity = each[rule.id].grade(severity)
        return severity


def _rule(id: str) -> Rule:
    if id not in RULES:
        raise UnknownNameError(Problem(message=f"没有规则{id}", message_en=f"there is no rule {id}"))
    return RULES[id]
