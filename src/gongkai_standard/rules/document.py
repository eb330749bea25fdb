"""文件的规则 — what holds for a document of any kind: the text it follows, and its shape. Source: notice, 三(四)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item
from gongkai_standard.requirements import requirements
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.codes import unknown_codes
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
    the element does: the status of editions and items, audiences, declared gaps, the codes in records, the requirement
    that is attested, and grounds of exemption but for items that are left out altogether, which GK-ITM-014 judges.

    Why: the catalogue has to be displayed in a regular form, which other systems can read.

    Instead: give the member the shape that the message names, or a code of the list.
    """
    items = dict(index.items) if index.misshapen else {}
    for fault in index.misshapen:
        for part in expected(fault):
            if part.choices:
                yield Fault(
                    part.at,
                    {"choices": part.choices},
                    "choice",
                    also=_besides(part.at, items.get(fault.subject), index),
                )
            else:
                yield Fault(part.at, {"shape": part.shape})
    for at, codes, code in chain(unknown_codes(index), _unknown_grounds(index), _unknown_requirements(document)):
        yield Fault(at, {"list": codes, "value": code}, "code", also=("R-118",) if codes == "channel" else ())


def _besides(at: str, item: Item | None, index: Index) -> tuple[str, ...]:
    """What is violated besides by a code that no closed list has: no phase is stated, no source of the three kinds."""
    if at == f"{index.publisher_at}/phase":
        return ("R-004",)
    is_source = item is not None and at.endswith("/list")
    return ("R-047",) if item and is_source and all(source.list is None for source in item.sources) else ()


def _unknown_grounds(index: Index) -> Iterator[tuple[str, str, str]]:
    """Of items that are not left out altogether; the others are for GK-ITM-014 to judge."""
    for at, item in index.items:
        ground = item.exemption and item.exemption.ground
        if ground and not is_left_out(item, index) and not (index.knows("exemption", ground) or is_placeholder(ground)):
            yield f"{at}/exemption/ground", "exemption", ground


def _unknown_requirements(document: Document) -> Iterator[tuple[str, str, str]]:
    """What is attested has to be one of the notice's requirements."""
    for i, attestation in enumerate(document.attestations if isinstance(document, Compendium) else ()):
        named = attestation.requirement
        if named and not is_placeholder(named) and named.strip() not in requirements():
            yield f"/attestations/{i}/requirement", "requirement", named


def _documents(index: Index) -> list[tuple[str, Document]]:
    """The document and, in a compendium, those inside it that name profile, publisher and edition of their own."""
    parts = (index.item_lists, index.source_lists, index.catalogues, index.workflows) if index.is_compendium else ()
    return [("", index.document), *chain(*parts)]
