"""事项名称的规则 — the form of a name, and what it points at. Source: notice 三(一) 名称规范、指向明确、分类科学."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index, has_items

LONGEST: Final = 60
"""Characters that a name may have."""

_MEASURE: Final = "小时|个|岁|周岁|日|天|月|年|型|类|级|次|号|项|倍|元|万|亿|人|户|家|种"
_SERIAL: Final = re.compile(
    rf"""
      [0-9０-９]{{1,3}} (?:[.．][0-9０-９]{{1,3}})* (?:[、.．)）:：]|\s+) (?![0-9０-９]|{_MEASURE})
    | [0-9０-９]{{1,2}} (?:[.．][0-9０-９]{{1,2}})+ (?!{_MEASURE}) (?=[^\W\d_])
    | [(（\[［【〔] (?:[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}) [)）\]］】〕]
    | [一二三四五六七八九十ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{{1,3}} [、.．]
    | [①-⒛㈠-㈩]
    """,
    re.VERBOSE,
)
"""A number that counts the rows of some table: 1. 1、 1.2 (1) 一、 (一) ①; not the 2 of 2型糖尿病."""

_END: Final = "。，、；：．！？…—,;:.!?·"
_BREAKS: Final = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_WIDTHS: Final = (
    (frozenset("（），：；！？［］｛｝"), frozenset("(),:;!?[]{}")),
    (
        frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))),
        frozenset(map(chr, (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)))),
    ),
)
"""Full and half forms of punctuation, and of letters and digits; a full-width bracket beside a half-width digit is
good style and no mixture."""

_CLOSES: Final = dict(zip(")]}】〕》〉”」』", "([{【〔《〈“「『", strict=True))
"""Closing bracket → the one that opens it."""
_HALF: Final = str.maketrans("（）［］｛｝", "()[]{}")


def _unnumbered(name: str) -> str:
    found = _SERIAL.match(name)
    return name[found.end() :] if found else name


def bare(name: str) -> str:
    """The comparison key of a name, without the marks of layout that `name_not_well_formed` reports."""
    return fold(_unnumbered(name).rstrip(_END))


def _mixed(name: str) -> bool:
    there = frozenset(name)
    return any(there & full and there & half for full, half in _WIDTHS)


def _unbalanced(name: str) -> bool:
    """Whether a bracket lacks its partner; the bracket of a leading number (`1)`) is that number's fault."""
    opened: list[str] = []
    for char in _unnumbered(name).translate(_HALF):
        if char in _OPENS:
            opened.append(char)
        elif char in _CLOSES and (not opened or opened.pop() != _CLOSES[char]):
            return True
    return bool(opened)


_OPENS: Final = frozenset(_CLOSES.values())

_FORMS: Final[Mapping[str, Callable[[str], bool]]] = {
    "serial_number": lambda name: _SERIAL.match(name) is not None,
    "end_punctuation": lambda name: name.rstrip().endswith(tuple(_END)),
    "mixed_width": _mixed,
    "line_break": lambda name: _BREAKS.search(name.strip()) is not None,
    "too_long": lambda name: len(name) > LONGEST,
    "brackets": _unbalanced,
}
"""Variant → whether a name has that fault."""

_VAGUE: Final = re.compile(r"(?:(?<![高中初平同均相优劣特])等+|其[他它]|(?:相关|有关|其[他它])(?:事项|工作|事宜))$")
"""等、其他、相关事项、有关工作 and their like; not the 等 of 高等, 平等."""


def _namesakes(index: Index) -> Iterator[tuple[str, Item, Item, bool]]:
    """(place, item, an earlier item of the same name and department, whether it has the same category).

    Items that are no longer in force do not count, nor does a repeated id, which is one item listed twice.
    """
    for alike in index.items_by_name.values():
        if len(alike) < 2:
            continue
        by_category: dict[tuple[str | None, ...], Item] = {}
        ids: set[str | None] = set()
        first: Item | None = None
        for at, item in alike:
            if item.has_ended or (item.id is not None and item.id in ids):
                continue
            ids.add(item.id)
            category = (item.domain, item.level_one, item.level_two, item.level_three)
            if first is None:
                first = item
            else:
                yield at, item, by_category.get(category, first), category in by_category
            by_category.setdefault(category, item)


@rule(
    "GK-ITM-017",
    about=object,
    requirements=("R-058",),
    severity=Severity.WARNING,
    needs=(needs.ITEM_LIST,),
    applies=has_items,
)
def item_classified_twice(_: object, index: Index) -> Iterator[Fault]:
    """Two items of one name and one department stand in two categories.

    Why: a scientific classification has one place for each item; counted twice, it is also kept twice.

    Instead: keep the item in the category where people look for it; give the other a name of its own if it
    is something else.
    """
    for at, item, other, same_category in _namesakes(index):
        if not same_category:
            yield Fault(at, {"item": item.name, "other": other.id or other.name})


@rule("GK-ITM-018", about=Item, requirements=("R-059",), severity=Severity.WARNING)
def name_not_well_formed(item: Item, index: Index) -> Iterator[Fault]:
    """An item's name has a number in front, punctuation at its end, a line break, or the like.

    Why: the name is the key by which lists, catalogues and service systems are matched; marks of one
    table's layout break the match.

    Instead: write the bare name: no serial number, no final punctuation, one width of characters, one line,
    at most 60 characters, brackets in pairs.
    """
    if item.name:
        for variant, has_fault in _FORMS.items():
            if has_fault(item.name):
                yield Fault("name", {"name": item.name}, variant)


@rule(
    "GK-ITM-019",
    about=object,
    requirements=("R-060",),
    severity=Severity.WARNING,
    needs=(needs.ITEM_LIST,),
    applies=has_items,
)
def name_points_nowhere(_: object, index: Index) -> Iterator[Fault]:
    """An item's name trails off (等、其他、相关事项), or another item has the same name and department.

    Why: a name must tell the reader which matter is meant, and no other.

    Instead: name the matter itself; split a collective name into one item each; tell namesakes apart.
    """
    for at, item in index.items:
        if item.name and _VAGUE.search(item.name.rstrip(_END)):
            yield Fault(f"{at}/name", {"name": item.name})
    for at, item, other, same_category in _namesakes(index):
        if same_category:
            yield Fault(f"{at}/name", {"name": item.name, "other": other.id or other.name}, "shared")
