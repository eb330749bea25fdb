"""Word 表格 — one table of a document as a grid, taken row by row.

A table inside a cell is text of that cell unless it has a header: then it is read by itself, and the table around
it, when that has none, only lays out the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gongkai_standard.codecs.docx_text import child, local, paragraphs, value
from gongkai_standard.codecs.limits import Limits, exceeded
from gongkai_standard.codecs.table.flow import placer
from gongkai_standard.codecs.table.grid import Grid, Line, Merge
from gongkai_standard.codecs.table.tables import cut

_LOOKED_AT: Final = 60
"""Rows among which a header is sought."""
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
"""What may stand between a table and its rows, and between a row and its cells."""


class DocumentTable:
    """A table under way."""

    def __init__(self, number: int, limits: Limits, depth: int = 1) -> None:
        """`number`: from 1 in the order of the document. Raises LimitExceededError for too many levels."""
        if depth > limits.depth:
            raise exceeded("depth", depth, limits, place=f"table {number}")
        self.number = number
        self.cells = 0
        self.inner_tables = 0
        self._limits = limits
        self._depth = depth
        self._rows: list[list[str]] = []
        self._merges: list[Merge] = []
        self._open: dict[int, int] = {}
        """Left column of a cell that may go on below → its index in the merges."""
        self._inner: list[tuple[int, list[Line | Grid]]] = []
        """Row, and what the tables with a header in it hold."""

    def row(self, element: Any) -> None:
        """Take the next row; a row that was deleted is none."""
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            return
        column = _number(child(properties, "gridBefore"))
        row: list[str] = []
        self._rows.append(row)
        if len(self._rows) > self._limits.rows:
            raise exceeded("rows", len(self._rows), self._limits, place=f"table {self.number}")
        reached: dict[int, int] = {}
        for cell in cells(element):
            column = self._cell(cell, row, column, reached)
        self._open = reached

    def _cell(self, element: Any, row: list[str], column: int, reached: dict[int, int]) -> int:
        """Take one cell; the column after it."""
        index = len(self._rows) - 1
        if column >= self._limits.columns:
            raise exceeded("columns", column + 1, self._limits, place=f"table {self.number} row {index + 1}")
        properties = child(element, "tcPr")
        across = max(1, min(_number(child(properties, "gridSpan"), 1), self._limits.columns - column))
        down = child(properties, "vMerge")
        if row and value_of(properties, "hMerge") == "continue":
            self._widen(column, index)
            return column + 1
        if down is not None and (value(down) or "continue") == "continue" and column in self._open:
            merge = self._open[column]
            top, left, _, right = self._merges[merge]
            self._merges[merge] = (top, left, index, right)
            reached[column] = merge
        elif down is not None or across > 1 or value_of(properties, "hMerge") == "restart":
            reached[column] = len(self._merges)
            self._merges.append((index, column, index, column + across - 1))
        row.extend([""] * (column - len(row)))
        row.append(self._text(element, index))
        self.cells += 1
        return column + across

    def _widen(self, column: int, row: int) -> None:
        """A cell in the older way of merging to the right belongs to the one before it."""
        top, left, bottom, _ = self._merges[-1] if self._merges else (row, column, row, column)
        if self._merges and top == row:
            self._merges[-1] = (top, left, bottom, column)

    def _text(self, element: Any, row: int) -> str:
        for inner in [table for table in element.iter("{*}tbl") if _around(table) is element]:
            table = DocumentTable(self.number + self.inner_tables + 1, self._limits, self._depth + 1)
            for line in rows(inner):
                table.row(line)
            self.inner_tables += 1 + table.inner_tables
            self.cells += table.cells
            if table.stands_alone():
                self._inner.append((row, list(table.parts())))
                inner.getparent().remove(inner)
        text = paragraphs(element)
        if len(text) > self._limits.text:
            place = f"table {self.number} row {row + 1}"
            raise exceeded("text", len(text), self._limits, place=place)
        return text

    def stands_alone(self) -> bool:
        """Whether it is read by itself inside another table."""
        return bool(self._inner) or self._headed()

    def _headed(self) -> bool:
        merges = [merge for merge in self._merges if merge[0] < _LOOKED_AT]
        return bool(cut(Grid(name="", rows=self._rows[:_LOOKED_AT], merges=merges)).tables)

    def parts(self) -> Iterator[Line | Grid]:
        """The grid, and those of the tables in it; of a table that only lays out the page, its texts as lines."""
        place = placer(self.number)
        if not self._inner or self._headed():
            yield Grid(name="", rows=self._rows, merges=self._merges, place=place)
            for _, inner in self._inner:
                yield from inner
            return
        waiting = list(self._inner)
        for index, row in enumerate(self._rows):
            yield from (Line(text=text, place=place(index, column)) for column, text in enumerate(row) if text)
            while waiting and waiting[0][0] == index:
                yield from waiting.pop(0)[1]


def rows(table: Any) -> Iterator[Any]:
    """The rows of a table, not those of tables inside it."""
    return _below(table, "tr")


def cells(row: Any) -> Iterator[Any]:
    """The cells of a row."""
    return _below(row, "tc")


def _below(element: Any, wanted: str) -> Iterator[Any]:
    for inner in element:
        name = local(inner)
        if name == wanted:
            yield inner
        elif name in _WRAPPERS:
            yield from _below(inner, wanted)


def _around(table: Any) -> Any:
    """The cell around a table."""
    return next(table.iterancestors("{*}tc"), None)


def value_of(properties: Any, name: str) -> str | None:
    """The value of a property; `continue` where one stands without a value."""
    found = child(properties, name)
    return None if found is None else value(found) or "continue"


def _number(element: Any, default: int = 0) -> int:
    text = "" if element is None else value(element) or ""
    return int(text) if text.isdecimal() and len(text) < 7 else default
