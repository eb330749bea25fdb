"""公开依据 — the law, regulation or document that an entry rests on; its text is always kept.

`parse` finds the titles of a cell first (《…》, nested, half lost, or unmarked in front of a number) and then
reads number and articles from the words after each, so that a comma inside a title or a note cuts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from attrs import evolve, field, frozen

from gongkai_standard.codelists import code_list
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import term
from gongkai_standard.wording import HALF_WIDTH, Wording, unbroken


@frozen(kw_only=True, weakref_slot=False)
class LegalBasis:
    """公开依据 — one citation."""

    text: str | None = field(default=None, metadata=term("原文", "wording"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    """Without the outer 《》; inner title marks are kept."""
    number: str | None = field(default=None, metadata=term("发文字号", "document number", also=("文号",)))
    """In the standard form 国办发〔2017〕42号, whatever brackets were printed."""
    article: str | None = field(default=None, metadata=term("条款", "article"))
    kind: str | None = field(default=None, metadata=term("类别", "kind", codes="basis_kind"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


# ---------------------------------------------------------------- the words of the grammar

_MARKS: Final = str.maketrans("«»≪≫<>〖〗", "《》《》〈〉【】")
"""Other signs set in place of title marks and black brackets."""

_TITLE_MARKS: Final = str.maketrans("«»≪≫<>＜＞", "《》《》〈〉〈〉")
_BRACKETS: Final = tuple("([")
_EDGES: Final = " \t\r\n\u3000,;。，；、"

_HAN: Final = r"[\u3400-\u9fff]"
_CHINESE: Final = "零〇一二三四五六七八九十百"
_ORDINAL: Final = rf"(?:[0-9]+|[{_CHINESE}]+)"
_OPEN: Final = r"[〔﹝\[(【]"
_CLOSE: Final = r"[〕﹞\])】]"
_YEAR: Final = "(?:19|20)[0-9]{2}"

_NUMBER: Final = re.compile(
    rf"""
    (?P<organ>{_HAN}{{0,24}}?(?:\({_HAN}{{1,3}}\)[发函字])?)
        (?:{_OPEN}(?P<year>{_YEAR})(?:年?{_CLOSE}|(?=第?[0-9]+号))
          |(?P<bare_year>{_YEAR})(?:{_CLOSE}|[—–-])(?=第?[0-9]+号)
          |(?<=[发函字办规])(?P<naked_year>{_YEAR})年?(?=第?[0-9]+号))
        第?(?P<serial>[0-9]{{1,5}})(?:号|(?![0-9条款章节项年月日.]))
  | (?P<order>(?:{_HAN}{{1,16}}[部委局署会院厅府行]、){{0,9}}{_HAN}{{0,24}}?(?:令|公告|通告)
        (?:[(〔\[]?{_YEAR}[)〕\]]?年?)?,?第?{_ORDINAL}(?:号(?:令|公告)?|(?=[)\]]))
      | {_HAN}{{2,24}}?(?:{_YEAR}年)?第{_ORDINAL}号(?:{_HAN}{{0,16}}?令|公告|通告)
      | (?:{_YEAR}年)?第{_ORDINAL}号(?:{_HAN}{{0,16}}?令|公告|通告))
  | (?P<standard>(?P<series>[A-Z]{{2,4}}(?:[0-9]{{2,6}}(?=/))?)/?(?P<advisory>[TZ]?)
        (?P<item>[0-9]+(?:\.[0-9]+)*(?:[—–~-]+[0-9]{{2,4}})?))
  | (?P<plain>{_HAN}{{2,12}}第?[0-9]{{1,5}}号|{_HAN}{{2,4}}[0-9]{{1,3}}[—–-]{_YEAR}|(?:{_YEAR}年)?第[0-9]{{1,5}}号)
    """,
    re.VERBOSE,
)
"""发文字号 in any brackets or half of them, orders and announcements, standards, a serial without a year."""

_NOT_ORGAN: Final = re.compile("(?:(?<=[0-9])[年月日])?(?:根据|依据|按照|[和及与])?")
"""Han characters before a number that belong to the sentence around it."""

_NUMBER_INSIDE: Final = re.compile(r"\([^()]*[0-9]\s*号\s*\)$")
"""A number that slipped in front of the closing 》."""

_ARTICLE: Final = re.compile(
    rf"第{_ORDINAL}(?:[—–、至到-]+第?{_ORDINAL})*(?:条(?:之[{_CHINESE}])?|章|节)"
    rf"(?:(?:[—–、,和及与至到-]|以及)?第?\(?{_ORDINAL}\)?(?:、\(?{_ORDINAL}\)?)*(?:条(?:之[{_CHINESE}])?|款|项|目|章|节))*"
)

_KIND_NOUN: Final = (
    "(?:通知|意见|决定|决议|公告|通告|办法|规定|条例|细则|规则|规程|准则|方案|规划|计划|纲要|指引|指南|要点|标准|规范"
    "|制度|目录|清单|批复|解释|复函|函|法)"
)
_WRAPPING: Final = re.compile(
    r"(?:印发|发布|公布|转发|批转|下发|修改|修订|修正|废止|关于|贯彻|落实|实施|施行|执行|制定)$"
)
_WRAPPED: Final = re.compile(
    rf"(?:[、和及与]?《[^《》]*》){{0,9}}(?:等[^、,;。(《》]{{0,12}}?)?的[^、,;。(《》]{{0,10}}?{_KIND_NOUN}"
)
"""关于印发《…》的通知: the marks enclose the document inside, not the title."""

_LONGEST: Final = 400
"""No title is longer, in characters, the titles that it quotes included."""
_KIND_WORD: Final = re.compile(_KIND_NOUN)
_WHOLE: Final = re.compile(rf"(?:{_KIND_NOUN}|[号)\]])$")
_NOTE: Final = re.compile(rf"\([^()]*(?:{_YEAR}年[0-9]+月|修[订正改])[^()]*\)")
"""A bracket that tells when the law was passed and amended."""
_LIST_MARK: Final = re.compile(
    r"[0-9]{1,2}[.、)](?![0-9])|[①-⑳]|\([0-9一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、"
)

_UNMARKED: Final = re.compile(
    rf"^(?:(?=.*关于).{{3,}}{_KIND_NOUN}|(?!.*(?:相关|有关|各|法律|法规|国家|上级|文件|等))"
    r"(?:.{2,}(?:法|条例)|.{4,}(?:办法|细则)|.{6,}规定))(?:\([^()]*\))?$"
)
"""A title without any marks; generic words (信息公开规定, 相关政策文件) are none."""
_TAIL: Final = re.compile("以?及|等|和|与")
"""What follows such a word belongs to the title before, its list of generic words (等法律、法规、规章) too."""
_GENERIC: Final = re.compile(rf"(?!{_TAIL.pattern}).*(?:文件|政策|法规|法律|规章|{_KIND_NOUN})等?$")

_LEAD: Final = re.compile(
    r"(?:(?<![0-9])[0-9]{1,2}[.、)](?![0-9])|[①-⑳]|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)|(?:^|(?<=[;。,、]))[一二三四五六七八九十]{1,2}、"
    r"|根据|依据|按照|以?及|[和与]|[【\[][^0-9【】\[\]]{2,20}[】\]]:?|(?:^|(?<=[;。]))[\u3400-\u9fff]{2,10}:|[、,;。])*$"
)
"""What stands in front of a title: list mark, type, conjunction."""


# ---------------------------------------------------------------- titles


@frozen
class _Title:
    """`folded[start:end]` with its marks."""

    start: int
    end: int


def _groups(folded: str) -> Mapping[int, int]:
    """Where each bracket that closes opens → the end of its group, whatever the kinds of brackets."""
    opened: list[int] = []
    groups: dict[int, int] = {}
    for at, char in enumerate(folded):
        if char in "([【〔﹝":
            opened.append(at)
        elif char in ")]】〕﹞" and opened:
            groups[opened.pop()] = at + 1
    return groups


def _titles(folded: str) -> Iterator[_Title]:
    """The top-level titles, in order."""
    groups = _groups(folded)
    at = done = 0
    while at < len(folded):
        char = folded[at]
        if char in "([" and done and at in groups and not re.search("[、;。]", folded[done:at]):
            at = groups[at]  # a promulgation note may quote other titles
        elif char in "《〈":
            start, at = _widened(folded, done, at, _title_end(folded, at))
            done = at
            yield _Title(start, at)
        elif char == "》":
            start = max(done, *(folded.rfind(mark, done, at) + 1 for mark in "、,;。:)号"))
            at += 1
            done = at
            if start < at - 1:
                yield _Title(start, at)
        else:
            at += 1


def _title_end(folded: str, start: int) -> int:
    """Where the title that opens at `start` ends, whatever marks inside or at its end are lost."""
    depth = inner = 0
    last = 0
    outer_close = "》" if folded[start] == "《" else "〉"
    for at in range(start, min(start + _LONGEST, len(folded))):
        char = folded[at]
        if char == "《" and outer_close == "》":
            if depth and folded[at - 1] in "、,;。)号" and folded[at - 2] != "》":
                return last or _bare_end(folded, start, at)
            depth += 1
        elif char == "》" and outer_close == "》":
            depth -= 1
            last = at + 1
            if not depth:
                return last
        elif char == "〈":
            inner += 1
        elif char == "〉":
            inner -= 1
            if inner == 0 and outer_close == "〉":
                return at + 1
            if inner < 0 and not last:
                last = at + 1
    return last or _bare_end(folded, start, len(folded))


def _bare_end(folded: str, start: int, limit: int) -> int:
    """The end of a title whose 》 is lost: the punctuation or number after it."""
    found = re.search(r"[、,;。:(\[【〔]", folded[start + 1 : limit])
    return start + 1 + found.start() if found else limit


def _widened(folded: str, done: int, start: int, end: int) -> tuple[int, int]:
    """The whole of 民政部关于印发《…》的通知."""
    lead = max(done, *(folded.rfind(mark, done, start) + 1 for mark in "、,;。:)】."))
    wrapped = _WRAPPED.match(folded, end)
    if wrapped and _WRAPPING.search(folded, lead, start):
        return lead, wrapped.end()
    return start, end


# ---------------------------------------------------------------- citations


@frozen
class _Anchor:
    """One citation: its wording starts at `start`, its title is `folded[title.start:title.end]`."""

    start: int
    title: _Title | None


def _anchors(folded: str, breaks: frozenset[int]) -> list[_Anchor]:
    """Where each citation of the cell starts; together they cover it."""
    anchors: list[_Anchor] = []
    done = 0
    for title in _titles(folded):
        lead = _LEAD.search(folded, done, title.start)
        start = lead.start() if lead else title.start
        anchors += _unmarked(folded, done, start, breaks, bool(anchors))
        anchors.append(_Anchor(start, title))
        done = title.end
    anchors += _unmarked(folded, done, len(folded), breaks, bool(anchors))
    if not any(anchor.title for anchor in anchors):
        return [_Anchor(0, None)]
    return [_Anchor(0, anchors[0].title), *anchors[1:]]


def _unmarked(folded: str, start: int, end: int, breaks: frozenset[int], following: bool) -> Iterator[_Anchor]:
    """Citations without title marks between `start` and `end`.

    After a title (`following`) the first piece is that title's own tail, and what follows a colon is quoted.
    """
    if following:
        end = start + len(_outside_quotes(folded[start:end]))
    tailed = False
    for index, (at, piece_end) in enumerate(_pieces(folded, start, end, breaks)):
        piece = folded[at:piece_end].rstrip("、,;。:")
        if following and index == 0:
            tailed = bool(_TAIL.match(piece))
            continue
        lead = _LIST_MARK.match(piece)
        begin = lead.end() if lead else 0
        length = _title_length(piece[begin:])
        if length:
            yield _Anchor(at, _Title(at + begin, at + begin + length))
        elif following and not tailed and _GENERIC.match(piece):
            yield _Anchor(at, None)


def _pieces(folded: str, start: int, end: int, breaks: frozenset[int]) -> Iterator[tuple[int, int]]:
    """`folded[start:end]` cut after the separators outside brackets, and at line breaks after a whole citation."""
    depth = 0
    for at in range(start, end):
        depth = max(0, depth + (folded[at] in "([【〔﹝") - (folded[at] in ")]】〕﹞"))
        separated = folded[at] in "、,;。" and not depth
        if separated or (at + 1 in breaks and _WHOLE.search(folded, max(start, at - 2), at + 1)):
            yield start, at + 1
            start = at + 1
    if start < end:
        yield start, end


def _title_length(piece: str) -> int:
    """How much of the piece is a title without marks: up to its number, or all of it when it names itself."""
    for found in reversed(list(_KIND_WORD.finditer(piece))):
        bracket = piece[found.end() : found.end() + 1] in _BRACKETS
        if found.start() > 1 and (bracket or len(found[0]) > 1) and _NUMBER.match(piece, found.end() + bracket):
            return found.end()
    return len(piece) if _UNMARKED.match(piece) else 0


def _outside_quotes(tail: str) -> str:
    """The words after a title up to the colon that opens a quotation."""
    colon = tail.find(":")
    return tail if colon < 0 else tail[:colon] or tail[1:]


def _numbers(words: str) -> list[str]:
    """The document numbers after a title, in the standard form; of a note full of dates only the last."""
    notes = [found.span() for found in _NOTE.finditer(words)]
    found = list(_NUMBER.finditer(words))
    plain = [number for number in found if not any(start <= number.start() < end for start, end in notes)]
    return [_standard_form(number) for number in plain or found[-1:]]


def _standard_form(found: re.Match[str]) -> str:
    """国办发〔2017〕42号; orders, announcements and standards as printed, without blanks."""
    if found["series"]:
        advisory = f"/{found['advisory']}" if found["advisory"] else ""
        return f"{found['series']}{advisory} {found['item']}"
    year = found["year"] or found["bare_year"] or found["naked_year"]
    around = _NOT_ORGAN.match(found.string, found.start())
    begin = around.end() if around else found.start()
    if year:
        return f"{found.string[begin : found.end('organ')]}〔{year}〕{found['serial']}号"
    return found.string[begin : found.end()].replace(",", "")


def _kind(lead: str) -> str | None:
    """The code of a printed type (【法律】, 行政法规:), by the list `basis_kind`."""
    for label in re.findall(rf"{_HAN}+", lead):
        code = code_list("basis_kind").match(label)
        if code:
            return code.code
    return None


def _title(wording: Wording, title: _Title) -> str:
    """The printed title without its outer marks; inner ones are 〈〉 or 《》, closing ones too many are dropped."""
    printed = unbroken(wording.printed(title.start, title.end).translate(_TITLE_MARKS))
    if printed.startswith(("《", "〈")):
        printed = printed[1:]
    for opening, closing in ("《》", "〈〉"):
        while printed.count(closing) > printed.count(opening):
            before, _, after = printed.rpartition(closing)
            printed = before + after
    whole = re.fullmatch("〈([^〈〉]*)〉", printed)
    return whole[1] if whole else printed


@remembered(4096)
def parse(text: str) -> tuple[LegalBasis, ...]:
    """The citations of a 公开依据 cell, in the order of its wording; () for a blank cell.

    Never raises. Each citation's `text` is its own part of the wording; a document with two numbers is cited
    twice, the second time with the number alone as its text. Generic words have no title.
    """
    return _regular(text) or _read(text)


_REGULAR: Final = re.compile(
    rf"(《({_HAN}{{2,60}})》(?:[(（]((?!根据|依据|按照|[和及与]){_HAN}{{2,10}}(?:〔{_YEAR}〕|令第)[0-9]{{1,4}}号)[)）])?"
    rf"(第[{_CHINESE}]{{1,5}}条)?)(?:[、;；]|\s*\n\s*|$|(?=《))"
)
"""《title》(number)article without any slip, and what ends it."""


def _regular(text: str) -> tuple[LegalBasis, ...]:
    """The citations of a cell in which all are regular, as most are; else (), for the whole grammar to read."""
    lines = [_regular_line(line) for line in text.split("\n")]
    return tuple(chain.from_iterable(lines)) if all(lines) else _regular_run(text)


@remembered(4096)
def _regular_line(text: str) -> tuple[LegalBasis, ...]:
    """The same for a line that begins and ends with a citation: a catalogue has few different ones."""
    return () if not text or text[-1] in "、;；" or text[-1].isspace() else _regular_run(text)


def _regular_run(text: str) -> tuple[LegalBasis, ...]:
    found = []
    at = 0
    while at < len(text):
        citation = _REGULAR.match(text, at)
        if not citation:
            return ()
        words, title, number, article = citation.groups()
        found.append(LegalBasis(text=words, title=title, number=number, article=article))
        at = citation.end()
    return tuple(found)


def _read(text: str) -> tuple[LegalBasis, ...]:
    wording = Wording.of(text)
    folded = wording.folded.translate(_MARKS)
    if not folded:
        return ()
    breaks = frozenset(
        at for at in range(1, len(folded)) if "\n" in text[wording.offsets[at - 1] : wording.offsets[at]]
    )
    anchors = _anchors(folded, breaks)
    found: list[LegalBasis] = []
    for anchor, end in zip(anchors, [*(following.start for following in anchors[1:]), len(folded)], strict=True):
        basis = LegalBasis(text=wording.printed(anchor.start, end).strip(_EDGES))
        if anchor.title is None:
            numbers = _numbers(folded[anchor.start : end])
            found.append(evolve(basis, number=numbers[0]) if numbers else basis)
            continue
        title = _title(wording, anchor.title)
        inside = _NUMBER_INSIDE.search(title.translate(HALF_WIDTH))
        lead = folded[anchor.start : anchor.title.start]
        words = _outside_quotes(folded[anchor.title.end : end])
        numbers = _numbers(words) or _numbers(lead) or (_numbers(Wording.of(inside[0]).folded) if inside else [])
        article = _ARTICLE.search(_NOTE.sub("", words))
        basis = evolve(
            basis,
            title=title[: inside.start()] if inside else title,
            article=article[0] if article else None,
            kind=_kind(lead),
        )
        found.append(evolve(basis, number=numbers[0]) if numbers else basis)
        found += [LegalBasis(text=number, title=basis.title, number=number) for number in numbers[1:]]
    return tuple(found)
