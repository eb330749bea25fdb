"""行 — data rows to records: what blanks, ditto marks and merged cells stand for, and which rows are one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define

from gongkai_standard.codecs.table.elements import name
from gongkai_standard.codecs.table.fields import Field, Plan, is_running
from gongkai_standard.codecs.table.grid import Cell, Line
from gongkai_standard.codecs.table.marks import STANDING, boxes, is_blank, is_ditto, ticked
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.tables import Table
from gongkai_standard.folding import fold

_NUMBER: Final = 1
_GROUP: Final = 2
_NAME: Final = 4
_CONTENT: Final = 8
_CHANNELS: Final = 16
_EXTRA: Final = 32
_OTHER: Final = 64
_ADDED: Final = _CONTENT | _CHANNELS | _EXTRA | _OTHER
"""A row that holds nothing else adds to the record above or around it."""

_NAMES: Final = frozenset({"level_two", "level_three", "name"})


@define(eq=False)
class Record:
    """The texts of one entry or item, and the cells that print them."""

    row: int
    texts: dict[int, str]
    """Position of the field in the plan → text."""
    cells: dict[int, Cell]
    """Position of the field in the plan → the cell that prints the text, where it is not the row's own."""


class State:
    """What the rows above left behind; it goes on over repeated headers and into continued tables."""

    __slots__ = ("above", "current", "group", "last", "opened", "pending")

    def __init__(self) -> None:
        self.above: dict[int, tuple[str, Cell]] = {}
        """Position → the value that blank cells of the block stand for, and its cell."""
        self.last: dict[int, str] = {}
        """Position → the last text, for 同上."""
        self.group = ""
        """Level one of the block."""
        self.current: Record | None = None
        self.pending: dict[int, tuple[int, str]] = {}
        """Channel boxes and content lines that came before their record: position → row and text."""
        self.opened: dict[int, tuple[int, str]] = {}
        """What the last row said that only named a block, until a record is in it: position → row and text."""


def records(table: Table, plan: Plan, state: State, notes: Notes) -> Iterator[Record]:
    """The records of a table in the order of its rows."""
    return _Rows(table, plan, state, notes).records()


