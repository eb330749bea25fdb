"""公开内容 — a content cell as its elements, and names without the numbers glued to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from gongkai_standard.remembering import LONGEST, remembered

_CHINESE: Final = "一二三四五六七八九十"
_ARABIC: Final = re.compile(r"(?P<n>\d{1,2})\s*[.、．,，)）:：](?:(?!\d)|(?=\d{4}年))\s*")
_BRACKETED: Final = re.compile(r"[(（](?P<n>\d{1,2})[)）]\s*[.、．]?\s*")
_CIRCLED: Final = re.compile(r"(?P<n>[①-⑳])\s*")
_HAN: Final = re.compile(rf"(?P<n>[{_CHINESE}]{{1,3}})[、.．]\s*")
_HAN_BRACKETED: Final = re.compile(rf"[(（](?P<n>[{_CHINESE}]{{1,3}})[)）]\s*[、.．]?\s*")
_STYLES: Final = (_ARABIC, _BRACKETED, _CIRCLED, _HAN, _HAN_BRACKETED)

_BULLETS: Final = frozenset("●•·○〇◆◇■□▪★☆▲➢➤✦※-—─*")
_BULLET: Final = re.compile(r"[●•·○〇◆◇■□▪★☆▲➢➤✦※]\s*|(?:^|(?<=[\n；;]))\s*[-—─*]\s*(?=[㐀-鿿])")
_ENDS: Final = " \t\r\n\u3000\xa0;；。，,"
_SPACE: Final = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_REGULAR: Final = re.compile(rf"(?![{_CHINESE}])[一-鿿](?:[一-鿿0-9A-Za-z、]++|[(（《“][一-鿿0-9A-Za-z、]*+[)）》”])*+")
"""A line without anything that marks, separates or ends an element."""
_OPEN: Final = re.compile(r"[(（\[【〔《〈“]")
_CLOSE: Final = re.compile(r"[)）\]】〕》〉”]")

_NAME_NUMBER: Final = re.compile(
    rf"\s*(?:\d{{1,3}}(?:[.．]\d{{1,3}})*\s*[.、．](?!\d)|\d{{1,2}}(?:[.．]\d{{1,2}})+(?![\d.%％倍万亿元米级年月日个])"
    rf"|[(（](?:\d{{1,3}}|[{_CHINESE}]{{1,3}})[)）]\s*[.、．]?|\d{{1,2}}[)）]|[{_CHINESE}]{{1,3}}[、.．]|[①-⑳])\s*"
)


def tidy(text: str) -> str:
    """One line: white space beside a wide character goes, other white space becomes one blank."""
    if text.isprintable() and " " not in text:
        return text
    return _SPACE.sub("", " ".join(text.split()))


@remembered(8192)
def name(text: str) -> tuple[str, str]:
    """`"1.1 岗位信息\\n发布"` → `("岗位信息发布", "1.1")`: the name on one line, and the number glued to it."""
    found = _NAME_NUMBER.match(text)
    rest = tidy(text[found.end() :]) if found else ""
    return (rest, text[: found.end()].strip()) if found and rest else (tidy(text), "")


def split(text: str, *, marked: bool = False) -> tuple[str, ...]:
    """The elements of a content cell, in order.

    Numbers and bullets split wherever they stand; without them 「；」 splits; without that, line ends do.
    A text joined only by 「、」 is one element. `marked` keeps the bullets, for tables where they have a meaning.
    """
    text = text.strip()
    if len(text) <= LONGEST:
        lines = tuple(map(_regular, text.split("\n")))
        if all(lines):
            return lines
    for style in _STYLES:
        if style.match(text):
            return _clean(_numbered(text, style), marked=marked)
    if _BULLET.match(text):
        return _clean(_bulleted(text, marked=marked), marked=marked)
    if "；" in text or ";" in text:
        return _clean(re.split("[；;]", text), marked=marked)
    return _clean(_lines(text), marked=marked)


@lru_cache(maxsize=8192)
def _regular(line: str) -> str:
    """A line that is an element as it stands, else "". Few lines differ, and those that are equal become one object."""
    return line if _REGULAR.fullmatch(line) else ""


def _ordinal(text: str) -> int:
    """Which number a mark shows: `3`, `③`, `三`, `十二`."""
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.rpartition("十")
    value = _CHINESE.find(ones) + 1 if ones else 0
    return value + 10 * (_CHINESE.find(tens) + 1 if tens else 1) if ten else value


def _numbered(text: str, style: re.Pattern[str]) -> Iterator[str]:
    """Cut before each number that follows the one before, or that starts again from 1 on a new line."""
    begin, expected = 0, None
    for mark in style.finditer(text):
        number = _ordinal(mark["n"])
        if number == expected or expected is None or (number == 1 and _on_new_line(text, mark.start())):
            if expected is not None:
                yield text[begin : mark.start()]
            begin, expected = mark.end(), number + 1
    yield text[begin:]


def _on_new_line(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t\u3000\xa0":
        at -= 1
    return at > 0 and text[at - 1] == "\n"


def _bulleted(text: str, *, marked: bool) -> Iterator[str]:
    begin = 0
    for mark in _BULLET.finditer(text):
        yield text[begin : mark.start()]
        begin = mark.start() if marked else mark.end()
    yield text[begin:]


def _lines(text: str) -> Iterator[str]:
    """Lines; one that ends inside brackets goes on in the next."""
    held: list[str] = []
    open_brackets = 0
    for line in text.splitlines():
        held.append(line)
        open_brackets += len(_OPEN.findall(line)) - len(_CLOSE.findall(line))
        if open_brackets <= 0:
            yield "".join(held)
            held, open_brackets = [], 0
    yield "".join(held)


def _clean(parts: Iterable[str], *, marked: bool) -> tuple[str, ...]:
    """Without separators at the ends, nor a bullet at the beginning unless it is meant."""
    found = []
    for part in parts:
        part = part.strip(_ENDS)
        if not marked and part[:1] in _BULLETS:
            part = _BULLET.sub("", part, count=1)
        if part:
            found.append(tidy(part))
    return tuple(found)
