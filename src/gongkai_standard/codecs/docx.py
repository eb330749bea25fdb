"""Word 文档 — docx: the tables of a document and the lines around them.

Read from the parts of the package row by row; nothing outside them is fetched and no macro is run. Merged cells,
tables in tables, text boxes and tracked changes are read as Word shows them once all changes are accepted. Headers,
footers, notes and comments are not part of the tables; a note tells their text. Places are `table 1 row 5 col 3`,
tables counted in the order of the document, rows and grid columns from 1; for other lines `paragraph 3`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from gongkai_standard.codecs import package, tabular
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.docx_table import DocumentTable, rows
from gongkai_standard.codecs.docx_text import local, paragraph
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.table import flow
from gongkai_standard.codecs.table.grid import Grid, Line
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.errors import Problem, UnreadableError

_RELATIONS: Final = "_rels/.rels"
_MAIN: Final = "/officeDocument"
"""How the type of the relation to the main part ends."""
_USUAL: Final = "word/document.xml"
_BESIDE: Final = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")


def loads(
    data: bytes,
    *,
    format: str = "docx",
    profile: str | None = None,
    limits: Limits = DEFAULT,
    pause_gc: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """The document in a Word file.

    `pause_gc`: whether the garbage collector of the process waits until the file is read.
    `progress`: is told how many rows are read.

    Raises UnreadableError when the bytes are no Word document or hold no text, LimitExceededError beyond the limits.
    """
    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    with paused(pause_gc), package.opened(data, limits) as archive:
        notes = Notes()
        package.tell_unused(archive, notes)
        parts = list(_Body(archive, _main_part(archive), limits).parts())
        _tell_beside(archive, notes)
        if not any(map(str.strip, flow.texts(parts))):
            raise UnreadableError(Problem(message="文档中没有文字", message_en="the document holds no text"))
        return tabular.reading(flow.grids(parts), data, format=format, profile=profile, notes=notes, progress=progress)


def _main_part(archive: zipfile.ZipFile) -> str:
    """Name of the part that holds the text."""
    names = set(archive.namelist())
    if _RELATIONS in names:
        for _, relation in package.elements(archive, _RELATIONS, ("end",), "{*}Relationship"):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith(_MAIN) and target in names:
                return target
    if _USUAL in names:
        return _USUAL
    raise UnreadableError(
        Problem(
            message="文件中没有正文部件，不是 Word 文档",
            message_en="the package has no main document part; it is no Word document",
            place=_USUAL,
        )
    )


def _tell_beside(archive: zipfile.ZipFile, notes: Notes) -> None:
    """Text outside the body is told, part by part."""
    for name in sorted(archive.namelist()):
        if not _BESIDE.fullmatch(name):
            continue
        found = [paragraph(p) for _, p in package.elements(archive, name, ("end",), "{*}p")]
        text = " ".join(" ".join(found).split())
        if any(map(str.isalpha, text)):
            notes.add(
                "part_not_read",
                f"页眉、页脚、脚注或批注中的文字未读入：“{text[:60]}”",
                f"text of a header, footer, footnote or comment is not read: {text[:60]!r}",
                name,
            )


class _Body:
    """The lines and tables of the main part, taken one by one while it is parsed."""

    def __init__(self, archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self._archive = archive
        self._name = name
        self._limits = limits
        self._tables = 0
        self._cells = 0

    def parts(self) -> Iterator[Line | Grid]:
        """Lines and grids, in order."""
        table: DocumentTable | None = None
        tables = inside = number = 0
        events = package.elements(self._archive, self._name, ("start", "end"), "{*}p", "{*}tbl", "{*}tr")
        for event, element in events:
            name = local(element)
            if event == "start":
                if name == "p":
                    inside += 1
                elif name == "tbl" and not inside:
                    tables += 1
                    if tables == 1:
                        table = self._opened()
                continue
            if name == "p":
                inside -= 1
                if not inside and not tables:
                    number += 1
                    yield from self._lines(element, number)
                    _forget(element)
            elif not inside and name == "tr" and tables == 1 and table:
                table.row(element)
                _forget(element)
            elif not inside and name == "tbl":
                tables -= 1
                if not tables and table:
                    yield from self._closed(table)
                    _forget(element)
                    table = None

    def _opened(self) -> DocumentTable:
        self._tables += 1
        if self._tables > self._limits.sheets:
            raise exceeded("sheets", self._tables, self._limits, place=self._name)
        return DocumentTable(self._tables, self._limits)

    def _closed(self, table: DocumentTable) -> Iterator[Line | Grid]:
        self._tables += table.inner_tables
        self._cells += table.cells
        if self._cells > self._limits.cells:
            raise exceeded("cells", self._cells, self._limits, place=f"table {table.number}")
        yield from table.parts()

    def _lines(self, element: Any, number: int) -> Iterator[Line | Grid]:
        """A paragraph, and before it what its text boxes hold around tables."""
        boxes: list[Any] = []
        text = paragraph(element, boxes)
        for box in boxes:
            for inner in box:
                if local(inner) == "tbl":
                    table = self._opened()
                    for row in rows(inner):
                        table.row(row)
                    yield from self._closed(table)
                else:
                    yield from self._line(paragraph(inner), number)
        yield from self._line(text, number)

    def _line(self, text: str, number: int) -> Iterator[Line]:
        if len(text) > self._limits.text:
            raise exceeded("text", len(text), self._limits, place=f"paragraph {number}")
        if text.strip():
            yield Line(text=text, place=f"paragraph {number}")


def _forget(element: Any) -> None:
    """Free what was read."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
