"""表头 — finding the header rows of a table, and the columns that they declare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.grid import Cells
from gongkai_standard.codecs.table.labels import (
    ITEM,
    LEVEL_NAMES,
    NOUNS,
    Meaning,
    below_head,
    free_subhead,
    in_brackets,
    is_group,
    label_of,
    list_of,
    options_of,
    resolve,
    vocabulary,
)
from gongkai_standard.codecs.table.marks import boxes, ticked
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import terms_of

_MOST_ROWS: Final = 4
_LONGEST_LABEL: Final = 120


@frozen
class Column:
    """One column of a table as its header declares it."""

    index: int
    heading: str
    """As printed, on one line, the parts of several header rows joined by `>`."""
    meaning: Meaning | None
    """None when no label of the model fits: the column is kept under its heading."""
    legend: str = ""
    """What the header says about the marks of the column."""
    cut: bool = False
    """The label was recognised although characters are missing."""


@frozen(eq=False)
class Header:
    """The header rows of one table."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]
    """For every column of the grid the printed texts from top to bottom; empty for a column without a head."""

    def columns(self, noun: type) -> tuple[Column, ...]:
        """The columns, read as those of a table of that noun."""
        found = []
        for index, path in enumerate(self.paths):
            if path:
                meaning, legend, cut = resolve(tuple(path), noun)
                found.append(Column(index, ">".join(one_line(part) for part in path), meaning, legend, cut))
        return tuple(_place_names(_bracketed(_eliminated(found, self.paths, noun), noun), noun))


def one_line(text: str) -> str:
    """A heading as one line, without the line breaks that stand inside its words."""
    return re.sub(r"\s+", "", text)


def _eliminated(columns: Sequence[Column], paths: Sequence[tuple[str, ...]], noun: type) -> Sequence[Column]:
    """Give a cut label that may mean two things the one that no other column has."""
    taken = {c.meaning.member for c in columns if c.meaning}
    found = []
    for column in columns:
        if column.meaning is None:
            left = [
                meaning for meaning in options_of("".join(paths[column.index]), noun) if meaning.member not in taken
            ]
            if len(left) == 1:
                taken.add(left[0].member)
                column = evolve(column, meaning=left[0], cut=True)
        found.append(column)
    return found


def _place_names(columns: Sequence[Column], noun: type) -> Iterator[Column]:
    """Give columns that only say “item” the item levels that no other column has, from left to right."""
    taken = {c.meaning.member for c in columns if c.meaning}
    free = [name for name in LEVEL_NAMES if name not in taken and name in terms_of(noun)]
    for column in columns:
        if column.meaning and column.meaning.member == ITEM:
            name = free.pop(0) if free else None
            yield Column(column.index, column.heading, Meaning(name) if name else None, column.legend, column.cut)
        else:
            yield column


def _bracketed(columns: Sequence[Column], noun: type) -> Sequence[Column]:
    """Give columns whose heads differ in brackets only the codes that these name: 公开对象(全社会), 公开对象(特定群体).

    A head that occurs once may well hold other words than the one in its brackets.
    """
    heads = Counter(column.meaning for column in columns)
    return [
        evolve(column, meaning=in_brackets(column.meaning, column.legend, noun) or column.meaning)
        if column.meaning and heads[column.meaning] > 1
        else column
        for column in columns
    ]


_NAMING: Final = frozenset({ITEM, *LEVEL_NAMES, "name", "content"})
"""A table has a column that names its items, or their content; a list of metadata has not."""


def header_at(cells: Cells, row: int) -> Header | None:
    """The header whose first row this is; None when the row is not the beginning of one."""
    if not _may_begin(cells, row):
        return None
    rows = [row]
    while len(rows) < _MOST_ROWS:
        below = _next_filled(cells, rows[-1])
        if below is None or not _continues(cells, rows, below):
            break
        rows.append(below)
    bottom = _bottom(cells, rows)
    paths = _paths(cells, rows)
    return Header(row, bottom, paths) if _is_header(paths) else None


def _is_header(paths: Sequence[tuple[str, ...]]) -> bool:
    heads = [path for path in paths if path]
    for noun in NOUNS:
        found = [meaning.member for path in heads if (meaning := resolve(path, noun)[0])]
        if len(found) >= 3 and 2 * len(found) >= len(heads) and _NAMING.intersection(found):
            return True
    return False


@remembered(16384)
def _looks_likelabel_of(text: str) -> bool:
    """A label, whole or cut, or the upper part of one."""
    if len(text) > _LONGEST_LABEL:
        return False
    for noun in NOUNS:
        if label_of(text, noun)[0] or free_subhead(text, noun):
            return True
    return fold(text) in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    """The upper parts of labels that may stand alone in the first header row: 公开."""
    labels = [label for noun in NOUNS for label in vocabulary(noun)]
    return frozenset(label[:2] for label in labels if len(label) >= 4)


