"""默认值 — what a line above a table says for all its rows: `责任主体：县民政局` where no column names the bodies.

The value becomes a further column of the table, merged over all its rows, so that it is read like any cell; its place
is that of the line. A member that has a column of its own takes nothing from the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.grid import Line
from gongkai_standard.codecs.table.headings import Header
from gongkai_standard.codecs.table.labels import label_of
from gongkai_standard.codecs.table.tables import Table

_SAYING: Final = re.compile(
    r"(?:^|(?<=[\s;；。，,]))(?P<label>[^\s:：;；。，,]{2,10}|[^:：;；。，,]{2,10})\s*[:：]\s*(?P<text>\S.*?)"
    r"(?=[\s;；。，,]+[^\s:：;；。，,]{2,10}[:：]|\s{2,}|\n|$)"
)
_MEMBERS: Final = frozenset(
    {"responsible_body", "time_limits", "basis", "channels", "mode", "audience", "levels", "extent", "disclosure"}
)
"""What may hold for a whole table."""


@frozen
class Default:
    """A value for all rows of a table."""

    label: str
    text: str
    line: Line
    whole: bool
    """The line says nothing else."""


def said_above(table: Table, noun: type) -> tuple[Default, ...]:
    """What the lines above a table say about members that it has no column for; of a catalogue only."""
    if noun is not Entry or not table.lines:
        return ()
    taken = {column.meaning.member for column in table.header.columns(noun) if column.meaning}
    return tuple(_sayings(table.lines, taken))


def _sayings(lines: Sequence[Line], taken: set[str]) -> Iterator[Default]:
    for line in lines:
        text = line.text.strip()
        for found in _SAYING.finditer(text):
            meaning, _, cut = label_of(found["label"].strip(), Entry)
            if meaning is None or cut or meaning.member not in _MEMBERS - taken:
                continue
            taken.add(meaning.member)
            yield Default("".join(found["label"].split()), found["text"].strip(), line, found.group() == text)


def spread(table: Table, defaults: Sequence[Default]) -> Table:
    """The table with a column for each default."""
    if not defaults or not table.rows:
        return table
    cells, grid = table.cells, table.grid
    first = max(cells.width, len(table.header.paths))
    top = table.rows[0]
    for column, default in enumerate(defaults, start=first):
        for texts in cells.texts:
            texts.extend([""] * (column + 1 - len(texts)))
        for row in table.rows:
            cells.texts[row][column] = default.text
            if row != top:
                cells.origins.setdefault(row, {})[column] = (top, column)
    width = first + len(defaults)
    own = grid.place
    paths = (*table.header.paths, *[()] * (first - len(table.header.paths)), *((d.label,) for d in defaults))

    def place(row: int, column: int) -> str:
        return defaults[column - first].line.place if first <= column < width else own(row, column)

    table.cells = evolve(cells, width=width)
    table.grid = evolve(grid, place=place)
    table.header = Header(table.header.top, table.header.bottom, paths)
    return table
