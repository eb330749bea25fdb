"""文件类型 — which noun the rows of a table are, and which text of the standard its headings show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.table.headings import Header
from gongkai_standard.codecs.table.labels import NOUNS
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.terms import terms_of

Noun = type[Entry] | type[Item] | type[SourceEntry]

NOUN_OF_KIND: Final[Mapping[str, Noun]] = {Catalogue.kind: Entry, ItemList.kind: Item, SourceList.kind: SourceEntry}
"""Kind of a document → what the rows of its tables are."""

_TELLING: Final[Mapping[type, frozenset[str]]] = {
    Entry: frozenset(
        {
            "content",
            "time_limits",
            "channels",
            "mode",
            "audience",
            "levels",
            "disclosure",
            "stage",
            "extent",
            "responsible_body",
        }
    ),
    Item: frozenset(
        {
            "power_type",
            "responsible_department",
            "department_code",
            "sources.list",
            "sources.entry",
            "relevance",
            "major_decision",
            "exemption.ground",
        }
    ),
}
"""Members whose columns tell a catalogue from an item list."""

PROFILE_SIGNS: Final[Mapping[str, frozenset[str]]] = {
    "henan-2017": frozenset({"extent", "stage", "power_type", "responsible_department"}),
    "national-2019": frozenset({"channels", "audience", "levels"}),
}
"""Profile → members whose headings belong to its tables; the first that fits holds."""

DEFAULT_PROFILE: Final = "henan-2017"


def noun_of(header: Header, title: str) -> Noun:
    """What the rows are. The title decides between lists; content, deadlines and the like make a catalogue."""
    known = {noun: {c.meaning.member for c in header.columns(noun) if c.meaning} for noun in NOUNS}
    as_entry = len(known[Entry] & _TELLING[Entry])
    if source_lists_in(title) and as_entry <= 2:
        return SourceEntry
    if as_entry >= 2 or "content" in known[Entry]:
        return Entry
    if len(known[Item] & _TELLING[Item]) >= 1 or fold(terms_of(Compendium)["item_lists"].zh) in fold(title):
        own = known[SourceEntry] - known[Item]
        return SourceEntry if "name" in own and "name" not in known[Item] else Item
    return SourceEntry if "name" in known[SourceEntry] and "name" not in known[Item] else Entry


_MERGED_LIST: Final = re.compile("权责(?:事项)?清单|权力[和与、]?责任(?:事项)?清单")
"""The list of powers and responsibilities in one; no code of its own, for it counts as both."""


def source_lists_in(title: str) -> tuple[str, ...]:
    """The kinds of source list that a title or a cell names."""
    folded = fold(title)
    if _MERGED_LIST.search(folded):
        return ("power_list", "responsibility_list")
    return tuple(
        code.code for code in code_list("source_list") if any(fold(label) in folded for label in (code.zh, *code.also))
    )


def profile_of(headers: Iterable[Header]) -> str | None:
    """The text of the standard that the headings show; None when they show none."""
    shown: set[str] = set()
    for header in headers:
        for noun in NOUNS:
            signs = {c.meaning.member: c.heading for c in header.columns(noun) if c.meaning}
            channels = signs.get("channels")
            if channels and not fold(channels).startswith(fold(terms_of(Entry)["channels"].zh)):
                del signs["channels"]
            shown |= signs.keys()
    return next((profile for profile, signs in PROFILE_SIGNS.items() if shown & signs), None)
