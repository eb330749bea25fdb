"""旧版 Excel 文件 — what the parser of xls must not be handed.

It makes room for every cell up to the last one of a sheet and for as many texts as a file says it has, follows chains
of sectors to their end, and unpacks macros. A damaged or hostile file would have it take all memory, or end the
process. So the records are walked once before: [MS-CFB] for the container, [MS-XLS] for what it holds.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from gongkai_standard.codecs.limits import Limits, exceeded

_REGULAR: Final = 0xFFFFFFFA
"""Sector numbers are below; from here on they mark ends and free sectors."""
_BOOKS: Final = ("Workbook", "Book")
_END: Final = 0x000A
_SHEET: Final = 0x0085
"""A record that begins with the place of a sheet."""
_CELLS: Final = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406})
"""Records that begin with a row and a column."""
_MANY_CELLS: Final = 0x00BD
"""A record of numbers in one row, whose last two bytes are the last column."""
_DIMENSIONS: Final = 0x0200
_TEXTS: Final = 0x00FC
_WIDEST: Final = 256
"""Columns of a sheet, at most; its rows are counted in 16 bits."""
_MOST: Final = 65_536 * _WIDEST
"""Cells of a sheet, at most."""
_ROOM: Final = 3_000_000
"""Cells, empty ones included, that are worth their memory in a format of so few rows."""
_HARMLESS: Final = {"rows": 65_536, "columns": _WIDEST, "cells": 2_600_000}
"""What the parser may make room for before rows and cells are counted."""
_MACROS: Final = "_VBA_PROJECT_CUR".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 34)
"""Name and length of name of the folder of macros, as they stand in the directory."""


def harmless(data: bytes, limits: Limits) -> bytes:
    """The bytes of an xls file without the name of its macros.

    Raises LimitExceededError when a sheet reaches too far, ValueError when what leads to the sheets is damaged.
    """
    import olefile

    try:
        container = olefile.OleFileIO(io.BytesIO(data))
        _check_chains(container, data)
        book = next(name for name in _BOOKS if container.exists(name))
        stream: bytes = container.openstream(book).read()
    except Exception as error:  # it reads whatever the damaged bytes say, and raises accordingly
        raise ValueError(f"damaged container: {error!r}") from error
    check_reach(stream, limits)
    return data.replace(_MACROS, b"-" * 32 + _MACROS[32:])


def _check_chains(container: Any, data: bytes) -> None:
    """Every chain of sectors ends. Raises ValueError for one that runs in a circle."""
    container.loadminifat()
    entries = [entry for entry in container.direntries if entry is not None]
    starts = [container.first_dir_sector, container.first_mini_fat_sector, *(entry.isectStart for entry in entries)]
    for start in starts:
        _follow(start, container.fat)
        _follow(start, container.minifat)
    size = container.sectorsize
    tables = [sector[-4:] for sector in (data[at : at + size] for at in range(size, len(data), size)) if sector]
    _follow(container.first_difat_sector, [int.from_bytes(last, "little") for last in tables])


def _follow(sector: int, following: Sequence[int]) -> None:
    steps = 0
    while sector < _REGULAR and sector < len(following):
        sector, steps = following[sector], steps + 1
        if steps > len(following):
            raise ValueError("a chain of sectors runs in a circle")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each record from a place on, until the end of the part."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def check_reach(stream: bytes, limits: Limits) -> None:
    """How far the cells of each sheet reach to the right and down, and what the file says of its own size.

    A sheet begins where the file says, whether or not that makes sense, so it is walked from there.
    """
    sheets = []
    for kind, record in _records(stream, 0):
        if kind == _SHEET:
            sheets.append(int.from_bytes(record[:4], "little"))
        elif kind == _TEXTS and int.from_bytes(record[4:8], "little") > len(stream):
            raise ValueError("more texts than there can be")
    left = len(stream)
    for start in sheets:
        for kind, record in _sheet(stream, start, limits):
            left -= len(record) + 4
            if left < 0:
                raise ValueError(f"sheets overlap at a record of kind {kind}")


def _sheet(stream: bytes, start: int, limits: Limits) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet, each judged."""
    last = width = 0
    allowed = evolve(limits, cells=min(limits.cells, _ROOM))
    for kind, record in _records(stream, start):
        if kind in _CELLS and len(record) >= 4:
            row, column = struct.unpack_from("<HH", record)
            if kind == _MANY_CELLS:
                (column,) = struct.unpack_from("<H", record, len(record) - 2)
            if column >= _WIDEST:
                raise ValueError("a cell beyond the last column")
            if row >= last or column >= width:
                last, width = max(last, row + 1), max(width, column + 1)
                for limit, found in (("rows", last), ("columns", width), ("cells", last * width)):
                    if found > max(getattr(allowed, limit), _HARMLESS[limit]):
                        raise exceeded(limit, found, allowed)
        elif kind == _DIMENSIONS:
            _check_dimensions(record)
        yield kind, record


def _check_dimensions(record: bytes) -> None:
    """First row, row after the last, first column, column after the last."""
    layout = "<IIHH" if len(record) >= 12 else "<HHHH"
    if len(record) < struct.calcsize(layout):
        raise ValueError("dimensions of a sheet are cut off")
    top, bottom, left, right = struct.unpack_from(layout, record)
    if not bottom or not right:
        return
    if bottom < top or right < left or (bottom - top) * (right - left) > _MOST:
        raise ValueError("dimensions of a sheet that cannot be")
