"""CSV — one table under one header row, as Excel opens it: UTF-8 with a byte order mark, CRLF, no cell a formula.

Title and statements stand in rows above the header, remarks and the imprint in rows below; `csvw` tells programs which.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.formulas import guard
from gongkai_standard.codecs.layout.build import Style
from gongkai_standard.codecs.layout.compose import composed
from gongkai_standard.codecs.layout.table import PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.grid import Grid
from gongkai_standard.codecs.table.kinds import NOUN_OF_KIND
from gongkai_standard.errors import Problem, UnknownFormatError

STYLE: Final = Style(one_table=True, sheets=False)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def dumps(document: Any, *, layout: str | None = None, like: Reading | None = None, bom: bool = True) -> bytes:
    """The document as CSV.

    `layout`: the name of an official layout; without it, that of the profile and the kind. `like`: the reading of a
    file whose columns, order and wording are to be kept. `bom`: whether the file
    opens with a byte order mark, without which Excel takes UTF-8 for GBK.
    Raises UnknownNameError for a layout that there is none of.
    """
    made = composed(document, STYLE, _read_back, layout=layout, like=like)
    return render(made.tables, made.imprint, bom=bom)


def render(tables: Sequence[PrintTable], imprint: Sequence[str] = (), *, bom: bool = True) -> bytes:
    """The CSV file of these tables, an empty row between two."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in _rows(tables, imprint))
    return (_BYTE_ORDER_MARK if bom else b"") + text.getvalue().encode()


def table_of(document: Any, layout: str | None = None) -> tuple[type, PrintTable]:
    """The noun of the rows and the table of a document that is one table.

    Raises UnknownFormatError for a document that is several.
    """
    made = composed(document, STYLE, _read_back, layout=layout).tables
    if len(made) != 1:
        raise UnknownFormatError(
            Problem(message="此文件有多张表，没有单一的表结构", message_en="the document is several tables, not one")
        )
    return NOUN_OF_KIND[document.kind], made[0]


def _rows(tables: Sequence[PrintTable], imprint: Sequence[str]) -> Iterator[Sequence[str]]:
    """Every row as long as the table is wide."""
    for number, table in enumerate(tables):
        last = number == len(tables) - 1
        if number:
            yield []
        width = len(table.columns)
        for row in table.grid(imprint if last else ()).rows:
            yield [*row, *[""] * (width - len(row))]


def _read_back(tables: Sequence[PrintTable], imprint: Sequence[str]) -> Any:
    return tabular.read([Grid(name="", rows=list(_rows(tables, imprint)))]).document
