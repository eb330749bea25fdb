"""折叠 — the comparison key of a text: what two spellings of one word have in common.

Printed headings and cells differ in blanks, line breaks, character width, brackets and script although
they say the same. `fold` removes these differences; the text itself is always kept elsewhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_OPENING: Final = "[{（［｛【〔〖〘〚﹝﹙﹛｟❨❲❴⦅"
_CLOSING: Final = "]}）］｝】〕〗〙〛﹞﹚﹜｠❩❳❵⦆"

_INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
"""Characters without a shape of their own: soft hyphens, zero-width spaces and joiners, directions, byte-order marks."""

_TRADITIONAL: Final = "公開"
_SIMPLIFIED: Final = "公开"

_TABLE: Final[dict[int, str | None]] = {
    **{full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _OPENING), "("),
    **dict.fromkeys(map(ord, _CLOSING), ")"),
    **{ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)},
    **dict.fromkeys((c for c in range(0x3001) if chr(c).isspace()), None),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The comparison key: no white space, half-width ASCII, round brackets, simplified script, NFC.

    >>> fold("公開渠道\\n和载体（必填）")
    '公开渠道和载体(必填)'
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))
