"""Excel 工作簿 — xlsx, xls and ods, read through python-calamine.

Cells are taken as the texts that a reader of the sheet sees: whole numbers without a decimal point, dates as
`2024-03-01`, codes with the noughts that their format adds. Other formats of numbers (percent signs) and colours are
not read.
Hidden rows, columns and sheets count. Places are `Sheet!C7`.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final

from gongkai_standard.codecs import number_formats, ods_spans, package, sheet_reach, tabular, xls_records
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.number_formats import Formats, shown
from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.signatures import identify
from gongkai_standard.codecs.table import imprint
from gongkai_standard.codecs.table.grid import Grid, Merge
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.errors import GongkaiError, Problem, UnreadableError

FORMATS: Final = ("xlsx", "xls", "ods")

_ESCAPED_RETURN: Final = "_x000D_"


def loads(
    data: bytes,
    *,
    format: str = "xlsx",
    profile: str | None = None,
    limits: Limits = DEFAULT,
    pause_gc: bool = True,
    progress: Progress | None = None,
) -> Reading:
    """The document in a workbook.

    `pause_gc`: whether the garbage collector of the process waits until the workbook is read.
    `progress`: is told how many rows are read.

    Raises UnreadableError when the bytes are no workbook or hold nothing, LimitExceededError beyond the limits.
    """
    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    content = identify(data)
    if content.format not in FORMATS:
        raise UnreadableError(content.not_a(format))
    notes = Notes()
    book = data
    if content.format == "xls":
        book = _parsed(lambda: xls_records.harmless(data, limits))
    else:
        _check_parts(data, limits, notes)
    with paused(pause_gc):
        merges = _spans(data, limits) if content.format == "ods" else {}
        formats = _formats(data, limits) if content.format == "xlsx" else {}
        grids = list(_grids(book, merges, formats, limits, notes))
        if not any(any(map(any, grid.rows)) for grid in grids):
            raise UnreadableError(
                Problem(
                    message="工作簿是空的：所有工作表都没有内容",
                    message_en="the workbook is empty: no sheet holds anything",
                    place="、".join(grid.name for grid in grids[:5]),
                )
            )
        return tabular.reading(grids, data, format=content.format, profile=profile, notes=notes, progress=progress)


# ------------------------------------------------------------------ before parsing


def _check_parts(data: bytes, limits: Limits, notes: Notes) -> None:
    """Sizes, and how far the sheets reach: the parser makes room for every cell up to the last filled one."""
    with package.opened(data, limits) as archive:
        package.tell_unused(archive, notes)
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet_reach.check_reach(archive, name, limits)
            elif name.startswith("xl/") and name.endswith(".xml"):
                deque(package.windows(archive, name), maxlen=0)


# ------------------------------------------------------------------ sheets


def _spans(data: bytes, limits: Limits) -> Mapping[str, Sequence[Merge]]:
    with package.opened(data, limits) as archive:
        return ods_spans.spans(package.part(archive, "content.xml"), limits)


def _formats(data: bytes, limits: Limits) -> Mapping[str, Formats]:
    with package.opened(data, limits) as archive:
        return number_formats.formats(archive)


def _grids(
    data: bytes,
    spans: Mapping[str, Sequence[Merge]],
    formats: Mapping[str, Formats],
    limits: Limits,
    notes: Notes,
) -> Iterator[Grid]:
    """The worksheets. `spans` and `formats`: sheet → what the parser does not tell."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = _parsed(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    sheets = workbook.sheets_metadata
    if len(sheets) > limits.sheets:
        raise exceeded("sheets", len(sheets), limits)
    cells = 0
    for index, about in enumerate(sheets):
        if about.typ != SheetTypeEnum.WorkSheet:
            notes.add(
                "sheet_skipped",
                f"“{about.name}”不是工作表，未读取",
                f"{about.name!r} is no worksheet and is not read",
                about.name,
            )
            continue
        sheet = _parsed(lambda i=index: workbook.get_sheet_by_index(i), about.name)  # type: ignore[misc]
        grid = _grid(sheet, about.name, spans.get(about.name, ()), formats.get(about.name, {}), limits)
        cells += sum(map(len, grid.rows))
        if cells > limits.cells:
            raise exceeded("cells", cells, limits, place=about.name)
        hidden = about.visible != SheetVisibleEnum.Visible and any(map(any, grid.rows))
        if hidden and not imprint.begins(grid.rows[0][0]):
            notes.add(
                "sheet_hidden",
                f"工作表“{about.name}”是隐藏的，也已读取",
                f"sheet {about.name!r} is hidden; it is read all the same",
                about.name,
                "warning",
            )
        yield grid


