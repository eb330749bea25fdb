"""与参考清单比对 — which items of a reference list a unit has, lacks, calls otherwise, or adds: information only.

Rows are matched by their folded names: both levels first, then the second level alone where it is the only one of that
name. What is left is compared by likeness; a likely new name is a suggestion with its score, never a match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen
from rapidfuzz import fuzz

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.folding import fold
from gongkai_standard.item_list import ItemList
from gongkai_standard.reference import ReferenceItem, ReferenceList, reference_domains, reference_list

LIKELY: Final = 70.0
"""Likeness of two names, 0 to 100, from which one may be the other's new name."""


@frozen
class Named:
    """One item of the unit: its names, and where it first stands."""

    at: str
    """JSON pointer."""
    level_one: str
    level_two: str


@frozen
class Renamed:
    """A row of the reference list and the item that may be the same under another name."""

    reference: ReferenceItem
    item: Named
    likeness: float
    """0 to 100."""


@frozen(kw_only=True)
class Deviation:
    """One domain of a unit beside its reference list."""

    domain: str
    matched: tuple[tuple[ReferenceItem, Named], ...]
    missing: tuple[ReferenceItem, ...]
    """Rows that nothing of the unit matches or resembles."""
    renamed: tuple[Renamed, ...]
    """Suggestions, the likeliest first."""
    added: tuple[Named, ...]
    """Items of the unit that no row matches or resembles."""


def deviations(document: Document, domain: str | None = None) -> tuple[Deviation, ...]:
    """The unit's items beside the reference lists, by domain in the order of the notice.

    `domain` picks one, and takes in the items that name no domain. Without it, the domains that the document has.
    Raises UnknownNameError when there is no reference list of that domain.
    """
    named = list(_named(document))
    if domain is not None:
        listed = reference_list(domain)
        return (_deviation(listed, [one for of, one in named if of in (domain, None)]),)
    there = {of for of, _ in named}
    return tuple(
        _deviation(reference_list(each), [one for of, one in named if of == each])
        for each in reference_domains()
        if each in there
    )


def _deviation(listed: ReferenceList, items: Iterable[Named]) -> Deviation:
    units = list({(fold(one.level_one), fold(one.level_two)): one for one in reversed(list(items))}.values())[::-1]
    rows = list(listed)
    matched = [*_matched(rows, units, both=True), *_matched(rows, units, both=False)]
    renamed = sorted(_renamed(rows, units), key=lambda one: -one.likeness)
    return Deviation(
        domain=listed.domain, matched=tuple(matched), missing=tuple(rows), renamed=tuple(renamed), added=tuple(units)
    )


def _matched(rows: list[ReferenceItem], units: list[Named], *, both: bool) -> Iterator[tuple[ReferenceItem, Named]]:
    """Takes out of both lists the pairs of the same name."""

    def key(one: ReferenceItem | Named) -> tuple[str, ...]:
        return (fold(one.level_one), fold(one.level_two)) if both else (fold(one.level_two),)

    unique = [{k for k, n in Counter(map(key, side)).items() if n == 1} for side in (rows, units)]
    found = {key(unit): unit for unit in units if both or key(unit) in unique[1]}
    for row in list(rows):
        unit = found.get(key(row))
        if unit is not None and (both or key(row) in unique[0]):
            rows.remove(row)
            units.remove(unit)
            yield row, unit


def _renamed(rows: list[ReferenceItem], units: list[Named]) -> Iterator[Renamed]:
    """Takes out of both lists the likeliest pairs, each row and each item once."""
    likely = [
        (score, i, j)
        for i, row in enumerate(rows)
        for j, unit in enumerate(units)
        if (score := _likeness(row, unit)) >= LIKELY
    ]
    taken_rows, taken_units = set[int](), set[int]()
    for score, i, j in sorted(likely, key=lambda found: (-found[0], *found[1:])):
        if i not in taken_rows and j not in taken_units:
            taken_rows.add(i)
            taken_units.add(j)
            yield Renamed(rows[i], units[j], round(score, 1))
    rows[:] = [row for i, row in enumerate(rows) if i not in taken_rows]
    units[:] = [unit for j, unit in enumerate(units) if j not in taken_units]


def _likeness(row: ReferenceItem, unit: Named) -> float:
    """Of the second levels; of both levels together where that is less and the unit has a first."""
    ours, theirs = fold(row.level_two), fold(unit.level_two)
    alike = fuzz.ratio(ours, theirs, score_cutoff=LIKELY)
    if not alike or not unit.level_one:
        return alike
    return min(alike, fuzz.ratio(fold(row.level_one) + ours, fold(unit.level_one) + theirs))


def _named(document: Document) -> Iterator[tuple[str | None, Named]]:
    """(domain, names) of every item and every entry, items first."""
    match document:
        case ItemList():
            yield from _items(document, "")
        case Catalogue():
            yield from _entries(document, "")
        case Compendium():
            for i, items in enumerate(document.item_lists):
                yield from _items(items, f"/item_lists/{i}")
            for i, catalogue in enumerate(document.catalogues):
                yield from _entries(catalogue, f"/catalogues/{i}")
        case _:
            return


def _items(items: ItemList, at: str) -> Iterator[tuple[str | None, Named]]:
    for i, item in enumerate(items.items):
        yield from _one(item.domain, f"{at}/items/{i}", item.level_one, item.level_two or item.name)


def _entries(catalogue: Catalogue, at: str) -> Iterator[tuple[str | None, Named]]:
    for i, entry in enumerate(catalogue.entries):
        yield from _one(entry.domain, f"{at}/entries/{i}", entry.level_one, entry.level_two)


def _one(domain: str | None, at: str, one: str | None, two: str | None) -> Iterator[tuple[str | None, Named]]:
    if one or two:
        yield domain, Named(at, one or "", two or one or "")
