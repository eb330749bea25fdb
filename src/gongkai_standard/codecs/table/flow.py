"""正文流 — pages and documents as lines and tables in the order of the text, made into grids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from gongkai_standard.codecs.table.grid import Grid, Line
from gongkai_standard.codecs.table.titles import is_note, is_signature


def grids(flow: Sequence[Line | Grid]) -> list[Grid]:
    """The tables of a text, each with the lines around it; one empty grid holds the lines of a text without tables.

    Remarks and signatures right under a table are its own; other lines stand above the next one.
    """
    found: list[Grid] = []
    lines: list[Line] = []
    for part in flow:
        if isinstance(part, Line):
            lines.append(part)
            continue
        signed = len(list(takewhile(_signs, lines))) if found else 0
        if signed:
            found[-1] = evolve(found[-1], below=tuple(lines[:signed]))
        found.append(evolve(part, above=tuple(lines[signed:])))
        lines = []
    if not found:
        return [Grid(name="", rows=[], above=tuple(lines))]
    return [*found[:-1], evolve(found[-1], below=tuple(lines))]


def _signs(line: Line) -> bool:
    return is_note(line.text) or is_signature(line.text)


def placer(table: int) -> Callable[[int, int], str]:
    """Row and column, from 0 → `table 1 row 5 col 3`. `table` counts from 1 in the order of the text."""
    return lambda row, column: f"table {table} row {row + 1} col {column + 1}"


def texts(flow: Sequence[Line | Grid]) -> Iterator[str]:
    """All texts, those of the tables included."""
    for part in flow:
        if isinstance(part, Line):
            yield part.text
        else:
            for row in part.rows:
                yield from row
