"""目录表 — grids to documents: what the tables of a file say, as catalogue, item list, source list or all of them.

All formats of tables share this reader: headings by the model's terms, merges, blanks and ditto marks, ticks and
boxes, section rows, several tables. Nothing is lost: what has no member stays in `extra`, in the remarks of its
section or in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.table import imprint as imprints
from gongkai_standard.codecs.table.assembly import Assembly, Tabular, Told
from gongkai_standard.codecs.table.defaults import Default, said_above, spread
from gongkai_standard.codecs.table.fields import Plan, is_running, settle
from gongkai_standard.codecs.table.grid import Grid, Line
from gongkai_standard.codecs.table.headings import Column, Header
from gongkai_standard.codecs.table.kinds import NOUN_OF_KIND, Noun, noun_of
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.tables import Cut, Table, cut
from gongkai_standard.codecs.table.titles import (
    continues,
    domain_in,
    is_title,
    statements,
)

__all__ = ["Tabular", "read", "reading"]


def reading(
    grids: Sequence[Grid],
    data: bytes,
    *,
    format: str,
    profile: str | None = None,
    title: str = "",
    notes: Notes | None = None,
    progress: Progress | None = None,
) -> Reading:
    """The reading of a file that holds these grids.

    `title`: what the file itself names as its title, outside all tables. `notes`: what its codec has noted.
    `progress`: is told how many rows are read.
    """
    found = read(grids, profile=profile, title=title, notes=notes, progress=progress)
    return Reading(
        document=found.document,
        format=format,
        notes=tuple(found.notes),
        source=data,
        locate=found.locate,
        kept=found,
        blanks=found.blanks,
    )


def read(
    grids: Sequence[Grid],
    *,
    profile: str | None = None,
    title: str = "",
    notes: Notes | None = None,
    progress: Progress | None = None,
) -> Tabular:
    """The document that the grids hold. Never raises on what they say."""
    notes = Notes() if notes is None else notes
    grids, imprint = imprints.taken(grids, notes)
    noun = NOUN_OF_KIND.get(imprint.said(imprints.KIND) or "")
    cuts = []
    header: Header | None = None
    for grid in grids:
        done = cut(grid, header)
        cuts.append(done)
        if done.tables:
            header = done.tables[-1].header
    told: list[Told] = []
    for done in cuts:
        told += _told(done.tables, done.grid, done.grid.name or title, told[-1] if told else None, noun, notes)
        _uncover(done, notes)
    loose = [(done.grid, done.loose) for done in cuts if done.loose]
    found = Assembly(told, loose, profile, title, imprint, notes, progress).document()
    found.grids, found.title = grids, title
    return found


def _uncover(done: Cut, notes: Notes) -> None:
    """Texts that a merged range covers, though it prints another, go to the remarks of their table."""
    for row, column, text in done.cells.hidden:
        table = next((table for table in reversed(done.tables) if table.header.top <= row), None)
        (done.loose if table is None else table.unplaced).append(Line(text=text, place=done.grid.place(row, column)))
        notes.count(
            "text_under_merge",
            "合并单元格下还有别的文字，保留在备注中",
            "other text hidden under a merged cell is kept in the remarks",
            partial(done.grid.place, row, column),
        )


def _told(
    tables: Sequence[Table],
    grid: Grid,
    name: str,
    before: Told | None,
    rows_are: Noun | None,
    notes: Notes,
) -> Iterator[Told]:
    """The tables of one grid, each with its title and domain.

    `name`: of the sheet, else the title of the file. `rows_are`: what the file says that its rows are.
    """
    domain = domain_in(name)
    plans: dict[tuple[type, tuple[tuple[str, ...], ...]], Plan] = {}
    for table in tables:
        if table.continues and before is not None:
            place = grid.place(table.rows[0], 0) if table.rows else ""
            notes.add(
                "table_continued",
                "此表没有表头，按上一张表的表头读取",
                "the table has no header; read with the header of the table before",
                place,
            )
            table = spread(table, before.defaults)
            plan = _widened(before.plan, table, notes)
            yield Told(table, before.noun, None, before.domain, [*table.lines, *table.remarks], plan, before.defaults)
            continue
        titled = [line for line in table.lines if is_title(line.text)]
        title = titled[-1] if titled else next((line for line in table.lines if _may_be_title(line.text)), None)
        said = domain_in(title.text) if title else None
        domain = said or domain or next((d for line in titled if (d := domain_in(line.text))), None)
        if domain is None and before and title is None and before.table.header.paths == table.header.paths:
            domain = before.domain
        noun = rows_are or noun_of(table.header, title.text if title else name)
        defaults = said_above(table, noun)
        _tell(defaults, notes)
        table = spread(table, defaults)
        columns = (*table.header.columns(noun), *_headless(tables, table.header))
        key = noun, table.header.paths
        if key not in plans:
            plans[key] = settle(
                noun, columns, _samples(tables, table.header), partial(table.grid.place, table.header.top), notes
            )
        used = [title, *(default.line for default in defaults if default.whole)]
        remarks = [line for line in table.lines if not any(line is other for other in used)] + table.remarks
        remarks += [Line(text=f"{c.heading}", place="") for c in columns if c.legend and c.legend not in c.heading]
        before = Told(table, noun, title, domain, remarks, plans[key], defaults)
        yield before


def _tell(defaults: Sequence[Default], notes: Notes) -> None:
    for default in defaults:
        notes.add(
            "default_applied",
            f"表外所写“{default.label}”用于表中各行：“{default.text}”",
            f"what stands above the table as {default.label!r} holds for all its rows: {default.text!r}",
            default.line.place,
        )


def _may_be_title(text: str) -> bool:
    return (
        4 <= len(text) <= 60 and not statements(text) and not text.endswith(("。", ":", "：")) and not continues(text)
    )


def _headless(tables: Sequence[Table], header: Header) -> Iterator[Column]:
    """The columns that have no head although they hold words; a running number needs none."""
    rows = [(table.cells, row) for table in tables if table.header.paths == header.paths for row in table.rows]
    width = max((cells.width for cells, _ in rows), default=0)
    for index in (index for index in range(width) if not header.paths[index : index + 1] or not header.paths[index]):
        own = (
            cells.texts[row][index]
            for cells, row in rows
            if index < cells.width and index not in cells.origins.get(row, {})
        )
        if any(text and not is_running(text) for text in own):
            yield Column(index, f"第{index + 1}列", None)


def _widened(plan: Plan, table: Table, notes: Notes) -> Plan:
    """The plan of the table before, with the columns that only its continuation has."""
    known = {field.index for field in plan.fields}
    more = [column for column in _headless([table], table.header) if column.index not in known]
    if not more:
        return plan
    added = settle(plan.noun, more, {}, partial(table.grid.place, 0), notes)
    return Plan(plan.noun, (*plan.fields, *added.fields))


_SAMPLE_ROWS: Final = 300


def _samples(tables: Sequence[Table], header: Header) -> Mapping[int, list[str]]:
    """Column → distinct texts of its first cells, over all tables with these heads."""
    found: dict[int, dict[str, None]] = {index: {} for index, path in enumerate(header.paths) if path}
    for table in tables:
        if table.header.paths == header.paths:
            for row in table.rows[:_SAMPLE_ROWS]:
                texts = table.cells.texts[row]
                for index, texts_of_column in found.items():
                    if index < len(texts) and texts[index]:
                        texts_of_column[texts[index]] = None
    return {index: list(texts) for index, texts in found.items()}
