"""前提 — what a rule needs to have at hand, each a test of the index. Their words: `messages/words.csv`, `why`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final

from gongkai_standard.compendium import Compendium
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import says_something

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
GUIDES: Final = "guides"
LEVELS: Final = "levels"
"""Entries that say at which level they are disclosed."""
PLAIN_LANGUAGE: Final = "plain_language"
"""Entries with notes in plain language."""
PUBLISHER: Final = "publisher"
"""A publisher of the document or of its first list or catalogue."""
UNIT: Final = "unit"
"""A publisher of whom the list of pilot units can tell whether it is one: of Henan, or in the list."""
RECORDS: Final = "publications_and_contacts"
PUBLICATIONS: Final = "publications"
PUBLICATIONS_OR_QUESTIONS: Final = "publications_or_questions"
DAYS_OF_PUBLICATION: Final = "days_of_publication"
"""Publications, where a compendium is to show when; a table alone shows only where."""
CALENDAR: Final = "calendar"
"""This and the five that follow are what single records lack: a rule that meets one says that it cannot tell."""
DATED_PUBLICATIONS: Final = "dated_publications"
LINKED_INTERPRETATIONS: Final = "linked_interpretations"
NAMED_ENTRIES: Final = "named_entries"
PUBLISHED_ELEMENTS: Final = "published_elements"
WEBSITE_ADDRESSES: Final = "website_addresses"
ADJUSTMENTS: Final = "adjustments"
"""Records of a compendium, or an edition in it that has a previous one."""
CONTACTS: Final = "contacts"
"""This and the four that follow: a compendium that keeps records at all, so that their absence means something."""
DOWNLOADS: Final = "downloads"
PLAN: Final = "plan"
READING_PLACES: Final = "reading_places"
REVIEWS: Final = "reviews"
TOPIC: Final = "topic"
TOPIC_ITSELF: Final = "topic_itself"
"""The pilot topic with its address: what it lacks is a fault of its own only then."""
HOME_PAGE: Final = "home_page"
"""What a look at the home page found of the pilot topic."""
SITE: Final = "site"
"""The address of the unit's website."""
REVIEWED: Final = "reviewed"
"""At least one review: without any, another rule says all."""
DATED: Final = "dated_edition"
"""An edition that says when it was issued or takes effect."""
DATED_SOURCES: Final = "dated_source_lists"
"""Source lists, each with its version."""
WORKFLOWS: Final = "workflows"
WORKFLOWS_OR_RECORDS: Final = "workflows_or_records"
"""A compendium with workflows, guides or records of how the unit goes about its work, or one that is complete."""

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
    GUIDES: lambda index: bool(index.guides),
    LEVELS: lambda index: any(entry.levels for _, entry in index.entries),
    PLAIN_LANGUAGE: lambda index: any(entry.plain_language for _, entry in index.entries),
    PUBLISHER: lambda index: index.publisher is not None,
    RECORDS: lambda index: bool(index.publications and getattr(index.document, "contacts", ())),
    PUBLICATIONS: lambda index: bool(index.publications),
    PUBLICATIONS_OR_QUESTIONS: lambda index: bool(index.publications or index.questions),
    DAYS_OF_PUBLICATION: lambda index: bool(index.publications) or not index.is_compendium,
    ADJUSTMENTS: lambda index: index.keeps_records or bool(index.later_editions),
    **dict.fromkeys((CONTACTS, DOWNLOADS, PLAN, READING_PLACES, REVIEWS, TOPIC), attrgetter("keeps_records")),
    TOPIC_ITSELF: lambda index: index.topic is not None and says_something(index.topic.url),
    HOME_PAGE: lambda index: index.topic is None or index.topic.linked_from_home is not None,
    SITE: lambda index: (
        isinstance(c := index.document, Compendium) and c.site is not None and says_something(c.site.url)
    ),
    REVIEWED: lambda index: isinstance(index.document, Compendium) and bool(index.document.reviews),
    DATED: lambda index: index.settled is not None,
    DATED_SOURCES: lambda index: bool(index.source_lists) and all(lst.version for _, lst in index.source_lists),
    WORKFLOWS: lambda index: bool(index.workflows),
    WORKFLOWS_OR_RECORDS: lambda index: bool(index.workflows or index.guides) or index.keeps_records,
}


def missing(needs: tuple[str, ...], index: Index) -> str | None:
    """The first need that the document does not meet; None when it meets all."""
    return next((need for need in needs if not MET[need](index)), None)