class _Rows:
    """Walking the rows of one table."""

    def __init__(self, table: Table, plan: Plan, state: State, notes: Notes) -> None:
        self._table = table
        self._fields = plan.fields
        self._state = state
        self._notes = notes
        self._kinds = [_kind(field) for field in plan.fields]
        self._steps = [
            (position, field.index, kind)
            for position, (field, kind) in enumerate(zip(plan.fields, self._kinds, strict=True))
            if field.index < table.cells.width
        ]
        self._channels = self._position("channels")
        self._level_one = self._position("level_one")
        self._names = [position for position, kind in enumerate(self._kinds) if kind == _NAME]
        self._inheriting = [
            position for position, field in enumerate(plan.fields) if field.inherits and not field.codes
        ]
        self._remembered = [(position, plan.fields[position].index) for position in (*self._inheriting, *self._names)]
        """Position and column of what the rows below may need."""
        self._ticks = {field.index for field in plan.fields if field.codes}
        """Columns in which a mark merged over several stands for all of them."""
        self._outer = [
            position for position, kind in enumerate(self._kinds) if kind == _GROUP and position != self._level_one
        ]
        """Columns that group the blocks themselves: the domain, and what stands left of level one."""

    def _position(self, member: str) -> int:
        return next((i for i, f in enumerate(self._fields) if f.member == member and not f.codes), -1)

    def records(self) -> Iterator[Record]:
        cells, state = self._table.cells, self._state
        if not self._table.continues:
            state.current, state.pending, state.opened = None, {}, {}
        for row in self._table.rows:
            covered = cells.origins.get(row)
            found: dict[int, str] = {}
            refs: dict[int, Cell] = {}
            if covered is None:
                own = self._plain_row(row, cells.texts[row], found)
            else:
                own = self._merged_row(row, cells.texts[row], covered, found, refs)
            substance = own & ~_NUMBER
            if not substance:
                continue
            if self._adds(substance, found):
                self._add(found, refs, row)
            elif substance == _GROUP and not any(self._kinds[p] & ~(_NUMBER | _GROUP) for p in found):
                self._open_group(found, refs, row)
            else:
                if state.current is not None:
                    yield state.current
                self._inherit(found, refs, row)
                if "" in found.values():
                    found = {position: text for position, text in found.items() if text}
                state.opened = {}
                state.current = Record(row, found, refs)
                if state.pending:
                    self._take_pending(state.current)
        if state.current is not None:
            yield state.current
            state.current = None
        self._set_aside({**state.opened, **state.pending})
        state.opened, state.pending = {}, {}

    def _set_aside(self, texts: dict[int, tuple[int, str]]) -> None:
        """Names of blocks without entries, lines that no entry follows."""
        for position, (row, text) in texts.items():
            place = self._table.grid.place(row, self._fields[position].index)
            self._table.unplaced.append(Line(text=text, place=place))

    def _plain_row(self, row: int, texts: list[str], found: dict[int, str]) -> int:
        """A row that no merged range touches. Answers which kinds of columns it fills."""
        own = 0
        for position, column, kind in self._steps:
            text = texts[column]
            if text:
                own |= kind
                found[position] = text if text[0] not in STANDING else self._meant(position, text, row)
        return own

    def _merged_row(
        self, row: int, texts: list[str], covered: dict[int, Cell], found: dict[int, str], refs: dict[int, Cell]
    ) -> int:
        """The same for a row in merged ranges: what begins above is not the row's own."""
        own, first = 0, self._table.header.bottom + 1
        for position, column, kind in self._steps:
            text = texts[column]
            if not text:
                continue
            if column in covered:
                origin = covered[column]
                if origin[0] < first or (origin[1] != column and not {origin[1], column} <= self._ticks):
                    continue
                refs[position] = origin
                if origin[0] == row:
                    own |= kind
            else:
                own |= kind
            found[position] = text if text[0] not in STANDING else self._meant(position, text, row)
        return own

    def _meant(self, position: int, text: str, row: int) -> str:
        """What a ditto mark stands for; "" for a cell that says that it is empty; every other text for itself."""
        if is_blank(text):
            return ""
        above = self._state.last.get(position) if is_ditto(text) else None
        if above is None:
            return text
        field = self._fields[position]
        self._notes.count(
            "ditto_filled",
            f"列“{field.heading}”的“同上”按上一行的内容读取",
            f"ditto in column {field.heading!r} read as the text of the row above",
            lambda: self._table.grid.place(row, field.index),
        )
        return above

    def _adds(self, substance: int, found: dict[int, str]) -> bool:
        """Whether a row only adds to the record above or around it.

        It does without a name and a group of its own, unless it has content beside other columns, or beside
        channels that the record above has already.
        """
        if substance & ~_ADDED or (substance & _CONTENT and substance & _OTHER):
            return False
        record = self._state.current
        if substance & (_CONTENT | _CHANNELS) != _CONTENT | _CHANNELS or record is None:
            return True
        return not _repeats(found[self._channels], record.texts.get(self._channels, ""))

    def _add(self, found: dict[int, str], refs: dict[int, Cell], row: int) -> None:
        """Give the texts of a row to the record above; those that can only belong to the next one wait for it."""
        record, pending = self._state.current, self._state.pending
        for position, text in found.items():
            field = self._fields[position]
            if position in refs or not text:
                continue
            if field.number:
                if not is_running(text):
                    self._set_aside({position: (row, text)})
                continue
            if record is None or pending or self._is_next(position, text, record):
                at, held = pending.get(position, (row, ""))
                pending[position] = (at, f"{held}\n{text}" if held else text)
            elif position in record.texts:
                if not field.codes or ticked(text) is None:
                    record.texts[position] += f"\n{text}"
            else:
                record.texts[position] = text
                record.cells[position] = (row, field.index)

    def _is_next(self, position: int, text: str, record: Record) -> bool:
        """A box that the record has already is the first of the next record."""
        return position == self._channels and bool(boxes(text)) and _repeats(text, record.texts.get(position, ""))

    def _take_pending(self, record: Record) -> None:
        for position, (row, text) in self._state.pending.items():
            own = record.texts.get(position)
            record.texts[position] = f"{text}\n{own}" if own else text
            record.cells[position] = (row, self._fields[position].index)
        self._state.pending = {}

    def _open_group(self, found: dict[int, str], refs: dict[int, Cell], row: int) -> None:
        """A row that only names a block: the rows below are in it."""
        self._set_aside(self._state.opened)
        self._state.opened = {position: (row, text) for position, text in found.items() if position not in refs}
        if self._level_one in found:
            self._new_block(found[self._level_one])
        for position, text in found.items():
            if self._fields[position].inherits:
                self._state.above[position] = (text, refs.get(position) or (row, self._fields[position].index))

    def _new_block(self, level_one: str) -> bool:
        """Whether this is another level one; nothing is inherited from the block before but what groups blocks."""
        state = self._state
        if level_one == state.group or fold(name(level_one)[0]) == fold(name(state.group)[0]):
            return False
        state.group = level_one
        state.above = {position: state.above[position] for position in self._outer if position in state.above}
        return True

    def _inherit(self, found: dict[int, str], refs: dict[int, Cell], row: int) -> None:
        """Fill the blanks that stand for the value above, and remember what the rows below may need."""
        state = self._state
        another = self._level_one in found and self._new_block(found[self._level_one])
        same_item = not another and not any(position in found for position in self._names)
        above = state.above
        for position in self._inheriting:
            if position not in found:
                self._fill(position, found, refs, row)
        for position in self._names:
            if position in found:
                continue
            if same_item:
                self._fill(position, found, refs, row)
            else:
                above.pop(position, None)
        state.last.update(found)
        for position, column in self._remembered:
            if position in found:
                above[position] = (found[position], refs.get(position) or (row, column))

    def _fill(self, position: int, found: dict[int, str], refs: dict[int, Cell], row: int) -> None:
        held = self._state.above.get(position)
        if held is None:
            return
        found[position], refs[position] = held
        field = self._fields[position]
        self._notes.count(
            "blank_inherited",
            f"列“{field.heading}”的空白按上方同块的内容读取",
            f"blanks of column {field.heading!r} read as the value above in the same block",
            lambda: self._table.grid.place(row, field.index),
        )


def _kind(field: Field) -> int:
    if field.number:
        return _NUMBER
    if field.member in ("level_one", "domain") or (not field.member and field.inherits):
        return _GROUP
    if field.member in _NAMES:
        return _NAME
    if field.member == "content":
        return _CONTENT
    if field.member == "channels" and not field.codes:
        return _CHANNELS
    return _OTHER if field.member else _EXTRA


def _repeats(channels: str, above: str) -> bool:
    """Whether the first channel of a text stands in the one above already."""
    return bool(above) and _channel_names(channels)[0] in _channel_names(above)


def _channel_names(text: str) -> list[str]:
    return [fold(word) for word, _ in boxes(text)] or [fold(line) for line in text.split("\n")]
