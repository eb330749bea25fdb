"""文件信息 — what a document of its own has to say about itself: title, publisher, version, date."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.compendium import Document
from gongkai_standard.item_list import ItemList
from gongkai_standard.rules._rule import Fault
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_blank


def missing_metadata(document: Catalogue | ItemList, index: Index) -> Iterator[Fault]:
    """A fault for each that is missing. Inside a compendium publisher and edition may stand in the compendium.

    What is missing from the compendium's own is said there, once for all documents of the kind that rest on it.
    """
    publisher, edition = index.publisher_of(document), index.edition_of(document)
    if is_blank(document.title):
        yield Fault("title", {"field": "title"})
    faults = []
    if publisher is None or is_blank(publisher.name):
        faults.append(("publisher", "name", "publisher"))
    if edition is None or is_blank(edition.version):
        faults.append(("edition", "version", "version"))
    if edition is None or (edition.issued is None and edition.effective is None):
        faults.append(("edition", "issued", "issued"))
    for part, member, field in faults:
        if getattr(document, part) is not None or getattr(index.document, part) is None:
            yield Fault(f"{part}/{member}", {"field": field})
        elif document is _first_heir(document, part, index):
            yield Fault(f"/{part}/{member}", {"field": field})


def _first_heir(document: Catalogue | ItemList, part: str, index: Index) -> Document:
    """The first document of the same kind that takes the part from the compendium."""
    alike = index.item_lists if isinstance(document, ItemList) else index.catalogues
    heirs: list[Document] = [other for _at, other in alike if getattr(other, part) is None]
    return heirs[0]
