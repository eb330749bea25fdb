"""同一机关 — whether two names are of one body: 民政局, 区民政局, 洛龙区民政局 and 洛阳市洛龙区民政局 of 洛龙区.

A body of the wider place is another one: 洛阳市民政局 is not the district's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from gongkai_standard.folding import fold

_WIDER: Final = re.compile(r"(?:.{2,8}?(?:省|自治[区州]|[市州盟]|地区))*")


def is_among(name: str, others: Iterable[str], places: Sequence[str]) -> bool:
    """Whether one of the others names the same body, for a publisher of these places, the narrowest last.

    >>> is_among("洛龙区民政局", ["民政局"], ("洛阳市", "洛龙区"))
    True
    >>> is_among("洛阳市民政局", ["民政局"], ("洛阳市", "洛龙区"))
    False
    """
    own = _ways_to_say(name, places)
    return any(not own.isdisjoint(_ways_to_say(other, places)) for other in others)


def _ways_to_say(name: str, places: Sequence[str]) -> frozenset[str]:
    """The name itself, and the rest of it after the publisher's place."""
    whole = fold(name)
    ways = {whole}
    if places:
        place = fold(places[-1])
        wider, found, rest = whole.partition(place)
        if found and rest and _WIDER.fullmatch(wider):
            ways.add(rest)
        elif whole.startswith(place[-1]) and len(whole) > 2:
            ways.add(whole[1:])
    return frozenset(ways)
