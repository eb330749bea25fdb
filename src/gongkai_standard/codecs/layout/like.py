"""原样写回 — a document in the tables of the file that it came from: its columns, order, titles and wording.

Only cells whose members have changed are written anew, in the words of our own tables. A cell that speaks for several
rows is cut where they now differ. Rows that came in are written under the columns that there are; what has no column
there is kept in the imprint. Colours, fonts and widths of the file are not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, Final

from gongkai_standard.codecs.layout import cells
from gongkai_standard.codecs.layout.sheet import Sheet
from gongkai_standard.codecs.layout.table import Look, PrintColumn, PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.assembly import Row, Tabular
from gongkai_standard.codecs.table.fields import Field
from gongkai_standard.codecs.table.grid import Cell
from gongkai_standard.codecs.table.marks import BLANK, TICK, ticked
from gongkai_standard.compendium import Compendium

_NARROWEST: Final = 5.0
_WIDEST: Final = 30.0


def relaid(document: Any, like: Reading) -> tuple[PrintTable, ...] | None:
    """The tables of the file with the document in them.

    None when the file had no tables, held another kind of document, or no row to go by where there are some now.
    """
    kept, old = like.kept, like.document
    if not isinstance(kept, Tabular) or not kept.lists or type(old) is not type(document):
        return None
    lists = [(pointer, _rows(document, pointer)) for pointer, _ in kept.lists]
    if any(rows is None for _, rows in lists) or _parts(old) != _parts(document):
        return None
    if any(after and not before for (_, before), (_, after) in zip(kept.lists, lists, strict=True)):
        return None
    sheets = {id(grid.rows): Sheet(grid) for grid in kept.grids}
    body: set[tuple[int, int]] = set()
    for (_, before), (_, after) in zip(kept.lists, lists, strict=True):
        _List(before, sheets, body).becomes(after or ())
    renamed = dict(_renamed(old, document))
    return tuple(_printed(kept, sheets, body, renamed))


def _parts(document: Any) -> tuple[int, ...]:
    if not isinstance(document, Compendium):
        return ()
    return len(document.item_lists), len(document.source_lists), len(document.catalogues)


def _rows(document: Any, pointer: str) -> Sequence[Any] | None:
    """The rows at a pointer such as `/catalogues/0/entries`."""
    value = document
    for part in pointer.split("/")[1:]:
        if part.isdecimal():
            if int(part) >= len(value):
                return None
            value = value[int(part)]
        else:
            value = getattr(value, part)
    held: Sequence[Any] = value
    return held


class _List:
    """The rows of one list, and the sheets in which they stand."""

    def __init__(self, before: Sequence[Row], sheets: Mapping[int, Sheet], body: set[tuple[int, int]]) -> None:
        self._before = before
        self._sheets = sheets
        self._body = body
        self._new = count(-1, -1)
        """Names of rows that came in."""
        self._spans = list(self._find_spans())
        for index in range(len(before)):
            self._body.update((self._grid(index), name) for name in self._spans[index])

    def becomes(self, after: Sequence[Any]) -> None:
        """Make the rows say what the new list does."""
        kept = self._matched(after)
        self._rewrite({index: value for index, value in kept.items() if value is not self._before[index].value})
        gone = [index for index in range(len(self._before)) if index not in kept]
        self._insert(after, kept)
        for index in gone:
            for name in self._spans[index]:
                self._sheet(index).remove(name)

    def _matched(self, after: Sequence[Any]) -> dict[int, Any]:
        """Old rows that stay, in their order, with what they become: those of the same id, as far as order allows."""
        if len(after) == len(self._before) and len({row.value.id for row in self._before}) < len(self._before):
            return dict(enumerate(after))
        places: dict[str | None, int] = {row.value.id: index for index, row in enumerate(self._before)}
        kept: dict[int, Any] = {}
        last = -1
        for value in after:
            index = places.get(value.id, -1)
            if index > last:
                kept[index] = value
                last = index
        return kept

    # ------------------------------------------------------------------ cells that change

    def _rewrite(self, changed: Mapping[int, Any]) -> None:
        for plan_rows in self._by_plan():
            fields = self._before[plan_rows[0]].table.plan.fields
            for position, field in enumerate(fields):
                if any(index in changed and self._differs(field, index, changed[index]) for index in plan_rows):
                    self._column(position, field, plan_rows, changed)

    def _by_plan(self) -> Iterator[list[int]]:
        for _, rows in groupby(range(len(self._before)), key=lambda index: id(self._before[index].table)):
            yield list(rows)

    def _differs(self, field: Field, index: int, value: Any) -> bool:
        noun = self._before[index].table.noun
        return bool(_held(noun, field, self._before[index].value) != _held(noun, field, value))

    def _column(self, position: int, field: Field, rows: Sequence[int], changed: Mapping[int, Any]) -> None:
        """Write the cells of one column; rows that share a cell are taken together."""
        if field.index >= self._sheet(rows[0]).width or field.number:
            return
        show = _shower(self._before[rows[0]].table.noun, field, self._tick(position, rows))
        for _, sharing in groupby(rows, key=lambda index: self._cell(position, field, index)):
            runs = [
                (list(run), text)
                for text, run in groupby(sharing, key=lambda index: self._text(field, index, changed, show))
            ]
            if all(text is None for _, text in runs):
                continue
            for number, (run, text) in enumerate(runs):
                self._say(position, field, run[0], text, whole=len(runs) == 1, first=number == 0)

    def _text(self, field: Field, index: int, changed: Mapping[int, Any], show: Callable[[Any], str]) -> str | None:
        """The new text of a row in a column; None when it stays."""
        if index not in changed or not self._differs(field, index, changed[index]):
            return None
        held = _held(self._before[index].table.noun, field, changed[index])
        text = "" if held is None or held == () else show(held)
        return text or (BLANK if field.inherits and not field.codes else "")

    def _say(self, position: int, field: Field, index: int, text: str | None, *, whole: bool, first: bool) -> None:
        row = self._before[index]
        sheet, name = self._sheet(index), row.record.row
        printed = self._cell(position, field, index)
        if whole and text is not None:
            sheet.write(*printed, text)
        elif text is None and not first:
            if sheet.text(name, field.index):
                sheet.cut(name, field.index)
            else:
                sheet.put(name, field.index, row.record.texts.get(position, ""))
        elif text is not None:
            sheet.put(name, field.index, text)
        if text is not None:
            for further in self._spans[index][1:]:
                if sheet.text(further, field.index) != text:
                    sheet.put(further, field.index, "")

    def _cell(self, position: int, field: Field, index: int) -> Cell:
        record = self._before[index].record
        return record.cells.get(position) or (record.row, field.index)

    def _tick(self, position: int, rows: Sequence[int]) -> str:
        """The sign by which this table ticks."""
        texts = (self._before[index].record.texts.get(position, "") for index in rows)
        return next((text for text in texts if ticked(text) and len(text) == 1), TICK)

    # ------------------------------------------------------------------ rows that come and go

    def _insert(self, after: Sequence[Any], kept: Mapping[int, Any]) -> None:
        places = {id(value): index for index, value in kept.items()}
        where: tuple[int, int] | None = None
        for value in after:
            index = places.get(id(value))
            if index is not None:
                where = index, self._spans[index][-1]
            elif self._before:
                where = self._insert_row(value, where)

    def _insert_row(self, value: Any, where: tuple[int, int] | None) -> tuple[int, int]:
        index, after = where or (0, self._before[0].table.table.header.bottom)
        row = self._before[index]
        sheet, name = self._sheet(index), next(self._new)
        texts = [""] * sheet.width
        for position, field in enumerate(row.table.plan.fields):
            if field.index < sheet.width and not field.number:
                held = _held(row.table.noun, field, value)
                show = _shower(row.table.noun, field, self._tick(position, [index]))
                blank = BLANK if field.inherits and not field.codes else ""
                texts[field.index] = blank if held is None or held == () else show(held)
        sheet.insert(after, name, texts)
        self._body.add((self._grid(index), name))
        return index, name

    def _find_spans(self) -> Iterator[list[int]]:
        """For each record its row of the grid, and those after it that only add to it."""
        for rows in self._by_plan():
            names = self._before[rows[0]].table.table.rows
            starts = [self._before[index].record.row for index in rows]
            for start, following in zip(starts, [*starts[1:], names[-1] + 1], strict=True):
                yield names[bisect_left(names, start) : bisect_left(names, following)]

    def _grid(self, index: int) -> int:
        return id(self._before[index].table.table.grid.rows)

    def _sheet(self, index: int) -> Sheet:
        return self._sheets[self._grid(index)]


def _held(noun: type, field: Field, value: Any) -> Any:
    """What a row holds for a column; for a column of ticks, what stands there."""
    if not field.member:
        return value.extra.get(field.heading)
    owner, _, part = field.member.partition(".")
    held = getattr(value, owner)
    if owner == "audience" and field.codes:
        return "、".join(filter(None, (cells.audience_ticks(held, code) for code in field.codes))) or None
    if field.codes:
        return any(getattr(one, "code", one) in field.codes for one in held) or None
    if owner == "audience" and part:
        return "、".join(getattr(one, part) or "" for one in held) or None
    return cells.value_of(noun, field.member)(value)


def _shower(noun: type, field: Field, tick: str) -> Callable[[Any], str]:
    """How a column prints what a row holds for it."""
    if field.codes:
        return lambda held: tick if held in (True, TICK) else str(held)
    if not field.member:
        return cells.other
    if field.member == "audience.description":
        return cells.safe
    if field.member == "channels":
        return lambda held: cells.channels(held, legend=cells.demands(held))
    return cells.shower(noun, field.member)


# ---------------------------------------------------------------- lines around the tables


def _renamed(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """Lines that the document said and now says otherwise: its title, the unit, titles and remarks of its sections."""
    for one, other in ((old, new), *zip(_documents(old), _documents(new), strict=True)):
        yield from _pair(one.title, other.title)
        if one.publisher and other.publisher:
            yield from _pair(one.publisher.name, other.publisher.name)
        sections = zip(getattr(one, "sections", ()), getattr(other, "sections", ()), strict=False)
        for before, after in sections:
            yield from _pair(before.title, after.title)
            for remark, changed in zip(before.remarks, after.remarks, strict=False):
                yield from _pair(remark, changed)


def _pair(old: str | None, new: str | None) -> Iterator[tuple[str, str]]:
    if old and old != new:
        yield old, cells.safe(new or "")


def _documents(document: Any) -> tuple[Any, ...]:
    if not isinstance(document, Compendium):
        return ()
    return (*document.item_lists, *document.source_lists, *document.catalogues)


def _changed(text: str, renamed: Mapping[str, str]) -> str:
    """A line, renamed as a whole or where it names the unit."""
    whole = renamed.get(text.strip())
    if whole is not None:
        return whole
    for old, new in renamed.items():
        text = text.replace(old, new)
    return text


# ---------------------------------------------------------------- printing


def _printed(
    kept: Tabular, sheets: Mapping[int, Sheet], body: set[tuple[int, int]], renamed: Mapping[str, str]
) -> Iterator[PrintTable]:
    told = {id(row.table): row.table for _, rows in kept.lists for row in rows}
    for number, grid in enumerate(kept.grids):
        sheet = sheets[id(grid.rows)]
        mine = [one for one in told.values() if one.table.grid.rows is grid.rows]
        heads = {row for one in mine for row in range(one.table.header.top, one.table.header.bottom + 1)}
        heads.update(
            row + offset
            for one in mine
            for row in one.table.repeated
            for offset in range(one.table.header.bottom - one.table.header.top + 1)
        )
        titles = {one.title.text for one in mine if one.title}
        outside = {name for name in sheet.names() if (id(grid.rows), name) not in body and name not in heads}
        titled = {name for name in outside if any(text.strip() in titles for text in grid.rows[name])}

        def change(name: int, text: str, outside: set[int] = outside) -> str:
            return cells.held(_changed(text, renamed) if name in outside else text)

        sheet.replace(change)
        looks: dict[int, Look] = {}
        for index, name in enumerate(sheet.names()):
            look: Look | None = "head" if name in heads else "title" if name in titled else None
            if look or name in outside:
                looks[index] = look or "line"
        yield PrintTable(
            name=grid.name,
            title=_changed(kept.title, renamed) if number == 0 else "",
            above=tuple(_changed(line.text, renamed) for line in grid.above if line.text != kept.title),
            columns=tuple(_columns(sheet, looks, mine)),
            head=(),
            rows=sheet.rows(),
            merges=sheet.merges(),
            remarks=tuple(_changed(line.text, renamed) for line in grid.below),
            looks=looks,
        )


def _columns(sheet: Sheet, looks: Mapping[int, Look], told: Sequence[Any]) -> Iterator[PrintColumn]:
    """How the columns look, by what their cells hold."""
    fields = {field.index: field for one in told for field in one.plan.fields}
    rows = [texts for index, texts in enumerate(sheet.rows()) if index not in looks]
    for index in range(sheet.width):
        field = fields.get(index)
        longest = max((cells.width(line) for texts in rows for line in texts[index].split("\n")), default=0)
        short = field is not None and (bool(field.codes) or field.number)
        yield PrintColumn(
            heading=field.heading if field else "",
            member=field.member if field else "",
            width=_NARROWEST if short else min(max(longest * 0.7, _NARROWEST), _WIDEST),
            align="center" if short or longest <= _WIDEST / 2 else "left",
        )
