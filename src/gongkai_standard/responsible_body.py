"""责任主体 — the bodies that one cell names: several, or one whose name holds 和, 、 or a line break itself."""

from __future__ import annotations

import re
from typing import Final

from gongkai_standard.remembering import remembered
from gongkai_standard.wording import HALF_WIDTH, unbroken

_BODY: Final = re.compile(
    r"(?:政府|部门|办事处|街道办|街办|[委局厅署办室处科股组队部台会联所站院校园馆学庭]|[标购理请表法]人|(?<!和)社|机关|机构|单位|中心|窗口"
    r"|团体|公司|集团|企业|银行|人大|政协)(?:\([^()]*\))?$"
)
"""Ends like the name of an organ."""

_PLACE: Final = re.compile(
    r"(?:[\u3400-\u9fff]{2}|各)(?:[乡镇村县区市旗]|街道|社区)(?:\([^()]*\))?$"
    r"|^各?(?:(?:乡镇|镇街|街镇|街道|社区|村居)(?:\([^()]*\))?|[县区乡镇村]\([^()]*\))$"
)
"""A division that stands for its own government: 扬子洲镇, 各街道, 所在行政村."""

_PART_OF_NAME: Final = ("社会", "城乡", "农村", "乡村")
"""Ends like a body or a place, but a name goes on after it: 人力资源和社会…, 住房和城乡…, 农业农村和…."""

_LEVELS: Final = re.compile(r"^(?:(?:[省市县区旗乡镇村州盟]|街道|国家)级?[、/]?)+$")
"""Bare levels, which belong to the name after them: 市、区两级…, 乡、镇人民政府."""

_LIST_MARK: Final = r"[①-⑳]|(?<![0-9])[0-9]{1,2}[.、](?![0-9])|\([0-9一二三四五六七八九十]{1,2}\)"
_CONJUNCTION: Final = "以及|及(?!其)|或者?|[和与]"
_SEPARATOR: Final = re.compile(rf"{_LIST_MARK}|[、,;/|]|{_CONJUNCTION}")
_LISTING: Final = "、,;/|"
_REMNANT: Final = re.compile(r"[(、,;/和与及或]|(?:人民政府|政府|部门|分局|办事处|委员会|..?)$")
"""What a line break leaves of a name."""
_LONGEST: Final = 120
"""No name, nor a list in brackets inside one, is longer."""
_NEAR: Final = 16
"""So many pieces after a separator tell what it parts; with both bounds the work is in proportion to the text."""


@remembered(4096)
def parse(text: str) -> tuple[str, ...]:
    """The bodies of a 责任主体 cell, in order, as printed but without layout; () for a blank cell. Never raises.

    >>> parse("市、区两级民政部门、街道办事处")
    ('市、区两级民政部门', '街道办事处')
    """
    bodies = (body.strip(" 、，,；;。.．:：/／|｜") for line in _lines(text) for body in _bodies(line))
    return tuple(body for body in bodies if body)


def _lines(text: str) -> list[str]:
    """Names that layout broke are put together again; a break after a complete name parts it from the next."""
    lines: list[str] = []
    for chunk in text.split():
        if lines and _goes_on(lines[-1][-_LONGEST:], chunk):
            lines[-1] = lines[-1][:-1] + unbroken(f"{lines[-1][-1]}\n{chunk}")
        else:
            lines.append(chunk)
    return lines


def _goes_on(line: str, chunk: str) -> bool:
    """Whether a line break stands inside a name."""
    return _open(line, chunk) or not _names(line) or bool(_REMNANT.match(chunk.translate(HALF_WIDTH)))


def _names(piece: str) -> bool:
    """Whether the piece ends like the name of a body (住房 or 人力资源 in front of 和 do not)."""
    plain = piece.translate(HALF_WIDTH)
    return bool(_BODY.search(plain) or _PLACE.search(plain)) and not plain.endswith(_PART_OF_NAME)


def _open(before: str, after: str) -> bool:
    """Whether a bracket that opens before closes only after."""
    plain = before.translate(HALF_WIDTH)
    return plain.count("(") > plain.count(")") and ")" in after.translate(HALF_WIDTH)


def _bodies(line: str) -> list[str]:
    """One line, cut at the separators that part whole names."""
    pieces, separators = _cut(line)
    bodies = [pieces[0]]
    for index, separator in enumerate(separators):
        near = slice(index + 1, index + 1 + _NEAR)
        if _parts(bodies[-1][-_LONGEST:], separator, pieces[near], separators[near]):
            bodies.append(pieces[index + 1])
        else:
            bodies[-1] += separator + pieces[index + 1]
    return bodies


def _cut(line: str) -> tuple[list[str], list[str]]:
    """Pieces and the separators between them; brackets stay whole."""
    pieces: list[str] = []
    separators: list[str] = []
    start = 0
    for found in _SEPARATOR.finditer(line.translate(HALF_WIDTH)):
        at = found.start()
        if not _open(line[max(0, at - _LONGEST) : at], line[at : at + _LONGEST]):
            pieces.append(line[start : found.start()])
            separators.append(line[found.start() : found.end()])
            start = found.end()
    return [*pieces, line[start:]], separators


def _parts(before: str, separator: str, following: list[str], separators: list[str]) -> bool:
    """Whether the separator stands between two bodies, not inside the name of one."""
    sign = separator.translate(HALF_WIDTH)
    if sign in ("、", "/"):
        if _LEVELS.match(before):
            return all(_LEVELS.match(piece) or _PLACE.search(piece.translate(HALF_WIDTH)) for piece in following)
        return sign == "/" or _names(before) or not any(map(_names, following))
    if sign in _LISTING or not re.fullmatch(_CONJUNCTION, sign):
        return True
    return _names(before) and _leads_to_name(following, separators)


def _leads_to_name(pieces: list[str], separators: list[str]) -> bool:
    """Whether the pieces start with the name of a body: 改革委员会 after 发展和, 区两级民政部门 after 市、."""
    for piece, separator in zip(pieces, [*separators, "、"], strict=False):
        if _names(piece) or (separator.translate(HALF_WIDTH) in _LISTING and not _LEVELS.match(piece)):
            return _names(piece)
    return False
