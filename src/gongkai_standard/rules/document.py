"""文件的规则 — what holds for a document of any kind: the text it follows, and its shape. Source: notice, 三(四)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai_standard.compendium import Document
from gongkai_standard.guide import Guide
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.item_list import is_left_out
from gongkai_standard.rules.placeholder import is_blank, is_placeholder
from gongkai_standard.rules.structure import expected


@rule(
    "GK-DOC-001",
    about=object,
    requirements=("R-001",),
    severity=Severity.INFO,
    applies=lambda index: not isinstance(index.document, Guide),
)
def document_without_profile(document: Document, index: Index) -> Iterator[Fault]:
    """A document does not say which text of the standard (规范文本) it follows, or names one that is not known.

    One is assumed for the check all the same. Documents inside a compendium follow it unless they say otherwise.

    Why: a conclusion about a document is worth little when nobody knows what it was measured by.

    Instead: name the profile, such as henan-2017.
    """
    for at, part in _documents(index):
        if is_blank(part.profile or ""):
            if part is document:
                yield Fault("profile")
        elif part.profile not in index.profiles:
            yield Fault(f"{at}/profile", {"profile": part.profile}, "unknown")


@rule("GK-WEB-010", about=object, requirements=("R-112",), severity=Severity.ERROR)
def member_of_another_shape(document: Document, index: Index) -> Iterator[Fault]:
    """A member of the document has another shape than the data model gives it, or a code that no list has.

    No other rule speaks of a misshapen member: what it means cannot be told. Of codes it speaks where no rule of
    the element does: the status of editions and items, audiences, declared gaps, and grounds of exemption but for
    items that are left out altogether, which GK-ITM-014 judges.

    Why: the catalogue has to be displayed in a regular form, which other systems can read.

    Instead: give the member the shape that the message names, or a code of the list.
    """
    for fault in index.misshapen:
        for part in expected(fault):
            if part.choices:
                yield Fault(part.at, {"choices": part.choices}, "choice")
            else:
                yield Fault(part.at, {"shape": part.shape})
    for at, codes, code in _codes(index):
        if not (index.knows(codes, code) or is_placeholder(code)):
            yield Fault(at, {"list": codes, "value": code}, "code")


def _codes(index: Index) -> Iterator[tuple[str, str, str]]:
    """(place, code list, code) of every code that only this rule looks at."""
    for at, document in _documents(index):
        if document.edition and document.edition.status:
            yield f"{at}/edition/status", "item_status", document.edition.status
    for at, item in index.items:
        if item.status:
            yield f"{at}/status", "item_status", item.status
        if item.exemption and item.exemption.ground and not is_left_out(item, index):
            yield f"{at}/exemption/ground", "exemption", item.exemption.ground
    for at, entry in index.entries:
        for i, audience in enumerate(entry.audience):
            if audience.code:
                yield f"{at}/audience/{i}/code", "audience", audience.code
        if entry.exemption and entry.exemption.ground:
            yield f"{at}/exemption/ground", "exemption", entry.exemption.ground
    for at, catalogue in index.catalogues:
        for i, gap in enumerate(catalogue.not_applicable):
            for codes in ("domain", "disclosure", "stage"):
                code: str | None = getattr(gap, codes)
                if code:
                    yield f"{at}/not_applicable/{i}/{codes}", codes, code


def _documents(index: Index) -> list[tuple[str, Document]]:
    """The document and, in a compendium, those inside it that name profile, publisher and edition of their own."""
    parts = (index.item_lists, index.source_lists, index.catalogues, index.workflows) if index.is_compendium else ()
    return [("", index.document), *chain(*parts)]
