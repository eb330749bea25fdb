"""覆盖 — what of the source lists the item list covers, what of the item list the catalogue covers, and what of the
five disclosures each domain has.

Source: notice 三(一) 其余事项均应列入政务公开事项清单, 三(二) 根据政务公开事项清单, 一(二)1 五公开. The rules and
the figures of `gongkai_standard.coverage` are both read off what stands here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from attrs import frozen

from gongkai_standard.five_disclosures import Disclosure
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item, SourceEntry, SourceList
from gongkai_standard.rules.index import Group, Index

_Numbered = Mapping[tuple[str, str], list[tuple[SourceList, SourceEntry]]]

DISCLOSURES: tuple[Disclosure, ...] = get_args(Disclosure)


# ---------------------------------------------------------------- source lists and item list


@frozen(eq=False)
class SourceCover:
    """One entry of a source list, and the item that stands for it."""

    at: str
    """Pointer of the entry."""
    list: SourceList
    entry: SourceEntry
    state: Literal["listed", "exempt", "missing"]
    """Exempt: every item that stands for it is left out of disclosure altogether."""
    item: Item | None

    @property
    def department(self) -> str | None:
        """Whose entry it is: as the entry says, else the owner of the list."""
        return self.entry.department or self.list.owner


def source_covers(index: Index) -> list[SourceCover]:
    """Every entry of every source list, in the order of the document.

    An item stands for the entry that it cites by list and number. Where several entries share both, it stands for
    those of its name or department, or for all of them when it resembles none. An item whose citations lead nowhere
    stands for the entries of its name.
    """
    listed = source_entries(index.source_lists)
    cited: dict[tuple[str, str], list[Item]] = {}
    by_name: dict[str, list[Item]] = {}
    for _at, item in index.items:
        keys = [(source.list, source.entry) for source in item.sources if source.list and source.entry]
        for key in keys:
            cited.setdefault(key, []).append(item)
        if item.name and not any(key in listed for key in keys):
            by_name.setdefault(fold(item.name), []).append(item)
    covers = []
    for at, lst in index.source_lists:
        for i, entry in enumerate(lst.entries):
            key = (lst.list or "", entry.id or "")
            citing = cited.get(key, []) if lst.list and entry.id else []
            alike = listed.get(key, ())
            if len(alike) > 1:
                citing = [item for item in citing if _stands_for(item, entry, lst, alike)]
            items = citing or (by_name.get(fold(entry.name), []) if entry.name else [])
            covers.append(_cover(f"{at}/entries/{i}", lst, entry, items, index))
    return covers


def source_entries(
    lists: Iterable[tuple[str, SourceList]],
) -> Mapping[tuple[str, str], list[tuple[SourceList, SourceEntry]]]:
    """(kind of list, entry id) → the entries that have them, each with its list; several units may number alike."""
    found: dict[tuple[str, str], list[tuple[SourceList, SourceEntry]]] = {}
    for _at, lst in lists:
        for entry in lst.entries:
            if lst.list and entry.id:
                found.setdefault((lst.list, entry.id), []).append((lst, entry))
    return found


def _stands_for(
    item: Item, entry: SourceEntry, lst: SourceList, alike: Iterable[tuple[SourceList, SourceEntry]]
) -> bool:
    return _resembles(item, entry, lst) or not any(_resembles(item, other, of) for of, other in alike)


def _resembles(item: Item, entry: SourceEntry, lst: SourceList) -> bool:
    department = entry.department or lst.owner
    same_name = bool(item.name and entry.name) and fold(item.name or "") == fold(entry.name or "")
    ours = item.responsible_department
    return same_name or (bool(ours and department) and fold(ours or "") == fold(department or ""))


def _cover(at: str, lst: SourceList, entry: SourceEntry, items: list[Item], index: Index) -> SourceCover:
    if not items:
        return SourceCover(at, lst, entry, "missing", None)
    open_items = [item for item in items if not _is_left_out(item, index)]
    return SourceCover(at, lst, entry, "listed" if open_items else "exempt", (open_items or items)[0])


def _is_left_out(item: Item, index: Index) -> bool:
    """Whether an exempt item has no entries, so that nothing of it is disclosed."""
    return item.exemption is not None and not (item.id and item.id in index.disclosed)


# ---------------------------------------------------------------- item list and catalogue


@frozen(eq=False)
class ItemCover:
    """One item, and whether the catalogue has entries of it."""

    at: str
    item: Item
    state: Literal["with_entries", "exempt", "cancelled", "without_entry"]


def item_covers(index: Index) -> list[ItemCover]:
    """Every item, in the order of the document. An entry is matched by its `item_id`, else by its names."""
    covered: set[object] = set()
    for _at, group in index.groups:
        if group.item is not None:
            covered.update((id(group.item), group.item.id))
    return [ItemCover(at, item, _item_state(item, covered)) for at, item in index.items]


def _item_state(item: Item, covered: set[object]) -> Literal["with_entries", "exempt", "cancelled", "without_entry"]:
    if id(item) in covered or (item.id is not None and item.id in covered):
        return "with_entries"
    if item.exemption is not None:
        return "exempt"
    return "cancelled" if item.has_ended else "without_entry"


def unlisted(index: Index) -> Iterator[tuple[str, Group]]:
    """The entries, by item, that refer to an item which no list has."""
    return ((at, group) for at, group in index.groups if group.item is None)


# ---------------------------------------------------------------- domains and disclosures


@frozen(eq=False)
class DomainRow:
    """One domain's row of the matrix."""

    at: str
    """Pointer of the catalogue of its first entry."""
    entries: Mapping[str, int]
    """Disclosure → how many entries."""


def matrix(index: Index) -> Mapping[str, DomainRow]:
    """Domain → its row, in the order of the document; entries without a domain are in none."""
    rows: dict[str, tuple[str, dict[str, int]]] = {}
    for at, catalogue in index.catalogues:
        for entry in catalogue.entries:
            if entry.domain:
                _, counts = rows.setdefault(entry.domain, (at, {}))
                if entry.disclosure:
                    counts[entry.disclosure] = counts.get(entry.disclosure, 0) + 1
    return {domain: DomainRow(at, counts) for domain, (at, counts) in rows.items()}
