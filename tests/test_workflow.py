"""Workflows as graphs: where they are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.workflow import Gap, Step, Transition, Workflow, gaps


def workflow(count: int, *links: str) -> Workflow:
    """Steps `1` to `count` with a body each, and transitions written `12`: from 1 to 2."""
    steps = tuple(Step(id=str(i), name=f"第{i}步", responsible_body=("青禾县民政局",)) for i in range(1, count + 1))
    return Workflow(steps=steps, transitions=tuple(Transition(from_=link[0], to=link[1]) for link in links))


def kinds(flow: Workflow) -> list[tuple[str, str]]:
    """(kind, place) of every gap."""
    return [(gap.kind, gap.at) for gap in gaps(flow)]


class TestGaps:
    """三(三): 建立完善全链条、无缝隙的制度规范和工作流程."""

    @pytest.mark.parametrize(
        ("count", "links"),
        [
            (1, []),
            (3, ["12", "23"]),
            (4, ["12", "13", "24", "34"]),
            (3, ["12", "23", "21"]),
            (3, ["12", "22", "23"]),
        ],
        ids=["one step", "a chain", "two ways", "a way back", "a step repeated"],
    )
    def test_a_seamless_workflow_has_none(self, count: int, links: list[str]) -> None:
        """Everything is reached from the first step and comes to an end."""
        assert gaps(workflow(count, *links)) == ()

    @pytest.mark.parametrize(
        ("count", "links", "found"),
        [
            (0, [], [("no_steps", "steps")]),
            (3, ["12"], [("unreachable", "steps/2")]),
            (4, ["12", "34"], [("unreachable", "steps/2")]),
            (4, ["12", "34", "43"], [("unreachable", "steps/2"), ("endless", "steps/2")]),
            (2, ["12", "21"], [("no_end", "transitions")]),
            (4, ["12", "14", "23", "32"], [("endless", "steps/1")]),
            (3, ["12", "13", "33"], [("endless", "steps/2")]),
            (5, ["12", "15", "23", "32", "24", "44"], [("endless", "steps/3")]),
            (2, ["12", "19"], [("dangling", "transitions/1/to")]),
            (2, ["12", "92"], [("dangling", "transitions/1/from")]),
        ],
    )
    def test_a_break_is_named_with_its_place(self, count: int, links: list[str], found: list[tuple[str, str]]) -> None:
        """A break stands where it begins; what hangs on it is not named again."""
        assert kinds(workflow(count, *links)) == found

    def test_a_step_needs_an_id_of_its_own(self) -> None:
        """Without one, or with another step's, no transition can name it."""
        first, second = workflow(2).steps
        flow = Workflow(
            steps=(first, Step(name="无编号", responsible_body=("民政局",)), second, second),
            transitions=(Transition(from_="1", to="2"),),
        )
        assert gaps(flow) == (Gap("no_id", "steps/1/id", "无编号"), Gap("repeated_id", "steps/3/id", "2"))

    def test_a_step_needs_somebody_responsible(self) -> None:
        """Blanks are nobody."""
        flow = Workflow(steps=(Step(id="1", responsible_body=(" ",)),))
        assert gaps(flow) == (Gap("no_responsible_body", "steps/0/responsible_body", "1"),)

    def test_a_transition_needs_both_ends(self) -> None:
        """An end that is not given names no step."""
        flow = Workflow(steps=workflow(1).steps, transitions=(Transition(from_="1"),))
        assert gaps(flow) == (Gap("dangling", "transitions/0/to", ""),)

    @given(st.integers(1, 7).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.tuples(*[st.integers(1, n)] * 2)))))
    def test_none_means_that_every_step_is_on_a_way_from_start_to_end(
        self, graph: tuple[int, set[tuple[int, int]]]
    ) -> None:
        """A graph without gaps is one in which, tried step by step, all are reached and all come to an end."""
        count, links = graph
        flow = workflow(count, *(f"{a}{b}" for a, b in links))
        ways = {(a, a) for a in range(1, count + 1)} | links
        for _ in range(count):
            ways |= {(a, d) for a, b in ways for c, d in links if b == c}
        ends = set(range(1, count + 1)) - {a for a, _ in links}
        is_whole = all((1, a) in ways and any((a, end) in ways for end in ends) for a in range(1, count + 1))

        assert is_whole == (gaps(flow) == ())

    def test_a_long_workflow_takes_no_long_time(self) -> None:
        """Ten thousand steps in a row with a circle at the end are walked, not tried pair by pair."""
        steps = tuple(Step(id=str(i), responsible_body=("民政局",)) for i in range(10_000))
        links = tuple(Transition(from_=str(i), to=str(i + 1)) for i in range(9_999))
        flow = Workflow(
            steps=(*steps, Step(id="end", responsible_body=("民政局",))),
            transitions=(*links, Transition(from_="0", to="end"), Transition(from_="9999", to="9998")),
        )
        assert kinds(flow) == [("endless", "steps/9998")]
