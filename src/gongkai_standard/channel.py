"""公开渠道和载体 — where information is published, and whether the place is required, optional, chosen or not.

`parse` cuts a cell at its boxes, each stretch at its separators, and puts together again what the list `channel`
knows as one name (发布会/听证会, 社区/企事业单位/村公示栏(电子屏)). Spellings are rows of that list: an alias that
begins with `…` stands for every name that ends so (…公示栏). What matches nothing is kept as text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final, Literal

from attrs import evolve, field, frozen

from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import term
from gongkai_standard.wording import HALF_WIDTH, Wording, unbroken

Obligation = Literal["required", "optional", "chosen", "not_chosen"]


@frozen(kw_only=True, weakref_slot=False)
class Channel:
    """公开渠道 — one channel of an entry: a code of the list `channel`, or the text that matched none."""

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
    by_first: Mapping[str, tuple[str, ...]]
    """First character → the names that start with it, the longest first."""

    def starting(self, folded: str, at: int = 0) -> Iterator[str]:
        """The names that stand in the folded text at this place, the longest first."""
        return (name for name in self.by_first.get(folded[at : at + 1], ()) if folded.startswith(name, at))

    def clear(self, folded: str, at: int = 0) -> str | None:
        """The name at this place, if nobody could take it for the rest of a longer one (政府网站公示栏)."""
        return next((name for name in self.starting(folded, at) if name in self.labels or len(name) > 3), None)

    def named(self, name: str) -> str | None:
        """The code of a name in itself or by its ending."""
        return self.names.get(name) or next((code for ending, code in self.endings if name.endswith(ending)), None)


@cache
def _vocabulary() -> _Vocabulary:
    names: dict[str, str] = {}
    endings: dict[str, str] = {}
    for code in code_list("channel"):
        for spellings, target in ((code.labels, names), (code.endings, endings)):
            for spelling in spellings:
                target.setdefault(fold(spelling), code.code)
    by_first: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_first.setdefault(name[0], []).append(name)
    return _Vocabulary(
        names=names,
        by_first={first: tuple(starting) for first, starting in by_first.items()},
        labels=frozenset(fold(code.zh) for code in code_list("channel")),
        endings=tuple(sorted(endings.items(), key=lambda item: -len(item[0]))),
    )


@remembered(8192)
def _code(text: str) -> str | None:
    """The code of a folded name; brackets, quotation marks and a verb at its end aside."""
    bare = _ASIDE.sub("", text)
    return next(filter(None, map(_vocabulary().named, (text, bare, _VERB.sub("", bare), _QUOTED.sub("", text)))), None)


_ASIDE: Final = re.compile(r"\([^()]*(?:\)|$)|[“”‘’\"']")
_QUOTED: Final = re.compile(r"[“\"][^“”\"]*[”\"]$")
_VERB: Final = re.compile(
    r"[等上]$|[上内等]{0,2}(?:主动|对外|予以|进行|集中){0,3}(?:公开|公示|公布|发布|宣传|公告|告知|查询|查阅)$"
)


# ---------------------------------------------------------------- boxes

TICKED_BOXES: Final = "■☑☒√✓✔✅▣◼⬛█▇●◆★þýü\uf052\uf053\uf054\uf050\uf051\uf06e\uf0fe\uf0fd\uf0fc"
EMPTY_BOXES: Final = "□☐◻⬜▢❏❐❑❒○〇◯◇☆×✗✘£￡¨\uf0a3\uf06f\uf071\uf0a8"
_TICKED_LETTERS: Final = "RQPSTn"
_EMPTY_LETTERS: Final = "oq"
DRAWN_BOXES: Final = "口囗"
"""Characters that scanning makes of an empty box."""

_SIGN: Final = (
    rf"[{TICKED_BOXES}{EMPTY_BOXES}{DRAWN_BOXES}]"
    rf"|(?<![A-Za-z0-9.])[{_TICKED_LETTERS}{_EMPTY_LETTERS}](?=[\s)\]]*[\u3400-\u9fff])"
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
        if sign in DRAWN_BOXES and sign and not _is_drawn(plain, found.start(), boxes):
            continue
        boxes.append(_Box(found.start(), found.end(), bool(sign) and sign in TICKED_BOXES + _TICKED_LETTERS))
    return boxes


def _is_drawn(plain: str, at: int, boxes: Sequence[_Box]) -> bool:
    """Whether 口 is a box: a name is complete before it, and a channel that the list knows comes after."""
    if plain[at + 1 : at + 2] in ("头", "述"):
        return False
    since = max(boxes[-1].end if boxes else 0, at - _LONGEST)
    before = re.split(r"[\s、,;。]", plain[since:at])[-1]
    if before and fold(before) not in _vocabulary().names:
        return False
    return bool(boxes) or any(_vocabulary().starting(fold(plain[at + 1 : at + _LONGEST])))


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

_ADDRESS: Final = r"\((?:https?://|www\.)[!-'*-~]+\)|(?:https?://|www\.)[!-'*-~]+"
_NOTE: Final = r"(?:备?注|说明)\d?:.*"
_LIST_MARK: Final = (
    r"(?<![0-9A-Za-z.])[0-9]{1,2}[.、)](?![0-9])|[①-⑳]|\([0-9一二三四五六七八九十]{1,2}\)|[·•▪]"
    r"|(?:^|(?<=[\s;。,]))[一二三四五六七八九十]{1,2}、"
)
_NO_NAME: Final = re.compile(rf"(?P<aside>{_ADDRESS}|{_NOTE})|{_LIST_MARK}|:\s*(?={_ADDRESS})", re.DOTALL)
_SEPARATOR: Final = re.compile(r"[、,;。|+&]+|/|\s+(?![:\s])")
_OTHER: Final = re.compile(r"其[他它](?P<note>\(请?[注说写标]明\))?(?:\s*:\s*|_+)?")
"""The box for anything else; free text follows."""
_CONJUNCTION: Final = re.compile(r"以?及|[和与或]")
_BEARERS: Final = (
    r"\(?(?:社区|村居?|居|行政村|村?组|村民小组|(?:企事业|企业|事业)?单位|企业|小区|街道|街?镇|镇[街村]?|乡镇?|[县区市]"
    r"|学校|[村居]委会|楼栋|网格)\)?"
)
_BEARER: Final = re.compile(rf"(?:.*(?:的|所在地?|各))?{_BEARERS}(?:{_BEARERS})?")
"""Who puts up a notice board; 社区、企事业单位、村公示栏 is one channel."""
_FIXTURES: Final = ("notice_board", "reading_place")
"""What stands in another place: 便民服务中心公示栏 is one channel."""


@frozen
class _Cell:
    """A cell; all places are indexes of the printed text, to which `plain` is equal in length."""

    text: str
    plain: str
    folded: str
    offsets: tuple[int, ...]
    """For each folded character the index of the printed one."""
    inside: bytes
    """For each printed character whether it is in a bracket that closes."""

    @classmethod
    def of(cls, text: str) -> _Cell:
        plain = text.translate(HALF_WIDTH)
        wording = Wording.of(plain)
        inside = bytearray(len(plain))
        for found in _BRACKETED.finditer(plain):
            inside[found.start() + 1 : found.end()] = b"\1" * (len(found[0]) - 1)
        return cls(
            text, plain, "".join(fold(char)[:1] or char for char in wording.folded), wording.offsets, bytes(inside)
        )

    def name(self, start: int, end: int) -> str:
        return unbroken(self.text[start:end])

    def code(self, start: int, end: int) -> str | None:
        """The code of what ends at `end`; more than its last characters cannot matter."""
        return _code(fold(self.text[max(start, end - 4 * _LONGEST) : end]))

    def whole_name(self, start: int, end: int) -> int | None:
        """Where the name that the vocabulary knows ends, if another one, a separator or nothing comes after it."""
        at = bisect_left(self.offsets, start)
        for name in _vocabulary().starting(self.folded, at):
            after = at + len(name)
            stop = self.offsets[after - 1] + 1
            if stop <= end and (
                stop == end or _SEPARATOR.match(self.plain, stop) or _vocabulary().clear(self.folded, after)
            ):
                return stop
        return None

    def names(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The next few names, cut at every separator that is not in brackets: start, end, the separator after it."""
        names: list[tuple[int, int, str]] = []
        for found in _SEPARATOR.finditer(self.plain, start, end):
            if self.inside[found.start()]:
                continue
            names.append((start, found.start(), found[0].strip() or " "))
            start = found.end()
            if len(names) == _MOST:
                return names
        return [*names, (start, end, "")]


