"""UTF-8 — the bytes of a text format as text, and where in it something stands.

Lines and columns count from 1; a column counts characters, not bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from codecs import BOM_UTF8

from gongkai_standard.codecs.limits import Limits, exceeded
from gongkai_standard.errors import Problem, UnreadableError


class Lines:
    """Turns character offsets of one text into `line:column`."""

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    def place(self, offset: int) -> str:
        """`line:column` of the character at that offset."""
        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"


def decode(data: bytes, limits: Limits) -> str:
    """The text of UTF-8 bytes, without the byte order mark if there is one.

    Raises LimitExceededError for too many bytes, UnreadableError with the place of every byte sequence that
    is not UTF-8.
    """
    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    body = data.removeprefix(BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise UnreadableError(*_not_utf8(body, limits)) from None


def _not_utf8(data: bytes, limits: Limits) -> list[Problem]:
    text = data.decode(errors="surrogateescape")
    lines = Lines(text)
    wrong = [i for i, c in enumerate(text) if "\udc80" <= c <= "\udcff"]
    problems = [
        Problem(
            message=f"字节 0x{ord(text[i]) - 0xDC00:02X} 不是 UTF-8 文字，请将文件另存为 UTF-8 编码",
            message_en=f"byte 0x{ord(text[i]) - 0xDC00:02X} is not UTF-8 text; save the file as UTF-8",
            place=lines.place(i),
        )
        for i in wrong[: limits.findings]
    ]
    return problems + more(len(wrong), limits)


def more(found: int, limits: Limits) -> list[Problem]:
    """What closes a list of problems that was cut at the limit `findings`."""
    rest = found - limits.findings
    if rest <= 0:
        return []
    return [
        Problem(
            message=f"另有 {rest} 处问题未列出(上限 findings:{limits.findings})",
            message_en=f"{rest} more problems are not listed (limit findings: {limits.findings})",
        )
    ]
