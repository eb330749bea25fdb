"""标准目录 — rules on the entries of a catalogue and their elements. Source: notice 三(二)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.catalogue import Entry
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index


@rule("GK-CAT-004", about=Entry, requirements=("R-064",), severity=Severity.ERROR)
def entry_without_content(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no content (公开内容).

    Why: without it nobody can tell what has to be published.

    Instead: list the elements to be published, one by one.
    """
    if not any(map(str.strip, entry.content)):
        yield Fault("content")


@rule("GK-CAT-008", about=Entry, requirements=("R-068",), severity=Severity.ERROR)
def entry_without_extent(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no extent of disclosure (公开程度), or one that is in no code list.

    Why: the notice names the extent among the elements; readers must know what is left out.

    Instead: say whether all of it is published, or how much; for less than all, add the ground.
    """
    if entry.extent is None:
        yield Fault("extent")
    elif not index.knows("extent", entry.extent):
        yield Fault("extent", {"extent": entry.extent}, "invalid")
