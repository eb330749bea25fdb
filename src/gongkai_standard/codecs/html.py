"""网页 — catalogues published as pages: their tables, and the text that belongs to them.

Read with lxml as text only: scripts, styles and hidden fields say nothing, nothing is fetched, entities are those of
HTML. Tables are laid out with their spans; a table that only lays out the page is looked through. Of the text outside
the tables what surrounds them in the same part of the page is kept; menus, lists of links, the site's own head and
foot are not part of the catalogue and are told in a note. Places are `table 1 row 5 col 3`, tables counted in the
order of the page, rows and columns from 1; for text outside tables `line 12`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from attrs import define, evolve, field

from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.charset import text_of as decoded
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.html_tables import PageTable, Tables
from gongkai_standard.codecs.html_text import BLOCKS, UNSEEN, collapsed, lines_of
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.table import flow
from gongkai_standard.codecs.table.grid import Grid, Line
from gongkai_standard.codecs.table.headings import Header
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.titles import is_note, is_signature, is_title
from gongkai_standard.errors import Problem, UnreadableError

_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.-]+)""", re.I)
_HEAD: Final = 4096
"""Bytes in which a page names its encoding."""
_DEEPEST: Final = 2048
"""Elements inside each other, beyond which the parser gives up."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_FRAME: Final = frozenset({"nav", "header", "footer", "aside"})
_METADATA: Final = re.compile(
    r"(?:索\s*引\s*号|来\s*源|字\s*[体号]|信息分类|主题分类|组配分类|体裁分类|文\s*号|发文字号|成文日期|发文日期|生成日期|公开日期|发布机构|有\s*效\s*性"
    r"|浏览次数|阅读次数|点击数)\s*[:：]"
)
"""Labels of what a site tells about the page; beside them 公开方式 and 公开时限 are those of the page."""
_LABELLED: Final = re.compile(r"[^:：]{2,10}[:：]")
_TITLE_NAMES: Final = frozenset({"articletitle", "title"})


def loads(
    data: bytes,
    *,
    format: str = "html",
    profile: str | None = None,
    limits: Limits = DEFAULT,
    pause_gc: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """The document in a web page.

    `pause_gc`: whether the garbage collector of the process waits until the page is read.
    `progress`: is told how many rows are read.

    Raises UnreadableError when the page holds no text, LimitExceededError beyond the limits.
    """
    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    with paused(pause_gc):
        notes = Notes()
        declared = _DECLARED.search(data, 0, _HEAD)
        text = decoded(data, limits, notes, declared=declared[1].decode() if declared else "")
        page = _Page(_root(text, limits), limits)
        kept = page.kept(notes)
        if not any(map(str.strip, flow.texts(kept))):
            raise UnreadableError(Problem(message="网页中没有文字", message_en="the page holds no text"))
        return tabular.reading(
            flow.grids(kept), data, format=format, profile=profile, title=page.title, notes=notes, progress=progress
        )


def _root(text: str, limits: Limits) -> Any:
    """The tree of a page. Raises UnreadableError for an empty one, LimitExceededError for one too deep to parse."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.replace("\x00", "").encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise exceeded("depth", _DEEPEST + 1, evolve(limits, depth=_DEEPEST))
    if root is None:
        raise UnreadableError(Problem(message="网页中没有文字", message_en="the page holds no text"))
    return root


@define(eq=False)
class _Part:
    """A line or a table of the page, in order."""

    line: Line | None = None
    table: PageTable | None = None
    grid: Grid | None = None
    frame: bool = False
    """It belongs to the site: a menu, a list of links."""
    heading: bool = False


