"""公开记录的规则 — what the records show: published in time, on the website, in one place, and interpreted.

Source: notice 一(二)1 及时, 一(三) 发布、解读、回应三位一体, 三(四) 全部通过试点单位网站……集中展示, 标准文本作用.
A record whose dates, address or element are missing shows less than it should: then the rule cannot tell, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongkai_standard.calendar import NotCoveredError
from gongkai_standard.catalogue import Entry
from gongkai_standard.compendium import Compendium
from gongkai_standard.law import maximum
from gongkai_standard.publication import Publication
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, Undecided, rule
from gongkai_standard.rules.display import is_on_website
from gongkai_standard.rules.index import Group, Index, label
from gongkai_standard.rules.issued_document import IssuedDocument
from gongkai_standard.rules.lateness import due_of, working_days_late
from gongkai_standard.rules.placeholder import says_something
from gongkai_standard.rules.stages import lacking


@rule(
    "GK-TIM-001",
    about=Publication,
    requirements=("R-011",),
    severity=Severity.ERROR,
    needs=(needs.PUBLICATIONS,),
    met_needs=(needs.CATALOGUE,),
)
def published_late(publication: Publication, index: Index) -> Iterator[Fault | Undecided]:
    """Something was published after the time limit of its entry, or is not published although the limit has passed.

    The limit is counted from the day on which the information was formed, with the working days of the calendar. Of
    several limits the one for this element counts, else the longest. What is still to be published is judged on the
    date of the check. How long after its document an interpretation comes is for GK-DEC-005 to judge.

    Why: information that comes late helps nobody to exercise a right.

    Instead: publish within the time limit; where the dates of the record are wrong, correct them.
    """
    entry = index.entry_of(publication)
    if entry is None:
        return
    try:
        document = index.publication_by_id.get(publication.interprets or "")
        due = due_of(entry, publication, index.calendar, document.published_on if document else None)
        on = publication.published_on or index.as_of
        if due.on is None:
            if due.why_not == "no_event":
                yield Undecided(needs.DATED_PUBLICATIONS)
        elif on is None:
            yield Undecided(needs.DATE)
        elif on > due.on:
            params = {
                "item": label(entry),
                "element": publication.element or publication.title or label(entry),
                "due": due.on.isoformat(),
                "published_on": on.isoformat(),
                "n": working_days_late(due.on, on, index.calendar),
            }
            variant = None if publication.published_on else "overdue"
            yield Fault("published_on", params, variant, also=_beyond_the_law(entry, publication, on, index))
    except NotCoveredError:
        yield Undecided(needs.CALENDAR)


def _beyond_the_law(entry: Entry, publication: Publication, on: date, index: Index) -> tuple[str, ...]:
    """What a late result of a random inspection violates besides."""
    longest = maximum("random_inspection", on)
    if entry.stage != "random_inspection" or publication.formed_on is None or longest is None:
        return ()
    return ("R-093",) if on > index.calendar.add_working_days(publication.formed_on, longest.days) else ()


@rule(
    "GK-DEC-001",
    about=Compendium,
    requirements=("R-037",),
    severity=Severity.WARNING,
    needs=(needs.PUBLICATIONS_OR_QUESTIONS,),
    met_needs=(needs.PUBLICATIONS,),
    applies=lambda index: bool(index.questions or index.issued_documents),
)
def document_without_response(compendium: Compendium, index: Index) -> Iterator[Fault | Undecided]:
    """A policy document that was published has no interpretation linked to it, or a question of the public no answer.

    An interpretation is linked when its record names the record of the document. An item whose interpretation is
    missing from the catalogue is for GK-DEC-005 to report.

    Why: publication, interpretation and response belong together.

    Instead: record the interpretation and name the document that it interprets; answer the question.
    """
    for document in index.issued_documents:
        if document.interpretations or _is_settled(document, index):
            continue
        if document.is_marked:
            yield Fault(document.at, {"doc": document.name}, also=("R-077",))
        elif not _item_is_interpreted(document, index):
            yield Undecided(needs.LINKED_INTERPRETATIONS)
    for at, question in index.questions:
        if question.answered_on is None:
            about = index.publication_by_id.get(question.publication_id or "")
            doc = (about and (about.title or about.document_number or about.element)) or question.publication_id or ""
            yield Fault(f"{at}/answered_on", {"doc": doc, "text": question.text or ""}, "unanswered")


def _groups_of(document: IssuedDocument, index: Index) -> list[Group]:
    entries = (index.entry_of(record) for _at, record in document.records)
    return [index.group_of(entry) for entry in entries if entry is not None]


def _is_settled(document: IssuedDocument, index: Index) -> bool:
    """Whether GK-DEC-005 misses the interpretation at an entry of the document, or a reason excuses it."""
    return any(
        index.is_excused(group, "decision", "interpretation")
        or ("GK-DEC-005" in index.in_force and any(lacking(group, index, "decision", "interpretation")))
        for group in _groups_of(document, index)
    )


def _item_is_interpreted(document: IssuedDocument, index: Index) -> bool:
    """Whether something was published under the interpretation of the same item."""
    return any(
        entry.stage == "interpretation" and entry.id in index.publications_of
        for group in _groups_of(document, index)
        for _at, entry in group.entries
    )


@rule(
    "GK-WEB-007",
    about=Compendium,
    requirements=("R-109",),
    severity=Severity.ERROR,
    needs=(needs.PUBLICATIONS,),
    met_needs=(needs.COMPLETE, needs.CATALOGUE),
)
def element_not_displayed(compendium: Compendium, index: Index) -> Iterator[Fault | Undecided]:
    """A content element of the catalogue is not displayed on the website: no record of it there has an address.

    In a compendium that is not complete only entries with records are judged. What is withheld or given on request
    only is not displayed; what is recorded for the website and still to come is for GK-TIM-001 to judge. A record that
    names no element is taken to show the whole entry.

    Why: everything in the catalogue is to be displayed on the unit's website; other channels come in addition.

    Instead: publish the element on the website and record the address.
    """
    for display in index.displays:
        entry = display.entry
        if not entry.id or index.entry_by_id[entry.id] is not entry:
            yield Undecided(needs.NAMED_ENTRIES)
            continue
        if display.taken_whole or display.awaited:
            yield Undecided(needs.PUBLISHED_ELEMENTS)
        for place in dict.fromkeys(display.unplaced.values()):
            elements = [entry.content[i] for i, at in display.unplaced.items() if at == place]
            yield Fault(f"{place}/url", {"item": label(entry), "element": elements}, "no_address", also=("R-012",))
        if index.complete or entry.id in index.publications_of:
            also = () if display.shown else ("R-012", *(("R-092",) if entry.stage == "supervision_info" else ()))
            for i in display.absent:
                params = {"item": label(entry), "element": entry.content[i]}
                yield Fault(f"{display.at}/content/{i}", params, also=also)


@rule(
    "GK-WEB-008",
    about=Compendium,
    requirements=("R-110",),
    severity=Severity.ERROR,
    needs=(needs.PUBLICATIONS,),
)
def display_not_concentrated(compendium: Compendium, index: Index) -> Iterator[Fault | Undecided]:
    """What is published on the website is spread over several hosts, or over several columns at the root of one.

    The root of an address is its host and the first step of its path. Where there are several, the one with most
    addresses is home, and each other is reported once, at its first address.

    Why: people should find everything in one place.

    Instead: publish under one column of the unit's portal and correct the addresses.
    """
    roots: dict[str, list[str]] = {}
    for at, record in index.publications:
        if is_on_website(record) and record.url and (root := root_of(record.url)):
            roots.setdefault(root, []).append(at)
    if not roots:
        yield Undecided(needs.WEBSITE_ADDRESSES)
        return
    home = max(roots, key=lambda root: len(roots[root]))
    for root, places in roots.items():
        if root != home:
            yield Fault(f"{places[0]}/url", {"hosts": [home, root], "count": len(places)})


_ADDRESS: Final = re.compile(
    r"(?i)(?:[a-z]+:)?//(?:www\.)?(?P<host>[^/?#:@\s]+\.[^/?#:@\s]+)(?::[0-9]*)?(?:/+(?P<step>[^/?#]+)(?P<inside>/)?)?"
)


def root_of(url: str) -> str | None:
    """Host and first step of the path of an address on the web; None for a text that is none.

    A page that lies at the root has no step; www. is not part of the name.

    >>> root_of("https://www.qinghe.gov.cn/zwgk/2018/1.html"), root_of("http://qinghe.gov.cn/1.html")
    ('qinghe.gov.cn/zwgk', 'qinghe.gov.cn')
    """
    found = _ADDRESS.match(url.strip() if "//" in url else f"//{url.strip()}")
    if found is None:
        return None
    host, step = found["host"].lower(), found["step"]
    return f"{host}/{step}" if step and (found["inside"] or "." not in step) else host


@rule(
    "GK-CHN-008",
    about=Compendium,
    requirements=("R-115",),
    severity=Severity.WARNING,
    needs=(needs.PUBLICATIONS,),
    applies=lambda index: any(document.is_normative for document in index.issued_documents),
)
def document_outside_the_gazette(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A normative document (规范性文件) names no issue of the government gazette (政府公报).

    Why: the text in the gazette is the standard text.

    Instead: publish the document in the gazette and record the issue, such as 2018年第3期.
    """
    for document in index.issued_documents:
        if document.is_normative and not any(says_something(record.gazette) for _at, record in document.records):
            yield Fault(f"{document.at}/gazette", {"doc": document.name})
