"""试点范围的规则 — who takes part, and in which domains. Source: notice 一(一), 一(二)1, 二 and 三(序)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.extension import Extension
from gongkai_standard.item_list import Item
from gongkai_standard.publisher import Publisher, divisions, is_pilot, pilot_unit
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, Undecided, rule
from gongkai_standard.rules.index import Index, label
from gongkai_standard.rules.placeholder import says_something

_ELSEWHERE: Final = re.compile(r"(?!河南)(?:北京|天津|上海|重庆|内蒙古|广西|西藏|宁夏|新疆|[^省]{2,3}省)")
"""Names of other provinces, whose pilot units the list has only in part."""
_PLACE: Final = re.compile(r"[市县区旗]")


def takes_part(publisher: Publisher, on: date | None) -> bool | None:
    """Whether the publisher is one of the pilot units; None when that cannot be told.

    A name alone decides when it names a place, and none of another province.
    """
    told = is_pilot(publisher, on=on)
    if told is None and publisher.name and not publisher.division:
        names_a_place = _PLACE.search(publisher.name) and not _ELSEWHERE.match(publisher.name)
        return False if names_a_place else None
    return told


def _is_elsewhere(publisher: Publisher) -> bool:
    """Whether the code, or without one the name, is of another province."""
    if publisher.division:
        return publisher.division[:1].isdecimal() and not publisher.division.startswith("41")
    return _ELSEWHERE.match(publisher.name or "") is not None


def works_as_pilot(index: Index) -> bool:
    """Whether what the notice asks of the pilot units alone is asked here.

    It is of a pilot unit, of a unit that says it is one, and of one of which neither is known.
    """
    takes = takes_part(index.publisher or Publisher(), index.as_of)
    return index.phase == "pilot" or (takes is not False if index.phase is None else takes is True)


def _has_phase(index: Index) -> bool:
    return index.phase is not None


@rule("GK-SCP-002", about=object, requirements=("R-004",), severity=Severity.INFO, needs=(needs.PUBLISHER,))
def phase_not_stated(document: Document, index: Index) -> Iterator[Fault]:
    """The publisher's phase (试点、参照开展、推广) is missing, or is not that of a pilot unit that it is.

    A unit that is no pilot unit and says another phase is for GK-SCP-003 and GK-SCP-006 to report.

    Why: pilots come first and the roll-out later; what is demanded depends on it.

    Instead: state the phase: pilot for the eight pilot units, voluntary for others that take part.
    """
    publisher = index.publisher or Publisher()
    if publisher.phase is None:
        yield Fault(f"{index.publisher_at}/phase")
    elif publisher.phase != "pilot" and takes_part(publisher, index.as_of):
        params = {"unit": publisher.name or publisher.division, "phase": publisher.phase}
        yield Fault(f"{index.publisher_at}/phase", params, "unlike")


@rule(
    "GK-SCP-003",
    about=object,
    requirements=("R-040",),
    severity=Severity.ERROR,
    needs=(needs.PUBLISHER,),
    applies=lambda index: index.phase == "pilot",
    eased=True,
)
def not_a_pilot_unit(document: Document, index: Index) -> Iterator[Fault | Undecided]:
    """A unit calls itself a pilot unit and is none of the eight, or its division code is not the one of that day.

    One that is none of the eight should say that it takes part voluntarily, which violates R-043 as well. A warning:
    a unit of another province that names this text as the one it follows, and a code of another edition of the code
    tables that means a pilot unit.

    Why: the notice names the eight; a code changes its meaning with the years (410307, 410728).

    Instead: correct the name or the code; a unit outside the eight takes part voluntarily.
    """
    publisher = index.publisher or Publisher()
    division, on = publisher.division, index.as_of
    place = f"{index.publisher_at}/{'division' if division else 'name'}"
    params: dict[str, Any] = {"unit": " ".join(filter(None, (publisher.name, division)))}
    unit = pilot_unit(publisher, on=on)
    if unit is None and takes_part(publisher, on) is None:
        if document.profile == index.profile.name and _is_elsewhere(publisher):
            yield Fault(place, params, "elsewhere", Severity.WARNING, also=("R-043",))
        else:
            yield Undecided(needs.UNIT)
    elif unit is None and takes_part(publisher, on) is False:
        if on is not None and pilot_unit(publisher) is not None:
            yield Fault(place, {**params, "date": on.isoformat()}, "not_then")
        else:
            yield Fault(place, params, also=("R-043",))
    elif unit is not None and division:
        meant = next((d for d in divisions(division[:6]) if d.unit == unit.code and d.code != unit.code), None)
        if meant is not None:
            yield Fault(place, {**params, "edition": meant.edition, "code": unit.code}, "edition", Severity.WARNING)
        elif on is not None and (known := divisions(division[:6])) and not any(d.in_force(on) for d in known):
            yield Fault(place, {**params, "date": on.isoformat()}, "not_then")


@rule(
    "GK-SCP-006",
    about=object,
    requirements=("R-043",),
    severity=Severity.INFO,
    needs=(needs.PUBLISHER,),
    applies=_has_phase,
)
def not_marked_voluntary(document: Document, index: Index) -> Iterator[Fault | Undecided]:
    """A unit that is no pilot unit does not say that it takes part voluntarily (参照开展).

    One that calls itself a pilot unit is for GK-SCP-003 to report, which names this requirement too.

    Why: for units that join of their own accord the demands on scope are advice.

    Instead: set the phase to voluntary.
    """
    publisher = index.publisher or Publisher()
    takes = takes_part(publisher, index.as_of)
    if takes is None and publisher.phase != "voluntary":
        yield Undecided(needs.UNIT)
    elif publisher.phase == "rollout" and takes is False:
        yield Fault(
            f"{index.publisher_at}/phase", {"unit": publisher.name or publisher.division, "phase": publisher.phase}
        )


def _by_domain(index: Index) -> Mapping[str, list[tuple[str, Item]]]:
    """Domain → its items. An item whose own domain is missing or misspelt stands in that of its entries."""
    found: dict[str, list[tuple[str, Item]]] = {}
    of_entries = {id(group.item): group.entries[0][1].domain for _at, group in index.groups}
    for at, item in index.items:
        own = item.domain
        is_known = own is not None and (own in index.declared("domain") or index.knows("domain", own))
        domain = own if is_known else of_entries.get(id(item))
        if domain:
            found.setdefault(domain, []).append((at, item))
    return found


@rule(
    "GK-SCP-001",
    about=Compendium,
    requirements=("R-002",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.ITEMS_AND_SOURCES),
)
def powers_or_services_only(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """All items of a domain are powers, or all are public services, although the source lists have both.

    Why: openness goes along the whole of power and the whole of service.

    Instead: add the domain's items of the other kind from the source lists.
    """
    if {lst.list == "public_service_list" for _at, lst in index.source_lists if lst.entries} != {True, False}:
        return
    for domain, items in _by_domain(index).items():
        kinds = frozenset(is_service for _at, item in items for is_service in _kinds(item))
        if len(kinds) == 1:
            yield Fault(items[0][0], {"domain": domain}, "no_powers" if True in kinds else "no_services")


def _kinds(item: Item) -> Iterator[bool]:
    """Whether an item is a public service, by its power type and by each list that it comes from."""
    if item.power_type:
        yield item.power_type == "public_service"
    for source in item.sources:
        yield source.list == "public_service_list"


@rule(
    "GK-SCP-004",
    about=Compendium,
    requirements=("R-041", "R-045"),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
    eased=True,
)
def domain_missing(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """One of the eight domains is nowhere, neither in an item list nor in a catalogue.

    A warning for a unit that takes part voluntarily.

    Why: the eight are mandatory; others may only be added to them.

    Instead: list the domain's items and give them their entries.
    """
    there = {one.domain for _at, one in (*index.items, *index.entries)}
    for domain in index.profile.domains:
        if domain not in there:
            yield Fault("", {"domain": domain})


@rule(
    "GK-ITM-004",
    about=Compendium,
    requirements=("R-045",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.CATALOGUE),
)
def domain_without_items(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """One of the eight domains has entries, but no items are listed for it.

    Why: the catalogue is drawn up from the item list; entries without listed items rest on nothing.

    Instead: list the domain's items.
    """
    listed = _by_domain(index)
    in_use = {entry.domain for _at, entry in index.entries}
    for domain in index.profile.domains:
        if domain in in_use and domain not in listed:
            yield Fault("item_lists", {"domain": domain})


def _extensions(index: Index) -> Mapping[str, str]:
    """Domain in use outside the eight → the first place that uses it. Misspelt codes are left to GK-ITM-003."""
    domains, found = code_list("domain"), dict[str, str]()
    for at, one in (*index.items, *index.entries):
        code = one.domain
        if code is None or code in found or code in index.profile.domains:
            continue
        if code in domains or domains.is_extension(code) or code in index.declared("domain"):
            found[code] = f"{at}/domain"
    return found


@rule(
    "GK-SCP-005",
    about=Compendium,
    requirements=("R-042",),
    severity=Severity.WARNING,
    applies=lambda index: bool(_extensions(index)),
)
def domain_added_too_soon(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A domain is added that is not declared, or while one of the eight is missing.

    Why: domains may be added, but only once the eight are done, and so that everyone sees they are additions.

    Instead: declare the domain among the compendium's `extensions`, and complete the eight first.
    """
    there = {one.domain for _at, one in (*index.items, *index.entries)}
    unfinished = index.complete and not there.issuperset(index.profile.domains)
    for code, at in _extensions(index).items():
        if code not in index.declared("domain"):
            yield Fault(at, {"domain": code}, also=("R-044",))
        if unfinished:
            yield Fault(at, {"domain": code}, "too_soon")


