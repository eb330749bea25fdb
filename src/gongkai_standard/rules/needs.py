"""前提 — what a rule needs to have at hand, each a test of the index. Their words: `messages/words.csv`, `why`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from gongkai_standard.rules.index import Index

COMPLETE: Final = "complete_compendium"
"""A compendium that declares that nothing is missing (`complete: true`)."""
DATE: Final = "date"
"""A date to judge by."""
ITEM_LIST: Final = "item_list"
CATALOGUE: Final = "catalogue"
SOURCE_LIST: Final = "source_list"
ITEMS_AND_SOURCES: Final = "item_list_and_source_list"
ITEMS_AND_ENTRIES: Final = "item_list_and_catalogue"
COMPENDIUM: Final = "compendium"
KNOWN_CHANNELS: Final = "known_channels"
"""Of every entry with channels, one that the code list has: what is unknown may be the website."""
LEVELS: Final = "levels"
"""Entries that say at which level they are disclosed."""
PLAIN_LANGUAGE: Final = "plain_language"
"""Entries with notes in plain language."""
PUBLISHER: Final = "publisher"
"""A publisher of the document or of its first list or catalogue."""
RECORDS: Final = "publications_and_contacts"

MET: Final[Mapping[str, Callable[[Index], bool]]] = {
    COMPLETE: lambda index: index.complete,
    DATE: lambda index: index.as_of is not None,
    ITEM_LIST: lambda index: bool(index.item_lists),
    CATALOGUE: lambda index: bool(index.catalogues),
    SOURCE_LIST: lambda index: bool(index.source_lists),
    ITEMS_AND_SOURCES: lambda index: bool(index.item_lists and index.source_lists),
    ITEMS_AND_ENTRIES: lambda index: bool(index.item_lists and index.catalogues),
    COMPENDIUM: lambda index: index.is_compendium,
    KNOWN_CHANNELS: lambda index: index.names_known_channels,
    LEVELS: lambda index: any(entry.levels for _, entry in index.entries),
    PLAIN_LANGUAGE: lambda index: any(entry.plain_language for _, entry in index.entries),
    PUBLISHER: lambda index: index.publisher is not None,
    RECORDS: lambda index: False,  # no noun of the model holds them
}


def missing(needs: tuple[str, ...], index: Index) -> str | None:
    """The first need that the document does not meet; None when it meets all."""
    return next((need for need in needs if not MET[need](index)), None)
