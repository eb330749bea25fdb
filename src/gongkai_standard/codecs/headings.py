"""表头 — finding the header rows of a table and what each column holds.

Labels are those of the model (`terms_of`) and of its code lists; nothing is typed here but the two
words that no noun has: the running number and the item as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from attrs import frozen

from gongkai_standard.catalogue import Audience, Entry
from gongkai_standard.codecs.grid import Cells
from gongkai_standard.codecs.levels import levels_in
from gongkai_standard.codecs.marks import boxes, ticked
from gongkai_standard.codecs.vocabulary import Vocabulary
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Exemption, Item, SourceEntry, SourceReference
from gongkai_standard.terms import Term, terms_of

NUMBER: Final = "number"
ITEM: Final = "item"
LEVEL_NAMES: Final = ("level_one", "level_two", "level_three")

_WORDS: Final[Mapping[str, Term]] = {
    NUMBER: Term("序号", "number", also=("编号", "顺序号", "No.", "No", "№")),
    ITEM: Term("公开事项", "item", also=("公开目录", "公开项目", "公开事项目录")),
}
"""The words of a table that are no member of a noun."""

_NESTED: Final[Mapping[type, Mapping[str, type]]] = {
    Entry: {"audience": Audience, "exemption": Exemption},
    Item: {"sources": SourceReference, "exemption": Exemption},
    SourceEntry: {},
}
"""Members that are nouns themselves and whose members have columns of their own."""

_NO_COLUMN: Final = frozenset({"audience.code", "audience.text", "extra"})

_MOST_ROWS: Final = 4
_LONGEST_LABEL: Final = 120
_LEGEND: Final = re.compile(r"[“\"'‘]?[■●□○〇◯√☑口][”\"'’]?\s*(?:表示|为|代表)|在标注|至少选择|请[勾选填写]|注[:：]")


@frozen
class Meaning:
    """What a column holds."""

    member: str
    """`level_one`, `basis`, `exemption.ground` …, or `NUMBER` or `ITEM`."""
    codes: tuple[str, ...] = ()
    """For a column of ticks, the codes that a tick stands for."""


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
                meaning, legend, cut = _resolve(tuple(path), noun)
                found.append(Column(index, ">".join(one_line(part) for part in path), meaning, legend, cut))
        return tuple(_place_names(found, self.paths))


def one_line(text: str) -> str:
    """A heading as one line, without the line breaks that stand inside its words."""
    return re.sub(r"\s+", "", text)


# ------------------------------------------------------------------ the labels


@cache
def vocabulary(noun: type) -> Vocabulary[Meaning]:
    """The headings of a table of that noun."""
    return Vocabulary(_labels(noun))


def _labels(noun: type) -> Iterator[tuple[str, Meaning]]:
    nested = _NESTED[noun]
    for member, word in terms_of(noun).items():
        yield from _spellings(member, word)
    for member, part in nested.items():
        for name, word in terms_of(part).items():
            yield from _spellings(f"{member}.{name}", word)
    if noun is Entry:
        yield from _spellings(ITEM, terms_of(Item)["name"])
    for member, word in _WORDS.items():
        yield from _spellings(member, word)


def _spellings(member: str, word: Term) -> Iterator[tuple[str, Meaning]]:
    if member not in _NO_COLUMN:
        for label in (word.zh, *word.also):
            yield label, Meaning(member)


@cache
def _codes(list_name: str) -> Vocabulary[str]:
    return Vocabulary(
        ((label, code.code) for code in code_list(list_name) for label in (code.zh, *code.also)), beginning=2
    )


@lru_cache(maxsize=4096)
def code_of(list_name: str, text: str) -> str | None:
    """The code that a label of the list means, although it may be cut."""
    return _codes(list_name).find(fold(text))


@cache
def _list_of(noun: type, member: str) -> str | None:
    """The code list of a member, if its values are codes."""
    owner, _, name = member.partition(".")
    if name:
        noun = _NESTED[noun][owner]
    term = terms_of(noun).get(name or owner)
    return term.codes if term else None


_FREE_SUBHEADS: Final = ("audience", "mode", "levels")
"""Members whose codes are unmistakable as column heads, even without the head above them."""


@lru_cache(maxsize=2048)
def _subhead(member: str, text: str, noun: type) -> Meaning | None:
    """A column of ticks: one code of the member above it."""
    if member == "levels":
        levels = levels_in(text)
        return Meaning(member, levels) if levels else None
    list_name = _list_of(noun, member)
    code = code_of(list_name, text) if list_name else None
    return Meaning(member, (code,)) if code else None


@lru_cache(maxsize=2048)
def _bare(text: str) -> tuple[str, str]:
    """A printed label, folded, and the legend glued to it."""
    folded = fold(text)
    bracket = folded.find("(")
    legend = _LEGEND.search(folded)
    ends = [at for at in (bracket, legend.start() if legend else -1) if at > 1]
    return (folded[: min(ends)], folded[min(ends) :]) if ends else (folded, "")


@lru_cache(maxsize=4096)
def _label(text: str, noun: type) -> tuple[Meaning | None, str, bool]:
    """Meaning, legend, and whether the label is cut."""
    words = vocabulary(noun)
    whole = words.exact(fold(text))
    if whole:
        return whole, "", False
    bare, legend = _bare(text)
    bare = bare.strip("*:： ")
    meaning = words.exact(bare)
    return (meaning, legend, False) if meaning else (words.find(bare), legend, True)


@lru_cache(maxsize=4096)
def _free_subhead(text: str, noun: type) -> Meaning | None:
    if noun is not Entry:
        return None
    bare, _ = _bare(text)
    for member in _FREE_SUBHEADS:
        list_name = _list_of(noun, member)
        code = code_of(list_name, bare) if list_name else None
        if code:
            return _subhead(member, bare, noun)
    return _subhead("levels", bare, noun) if bare.endswith("级") and len(bare) < 9 else None


@lru_cache(maxsize=2048)
def _resolve(path: tuple[str, ...], noun: type) -> tuple[Meaning | None, str, bool]:
    """What the texts of one column head mean together."""
    joined = "".join(path)
    meaning, legend, cut = _label(joined, noun)
    if meaning and not cut:
        return meaning, legend, False
    if len(path) == 1:
        return (meaning, legend, cut) if meaning else (_free_subhead(joined, noun), _bare(joined)[1], False)
    for cut_at in range(len(path) - 1, 0, -1):
        parent, parent_legend, parent_cut = _label("".join(path[:cut_at]), noun)
        sub = "".join(path[cut_at:])
        below = _below(parent, sub, noun)
        if below:
            return below, parent_legend or _bare(sub)[1], parent_cut
        lower, lower_legend, lower_cut = _label(sub, noun)
        if lower and not (parent and lower_cut):
            return lower, lower_legend, lower_cut
        if parent and (parent.member == ITEM or not _is_group(parent, noun)):
            return parent, parent_legend or (fold(sub) if fold(sub).startswith("(") else ""), parent_cut
        if parent:
            return None, parent_legend, False
    return meaning or _free_subhead(path[-1], noun), legend, cut


def _below(parent: Meaning | None, sub: str, noun: type) -> Meaning | None:
    """The code that a sub-head names under its head; a legend may be glued to it: 特定群体(请写明)."""
    if parent is None or not _is_group(parent, noun) or parent.member == ITEM:
        return None
    bare, _ = _bare(sub)
    return _subhead(parent.member, bare, noun)


def word(noun: type, member: str) -> Term:
    """The standard's own word for what a column holds."""
    owner, _, name = member.partition(".")
    if name:
        return terms_of(_NESTED[noun][owner])[name]
    return _WORDS.get(member) or terms_of(noun)[member]


