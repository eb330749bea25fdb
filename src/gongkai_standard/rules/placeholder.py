"""占位文字 — text that stands where a value should be: 待定, /, -, a 同上 that nothing resolved.

无 ("none") is a value; whether it may stand somewhere is for the element's own rule to say.
"""

from __future__ import annotations

import re
from typing import Final

from gongkai_standard.folding import fold

_PLACEHOLDER: Final = re.compile(r"[-/\\—–―─_…·〃″]+|待(?:定|补充|完善|填写?|确定|明确)|同[上前左]")


def is_blank(text: str | None) -> bool:
    """Whether nothing stands there, or nothing but white space and invisible characters."""
    return not text or not fold(text)


def is_placeholder(text: str) -> bool:
    """Whether the text only keeps the place of a value.

    >>> is_placeholder("待定"), is_placeholder(" —— "), is_placeholder("无")
    (True, True, False)
    """
    return _PLACEHOLDER.fullmatch(fold(text)) is not None
