"""分表 — cutting a grid into tables: titles, header rows, data rows, remarks.

One sheet may hold several tables, repeat its header before every block, or break a table with section
titles; a table may go on in the next grid without a header.
"""

from __future__ import annotations

from typing import Final

from attrs import define, field

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.grid import Cells, Grid, Line, plain
from gongkai_standard.codecs.table.headings import Header, header_at
from gongkai_standard.codecs.table.labels import NUMBER
from gongkai_standard.codecs.table.marks import ticked
from gongkai_standard.codecs.table.titles import is_note, is_signature, is_title

_MOST_BEYOND: Final = 16
"""One text in so many may stand to the right of the columns of a continued table."""

_WIDE: Final = 3
"""A text merged over so many columns is a line, not a value."""


@define(eq=False)
class Table:
    """Header and data rows of one table or section, and the lines around them."""

    grid: Grid
    cells: Cells
    header: Header
    lines: list[Line]
    """What stood above: titles, the unit that filled it in, remarks."""
    rows: list[int] = field(factory=list)
    remarks: list[Line] = field(factory=list)
    """What stood between its rows and below: notes, signatures."""
    repeated: list[int] = field(factory=list)
    """First rows of headers that only repeat the first."""
    unplaced: list[Line] = field(factory=list)
    """What its cells say that belongs to no entry."""
    continues: bool = False
    """The table goes on from the grid before and has no header of its own."""


@define(eq=False)
class Cut:
    """A grid cut up."""

    grid: Grid
    cells: Cells
    tables: list[Table] = field(factory=list)
    loose: list[Line] = field(factory=list)
    """The lines of a grid without any table."""


def cut(grid: Grid, before: Header | None = None) -> Cut:
    """The tables of a grid. `before`: the header of the grid before, which this grid may continue."""
    cells = plain(grid)
    done = Cut(grid, cells)
    _walk(done, None)
    if not done.tables and before is not None and _goes_on(cells, before):
        done.loose.clear()
        _walk(done, Table(grid, cells, Header(-1, -1, before.paths), list(grid.above), continues=True))
    return done


def _walk(done: Cut, current: Table | None) -> None:
    grid, cells = done.grid, done.cells
    pending: list[Line] = [] if current else list(grid.above)
    if current:
        done.tables.append(current)
    numbers = _number_column(current)
    signed: list[int] = []
    row = 0
    while row < len(cells.texts):
        texts = cells.texts[row]
        if not any(texts) or _only_numbers(texts):
            row += 1
            continue
        if (
            current
            and not pending
            and numbers is not None
            and texts[numbers].isdecimal()
            and len(texts) - texts.count("") > _WIDE
        ):
            current.rows += [*signed, row]
            signed.clear()
            row += 1
            continue
        header = header_at(cells, row)
        if header:
            if current and header.paths == current.header.paths and not any(is_title(line.text) for line in pending):
                current.remarks += pending
                current.repeated.append(row)
            else:
                current = Table(grid, cells, header, pending)
                done.tables.append(current)
                numbers = _number_column(current)
            pending = []
            row = header.bottom + 1
            continue
        lines = _lines_of(done, row, current, numbers)
        if lines:
            pending += lines
        elif current:
            if _is_signature_row(cells, row, numbers):
                signed.append(row)
                row += 1
                continue
            current.rows += signed
            signed.clear()
            if any(is_title(line.text) for line in pending):
                current = _section(done, current, pending)
            else:
                current.remarks += pending
            pending = []
            current.rows.append(row)
        row += 1
    pending += [
        Line(text=text, place=grid.place(last, column)) for last in signed for column, text in cells.own(last).items()
    ]
    pending += grid.below
    (current.remarks if current else done.loose).extend(pending)


def _section(done: Cut, current: Table, lines: list[Line]) -> Table:
    """A section of the table, under its header; what stood above the first one is above all of them."""
    if not current.rows:
        done.tables.pop()
        lines = [*current.lines, *lines]
    section = Table(done.grid, done.cells, current.header, lines)
    done.tables.append(section)
    return section


def _number_column(table: Table | None) -> int | None:
    if table is None:
        return None
    return next((c.index for c in table.header.columns(Entry) if c.meaning and c.meaning.member == NUMBER), None)


def _lines_of(done: Cut, row: int, current: Table | None, numbers: int | None) -> list[Line]:
    """The texts of a row that is no data row; empty for a data row."""
    cells, place = done.cells, done.grid.place
    own = cells.own(row)
    if current is None:
        first_of = {text: column for column, text in reversed(own.items())}
        return [Line(text=text, place=place(row, column)) for text, column in sorted(first_of.items(), key=_column)]
    if not own or any(cells.origin(row, column)[0] < row for column, text in enumerate(cells.texts[row]) if text):
        return []
    first, text = next(iter(own.items()))
    if len(set(own.values())) == 1:
        spread = _spread(cells, row, first)
        leading = first == numbers or all(not head for head in current.header.paths[:first])
        alone = leading and (is_title(text) or (first == numbers and not text.isdecimal() and ticked(text) is None))
        if spread >= _WIDE or alone or is_note(text):
            return [Line(text=text, place=place(row, first))]
    elif first == numbers and len(own) == 2 and _spread(cells, row, max(own)) >= _WIDE and is_title(own[max(own)]):
        return [Line(text=text + own[max(own)], place=place(row, first))]
    elif all(is_note(other) for other in own.values()) or (is_note(text) and _leading_only(own, current)):
        return [Line(text=other, place=place(row, column)) for column, other in own.items()]
    return []


def _is_signature_row(cells: Cells, row: int, numbers: int | None) -> bool:
    """A row that may only sign the table: it does if no data row follows."""
    own = cells.own(row)
    return len(own) <= 2 and numbers not in own and all(is_signature(text) for text in own.values())


def _only_numbers(texts: list[str]) -> bool:
    """A row that numbers the columns, under the header or at the top of a page."""
    first = next(filter(None, texts))
    return first.isdecimal() and texts.count("") <= len(texts) - 3 and all(not t or t.isdecimal() for t in texts)


def _spread(cells: Cells, row: int, column: int) -> int:
    """Over how many columns a text reaches, merged or repeated."""
    return cells.texts[row].count(cells.texts[row][column])


def _column(text_and_column: tuple[str, int]) -> int:
    return text_and_column[1]


def _leading_only(own: dict[int, str], table: Table) -> bool:
    """Whether a remark in the first column is followed by nothing that a data row would have."""
    return len(own) <= 2 and next(iter(own)) == next((i for i, head in enumerate(table.header.paths) if head), 0)


def _goes_on(cells: Cells, header: Header) -> bool:
    """Whether rows without a header fit the columns of the table before."""
    heads = [index for index, path in enumerate(header.paths) if path]
    used = [column for texts in cells.texts for column, text in enumerate(texts) if text]
    beyond = sum(column > max(heads) for column in used)
    if len(set(used)) < 3 or _MOST_BEYOND * beyond > len(used):
        return False
    columns = header.columns(Entry)
    ticks = [c.index for c in columns if c.meaning and c.meaning.codes and c.meaning.member != "audience"]
    numbers = [c.index for c in columns if c.meaning and c.meaning.member == NUMBER]
    marked = [texts[i] for texts in cells.texts for i in ticks if i < cells.width and texts[i]]
    counted = [texts[i] for texts in cells.texts for i in numbers if i < cells.width and texts[i]]
    if ticks:
        return bool(marked) and all(ticked(text) is not None for text in marked)
    return any(map(str.isdecimal, counted)) and all(text.isdecimal() or is_title(text) for text in counted)