def _may_begin(cells: Cells, row: int) -> bool:
    texts = cells.texts[row]
    own = list(cells.own(row).values()) if row in cells.origins else [t for t in texts if t]
    if len(own) < 3 or any(is_value(text) for text in own):
        return False
    hits = sum(_looks_likelabel_of(text) for text in own)
    return hits >= 2 and 2 * hits >= len(own)


def is_value(text: str) -> bool:
    """What no header row holds: a number, a tick, a box."""
    return (
        text.isdecimal() or (len(text) < 4 and ticked(text) is not None) or (text[0] in "■□☑☐√" and bool(boxes(text)))
    )


def _next_filled(cells: Cells, row: int) -> int | None:
    """The next row with a text of its own; one row without may lie between."""
    for below in (row + 1, row + 2, row + 3):
        if below >= len(cells.texts):
            return None
        if cells.own(below):
            return below
    return None


def _continues(cells: Cells, rows: Sequence[int], below: int) -> bool:
    """Whether a row belongs to the header above it: what it holds are sub-heads or the rest of labels."""
    own = cells.own(below)
    if any(is_value(text) or len(text) > _LONGEST_LABEL for text in own.values()):
        return False
    paths = _paths(cells, [*rows, below])
    fits = sum(_fits(paths[column][:-1], text) for column, text in own.items() if paths[column])
    if 5 * fits >= 4 * len(own):
        return fits > 0
    return 2 * fits >= len(own) and not any(_is_complete(paths[column][:-1]) for column in own)


def _is_complete(above: tuple[str, ...]) -> bool:
    """Whether a column head is whole, so that what stands below it is a value. Every row of data has such values."""
    return (
        any((meaning := resolve(above, noun)[0]) and not is_group(meaning, noun) for noun in NOUNS) if above else False
    )


def _fits(above: tuple[str, ...], text: str) -> bool:
    """Whether a text may stand under these in a column head: the rest of a label, a sub-head, or a bracket."""
    if fold(text).startswith("(") and fold(text).endswith(")"):
        return True
    for noun in NOUNS:
        if above and (vocabulary(noun).exact(fold("".join((*above, text)))) or _ends_a_subhead(above, text, noun)):
            return True
        upper = resolve(above, noun)[0] if above else None
        if upper and (upper.codes or not is_group(upper, noun)):
            continue
        if upper and upper.member != ITEM:
            if below_head(upper, text, noun):
                return True
        elif label_of(text, noun)[0] or (upper is None and free_subhead(text, noun)):
            return True
    return False


def _ends_a_subhead(above: tuple[str, ...], text: str, noun: type) -> bool:
    """Whether a text is the end of a sub-head that was cut over two rows: 依申请 above, 公开 below."""
    for cut_at in range(1, len(above)):
        parent = label_of("".join(above[:cut_at]), noun)[0]
        list_name = list_of(noun, parent.member) if parent and parent.member != ITEM else None
        if list_name and code_list(list_name).match("".join((*above[cut_at:], text))):
            return True
    return False


def _bottom(cells: Cells, rows: Sequence[int]) -> int:
    """The last row of the header: cells merged downwards may reach below the last label."""
    bottom = rows[-1]
    while bottom + 1 < len(cells.texts):
        texts = cells.texts[bottom + 1]
        filled = [column for column, text in enumerate(texts) if text]
        if not filled or any(not rows[0] <= cells.origin(bottom + 1, column)[0] <= bottom for column in filled):
            break
        bottom += 1
    return bottom


def _paths(cells: Cells, rows: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    paths: list[tuple[str, ...]] = []
    for column in range(cells.width):
        parts: list[str] = []
        seen: set[Any] = set()
        for row in rows:
            origin = cells.origin(row, column)
            text = cells.texts[row][column] or _head_on_the_left(cells, rows, row, column)
            if text and origin not in seen and parts[-1:] != [text]:
                seen.add(origin)
                parts.append(text)
        paths.append(tuple(parts))
    return tuple(paths)


def _head_on_the_left(cells: Cells, rows: Sequence[int], row: int, column: int) -> str:
    """The head of a group whose cells are not merged, or were not when the table was exported.

    Only for a column that has a sub-head below; the head reaches to the right over blanks.
    """
    below = "".join(cells.texts[lower][column] for lower in rows if lower > row)
    if not below:
        return ""
    left = next((cells.texts[row][c] for c in range(column - 1, -1, -1) if cells.texts[row][c]), "")
    if fold(left) in _beginnings() and any(vocabulary(noun).exact(fold(left + below)) for noun in NOUNS):
        return left
    meaning = label_of(left, Entry)[0] if left else None
    if meaning is None or not is_group(meaning, Entry):
        return ""
    lower = label_of(below, Entry)[0]
    is_name = lower is not None and lower.member in LEVEL_NAMES
    if meaning.member == ITEM:
        return left if lower is None or is_name else ""
    return left if below_head(meaning, below, Entry) else ""
