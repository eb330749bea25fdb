"""政策文件 — the documents among the publications: which records are of the same one, and what interprets it.

Source: notice 一(三) 发布、解读、回应三位一体, 三(三) 政策文件及其解读材料公开, 三(四) 政府公报的标准文本作用.
One document has a record for each channel that carries it. They are told to be of one by their document number; a
record without a number by its title; one without either by its entry and element.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Final, TypeVar

from attrs import field, frozen

from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.publication import Publication
from gongkai_standard.remembering import remembered
from gongkai_standard.rules.display import Placed
from gongkai_standard.rules.placeholder import is_blank

_Key = TypeVar("_Key", bound=Hashable)

NORMATIVE: Final = "normative_document"
_POLICIES: Final = frozenset({NORMATIVE, "policy"})
"""Kinds of document that are to be interpreted."""
_STAGE: Final = "policy_document"


@frozen(eq=False)
class IssuedDocument:
    """One policy document, with all its records and all records of its interpretations."""

    records: list[Placed] = field(factory=list)
    interpretations: list[Placed] = field(factory=list)

    @property
    def at(self) -> str:
        """Pointer of the first record."""
        return self.records[0][0]

    @property
    def name(self) -> str:
        """What a message calls it: its title, else its number, else the element."""
        names = ((p.title, p.document_number, p.element) for _at, p in self.records)
        return next((text for each in names for text in each if text), self.records[0][1].id or self.at)

    @property
    def is_marked(self) -> bool:
        """Whether a record says by kind or number that this is a document; else the stage of its entry alone does."""
        return any(p.document_kind or not is_blank(p.document_number) for _at, p in self.records)

    @property
    def is_normative(self) -> bool:
        """Whether it is a normative document (规范性文件)."""
        return any(kind_of(p) == NORMATIVE for _at, p in self.records)

    @property
    def published_on(self) -> date | None:
        """The day on which it was first published."""
        return first_day(self.records)


def first_day(records: Sequence[Placed]) -> date | None:
    """The earliest day of publication among some records."""
    return min((p.published_on for _at, p in records if p.published_on), default=None)


@remembered(256)
def _code_of(kind: str) -> str:
    listed = code_list("document_kind")
    found = None if kind in listed else listed.match(kind)
    return found.code if found else kind


def kind_of(publication: Publication) -> str | None:
    """The code of a publication's kind of document, also where it is given by its label."""
    return _code_of(publication.document_kind) if publication.document_kind else None


def issued_documents(
    publications: Sequence[Placed], stage_of: Callable[[Publication], str | None]
) -> list[IssuedDocument]:
    """The policy documents, in the order of their first records. `stage_of` gives the stage of a record's entry."""
    found = [placed for placed in publications if _is_policy(placed[1], stage_of)]
    documents: list[IssuedDocument] = []
    by_number: dict[str, IssuedDocument] = {}
    by_title: dict[str, IssuedDocument] = {}
    by_element: dict[tuple[str | None, str | None], IssuedDocument] = {}
    by_id: dict[str, IssuedDocument] = {}

    def of(table: dict[_Key, IssuedDocument], key: _Key) -> IssuedDocument:
        if key not in table:
            table[key] = IssuedDocument()
            documents.append(table[key])
        return table[key]

    for at, record in sorted(found, key=lambda placed: is_blank(placed[1].document_number)):
        number, title = fold(record.document_number or ""), fold(record.title or "")
        if number:
            document = of(by_number, number)
            by_title.setdefault(title or number, document)
        elif title:
            document = of(by_title, title)
        else:
            document = of(by_element, (record.entry_id, record.element))
        document.records.append((at, record))
        if record.id:
            by_id.setdefault(record.id, document)
    for placed in publications:
        target = placed[1].interprets
        if target and target in by_id:
            by_id[target].interpretations.append(placed)
    place = {at: i for i, (at, _record) in enumerate(found)}
    return sorted(documents, key=lambda document: place[document.at])


def _is_policy(publication: Publication, stage_of: Callable[[Publication], str | None]) -> bool:
    if publication.interprets is not None:
        return False
    kind = kind_of(publication)
    return kind in _POLICIES or (kind is None and stage_of(publication) == _STAGE)
