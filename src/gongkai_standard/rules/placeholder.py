"""占位文字 — text that stands where a value should be: 待定, /, -, a 同上 that nothing resolved.

无 ("none") is a value; whether it may stand somewhere is for the element's own rule to say.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from gongkai_standard.folding import fold
from gongkai_standard.remembering import remembered

PLACEHOLDER: Final = re.compile(r"[-/\\—–―─_…·〃″]+|待(?:定|补充|完善|填写?|确定|明确)|同[上前左]")
"""All of a folded text that only keeps a place; other languages read the same pattern."""


def is_blank(text: str | None) -> bool:
    """Whether nothing stands there, or nothing but white space and invisible characters."""
    return not text or not (text[0].isalnum() or fold(text))


def is_placeholder(text: str) -> bool:
    """Whether the text only keeps the place of a value.

    >>> is_placeholder("待定"), is_placeholder(" —— "), is_placeholder("无")
    (True, True, False)
    """
    return PLACEHOLDER.fullmatch(fold(text)) is not None


@remembered(8192)
def hollow(text: str) -> Literal["blank", "ditto", "placeholder", "none"] | None:
    """What keeps a text from being the value of a required element; None when it is one.

    >>> hollow("同上"), hollow("/"), hollow("无"), hollow(" "), hollow("无偿")
    ('ditto', 'placeholder', 'none', 'blank', None)
    """
    if is_blank(text):
        return "blank"
    if fold(text) in _DITTO:
        return "ditto"
    if is_placeholder(text):
        return "placeholder"
    return "none" if fold(text) in _NONE else None


def keeps_a_place(text: str | None) -> bool:
    """Whether a value's text says nothing at all, where 无 is an answer.

    >>> keeps_a_place("待定"), keeps_a_place("无"), keeps_a_place(None)
    (True, False, False)
    """
    return text is not None and hollow(text) not in (None, "none")


def says_something(*texts: str | None) -> bool:
    """Whether any of the texts is more than blank, a placeholder or 无.

    >>> says_something(None, "待定", "0379-65555555"), says_something("/", None)
    (True, False)
    """
    return any(text is not None and hollow(text) is None for text in texts)


_DITTO: Final = frozenset({"同上", "同前", "同左", "〃", "″"})
_NONE: Final = frozenset({"无", "無", "没有", "none"})
