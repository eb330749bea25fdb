"""Code lists, rules and requirements as plain trees: the one form that files, commands and pages show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import asdict

from gongkai_standard.codelists import CodeList
from gongkai_standard.requirements import Requirement, requirement, requirements
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.conformance import possible_states
from gongkai_standard.rules.messages import message, state_words
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.registry import RULES


def code_list_head(codes: CodeList) -> dict[str, Any]:
    """What is known of a list as a whole."""
    head = {"name": codes.name, "zh": codes.zh, "en": codes.en, "closed": codes.closed, "note": codes.note}
    return _plain(head)


def code_list_entry(codes: CodeList) -> dict[str, Any]:
    """A list with its codes in order."""
    return {**code_list_head(codes), "codes": [_plain(asdict(code)) for code in codes]}


def rule_entry(rule: Rule) -> dict[str, Any]:
    """A rule: what it finds, why that is wrong and what to do, with the first clause that it rests on."""
    said = message(rule.id, None)
    first = requirement(rule.requirements[0])
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity.value,
        "requirements": list(rule.requirements),
        "clause": first.clause,
        "phrase": first.phrase,
        "fault": said.fault_zh,
        "why": said.why_zh,
        "fix": said.fix_zh,
        "page_en": rule.page,
    }


def profile_entry(text: Profile) -> dict[str, Any]:
    """A text of the standard: what it asks of entries and items, and the rules that are in force under it."""
    members = asdict(text) | {
        "required": sorted(text.required),
        "item_required": sorted(text.item_required),
        "requirements": sorted(requirements() if text.requirements is None else text.requirements),
        "headings": dict(text.headings),
        "code_lists": dict(text.code_lists),
        "rules": [rule.id for rule in RULES.values() if text.has_in_force(rule.requirements)],
    }
    return _plain(members)


def requirement_entry(asked: Requirement) -> dict[str, Any]:
    """A requirement with everything that is known of it, and the states that it can be in."""
    return {**_plain(asdict(asked)), "states": list(possible_states(asked))}


def slot_entry(asked: Requirement) -> dict[str, Any]:
    """The id that is reserved for a requirement which people attest: it never finds anything."""
    return {
        "id": asked.rules[0],
        "requirements": [asked.id],
        "clause": asked.clause,
        "phrase": asked.phrase,
        "severity": asked.severity,
        "automation": asked.automation,
        "evidence": asked.evidence,
    }


def slots() -> Mapping[str, Requirement]:
    """Reserved id → the requirement that people attest, in the order of the notice."""
    return {each.rules[0]: each for each in requirements().values() if each.automation == "attest"}


def state_definitions() -> dict[str, Any]:
    """State → what it is called and what it means, in Chinese and English."""
    return {name: {k: v for k, v in asdict(words).items() if k != "state"} for name, words in state_words().items()}


def _plain(members: dict[str, Any]) -> dict[str, Any]:
    """As JSON: dates as text, tuples as lists, members without a value left out."""
    return {
        key: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for key, value in members.items()
        if value is not None and value != () and value != ""
    }
