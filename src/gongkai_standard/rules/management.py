"""管理公开的规则 — law-enforcement publicity (行政执法公示) and supervision. Source: notice 三(三).

The six elements from duties to remedy are asked of every enforcement item (许可、处罚、强制、征收、检查);
supervision information of every department that inspects, random inspection of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.calendar import NotCoveredError
from gongkai_standard.catalogue import Entry
from gongkai_standard.compendium import Compendium
from gongkai_standard.five_disclosures import stages_of
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item
from gongkai_standard.law import maximum
from gongkai_standard.legal_basis import parse
from gongkai_standard.publication import Publication
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, Undecided, rule
from gongkai_standard.rules.index import Group, Index, label
from gongkai_standard.rules.lateness import due_of
from gongkai_standard.rules.stages import ENFORCEMENT, lacking, shows, too_long

_ELEMENTS = ("R-086", "R-087", "R-088", "R-089", "R-090", "R-091")
"""What is missing besides when an item has no management entry at all."""


def _enforces(index: Index) -> bool:
    return any(item.power_type in ENFORCEMENT for _at, item in index.items)


def _inspections(index: Index) -> Iterator[tuple[str, Item]]:
    """The items on inspection, but for what has ended or is left out altogether."""
    return (
        (at, item)
        for at, item in index.items
        if item.power_type == "inspection"
        and not item.has_ended
        and (item.exemption is None or item.id in index.disclosed)
    )


def _inspects(index: Index) -> bool:
    return any(_inspections(index))


def _lacking(group: Group, index: Index, stage: str, severity: Severity | None = None) -> Iterator[Fault]:
    """The stage's fault for an enforcement item that has management entries."""
    if group.item and group.item.power_type in ENFORCEMENT:
        yield from lacking(group, index, "management", stage, severity)


