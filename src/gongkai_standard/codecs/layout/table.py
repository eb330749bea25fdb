"""排好的表 — one table as it is printed, whatever the format: its lines, header rows, rows of texts, merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import frozen

from gongkai_standard.codecs.table.grid import Grid, Merge

Align = Literal["left", "center"]
Look = Literal["title", "line", "head"]


@frozen(kw_only=True)
class PrintColumn:
    """How one column looks."""

    heading: str
    """In one line, the parts of several header rows joined by `>`."""
    member: str
    """The member that it shows; empty for a column of no member."""
    width: float
    """In characters of half width."""
    align: Align = "left"
    ticked: bool = False
    """Its cells are ticked."""
    prints: bool = True
    """Whether it belongs on paper; identifiers do not."""


@frozen(kw_only=True, eq=False)
class PrintTable:
    """One laid-out table. Merges are in rows of `head` or `rows`, ends included."""

    name: str
    """Of its sheet."""
    title: str
    lines: Sequence[str] = ()
    """Under the title: who publishes, which edition."""
    columns: Sequence[PrintColumn]
    head: Sequence[Sequence[str]]
    head_merges: Sequence[Merge] = ()
    rows: Sequence[Sequence[str]]
    merges: Sequence[Merge] = ()
    remarks: Sequence[str] = ()
    above: Sequence[str] = ()
    """Above the title: that of the whole file."""
    looks: Mapping[int, Look] = {}
    """Rows of `rows` that are no data: titles, lines and header rows where a file had them."""

    @property
    def printed(self) -> int:
        """How many columns belong on paper."""
        return sum(column.prints for column in self.columns)

    @property
    def lead(self) -> tuple[str, ...]:
        """The lines above the header rows, the title among them."""
        return (*self.above, *((self.title,) if self.title else ()), *self.lines)

    def grid(self, imprint: Sequence[str] = ()) -> Grid:
        """The table as one grid, lines and remarks as rows over its whole width."""
        lead, width = self.lead, len(self.columns)
        first = len(lead) + len(self.head)
        last = first + len(self.rows)
        rows: list[Sequence[str]] = [[text] for text in lead]
        rows += self.head
        rows += self.rows
        rows += [[text] for text in (*self.remarks, *imprint)]
        merges = [(row, 0, row, width - 1) for row in (*range(len(lead)), *range(last, last + len(self.remarks)))]
        merges += _moved(self.head_merges, len(lead))
        merges += _moved(self.merges, first)
        return Grid(name=self.name, rows=rows, merges=merges)


def _moved(merges: Sequence[Merge], down: int) -> list[Merge]:
    return [(top + down, left, bottom + down, right) for top, left, bottom, right in merges]