_BRACKETED: Final = re.compile(r"\([^()]*\)")
_MOST: Final = 7
"""No name is cut into more pieces."""
_LONGEST: Final = 40
"""No name is longer, in characters."""


def _joined(cell: _Cell, names: Sequence[tuple[int, int, str]]) -> int:
    """Where the first name ends, when separators or layout cut it."""
    known = _vocabulary().names
    start, first_end, _ = names[0]
    first = cell.code(start, first_end)
    for (before, before_end, separator), (after, after_end, _) in pairwise(names):
        last = cell.code(after, after_end)
        if separator in "、,/" and _BEARER.fullmatch(fold(cell.text[before:before_end])):
            if last == "notice_board":
                return after_end
        elif separator == "/" and before == start and not (first or fold(cell.text[after:after_end]) in known):
            return after_end
        elif separator == " " and not first and not last:
            if cell.code(start, after_end):
                return after_end
        else:
            break
    return first_end


def _unglued(cell: _Cell, start: int, stop: int) -> tuple[int, int]:
    """Where the first of several names printed without anything between them ends, and where the next one starts."""
    known = _vocabulary()
    first, last = bisect_left(cell.offsets, start), bisect_left(cell.offsets, stop)
    for cut in range(first + 2, min(last - 1, first + _LONGEST)):
        end = cell.offsets[cut - 1] + 1
        name = cell.folded[first:cut]
        conjunction = _CONJUNCTION.match(cell.folded, cut, last)
        clear = known.clear(cell.folded, cut)
        if cell.inside[end]:
            continue
        if conjunction and _code(name) and _code(cell.folded[max(conjunction.end(), last - _LONGEST) : last]):
            return end, cell.offsets[conjunction.end()]
        if clear and _code(name) and known.names[clear] not in _FIXTURES:
            return end, cell.offsets[cut]
    return stop, stop


