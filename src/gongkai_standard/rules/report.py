"""问题、报告、符合性声明 — what a check hands back. Source of the members: the published form of a report.

Counts are exact; the findings are a bounded sample per rule, and `cut` says how many are not shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.statement import State, Statement
from gongkai_standard.shape import MODEL_VERSION


@frozen(kw_only=True)
class Finding:
    """问题 — one thing that is wrong: what, where, why, and how to mend it."""

    rule: str
    severity: Severity
    requirements: tuple[str, ...]
    """Ids of all requirements that it violates, the rule's own first."""
    clause: str
    """Where the first of them stands in the notice, such as 三(二)."""
    phrase: str
    """Its words there."""
    at: str
    """JSON pointer of the smallest part of the document that is wrong; of a missing member, where it belongs."""
    cell: str | None = None
    """Where that came from: `标准目录!F7`, `12:5`; None for a document made in memory."""
    message: str
    message_en: str
    fix: str
    fix_en: str
    params: Mapping[str, Any] = field(default=EMPTY)
    """What the messages name, free of language."""

    def tree(self) -> dict[str, Any]:
        """The published form; without `cell` when there is none."""
        members: dict[str, Any] = {
            "rule": self.rule,
            "severity": self.severity.value,
            "requirements": list(self.requirements),
            "clause": self.clause,
            "phrase": self.phrase,
            "at": self.at,
        }
        if self.cell is not None:
            members["cell"] = self.cell
        return members | {
            "message": self.message,
            "message_en": self.message_en,
            "fix": self.fix,
            "fix_en": self.fix_en,
            "params": {key: list(value) if isinstance(value, tuple) else value for key, value in self.params.items()},
        }


@frozen(kw_only=True)
class Subject:
    """检查对象 — what was checked."""

    title: str | None = None
    publisher: str | None = None
    sha256: str | None = None
    """Of the file; None for a document made in memory."""

    def tree(self) -> dict[str, Any]:
        """The published form, without the members that have no value."""
        members = {"title": self.title, "publisher": self.publisher, "sha256": self.sha256}
        return {key: value for key, value in members.items() if value is not None}


@frozen(kw_only=True)
class Summary:
    """汇总 — exact counts."""

    error: int
    warning: int
    info: int
    by_rule: Mapping[str, int]
    cut: Mapping[str, int] = field(default=EMPTY)
    """Rule → how many of its findings are counted but not shown."""

    @property
    def total(self) -> int:
        """All findings."""
        return self.error + self.warning + self.info

    def tree(self) -> dict[str, Any]:
        """The published form; `cut` only when something is."""
        members: dict[str, Any] = {
            "error": self.error,
            "warning": self.warning,
            "info": self.info,
            "by_rule": dict(self.by_rule),
        }
        return members | ({"cut": dict(self.cut)} if self.cut else {})


@frozen(kw_only=True)
class AppliedPack:
    """扩展包 — codes and rules of a province or place that were applied beside the standard's own."""

    name: str
    source: str
    """The document that lays them down."""

    def tree(self) -> dict[str, Any]:
        """The published form."""
        return {"name": self.name, "source": self.source}


@frozen(kw_only=True)
class Report:
    """报告 — the findings on one document, and where each requirement of the notice stands."""

    kind: ClassVar[Literal["report"]] = "report"

    profile: str
    subject: Subject
    summary: Summary
    findings: tuple[Finding, ...]
    """Those on the document as a whole first; then in the order of the document."""
    conformance: Mapping[str, State]
    """Requirement id → state, for every requirement, in the order of the notice."""
    statement: Statement
    """How far the check went, and what the states come to."""
    as_of: str | None = None
    """The date that was judged by."""
    policy: Mapping[str, Any] | None = None
    """The published form of the policy that was given, with its hash, and whether it applied."""
    packs: tuple[AppliedPack, ...] = ()
    """The extension packs that were applied."""
    calendar: str | None = None
    """The name of the calendar of working days that was given; absent where it was the State Council's."""

    def worst(self) -> Severity | None:
        """The gravest severity found; None for a clean document."""
        return next((s for s in Severity if getattr(self.summary, s.value)), None)

    def tree(self) -> dict[str, Any]:
        """The published form as plain dicts, lists and scalars."""
        members: dict[str, Any] = {"gongkai": MODEL_VERSION, "kind": self.kind, "profile": self.profile}
        if self.as_of is not None:
            members["as_of"] = self.as_of
        if self.policy is not None:
            members["policy"] = dict(self.policy)
        if self.packs:
            members["packs"] = [pack.tree() for pack in self.packs]
        if self.calendar is not None:
            members["calendar"] = self.calendar
        return members | {
            "subject": self.subject.tree(),
            "summary": self.summary.tree(),
            "findings": [finding.tree() for finding in self.findings],
            "conformance": {requirement: state.tree() for requirement, state in self.conformance.items()},
            "statement": self.statement.tree(),
        }

    def to_json(self) -> str:
        """The published form as text: two-space indent, no ASCII escapes, a final newline."""
        return json.dumps(self.tree(), ensure_ascii=False, indent=2) + "\n"
