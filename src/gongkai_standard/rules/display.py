"""展示 — which content elements of the catalogue are displayed on the website, and which are promised only.

Source: notice 三(四) 标准目录中涉及的所有内容,要全部通过试点单位网站……展示. The join of entries and publications
by entry id, and within an entry by element; linear in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.publication import Publication
from gongkai_standard.remembering import remembered
from gongkai_standard.rules.placeholder import hollow, is_blank

WEBSITE: Final = "government_website"

Placed = tuple[str, Publication]
"""A publication with its pointer."""


@remembered(1024)
def _code_of(channel: str) -> str:
    listed = code_list("channel")
    found = None if channel in listed else listed.match(channel)
    return found.code if found else channel


def channel_of(publication: Publication) -> str | None:
    """The code of a publication's channel, also where it is given by its label; else the text as it stands."""
    return _code_of(publication.channel) if publication.channel else None


def is_on_website(publication: Publication) -> bool:
    """Whether this is a record of the government website, with or without its address."""
    return publication.channel == WEBSITE or channel_of(publication) == WEBSITE


def is_promised(entry: Entry) -> bool:
    """Whether an entry's content is to be seen by everyone: neither withheld nor given on request only."""
    return entry.extent != "none" and entry.mode not in (("not_disclosed",), ("on_request",))


@frozen(eq=False, kw_only=True)
class Display:
    """One entry's content elements, by where the records of the website say that they are.

    Every promised element is in exactly one of `shown`, `unplaced`, `awaited` and `absent`. The numbers are positions
    in `entry.content`; placeholders are no elements.
    """

    at: str
    """Pointer of the entry."""
    entry: Entry
    promised: Sequence[int] = ()
    shown: Sequence[int] = ()
    """On the website, with an address."""
    unplaced: Mapping[int, str] = field(factory=dict)
    """Published on the website at no address → pointer of the record."""
    awaited: Sequence[int] = ()
    """Recorded for the website, and not yet published."""
    absent: Sequence[int] = ()
    """Without any record of the website."""
    taken_whole: bool = False
    """Whether a record of the website names no element and was taken to show all of the entry."""


def displays(
    entries: Iterable[tuple[str, Entry]], publications_of: Mapping[str, Sequence[Placed]]
) -> Iterable[Display]:
    """The display of each entry whose content is to be seen by everyone, in the order of the document.

    An entry without an id cannot be named by a record, and has none.
    """
    for at, entry in entries:
        if is_promised(entry):
            records = publications_of.get(entry.id, ()) if entry.id else ()
            yield _display(at, entry, [placed for placed in records if is_on_website(placed[1])])


def _display(at: str, entry: Entry, records: Sequence[Placed]) -> Display:
    promised = [i for i, text in enumerate(entry.content) if hollow(text) is None]
    if not records:
        return Display(at=at, entry=entry, promised=promised, absent=promised)
    by_element: dict[str, list[Placed]] = {}
    whole: list[Placed] = []
    for placed in records:
        element = placed[1].element
        if is_blank(element):
            whole.append(placed)
        else:
            by_element.setdefault(fold(element or ""), []).append(placed)
    shown: list[int] = []
    awaited: list[int] = []
    absent: list[int] = []
    unplaced: dict[int, str] = {}
    for i in promised:
        found = by_element.get(fold(entry.content[i])) or whole
        if any(not is_blank(record.url) for _at, record in found):
            shown.append(i)
        elif published := [place for place, record in found if record.published_on is not None]:
            unplaced[i] = published[0]
        else:
            (awaited if found else absent).append(i)
    return Display(
        at=at,
        entry=entry,
        promised=promised,
        shown=shown,
        unplaced=unplaced,
        awaited=awaited,
        absent=absent,
        taken_whole=any(fold(entry.content[i]) not in by_element for i in promised) and bool(whole),
    )