@rule("GK-SCP-007", about=Compendium, requirements=("R-044",), severity=Severity.WARNING, needs=(needs.CATALOGUE,))
def entry_outside_scope(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """Entries stand in a domain outside the declared scope. Reported once a domain, at its first entry.

    An addition that is not declared is for GK-SCP-005 to report.

    Why: units work within the scope that is settled, so that it can be seen when it is done.

    Instead: add the domain to the scope, or take the entries out.
    """
    known = index.declared("domain").union(index.profile.domains)
    inside = {*(compendium.scope or known)}
    for at, entry in index.entries:
        domain = entry.domain
        if domain and domain not in inside and domain in known:
            inside.add(domain)
            yield Fault(f"{at}/domain", {"item": label(entry), "domain": domain})


def _declared_domains(compendium: Compendium) -> list[tuple[str, Extension]]:
    """Place, relative to the compendium, and declaration of every domain that is added."""
    return [(f"extensions/{i}", one) for i, one in enumerate(compendium.extensions) if one.kind == "domain"]


@rule(
    "GK-SCP-008",
    about=Compendium,
    requirements=("R-143",),
    severity=Severity.INFO,
    applies=lambda index: isinstance(index.document, Compendium) and bool(_declared_domains(index.document)),
)
def addition_without_reason(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A domain is added without a reason.

    Why: what is added should be what people care about, and others want to learn why.

    Instead: give the reason with the declaration.
    """
    for at, one in _declared_domains(compendium):
        if not says_something(one.reason):
            yield Fault(f"{at}/reason", {"domain": one.code or one.zh or at})