@define(eq=False)
class _Page:
    """What a page holds, and which of it belongs to its tables."""

    root: Any
    limits: Limits
    parts: list[_Part] = field(factory=list)
    spans: list[tuple[int, int]] = field(factory=list)
    """First and last + 1 of the parts of every element around a catalogue table, innermost first."""
    title: str = ""
    _tables: Any = None
    _header: Header | None = None
    _last: int = -1
    """The last part that is a catalogue table."""
    _first: int = -1

    def __attrs_post_init__(self) -> None:
        self._tables = Tables(self.root, self.limits)
        self._walk()
        self._frame_metadata()
        self.title = self._find_title()

    # ------------------------------------------------------------------ the parts in order

    def _walk(self) -> None:
        from lxml.etree import iterwalk

        texts: list[str] = []
        linked = 0
        links = frames = 0
        heading = False
        opened: list[int] = []

        def flush(element: Any) -> None:
            nonlocal linked, heading
            text = lines_of(texts).strip()
            if text:
                frame = frames > 0 or 2 * linked >= len(text)
                self.parts.append(
                    _Part(line=Line(text=text, place=f"line {element.sourceline}"), frame=frame, heading=heading)
                )
            texts.clear()
            linked = 0

        walk = iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                opened.append(len(self.parts))
                if tag in UNSEEN:
                    walk.skip_subtree()
                    continue
                if tag in BLOCKS or tag == "br":
                    flush(element)
                    heading = tag in _HEADINGS
                if tag == "table" and not self._tables.of(element).lays_out:
                    self._table(element)
                    walk.skip_subtree()
                    continue
                frames += tag in _FRAME
                links += tag == "a"
                said = element.text
            else:
                if tag in BLOCKS and tag != "table":
                    flush(element)
                    heading = False
                first = opened.pop()
                if first <= self._last:
                    self.spans.append((first, len(self.parts)))
                if tag not in UNSEEN:
                    frames -= tag in _FRAME
                    links -= tag == "a"
                said = element.tail
            if said:
                texts.append(collapsed(said))
                linked += len(said.strip()) if links else 0

    def _table(self, element: Any) -> None:
        table = self._tables.of(element)
        grid = self._tables.read(table, self._header)
        for text in table.loose:
            self.parts.append(_Part(line=Line(text=text, place=f"table {table.number}")))
        if table.header:
            self._header = table.header
            self._last = len(self.parts)
            if self._first < 0:
                self._first = self._last
        frame = not table.header and _is_menu(element)
        self.parts.append(_Part(table=table, grid=grid, frame=frame))

    def _frame_metadata(self) -> None:
        """Neighbouring lines of labels and values belong to the site when one of them has a label of its own."""
        for labelled, run in groupby(self.parts, lambda part: bool(part.line and _LABELLED.match(part.line.text))):
            parts = list(run)
            if labelled and any(_METADATA.search(part.line.text) for part in parts if part.line):
                for part in parts:
                    part.frame = True

    # ------------------------------------------------------------------ what belongs to the catalogue

    def _find_title(self) -> str:
        """The heading above the tables that reads like a title; else the one that the page's head names."""
        above = self.parts[: self._first] if self._first >= 0 else self.parts
        for part in reversed(above):
            if part.heading and part.line and is_title(part.line.text):
                return part.line.text.replace("\n", "")
        for meta in self.root.iter("meta"):
            text = (meta.get("content") or "").strip()
            if (meta.get("name") or "").lower() in _TITLE_NAMES and is_title(text):
                return text
        return ""

    def kept(self, notes: Notes) -> list[Line | Grid]:
        """The catalogue tables and what belongs to them, in order."""
        first, end = self._extent()
        found: list[Line | Grid] = []
        left_out = [part for part in self.parts[:first] + self.parts[end:] if _says_something(part)]
        for part in self.parts[first:end]:
            if part.frame:
                left_out += [part] if _says_something(part) else []
            elif part.line:
                found.append(part.line)
            elif part.grid:
                found.append(part.grid)
        if left_out:
            told = [_said(part) for part in left_out]
            notes.add(
                "page_text_skipped",
                f"网页上表格以外的文字(栏目、导航、页眉页脚等)未读入，共{len(told)}处，如“{told[0]}”",
                f"text of the page around the tables (menus, head, foot) is not read: {len(told)} pieces,"
                f" such as {told[0]!r}",
            )
        return found

    def _extent(self) -> tuple[int, int]:
        """The parts from and to which the page speaks of its catalogue tables."""
        if self._first < 0:
            return 0, len(self.parts)
        (first, end), *around = [(a, b) for a, b in self.spans if a <= self._first and b > self._last]
        for outer_first, outer_end in around:
            outside = self.parts[outer_first:first] + self.parts[end:outer_end]
            if any(map(_parts_with, outside)):
                while first > outer_first and not _parts_with(self.parts[first - 1]):
                    first -= 1
                while end < outer_end and _signs(self.parts[end]):
                    end += 1
                break
            first, end = outer_first, outer_end
            if any(part.line for part in outside):
                break
        headings = [i for i in range(first, self._first) if self.parts[i].heading]
        return (headings[-1] if headings else first), end


def _parts_with(part: _Part) -> bool:
    """Whether the text around a catalogue table ends at this part."""
    return part.frame or part.heading


def _signs(part: _Part) -> bool:
    return part.line is not None and (is_note(part.line.text) or is_signature(part.line.text))


def _is_menu(element: Any) -> bool:
    """Whether a table holds mostly links."""
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked > 0 and 2 * linked >= len("".join("".join(element.itertext()).split()))


def _says_something(part: _Part) -> bool:
    return bool(part.line) or (part.grid is not None and any(map(any, part.grid.rows)))


def _said(part: _Part) -> str:
    texts: Sequence[str] = [part.line.text] if part.line else [t for row in part.grid.rows for t in row if t]  # type: ignore[union-attr]
    return texts[0].replace("\n", " ")[:30]
