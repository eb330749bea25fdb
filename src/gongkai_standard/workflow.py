"""公开流程 — how one disclosure is carried out: steps, and the transitions between them. Source: notice 三(三).

Steps and transitions are a graph. It begins at the first step and ends at every step from which none goes on.
What keeps it from being 全链条、无缝隙 is a value (`Gap`) and found by `gaps`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.edition import Edition
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Step:
    """步骤 — one step, and who is responsible for it."""

    id: str | None = field(default=None, metadata=term("步骤编号", "step id"))
    name: str | None = field(default=None, metadata=term("步骤名称", "step name"))
    responsible_body: tuple[str, ...] = field(default=(), metadata=term("责任主体", "responsible body"))
    documents: tuple[str, ...] = field(default=(), metadata=term("文书", "documents"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Transition:
    """步骤衔接 — from one step to the next, always or on a condition."""

    from_: str | None = field(default=None, metadata=term("起始步骤", "from step"))
    to: str | None = field(default=None, metadata=term("后续步骤", "to step"))
    condition: str | None = field(default=None, metadata=term("条件", "condition"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Workflow:
    """公开流程 — the workflow of one disclosure in one edition."""

    kind: ClassVar[Literal["workflow"]] = "workflow"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    disclosure: str | None = field(default=None, metadata=term("五公开类别", "disclosure", codes="disclosure"))
    steps: tuple[Step, ...] = field(default=(), metadata=term("步骤", "steps"))
    transitions: tuple[Transition, ...] = field(default=(), metadata=term("步骤衔接", "transitions"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


GapKind = Literal[
    "no_steps", "no_id", "repeated_id", "dangling", "unreachable", "no_end", "endless", "no_responsible_body"
]


@frozen
class Gap:
    """断点 — one place where a workflow is broken."""

    kind: GapKind
    """no_steps: it has none. no_id, repeated_id: no transition can name the step. dangling: a transition names no
    step. unreachable: nothing leads to the step. no_end: every step goes on. endless: a circle that nothing leaves.
    no_responsible_body: nobody answers for the step."""
    at: str
    """Where, relative to the workflow: `steps/2`, `transitions/0/to`. Of a circle, its first step."""
    step: str
    """Name or id of the step, or the id that no step has; empty where none is concerned."""


def gaps(workflow: Workflow) -> tuple[Gap, ...]:
    """Every gap of a workflow, the steps' own first, then those of the transitions, then those of the whole.

    Of a part that is cut off, only the steps are named that nothing leads to; what follows them hangs on them.

    >>> [gap.kind for gap in gaps(Workflow(steps=(Step(id="1", responsible_body=("民政局",)), Step(id="2"))))]
    ['no_responsible_body', 'unreachable']
    """
    if not workflow.steps:
        return (Gap("no_steps", "steps", ""),)
    first: dict[str, int] = {}
    found: list[Gap] = []
    for i, step in enumerate(workflow.steps):
        name = step.name or step.id or ""
        if not step.id:
            found.append(Gap("no_id", f"steps/{i}/id", name))
        elif step.id in first:
            found.append(Gap("repeated_id", f"steps/{i}/id", step.id))
        else:
            first[step.id] = i
        if not any(map(str.strip, step.responsible_body)):
            found.append(Gap("no_responsible_body", f"steps/{i}/responsible_body", name))
    links: list[tuple[int, int]] = []
    for i, link in enumerate(workflow.transitions):
        ends = (("from", link.from_), ("to", link.to))
        found += [Gap("dangling", f"transitions/{i}/{end}", id or "") for end, id in ends if id not in first]  # noqa: A001
        if link.from_ in first and link.to in first:
            links.append((first[link.from_], first[link.to]))
    named = sorted(first.values())
    found += [Gap(kind, at, _name(workflow, i)) for kind, at, i in _breaks(named, links)]
    return tuple(found)


def _name(workflow: Workflow, i: int | None) -> str:
    return "" if i is None else workflow.steps[i].name or workflow.steps[i].id or ""


def _breaks(steps: list[int], links: Collection[tuple[int, int]]) -> Iterator[tuple[GapKind, str, int | None]]:
    """(kind, place, step) of every break of the graph. `steps` are in the order of the document."""
    after, before = _neighbours(links), _neighbours((to, from_) for from_, to in links)
    begun = _reached(steps[:1], after)
    cut_off = [i for i in steps if i not in begun]
    heads = [i for i in cut_off if not before.get(i, set()) - {i}]
    covered = _reached(heads, after)
    for i in cut_off:
        if i not in covered:
            heads.append(i)
            covered |= _reached([i], after, covered)
    yield from (("unreachable", f"steps/{i}", i) for i in sorted(heads))
    ends = [i for i in steps if not after.get(i)]
    if steps and not ends:
        yield "no_end", "transitions", None
        return
    ending = _reached(ends, before)
    circles = _circles([i for i in steps if i not in ending], after, before)
    yield from (("endless", f"steps/{i}", i) for i in sorted(map(min, circles)))


def _neighbours(links: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for from_, to in links:
        found.setdefault(from_, set()).add(to)
    return found


def _reached(starts: Iterable[int], after: Mapping[int, set[int]], known: Set[int] = frozenset()) -> set[int]:
    """The starts and all that follows them, but for what is known."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = after.get(waiting.pop(), set()) - found - known
        found |= new
        waiting += new
    return found


def _circles(steps: list[int], after: Mapping[int, set[int]], before: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The circles in which steps end that reach no end: components that nothing leaves (S. R. Kosaraju)."""
    seen, order = set[int](), list[int]()
    for step in steps:
        waiting = [(step, False)]
        while waiting:
            i, is_done = waiting.pop()
            if is_done:
                order.append(i)
            elif i not in seen:
                seen.add(i)
                waiting += ((i, True), *((j, False) for j in before.get(i, ())))
    placed = set[int]()
    for i in reversed(order):
        if i not in placed:
            circle = _reached([i], after, placed)
            placed |= circle
            if all(after[j] <= circle for j in circle):
                yield circle
