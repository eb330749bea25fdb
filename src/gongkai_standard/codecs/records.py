"""行 — data rows to records: what blanks, ditto marks and merged cells stand for, and which rows are one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define

from gongkai_standard.codecs.elements import name
from gongkai_standard.codecs.fields import Field, Plan
from gongkai_standard.codecs.grid import Cell
from gongkai_standard.codecs.marks import boxes, is_ditto
from gongkai_standard.codecs.notes import Notes
from gongkai_standard.codecs.tables import Table
from gongkai_standard.folding import fold

_NUMBER: Final = 1
_GROUP: Final = 2
_NAME: Final = 4
_CONTENT: Final = 8
_CHANNELS: Final = 16
_EXTRA: Final = 32
_OTHER: Final = 64
_ADDED: Final = _CONTENT | _CHANNELS | _EXTRA
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

    __slots__ = ("above", "current", "group", "last", "pending")

    def __init__(self) -> None:
        self.above: dict[str, tuple[str, Cell]] = {}
        """Heading → the value that blank cells of the block stand for, and its cell."""
        self.last: dict[str, str] = {}
        """Heading → the last text, for 同上."""
        self.group = ""
        """Level one of the block, folded."""
        self.current: Record | None = None
        self.pending: list[tuple[int, int, str]] = []
        """Channel boxes and content lines that came before their record: position, row, text."""


def records(table: Table, plan: Plan, state: State, notes: Notes) -> Iterator[Record]:
    """The records of a table in the order of its rows."""
    fields = plan.fields
    kinds = [_kind(field) for field in fields]
    cells, place = table.cells, table.grid.place
    first = table.header.bottom + 1
    channels = next((i for i, f in enumerate(fields) if f.member == "channels" and not f.codes), -1)
    if not table.continues:
        state.current, state.pending = None, []
    for row in table.rows:
        texts, covered = cells.texts[row], cells.origins.get(row)
        found: dict[int, str] = {}
        refs: dict[int, Cell] = {}
        own = 0
        for position, field in enumerate(fields):
            column = field.index
            text = texts[column] if column < len(texts) else ""
            if not text:
                continue
            if covered is not None and column in covered:
                origin = covered[column]
                if origin[0] < first or (origin[1] != column and not field.codes):
                    continue
                refs[position] = origin
                if origin[0] == row:
                    own |= kinds[position]
            else:
                own |= kinds[position]
                if len(text) < 8 and is_ditto(text):
                    text = _ditto(field, text, state, notes, place(row, column))
            found[position] = text
        substance = own & ~_NUMBER
        if not substance:
            continue
        record = state.current
        if not substance & ~_ADDED and not _begins_anew(substance, found.get(channels, ""), record, channels):
            _add(record, found, refs, row, fields, state)
            continue
        if substance == _GROUP and not any(kinds[p] & ~(_NUMBER | _GROUP) for p in found):
            _open_group(found, refs, row, fields, state)
            continue
        if record is not None:
            yield record
        _inherit(found, refs, row, fields, kinds, state, notes, place)
        state.current = record = Record(row, found, refs)
        for position, at, text in state.pending:
            found[position] = f"{text}\n{found[position]}" if position in found else text
            refs[position] = (at, fields[position].index)
        state.pending = []
    if state.current is not None:
        yield state.current
        state.current = None


def _kind(field: Field) -> int:
    if field.number:
        return _NUMBER
    if field.member in ("level_one", "domain") or (not field.member and field.inherits):
        return _GROUP
    if field.member in _NAMES:
        return _NAME
    if field.member == "content":
        return _CONTENT
    if field.member == "channels":
        return _CHANNELS
    return _OTHER if field.member else _EXTRA


def _ditto(field: Field, text: str, state: State, notes: Notes, place: str) -> str:
    above = state.last.get(field.heading)
    if above is None:
        return text
    notes.count(
        "ditto_filled",
        f"列“{field.heading}”的“同上”按上一行的内容读取",
        f"ditto in column {field.heading!r} read as the text of the row above",
        place,
    )
    return above


def _begins_anew(substance: int, channels: str, record: Record | None, position: int) -> bool:
    """Content and channels of their own, and the channels are those of the record above again: a new record."""
    if substance & (_CONTENT | _CHANNELS) != _CONTENT | _CHANNELS or record is None:
        return False
    return _repeats(channels, record.texts.get(position, ""))


def _repeats(channels: str, above: str) -> bool:
    """Whether the first channel of a text stands in the one above already."""
    names = [fold(word) for word, _ in boxes(channels)] or [fold(channels.split("\n")[0])]
    return bool(above) and names[0] in {fold(word) for word, _ in boxes(above)} | {fold(w) for w in above.split("\n")}


def _add(
    record: Record | None,
    found: dict[int, str],
    refs: dict[int, Cell],
    row: int,
    fields: tuple[Field, ...],
    state: State,
) -> None:
    """Give the texts of a row to the record above; those that can only belong to the next one wait for it."""
    for position, text in found.items():
        field = fields[position]
        if position in refs or field.number:
            continue
        waits = (
            record is None
            or bool(state.pending)
            or (field.member == "channels" and bool(boxes(text)) and _repeats(text, record.texts.get(position, "")))
        )
        if waits:
            for index, (other, at, held) in enumerate(state.pending):
                if other == position:
                    state.pending[index] = (other, at, f"{held}\n{text}")
                    break
            else:
                state.pending.append((position, row, text))
        elif record is not None:
            if position in record.texts:
                record.texts[position] += f"\n{text}"
            else:
                record.texts[position] = text
                record.cells[position] = (row, field.index)


def _open_group(
    found: dict[int, str], refs: dict[int, Cell], row: int, fields: tuple[Field, ...], state: State
) -> None:
    """A row that only names a block: the rows below are in it."""
    for position, text in found.items():
        field = fields[position]
        if field.member == "level_one":
            _new_block(text, state)
        if field.inherits:
            state.above[field.heading] = (text, refs.get(position, (row, field.index)))


def _new_block(level_one: str, state: State) -> None:
    """Another level one: nothing is inherited from the block before."""
    group = fold(name(level_one)[0])
    if group != state.group:
        state.group = group
        state.above.clear()


def _inherit(
    found: dict[int, str],
    refs: dict[int, Cell],
    row: int,
    fields: tuple[Field, ...],
    kinds: list[int],
    state: State,
    notes: Notes,
    place: object,
) -> None:
    """Fill the blanks that stand for the value above, and remember what the rows below may need."""
    level_one = next((p for p, f in enumerate(fields) if f.member == "level_one" and p in found), None)
    grouped = {p: found[p] for p in found if kinds[p] == _GROUP}
    same_item = not any(kinds[p] == _NAME for p in found)
    if level_one is not None:
        kept = {h: v for h, v in state.above.items() if h in {fields[p].heading for p in grouped} or _outer(fields, h)}
        before = state.group
        _new_block(found[level_one], state)
        if state.group != before:
            state.above.update({h: v for h, v in kept.items() if _outer(fields, h)})
            same_item = False
    for position, field in enumerate(fields):
        text = found.get(position)
        named = kinds[position] == _NAME
        if text:
            cell = refs.get(position, (row, field.index))
            state.last[field.heading] = text
            if field.inherits or named:
                state.above[field.heading] = (text, cell)
        elif (field.inherits and not field.codes) or (named and same_item):
            above = state.above.get(field.heading)
            if above is not None:
                found[position], refs[position] = above
                notes.count(
                    "blank_inherited",
                    f"列“{field.heading}”的空白按上方同块的内容读取",
                    f"blanks of column {field.heading!r} read as the value above in the same block",
                    place(row, field.index),  # type: ignore[operator]
                )
        elif named:
            state.above.pop(field.heading, None)


def _outer(fields: tuple[Field, ...], heading: str) -> bool:
    """Columns that group the blocks themselves: the domain, and what stands left of level one."""
    return any(f.heading == heading and (f.member == "domain" or (not f.member and f.inherits)) for f in fields)
