"""JSON as text: where every value stands, and every reason why a text is not JSON that can be kept.

RFC 8259 as I-JSON (RFC 7493) narrows it: no member twice in one object, no half of a surrogate pair, no NaN
or Infinity, no number that a double cannot hold. Nothing here runs on a text that can be read, but `Places`
when somebody asks where a value stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from math import isinf
from typing import Any, Final

from gongkai_standard.codecs.limits import Limits, exceeding
from gongkai_standard.codecs.utf8 import Lines, more
from gongkai_standard.errors import GongkaiError, LimitExceededError, Problem, UnreadableError
from gongkai_standard.location import parts, pointer

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_TOKEN: Final = re.compile(
    r"""(?P<text>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")"""
    r"""|(?P<mark>[\[\]{},:])"""
    r"""|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-]))"""
    r"""|(?P<word>(?:true|false|null)(?!\w))"""
    r"""|(?P<constant>(?:NaN|-?Infinity)(?!\w))"""
)
_value: Final = json.JSONDecoder().raw_decode
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Places(Mapping[str, str]):
    """`{JSON pointer: line:column}` of a text that is known to be JSON; each part is looked at when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._root = _SPACE.match(text).end()  # type: ignore[union-attr]
        self._held: dict[int, dict[str, int]] = {}

    def __getitem__(self, at: str) -> str:
        offset = self._root
        try:
            for part in parts(at):
                offset = self._children(offset)[part]
        except (KeyError, ValueError):
            raise KeyError(at) from None
        return self._lines.place(offset)

    def __iter__(self) -> Iterator[str]:
        stack: list[tuple[tuple[str, ...], int]] = [((), self._root)]
        while stack:
            at, offset = stack.pop()
            yield pointer(at)
            children = self._children(offset)
            stack.extend(((*at, name), children[name]) for name in reversed(children))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _children(self, offset: int) -> dict[str, int]:
        """Member name or index → offset of the value, for the object or list at `offset`; scalars have none."""
        if offset not in self._held:
            opening = self._text[offset]
            self._held[offset] = self._scan(offset + 1, opening == "{") if opening in "{[" else {}
        return self._held[offset]

    def _scan(self, offset: int, named: bool) -> dict[str, int]:
        text, space, children = self._text, _SPACE.match, dict[str, int]()
        offset = space(text, offset).end()  # type: ignore[union-attr]
        while text[offset] not in "]}":
            name = str(len(children))
            if named:
                name, offset = _value(text, offset)
                offset = space(text, text.index(":", offset) + 1).end()  # type: ignore[union-attr]
            children[name] = offset
            _, offset = _value(text, offset)
            offset = space(text, offset).end()  # type: ignore[union-attr]
            if text[offset] == ",":
                offset = space(text, offset + 1).end()  # type: ignore[union-attr]
        return children


class _UncleanError(Exception):
    """Something in the text needs the slow explanation."""


def parse(text: str, limits: Limits) -> Any:
    """The value of a JSON text.

    Raises UnreadableError or LimitExceededError with every problem of the text and its line:column.
    """
    try:
        tree = _DECODER.decode(text)
        _measure(tree, limits)
        if _HALF_PAIR.search(text) and _SURROGATE.search(json.dumps(tree, ensure_ascii=False)):
            raise _UncleanError
    except (_UncleanError, ValueError, RecursionError):
        raise explain(text, limits) from None
    return tree


_HALF_PAIR: Final = re.compile(r"\\u[dD][89a-fA-F]")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _UncleanError
    return members


def _constant(_: str) -> Any:
    raise _UncleanError


def _float(text: str) -> float:
    value = float(text)
    if isinf(value):
        raise _UncleanError
    return value


def _holds(number: str) -> bool:
    """Whether Python can keep a JSON number: a double for fractions and exponents, else an int."""
    try:
        value = json.loads(number)
    except ValueError:
        return False
    return not (isinstance(value, float) and isinf(value))


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)


def _measure(tree: Any, limits: Limits) -> None:
    """Raise `_UncleanError` when the tree is deeper, or a text in it longer, than the limits allow."""
    level, depth = [tree], 0
    while level:
        inner: list[Any] = []
        nested = False
        for value in level:
            if isinstance(value, str):
                if len(value) > limits.text:
                    raise _UncleanError
            elif isinstance(value, dict):
                nested = True
                inner.extend(value)
                inner.extend(value.values())
            elif isinstance(value, list):
                nested = True
                inner.extend(value)
        depth += nested
        if depth > limits.depth:
            raise _UncleanError
        level = inner


def explain(text: str, limits: Limits) -> GongkaiError:
    """Why the text cannot be read, with every problem and its place."""
    reader = _Reader(text, limits)
    found = list(reader.problems())
    kind = LimitExceededError if reader.limits_hit == len(found) else UnreadableError
    return kind(*found[: limits.findings], *more(len(found), limits))


class _Expect(Enum):
    """What the grammar allows next; the value says it in Chinese and English."""

    VALUE = ("应为一个值", "a value is expected")
    VALUE_OR_END = ("应为一个值或 ]", "a value or ] is expected")
    NAME = ("应为成员名", "a member name is expected")
    NAME_OR_END = ("应为成员名或 }", "a member name or } is expected")
    COLON = ("应为冒号", "a colon is expected")
    COMMA_OR_BRACKET = ("应为逗号或 ]", "a comma or ] is expected")
    COMMA_OR_BRACE = ("应为逗号或 }", "a comma or } is expected")
    NOTHING = ("此后不应再有内容", "nothing may follow here")


_VALUES: Final = frozenset({_Expect.VALUE, _Expect.VALUE_OR_END})
_NAMES: Final = frozenset({_Expect.NAME, _Expect.NAME_OR_END})
_CLOSERS: Final = {
    "]": frozenset({_Expect.VALUE_OR_END, _Expect.COMMA_OR_BRACKET}),
    "}": frozenset({_Expect.NAME_OR_END, _Expect.COMMA_OR_BRACE}),
}
_OPENERS: Final = {"[": _Expect.VALUE_OR_END, "{": _Expect.NAME_OR_END}
_COMMAS: Final = {_Expect.COMMA_OR_BRACKET: _Expect.VALUE, _Expect.COMMA_OR_BRACE: _Expect.NAME}


class _Reader:
    """Walks the tokens of a text and lists what is wrong; a break of the grammar ends the list."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._lines = Lines(text)
        self._open: list[dict[str, int] | None] = []
        """The containers around the current place: names seen and their offsets for an object, None for a list."""
        self._expect = _Expect.VALUE
        self.limits_hit = 0
        """How many of the problems another `Limits` value would make go away."""

    def problems(self) -> Iterator[Problem]:
        """Every problem in order of the text, up to a break of the grammar or what lies too deep."""
        offset = self._space(0)
        while offset < len(self._text):
            token = _TOKEN.match(self._text, offset)
            if token is None or not self._allowed(token):
                yield self._broken(offset, token)
                return
            yield from self._faults(token)
            if len(self._open) == self._limits.depth and token["mark"] in _OPENERS:
                return
            self._advance(token)
            offset = self._space(token.end())
        if self._expect is not _Expect.NOTHING:
            yield self._broken(offset, None)

    def _space(self, offset: int) -> int:
        return _SPACE.match(self._text, offset).end()  # type: ignore[union-attr]

    def _allowed(self, token: re.Match[str]) -> bool:
        mark = token["mark"]
        if mark is None:
            return self._expect in _VALUES or (token["text"] is not None and self._expect in _NAMES)
        if mark in _OPENERS:
            return self._expect in _VALUES
        if mark in _CLOSERS:
            return self._expect in _CLOSERS[mark]
        return self._expect is _Expect.COLON if mark == ":" else self._expect in _COMMAS

    def _advance(self, token: re.Match[str]) -> None:
        mark = token["mark"]
        if mark in _OPENERS:
            self._open.append({} if mark == "{" else None)
            self._expect = _OPENERS[mark]
        elif mark == ":":
            self._expect = _Expect.VALUE
        elif mark == ",":
            self._expect = _COMMAS[self._expect]
        elif mark is None and self._expect in _NAMES:
            self._expect = _Expect.COLON
        else:
            if mark in _CLOSERS:
                self._open.pop()
            if not self._open:
                self._expect = _Expect.NOTHING
            else:
                self._expect = _Expect.COMMA_OR_BRACKET if self._open[-1] is None else _Expect.COMMA_OR_BRACE

    def _faults(self, token: re.Match[str]) -> Iterator[Problem]:
        place = self._lines.place(token.start())
        if token["text"] is not None:
            text, _ = _value(self._text, token.start())
            yield from self._text_faults(text, token.start(), place)
        elif token["constant"] is not None:
            said = token["constant"]
            yield Problem(message=f"JSON 没有 {said} 这个值", message_en=f"JSON has no value {said}", place=place)
        elif token["number"] is not None and not _holds(token["number"]):
            yield Problem(message="数字过大，无法保存", message_en="the number is too large to be kept", place=place)
        elif token["mark"] in _OPENERS and len(self._open) == self._limits.depth:
            yield self._limit("depth", self._limits.depth + 1, place)

    def _text_faults(self, text: str, offset: int, place: str) -> Iterator[Problem]:
        if _SURROGATE.search(text):
            yield Problem(
                message="文字里有半个代理对(\\uD800–\\uDFFF),不是字符",
                message_en="the text holds half of a surrogate pair, which is no character",
                place=place,
            )
        if len(text) > self._limits.text:
            yield self._limit("text", len(text), place)
        names = self._open[-1] if self._open else None
        if names is not None and self._expect in _NAMES:
            if text in names:
                first = self._lines.place(names[text])
                yield Problem(
                    message=f"成员 “{text}” 重复，首次出现在 {first}",
                    message_en=f"member {text!r} is repeated; it first stands at {first}",
                    place=place,
                )
            names.setdefault(text, offset)

    def _limit(self, name: str, found: int, place: str) -> Problem:
        self.limits_hit += 1
        return exceeding(name, found, self._limits, place=place)

    def _broken(self, offset: int, token: re.Match[str] | None) -> Problem:
        zh, en = self._expect.value
        if offset == len(self._text):
            zh, en = f"文件到此中断，{zh}", f"the file breaks off: {en}"
        elif token is None and self._text[offset] == '"':
            zh = "文字没有正确结束，或含有须转义的字符"
            en = "the text is not closed, or holds a character that must be escaped"
        return Problem(message=zh, message_en=en, place=self._lines.place(offset))
