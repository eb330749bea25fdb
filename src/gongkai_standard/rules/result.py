"""结果公开的规则 — what became of decisions, plans and reports. Source: notice 三(三)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from gongkai_standard.compendium import Compendium
from gongkai_standard.five_disclosures import ResultKind, stages_of
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Group, Index
from gongkai_standard.rules.stages import shows


@rule(
    "GK-RES-001",
    about=Group,
    requirements=("R-101",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=lambda index: any(item.major_decision for _at, item in index.items),
)
def decision_without_result(group: Group, index: Index) -> Iterator[Fault]:
    """A major decision shows nothing of what became of it (落实结果).

    Why: a decision is judged by how it was carried out.

    Instead: add an entry of the result disclosure for the item, or say under `not_applicable` why there is none.
    """
    decided = group.item is not None and group.item.major_decision is True
    shown = "result" in group.stages or shows(group, index, *stages_of("result"))
    if decided and not shown and not index.is_excused(group, "result"):
        yield Fault("")


@rule(
    "GK-RES-002",
    about=Compendium,
    requirements=("R-102",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.CATALOGUE),
)
def kind_without_results(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """No result entry is about the development plan, the work report or the decisions of the government.

    Why: the notice names these three: they are what a government promised in public.

    Instead: mark the entries with their `result_kind`; add the ones that are missing, or say why there are none.
    """
    if index.is_excused(None, "result"):
        return
    shown = {entry.result_kind for _at, entry in index.entries if entry.disclosure == "result"}
    for kind in get_args(ResultKind):
        if kind not in shown:
            yield Fault("catalogues", {"result_kind": kind})
