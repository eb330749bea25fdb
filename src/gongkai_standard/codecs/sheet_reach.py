"""xlsx 工作表的范围 — how far the cells of a sheet reach, before the parser makes room for all of them.

A cell says where it is, or else stands behind the one before in its row. Nearly every program writes the place first
and in one spelling; then only the places far out are looked at. Other sheets are walked cell by cell.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any, Final
from xml.parsers import expat

from attrs import define

from gongkai_standard.codecs import package
from gongkai_standard.codecs.limits import Limits, exceeded
from gongkai_standard.codecs.number_formats import column_number
from gongkai_standard.errors import Problem, UnreadableError

_LONGEST_TAG: Final = 400
"""Bytes of a tag that are looked at: more are no office program's, and count as those of a filled cell."""
_FILLED: Final = rb"(?:[^>]{%d}|[^>]{0,%d}(?<!/)>)" % (_LONGEST_TAG + 1, _LONGEST_TAG)
_USUAL: Final = b'<c r="'
_FAR: Final = re.compile(_USUAL + rb'(?:([A-Za-z]{2,})([0-9]*)|([A-Za-z])([0-9]{6,}))"' + _FILLED)
"""Cells far out that hold something."""
_UNUSUAL: Final = re.compile(rb'[<:]c(?! r=")[\s/>]')
"""A cell that does not begin with its place."""
_PLACE: Final = re.compile(r"([A-Za-z]*)([0-9]*)")
_LONGEST_NUMBER: Final = 10
"""Letters of a column or digits of a row that are worth reading."""
_HARMLESS: Final = {"rows": 100_000, "columns": 26, "cells": 2_600_000}
"""What the parser may make room for before rows and cells are counted."""


def check_reach(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Look through the part of a sheet.

    Raises LimitExceededError when its cells reach too far, UnreadableError when the part is damaged.
    """
    width, last, unusual = _HARMLESS["columns"], _HARMLESS["rows"], False
    for piece in package.windows(archive, name):
        for wide, row, narrow, low in _FAR.findall(piece):
            width, last = max(width, _number(wide or narrow, name)), max(last, _number(row or low, name))
        if not unusual and (piece.count(b"<c") != piece.count(_USUAL) or b":c" in piece):
            unusual = _UNUSUAL.search(piece) is not None
    if unusual:
        walk = _Walk(name)
        parser = expat.ParserCreate()
        parser.StartElementHandler = walk.begin
        try:
            with archive.open(name) as stream:
                parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise package.damaged(name) from error
        width, last = max(width, walk.width), max(last, walk.last)
    for limit, found in (("rows", last), ("columns", width), ("cells", last * width)):
        if found > max(getattr(limits, limit), _HARMLESS[limit]):
            raise exceeded(limit, found, limits, place=name)


@define(eq=False)
class _Walk:
    """Where the walk through the cells of a sheet stands, rows and columns counted from 1."""

    name: str
    width: int = 0
    last: int = 0
    _row: int = 0
    _column: int = 0

    def begin(self, tag: str, attributes: dict[str, Any]) -> None:
        """A row, a cell at its place or else behind the one before, or what a cell holds."""
        kind = tag.rpartition(":")[2]
        if kind in ("v", "is", "f"):
            self.width, self.last = max(self.width, self._column), max(self.last, self._row)
        if kind not in ("row", "c"):
            return
        letters, digits = _PLACE.match(attributes.get("r", "")).groups()  # type: ignore[union-attr]
        if kind == "row":
            self._row, self._column = _number(digits.encode(), self.name) or self._row + 1, 0
            return
        self._row = _number(digits.encode(), self.name) or self._row
        self._column = _number(letters.encode(), self.name) or self._column + 1


def _number(written: bytes, name: str) -> int:
    """Of a column in letters or a row in digits; 0 for neither. Raises UnreadableError for more than there can be."""
    if len(written) > _LONGEST_NUMBER:
        raise UnreadableError(
            Problem(
                message="工作表中有超出一切行列的单元格",
                message_en="a cell of the sheet is beyond all columns and rows",
                place=name,
            )
        )
    return int(written or 0) if written[:1].isdigit() or not written else column_number(written.upper())
