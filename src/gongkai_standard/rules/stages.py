"""环节 — what the rules on the five disclosures share: stages that are missing, and terms that are too long there.

Source: notice 三(三). A stage can only be missing from a compendium that is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.five_disclosures import disclosure_of
from gongkai_standard.item_list import Item
from gongkai_standard.law import Maximum, Subject, maxima, maximum
from gongkai_standard.rules._rule import Fault, Severity
from gongkai_standard.rules.duration import stated, working_days
from gongkai_standard.rules.index import Group, Index
from gongkai_standard.rules.lateness import OWN_FORMATION
from gongkai_standard.time_limit import TimeLimit

ENFORCEMENT: Final = frozenset({"penalty", "compulsion", "inspection", "levy", "permit"})
"""Power types that are exercised by enforcement. Source: notice 三(三) 行政执法公示制度."""

SERVICES: Final = frozenset({"permit", "payment", "confirmation", "public_service"})
"""Power types that people apply for. Source: notice 三(三) 各类行政审批、政务服务事项."""


def is_service(item: Item) -> bool:
    """Whether people apply for it, so that it has to have a guide and a code: not what is exempt or has ended."""
    return item.power_type in SERVICES and item.exemption is None and not item.has_ended


def has_services(index: Index) -> bool:
    """Whether any item is one that people apply for."""
    return any(item.power_type in SERVICES for _at, item in index.items)


@cache
def same_as(stage: str) -> frozenset[str]:
    """The codes that stand for a stage: its own, and those of headings that local catalogues use for it."""
    return frozenset({stage, *(code.code for code in code_list("stage") if stage in code.replaced_by)})


def lacking(
    group: Group,
    index: Index,
    disclosure: str,
    stage: str,
    severity: Severity | None = None,
    also: tuple[str, ...] = (),
) -> Iterator[Fault]:
    """A fault when a complete compendium has entries of the disclosure for this item, but none of the stage.

    It violates R-063 (逐环节) besides. The place is the first entry of the item there. Nothing is said where
    an entry may be the one that is looked for and something else is wrong with it: its disclosure, its own stage, the
    item it refers to.
    """
    if not index.complete or disclosure not in group.stages or shows(group, index, stage):
        return
    of_it = [(at, entry) for at, entry in group.entries if entry.disclosure == disclosure]
    if all(_is_placed(entry, index) for _at, entry in of_it) and not index.is_excused(group, disclosure, stage):
        yield Fault(of_it[0][0], {"stage": stage}, severity=severity, also=("R-063", *also))


def shows(group: Group, index: Index, *stages: str) -> bool:
    """Whether an entry of the item has one of the stages, under whatever disclosure, or one astray of its names.

    An item that no list has shows everything: that it is not listed is its one fault.
    """
    wanted = frozenset().union(*map(same_as, stages))
    if (group.item is None and index.items) or any(entry.stage in wanted for _at, entry in group.entries):
        return True
    first = group.entries[0][1]
    names = (first.domain, first.level_one, first.level_two, first.level_three)
    return bool(index.strays) and any((*names, stage) in index.strays for stage in wanted)


def _is_placed(entry: Entry, index: Index) -> bool:
    return (
        entry.stage is not None
        and index.knows("stage", entry.stage)
        and disclosure_of(entry.stage) in (None, entry.disclosure)
    )


_TOLD_WITHIN: Final[Mapping[str, str]] = {"处罚": "penalty", "许可": "permit"}


def longest(entry: Entry, limit: TimeLimit, index: Index) -> tuple[Maximum, ...]:
    """What bounds a term where the rule on the entry's stage is in force and speaks of it, the strictest first.

    The general maximum of the disclosure regulation is for GK-CAT-006 to judge, where this is empty.
    """
    rule, subject = _STAGE_LIMITS.get(entry.stage or "", ("", "information"))
    if rule not in index.in_force or (subject == "interpretation" and limit.trigger in OWN_FORMATION):
        return ()
    if subject == "enforcement_decision":
        if _decides_permit_or_penalty(entry, limit, index):
            subject = "permit_or_penalty"
        bound = maxima(subject, index.as_of) if index.as_of else ()
        return bound if bound and bound[0].subject != "information" else ()
    return maxima(subject, index.as_of)


_STAGE_LIMITS: Final[Mapping[str, tuple[str, Subject]]] = {
    "interpretation": ("GK-DEC-005", "interpretation"),
    "result": ("GK-MGT-006", "enforcement_decision"),
    "random_inspection": ("GK-MGT-009", "random_inspection"),
}
"""Stage → the rule that judges its terms, and what is disclosed there."""


def _decides_permit_or_penalty(entry: Entry, limit: TimeLimit, index: Index) -> bool:
    """Whether the term is for decisions on permits or penalties: by its own words, the item, the entry's words.

    Where another term of the entry is said to be for them, this one is for the rest.
    """
    if limit.applies_to and (_is_told(limit.applies_to) or _BUT.search(limit.applies_to)):
        return _is_told(limit.applies_to)
    if any(other.applies_to and _is_told(other.applies_to) for _i, other in stated(entry)):
        return False
    item = index.item_by_id.get(entry.item_id or "")
    if item is not None and item.power_type:
        return item.power_type in _TOLD_WITHIN.values()
    names = (entry.level_one, entry.level_two, entry.level_three, *entry.content)
    return any(word in name for name in names if name for word in _TOLD_WITHIN)


def _is_told(applies_to: str) -> bool:
    """Whether a term is said to be for permits or penalties, and not for all but them (除处罚决定外)."""
    return _BUT.search(applies_to) is None and any(word in applies_to for word in _TOLD_WITHIN)


_BUT: Final = re.compile(r"^除|[以之]外")


def too_long(entry: Entry, at: str, index: Index, variant: str, stricter: str | None = None) -> Iterator[Fault]:
    """A warning for each time limit of an entry that is longer than the rule on its stage allows.

    Where `stricter` is given, it is the variant for a term that a wider rule would allow longer: both are named.
    Beyond the general maximum it violates R-066 as well.
    """
    for i, limit in stated(entry):
        bound, days = longest(entry, limit, index), working_days(limit)
        if not bound or days <= bound[0].days:
            continue
        allowed = bound[0].days
        params = {
            "quantity": limit.quantity,
            "unit": limit.unit,
            "days": allowed,
            "law": tuple(rule.citation for rule in bound if rule.days == allowed),
        }
        wider = [rule for rule in bound if rule.days > allowed]
        if stricter and wider:
            params |= {"wider": tuple(rule.citation for rule in wider), "most": wider[0].days}
        general = maximum("information", index.as_of)
        also = ("R-066",) if general is not None and days > general.days else ()
        yield Fault(
            f"{at}/time_limits/{i}", params, stricter if stricter and wider else variant, Severity.WARNING, also
        )


def rule_on_vagueness(entry: Entry) -> str | None:
    """The rule on the entry's stage that reports a time limit without a number, where there is one."""
    return _VAGUE_AT.get(entry.stage or "")


_VAGUE_AT: Final[Mapping[str, str]] = {
    "progress": "GK-EXE-005",
    **dict.fromkeys(("handling_process", "handling_result"), "GK-SVC-007"),
}
