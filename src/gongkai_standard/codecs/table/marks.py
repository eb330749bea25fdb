"""标记 — ticks, boxes and ditto marks in the cells of published tables."""

from __future__ import annotations

import re
from typing import Final

from gongkai_standard.channel import DRAWN_BOXES, EMPTY_BOXES, TICKED_BOXES
from gongkai_standard.folding import fold

_TICKS: Final = f"{TICKED_BOXES}▲◉PRVv"
"""R and P are what is left of a Wingdings box or tick that lost its font."""
_BLANKS: Final = f"{EMPTY_BOXES}{DRAWN_BOXES}△xX-—–－/／无否"

_TICKED: Final = re.compile(f"[{_TICKS}]+|是|有")
_UNTICKED: Final = re.compile(f"[{re.escape(_BLANKS)}]+")
_WITH_WORDS: Final = re.compile(rf"\s*[{TICKED_BOXES}]+\s*(?P<words>\S.*)", re.S)
_BOX: Final = re.compile(
    rf"(?P<on>[{TICKED_BOXES}]|R(?=\s*[\u3400-\u9fff]))|(?P<off>[{EMPTY_BOXES}]|[{DRAWN_BOXES}](?=\s*[\u3400-\u9fff]))"
)
_DITTO: Final = frozenset(fold(text) for text in ("同上", "同上。", "〃", "″", "“”", '"', "''", "ditto"))
_LONG: Final = 8
"""No ditto mark and no blank has so many characters."""
_DITTO_BEGINS: Final = frozenset(text[0] for text in _DITTO)

STANDING: Final = _DITTO_BEGINS | frozenset("(（")
"""With what every text begins that is a ditto mark or says that its cell is empty."""

TICK: Final = "√"
"""What our own tables print for a tick."""

BLANK: Final = "（空白）"
"""What our own tables print in a cell that is empty and does not stand for the value above it."""


def is_blank(text: str) -> bool:
    """Whether a cell says that it is empty."""
    return len(text) < _LONG and text[:1] in "(（" and fold(text) == _BLANK


_BLANK: Final = fold(BLANK)


def ticked(text: str) -> bool | None:
    """True for a tick, False for a blank or an empty box, None for other words."""
    text = text.strip()
    if not text or _UNTICKED.fullmatch(text):
        return False
    return True if _TICKED.fullmatch(text) else None


def beside_tick(text: str) -> str:
    """The words written beside a tick in the same cell; empty when the cell does not begin with one."""
    found = _WITH_WORDS.fullmatch(text)
    return found["words"].strip() if found else ""


def is_ditto(text: str) -> bool:
    """同上 and its signs: the value of the row above."""
    return len(text) < _LONG and text[:1] in _DITTO_BEGINS and fold(text) in _DITTO


def boxes(text: str) -> tuple[tuple[str, bool], ...]:
    """`"■决策 □执行"` → `(("决策", True), ("执行", False))`; empty when the text has no box.

    What stands before the first box counts as chosen.
    """
    found = list(_BOX.finditer(text))
    if not found:
        return ()
    ends = [m.start() for m in found[1:]] + [len(text)]
    parts = [(text[m.end() : end].strip(), m["on"] is not None) for m, end in zip(found, ends, strict=True)]
    lead = text[: found[0].start()].strip()
    return ((lead, True), *parts) if lead else tuple(parts)
