"""数字格式 — digits that only the format of a number shows: 7 under the format `0000` is the code 0007.

Codes and telephone numbers are typed so. Formats of noughts and hyphens are applied; all others change how a number
looks, not what it says.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from posixpath import normpath
from typing import Final

from gongkai_standard.codecs import package

Formats = Mapping[int, Mapping[int, str]]
"""Column → row → format, both counted from 0."""

_STYLES: Final = "xl/styles.xml"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"

_NOUGHTS: Final = re.compile(r"(0+(?:-0+)*)(?:;@)?")
_ATTRIBUTE: Final = re.compile(r'(?:^|\s)(?:\w+:)?(\w+)\s*=\s*"([^"]*)"')
_CELL: Final = re.compile(rb"<(?:\w{1,20}:)?c\s([^<>]{1,200})>")
"""No more of a tag is looked at than an office program writes, so that a hostile one costs no more."""
_STYLE: Final = re.compile(rb'\bs="(\d{1,6})"')
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


def formats(archive: zipfile.ZipFile) -> Mapping[str, Formats]:
    """Name of a sheet → its numbers whose formats add digits. Looks no further where no style has such a format."""
    names = set(archive.namelist())
    if not {_STYLES, _WORKBOOK, _RELATIONS} <= names:
        return {}
    styles = dict(_styles(package.part(archive, _STYLES).decode(errors="replace")))
    if not styles:
        return {}
    return {name: _cells(archive, part, styles) for name, part in _sheets(archive) if part in names}


def shown(number: float, format: str) -> str | None:
    """The number as a reader of the sheet sees it; None for what such a format does not hold."""
    if number < 0 or number != int(number):
        return None
    digits = str(int(number))
    said = ""
    for sign in reversed(format):
        if sign == "0":
            digits, sign = digits[:-1], digits[-1:] or "0"
        said = sign + said
    return digits + said


def _styles(styles: str) -> Iterator[tuple[bytes, str]]:
    """Index of a style of cells, and its format of noughts."""
    codes = {}
    for about in _tags(styles, "numFmt"):
        found = _NOUGHTS.fullmatch(unescape(about.get("formatCode", "")).replace("\\", ""))
        if found and len(found[1]) > 1:
            codes[about.get("numFmtId")] = found[1]
    if codes:
        cells = styles.partition("cellXfs")[2].partition("cellXfs>")[0]
        for index, about in enumerate(_tags(cells, "xf")):
            if about.get("numFmtId") in codes:
                yield str(index).encode(), codes[about.get("numFmtId")]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    relations = package.part(archive, _RELATIONS).decode(errors="replace")
    targets = {about.get("Id"): about.get("Target", "") for about in _tags(relations, "Relationship")}
    for about in _tags(package.part(archive, _WORKBOOK).decode(errors="replace"), "sheet"):
        target = targets.get(about.get("id"), "")
        yield unescape(about.get("name", "")), normpath(f"/xl/{target}" if target[:1] != "/" else target)[1:]


def _cells(archive: zipfile.ZipFile, part: str, styles: Mapping[bytes, str]) -> Formats:
    found: dict[int, dict[int, str]] = {}
    for piece in package.windows(archive, part):
        for attributes in _CELL.findall(piece):
            style, at = _STYLE.search(attributes), _REFERENCE.search(attributes)
            if style and at and style[1] in styles:
                found.setdefault(column_number(at[1]) - 1, {})[int(at[2]) - 1] = styles[style[1]]
    return found


def column_number(letters: bytes) -> int:
    """`A` → 1, `AA` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every element of that name."""
    for attributes in re.findall(rf"<(?:\w{{1,20}}:)?{name}\s([^<>]*)>", text):
        yield dict(_ATTRIBUTE.findall(attributes))
