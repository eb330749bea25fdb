"""Documents that break one rule: its violating cases, each in surroundings where all else is in order.

A case that is one row becomes whole with the members of a row of the pilot compendium, and stands among other rows of
it; what the case leaves out at the place of its fault stays out. Cases of whole documents get the head that they
lack. Of the documents so made those are drawn of which only this rule speaks, where there are any; other rules may
speak as well of what rests on a whole compendium.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, Final

from attrs import field, frozen
from hypothesis import strategies as st

from gongkai_standard.catalogue import Entry
from gongkai_standard.checking import check
from gongkai_standard.codecs.json import dumps
from gongkai_standard.codecs.structure import structure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.item_list import Item
from gongkai_standard.location import parts
from gongkai_standard.rules.registry import RULES
from gongkai_standard.testing.cases import Case, cases_of
from gongkai_standard.testing.pilot import compendium

Tree = dict[str, Any]

_ROWS: Final[Mapping[str, tuple[str, str]]] = {
    "catalogue": ("entries", "catalogues"),
    "item_list": ("items", "item_lists"),
}
"""Kind of document → its rows, and where the pilot compendium holds such documents."""

_TITLES: Final = (
    "养老服务领域基层政务公开标准目录",
    "就业创业领域基层政务公开标准目录",
    "社会救助领域政务公开事项清单",
)


def violating(rule: str, *, max_neighbours: int = 3) -> st.SearchStrategy[Document]:
    """Documents in which the rule finds something.

    `max_neighbours` bounds the items on both sides of a faulty row; a rule on whole documents gets none, since they
    might silence it. Raises UnknownNameError for an id that no rule has.
    """
    made = _made(rule)
    bears_company = RULES[rule].about in (Entry, Item)
    return st.sampled_from(made).flatmap(lambda one: _grown(one, max_neighbours if bears_company else 0))


@frozen
class _Made:
    """A document in which the rule speaks."""

    tree: Mapping[str, Any] = field(repr=False)
    """Of thousands of characters at times; Hypothesis warns when it has to show that."""
    alone: bool
    """Whether no other rule does."""


def _grown(made: _Made, most: int) -> st.SearchStrategy[Document]:
    """The document under any title, and among any neighbours where these cannot silence the rule."""
    kind = made.tree["kind"]
    around = _neighbours(kind, most) if kind in _ROWS and made.alone else st.just(())
    return st.builds(_document, st.just(made.tree), around, around, st.sampled_from(_TITLES))


def _document(tree: Mapping[str, Any], before: tuple[Tree, ...], after: tuple[Tree, ...], title: str) -> Document:
    made = dict(tree)
    if made["kind"] in _ROWS and (before or after):
        rows = _ROWS[made["kind"]][0]
        first = {row["id"] for row in before}
        made[rows] = [*before, *made[rows], *(row for row in after if row["id"] not in first)]
    if "title" in made:
        made["title"] = title
    return structure(made)


def _neighbours(kind: str, most: int) -> st.SearchStrategy[tuple[Tree, ...]]:
    """Rows of some items of the pilot compendium, all rows of each; not those that cases are made whole with."""
    groups = _groups(kind)
    return st.lists(st.sampled_from(range(1, len(groups))), max_size=most // 2, unique=True).map(
        lambda chosen: tuple(row for number in sorted(chosen) for row in groups[number])
    )


@cache
def _pilot() -> Tree:
    tree: Tree = json.loads(dumps(compendium(11)))
    return tree


@cache
def _groups(kind: str) -> tuple[tuple[Tree, ...], ...]:
    """The rows of the pilot compendium's first document of that kind, item by item."""
    rows, held = _ROWS[kind]
    found: dict[str, list[Tree]] = {}
    for row in _pilot()[held][0][rows]:
        found.setdefault(row.get("item_id", row["id"]), []).append(row)
    return tuple(map(tuple, found.values()))


@cache
def _made(rule: str) -> tuple[_Made, ...]:
    if rule not in RULES:
        raise UnknownNameError(Problem(message=f"没有规则“{rule}”", message_en=f'no rule "{rule}"'))
    found = [made for case in cases_of(rule) if case.at for made in _from(case)]
    return tuple(made for made in found if made.alone) or tuple(found)


def _from(case: Case) -> Iterator[_Made]:
    """What becomes of a case: the first document of which only its rule speaks, else all of which it does."""
    others: list[_Made] = []
    for tree in _whole(case):
        told = {finding.rule for finding in check(structure(tree)).findings}
        if told == {case.rule}:
            yield _Made(tree, alone=True)
            return
        if case.rule in told:
            others.append(_Made(tree, alone=False))
    yield from others


def _whole(case: Case) -> Iterator[Tree]:
    """The case's document, made whole in the ways that may leave its rule the only one that speaks."""
    bare: Tree = deepcopy(dict(case.document))
    headed = _headed(bare, case)
    kind = headed["kind"]
    if kind in _ROWS and len(headed.get(_ROWS[kind][0], ())) == 1:
        rows, _ = _ROWS[kind]
        own = headed[rows][0]
        for group in _groups(kind):
            for pattern in group if isinstance(own, dict) else ():
                yield {**headed, rows: [_absent_at(case, {**pattern, **own}, rows, own)]}
    if kind == "compendium":
        faulty = {path[0] for at in case.at if (path := parts(at))}
        yield {**{name: value for name, value in _pilot().items() if name not in faulty}, **headed}
    yield headed
    yield bare


def _absent_at(case: Case, row: Tree, rows: str, own: Tree) -> Tree:
    """The row without what its case leaves out where the fault is."""
    left_out = {path[2] for at in case.at if len(path := parts(at)) > 2 and path[0] == rows} - own.keys()
    return {name: value for name, value in row.items() if name not in left_out}


def _headed(tree: Tree, case: Case) -> Tree:
    """The document with the pilot's head for what it lacks, under the case's text and day, but where the fault is."""
    pilot = _pilot()
    head: Tree = {"profile": case.profile, "publisher": pilot["publisher"], "edition": pilot["edition"]}
    if case.as_of is not None:
        head["edition"] = {**pilot["edition"], "effective": case.as_of.isoformat()}
    if tree["kind"] in _ROWS:
        _, held = _ROWS[tree["kind"]]
        head |= {name: pilot[held][0][name] for name in ("title", "scope_note") if name in pilot[held][0]}
    faulty = {path[0] for at in case.at if (path := parts(at))}
    return {
        **{name: tree[name] for name in ("gongkai", "kind")},
        **{name: value for name, value in head.items() if name not in faulty},
        **tree,
    }
