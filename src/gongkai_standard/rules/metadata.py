"""文件信息 — what a document of its own has to say about itself: title, publisher, version, date."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.item_list import ItemList
from gongkai_standard.rules._rule import Fault
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_blank


def missing_metadata(document: Catalogue | ItemList, index: Index) -> Iterator[Fault]:
    """A fault for each that is missing. Inside a compendium publisher and edition may stand in the compendium."""
    publisher, edition = index.publisher_of(document), index.edition_of(document)
    if is_blank(document.title):
        yield Fault("title", {"field": "title"})
    if publisher is None or is_blank(publisher.name):
        yield Fault("publisher/name", {"field": "publisher"})
    if edition is None or is_blank(edition.version):
        yield Fault("edition/version", {"field": "version"})
    if edition is None or (edition.issued is None and edition.effective is None):
        yield Fault("edition/issued", {"field": "issued"})
