"""检查 — runs the rules over one index and makes a report of what they find.

On clean data a rule costs one generator call per subject; everything else (severity, words, places,
conformance) is paid for by findings alone or once per document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from gongkai_standard.location import enclosing, parts
from gongkai_standard.requirements import requirements
from gongkai_standard.rules import conformance, needs
from gongkai_standard.rules._rule import Fault, Rule, Severity, Undecided
from gongkai_standard.rules.index import NOUNS, Index, label
from gongkai_standard.rules.messages import EN, ZH, Message, message, render
from gongkai_standard.rules.personal_data import masked
from gongkai_standard.rules.policy import Policy
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import AppliedPack, Finding, Report, Subject, Summary
from gongkai_standard.rules.statement import statement
from gongkai_standard.shape import members

STRUCTURE = "GK-WEB-010"
"""The one rule that speaks where a member has the wrong shape."""

SAMPLE = 1000
"""How many findings of one rule a report holds, unless the caller says otherwise."""


def faults(index: Index, hushed: dict[str, str]) -> Iterator[tuple[Rule, str, Any, Fault]]:
    """(rule, place, subject, fault) for everything that is wrong, by kind of subject, then in document order.

    `hushed` receives the ids of the rules whose silence says nothing, and why: a member has the wrong shape, or the
    rule said that it cannot tell.
    """
    running = [rule for rule in (*RULES.values(), *index.local_rules) if runs(rule, index)]
    hidden = _hidden(index)
    for about in NOUNS:
        bound = [(rule, rule.find) for rule in running if rule.about is about]
        if not bound:
            continue
        for at, subject in index.subjects(about):
            for rule, find in bound:
                for fault in find(subject, index):
                    if isinstance(fault, Undecided):
                        hushed.setdefault(rule.id, fault.why)
                        continue
                    place = fault.at if fault.at.startswith("/") else f"{at}/{fault.at}" if fault.at else at
                    if hidden and rule.id != STRUCTURE and hidden(place):
                        hushed.setdefault(rule.id, "misshapen")
                    else:
                        yield rule, place, subject, fault


def runs(rule: Rule, index: Index) -> bool:
    """Whether the rule has something to say about this document at all."""
    return (
        rule.id in index.in_force
        and needs.missing(rule.needs, index) is None
        and (rule.applies is None or rule.applies(index))
    )


def _hidden(index: Index) -> Callable[[str], bool] | None:
    """Which places only the structure rule may speak of: a misshapen member, inside it, and what rests on it.

    What rests on it are the parts around it up to, but without, the nearest subject of rules.
    """
    if not index.misshapen:
        return None
    wrong = {fault.at for fault in index.misshapen}
    around = {
        place
        for fault in index.misshapen
        for place in enclosing(fault.at)
        if place != fault.subject and place.startswith(fault.subject)
    }

    def hidden(place: str) -> bool:
        return place in around or any(outer in wrong for outer in enclosing(place))

    return hidden


def check_index(
    index: Index,
    *,
    sha256: str | None = None,
    where: Callable[[str], str | None] | None = None,
    policy: Policy | None = None,
    packs: Iterable[AppliedPack] = (),
    calendar: str | None = None,
    sample: int = SAMPLE,
) -> Report:
    """The report on an indexed document.

    `where` gives the source place of a pointer. `packs` and `calendar` are what the index was made with beside the
    document, which the report names.
    """
    graded: dict[tuple[str, Severity], Severity] = {}
    grading = policy.grading(index.profile.name, index.publisher, index.as_of) if policy else None
    eased = index.phase == "voluntary"

    def grade(rule: Rule, fault: Fault) -> Severity:
        own = fault.severity or rule.severity
        if (rule.id, own) not in graded:
            lowered = Severity.WARNING if eased and rule.eased and own is Severity.ERROR else own
            graded[rule.id, own] = grading.grade(rule, lowered) if grading else lowered
        return graded[rule.id, own]

    by_rule: Counter[str] = Counter()
    by_severity: Counter[Severity] = Counter()
    violated: set[str] = set()
    hushed: dict[str, str] = {}
    shown: list[Finding] = []
    named: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def cited(rule: Rule, fault: Fault) -> tuple[str, ...]:
        key = (rule.id, fault.also)
        if key not in named:
            also = (name for name in fault.also if conformance.is_asked(name, index))
            named[key] = tuple(dict.fromkeys((*rule.requirements, *also)))
        return named[key]

    for rule, place, subject, fault in faults(index, hushed):
        severity = grade(rule, fault)
        by_severity[severity] += 1
        by_rule[rule.id] += 1
        requirements_named = cited(rule, fault)
        violated.update(requirements_named)
        if by_rule[rule.id] <= sample:
            shown.append(_finding(rule, requirements_named, severity, place, subject, fault, where))
    order = (*RULES, *(rule.id for rule in index.local_rules))
    publisher = index.publisher
    as_of = index.as_of.isoformat() if index.as_of else None
    graded_by = grading.tree if grading else None
    states = conformance.states(index, violated, hushed)
    return Report(
        profile=index.profile.name,
        as_of=as_of,
        policy=graded_by,
        packs=tuple(packs),
        calendar=calendar,
        subject=Subject(
            title=masked(getattr(index.document, "title", None)),
            publisher=publisher.name if publisher else None,
            sha256=sha256,
        ),
        summary=Summary(
            error=by_severity[Severity.ERROR],
            warning=by_severity[Severity.WARNING],
            info=by_severity[Severity.INFO],
            by_rule={rule: by_rule[rule] for rule in order if by_rule[rule]},
            cut={rule: by_rule[rule] - sample for rule in order if by_rule[rule] > sample},
        ),
        findings=tuple(sorted(shown, key=lambda finding: _document_order(finding, type(index.document)))),
        conformance=states,
        statement=statement(states, profile=index.profile.name, as_of=as_of, sha256=sha256, policy=graded_by),
    )


def _document_order(finding: Finding, document: type) -> tuple[bool, list[tuple[int, str]]]:
    """What is said of the document as a whole first, then rows by number and members as declared."""
    places = parts(finding.at)
    inside = any(place.isdecimal() for place in places)
    order: list[tuple[int, str]] = []
    noun: type | None = document
    for place in places:
        if place.isdecimal():
            order.append((int(place), ""))
            continue
        ranks = _ranks(noun) if noun else {}
        rank, noun = ranks.get(place, (len(ranks), None))
        order.append((rank, place))
    return inside, order


@cache
def _ranks(noun: type) -> Mapping[str, tuple[int, type | None]]:
    """Member name → its rank in the order of declaration, and the noun that it holds."""
    return {m.name: (rank, m.noun) for rank, m in enumerate(members(noun))}


def _said(rule: Rule, variant: str | None) -> Message:
    """The words of a rule: a row of the tables, or one that an extension brings along."""
    if not rule.messages:
        return message(rule.id, variant)
    own = {each.variant: each for each in rule.messages}
    return own.get(variant) or own[None]


def named(fault: Fault, item: str) -> dict[str, Any]:
    """The parameters of a fault's messages, `item` and `variant` among them, with numbers of persons masked."""
    params = {**fault.params, "item": fault.params.get("item") or item}
    params = {name: masked(value) for name, value in params.items()}
    return {**params, "variant": fault.variant} if fault.variant else params


def spoken(rule: Rule, variant: str | None, params: Mapping[str, Any]) -> dict[str, str]:
    """What the finding of a fault says: member of `Finding` → text. Raises KeyError for a parameter that is missing."""
    says = _said(rule, variant)
    return {
        "message": render(says.zh, params, ZH),
        "message_en": render(says.en, params, EN),
        "fix": render(says.fix_zh, params, ZH),
        "fix_en": render(says.fix_en, params, EN),
    }


def _finding(
    rule: Rule,
    cited: tuple[str, ...],
    severity: Severity,
    place: str,
    subject: Any,
    fault: Fault,
    where: Callable[[str], str | None] | None,
) -> Finding:
    params = named(fault, label(subject) or place)
    first = requirements()[cited[0]]
    return Finding(
        rule=rule.id,
        severity=severity,
        requirements=cited,
        clause=first.clause,
        phrase=first.phrase,
        at=place,
        cell=where(place) if where else None,
        params=params,
        **spoken(rule, fault.variant, params),
    )
