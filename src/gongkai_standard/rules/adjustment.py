"""动态调整的规则 — that every change of edition is on record, and that the catalogue follows its sources.

Source: notice 三(二) 建立动态调整机制，实时进行动态调整. The rules judge by one compendium; what two editions differ in
is for `adjust` to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from gongkai_standard.adjustment import Adjustment, AdjustmentMechanism
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.item_list import SourceList
from gongkai_standard.law import cited_edition, regulation_on
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index, label
from gongkai_standard.rules.placeholder import says_something


@rule(
    "GK-DYN-001",
    about=Compendium,
    requirements=("R-071",),
    severity=Severity.ERROR,
    needs=(needs.ADJUSTMENTS,),
)
def change_without_record(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """An edition has a previous one and no adjustment (动态调整) leads to it, or a change is not on record.

    A change is not on record when an item is suspended, cancelled or superseded and no adjustment names it, or when
    a record says neither what happened nor to which item. That no document lays down how the catalogue is
    kept current is a warning.

    Why: a catalogue that changes without a trace cannot be followed by those who rest on it.

    Instead: record the adjustment, with the kind, item, cause and date of each change; name the document that lays
    down the mechanism.
    """
    for edition in index.later_editions:
        if not any(_leads_to(adjustment, edition) for adjustment in compendium.adjustments):
            yield Fault("adjustments", {"version": edition.version or "?", "previous": edition.previous})
    if index.later_editions and compendium.adjustments:
        yield from _unrecorded_items(compendium, index)
    yield from _empty_records(compendium)
    if not _is_laid_down(compendium.adjustment_mechanism):
        yield Fault("adjustment_mechanism", {}, "no_mechanism", Severity.WARNING)


def _leads_to(adjustment: Adjustment, edition: Edition) -> bool:
    """Whether an adjustment may be the one that made an edition; one that does not say may be."""
    return adjustment.to in (None, edition.version) and adjustment.from_ in (None, edition.previous)


def _unrecorded_items(compendium: Compendium, index: Index) -> Iterator[Fault]:
    named = {
        id_
        for adjustment in compendium.adjustments
        for change in adjustment.changes
        for id_ in (change.item_id, *change.replaces, *change.replaced_by)
    }
    for at, item in index.items:
        if item.status in _CHANGED and item.id and item.id not in named:
            yield Fault(f"{at}/status", {"item": label(item), "item_status": item.status}, "item")


_CHANGED: Final = frozenset({"suspended", "cancelled", "superseded"})
"""What an item can only have become."""


def _empty_records(compendium: Compendium) -> Iterator[Fault]:
    for i, adjustment in enumerate(compendium.adjustments):
        for j, change in enumerate(adjustment.changes):
            at = f"adjustments/{i}/changes/{j}"
            if not says_something(change.kind):
                yield Fault(f"{at}/kind", {"change": "kind"}, "incomplete")
            if not says_something(change.item_id, change.name) and change.at is None:
                yield Fault(f"{at}/item_id", {"change": "item_id"}, "incomplete")


def _is_laid_down(mechanism: AdjustmentMechanism | None) -> bool:
    return mechanism is not None and says_something(mechanism.title, mechanism.number, mechanism.url)


@rule(
    "GK-DYN-002",
    about=Compendium,
    requirements=("R-072",),
    severity=Severity.WARNING,
    needs=(needs.DATED,),
    met_needs=(needs.DATED_SOURCES,),
    leaves_open="known_laws",
)
def behind_its_sources(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A source list that items cite, or a text that entries cite, has a newer version than the catalogue.

    Newer than the day on which the list or catalogue was issued, and than the last adjustment. An item that cites an
    older version of its source list than the compendium holds is reported by itself, unless all of them do. Of texts
    only the disclosure regulation (政府信息公开条例) is known; each is reported once, at the first entry that cites it.
    What was out of force already on the catalogue's own day is no matter of adjustment.

    Why: the catalogue is to be adjusted in real time as lists and laws change.

    Instead: go through the changed list or text, adjust items and entries, and issue a new edition.
    """
    settled = index.settled or date.max  # the rule needs one, so there is one
    for at, source in index.source_lists:
        if source.version is None:
            continue
        if source.version > settled:
            if _is_cited(source, index):
                yield Fault(f"{at}/version", _late(source, source.version, settled, index), "source_list")
        else:
            yield from _older_citations(at, source, source.version, index)
    yield from _replaced_texts(settled, index)


def _is_cited(source: SourceList, index: Index) -> bool:
    return any(cited.list == source.list for _at, item in index.items for cited in item.sources)


def _name(source: SourceList) -> Mapping[str, Any]:
    return {"source_list": source.list or "", "owner": source.owner or source.title or ""}


def _late(source: SourceList, changed: date, settled: date, index: Index) -> Mapping[str, Any]:
    """What the message names; the days run to the day that is judged by, or else from the catalogue's own."""
    until = index.as_of if index.as_of and index.as_of > changed else None
    n = (until - changed).days if until else (changed - settled).days
    return {**_name(source), "date": changed.isoformat(), "settled": settled.isoformat(), "n": n}


def _older_citations(at: str, source: SourceList, version: date, index: Index) -> Iterator[Fault]:
    """One for each item that cites an older version; where all of several do, one for the list."""
    ids = {entry.id for entry in source.entries if entry.id}
    citing = [
        (f"{place}/sources/{i}/version", label(item), cited.version)
        for place, item in index.items
        for i, cited in enumerate(item.sources)
        if cited.list == source.list and cited.entry in ids and cited.version
    ]
    older = [each for each in citing if each[2] < version]
    params = {**_name(source), "date": version.isoformat()}
    if len(older) > 1 and len(older) == len(citing):
        cited = max(day for _, _, day in older)
        n = (version - cited).days
        yield Fault(f"{at}/version", {**params, "cited": cited.isoformat(), "n": n}, "older_everywhere")
        return
    for place, item, cited in older:
        told = {**params, "item": item, "cited": cited.isoformat(), "n": (version - cited).days}
        yield Fault(place, told, "older_version")


def _replaced_texts(settled: date, index: Index) -> Iterator[Fault]:
    now = regulation_on(index.as_of) if index.as_of else None
    if now is None or index.as_of is None or now.since <= settled:
        return
    seen: set[tuple[str | None, ...]] = set()
    for at, entry in index.entries:
        for i, basis in enumerate(entry.basis):
            wording = (basis.title, basis.number, basis.text)
            if wording in seen:
                continue
            seen.add(wording)
            if _is_replaced(basis, now.edition):
                params = {
                    "item": label(entry),
                    "text": basis.text or basis.title or basis.number or "",
                    "number": now.number,
                    "date": now.since.isoformat(),
                    "n": (index.as_of - now.since).days,
                }
                yield Fault(f"{at}/basis/{i}", params)


def _is_replaced(basis: LegalBasis, edition: str) -> bool:
    cited = cited_edition(basis)
    return cited is not None and cited.edition < edition
