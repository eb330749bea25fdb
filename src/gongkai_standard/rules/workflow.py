"""工作流程的规则 — a workflow for every disclosure in use, without a gap. Source: notice 一(三), 三(三)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from gongkai_standard.compendium import Compendium
from gongkai_standard.five_disclosures import Disclosure
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.workflow import Workflow, gaps


@rule(
    "GK-WFL-001",
    about=Compendium,
    requirements=("R-034",),
    severity=Severity.WARNING,
    needs=(needs.WORKFLOWS_OR_RECORDS, needs.CATALOGUE),
    applies=lambda index: bool(index.disclosures),
)
def disclosure_without_workflow(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A disclosure has entries, and no workflow says how it is carried out (工作流程).

    That a complete compendium has no workflow at all is for GK-DOC-002 to report.

    Why: what is to be disclosed comes out in time only where it is settled who does what, and what comes next.

    Instead: add the workflow of the disclosure: its steps, who is responsible, and the transitions.
    """
    if index.complete and not index.workflows and "GK-DOC-002" in index.in_force:
        return
    covered = {workflow.disclosure for _at, workflow in index.workflows}
    for disclosure in get_args(Disclosure):
        if disclosure in index.disclosures and disclosure not in covered:
            yield Fault("workflows", {"disclosure": disclosure})


_HIDES_LINKS = frozenset({"no_id", "repeated_id", "dangling"})
"""Gaps behind which the link may be that seems to be missing."""
_OF_LINKS = frozenset({"unreachable", "no_end", "endless"})


@rule("GK-WFL-002", about=Workflow, requirements=("R-073",), severity=Severity.WARNING)
def workflow_with_a_gap(workflow: Workflow, index: Index) -> Iterator[Fault]:
    """A workflow has a gap: a step that nothing leads to, no end, or a step for which nobody is responsible.

    It begins at its first step and ends where no transition goes on. While an id is missing, repeated or
    misspelt, nothing is said of steps that cannot be reached.

    Why: the chain has to be whole and without seams; where it breaks, the work stops.

    Instead: add the transition that is missing, or name the body that is responsible for the step.
    """
    found = gaps(workflow)
    hidden = _OF_LINKS if any(gap.kind in _HIDES_LINKS for gap in found) else frozenset[str]()
    for gap in found:
        if gap.kind not in hidden:
            yield Fault(gap.at, {"step": gap.step or gap.at}, gap.kind)
