"""公开渠道的规则 — where an entry is published, the website first. Source: notice 三(四), 一(二)1, 一(二)4.

One cause, one finding: an entry without the website is reported by GK-WEB-001, an entry that nobody can look
up by GK-CHN-004, and only what is left by GK-CHN-001; each names the requirements of the ones after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import Final

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.publication import Publication
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.display import WEBSITE, Placed, channel_of, is_on_website
from gongkai_standard.rules.index import Index, has_entries, withheld
from gongkai_standard.rules.issued_document import first_day
from gongkai_standard.rules.placeholder import hollow, is_blank
from gongkai_standard.rules.said_once import said_once

PASSING: Final = frozenset(
    {"broadcast", "press_or_hearing", "on_site_visit", "notice_board", "three_affairs_board", "targeted_push"}
)
"""Channels that show information for a while or to some, where it can neither be searched nor be had later."""

OFFLINE: Final = (PASSING - {"targeted_push"}) | {
    "government_gazette",
    "print_media",
    "reading_place",
    "service_center",
    "convenience_station",
    "service_hall",
    "service_hotline",
}
"""Channels without the internet."""


def used(entry: Entry) -> set[str | None]:
    """The codes of the channels that an entry uses; None stands for all that have no code."""
    return {channel.code for channel in entry.channels if channel.obligation != "not_chosen"}


def uses(entry: Entry, code: str) -> bool:
    """Whether an entry uses the channel of this code."""
    for channel in entry.channels:  # noqa: SIM110 - a third of the time of any()
        if channel.code == code and channel.obligation != "not_chosen":
            return True
    return False


def uses_only(entry: Entry, codes: Set[str]) -> bool:
    """Whether an entry uses channels, and none but these."""
    found = False
    for channel in entry.channels:
        if channel.obligation != "not_chosen":
            if channel.code not in codes:
                return False
            found = True
    return found


def _is_known(code: str | None) -> bool:
    """Whether a channel is one of the list, or a local extension of it."""
    channels = code_list("channel")
    return code is not None and (code in channels or channels.is_extension(code))


def lacks_website(entry: Entry) -> bool:
    """Whether an entry names channels that we know and the website is not among them.

    What is withheld or given on request only is not shown on the website.
    """
    return (
        not uses(entry, WEBSITE)
        and any(map(_is_known, used(entry)))
        and not withheld(entry)
        and entry.mode != ("on_request",)
    )


def _lacks_website(entry: Entry, index: Index) -> bool:
    """Whether GK-WEB-001 reports the entry."""
    return "GK-WEB-001" in index.in_force and lacks_website(entry)


@rule(
    "GK-WEB-001",
    about=Entry,
    requirements=("R-103",),
    severity=Severity.ERROR,
    met_needs=(needs.KNOWN_CHANNELS, needs.DAYS_OF_PUBLICATION),
)
def entry_not_on_the_website(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry's channels do not include the government website, or it came there later than to another channel.

    Entries that are withheld, or given on request only, are not shown there. Where no channel matched a code
    nothing is said: GK-CHN-011 reports the unknown channel. What came later is a warning, told from the records of
    publication: those of one element that were formed on one day, or else have one title, are of one information.

    Why: the website is the first platform of disclosure; all others come in addition.

    Instead: add the government website to the channels.
    """
    if lacks_website(entry):
        besides = {
            "R-010": uses_only(entry, OFFLINE),
            "R-029": uses_only(entry, PASSING),
            "R-120": len(used(entry)) == 1,
        }
        yield Fault("channels", also=tuple(name for name, violated in besides.items() if violated))
    if entry.id and entry.id in index.publications_of:
        for at, earlier in _later_on_website(index.publications_of[entry.id]):
            params = {"channel": channel_of(earlier), "published_on": str(earlier.published_on)}
            yield Fault(f"{at}/published_on", params, "later", Severity.WARNING)


def _later_on_website(records: Sequence[Placed]) -> Iterator[tuple[str, Publication]]:
    """Pointer of each first record of the website that is later than another channel, and the record of that one."""
    if len({record.channel for _at, record in records}) < 2:
        return
    by_element: dict[str, list[Placed]] = {}
    for placed in records:
        if placed[1].published_on:
            by_element.setdefault(fold(placed[1].element or ""), []).append(placed)
    for of_element in by_element.values():
        for same in _by_information(of_element):
            website = [placed for placed in same if is_on_website(placed[1])]
            others = [placed for placed in same if not is_on_website(placed[1])]
            came, first = first_day(website), first_day(others)
            if came and first and came > first:
                at = next(at for at, record in website if record.published_on == came)
                yield at, next(record for _at, record in others if record.published_on == first)


def _by_information(records: Sequence[Placed]) -> list[list[Placed]]:
    """The records of one element, put together by what they publish; one of each channel is all of one."""
    channels = [channel_of(record) for _at, record in records]
    if len(set(channels)) == len(channels):
        return [list(records)]
    found: dict[date | str, list[Placed]] = {}
    for placed in records:
        found.setdefault(placed[1].formed_on or fold(placed[1].title or ""), []).append(placed)
    return list(found.values())


