"""责任主体 — the bodies that one cell names: several, or one whose name holds 和, 、 or a line break itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gongkai_standard.wording import unbroken

_SUFFIX: Final = (
    "人民政府 政府 部门 办事处 街道办 街办 委员会 村委会 居委会 管委会 党工委 委 局 厅 署 办公室 办 机关 机构 单位 中心 所 站 室 处 科 股 组"
    " 队 院 校 学校 园 馆 公司 集团 企业 银行 协会 联合会 联 工会 人大 政协 部 团委 会 社 台 法院 检察院"
).split()
_BODY: Final = re.compile(rf"(?:{'|'.join(sorted(_SUFFIX, key=len, reverse=True))})(?:\([^()]*\))?$")
"""Ends like the name of an organ."""

_PLACE: Final = re.compile(r"(?:..|各)(?:[乡镇村县区市旗]|街道|社区)$|^(?:乡镇|镇街|街镇|街道|社区|村居)$")
"""A division that stands for its own government: 扬子洲镇, 各街道, 所在行政村."""

_LEVELS: Final = re.compile(r"^(?:[省市县区旗乡镇村州盟]|街道|国家)级?$")
"""A bare level, which belongs to the name after it: 市、区两级…, 乡、镇人民政府."""

_JOINED: Final = re.compile(r"[、,;/|]|以及|及(?!其)|[和与或]")
_PRINTED: Final = str.maketrans("（）［］，；／｜", "()[],;/|")
_MARK: Final = re.compile(r"^(?:[0-9０-９]{1,2}[.．、](?![0-9])|[①-⑳]|[(（][0-9一二三四五六七八九十]{1,2}[)）])")
_REMNANT: Final = re.compile(r"^(?:人民政府|政府|部门|分局|办事处|委员会|..?)$")
"""What a line break leaves of a name."""


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[str, ...]:
    """The bodies of a 责任主体 cell, in order, as printed but without layout; () for a blank cell. Never raises.

    >>> parse("市、区两级民政部门、街道办事处")
    ('市、区两级民政部门', '街道办事处')
    """
    bodies = (_MARK.sub("", body).strip(" 、，,；;。.:：/／|｜") for line in _lines(text) for body in _bodies(line))
    return tuple(body for body in bodies if body)


def _lines(text: str) -> list[str]:
    """Names that layout broke are put together again; a break after a complete name parts it from the next."""
    lines: list[str] = []
    for chunk in text.split():
        if lines and (_open(lines[-1]) or not _names(lines[-1]) or _REMNANT.match(chunk)):
            lines[-1] = unbroken(f"{lines[-1]}\n{chunk}")
        else:
            lines.append(chunk)
    return lines


def _names(piece: str) -> bool:
    """Whether the piece ends like the name of a body (住房 or 人力资源 in front of 和 do not)."""
    plain = piece.translate(_PRINTED)
    return bool(_BODY.search(plain) or _PLACE.search(plain)) and not plain.endswith("社会")


def _open(piece: str) -> bool:
    plain = piece.translate(_PRINTED)
    return plain.count("(") > plain.count(")")


def _bodies(line: str) -> list[str]:
    """One line, cut at the separators that part whole names."""
    pieces, separators = _cut(line)
    bodies = [pieces[0]]
    for index, separator in enumerate(separators):
        following = pieces[index + 1 :]
        if _parts(bodies[-1], separator, following):
            bodies.append(following[0])
        else:
            bodies[-1] += separator + following[0]
    return bodies


def _cut(line: str) -> tuple[list[str], list[str]]:
    """Pieces and the separators between them; brackets stay whole."""
    pieces: list[str] = []
    separators: list[str] = []
    start = 0
    plain = line.translate(_PRINTED)
    for found in _JOINED.finditer(plain):
        if not _open(line[: found.start()]):
            pieces.append(line[start : found.start()])
            separators.append(line[found.start() : found.end()])
            start = found.end()
    return [*pieces, line[start:]], separators


def _parts(before: str, separator: str, following: list[str]) -> bool:
    """Whether the separator stands between two bodies, not inside the name of one."""
    if separator in ("，", ",", "；", ";", "|", "｜"):
        return True
    if separator in ("、", "/", "／"):
        if _LEVELS.match(before):
            return all(_LEVELS.match(piece) for piece in following)
        return separator != "、" or _names(before) or not any(map(_names, following))
    return _names(before) and _names(following[0])
