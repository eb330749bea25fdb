"""公开渠道和载体 — where information is published, and whether the place is required, optional, chosen or not.

`parse` cuts a cell at its boxes, each stretch at its separators, and puts together again what the list `channel`
knows as one name (发布会/听证会, 社区/企事业单位/村公示栏(电子屏)). Spellings are rows of that list: an alias that
begins with `…` stands for every name that ends so (…公示栏). What matches nothing is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, Literal

from attrs import evolve, field, frozen

from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term
from gongkai_standard.wording import unbroken

Obligation = Literal["required", "optional", "chosen", "not_chosen"]


@frozen(kw_only=True, weakref_slot=False)
class Channel:
    """One channel of an entry: a code of the list `channel`, or the text that matched none."""

    code: str | None = field(default=None, metadata=term("渠道代码", "channel code", codes="channel"))
    text: str | None = field(default=None, metadata=term("原文", "wording"))
    obligation: Obligation | None = field(
        default=None, metadata=term("选用要求", "obligation", codes="channel_obligation")
    )
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


# ---------------------------------------------------------------- vocabulary


@frozen
class _Vocabulary:
    """The spellings of the list `channel`, folded."""

    names: Mapping[str, str]
    """Name → code."""
    labels: frozenset[str]
    """The names that are the label of a code, not an alias."""
    endings: tuple[tuple[str, str], ...]
    """Ending of a name → code, the longest first."""

    def code(self, name: str) -> str | None:
        """The code of a name in itself or by its ending, notes in brackets and a verb after it aside."""
        for known in dict.fromkeys((name, bare := _ASIDE.sub("", name), _VERB.sub("", bare))):
            code = self.names.get(known) or next((c for ending, c in self.endings if known.endswith(ending)), None)
            if code:
                return code
        return None


@cache
def _vocabulary() -> _Vocabulary:
    names: dict[str, str] = {}
    endings: dict[str, str] = {}
    for code in code_list("channel"):
        for spelling in (code.zh, *code.also):
            target, key = (endings, spelling[1:]) if spelling.startswith("…") else (names, spelling)
            target.setdefault(fold(key), code.code)
    return _Vocabulary(
        names=names,
        labels=frozenset(fold(code.zh) for code in code_list("channel")),
        endings=tuple(sorted(endings.items(), key=lambda item: -len(item[0]))),
    )


_ASIDE: Final = re.compile(r"\([^()]*\)?$")
_VERB: Final = re.compile(r"(?:上|内|等)*(?:主动|对外|予以|进行|集中)*(?:公开|公示|公布|发布|宣传|公告|告知|查询|查阅)$")


# ---------------------------------------------------------------- boxes

_TICKED: Final = "■☑☒√✓✔✅▣◼⬛█▇●◆★þýü\uf052\uf053\uf054\uf050\uf051\uf06e\uf0fe\uf0fd\uf0fc"
_EMPTY: Final = "□☐◻⬜▢❏❐❑❒○〇◯◇☆×✗✘£￡¨\uf0a3\uf06f\uf071\uf0a8"
_TICKED_LETTERS: Final = "RQPSTn"
_EMPTY_LETTERS: Final = "oq"
_DRAWN: Final = "口囗"
"""Characters that scanning makes of an empty box."""

_SIGN: Final = (
    rf"[{_TICKED}{_EMPTY}{_DRAWN}]|(?<![A-Za-z0-9.])[{_TICKED_LETTERS}{_EMPTY_LETTERS}](?=[\s)\]]*[\u3400-\u9fff])"
)
_BOX: Final = re.compile(rf"[(\[]\s*(?:{_SIGN})\s*[)\]]|{_SIGN}|[(\[]\s*[)\]]")


@frozen
class _Box:
    """A box at `start:end`; the names it ticks stand after it, or before it where a cell puts all boxes last."""

    start: int
    end: int
    ticked: bool


def _boxes(plain: str) -> list[_Box]:
    boxes: list[_Box] = []
    for found in _BOX.finditer(plain):
        sign = found[0].strip("()[]").strip()
        if sign in _DRAWN and sign and not _is_drawn(plain, found.start(), boxes):
            continue
        boxes.append(_Box(found.start(), found.end(), bool(sign) and sign in _TICKED + _TICKED_LETTERS))
    return boxes


def _is_drawn(plain: str, at: int, boxes: Sequence[_Box]) -> bool:
    """Whether 口 is a box: a name is complete before it, and a channel that the list knows comes after."""
    since = max((box.end for box in boxes if box.end <= at), default=0)
    before = re.split(r"[\s、,;。]", plain[since:at])[-1]
    if before and fold(before) not in _vocabulary().names:
        return False
    after = fold(plain[at + 1 : at + 40])
    return bool(boxes) or any(after.startswith(name) for name in _vocabulary().names)


def _stretches(plain: str, boxes: list[_Box]) -> Iterator[tuple[int, int, bool | None]]:
    """The cell cut at its boxes: start, end, and whether its box is ticked (None: no box)."""
    if not boxes:
        yield 0, len(plain), None
    elif plain[: boxes[0].start].strip() and not plain[boxes[-1].end :].strip():
        start = 0
        for box in boxes:
            yield start, box.start, box.ticked
            start = box.end
        yield start, len(plain), None
    else:
        yield 0, boxes[0].start, None
        for box, following in zip(boxes, [*boxes[1:], None], strict=True):
            yield box.end, following.start if following else len(plain), box.ticked


_OBLIGATION: Final[Mapping[tuple[bool, bool | None], Obligation]] = {
    (False, True): "chosen",
    (False, False): "not_chosen",
    (False, None): "chosen",
    (True, True): "required",
    (True, False): "optional",
    (True, None): "chosen",
}
"""(legend 「■表示必选项,□表示可选项」, ticked) → obligation; a name without a box is chosen."""


# ---------------------------------------------------------------- names

_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]+", re.ASCII)
_NOTE: Final = re.compile(r"(?:备?注|说明)\d?:.*", re.DOTALL)
_LIST_MARK: Final = re.compile(
    r"(?<![0-9A-Za-z.])[0-9]{1,2}[.、)](?![0-9])|[①-⑳]|\([0-9一二三四五六七八九十]{1,2}\)|[·•▪]"
    r"|(?:^|(?<=[\s;。,]))[一二三四五六七八九十]{1,2}、"
)
_SEPARATOR: Final = re.compile(r"[、,;。|+&]+|/|\s+")
_OTHER: Final = re.compile(r"其[他它][:_\s]*")
_BEARER: Final = re.compile(
    r"\(?(?:社区|村居?|居|行政村|村\(?社区\)?|企事业单位|企业|事业单位|单位|小区|街道|乡镇|镇街?|乡|学校|村委会|居委会|村居委会|楼栋|网格)\)?"
)
"""Who puts up a notice board; 社区、企事业单位、村公示栏 is one channel."""


@frozen
class _Name:
    """A stretch of the cell that is one name so far, and the separator after it."""

    start: int
    end: int
    separator: str


def _names(plain: str, start: int, end: int) -> list[_Name]:
    """The stretch cut at every separator that is not inside brackets."""
    brackets = [found.span() for found in re.finditer(r"\([^()]*\)", plain[start:end])]
    names: list[_Name] = []
    at = start
    for found in _SEPARATOR.finditer(plain, start, end):
        if any(a < found.start() - start < b for a, b in brackets):
            continue
        if found.start() > at:
            names.append(_Name(at, found.start(), found[0].strip() or " "))
        at = found.end()
    return [*names, _Name(at, end, "")] if at < end else names


def _joined(plain: str, names: Sequence[_Name]) -> int:
    """How many of the names, from the first on, are one name that separators or layout cut."""
    known = _vocabulary()
    for count in range(min(len(names), 6), 0, -1):
        if fold(plain[names[0].start : names[count - 1].end]) in known.names:
            return count
    for count in range(2, min(len(names), 6) + 1):
        gap = names[count - 2].separator
        first, last = (fold(plain[name.start : name.end]) for name in (names[0], names[count - 1]))
        if gap in "、,/" and _BEARER.fullmatch(fold(plain[names[count - 2].start : names[count - 2].end])):
            if known.code(last) == "notice_board":
                return count
        elif gap == "/" and count == 2 and not known.code(first):
            return count
        elif gap == " " and not known.code(first) and not known.code(last):
            if known.code(fold(plain[names[0].start : names[count - 1].end])):
                return count
        else:
            break
    return 1


def _unglued(name: str) -> list[str]:
    """Names printed without anything between them, apart again."""
    known = _vocabulary()
    if fold(name) in known.names:
        return [name]
    for cut in range(2, len(name) - 1):
        left, right = fold(name[:cut]), fold(name[cut:])
        conjunction = re.match("以?及|[和与或]", right)
        if conjunction and known.code(left) and known.code(right[conjunction.end() :]):
            return [name[:cut], *_unglued(name[cut + conjunction.end() :])]
        if left in known.names and any(
            right.startswith(label) for label in known.names if label in known.labels or len(label) > 3
        ):
            return [name[:cut], *_unglued(name[cut:])]
    return [name]


def _read(plain: str, text: str, start: int, end: int) -> Iterator[Channel]:
    """The channels of one stretch, without their obligation."""
    other = False
    names = _names(plain, start, end)
    at = 0
    while at < len(names):
        count = _joined(plain, names[at:])
        first, last = names[at], names[at + count - 1]
        printed = unbroken(text[first.start : last.end])
        at += count
        free = _OTHER.match(plain, first.start, last.end)
        code = _vocabulary().names.get(fold(printed))
        if free and code in (None, "other"):
            other = ":" in free[0]
            own = unbroken(text[free.end() : last.end])
            if not own and last.separator == " " and at < len(names) and other | (fold(plain[names[at].start : names[at].end]) not in _vocabulary().names):
                own = unbroken(text[names[at].start : names[at].end])
                at += 1
            yield Channel(code="other", text=own or None)
            continue
        for name in _unglued(printed):
            code = _vocabulary().code(fold(name))
            plainly = code is not None and fold(code_list("channel").get(code).zh) == fold(name)
            yield Channel(code=code or ("other" if other else None), text=None if plainly else name)


@lru_cache(maxsize=4096)
def parse(text: str, *, legend: bool = False) -> tuple[Channel, ...]:
    """The channels of a 公开渠道和载体 cell, in order, those printed as not chosen included; () for a blank cell.

    `legend`: the table says 「■表示必选项,□表示可选项」. A coded channel keeps its wording as `text` where that is
    not the label of the code; addresses and notes stay with the channel before them. Never raises.
    """
    plain = text.translate(_WIDTH)
    channels: list[Channel] = []
    for start, end, ticked in _stretches(plain, _boxes(plain)):
        obligation = _OBLIGATION[legend, ticked]
        for part_start, part_end, aside in _parts(plain, start, end):
            if aside:
                words = unbroken(text[part_start:part_end])
                if channels:
                    channels[-1] = evolve(channels[-1], text=f"{_wording(channels[-1])} {words}")
                else:
                    channels.append(Channel(text=words, obligation=obligation))
            else:
                channels += [evolve(c, obligation=obligation) for c in _read(plain, text, part_start, part_end)]
    return tuple(channels)


def _wording(channel: Channel) -> str:
    code = code_list("channel").get(channel.code or "")
    return channel.text or (code.zh if code else "")


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretch cut at list marks, addresses and notes; True for those that are no names."""
    at = start
    for found in re.finditer(rf"(?P<aside>{_ADDRESS.pattern}|{_NOTE.pattern})|{_LIST_MARK.pattern}", plain[:end], re.DOTALL):
        if found.start() < at:
            continue
        yield at, found.start(), False
        if found["aside"]:
            yield found.start(), found.end(), True
        at = found.end()
    yield at, end, False
