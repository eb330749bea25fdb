"""列的安排 — the columns of one printed table: those of its layout, then what its rows hold besides.

No member that a row holds is without a column: ticks that the layout does not know join their group, other members
follow under their own words, extra columns under their own headings, and last of all the ids, if they are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.layout import cells
from gongkai_standard.codecs.layout.layouts import Layout, Slot
from gongkai_standard.codecs.layout.table import PrintColumn
from gongkai_standard.codecs.table.fields import INHERITED
from gongkai_standard.codecs.table.grid import Merge
from gongkai_standard.codecs.table.headings import is_value, one_line
from gongkai_standard.codecs.table.labels import ITEM, LEVEL_NAMES, NESTED, NUMBER, word
from gongkai_standard.codelists import code_list
from gongkai_standard.terms import terms_of

IDS: Final = frozenset({"id", "item_id"})
_TICKED: Final = ("audience", "mode", "levels")
"""Members that may have a column for each of their codes."""
_LONGEST_HEADING: Final = 40
_NO_COLUMN: Final = frozenset({"extra", *IDS})

_WIDTHS: Final = {
    NUMBER: 5.0,
    "level_one": 9.0,
    "level_two": 12.0,
    "level_three": 14.0,
    "name": 20.0,
    "content": 30.0,
    "basis": 28.0,
    "time_limits": 14.0,
    "responsible_body": 11.0,
    "channels": 20.0,
    "disclosure": 10.0,
    "stage": 12.0,
    "extent": 9.0,
    "exemption.citation": 24.0,
    "website_column": 18.0,
}
_WIDTH: Final = 12.0
_TICK_WIDTH: Final = 5.5
_CENTRED: Final = frozenset(
    {NUMBER, "level_one", "level_two", "disclosure", "stage", "extent", "domain", "power_type", "mode", "levels"}
)


@frozen(kw_only=True)
class Column:
    """One column and how its cells are made."""

    slot: Slot
    group: str
    """Head over the column and its neighbours; empty where it stands alone."""
    heading: str
    value: Callable[[Any], Any]
    show: Callable[[Any], str]
    inherits: bool = False
    """The reader takes a blank cell for the value above."""

    @property
    def member(self) -> str:
        return self.slot.member

    def printed(self) -> PrintColumn:
        """How it looks."""
        member = self.slot.member
        return PrintColumn(
            heading=f"{self.group}>{self.heading}" if self.group else self.heading,
            member=member,
            width=_TICK_WIDTH if self.slot.code else _WIDTHS.get(member, _WIDTH),
            align="center" if self.slot.code or member in _CENTRED else "left",
            ticked=bool(self.slot.code),
            prints=member not in IDS or member in _WIDTHS,
        )


def columns(layout: Layout, rows: Sequence[Any], *, domain: bool = True, ids: bool = False) -> tuple[Column, ...]:
    """The columns of a table of these rows.

    `domain`: whether the rows have to say to which domain they belong; `ids`: whether ids are wanted.
    """
    noun = layout.noun
    slots = list(layout.slots)
    used = _used(noun, rows)
    for member in [m for m in terms_of(noun) if m in used]:
        if member in _NO_COLUMN or (member == "domain" and not domain):
            continue
        if member in _TICKED and any(slot.member == member and slot.code for slot in slots):
            _join_group(slots, member, rows)
        else:
            wanted = [f"{member}.{part}" for part in _parts(noun, member, rows)] or [member]
            have = {slot.member for slot in slots}
            for one in wanted:
                if one not in have:
                    slots.insert(_place_of(one, slots), _additional(one))
    if ids:
        slots += [Slot(member) for member in terms_of(noun) if member in IDS & used and Slot(member) not in slots]
    legend = "channels" in used and any(map(cells.demands, {id(row.channels): row.channels for row in rows}.values()))
    extra = [_extra(heading) for heading in _extra_headings(layout, slots, rows)]
    made = [_column(layout, slot, legend) for slot in slots]
    outside = (i for i, column in enumerate(made) if column.member in IDS and column.slot not in layout.slots)
    at = next(outside, len(made))
    return (*made[:at], *extra, *made[at:])


def _used(noun: type, rows: Sequence[Any]) -> frozenset[str]:
    return frozenset(member for member in terms_of(noun) if any(getattr(row, member) not in (None, ()) for row in rows))


def _additional(member: str) -> Slot:
    """The column of a member that the layout lacks; 公开方式 may be the name of the channels already."""
    return Slot(member, word=1) if member == "mode" else Slot(member)


_NAMING: Final = ("domain", *LEVEL_NAMES, "name")
"""What names an item, from the general to the particular, as columns of every official table do."""


def _place_of(member: str, slots: Sequence[Slot]) -> int:
    """Where a column that the layout lacks belongs: among those of the names, or last."""
    if member not in _NAMING:
        return len(slots)
    outer = _NAMING[: _NAMING.index(member)]
    before = [index for index, slot in enumerate(slots) if slot.member in outer or slot.member == NUMBER]
    return max(before, default=-1) + 1


def _parts(noun: type, member: str, rows: Sequence[Any]) -> list[str]:
    """The parts of a member that have columns of their own, where rows hold them."""
    inner = NESTED[noun].get(member)
    if inner is None or member in _TICKED:
        return []
    held = [value for row in rows if (value := getattr(row, member))]
    every = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    return [part for part in terms_of(inner) if any(getattr(one, part) is not None for one in every)]


def _join_group(slots: list[Slot], member: str, rows: Sequence[Any]) -> None:
    """Columns for the codes that rows hold and the layout does not have, in their group in the order of the list."""
    held = {getattr(one, "code", one) for row in rows for one in getattr(row, member)}
    own = {slot.code: slot for slot in slots if slot.member == member}
    codes = code_list(word(Entry, member).codes or "")
    first = next(index for index, slot in enumerate(slots) if slot.member == member)
    group = [own.get(code.code, Slot(member, code.code)) for code in codes if code.code in held | own.keys()]
    slots[first : first + len(own)] = group


def _column(layout: Layout, slot: Slot, legend: bool) -> Column:
    noun, member = layout.noun, slot.member
    if member == NUMBER:
        return Column(slot=slot, group="", heading=slot.heading(noun), value=_nothing, show=str)
    group = ""
    if slot.code:
        group = word(noun, member).zh
    elif layout.grouped and member in LEVEL_NAMES:
        group = word(noun, ITEM).zh
    show = cells.shower(noun, member)
    if slot.code:
        show = _ticked(member, slot.code)
    heading = slot.heading(noun)
    if member == "channels" and legend:
        show = _with_legend
        heading += cells.LEGEND
    return Column(
        slot=slot,
        group=group,
        heading=heading,
        value=cells.value_of(noun, member),
        show=show,
        inherits=not slot.code and member in INHERITED[noun],
    )


def _nothing(_: Any) -> None:
    return None


def _with_legend(value: Any) -> str:
    return cells.channels(value, legend=True)


def _ticked(member: str, code: str) -> Callable[[Any], str]:
    of = cells.audience_ticks if member == "audience" else cells.ticks
    return lambda value: of(value, code)


# ---------------------------------------------------------------- extra columns


def _extra_headings(layout: Layout, slots: Sequence[Slot], rows: Sequence[Any]) -> Iterator[str]:
    """The headings of extra columns in the order in which rows bring them; no more than the header can carry."""
    taken = {one_line(slot.heading(layout.noun)) for slot in slots}
    most = len({slot.member for slot in slots}) - 1
    for heading in dict.fromkeys(heading for row in rows for heading in row.extra):
        printed = one_line(cells.safe(heading))
        if printed != heading or not printed or printed in taken or is_value(printed):
            continue
        if len(printed) <= _LONGEST_HEADING and most > 0:
            most -= 1
            taken.add(printed)
            yield heading


def _extra(heading: str) -> Column:
    return Column(slot=Slot(""), group="", heading=heading, value=lambda row: row.extra.get(heading), show=cells.other)


# ---------------------------------------------------------------- header rows


def header(made: Sequence[Column]) -> tuple[list[list[str]], list[Merge]]:
    """The header rows and their merged cells."""
    if not any(column.group for column in made):
        return [[column.heading for column in made]], []
    upper, lower, merges = [], [], []
    for index, column in enumerate(made):
        if not column.group:
            upper.append(column.heading)
            lower.append("")
            merges.append((0, index, 1, index))
            continue
        begins = index == 0 or made[index - 1].group != column.group
        upper.append(column.group if begins else "")
        lower.append(column.heading)
        if begins:
            merges.append((0, index, 0, index))
        else:
            merges[-1] = (0, merges[-1][1], 0, index)
    return [upper, lower], [merge for merge in merges if merge[:2] != merge[2:]]


def plain(made: Sequence[Column]) -> Sequence[Column]:
    """The same columns for a table with one header row: a column of ticks is named by its code alone."""
    return [evolve(column, group="") for column in made]
