"""字符编码 — the bytes of a page or of a CSV file as text: declared, marked or guessed, and every guess is told.

UTF-8 with or without a byte order mark, UTF-16, GB18030 (which covers GB2312 and GBK) and Big5. Python's
GB18030 follows the edition of 2005: eighteen characters that the edition of 2022 moved come as private-use ones.
Nothing is replaced in silence.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.utf8 import more
from gongkai_standard.errors import Problem, UnreadableError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "ms936", "gb_2312-80", "x-gbk", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16-le"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "utf-16-be"), "utf-16-be"),
}
_GUESSED: Final = ("utf-8", "gb18030", "big5hkscs")
_SHOWN: Final = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_SAMPLE: Final = 200_000
"""Bytes that are looked at for a guess."""
_NUL_SHARE: Final = 16
"""One byte in so many is zero in UTF-16 text, whose digits, blanks and line ends have one each."""
_LOST: Final = "\ufffd"
_FEW: Final = 10
_SHARE: Final = 500
"""So many unreadable bytes, or one character in so many, are damage; more are another kind of file."""
_HAN_BEYOND_LEVEL_ONE: Final = re.compile("[^\x00-\xff]")
_RARE_IN_BIG5: Final = 0xC9
"""Lead byte from which on Big5 holds the less frequent characters."""


def text_of(data: bytes, limits: Limits, notes: Notes, *, declared: str = "") -> str:
    """The text of a file, without its byte order mark.

    `declared`: the encoding that the file itself names. The few bytes of a damaged file that no encoding explains
    come as U+FFFD, with a note of their lines. Raises UnreadableError, with the lines, when they are many.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, limits, notes)
    said = _ALIASES.get(declared.strip().lower())
    name = _found(data, said)
    if said and said != name:
        notes.add(
            "encoding_differs",
            f"文件自称 {declared} 编码，实际按 {_SHOWN[name]} 读取",
            f"the file says that it is {declared}; it is read as {_SHOWN[name]}",
            level="warning",
        )
    elif not said and not data.isascii() and name != "utf-8":
        notes.add(
            "encoding_guessed",
            f"文件没有标明编码，按 {_SHOWN[name]} 读取",
            f"the file does not name its encoding; it is read as {_SHOWN[name]}",
        )
    return _decoded(data, name, limits, notes)


def _found(data: bytes, said: str | None) -> str:
    """The encoding of bytes without a mark: the named one where it fits, else the one that makes most sense."""
    head = data[:_SAMPLE]
    zeros = head.count(0)
    if zeros * _NUL_SHARE >= len(head) > 0:
        return "utf-16-le" if head[1::2].count(0) * 2 >= zeros else "utf-16-be"
    for name in dict.fromkeys((said or "utf-8", "utf-8")):
        if not name.startswith("utf-16") and _is(data, name):
            return name
    return min(_GUESSED, key=partial(_strangeness, head))


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strangeness(data: bytes, encoding: str) -> int:
    """How many characters hardly anybody writes, and bytes that are none, a text has if it is in this encoding."""
    text = data.decode(encoding, errors="replace")
    wide = "".join(_HAN_BEYOND_LEVEL_ONE.findall(text))
    if encoding == "big5hkscs":
        encoded = wide.encode("big5hkscs", errors="replace")
        return wide.count(_LOST) + sum(lead >= _RARE_IN_BIG5 for lead in encoded[::2])
    return wide.encode("gb2312", errors="replace").count(b"?") + wide.count(_LOST)


def _decoded(data: bytes, encoding: str, limits: Limits, notes: Notes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    if encoding.startswith("utf-16"):
        lines = [data.decode(encoding, errors="replace")]
    else:
        lines = list(_line_by_line(data, encoding, notes))
    text = "".join(lines)
    wrong = [number for number, line in enumerate(text.split("\n"), start=1) if _LOST in line]
    if text.count(_LOST) > max(_FEW, len(text) // _SHARE):
        raise UnreadableError(
            *(
                Problem(
                    message=f"此行有不是 {_SHOWN[encoding]} 文字的字节，请将文件另存为 UTF-8 编码",
                    message_en=f"the line holds bytes that are not {_SHOWN[encoding]} text; save the file as UTF-8",
                    place=f"{number}:1",
                )
                for number in wrong[: limits.findings]
            ),
            *more(len(wrong), limits),
        )
    for number in wrong:
        notes.count(
            "bytes_unreadable",
            f"有的字节不是 {_SHOWN[encoding]} 文字，以 {_LOST} 代替",
            f"bytes that are not {_SHOWN[encoding]} text are shown as {_LOST}",
            partial("{}:1".format, number),
        )
    return text


def _line_by_line(data: bytes, encoding: str, notes: Notes) -> Iterator[str]:
    """Lines pasted from a file in another encoding are read in theirs."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if number > 1:
            yield "\n"
        if _is(line, encoding):
            yield line.decode(encoding)
            continue
        other = next((name for name in _GUESSED[:2] if name != encoding and _is(line, name)), None)
        if other is None or _strangeness(line, other) > _strangeness(line, encoding):
            yield line.decode(encoding, errors="replace")
            continue
        notes.count(
            "encoding_mixed",
            f"有的行不是 {_SHOWN[encoding]}，按 {_SHOWN[other]} 读取",
            f"lines that are not {_SHOWN[encoding]} are read as {_SHOWN[other]}",
            partial("{}:1".format, number),
        )
        yield line.decode(other)
