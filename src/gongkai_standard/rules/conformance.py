"""符合性声明 — where every requirement of the notice stands after a check; never more than was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from typing import Final

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.compendium import Compendium
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList, SourceList
from gongkai_standard.requirements import Requirement, requirements
from gongkai_standard.rules import evidence, needs
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.index import Group, Index
from gongkai_standard.rules.messages import EN, ZH, render, words
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.statement import State, StateName
from gongkai_standard.workflow import Workflow

_SUBJECT_NEEDS: Mapping[type, str] = {
    Entry: needs.CATALOGUE,
    Group: needs.CATALOGUE,
    Catalogue: needs.CATALOGUE,
    Item: needs.ITEM_LIST,
    ItemList: needs.ITEM_LIST,
    SourceList: needs.SOURCE_LIST,
    Workflow: needs.WORKFLOWS,
    Guide: needs.GUIDES,
    Compendium: needs.COMPENDIUM,
}
"""What a document without any subject of a rule would need."""


def possible_states(requirement: Requirement) -> tuple[StateName, ...]:
    """The states that a requirement can be in: what is for people to attest is never met, and never violated."""
    if requirement.automation == "attest":
        return ("not_applicable", "to_attest", "attested")
    return ("met", "violated", "not_applicable", "not_checked")


def states(index: Index, violated: Set[str], hushed: Mapping[str, str]) -> dict[str, State]:
    """Requirement id → its state.

    `violated` are the requirements that findings named, `hushed` the rules whose silence says nothing, and why.
    """
    return {name: _state(requirement, index, name in violated, hushed) for name, requirement in requirements().items()}


def _state(requirement: Requirement, index: Index, violated: bool, hushed: Mapping[str, str]) -> State:
    if requirement.automation == "attest":
        return _of_people(requirement, index)
    if violated:
        return State(state="violated")
    in_force = [rule for rule in _rules_on(requirement.id) if rule.id in index.in_force]
    if not in_force:
        return _because("not_applicable", "not_in_profile")
    why = next((hushed[rule.id] for rule in in_force if rule.id in hushed), None)
    if why is not None:
        return _because("not_checked", why)
    each = [_of_rule(rule, index) for rule in in_force]
    weakest = min(each, key=lambda found: _CLAIMS.index(found.state))
    if weakest.state != "met":
        return weakest
    if requirement.automation == "partly":
        return _because("met", "partly_attested" if _is_stated(requirement, index) else "partly")
    left_open = next((rule.leaves_open for rule in in_force if rule.leaves_open), None)
    return _because("met", left_open) if left_open else weakest


def _of_people(requirement: Requirement, index: Index) -> State:
    """What is for people to attest: never more than that a statement or record is there."""
    if not index.profile.has_in_force((requirement.id,)):
        return _because("not_applicable", "not_in_profile")
    found = evidence.judge(requirement, index)
    state: StateName = "attested" if found.attested else "to_attest"
    if found.why is None:
        return State(state=state)
    why, why_zh = (render(words("why", found.why, language), found.params, language) for language in (EN, ZH))
    return State(state=state, why=why, why_zh=why_zh)


def _is_stated(requirement: Requirement, index: Index) -> bool:
    """Whether people attest what the data leave open."""
    document = index.document
    return isinstance(document, Compendium) and evidence.statement(requirement.id, document, index.asked).attested


_CLAIMS: Final[tuple[StateName, ...]] = ("not_checked", "met", "not_applicable")
"""What the rules on one requirement may say; all together they say what comes first."""


def is_asked(requirement: str, index: Index) -> bool:
    """Whether the profile has a rule on the requirement in force."""
    return any(rule.id in index.in_force for rule in _rules_on(requirement))


@cache
def _rules_on(requirement: str) -> tuple[Rule, ...]:
    """The rules that cite a requirement."""
    return tuple(rule for rule in RULES.values() if requirement in rule.requirements)


def _of_rule(rule: Rule, index: Index) -> State:
    """What the silence of one rule says."""
    missing = needs.missing(rule.needs, index)
    if missing is None and not index.subjects(rule.about):
        missing = _SUBJECT_NEEDS[rule.about]
    if missing is not None:
        return _because("not_checked", missing)
    missing = needs.missing(rule.met_needs, index)
    if missing in _NO_MATTER and rule.applies is not None and not rule.applies(index):
        return _because("not_applicable", "nothing_of_the_kind")
    return State(state="met") if missing is None else _because("not_checked", missing)


_NO_MATTER: Final = (None, needs.DATE, needs.HOME_PAGE, needs.REVIEWED, needs.PUBLICATIONS)
"""Needs without which one can still tell that a document holds nothing that a rule speaks of."""


@cache
def _because(state: StateName, why: str) -> State:
    return State(state=state, why=words("why", why, EN), why_zh=words("why", why, ZH))