@rule(
    "GK-MGT-001",
    about=Group,
    requirements=("R-085",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=_enforces,
)
def enforcement_without_publicity(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has entries, but none of the management disclosure.

    An item without any entry is for GK-CAT-001 to report.

    Why: the publicity of law enforcement is what management disclosure is about.

    Instead: add entries for duties, basis, discretion, procedure, result and remedy.
    """
    if group.item is None or group.item.power_type not in ENFORCEMENT:
        return
    shown = "management" in group.stages or shows(group, index, *stages_of("management"))
    if not shown and not index.is_excused(group, "management"):
        yield Fault("", {"power_type": group.item.power_type}, also=(*_ELEMENTS, "R-063"))


@rule(
    "GK-MGT-002",
    about=Group,
    requirements=("R-086",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=_enforces,
)
def enforcement_without_duties(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for the body's duties and powers (职责权限).

    Why: people must see who may do what to them.

    Instead: add an entry of stage `duties`, or say under `not_applicable` why there is none.
    """
    yield from _lacking(group, index, "duties")


@rule(
    "GK-MGT-003",
    about=Group,
    requirements=("R-087",),
    severity=Severity.ERROR,
    met_needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=lambda index: "management" in index.disclosures,
)
def enforcement_without_basis(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for its basis (执法依据), or one whose citation cannot be read.

    A citation without title and number is a warning.

    Why: power rests on a law; people must be able to find it.

    Instead: add an entry of stage `basis`; cite title, number and article: 《…法》第…条.
    """
    yield from _lacking(group, index, "basis")
    for at, entry in group.entries:
        if entry.stage == "basis":
            for i, basis in enumerate(entry.basis):
                if not basis.title and not basis.number and not _names_a_text(basis.text or ""):
                    yield Fault(f"{at}/basis/{i}", {"text": basis.text or ""}, "unread", Severity.WARNING)


def _names_a_text(text: str) -> bool:
    return any(basis.title or basis.number for basis in parse(text))


@rule(
    "GK-MGT-004",
    about=Group,
    requirements=("R-088",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=_enforces,
)
def enforcement_without_discretion(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for the benchmarks of discretion (裁量基准).

    An error for penalties, a warning for other enforcement.

    Why: like cases are to be treated alike, and people must be able to see that they are.

    Instead: add an entry of stage `discretion`, or say under `not_applicable` why there is none.
    """
    penalty = group.item is not None and group.item.power_type == "penalty"
    yield from _lacking(group, index, "discretion", None if penalty else Severity.WARNING)


@rule(
    "GK-MGT-005",
    about=Group,
    requirements=("R-089",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=_enforces,
)
def enforcement_without_procedure(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for its procedure (执法流程).

    Why: who knows the procedure can use the rights it gives.

    Instead: add an entry of stage `procedure`, or say under `not_applicable` why there is none.
    """
    yield from _lacking(group, index, "procedure")


@rule(
    "GK-MGT-006",
    about=Group,
    requirements=("R-090",),
    severity=Severity.ERROR,
    met_needs=(needs.COMPLETE, needs.ITEM_LIST, needs.DATE),
    applies=lambda index: "management" in index.disclosures,
)
def enforcement_without_result(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for its results (执法结果), or one that may come too late.

    A warning: more than 7 working days for permits and penalties (since 2016-05-30), more than 20 for other
    decisions (since 2018-12-05). Where two rules bind, the stricter counts and both are named.

    Why: a decision that is published weeks later warns nobody and protects nobody.

    Instead: add an entry of stage `result`, with a term within the limit.
    """
    yield from _lacking(group, index, "result")
    for at, entry in group.entries:
        if entry.stage == "result":
            yield from too_long(entry, at, index, "late", stricter="stricter")


@rule(
    "GK-MGT-007",
    about=Group,
    requirements=("R-091",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=_enforces,
)
def enforcement_without_remedy(group: Group, index: Index) -> Iterator[Fault]:
    """An enforcement item has no entry for the remedies (救济途径).

    Why: whoever is struck by a measure must know how to have it reviewed.

    Instead: add an entry of stage `remedy`: reconsideration and litigation, where and within what time.
    """
    yield from _lacking(group, index, "remedy")


@rule(
    "GK-MGT-008",
    about=Compendium,
    requirements=("R-092",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.ITEMS_AND_ENTRIES),
    applies=_inspects,
)
def inspection_without_information(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A department inspects, and no entry publishes what its supervision finds (行政监管信息).

    Why: supervision in the open keeps both sides honest.

    Instead: add an entry of stage `supervision_info` for the department, or say why there is none.
    """
    if index.is_excused(None, "management", "supervision_info"):
        return
    told = _departments_with(index, "supervision_info")
    for at, item in _inspections(index):
        department = fold(item.responsible_department or "")
        if department not in told:
            told.add(department)
            yield Fault(at, {"department": item.responsible_department or label(item)}, also=("R-063",))


def _departments_with(index: Index, stage: str) -> set[str]:
    """Departments, folded, that an entry of the stage is about: by its item and by its responsible bodies."""
    found: set[str] = set()
    for _at, entry in index.entries:
        if entry.stage == stage:
            item = index.item_by_id.get(entry.item_id or "")
            found.update(map(fold, entry.responsible_body))
            found.add(fold((item and item.responsible_department) or ""))
    return found


@rule(
    "GK-MGT-009",
    about=object,
    requirements=("R-093",),
    severity=Severity.ERROR,
    needs=(needs.CATALOGUE,),
    met_needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=lambda index: _inspects(index) or _has_random_inspection(index),
)
def inspection_not_at_random(_: object, index: Index) -> Iterator[Fault | Undecided]:
    """There are inspection items and no entry on random inspection (双随机、一公开), or its results come late.

    Results later than 20 working days are a warning: as the time limit of the entry has it, or as the dates of the
    publications have it where the entry's own limit would allow it (else GK-TIM-001 reports it).

    Why: the notice singles it out: inspected at random, by inspectors drawn at random, published promptly.

    Instead: add entries of stage `random_inspection`: the list of matters, the plan, the results.
    """
    excused = _has_random_inspection(index) or index.is_excused(None, "management", "random_inspection")
    if index.complete and not excused:
        at, item = next(_inspections(index))
        yield Fault(at, {"item": label(item)}, also=("R-063",))
    for at, entry in index.entries:
        if entry.stage == "random_inspection":
            yield from too_long(entry, at, index, "late")
            for place, record in index.publications_of.get(entry.id or "", ()):
                yield from _came_late(record, place, entry, index)


def _came_late(record: Publication, at: str, entry: Entry, index: Index) -> Iterator[Fault | Undecided]:
    """A fault for a result that was published later than the law allows and not later than the entry does."""
    formed, published = record.formed_on, record.published_on
    longest = maximum("random_inspection", published)
    if formed is None or published is None or longest is None:
        return
    try:
        latest = index.calendar.add_working_days(formed, longest.days)
        own = due_of(entry, record, index.calendar).on
    except NotCoveredError:
        yield Undecided(needs.CALENDAR)
        return
    if published > latest and not ("GK-TIM-001" in index.in_force and own and published > own):
        params = {"item": label(entry), "due": latest.isoformat(), "days": longest.days, "law": longest.citation}
        yield Fault(f"{at}/published_on", params, "published_late", Severity.WARNING)


def _has_random_inspection(index: Index) -> bool:
    return any(entry.stage == "random_inspection" for _at, entry in index.entries)