def _is_group(meaning: Meaning, noun: type) -> bool:
    """Whether a head may stand over several columns."""
    return meaning.member == ITEM or _list_of(noun, meaning.member) is not None


def _place_names(columns: Sequence[Column], paths: Sequence[tuple[str, ...]]) -> Iterator[Column]:
    """Give columns that only say “item” the item levels that no other column has, from left to right."""
    taken = {c.meaning.member for c in columns if c.meaning}
    free = [name for name in LEVEL_NAMES if name not in taken]
    for column in columns:
        if column.meaning and column.meaning.member == ITEM:
            name = free.pop(0) if free else None
            yield Column(column.index, column.heading, Meaning(name) if name else None, column.legend, column.cut)
        else:
            yield column


# ------------------------------------------------------------------ the header rows

_NAMING: Final = frozenset({ITEM, *LEVEL_NAMES, "name", "content"})
"""A table has a column that names its items, or their content; a list of metadata has not."""

NOUNS: Final = (Entry, Item, SourceEntry)


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
        found = [meaning.member for path in heads if (meaning := _resolve(path, noun)[0])]
        if len(found) >= 3 and 2 * len(found) >= len(heads) and _NAMING.intersection(found):
            return True
    return False


@lru_cache(maxsize=16384)
def _looks_like_label(text: str) -> bool:
    """A label, whole or cut, or the upper part of one."""
    if len(text) > _LONGEST_LABEL:
        return False
    for noun in NOUNS:
        if _label(text, noun)[0] or _free_subhead(text, noun):
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
    if len(own) < 3 or any(_is_value(text) for text in own):
        return False
    hits = sum(_looks_like_label(text) for text in own)
    return hits >= 2 and 2 * hits >= len(own)


def _is_value(text: str) -> bool:
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
    if any(_is_value(text) or len(text) > _LONGEST_LABEL for text in own.values()):
        return False
    paths = _paths(cells, [*rows, below])
    fits = sum(_fits(paths[column][:-1], text) for column, text in own.items() if paths[column])
    return fits > 0 and 5 * fits >= 4 * len(own)


def _fits(above: tuple[str, ...], text: str) -> bool:
    """Whether a text may stand under these in a column head: the rest of a label, a sub-head, or a bracket."""
    if fold(text).startswith("(") and fold(text).endswith(")"):
        return True
    for noun in NOUNS:
        if above and (vocabulary(noun).exact(fold("".join((*above, text)))) or _ends_a_subhead(above, text, noun)):
            return True
        upper = _resolve(above, noun)[0] if above else None
        if upper and (upper.codes or not _is_group(upper, noun)):
            continue
        if upper and upper.member != ITEM:
            if _below(upper, text, noun):
                return True
        elif _label(text, noun)[0] or (upper is None and _free_subhead(text, noun)):
            return True
    return False


def _ends_a_subhead(above: tuple[str, ...], text: str, noun: type) -> bool:
    """Whether a text is the end of a sub-head that was cut over two rows: 依申请 above, 公开 below."""
    for cut_at in range(1, len(above)):
        parent = _label("".join(above[:cut_at]), noun)[0]
        list_name = _list_of(noun, parent.member) if parent and parent.member != ITEM else None
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
            if text and origin not in seen:
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
    meaning = _label(left, Entry)[0] if left else None
    if meaning is None or not _is_group(meaning, Entry):
        return ""
    lower = _label(below, Entry)[0]
    is_name = lower is not None and lower.member in LEVEL_NAMES
    if meaning.member == ITEM:
        return left if lower is None or is_name else ""
    return left if _below(meaning, below, Entry) else ""
