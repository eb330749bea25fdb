"""符合性声明 — where each requirement of the notice stands after a check, and how much of that a program looked at.

A state never claims more than was checked, and neither does the sum of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal, get_args

from attrs import frozen

from gongkai_standard.requirements import requirements

StateName = Literal["met", "violated", "not_applicable", "not_checked", "to_attest", "attested"]

Extent = Literal["fully", "partly", "attested", "to_attest", "not_checked", "not_applicable"]
"""How far a requirement was looked at: by the program wholly, or in part only; by the people who attest it; not at
all; or it does not apply."""


@frozen(kw_only=True)
class State:
    """符合性 — where one requirement stands, and why when that is not plain."""

    state: StateName
    why: str | None = None
    why_zh: str | None = None

    def tree(self) -> dict[str, Any]:
        """The published form, without the members that have no value."""
        members = {"state": self.state, "why": self.why, "why_zh": self.why_zh}
        return {key: value for key, value in members.items() if value is not None}


@frozen(kw_only=True)
class Share:
    """比例 — how many of all requirements, and what part of them that is."""

    count: int
    share: float
    """Between 0 and 1, to four places."""


@frozen(kw_only=True)
class Gap:
    """未检查 — the requirements that were not checked for one reason."""

    why: str
    why_zh: str
    requirements: tuple[str, ...]


@frozen(kw_only=True)
class Statement:
    """符合性声明 — what was checked, by which text, on which day, and how far."""

    profile: str
    as_of: str | None = None
    """The date that was judged by."""
    sha256: str | None = None
    """Of the file that was checked; None for a document made in memory."""
    policy_sha256: str | None = None
    """Of the policy that was given, where it or one that it stands under applied."""
    total: int
    """How many requirements there are."""
    states: Mapping[StateName, int]
    extent: Mapping[Extent, Share]
    """Every requirement counted once."""
    not_checked: tuple[Gap, ...]
    """The commonest reason first."""

    def tree(self) -> dict[str, Any]:
        """The published form, without the members that have no value."""
        head = {
            "profile": self.profile,
            "as_of": self.as_of,
            "sha256": self.sha256,
            "policy_sha256": self.policy_sha256,
        }
        return {key: value for key, value in head.items() if value is not None} | {
            "total": self.total,
            "states": dict(self.states),
            "extent": {name: {"count": part.count, "share": part.share} for name, part in self.extent.items()},
            "not_checked": [
                {"why": gap.why, "why_zh": gap.why_zh, "requirements": list(gap.requirements)}
                for gap in self.not_checked
            ],
        }


def statement(
    conformance: Mapping[str, State],
    *,
    profile: str,
    as_of: str | None,
    sha256: str | None,
    policy: Mapping[str, Any] | None,
) -> Statement:
    """The statement on the states of all requirements; `policy` is the published form of the one that was given."""
    states: Counter[StateName] = Counter(state.state for state in conformance.values())
    extents: Counter[Extent] = Counter(_extent(name, state) for name, state in conformance.items())
    total = len(conformance)
    return Statement(
        profile=profile,
        as_of=as_of,
        sha256=sha256,
        policy_sha256=policy["sha256"] if policy and _applies(policy) else None,
        total=total,
        states={name: states[name] for name in get_args(StateName)},
        extent={name: Share(count=n, share=round(n / total, 4)) for name in get_args(Extent) for n in (extents[name],)},
        not_checked=_gaps(conformance),
    )


def _applies(policy: Mapping[str, Any]) -> bool:
    """Whether the policy, or one that it stands under, graded anything."""
    return policy["applied"] or ("under" in policy and _applies(policy["under"]))


def _extent(requirement: str, state: State) -> Extent:
    match state.state:
        case "met" | "violated":
            # a requirement that is met as far as something goes says why
            is_whole = requirements()[requirement].automation == "full" and state.why is None
            return "fully" if is_whole else "partly"
        case other:
            return other


def _gaps(conformance: Mapping[str, State]) -> tuple[Gap, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for name, state in conformance.items():
        if state.state == "not_checked":
            found.setdefault((state.why or "", state.why_zh or ""), []).append(name)
    gaps = (Gap(why=why, why_zh=why_zh, requirements=tuple(names)) for (why, why_zh), names in found.items())
    return tuple(sorted(gaps, key=lambda gap: -len(gap.requirements)))
