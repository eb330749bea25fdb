"""执行公开的规则 — measures, steps, division of work, supervision, progress, effects, what follows.

Source: notice 三(三). The first four are 重点公开; progress, effects and follow-up are 定期公开.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
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
    met_needs=(needs.COMPLETE,),
    applies=_has_execution,
)
def progress_not_periodic(group: Group, index: Index) -> Iterator[Fault]:
    """The execution disclosure of an item has no entry for its progress (工作进展), or one without a period.

    No period is a warning. A time limit that is missing or not understood is for GK-CAT-006 to report.

    Why: progress is to be published periodically; 定期 or 及时 alone binds nobody.

    Instead: state the period: every month, every quarter, by the 20th of each month.
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