@rule(
    "GK-CHN-001",
    about=Entry,
    requirements=("R-010",),
    severity=Severity.INFO,
    met_needs=(needs.KNOWN_CHANNELS,),
)
def entry_offline_only(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has only channels without the internet.

    Why: disclosure should be efficient and convenient.

    Instead: add a channel that can be reached online.
    """
    if not uses_only(entry, OFFLINE) or _lacks_website(entry, index):
        return
    if not ("GK-CHN-004" in index.in_force and uses_only(entry, PASSING)):
        yield Fault("channels")


@rule(
    "GK-CHN-004",
    about=Entry,
    requirements=("R-029",),
    severity=Severity.WARNING,
    met_needs=(needs.KNOWN_CHANNELS,),
)
def entry_that_nobody_can_look_up(entry: Entry, index: Index) -> Iterator[Fault]:
    """None of an entry's channels lets the public search for the information or obtain it.

    Why: the means of disclosure are measured by how easily people can look things up.

    Instead: add a website, a gazette, a reading place, a service centre or another place to look it up.
    """
    if uses_only(entry, PASSING) and not _lacks_website(entry, index):
        yield Fault("channels", also=("R-010", "R-012") if uses_only(entry, OFFLINE) else ("R-012",))


@rule(
    "GK-CHN-002",
    about=Entry,
    requirements=("R-012",),
    severity=Severity.WARNING,
    needs=(needs.PLAIN_LANGUAGE,),
    met_needs=(needs.RECORDS,),
)
def entry_without_facets(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry lacks one of the five facets: to be seen, understood, obtained, supervised and taken part in.

    An entry is understood by its plain-language note (通俗说明), or by an interpretation of its item or of what was
    published under it; it is asked for one where the document keeps such notes. The other four have rules of their
    own, which name this requirement too: the website (GK-WEB-007), a channel to look things up (GK-CHN-004), contacts
    for complaints and feedback (GK-PRN-011).

    Why: people should be able to see and understand what is published.

    Instead: add a note in plain language.
    """
    if not entry.plain_language and not withheld(entry) and not _is_interpreted(entry, index):
        yield Fault("plain_language", {"facets": ("understood",)})


def _is_interpreted(entry: Entry, index: Index) -> bool:
    """Whether the entry is an interpretation or its item has one, or something published under it is interpreted."""
    if any(other.stage == "interpretation" for _at, other in index.group_of(entry).entries):
        return True
    return any(record.id in index.interpreted for _at, record in index.publications_of.get(entry.id or "", ()))


@rule("GK-CHN-011", about=Entry, requirements=("R-118",), severity=Severity.ERROR)
def unknown_channel(entry: Entry, index: Index) -> Iterator[Fault]:
    """A channel is neither in the code list nor a declared local extension.

    Why: channels can only be compared and counted when all name them alike.

    Instead: use a code of the list, or declare a local extension in the compendium.
    """
    known = index.codes("channel")
    for i, channel in enumerate(entry.channels):
        if channel.code in known:
            continue
        if channel.code is None:
            if channel.text is None or hollow(channel.text) is None:
                yield Fault(f"channels/{i}", {"value": channel.text or ""})
        elif not index.knows("channel", channel.code):
            yield Fault(f"channels/{i}/code", {"value": channel.code})


@rule(
    "GK-CHN-013",
    about=Catalogue,
    requirements=("R-120",),
    severity=Severity.INFO,
    met_needs=(needs.KNOWN_CHANNELS,),
    applies=has_entries,
)
def entry_with_one_channel(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """An entry has one channel only. Where all entries have one, that is said once.

    The same channel named twice is one; two of a kind with names of their own are two. A missing website is
    reported by GK-WEB-001, an unknown channel by GK-CHN-011.

    Why: information should go out through several channels.

    Instead: add another channel that the people concerned use.
    """

    def has_one(entry: Entry) -> bool:
        chosen = [channel for channel in entry.channels if channel.obligation != "not_chosen"]
        for other in chosen[1:]:
            if (other.code, other.text) != (chosen[0].code, chosen[0].text):
                return False
        return bool(chosen) and all(map(_is_known, used(entry))) and not _lacks_website(entry, index)

    yield from said_once(catalogue, "channels", has_one)


@rule("GK-WEB-004", about=Catalogue, requirements=("R-106",), severity=Severity.WARNING, applies=has_entries)
def entry_without_website_column(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """An entry that is on the website does not say in which column (网站栏目). Where none does, that is said once.

    Why: columns and topics should be arranged so that everything has its place.

    Instead: give the path of the column, outermost first, such as 政务公开>重点领域>养老服务.
    """
    yield from said_once(
        catalogue, "website_column", lambda e: is_blank(e.website_column), concerns=lambda e: uses(e, WEBSITE)
    )
