"""Excel 工作簿 — printed tables as sheets that look like the official ones and print on A4 across.

Every cell is written as text, so that codes keep their noughts and no text is run as a formula. The imprint stands in
a hidden sheet; columns that do not belong on paper lie outside the print area. Bytes depend on the document alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from inspect import unwrap
from itertools import chain
from typing import Any, Final

from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.layout.build import Style
from gongkai_standard.codecs.layout.compose import IMPRINT, composed, read_grids
from gongkai_standard.codecs.layout.table import Look, PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.errors import LimitExceededError, Problem
from gongkai_standard.remembering import remembered

STYLE: Final = Style()
LONGEST: Final = 32_767
"""Characters of a cell."""
_MOST_ROWS: Final = 1_048_576
_CREATED: Final = datetime(2018, 1, 1)
"""Workbooks of equal documents are equal, so they bear no day of their own."""

_TITLE: Final = {
    "font_name": "方正小标宋简体",
    "font_size": 18,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
_LINE: Final = {"font_name": "仿宋", "font_size": 10.5, "align": "left", "valign": "vcenter", "text_wrap": True}
_HEAD: Final = {
    "font_name": "黑体",
    "font_size": 10.5,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "bg_color": "#EDF2F7",
}
_CELL: Final = {
    "font_name": "宋体",
    "font_size": 9,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "num_format": "@",
}
_LINE_HEIGHT: Final = 12.8
"""Points of one line of a cell."""
_TALLEST: Final = 409
"""Points of the tallest row that the format allows."""
_LOOKS: Final[Mapping[Look, Mapping[str, Any]]] = {"title": _TITLE, "line": _LINE, "head": _HEAD}


def dumps(document: Any, *, layout: str | None = None, like: Reading | None = None, pause_gc: bool = True) -> bytes:
    """The document as a workbook: a sheet for each table.

    `layout`: the name of an official layout; without it, that of the profile and the kind. `like`: the reading of a
    file whose columns, order and wording are to be kept. `pause_gc`: whether the
    garbage collector of the process waits until the workbook is made.

    Raises LimitExceededError for a text longer than a cell, UnknownNameError for a layout that there is none of.
    """
    with paused(pause_gc):
        made = composed(document, STYLE, read_grids, layout=layout, like=like)
        return render(made.tables, made.imprint)


def render(tables: Sequence[PrintTable], imprint: Sequence[str] = ()) -> bytes:
    """A workbook of these tables."""
    book = Book()
    for table in tables:
        _check(table)
        book.sheet(table)
    return book.done([line] for line in imprint)


class Book:
    """A workbook under way."""

    def __init__(self) -> None:
        import xlsxwriter

        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"created": _CREATED})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def sheet(self, table: PrintTable) -> Any:
        """Write a table on a sheet of its own; the sheet, for what else is to be on it."""
        sheet = self._book.add_worksheet(table.name)
        _Sheet(sheet, table, self._styled).write()
        return sheet

    def done(self, hidden: Iterable[Sequence[str]] = ()) -> bytes:
        """The bytes of the workbook, with a hidden sheet of these rows if there are any."""
        sheet = None
        for row, texts in enumerate(hidden):
            if sheet is None:
                sheet = self._book.add_worksheet(IMPRINT)
                sheet.hide()
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(row, column, text)
        self._book.close()
        return self._buffer.getvalue()

    def _styled(self, look: Mapping[str, Any], **more: Any) -> Any:
        key = tuple(sorted({**look, **more}.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]


def _check(table: PrintTable) -> None:
    rows = len(table.lead) + len(table.head) + len(table.rows) + len(table.remarks)
    if rows > _MOST_ROWS:
        raise _too_much("rows", rows, _MOST_ROWS, table.name)
    longest = max(map(len, chain(*table.rows, table.lead, table.remarks)), default=0)
    if longest > LONGEST:
        raise _too_much("text", longest, LONGEST, table.name)


def _too_much(limit: str, found: int, allowed: int, name: str) -> LimitExceededError:
    return LimitExceededError(
        Problem(
            message=f"xlsx 容不下：{limit} 最多 {allowed}，实际 {found}；请写成 json、yaml 或 csv",
            message_en=f"xlsx cannot hold it: {limit} at most {allowed}, found {found}; write json, yaml or csv",
            place=name,
        )
    )


class _Sheet:
    """One table on its sheet."""

    def __init__(self, sheet: Any, table: PrintTable, styled: Any) -> None:
        self._sheet = sheet
        self._table = table
        self._styled = styled
        self._last = max(table.printed, 1) - 1
        """The last column on paper."""

    def write(self) -> None:
        table = self._table
        first = len(table.lead)
        body = first + len(table.head)
        for row, text in enumerate(table.lead):
            titled = row < first - len(table.lines)
            self._across(row, text, _TITLE if titled else _LINE, height=30.0 if titled else None)
        self._head(first)
        self._rows(body)
        for row, text in enumerate(table.remarks, start=body + len(table.rows)):
            self._across(row, text, _LINE)
        for index, column in enumerate(table.columns):
            self._sheet.set_column(index, index, column.width)
        self._page(first, body)

    def _across(self, row: int, text: str, look: Mapping[str, Any], height: float | None = None) -> None:
        style = self._styled(look)
        width = sum(column.width for column in self._table.columns if column.prints)
        lines = _lines(text, width)
        self._sheet.set_row(row, height if height and lines == 1 else max(lines * 15.0, 18.0))
        if self._last:
            self._sheet.merge_range(row, 0, row, self._last, "", style)
        self._sheet.write_string(row, 0, text, style)

    def _head(self, first: int) -> None:
        style = self._styled(_HEAD)
        for row, texts in enumerate(self._table.head, start=first):
            for index, text in enumerate(texts):
                self._cell(row, index, text, style)
        for top, left, bottom, right in self._table.head_merges:
            text = self._table.head[top][left]
            self._sheet.merge_range(first + top, left, first + bottom, right, "", style)
            self._sheet.write_string(first + top, left, text, style)
        reach = {(top, left): bottom - top + 1 for top, left, bottom, _ in self._table.head_merges}
        for row, texts in enumerate(self._table.head):
            tall = max(
                _lines(text, column.width) / reach.get((row, index), 1)
                for index, (text, column) in enumerate(zip(texts, self._table.columns, strict=True))
            )
            self._sheet.set_row(first + row, max(20.0, 14.0 * tall + 4))

    def _rows(self, body: int) -> None:
        table, sheet = self._table, self._sheet
        styles = [self._styled(_CELL, align=column.align) for column in table.columns]
        widths = [int(column.width) for column in table.columns]
        fits = [width // 2 - 1 for width in widths]
        write, blank = _bare(sheet, "write_string"), _bare(sheet, "write_blank")
        looks = {index: [self._styled(_LOOKS[look])] * len(styles) for index, look in table.looks.items()}
        for row, texts in enumerate(table.rows, start=body):
            own = looks.get(row - body, styles) if looks else styles
            tall = 1
            for index, text in enumerate(texts):
                if text:
                    write(row, index, text, own[index])
                    if len(text) > fits[index] and (lines := _lines(text, widths[index])) > tall:
                        tall = lines
                else:
                    blank(row, index, None, own[index])
            sheet.set_row(row, min(_TALLEST, tall * _LINE_HEIGHT + 4))
        for top, left, bottom, right in table.merges:
            style = looks.get(top, styles)[left]
            sheet.merge_range(body + top, left, body + bottom, right, "", style)
            sheet.write_string(body + top, left, table.rows[top][left], style)

    def _cell(self, row: int, column: int, text: str, style: Any) -> None:
        if text:
            self._sheet.write_string(row, column, text, style)
        else:
            self._sheet.write_blank(row, column, None, style)

    def _page(self, first: int, body: int) -> None:
        sheet, table = self._sheet, self._table
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if body > first:
            sheet.repeat_rows(first, body - 1)
            sheet.freeze_panes(body, 0)
        sheet.print_area(0, 0, max(body + len(table.rows) + len(table.remarks) - 1, body), self._last)
        sheet.set_footer("&C第 &P 页 共 &N 页")
        sheet.hide_gridlines(2)


def _bare(sheet: Any, method: str) -> Callable[..., Any]:
    """The method without its wrapper, which looks at every cell whether its place is written as `A1`."""
    return partial(unwrap(getattr(type(sheet), method)), sheet)


@remembered(65536)
def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width; in GBK a character has as many bytes as it is wide."""
    wide = max(int(width), 1)
    return sum((len(line.encode("gbk", "replace")) - 1) // wide + 1 for line in text.split("\n"))
