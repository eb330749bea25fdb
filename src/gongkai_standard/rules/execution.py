"""执行公开的规则 — measures, steps, division of work, supervision, progress, effects, what follows.

Source: notice 三(三). The first four are 重点公开; progress, effects and follow-up are 定期公开.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from attrs import evolve

from gongkai_standard.calendar import Calendar, NotCoveredError
from gongkai_standard.due_date import due_dates
from gongkai_standard.folding import fold
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, Undecided, rule
from gongkai_standard.rules.display import Placed
from gongkai_standard.rules.duration import is_understood, is_vague, place_of, stated
from gongkai_standard.rules.index import Group, Index
from gongkai_standard.rules.stages import lacking, rule_on_vagueness
from gongkai_standard.time_limit import TimeLimit


def _has_execution(index: Index) -> bool:
    return "execution" in index.disclosures


@rule(
    "GK-EXE-001",
    about=Group,
    requirements=("R-078",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_measures(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for the measures (执行措施).

    Why: what is being done to carry a decision out is the first thing that the notice wants open.

    Instead: add an entry of stage `measures`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "measures")


@rule(
    "GK-EXE-002",
    about=Group,
    requirements=("R-079",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_steps(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for the steps (实施步骤).

    Why: without steps nobody can see how far the work has come.

    Instead: add an entry of stage `steps`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "steps")


@rule(
    "GK-EXE-003",
    about=Group,
    requirements=("R-080",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_responsibilities(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for who does what (责任分工).

    Why: people must know whom to ask, and whom to hold to it.

    Instead: add an entry of stage `responsibilities`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "responsibilities")


@rule(
    "GK-EXE-004",
    about=Group,
    requirements=("R-081",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_supervision(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for the means of supervision (监督方式).

    Why: openness that leaves nobody a way to complain ends there.

    Instead: add an entry of stage `supervision`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "supervision")


@rule(
    "GK-EXE-005",
    about=Group,
    requirements=("R-082",),
    severity=Severity.ERROR,
    met_needs=(needs.COMPLETE, needs.PUBLICATIONS),
    applies=_has_execution,
)
def progress_not_periodic(group: Group, index: Index) -> Iterator[Fault | Undecided]:
    """The execution disclosure of an item has no entry for its progress (工作进展), or one without a period.

    No period is a warning, and so are two successive reports on one element that are further apart than the period.
    A time limit that is missing or not understood is for GK-CAT-006 to report.

    Why: progress is to be published periodically; 定期 or 及时 alone binds nobody.

    Instead: state the period: every month, every quarter, by the 20th of each month; and report as often.
    """
    yield from lacking(group, index, "execution", "progress")
    for at, entry in group.entries:
        if rule_on_vagueness(entry) == "GK-EXE-005":
            placed = stated(entry)
            limits = [limit for _i, limit in placed]
            if limits and not any(_has_period(limit) or not is_understood(limit) for limit in limits):
                params = {"text": "；".join(limit.text for limit in limits if limit.text)}
                also = ("R-030", "R-017") if all(map(is_vague, limits)) else ()
                yield Fault(f"{at}/{place_of(placed)}", params, "no_period", Severity.WARNING, also)
            if index.publications:
                yield from _gaps(index.publications_of.get(entry.id or "", ()), limits, index)


def _gaps(records: Sequence[Placed], limits: Sequence[TimeLimit], index: Index) -> Iterator[Fault | Undecided]:
    """A fault at each report that comes later than any of the periods allows after the one before it."""
    periods = [period for limit in limits if (period := _period(limit))]
    reports: dict[str, dict[date, str]] = {}
    for at, record in records:
        if record.published_on:
            reports.setdefault(fold(record.element or ""), {}).setdefault(record.published_on, at)
    if periods and not reports:
        yield Undecided(needs.PUBLICATIONS)
    for days in reports.values() if periods else ():
        for before, after in pairwise(sorted(days)):
            try:
                latest = max(_next_report(period, before, index.calendar) for period in periods)
            except NotCoveredError:
                yield Undecided(needs.CALENDAR)
                continue
            if after > latest:
                text = "；".join(limit.text for limit in limits if limit.text)
                params = {"text": text, "before": before.isoformat(), "after": after.isoformat()}
                yield Fault(f"{days[after]}/published_on", params, "gap", Severity.WARNING)


def _period(limit: TimeLimit) -> TimeLimit | None:
    """What repeats, as a periodic limit; a day of each month or year is one too, a day that comes once is not."""
    if limit.kind == "periodic" and limit.unit and (limit.quantity or 0) > 0:
        return limit
    if limit.date and limit.date.startswith("-") and limit.kind in ("within", "periodic"):
        return evolve(limit, kind="periodic", quantity=1, unit="month" if limit.date.startswith("---") else "year")
    return None


def _next_report(period: TimeLimit, before: date, calendar: Calendar) -> date:
    """The last day on which the next report is no further away than the period.

    A day that is named may be met early: who reports on the 2nd for the 20th has until the 20th of the next month.
    Raises NotCoveredError.
    """
    latest = due_dates(evolve(period, date=None), before, calendar).dates[0]
    if period.date:
        named = due_dates(period, before - timedelta(1), calendar, until=before + _TWO_YEARS).dates
        latest = max(latest, named[1] if len(named) > 1 else latest)
    return latest


_TWO_YEARS: Final = timedelta(2 * 366)
"""Long enough for the second of the days that come once a year."""


def _has_period(limit: TimeLimit) -> bool:
    return limit.date is not None or (limit.kind == "periodic" and bool(limit.quantity))


@rule(
    "GK-EXE-006",
    about=Group,
    requirements=("R-083",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_effects(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for what was achieved (取得成效).

    Why: measures are judged by their effects.

    Instead: add an entry of stage `effects`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "effects")


@rule(
    "GK-EXE-007",
    about=Group,
    requirements=("R-084",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def execution_without_follow_up(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for what comes next (后续举措).

    Why: people plan by what the government intends, not only by what it has done.

    Instead: add an entry of stage `follow_up`, or say under `not_applicable` why there is none.
    """
    yield from lacking(group, index, "execution", "follow_up")
