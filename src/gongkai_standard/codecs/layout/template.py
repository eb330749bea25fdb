"""空表 — workbooks to fill in, empty or begun: the official columns, drop-downs of codes, what a column wants and why.

A hidden sheet says for which text of the standard and in which version of the data model a form was made, with a hash
of its columns, so that one that was rearranged can be told from one that was not.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, Literal

from attrs import evolve, frozen

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import format_named, ready_to_write
from gongkai_standard.codecs.layout.build import Style, tables
from gongkai_standard.codecs.layout.compose import IMPRINT
from gongkai_standard.codecs.layout.layouts import LAYOUTS, Slot
from gongkai_standard.codecs.layout.table import PrintColumn, PrintTable
from gongkai_standard.codecs.layout.xlsx import Book
from gongkai_standard.codecs.table.fields import CODED
from gongkai_standard.codecs.table.imprint import WHOLE, Patch, lines
from gongkai_standard.codecs.table.labels import word
from gongkai_standard.codecs.table.marks import TICK
from gongkai_standard.codecs.xlsx import column_letters
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.requirements import requirement
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.terms import terms_of

Kind = Literal["item_list", "catalogue"]
Place = Literal["county", "township"]

_ROWS: Final = 300
"""Rows that are made ready."""
_BY_PLACE: Final[Mapping[Place | None, tuple[str, str]]] = {
    None: ("notice-catalogue", "henan-2017"),
    "county": ("county-14", "national-2019"),
    "township": ("township-13", "national-2019"),
}
"""Level of the unit → layout of its catalogue and the text that prints it; the notice's own for all levels."""
_ALSO: Final = (Slot("basis"), Slot("audience"), Slot("levels"), Slot("website_column"))
"""What the notice's layout takes besides: elements that it does not name but a catalogue should have."""
_CODED: Final = frozenset({"sources.list"})
_NAMES: Final = frozenset({"level_two", "name"})
"""What names a row."""


def template(
    kind: Kind,
    *,
    domain: str | None = None,
    place: Place | None = None,
    rows: Sequence[Entry | Item] = (),
    remarks: Sequence[str] = (),
) -> bytes:
    """A form as a workbook, empty but for `rows`.

    `domain`: a code of the list `domain`; its name stands in the title. `place`: for a catalogue, the layout of
    counties or of towns in place of the notice's. `remarks`: what is noted beside the name of each of `rows`.

    Raises MissingExtraError when workbooks cannot be written.
    """
    ready_to_write(format_named("xlsx"))
    document, table = _form(kind, domain, place, rows)
    book = Book()
    sheet = book.sheet(table)
    first = len(table.lead) + len(table.head)
    noun: type = Item if kind == "item_list" else Entry
    lists = [_choices(noun, column) for column in table.columns]
    for index, (column, choices) in enumerate(zip(table.columns, lists, strict=True)):
        note = _note(noun, column)
        if note:
            own_row = len(table.lead) + (">" in column.heading)
            sheet.write_comment(own_row, index, note, {"x_scale": 2.2, "y_scale": 1.6})
        if choices:
            letters = column_letters(index + 1)
            sheet.data_validation(
                first,
                index,
                first + _ROWS - 1,
                index,
                {
                    "validate": "list",
                    "source": f"={IMPRINT}!${letters}$1:${letters}${len(choices)}",
                    "error_type": "warning",
                    "error_title": column.heading.rpartition(">")[2][:32],
                    "error_message": f"不在代码表中，确需填写请点“是”。{word(noun, column.member).zh}",
                },
            )
    named = max(i for i, column in enumerate(table.columns) if column.member in _NAMES)
    for row, remark in enumerate(remarks, start=first):
        sheet.write_comment(row, named, remark, {"x_scale": 2.2})
    return book.done(_hidden(document.profile or "", table, lists))


def _form(
    kind: Kind, domain: str | None, place: Place | None, rows: Sequence[Any]
) -> tuple[Catalogue | ItemList, PrintTable]:
    named = terms_of(Compendium)["item_lists" if kind == "item_list" else "catalogues"].zh
    code = code_list("domain").get(domain) if domain else None
    title = f"{code.zh if code else domain or ''}{terms_of(Entry)['domain'].zh if domain else ''}{named}"
    document: Catalogue | ItemList
    if kind == "item_list":
        document, layout = ItemList(profile="henan-2017", title=title, items=tuple(rows)), LAYOUTS["notice-list"]
    else:
        name, profile = _BY_PLACE[place]
        document, layout = Catalogue(profile=profile, title=title, entries=tuple(rows)), LAYOUTS[name]
        if place is None:
            layout = evolve(layout, slots=(*layout.slots, *_ALSO))
    (table,) = tables(document, layout=layout, style=Style())
    blank = [""] * len(table.columns)
    return document, evolve(table, rows=[*table.rows, *[blank] * (_ROWS - len(rows))], merges=())


def _choices(noun: type, column: PrintColumn) -> tuple[str, ...]:
    """What a column lets choose from."""
    if column.ticked:
        return (TICK,)
    member = column.member
    if member not in CODED[noun] and member not in _CODED:
        return ()
    return tuple(code.zh for code in code_list(word(noun, member).codes or "") if code.until is None)


@frozen
class _Note:
    requirement: str
    example: str


@cache
def _notes() -> Mapping[tuple[str, str], _Note]:
    text = files(__package__).joinpath("data", "column_notes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return {(row["noun"], row["member"]): _Note(row["requirement"], row["example"]) for row in rows}


def _note(noun: type, column: PrintColumn) -> str:
    """The clause that wants the column, and an example."""
    note = _notes().get((noun.__name__, column.member))
    if note is None:
        return ""
    wanted = requirement(note.requirement)
    return f"依据：通知{wanted.clause}“{wanted.phrase}”（{wanted.id}）\n示例：{note.example}"


def _hidden(profile: str, table: PrintTable, lists: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows of the hidden sheet: what the form is, and beside it the lists to choose from."""
    heads = [column.heading for column in table.columns]
    about: dict[str, Any] = {
        "profile": profile,
        "version": MODEL_VERSION,
        "sha256": sha256(json.dumps(heads, ensure_ascii=False).encode()).hexdigest(),
    }
    (first,) = lines([Patch(WHOLE, "template", "", about)])
    (others,) = lines([Patch(WHOLE, "template", "", None)])
    for row in range(max(1, *map(len, lists))):
        yield [first if row == 0 else others, *(choices[row] if row < len(choices) else "" for choices in lists)]
