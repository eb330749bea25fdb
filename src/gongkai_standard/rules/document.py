"""文件的规则 — what holds for a document of any kind: the text it follows, and its shape. Source: notice, 三(四)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_blank
from gongkai_standard.rules.structure import expected


@rule("GK-DOC-001", about=object, requirements=("R-001",), severity=Severity.INFO)
def document_without_profile(document: Document, index: Index) -> Iterator[Fault]:
    """A document does not say which text of the standard (规范文本) it follows, or names one that is not known.

    One is assumed for the check all the same. Documents inside a compendium follow it unless they say otherwise.

    Why: a conclusion about a document is worth little when nobody knows what it was measured by.

    Instead: name the profile, such as henan-2017.
    """
    if document.profile is None or is_blank(document.profile):
        yield Fault("profile")
    parts = (*index.item_lists, *index.source_lists, *index.catalogues) if isinstance(document, Compendium) else ()
    for at, part in (("", document), *parts):
        if not is_blank(part.profile) and part.profile not in index.profiles:
            yield Fault(f"{at}/profile", {"profile": part.profile}, "unknown")


@rule("GK-WEB-010", about=object, requirements=("R-112",), severity=Severity.ERROR)
def member_of_another_shape(document: Document, index: Index) -> Iterator[Fault]:
    """A member of the document has another shape than the data model gives it.

    No other rule speaks of such a member: what it means cannot be told.

    Why: the catalogue has to be displayed in a regular form, which other systems can read.

    Instead: give the member the shape that the message names.
    """
    for fault in index.misshapen:
        for part in expected(fault):
            if part.choices:
                yield Fault(part.at, {"choices": part.choices}, "choice")
            else:
                yield Fault(part.at, {"shape": part.shape})
