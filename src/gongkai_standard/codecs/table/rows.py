"""条目 — the members of one record as an entry, an item or an entry of a source list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.ids import Ids
from gongkai_standard.item_list import Exemption, Item, SourceEntry, SourceReference
from gongkai_standard.mapping import EMPTY
from gongkai_standard.terms import terms_of


def _nested(members: dict[str, Any], name: str, noun: type) -> dict[str, Any]:
    """Take the members `name.…` of the noun out."""
    return {part: members.pop(whole) for part, whole in _parts(name, noun) if whole in members}


@cache
def _parts(name: str, noun: type) -> tuple[tuple[str, str], ...]:
    return tuple((part, f"{name}.{part}") for part in terms_of(noun))


def _entry(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> Entry:
    exemption = _nested(members, "exemption", Exemption)
    if exemption:
        members["exemption"] = Exemption(**exemption)
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in KEYS[Entry]])
    return Entry(extra=extra or EMPTY, **members)


def _item(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> Item:
    exemption = _nested(members, "exemption", Exemption)
    if exemption:
        members["exemption"] = Exemption(**exemption)
    source = _nested(members, "sources", SourceReference)
    if source:
        kinds = source.pop("list", (None,))
        members["sources"] = tuple(SourceReference(list=kind, **source) for kind in kinds)
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in KEYS[Item]])
    return Item(extra=extra or EMPTY, **members)


def _source_entry(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> SourceEntry:
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in KEYS[SourceEntry]])
    return SourceEntry(extra=extra or EMPTY, **members)


KEYS: Final[Mapping[type, tuple[str, ...]]] = {
    Entry: ("domain", "level_one", "level_two", "level_three", "disclosure", "stage"),
    Item: ("domain", "level_one", "level_two", "level_three", "name"),
    SourceEntry: ("name", "power_type", "department"),
}
"""The members that tell one row of a noun from another."""
MAKERS: Final[Mapping[type, Callable[[dict[str, Any], dict[str, str], Ids], Any]]] = {
    Entry: _entry,
    Item: _item,
    SourceEntry: _source_entry,
}
