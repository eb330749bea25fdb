"""覆盖面的规则 — what a compendium that calls itself complete leaves out. Source: notice 一(一) to 一(三), 三(二)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.compendium import Compendium
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.channel import used
from gongkai_standard.rules.covering import DISCLOSURES, item_covers, matrix, unlisted
from gongkai_standard.rules.index import Index, label


@rule(
    "GK-DOC-002",
    about=Compendium,
    requirements=("R-005",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE,),
)
def deliverable_missing(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A complete compendium lacks one of the four deliverables: items, content elements, catalogue, workflows.

    Why: items are sorted out, contents detailed, standards unified and processes regulated; none stands for another.

    Instead: add the item lists, the entries with their contents, the workflows; or do not call it complete yet.
    """
    if not index.items:
        yield Fault("item_lists", {"artefact": "item_list"}, also=("R-054",))
    if not index.entries:
        yield Fault("catalogues", {"artefact": "catalogue"}, also=("R-061", "R-070"))
    elif not any(entry.content for _at, entry in index.entries):
        yield Fault("catalogues", {"artefact": "content"}, also=("R-064",))
    if not index.workflows:
        yield Fault("workflows", {"artefact": "workflow"}, also=("R-034",))


@rule(
    "GK-CAT-001",
    about=Compendium,
    requirements=("R-061",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEMS_AND_ENTRIES),
)
def catalogue_unlike_the_item_list(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """An entry refers to an item that is not listed, or a listed item has no entry.

    An entry without `item_id`, or an item without an id of its own, is matched by its names. An item that is
    exempt or cancelled needs no entry.

    Why: the catalogue is drawn up from the item list.

    Instead: list the item, correct the reference, or add the item's entries.
    """
    for at, group in unlisted(index):
        yield Fault(f"{at}/item_id", {"item": group.item_id or label(group)})
    for cover in item_covers(index):
        if cover.state == "without_entry":
            yield Fault(cover.at, {"item": label(cover.item) or cover.at}, "without_entry")


@rule(
    "GK-CAT-010",
    about=Compendium,
    requirements=("R-009",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.CATALOGUE),
)
def domain_without_a_disclosure(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A domain has nothing under one of the five disclosures, and no note says that it does not apply.

    A disclosure that no domain has violates R-038 as well. Nothing is said where an entry may be the one that is
    missing and its domain or disclosure is in no code list.

    Why: all five disclosures are to be carried into every domain.

    Instead: add the entries, or say under `not_applicable` why there are none.
    """
    known = {domain for domain in index.domains if index.knows("domain", domain) or domain in index.declared("domain")}
    stray = {entry.disclosure for _at, entry in index.entries if entry.domain and entry.domain not in known}
    unsorted = {entry.domain for _at, entry in index.entries if entry.disclosure not in DISCLOSURES}
    for domain, row in matrix(index).items():
        if domain not in known or domain in unsorted:
            continue
        for disclosure in DISCLOSURES:
            if not (disclosure in row.entries or disclosure in stray or index.has_gap(domain, disclosure)):
                also = () if disclosure in index.disclosures else ("R-038",)
                yield Fault(f"{row.at}/entries", {"domain": domain, "disclosure": disclosure}, also=also)


@rule(
    "GK-CAT-012",
    about=Compendium,
    requirements=("R-038",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.CATALOGUE),
)
def disclosure_nowhere(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """One of the five disclosures occurs nowhere, and no note says that it does not apply.

    Where entries name their domains, GK-CAT-010 says it domain by domain.

    Why: decision, execution, management, service and result are to be open throughout.

    Instead: add the entries, or say under `not_applicable` why there are none.
    """
    if not matrix(index):
        for disclosure in DISCLOSURES:
            if disclosure not in index.disclosures and not index.has_gap(None, disclosure):
                yield Fault("catalogues", {"disclosure": disclosure})


@rule(
    "GK-CHN-005",
    about=Compendium,
    requirements=("R-035",),
    severity=Severity.WARNING,
    needs=(needs.COMPLETE, needs.CATALOGUE),
)
def one_channel_in_all(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """All entries together use one channel, or none.

    Why: platforms and channels should be rich and varied.

    Instead: add other channels that the people concerned use.
    """
    texts = {c.code or c.text for _, e in index.entries for c in e.channels if c.obligation != "not_chosen"}
    if len(texts) < 2 and any(used(entry) for _, entry in index.entries):
        yield Fault("catalogues")