def _parsed(parse: Callable[[], Any], place: str = "") -> Any:
    """What the parser answers; whatever it raises, panics of its own included, is one clear error."""
    try:
        return parse()
    except (KeyboardInterrupt, SystemExit, MemoryError, GongkaiError):
        raise
    except BaseException as error:
        raise UnreadableError(
            Problem(
                message="工作簿损坏或格式不符，无法读取",
                message_en=f"the workbook is damaged or not in its format ({str(error)[:80]})",
                place=place,
            )
        ) from error


def _grid(sheet: Any, name: str, spans: Sequence[Merge], formats: Formats, limits: Limits) -> Grid:
    """One sheet, without the empty rows and columns at its top and left and without long gaps between its rows."""
    top, left = sheet.start or (0, 0)
    for limit, found in (("rows", top + sheet.height), ("columns", left + sheet.width)):
        if found > getattr(limits, limit):
            raise exceeded(limit, found, limits, place=name)
    rows: list[list[str]] = []
    numbers: list[int] = []
    gap = 0
    for number, values in enumerate(_parsed(sheet.to_python, name), start=top):
        for column, rows_of in formats.items():
            if number in rows_of and left <= column < left + len(values):
                values[column - left] = _with_noughts(values[column - left], rows_of[number])
        gap = gap + 1 if values.count("") == len(values) else 0
        if gap <= _LONGEST_GAP:
            rows.append([value if type(value) is str else _text(value) for value in values])
            numbers.append(number)
    place = _placer(name, numbers, left)
    _tidy(rows, limits, place)
    ranges = [(*first, *last) for first, last in _parsed(lambda: sheet.merged_cell_ranges, name) or ()] or spans
    return Grid(name=name, rows=rows, merges=list(_placed(ranges, numbers, left)), place=place)


def _with_noughts(value: Any, format: str) -> Any:
    return (shown(value, format) or value) if isinstance(value, float) else value


_LONGEST_GAP: Final = 8
"""So many empty rows tell as much as more: the rest of them, up to a cell far down, is not kept."""


def _placed(ranges: Iterable[Merge], numbers: Sequence[int], left: int) -> Iterator[Merge]:
    """Merged ranges of the sheet as ranges of the rows that were kept."""
    for top, first, bottom, last in ranges:
        above, below = bisect_left(numbers, top), bisect_right(numbers, bottom) - 1
        if above <= below:
            yield above, first - left, below, last - left


def _tidy(rows: list[list[str]], limits: Limits, place: Callable[[int, int], str]) -> None:
    """Line ends as one character; no text longer than allowed."""
    for number, row in enumerate(rows):
        joined = "".join(row)
        if len(joined) > limits.text and max(map(len, row)) > limits.text:
            column, text = max(enumerate(row), key=lambda cell: len(cell[1]))
            raise exceeded("text", len(text), limits, place=place(number, column))
        if "\r" in joined or _ESCAPED_RETURN in joined:
            row[:] = [t.replace(_ESCAPED_RETURN, "\r").replace("\r\n", "\n").replace("\r", "\n") for t in row]


def _placer(name: str, numbers: Sequence[int], left: int) -> Callable[[int, int], str]:
    return lambda row, column: f"{name}!{column_letters(column + left)}{numbers[row] + 1}"


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """0 → `A`, 26 → `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text(value: object) -> str:
    """A number, date or truth value as a reader of the sheet sees it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
