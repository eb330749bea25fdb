"""公开层级 — which administrative levels a column head or a cell names.

Heads name the authority in the words of the place: 县级, 区级, 镇(街)级, 乡、村级, 青禾县级. What is
read is the unit at the end of the word, and every unit joined to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, cast

from gongkai_standard.catalogue import Entry
from gongkai_standard.codelists import CodeList, code_list
from gongkai_standard.folding import fold
from gongkai_standard.publisher import Level
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import terms_of

_LONGEST: Final = 60
"""A longer text is no level."""
_SUFFIX: Final = "级"
_JOINED: Final = "、,，/和及与"
_JOINTS: Final = re.compile(rf"[{_SUFFIX}、,，/()及和与·]")


@remembered(1024)
def levels_in(text: str) -> tuple[Level, ...]:
    """`"乡、村级"` → `("township", "village")`; empty when the text does not end with a unit.

    「市」 beside 「县」 or 「区」 in one word is a city of that rank, not a level of its own. A word that begins with
    its joint lost the unit before it, the next higher one: 「、村级」.
    """
    if len(text) > _LONGEST:
        return ()
    folded = fold(text)
    rest = _JOINTS.sub("", folded)
    found: set[str] = set()
    units = _units()
    longest = max(map(len, units))
    while rest:
        unit = next((rest[-n:] for n in range(min(longest, len(rest)), 0, -1) if rest[-n:] in units), None)
        if unit is None:
            break
        found.add(units[unit])
        rest = rest[: -len(unit)]
    if {"county", "prefectural"} <= found:
        found.remove("prefectural")
    order = [code.code for code in _levels()]
    if found and folded[0] in _JOINED:
        found.add(order[max(min(map(order.index, found)) - 1, 0)])
    return tuple(cast("Level", code) for code in order if code in found)


@cache
def _units() -> Mapping[str, str]:
    """Unit → level code, from the labels of the list: 县级 gives 县; 街道级 gives 街道 and 街."""
    units: dict[str, str] = {}
    labels = [(fold(label), code.code) for code in _levels() for label in (code.zh, *code.also)]
    for label, code in labels:
        units.setdefault(_JOINTS.sub("", label), code)
    for unit, code in list(units.items()):
        if len(unit) == 2:
            units.setdefault(unit[0], code)
    return units


@cache
def _levels() -> CodeList:
    return code_list(terms_of(Entry)["levels"].codes or "")
