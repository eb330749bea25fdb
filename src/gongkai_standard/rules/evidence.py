"""佐证的采信 — where a requirement stands that no software can decide: attested, or to attest, and why.

`attested` says that a complete statement, or a record of the kind that the requirement names as its evidence, is in
the compendium. It says nothing about whether the statement is true. A statement is complete with its date, its author
and at least one piece of evidence that has an address. Source: the requirements whose `automation` is `attest`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from attrs import field, frozen

from gongkai_standard.attestation import Attestation, Consultation, Exchange
from gongkai_standard.codelists import read_day, read_table
from gongkai_standard.compendium import Compendium
from gongkai_standard.folding import fold
from gongkai_standard.mapping import EMPTY
from gongkai_standard.organisation import PlanRow
from gongkai_standard.publisher import pilot_unit
from gongkai_standard.requirements import Requirement
from gongkai_standard.rules.codes import code_of
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import says_something
from gongkai_standard.rules.review import reviewer


@frozen
class Judgement:
    """Whether a requirement is attested, and in a word of the list `why` with its parameters, on what ground."""

    attested: bool
    why: str | None = None
    params: Mapping[str, Any] = field(default=EMPTY)


_NOTHING: Final = Judgement(False)


def judge(requirement: Requirement, index: Index) -> Judgement:
    """What statements and records say of a requirement that is for people to attest."""
    document = index.document
    if not isinstance(document, Compendium):
        return _NOTHING
    against = _AGAINST.get(requirement.id)
    if against is not None and (why := against(document, index)):
        return Judgement(False, why)
    stated = statement(requirement.id, document, index.asked)
    if stated.attested:
        return stated
    recorded = _recorded(requirement.id, document, index)
    return recorded if recorded.attested or stated.why is None else stated


# ---------------------------------------------------------------- statements


def statement(requirement: str, document: Compendium, as_of: date | None) -> Judgement:
    """The judgement on the attestations of one requirement: the first complete one, else what the last one lacks.

    One that is dated after `as_of`, the day that the caller asked about, counts for nothing yet.
    """
    found = _NOTHING
    for attestation in document.attestations:
        if attestation.requirement and attestation.requirement.strip() == requirement:
            found = _judge(attestation, as_of)
            if found.attested:
                return found
    return found


def _judge(attestation: Attestation, as_of: date | None) -> Judgement:
    given = {
        "statement": says_something(attestation.statement),
        "date": attestation.date is not None,
        "author": says_something(attestation.author),
        "evidence": any(map(_has_address, attestation.evidence)),
    }
    lacking = tuple(member for member, there in given.items() if not there)
    if lacking or attestation.date is None:
        return Judgement(False, "attestation_lacks", {"attestation": lacking})
    params = {"author": attestation.author, "date": attestation.date.isoformat()}
    if as_of is not None and attestation.date > as_of:
        return Judgement(False, "attestation_later", params)
    return Judgement(True, "stated", params)


def _has_address(evidence: object) -> bool:
    address = evidence.get("url") if isinstance(evidence, Mapping) else evidence
    return isinstance(address, str) and says_something(address)


# ---------------------------------------------------------------- records


@frozen
class _Kind:
    """Which records of a compendium are evidence for a requirement."""

    member: str
    """The member of the compendium that holds them."""
    needed: tuple[str, ...]
    """What each of them has to give."""
    bears_on_it: Callable[[Any, Index], bool] = lambda record, index: True
    """Whether a record that gives all that is about the requirement."""


def _recorded(requirement: str, document: Compendium, index: Index) -> Judgement:
    kind = _KINDS.get(requirement)
    if kind is None:
        return _NOTHING
    held = getattr(document, kind.member)
    records = held if isinstance(held, tuple) else (held,) if held is not None else ()
    if any(_gives(record, kind.needed, index.asked) and kind.bears_on_it(record, index) for record in records):
        return Judgement(True, "recorded", {"records": kind.member})
    return Judgement(False, "record_lacks", {"records": kind.member}) if records else _NOTHING


def _gives(record: object, needed: tuple[str, ...], as_of: date | None) -> bool:
    for member in needed:
        value = getattr(record, member)
        if value is None or (isinstance(value, str) and not says_something(value)):
            return False
        if isinstance(value, date) and as_of is not None and value > as_of:
            return False
    return True


def _on_the_list(consultation: Consultation, index: Index) -> bool:
    """Whether people were asked about a version of the item list that is here."""
    versions = {edition.version for _, items in index.item_lists if (edition := index.edition_of(items))}
    return consultation.version in versions and (consultation.adopted or 0) <= (consultation.opinions or 0)


def _is_known_activity(exchange: Exchange, index: Index) -> bool:
    return code_of("exchange_activity", exchange.activity) is not None


def _is_by_the_province(exchange: Exchange, index: Index) -> bool:
    return fold(exchange.organiser or "") in _GENERAL_OFFICE and _is_known_activity(exchange, index)


_GENERAL_OFFICE: Final = frozenset(
    fold(province + government + "办公厅") for province in ("", "河南") for government in ("省政府", "省人民政府")
)
"""省政府办公厅, as it signs."""


def _is_training_in_standards(exchange: Exchange, index: Index) -> bool:
    is_training = code_of("exchange_activity", exchange.activity) == "training"
    return is_training and reviewer(exchange.organiser) == "standardisation"


def _with_outcome(outcome: str) -> _Kind:
    return _Kind(
        "evaluations",
        ("outcome", "title", "date", "evaluator"),
        lambda evaluation, index: code_of("evaluation_outcome", evaluation.outcome) == outcome,
    )


def _is_done(row: PlanRow, index: Index) -> bool:
    """Whether the task and every other task of the plan was completed in time."""
    plan = index.document.plan if isinstance(index.document, Compendium) else ()
    return all(each.due and each.completed and each.completed <= each.due for each in plan)


_CONSULTATION: Final = _Kind("consultations", ("version", "date", "method", "opinions", "adopted"), _on_the_list)
_EXCHANGE: Final = ("activity", "title", "date", "organiser")

_KINDS: Final[Mapping[str, _Kind]] = {
    "R-007": _CONSULTATION,
    "R-024": _CONSULTATION,
    "R-107": _Kind("site", ("search_url",)),
    "R-126": _Kind("exchanges", _EXCHANGE, _is_training_in_standards),
    "R-133": _Kind("exchanges", _EXCHANGE, _is_by_the_province),
    "R-134": _Kind("exchanges", _EXCHANGE, _is_known_activity),
    "R-137": _with_outcome("commended"),
    "R-138": _with_outcome("bonus"),
    "R-139": _with_outcome("criticised"),
    "R-140": _with_outcome("summoned"),
    "R-151": _Kind("plan", ("name", "due", "completed"), _is_done),
}
"""Requirement → the records that its evidence consists of. Of all others a statement is the only evidence."""


def record_of(requirement: str) -> str | None:
    """The member of a compendium whose records attest a requirement; None where a statement alone does."""
    kind = _KINDS.get(requirement)
    return kind.member if kind else None


# ---------------------------------------------------------------- what speaks against it


def _rows_without_source(document: Compendium, index: Index) -> str | None:
    """A plan that does not say that it is not the notice's: the annex was never printed with it."""
    return "plan_not_marked" if any(row.source != "not_in_notice" for row in document.plan) else None


def _bonus_without_city(document: Compendium, index: Index) -> str | None:
    """A bonus for the city above a unit that has none above it."""
    unit = pilot_unit(index.publisher, on=index.as_of) if index.publisher else None
    recorded = any(code_of("evaluation_outcome", each.outcome) == "bonus" for each in document.evaluations)
    return "no_parent_city" if recorded and unit and unit.code in _province_run(index.as_of) else None


@cache
def _province_run(on: date | None) -> frozenset[str]:
    """Codes of the pilot units that stand directly under the province on the day."""
    return frozenset(row["code"] for row in read_table("_province_run") if on is None or _covers(row, on))


def _covers(row: Mapping[str, str], on: date) -> bool:
    since, until = read_day(row["since"]), read_day(row["until"])
    return (since is None or since <= on) and (until is None or on <= until)


_AGAINST: Final[Mapping[str, Callable[[Compendium, Index], str | None]]] = {
    "R-138": _bonus_without_city,
    "R-141": _rows_without_source,
}
"""Requirement → what keeps it from being attested, whatever is stated: a word of the list `why`."""
