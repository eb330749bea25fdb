"""网页表格 — the tables of a page as grids: cells laid out as a browser lays them, tables inside tables told apart.

A table inside another one is read by itself when it has a header or continues a table that had; the table around it
then only lays out the page. Any other table in a cell is text of that cell.
"""

from __future__ import annotations

from typing import Any, Final

from attrs import define, field

from gongkai_standard.codecs.html_text import UNSEEN, collapsed, text_of
from gongkai_standard.codecs.limits import Limits, exceeded
from gongkai_standard.codecs.table.flow import placer
from gongkai_standard.codecs.table.grid import Grid, Merge
from gongkai_standard.codecs.table.headings import Header
from gongkai_standard.codecs.table.tables import cut

_WIDEST: Final = 1000
_HIGHEST: Final = 65534
"""What browsers make of larger spans."""
_LOOKED_AT: Final = 60
"""Rows among which a header is sought."""
_CELLS: Final = frozenset({"td", "th"})
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})


@define(eq=False)
class PageTable:
    """One `table` element."""

    element: Any
    number: int
    """From 1, in the order of the page, tables inside tables included."""
    inner: list[PageTable] = field(factory=list)
    lays_out: bool = False
    """It holds a table that is read by itself."""
    grid: Grid | None = None
    headed: bool | None = None
    header: Header | None = None
    """Its last header; for a table that goes on without one, that of the table before."""
    loose: list[str] = field(factory=list)
    """Its caption, and texts that stand in no cell."""


class Tables:
    """All tables of a page."""

    def __init__(self, root: Any, limits: Limits) -> None:
        """Raises LimitExceededError for too many tables, rows, columns, cells, levels or too long a text."""
        self._limits = limits
        self._cells = 0
        self._known: dict[str, str] = {}
        self.all = self._found(root)
        self._of = {table.element: table for table in self.all}
        for table in reversed(self.all):
            if table.inner and not self._headed(table):
                table.lays_out = any(inner.lays_out or self._headed(inner) for inner in table.inner)

    def of(self, element: Any) -> PageTable:
        """The table of an element."""
        return self._of[element]

    def read(self, table: PageTable, before: Header | None) -> Grid:
        """The grid of a table; sets its header. `before`: that of the table before."""
        grid = self._grid(table)
        done = cut(self._beginning(grid), before)
        table.header = done.tables[-1].header if done.tables else None
        return grid

    def _found(self, root: Any) -> list[PageTable]:
        from lxml.etree import iterwalk

        found: list[PageTable] = []
        around: list[PageTable] = []
        for event, element in iterwalk(root, events=("start", "end"), tag="table"):
            if event == "end":
                around.pop()
                continue
            table = PageTable(element, len(found) + 1)
            if around:
                around[-1].inner.append(table)
            found.append(table)
            around.append(table)
            for limit, number in (("sheets", len(found)), ("depth", len(around))):
                if number > getattr(self._limits, limit):
                    raise exceeded(limit, number, self._limits, place=f"table {len(found)}")
        return found

    def _headed(self, table: PageTable) -> bool:
        if table.headed is None:
            table.headed = bool(cut(self._beginning(self._grid(table))).tables)
        return table.headed

    def _beginning(self, grid: Grid) -> Grid:
        return Grid(name="", rows=grid.rows[:_LOOKED_AT], merges=[m for m in grid.merges if m[0] < _LOOKED_AT])

    def _apart(self, element: Any) -> bool:
        table = self._of[element]
        return table.lays_out or self._headed(table)

    def _grid(self, table: PageTable) -> Grid:
        if table.grid is None:
            layout = _Layout(self._limits, f"table {table.number}")
            table.loose = self._fill(table, layout)
            layout.end_group()
            self._cells += layout.cells
            if self._cells > self._limits.cells:
                raise exceeded("cells", self._cells, self._limits, place=f"table {table.number}")
            table.grid = Grid(name="", rows=layout.rows, merges=layout.merges, place=placer(table.number))
        return table.grid

    def _fill(self, table: PageTable, layout: _Layout) -> list[str]:
        """Lay the cells out; the texts that stand in none."""
        from lxml.etree import iterwalk

        loose: list[str] = []
        element = table.element
        walk = iterwalk(element, events=("start", "end"))
        for event, inner in walk:
            tag = inner.tag
            if event == "end":
                if tag in _GROUPS:
                    layout.end_group()
                if inner is not element and inner.tail and not inner.tail.isspace():
                    loose.append(collapsed(inner.tail).strip())
                continue
            if tag in _CELLS:
                layout.cell(self._text(inner), _span(inner, "rowspan"), _span(inner, "colspan"))
                walk.skip_subtree()
            elif tag == "tr":
                layout.row()
            elif tag == "caption":
                loose.append(self._text(inner))
                walk.skip_subtree()
            elif tag in UNSEEN or (tag == "table" and inner is not element):
                if tag == "table" and not self._apart(inner):
                    loose.append(self._text(inner))
                walk.skip_subtree()
            elif inner.text and not inner.text.isspace():
                loose.append(collapsed(inner.text).strip())
        return [text for text in loose if text]

    def _text(self, element: Any) -> str:
        text = text_of(element, self._apart)
        if len(text) > self._limits.text:
            raise exceeded("text", len(text), self._limits, place=f"line {element.sourceline}")
        return self._known.setdefault(text, text)


class _Layout:
    """Rows and merges of a table under way."""

    def __init__(self, limits: Limits, place: str) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self.cells = 0
        self._limits = limits
        self._place = place
        self._covered: dict[int, int] = {}
        """Column → last row to which a cell from above reaches."""
        self._group = 0
        self._open = False
        self._next = 0
        """Column where the next cell of the row may stand."""

    def row(self) -> None:
        self.rows.append([])
        self._open = True
        self._next = 0
        if len(self.rows) > self._limits.rows:
            raise exceeded("rows", len(self.rows), self._limits, place=self._place)

    def cell(self, text: str, down: int, across: int) -> None:
        if not self._open:
            self.row()
        row, top, left = self.rows[-1], len(self.rows) - 1, self._next
        if self._covered:
            while self._covered.get(left, -1) >= top:
                left += 1
        if left >= self._limits.columns:
            raise exceeded("columns", left + 1, self._limits, place=self._place)
        row.extend([""] * (left - len(row)))
        row.append(text)
        self.cells += 1
        self._next = left + 1
        if down != 1 or across != 1:
            across = min(max(across, 1), _WIDEST, self._limits.columns - left)
            bottom = top + (min(down, _HIGHEST) if down else _HIGHEST) - 1
            self.merges.append((top, left, bottom, left + across - 1))
            self._next = left + across
            if bottom > top:
                self.cells += across
                if self.cells > self._limits.cells:
                    raise exceeded("cells", self.cells, self._limits, place=self._place)
                self._covered.update(dict.fromkeys(range(left, left + across), bottom))

    def end_group(self) -> None:
        """Merged cells end with their group of rows."""
        last = len(self.rows) - 1
        for index in range(self._group, len(self.merges)):
            top, left, bottom, right = self.merges[index]
            self.merges[index] = (top, left, min(bottom, last), right)
        self._group = len(self.merges)
        self._covered.clear()
        self._open = False


def _span(element: Any, name: str) -> int:
    """A span; 1 where none is given or it is no number, 0 for all rows of the group."""
    text = element.get(name)
    if text is None:
        return 1
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else 1
