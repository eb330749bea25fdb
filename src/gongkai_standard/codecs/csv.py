"""CSV — what old systems and Excel export: records of texts, read with the standard library's parser.

UTF-8 with or without a byte order mark, UTF-16 or GB18030; separated by comma, semicolon or tab, whichever gives
the table most columns. Quoted texts may hold line breaks. Places are `record:column`, both counted from 1; a record
of several lines counts once. `="0399"`, by which exports keep leading zeros, is the text in the quotes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from attrs import evolve

from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.charset import text_of
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.formulas import unguard
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.table.grid import Grid
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.errors import Problem, UnreadableError

_SEPARATORS: Final = (",", ";", "\t")
_TRIED: Final = 60
"""Records that are looked at to find the separator."""
_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_MOST_REPAIRS: Final = 200
_MOST_MARKS: Final = 40
_MARK: Final = "\x00"
"""Holds the place of a quotation mark that is a character."""


def loads(
    data: bytes,
    *,
    format: str = "csv",
    profile: str | None = None,
    limits: Limits = DEFAULT,
    pause_gc: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """The document in a CSV file.

    `pause_gc`: whether the garbage collector of the process waits until the file is read.
    `progress`: is told how many rows are read.

    Raises UnreadableError when the bytes are no text or hold nothing, LimitExceededError beyond the limits.
    """
    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    with paused(pause_gc):
        notes = Notes()
        text = text_of(data, limits, notes).replace(_MARK, "")
        if not text.strip():
            raise UnreadableError(Problem(message="文件是空的", message_en="the file is empty"))
        rows = _rows(text, limits, notes)
        return tabular.reading(
            [Grid(name="", rows=rows)], data, format=format, profile=profile, notes=notes, progress=progress
        )


def _rows(text: str, limits: Limits, notes: Notes) -> list[list[str]]:
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    rows: list[list[str]] = []
    cells = 0
    for number, record in enumerate(_records(text, separator, limits, notes), start=1):
        cells += len(record)
        for limit, found in (("rows", number), ("columns", len(record)), ("cells", cells)):
            if found > getattr(limits, limit):
                raise exceeded(limit, found, limits, place=f"{number}:1")
        longest = max(map(len, record), default=0)
        if longest > limits.text:
            raise exceeded("text", longest, limits, place=f"{number}:{[*map(len, record)].index(longest) + 1}")
        rows.append([_plain(cell) for cell in record] if any(map(_marked, record)) else record)
    if declared:
        rows[0] = []
    return rows


def _separator(text: str) -> str:
    """The one that cuts the first records into most columns."""
    return max(_SEPARATORS, key=lambda separator: _columns(text, separator))


def _columns(text: str, separator: str) -> int:
    """How many columns the records have that have several, in all."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = [len(record) for record in islice(reader, _TRIED)]
    except csv.Error:
        return 0
    return sum(width for width in widths if width > 1)


def _records(text: str, separator: str, limits: Limits, notes: Notes) -> Iterator[list[str]]:
    """The records; a quotation mark that opens a text without an end is a character of it."""
    lines = list(io.StringIO(text, newline=""))
    first = number = width = 0
    for _ in range(_MOST_REPAIRS):
        reader = csv.reader(islice(lines, first, None), delimiter=separator, strict=True)
        begin = first
        try:
            for record in reader:
                number += 1
                width = len(record)
                yield record
                first = begin + reader.line_num
            return
        except csv.Error:
            longest = min(limits.text, csv.field_size_limit())
            if len(lines[first]) > longest:
                raise exceeded(
                    "text", len(lines[first]), evolve(limits, text=longest), place=f"{number + 1}:1"
                ) from None
        number += 1
        notes.add(
            "quotation_repaired",
            "引号不成对，按普通字符读取",
            "a quotation mark without its other half is read as a character",
            f"{number}:1",
            "warning",
        )
        record, used = _repaired(lines, first, separator, width)
        yield record
        first += used
    raise UnreadableError(
        Problem(message="引号不成对，无法分出单元格", message_en="quotation marks do not pair up", place=f"{number}:1")
    )


def _repaired(lines: Sequence[str], first: int, separator: str, width: int) -> tuple[list[str], int]:
    """The record that begins in a line with a stray quotation mark, and how many lines it has.

    The stray mark is the first of its line without which the record is as wide as the one before it.
    """
    line = lines[first]
    for mark in islice(re.finditer(rf'(?:(?<={re.escape(separator)})|^)"', line), _MOST_MARKS):
        rest = chain((line[: mark.start()] + _MARK + line[mark.end() :],), islice(lines, first + 1, None))
        reader = csv.reader(rest, delimiter=separator, strict=True)
        try:
            record = next(reader)
        except csv.Error:
            continue
        if len(record) == width:
            return [cell.replace(_MARK, '"') for cell in record], reader.line_num
    return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE)), 1


def _marked(cell: str) -> bool:
    return cell.startswith(("=", "'")) or "\r" in cell


def _plain(cell: str) -> str:
    """A text without the formula around it or the sign before it, its line ends as one character."""
    formula = _AS_TEXT.fullmatch(cell)
    return (formula[1] if formula else unguard(cell)).replace("\r\n", "\n").replace("\r", "\n")
