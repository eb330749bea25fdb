"""原文 — a cell's wording prepared for parsing, with a way back from every place in it to what was printed.

Cells are broken over lines inside words, padded with blanks of every kind and typed in full or half width.
The grammars read the folded form, in which none of that is left; the values keep the printed form.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from attrs import frozen

HALF_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""For `str.translate`: full-width signs, letters and figures as half-width ones, place for place."""

_COMPATIBLE: Final = (("\u2f00", "\u2fdf"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
"""Kangxi radicals (from PDF), compatibility ideographs, full and half width: written like their ordinary twins."""


class _Folding(dict[str, str]):
    """Character → what it counts as; filled on demand."""

    def __missing__(self, char: str) -> str:
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf"):
            folded = ""
        elif any(first <= char <= last for first, last in _COMPATIBLE):
            folded = "".join(unicodedata.normalize("NFKC", char).split())
        else:
            folded = char
        self[char] = folded
        return folded


_FOLDING: Final = _Folding()


@frozen
class Wording:
    """A text and its folded form: no white space, no invisible characters, one width."""

    text: str
    folded: str
    offsets: tuple[int, ...]
    """For each folded character the index of the printed one it comes from."""

    @classmethod
    def of(cls, text: str) -> Wording:
        folded: list[str] = []
        offsets: list[int] = []
        for index, char in enumerate(text):
            for counted in _FOLDING[char]:
                folded.append(counted)
                offsets.append(index)
        return cls(text, "".join(folded), tuple(offsets))

    def printed(self, start: int, end: int) -> str:
        """What was printed for `folded[start:end]`, blanks and line breaks inside it included."""
        return self.text[self.offsets[start] : self.offsets[end - 1] + 1] if start < end else ""


def unbroken(text: str) -> str:
    """A name without the blanks and line breaks that layout put into it; blanks between Latin words stay.

    >>> unbroken("公安\\n分局"), unbroken("GB 32939")
    ('公安分局', 'GB 32939')
    """
    words = text.split()
    joined = "".join(words[:1])
    for word in words[1:]:
        latin = (joined[-1] + word[0]).translate(HALF_WIDTH).isascii()
        joined += f" {word}" if latin else word
    return joined


_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "百": 100, "廿": 20, "卅": 30}


def number(text: str) -> int:
    """The value of Arabic or Chinese numerals below a thousand: 20, 二十, 廿五, 一百零五.

    The letter O after a digit is a nought. Raises KeyError for any other character.
    """
    if text.isascii():
        return int(text.replace("O", "0").replace("o", "0"))
    total = digit = 0
    for char in text:
        if char in "廿卅":
            total, digit = total + _TENS[char], 0
        elif char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _DIGITS[char]
    return total + digit
