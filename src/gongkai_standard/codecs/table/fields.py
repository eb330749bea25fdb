"""列 — what each column of a table is read as: its head says, and where the head is unclear its cells do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from gongkai_standard import channel
from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.headings import Column
from gongkai_standard.codecs.table.labels import LEVEL_NAMES, NUMBER, Meaning, code_of, word
from gongkai_standard.codecs.table.marks import boxes
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.titles import domain_in
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import Item, SourceEntry
from gongkai_standard.terms import terms_of

CODED: Final[Mapping[type, Mapping[str, str]]] = {
    noun: {name: word.codes for name, word in terms_of(noun).items() if word.codes and name != "channels"}
    for noun in (Entry, Item, SourceEntry)
}
"""Noun → member → code list, for cells that hold codes in words."""

UNCLEAR: Final = ("mode", "extent", "channels", "disclosure")
"""Members whose headings have been used for each other (公开方式, 公开形式, 公开程度, 公开类别)."""

_FREE_TEXT: Final = frozenset({"channels", "audience"})
_SEPARATORS: Final = re.compile(r"[、,，;；\n\r]+|(?<=[一-鿿])[\s/]+(?=[一-鿿])")
_RUNNING: Final = re.compile(r"[(（]?[1-9]\d{0,4}[)）]?[.、．]?|[一二三四五六七八九十]{1,4}[、.]?|[①-⑳]")
INHERITED: Final[Mapping[type, frozenset[str]]] = {
    Entry: frozenset({"domain", "level_one", "basis", "time_limits", "responsible_body", "channels"}),
    Item: frozenset({"domain", "level_one", "power_type", "responsible_department", "department_code", "sources.list"}),
    SourceEntry: frozenset({"power_type", "department"}),
}
"""Members whose blank cells mean the value above, in the same block."""


@frozen
class Field:
    """One column, settled."""

    index: int
    heading: str
    member: str
    """Empty for a column of no member: it is kept under its heading."""
    codes: tuple[str, ...] = ()
    """What a tick stands for; empty for a column of words."""
    inherits: bool = False
    """Blank cells mean the value above."""
    legend: str = ""
    number: bool = False
    """The running number."""


@frozen
class Plan:
    """The columns of one table, settled, and the noun that its rows are."""

    noun: type
    fields: tuple[Field, ...]


def settle(
    noun: type,
    columns: Sequence[Column],
    samples: Mapping[int, Sequence[str]],
    place: Callable[[int], str],
    notes: Notes,
) -> Plan:
    """Decide what every column is read as.

    `samples`: column → distinct texts of its cells. `place`: column → where its head is.
    """
    by_cells = [_by_cells(column, columns, samples.get(column.index, ()), notes, place) for column in columns]
    if by_cells != list(columns):  # a column that turned out to hold channels leaves none to one that only says so
        by_cells = [_by_cells(column, by_cells, samples.get(column.index, ()), notes, place) for column in by_cells]
    levelled = _city_level(by_cells, notes, place)
    first_name = next((c.index for c in levelled if c.meaning and c.meaning.member == LEVEL_NAMES[0]), -1)
    taken: set[str] = set()
    fields = []
    for column in levelled:
        field = _field(noun, column, samples.get(column.index, ()), grouping=column.index < first_name)
        if field.member in taken and not field.codes and field.member not in _LISTS:
            field = evolve(field, member="")
        taken.add(field.member)
        fields.append(field)
        if not field.member and not field.number:
            notes.add(
                "heading_kept",
                f"列“{column.heading}”不对应任何要素，按原表头保留在 extra",
                f"column {column.heading!r} is no member of the model; kept in extra under its heading",
                place(column.index),
            )
        elif column.cut:
            notes.add(
                "heading_guessed",
                f"表头“{column.heading}”缺字，按“{word(noun, field.member or NUMBER).zh}”读取",
                f"heading {column.heading!r} lacks characters; read as {word(noun, field.member or NUMBER).en}",
                place(column.index),
            )
    return Plan(noun, tuple(fields))


_LISTS: Final = frozenset(
    {"content", "basis", "time_limits", "responsible_body", "channels", "mode", "audience", "levels"}
)


def _field(noun: type, column: Column, sample: Sequence[str], *, grouping: bool) -> Field:
    meaning = column.meaning
    if meaning is None:
        return Field(column.index, column.heading, "", inherits=grouping, legend=column.legend)
    if meaning.member == NUMBER:
        running = all(map(is_running, sample))
        return Field(
            column.index, column.heading, "", inherits=not running, number=True, legend="" if running else "codes"
        )
    return Field(
        column.index,
        column.heading,
        meaning.member,
        meaning.codes,
        meaning.member in INHERITED[noun],
        column.legend,
    )


def is_running(text: str) -> bool:
    """Whether a text is a running number and nothing else: `12`, `（三）`, `一、`."""
    return _RUNNING.fullmatch(text) is not None


def words_of(text: str) -> tuple[tuple[str, bool], ...]:
    """The words of a cell that holds codes, each with whether it is chosen: boxes, or a list without any."""
    return boxes(text) or tuple((one, True) for part in _SEPARATORS.split(text) if (one := part.strip(" 。.")))


def _by_cells(
    column: Column, columns: Sequence[Column], sample: Sequence[str], notes: Notes, place: Callable[[int], str]
) -> Column:
    """Where one label has several meanings, the cells decide."""
    meaning = column.meaning
    if meaning is None or meaning.codes or meaning.member not in UNCLEAR or not sample:
        return column
    fitting = next(
        (m for m in (meaning.member, *UNCLEAR) if 2 * sum(_fits(m, text) for text in sample) >= len(sample)), None
    )
    if fitting == meaning.member:
        return column
    rivals = [c for c in columns if c.meaning and c.meaning.member == meaning.member and c is not column]
    if fitting is None and meaning.member in _FREE_TEXT and not rivals:
        return column
    if fitting:
        notes.add(
            "column_decided_by_cells",
            f"列“{column.heading}”按内容读作“{word(Entry, fitting).zh}”",
            f"column {column.heading!r} is read by what its cells hold, as {word(Entry, fitting).en}",
            place(column.index),
        )
    return evolve(column, meaning=Meaning(fitting) if fitting else None)


_ENOUGH: Final = 400
"""Characters of a cell that tell what its column holds."""


def _fits(member: str, text: str) -> bool:
    text = text[:_ENOUGH]
    if member == "channels":
        return any(found.code for found in channel.parse(text))
    return any(code_of(CODED[Entry][member], one) for one, _ in words_of(text))


def _city_level(columns: Sequence[Column], notes: Notes, place: Callable[[int], str]) -> list[Column]:
    """市级 above a town column and with no county column beside it is a county-level city's own level."""
    levels = [code for c in columns if c.meaning and c.meaning.member == "levels" for code in c.meaning.codes]
    if "county" in levels or "prefectural" not in levels or not {"township", "village"} & set(levels):
        return list(columns)
    found = []
    for column in columns:
        if column.meaning == Meaning("levels", ("prefectural",)):
            notes.add(
                "city_is_county_level",
                f"“{column.heading}”按县级(县级市)读取：表中没有县级列",
                f"{column.heading!r} read as county level, of a county-level city: the table has no county column",
                place(column.index),
            )
            column = evolve(column, meaning=Meaning("levels", ("county",)))
        found.append(column)
    return found


def codes_in(noun: type, member: str, text: str) -> tuple[str, ...]:
    """The codes that a cell of words holds, in its order; empty when one of them is no code."""
    whole = code_list(CODED[noun][member]).match(text)
    if whole is not None:  # a label may hold what parts words elsewhere: “双随机、一公开”
        return (whole.code,)
    found = []
    for one, chosen in words_of(text):
        code = domain_in(one) if member == "domain" else code_of(CODED[noun][member], one)
        if code is None:
            return ()
        if chosen:
            found.append(code)
    return tuple(found)
