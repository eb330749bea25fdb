"""覆盖率 — how much is covered, counted exactly: source lists by the item list, items by the catalogue, content by the
website, domains by the five disclosures.

Figures only; what is missing is told by the same arithmetic that the rules use (`rules.covering`, `rules.display`),
whether or not the document says that it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Any, Final

from attrs import frozen

from gongkai_standard.checking import indexed
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Document
from gongkai_standard.rules.covering import (
    DISCLOSURES,
    DomainRow,
    ItemCover,
    SourceCover,
    item_covers,
    matrix,
    source_covers,
    unlisted,
)
from gongkai_standard.rules.display import Display
from gongkai_standard.rules.index import Index, label

_PLACES: Final = 10_000


@frozen
class Tally:
    """How many there are of each state."""

    counts: Mapping[str, int]
    """State → number; the states of one kind of tally are always the same, and all are there."""
    covered: frozenset[str]
    """The states that count as covered."""
    owed: frozenset[str]
    """The states that count at all; what is cancelled is owed nothing."""

    @property
    def total(self) -> int:
        """How many are owed."""
        return sum(self.counts[state] for state in self.owed)

    @property
    def done(self) -> int:
        """How many of them are covered."""
        return sum(self.counts[state] for state in self.covered)

    @property
    def share(self) -> Fraction | None:
        """Covered of owed, exact; None when nothing is owed."""
        return Fraction(self.done, self.total) if self.total else None

    def parts(self, of: int) -> int | None:
        """The share in whole hundredths, thousandths … (`of` 100, 1000), cut off: only all is all of them."""
        return floor(self.share * of) if self.share is not None else None

    def tree(self) -> dict[str, Any]:
        """Total, each state, and the share to four places, cut off."""
        parts = self.parts(_PLACES)
        return {"total": self.total, **self.counts, "share": None if parts is None else parts / _PLACES}


@frozen(kw_only=True)
class Split:
    """One tally as a whole, and by what it can be told apart."""

    whole: Tally
    by: Mapping[str, Mapping[str | None, Tally]]
    """`list`, `department` or `domain` → its value → tally; None is what names none."""

    def tree(self) -> dict[str, Any]:
        """The whole, and the parts as lists, in the order of the document."""
        parts = {
            f"by_{axis}": [{axis: value, **tally.tree()} for value, tally in tallies.items()]
            for axis, tallies in self.by.items()
        }
        return {**self.whole.tree(), **parts}


@frozen(kw_only=True)
class Gap:
    """One thing that is not covered."""

    at: str
    """Pointer."""
    name: str


@frozen(kw_only=True)
class Coverage:
    """The figures of one document."""

    sources: Split
    """Source entries: listed, exempt, missing; by list, department and domain (that of the item that stands for it)."""
    items: Split
    """Items: with entries, exempt, without an entry; cancelled ones owe nothing. By department and domain."""
    elements: Split
    """Content elements that are promised to everyone: shown on the website, awaited, unplaced (published at no
    address), absent. By domain."""
    matrix: Mapping[str, Mapping[str, int | None]]
    """Domain → disclosure → entries; None where a catalogue says, with a reason, that it does not apply."""
    missing_sources: tuple[Gap, ...]
    items_without_entry: tuple[Gap, ...]
    unlisted: tuple[Gap, ...]
    """First entries of items that no item list has."""

    def tree(self, where: Callable[[str], str | None] | None = None) -> dict[str, Any]:
        """As plain dicts and lists. `where` gives the source place of a pointer."""

        def gaps(found: Iterable[Gap]) -> list[dict[str, str]]:
            placed = ((gap, where(gap.at) if where else None) for gap in found)
            return [{"at": gap.at, **({"cell": cell} if cell else {}), "name": gap.name} for gap, cell in placed]

        return {
            "sources": {**self.sources.tree(), "missing_entries": gaps(self.missing_sources)},
            "items": {
                **self.items.tree(),
                "items_without_entry": gaps(self.items_without_entry),
                "unlisted": gaps(self.unlisted),
            },
            "elements": self.elements.tree(),
            "matrix": {
                domain: {of: "not_applicable" if n is None else n for of, n in row.items()}
                for domain, row in self.matrix.items()
            },
        }


def coverage(subject: Reading | Document, *, profile: str | None = None) -> Coverage:
    """What a document covers. Raises UnknownNameError when `profile` names no profile."""
    index = indexed(subject.document if isinstance(subject, Reading) else subject, profile=profile)
    sources, items = source_covers(index), item_covers(index)
    return Coverage(
        sources=_sources(sources),
        items=_items(items),
        elements=_elements(index.displays),
        matrix=_matrix(index, matrix(index)),
        missing_sources=tuple(Gap(at=c.at, name=label(c.entry) or c.at) for c in sources if c.state == "missing"),
        items_without_entry=tuple(
            Gap(at=c.at, name=label(c.item) or c.at) for c in items if c.state == "without_entry"
        ),
        unlisted=tuple(
            Gap(at=at, name=group.item_id or label(group)) for at, group in (unlisted(index) if index.items else ())
        ),
    )


_SOURCE: Final = ("listed", "exempt", "missing")
_ITEM: Final = ("with_entries", "exempt", "without_entry", "cancelled")
_ELEMENT: Final = ("shown", "awaited", "unplaced", "absent")


def _sources(covers: Iterable[SourceCover]) -> Split:
    rows = [
        (c.state, {"list": c.list.list, "department": c.department, "domain": c.item.domain if c.item else None})
        for c in covers
    ]
    axes = ("list", "department", "domain")
    return _split(((state, 1, keys) for state, keys in rows), axes, _SOURCE, covered={"listed", "exempt"})


def _items(covers: Iterable[ItemCover]) -> Split:
    rows = ((c.state, 1, {"department": c.item.responsible_department, "domain": c.item.domain}) for c in covers)
    return _split(rows, ("department", "domain"), _ITEM, covered={"with_entries", "exempt"}, free={"cancelled"})


def _elements(displays: Iterable[Display]) -> Split:
    rows = (
        (state, len(getattr(display, state)), {"domain": display.entry.domain})
        for display in displays
        for state in _ELEMENT
    )
    return _split(rows, ("domain",), _ELEMENT, covered={"shown"})


def _split(
    rows: Iterable[tuple[str, int, Mapping[str, str | None]]],
    axes: tuple[str, ...],
    states: tuple[str, ...],
    *,
    covered: Iterable[str],
    free: Iterable[str] = (),
) -> Split:
    """Tallies of (state, number, value on each axis)."""
    whole = dict.fromkeys(states, 0)
    by: dict[str, dict[str | None, dict[str, int]]] = {axis: {} for axis in axes}
    for state, number, keys in rows:
        whole[state] += number
        for axis in axes:
            by[axis].setdefault(keys[axis], dict.fromkeys(states, 0))[state] += number
    done, owed = frozenset(covered), frozenset(states).difference(free)
    return Split(
        whole=Tally(whole, done, owed),
        by={axis: {key: Tally(counts, done, owed) for key, counts in found.items()} for axis, found in by.items()},
    )


def _matrix(index: Index, rows: Mapping[str, DomainRow]) -> dict[str, dict[str, int | None]]:
    """With a row for each domain that the text wants covered, in its order, then those that the document adds."""
    return {
        domain: {of: _cell(index, domain, of, rows.get(domain)) for of in DISCLOSURES}
        for domain in dict.fromkeys((*index.profile.domains, *rows))
    }


def _cell(index: Index, domain: str, disclosure: str, row: DomainRow | None) -> int | None:
    count = row.entries.get(disclosure, 0) if row else 0
    return None if not count and index.has_gap(domain, disclosure) else count
