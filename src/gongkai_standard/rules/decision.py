"""决策公开的规则 — before the decision, the meeting, the document, its interpretation. Source: notice 三(三)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import evolve

from gongkai_standard.calendar import NotCoveredError
from gongkai_standard.catalogue import Entry
from gongkai_standard.law import maximum
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, Undecided, rule
from gongkai_standard.rules.duration import calendar_days, stated
from gongkai_standard.rules.index import Group, Index, label
from gongkai_standard.rules.issued_document import IssuedDocument, first_day
from gongkai_standard.rules.lateness import interpretation_due
from gongkai_standard.rules.stages import lacking, same_as, shows, too_long

_CONSULTATION_RULES: Final = date(2019, 9, 1)
"""重大行政决策程序暂行条例 (国令第713号) in force: consultation normally takes 30 days."""
CONSULTATION: Final = 30
"""Days that a draft of a major decision is open for comment."""


def _has_decisions(index: Index) -> bool:
    return "decision" in index.disclosures or any(item.major_decision for _at, item in index.items)


def _lacking(group: Group, index: Index, stage: str) -> Iterator[Fault]:
    """The stage's fault for an item with decision entries, or one that the item list calls a major decision."""
    if "decision" in group.stages:
        yield from lacking(group, index, "decision", stage)
        return
    is_major = group.item is not None and group.item.major_decision is True
    if index.complete and is_major and not (shows(group, index, stage) or index.is_excused(group, "decision", stage)):
        yield Fault("", {"stage": stage})


@rule(
    "GK-DEC-002",
    about=Group,
    requirements=("R-074",),
    severity=Severity.ERROR,
    met_needs=(needs.COMPLETE, needs.DATE),
    applies=_has_decisions,
)
def decision_without_draft(group: Group, index: Index) -> Iterator[Fault]:
    """A decision item shows nothing before the decision (决策前预公开), or the draft is open for too few days.

    Fewer than 30 days for a major decision are a warning, from 2019-09-01.

    Why: people can only take part in a decision that they hear of before it is taken.

    Instead: add the draft with its explanation, the period and channel for comments, and what became of them.
    """
    yield from _lacking(group, index, "pre_decision")
    if index.as_of is None or index.as_of < _CONSULTATION_RULES:
        return
    for at, entry in group.entries:
        if entry.stage in same_as("pre_decision") and _is_major(group, entry):
            for i, limit in stated(entry):
                if limit.kind == "notice_period" and 0 < calendar_days(limit) < CONSULTATION:
                    params = {"quantity": limit.quantity, "unit": limit.unit, "days": CONSULTATION}
                    yield Fault(f"{at}/time_limits/{i}", params, "too_short", Severity.WARNING)


def _is_major(group: Group, entry: Entry) -> bool:
    """By the item list; without one, by the words of the entry."""
    if group.item is not None:
        return group.item.major_decision is True
    return any("重大" in name for name in (entry.level_one, entry.level_two, entry.level_three) if name)


@rule(
    "GK-DEC-003",
    about=Group,
    requirements=("R-075",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_decisions,
)
def decision_without_meeting(group: Group, index: Index) -> Iterator[Fault]:
    """A decision item shows nothing of the government meeting (政府有关会议公开), and no reason is given.

    Why: the notice wants decisions to be open while they are made, not only before and after.

    Instead: add an entry for the meeting: date, topic, who attended, what came of it; where no meeting is
    held, say so with its reason under `not_applicable`.
    """
    yield from _lacking(group, index, "meeting")


@rule(
    "GK-DEC-004",
    about=Group,
    requirements=("R-076",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_decisions,
)
def decision_without_document(group: Group, index: Index) -> Iterator[Fault]:
    """A decision item has no entry for the policy document (政策文件公开).

    Why: the document is what was decided; without it the rest of the decision cannot be followed.

    Instead: add an entry for the document.
    """
    yield from _lacking(group, index, "policy_document")


@rule(
    "GK-DEC-005",
    about=object,
    requirements=("R-077",),
    severity=Severity.ERROR,
    met_needs=(needs.CATALOGUE, needs.COMPLETE, needs.PUBLICATIONS),
    applies=lambda index: "decision" in index.disclosures or _has_interpretations(index),
)
def document_without_interpretation(_: object, index: Index) -> Iterator[Fault | Undecided]:
    """A policy document has no interpretation (解读材料公开), or one that comes later than it should.

    More than 3 working days after the document are a warning: as the time limit of the entry, or as the dates of the
    publications have it. Of several records of either the first counts.

    Why: a document that nobody explains is not understood, and an explanation that comes late is not read.

    Instead: add an entry for the interpretation; let it appear with the document, or within 3 working days.
    """
    for _at, group in index.groups:
        if "policy_document" in group.stages.get("decision", ()):
            for fault in lacking(group, index, "decision", "interpretation", also=("R-037",)):
                yield evolve(fault, params={**fault.params, "item": label(group)})
        for at, entry in group.entries:
            if entry.stage == "interpretation":
                for fault in too_long(entry, at, index, "late"):
                    yield evolve(fault, params={**fault.params, "item": label(group)})
    for document in index.issued_documents:
        if document.interpretations:
            yield from _interpreted_late(document, index)


def _has_interpretations(index: Index) -> bool:
    return any(document.interpretations for document in index.issued_documents)


def _interpreted_late(document: IssuedDocument, index: Index) -> Iterator[Fault | Undecided]:
    """A fault when the first interpretation came too late, or has not come although the time is over."""
    published, interpreted = document.published_on, first_day(document.interpretations)
    allowed = maximum("interpretation", published)
    on = interpreted or index.as_of
    if published is None or allowed is None or on is None:
        yield Undecided(needs.DATED_PUBLICATIONS)
        return
    try:
        due = index.calendar.add_working_days(published, allowed.days)
    except NotCoveredError:
        yield Undecided(needs.CALENDAR)
        return
    if on > due:
        at = next(at for at, record in document.interpretations if record.published_on == interpreted)
        params = {"doc": document.name, "due": due.isoformat(), "days": allowed.days, "law": allowed.citation}
        also = ("R-011",) if _is_late(document, published, on, index) else ()
        yield Fault(f"{at}/published_on", params, "overdue", Severity.WARNING, also)


def _is_late(document: IssuedDocument, published: date, on: date, index: Index) -> bool:
    """Whether the entries of the interpretations would not allow that day either."""
    owed = [(index.entry_of(record), record) for _at, record in document.interpretations]
    dues = [interpretation_due(entry, record, published, index.calendar) for entry, record in owed if entry]
    return any(dues) and all(due is not None and on > due for due in dues)