def _channel(name: str) -> Channel:
    """The channel of one name; its wording is kept unless it is the label of the code."""
    folded = fold(name)
    code = _code(folded)
    return Channel(code=code, text=None if code and folded in _vocabulary().labels else name)


def _read(cell: _Cell, at: int, end: int) -> Iterator[Channel]:
    """The channels of one stretch, without their obligation."""
    listed = False
    while at < end:
        separator = _SEPARATOR.match(cell.plain, at, end)
        if separator:
            at = separator.end()
            continue
        stop = cell.whole_name(at, end)
        free = _OTHER.match(cell.plain, at, end)
        if free and (not stop or _code(fold(cell.text[at:stop])) == "other"):
            listed = ":" in free[0]
            stop, own = _free_text(cell, free.end(), end, named=listed)
            # A form's 「(请注明)」 is wording too: with it, all that stands behind 其他 is kept as printed.
            yield Channel(code="other", text=(cell.name(free.start("note"), stop) if free["note"] else own) or None)
            at = stop
            continue
        after = stop
        if stop is None or after is None:
            stop, after = _unglued(cell, at, _joined(cell, cell.names(at, end)))
        channel = _channel(cell.name(at, stop))
        at = after
        yield evolve(channel, code="other") if listed and not channel.code else channel


def _free_text(cell: _Cell, at: int, end: int, *, named: bool) -> tuple[int, str]:
    """What follows 其他, glued, after a blank or (`named`) after a colon, and where it ends."""
    (start, stop, separator), *following = cell.names(at, end)
    if start == stop and separator == " " and (named or cell.whole_name(following[0][0], end) is None):
        stop = following[0][1]
    own = cell.name(at, stop)
    inner = re.fullmatch(r"[(（]([^()（）]*)[)）]", own)
    return stop, inner[1] if inner else own


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretch cut at list marks, addresses and notes; True for those that are no names."""
    for found in _NO_NAME.finditer(plain, start, end):
        yield start, found.start(), False
        if found["aside"]:
            yield found.start(), found.end(), True
        start = found.end()
    yield start, end, False


@remembered(4096)
def parse(text: str, *, legend: bool = False) -> tuple[Channel, ...]:
    """The channels of a 公开渠道和载体 cell, in order, those printed as not chosen included; () for a blank cell.

    `legend`: the table says 「■表示必选项,□表示可选项」. A coded channel keeps its wording as `text` where that is
    not the label of the code; addresses and notes stay with the channel before them. Never raises.
    """
    return _printed_form(text, legend) or _scanned(text, legend)


_PRINTED_BOX: Final = re.compile("([■□])")
_PRINTED_NAME: Final = re.compile(rf"(?:(?![{DRAWN_BOXES}])[\u3400-\u9fff]){{2,20}}")


def _printed_form(text: str, legend: bool) -> tuple[Channel, ...]:
    """The channels of a cell that is the official form, boxes before plain names; else ()."""
    before, *rest = _PRINTED_BOX.split(text)
    channels: list[Channel] = []
    for box, words in zip(rest[::2], rest[1::2], strict=True):
        name = words.strip()
        if before or not (name in _printed_labels() or _PRINTED_NAME.fullmatch(name)):
            return ()
        channels += _boxed(box + name, legend)
    return tuple(channels)


@cache
def _printed_labels() -> frozenset[str]:
    return frozenset(code.zh for code in code_list("channel"))


@remembered(1024)
def _boxed(text: str, legend: bool) -> tuple[Channel, ...]:
    """One box and its name, of which the tables of a county have few."""
    return _scanned(text, legend)


def _scanned(text: str, legend: bool) -> tuple[Channel, ...]:
    cell = _Cell.of(text)
    channels: list[Channel] = []
    for start, end, ticked in _stretches(cell.plain, _boxes(cell.plain)):
        obligation = _OBLIGATION[legend, ticked]
        for part_start, part_end, aside in _parts(cell.plain, start, end):
            if aside and channels:
                blank = " " * cell.plain[part_start - 1].isspace()
                channels[-1] = _noted(channels[-1], blank + cell.name(part_start, part_end))
            elif aside:
                channels.append(Channel(text=cell.name(part_start, part_end), obligation=obligation))
            else:
                channels += [evolve(channel, obligation=obligation) for channel in _read(cell, part_start, part_end)]
    return tuple(channels)


def _noted(channel: Channel, words: str) -> Channel:
    """The channel with an address or a note after its name."""
    code = code_list("channel").get(channel.code or "")
    label = code.zh if code and code.code != "other" else ""
    return evolve(channel, text=f"{channel.text or label}{words}".strip())
