"""ods 的合并单元格 — which cells of an OpenDocument spreadsheet span several rows or columns.

The parser of workbooks tells them for xlsx and xls only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from attrs import define, field

from gongkai_standard.codecs import package
from gongkai_standard.codecs.table.grid import Merge

_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def spans(content: bytes) -> Mapping[str, tuple[Merge, ...]]:
    """Name of the sheet → its merged ranges, rows and columns counted from 0. `content`: the part `content.xml`.

    Raises UnreadableError for a part that is not well-formed: the parser of workbooks may never end on it.
    """
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.begin
    parser.EndElementHandler = walk.end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise package.damaged("content.xml") from error
    return {name: tuple(merges) for name, merges in walk.found.items()}


@define(eq=False)
class _Walk:
    """Where the walk through the sheets stands."""

    found: dict[str, list[Merge]] = field(factory=dict)
    _merges: list[Merge] = field(factory=list)
    _depth: int = 0
    """Tables inside tables: only the outer ones are sheets."""
    _row: int = 0
    _column: int = 0
    _repeated: int = 1
    """How many rows the current one stands for."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self._merges = self.found.setdefault(attributes.get(f"{_TABLE}name", ""), [])
                self._row = 0
        elif self._depth == 1 and name == f"{_TABLE}table-row":
            self._column = 0
            self._repeated = _count(attributes, "number-rows-repeated")
        elif self._depth == 1 and name in _CELLS:
            down, across = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
            if down > 1 or across > 1:
                self._merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
            self._column += _count(attributes, "number-columns-repeated")

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self._depth -= 1
        elif self._depth == 1 and name == f"{_TABLE}table-row":
            self._row += self._repeated


def _count(attributes: dict[str, str], name: str) -> int:
    """A number attribute; 1 when it is missing or is none."""
    text = attributes.get(_TABLE + name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
