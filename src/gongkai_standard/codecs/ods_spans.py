"""ods 的合并单元格 — which cells of an OpenDocument spreadsheet span several rows or columns, and how far they reach.

The parser of workbooks tells spans for xlsx and xls only, and makes room for every cell up to the last filled one,
those included that are only said to repeat.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from attrs import define, evolve, field

from gongkai_standard.codecs import package
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.table.grid import Merge

_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_MOST_COPIES: Final = 500_000
"""Filled cells that stand in the file only as the number of times another one repeats."""
_LARGE: Final = 10**9
"""What numbers of more digits than a sheet can need are taken for."""
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def spans(content: bytes, limits: Limits = DEFAULT) -> Mapping[str, tuple[Merge, ...]]:
    """Name of the sheet → its merged ranges, rows and columns counted from 0. `content`: the part `content.xml`.

    Raises UnreadableError for a part that is not well-formed: the parser of workbooks may never end on it;
    LimitExceededError when a sheet reaches too far.
    """
    walk = _Walk(limits)
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

    limits: Limits
    found: dict[str, list[Merge]] = field(factory=dict)
    _merges: list[Merge] = field(factory=list)
    _depth: int = 0
    """Tables inside tables: only the outer ones are sheets."""
    _row: int = 0
    _column: int = 0
    _repeated: int = 1
    """How many rows the current one stands for."""
    _empty: int = 0
    """How many cells the current one stands for, as long as nothing is found in it."""
    _reach: int = 0
    """Columns of the current row up to the last filled one."""
    _filled: int = 0
    _written: int = 0
    """Filled cells of the current row, and how many of them stand in the file."""
    _width: int = 0
    """Columns of the current sheet up to the last filled one."""
    _copies: int = 0
    """Filled cells so far that are only said to repeat."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self._merges = self.found.setdefault(attributes.get(f"{_TABLE}name", ""), [])
                self._row = self._width = 0
        elif self._depth == 1 and name == f"{_TABLE}table-row":
            self._column = self._reach = self._filled = self._written = 0
            self._repeated = _count(attributes, "number-rows-repeated")
        elif self._depth == 1 and name in _CELLS:
            down, across = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
            if down > 1 or across > 1:
                self._merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
            self._empty = _count(attributes, "number-columns-repeated")
            self._column += self._empty
            if f"{_TABLE}formula" in attributes or any(member.startswith(_OFFICE) for member in attributes):
                self._fill()
        elif self._depth == 1:
            self._fill()  # by text or whatever else stands in it

    def _fill(self) -> None:
        """The current cell holds something."""
        if self._empty:
            self._reach = self._column
            self._filled += self._empty
            self._written += 1
            self._empty = 0

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self._depth -= 1
        elif name in _CELLS:
            self._empty = 0
        elif self._depth == 1 and name == f"{_TABLE}table-row":
            self._row += self._repeated
            if self._reach:
                self._check_reach()

    def _check_reach(self) -> None:
        self._width = max(self._width, self._reach)
        self._copies += self._filled * self._repeated - self._written
        for limit, found in (("rows", self._row), ("columns", self._width), ("cells", self._row * self._width)):
            if found > getattr(self.limits, limit):
                raise exceeded(limit, found, self.limits, place="content.xml")
        if self._copies > _MOST_COPIES:
            raise exceeded("cells", self._copies, evolve(self.limits, cells=_MOST_COPIES), place="content.xml")


def _count(attributes: dict[str, str], name: str) -> int:
    """A number attribute; 1 when it is missing or is none."""
    text = attributes.get(_TABLE + name, "1")
    if not text.isdecimal():
        return 1
    return max(1, int(text)) if len(text) < len(str(_LARGE)) else _LARGE
