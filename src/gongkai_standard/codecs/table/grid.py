"""表格 — one table of a file as a grid of texts, whatever format it came from.

Every reader of tables (workbooks, pages, documents, CSV) hands `Grid` values to `tabular`; what is
decided about headings, marks and rows is decided there, once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import field, frozen

Merge = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right; indices into `Grid.rows`, ends included."""

_BLANK: Final = "".join(
    character
    for character in map(chr, range(0x10000))
    if character.isspace() or character in "\u200b\u200c\u200d\u2060\ufeff"
)
"""White space, and characters without a width."""

Cell = tuple[int, int]
"""Row and column, indices into `Grid.rows`."""


@frozen(kw_only=True)
class Line:
    """A line of text that stands outside the table."""

    text: str
    place: str = ""


def _nowhere(row: int, column: int) -> str:
    return f"{row + 1}:{column + 1}"


@frozen(kw_only=True, eq=False)
class Grid:
    """One sheet or table, as printed. Rows may be of unequal length; a merged text stands in its top left cell."""

    name: str
    """Of the sheet; empty where tables have no names."""
    rows: Sequence[Sequence[str]]
    merges: Sequence[Merge] = ()
    place: Callable[[int, int], str] = _nowhere
    """Row and column → where the cell is in the file: `Sheet!C7`, `table 1 row 5 col 3`, `4:2`."""
    above: tuple[Line, ...] = ()
    """What stood between the table before and this one."""
    below: tuple[Line, ...] = ()
    """What stood after the last table."""


@frozen(eq=False)
class Cells:
    """The grid made plain: texts stripped, rows of equal length, every cell of a merged range holding its text."""

    texts: list[list[str]]
    width: int
    origins: dict[int, dict[int, Cell]] = field(repr=False)
    """Row → column → top left cell, for the cells of merged ranges other than the top left itself."""
    hidden: tuple[tuple[int, int, str], ...] = ()
    """Row, column and text of cells that a merged range covers although they hold another text."""

    def origin(self, row: int, column: int) -> Cell:
        """The cell that prints the text of this one."""
        covered = self.origins.get(row)
        return (row, column) if covered is None else covered.get(column, (row, column))

    def own(self, row: int) -> dict[int, str]:
        """Column → text of the filled cells that begin in this row and column."""
        covered = self.origins.get(row, {})
        return {c: text for c, text in enumerate(self.texts[row]) if text and c not in covered}


def plain(grid: Grid) -> Cells:
    """Strip texts and spread merged ones over their ranges.

    Ranges reach no further than the filled part of the grid. Of ranges that overlap the first one holds.
    """
    width = max((len(row) for row in grid.rows), default=0)
    texts = [[*[text.strip(_BLANK) for text in row], *[""] * (width - len(row))] for row in grid.rows]
    origins: dict[int, dict[int, Cell]] = {}
    hidden: list[tuple[int, int, str]] = []
    for top, left, bottom, right in _clipped(grid.merges, len(texts), width):
        text = texts[top][left]
        for row in range(top, bottom + 1):
            covered = origins.setdefault(row, {})
            for column in range(left, right + 1):
                if (row, column) == (top, left) or column in covered:
                    continue
                if texts[row][column] and texts[row][column] != text:
                    hidden.append((row, column, texts[row][column]))
                texts[row][column] = text
                covered[column] = (top, left)
    return Cells(texts, width, origins, tuple(hidden))


def _clipped(merges: Sequence[Merge], height: int, width: int) -> Iterator[Merge]:
    """The ranges within the grid; together they cover no more cells than four grids have."""
    budget = 4 * height * width
    for top, left, bottom, right in merges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if 0 <= top <= bottom and 0 <= left <= right:
            budget -= (bottom - top + 1) * (right - left + 1)
            if budget < 0:
                return
            yield top, left, bottom, right
