"""NDJSON — one JSON value a line, for documents too large to hold at once.

The first line is the head of the document: its JSON without its rows (`entries` of a catalogue or a source list,
`items` of an item list). Each line after it is one row:

    {"gongkai":"1.0","kind":"catalogue","title":"…"}
    {"id":"1","level_one":"…","level_two":"…"}
    {"id":"2","level_one":"…","level_two":"…"}

In a compendium each document inside it has a head of its own, followed by its rows; what the compendium holds
besides stays in the first line. A line is a head when its member `kind` names a document. Blank lines count but say
nothing. Nothing is lost. Places are `line:column`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from attrs import evolve, field, frozen

from gongkai_standard.codecs import json, json_text, json_twins
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import structure, version_notes
from gongkai_standard.codecs.utf8 import decode
from gongkai_standard.compendium import KINDS, Compendium, Document
from gongkai_standard.errors import GongkaiError, LimitExceededError, Problem, UnreadableError
from gongkai_standard.location import parts, pointer
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import HEAD, UNKNOWN, Form, is_document, members

CHUNK: Final = 1000
"""Rows of one document of a stream."""

_HEAD: Final = re.compile(rf'"{HEAD[1]}"\s*:\s*"(?:{"|".join(KINDS)})"'.encode())
_ROWS: Final = frozenset({"entries", "items"})
_NEAR: Final = 512
"""Bytes at the beginning of a head within which its kind stands, unless it is the first."""
_MARK: Final = b"\xef\xbb\xbf"


def loads(data: bytes, *, limits: Limits = DEFAULT, pause_gc: bool = True) -> Reading:
    """The document in UTF-8 NDJSON bytes.

    `pause_gc` keeps the garbage collector, which is process-wide, off during the call.
    Raises UnreadableError or LimitExceededError with the problems and their line:column.
    """
    with paused(pause_gc):
        if len(data) > limits.size:
            raise exceeded("size", len(data), limits)
        lines = data.split(b"\n")
        shared = json_twins.sharing()
        read = [(chunk, _document(chunk, limits, shared)) for chunk in _chunks(lines, limits, len(lines) + 1)]
        document, homes = _whole(read)
        places = _Places(lines, homes, limits)

        def where(at: str) -> str:
            return places.get(at, "")

        return Reading(
            document=document,
            format="ndjson",
            sha256=hashlib.sha256(data).hexdigest(),
            notes=version_notes(document, where=where),
            source=data,
            locate=lambda: places,
        )


def stream(
    lines: Iterable[bytes], *, limits: Limits = DEFAULT, rows: int = CHUNK, pause_gc: bool = True
) -> Iterator[Document]:
    """The documents of a file, a thousand rows at a time: each has the head that its rows stand under.

    `lines`: an open file, or whatever gives its lines. `pause_gc` as for `loads`, while each document is made.
    A compendium comes first, without the documents inside it.
    Raises UnreadableError or LimitExceededError where a line cannot be read.
    """
    shared = json_twins.sharing()
    for chunk in _chunks(lines, limits, rows):
        with paused(pause_gc):
            document = _document(chunk, limits, shared)
        yield document


def dumps(document: Document) -> bytes:
    """The document as UTF-8 NDJSON. Raises GongkaiError for values that JSON has not, such as NaN."""
    return b"".join(write(document))


def write(document: Document) -> Iterator[bytes]:
    """The lines of a document, one by one."""
    noun: Any = type(document)
    inner = [m for m in members(noun) if m.noun and is_document(m.noun) and m.form is Form.NOUNS]
    rows = _rows_of(noun)
    apart = [*inner, *([rows] if rows else [])]
    without: dict[str, Any] = {m.attribute: () for m in apart}
    head: Any = evolve(document, **without)
    yield json.dumps(head) + b"\n"
    if rows:
        values = getattr(document, rows.attribute)
        _refuse_heads(values, rows.name)
        try:
            yield from (line + b"\n" for line in json_twins.rows(rows.noun, values))
        except (ValueError, TypeError, RecursionError):
            json.dumps(document)
            raise
    for member in inner:
        for value in getattr(document, member.attribute):
            yield from write(value)


def _refuse_heads(values: Sequence[Any], name: str) -> None:
    """A row that would be taken for a head cannot be written."""
    for index, value in enumerate(values):
        if value.unknown and _opens(value.unknown):
            raise GongkaiError(
                Problem(
                    message="此行的 kind 会被当作文件头，不能写成 NDJSON",
                    message_en="the member kind of this row would be taken for a head; it cannot be written as NDJSON",
                    place=pointer((name, index)),
                )
            )


def _opens(members: Mapping[str, Any]) -> bool:
    """Whether an object with these members is the head of a document."""
    kind = members.get(HEAD[1])
    return isinstance(kind, str) and kind in KINDS


# ------------------------------------------------------------------ lines to documents


@frozen
class _Chunk:
    """A head and rows under it."""

    line: int
    """Number of the line of the head, from 1."""
    raw: bytes
    head: Mapping[str, Any]
    rows: list[bytes] = field(factory=list)
    numbers: list[int] = field(factory=list)
    """Line of each row."""

    @property
    def noun(self) -> Any:
        return KINDS[self.head[HEAD[1]]]

    @property
    def member(self) -> str:
        """Name of the member that lists its rows; empty for documents without rows."""
        rows = _rows_of(self.noun)
        return rows.name if rows else ""


@cache
def _rows_of(noun: Any) -> Any:
    return next((m for m in members(noun) if m.name in _ROWS), None)


def _chunks(lines: Iterable[bytes], limits: Limits, most: int) -> Iterator[_Chunk]:
    """Heads with at most so many rows each; a head without rows stands alone."""
    chunk: _Chunk | None = None
    whole = begun = takes_rows = False
    size = 0
    for number, line in enumerate(lines, start=1):
        size += len(line) + (not line.endswith(b"\n"))
        if size > limits.size + 1:
            raise exceeded("size", size, limits, place=f"{number}:1")
        text = (line.removeprefix(_MARK) if number == 1 else line).rstrip()
        if not text:
            continue
        head = _head(text, number, limits) if chunk is None or _HEAD.search(text, 0, _NEAR) else None
        if head is not None:
            if chunk is not None and (not whole or head[HEAD[1]] == Compendium.kind):
                raise _second_head(number)
            if chunk is not None and (chunk.rows or not begun):
                yield chunk
            whole = whole or head[HEAD[1]] == Compendium.kind
            chunk, begun = _Chunk(number, text, head), False
            takes_rows = bool(chunk.member) and chunk.member not in head
            continue
        if chunk is None or not takes_rows:
            raise _unexpected_row(number)
        if number - chunk.line > limits.rows:
            raise exceeded("rows", number - chunk.line, limits, place=f"{number}:1")
        chunk.rows.append(text)
        chunk.numbers.append(number)
        if len(chunk.rows) == most:
            yield chunk
            chunk, begun = _Chunk(chunk.line, chunk.raw, chunk.head), True
    if chunk is None:
        raise UnreadableError(Problem(message="文件中没有内容", message_en="the file holds nothing", place="1:1"))
    if chunk.rows or not begun:
        yield chunk


def _head(text: bytes, number: int, limits: Limits) -> Mapping[str, Any] | None:
    """The head that the line is, or None for a row. Raises UnreadableError when it is no JSON."""
    tree = _parsed(text, number, limits)
    if not isinstance(tree, dict) or not _opens(tree):
        if number == 1 or _HEAD.search(text, 0, _NEAR) is None:
            structure(tree, where=lambda _: f"{number}:1")
        return None
    return tree


def _parsed(text: bytes, number: int, limits: Limits) -> Any:
    """The JSON value of a line; problems stand at the line of the file."""
    try:
        return json_text.parse(decode(text, limits), limits)
    except GongkaiError:
        padded = b"\n" * (number - 1) + text
        return json_text.parse(decode(padded, evolve(limits, size=len(padded))), limits)


def _second_head(number: int) -> UnreadableError:
    return UnreadableError(
        Problem(
            message="此处又有一个文件头；只有汇编可以含有多份文件",
            message_en="another head; only a compendium holds several documents",
            place=f"{number}:1",
        )
    )


def _unexpected_row(number: int) -> UnreadableError:
    return UnreadableError(
        Problem(
            message="此处不应有行：上面的文件头没有行，或已列出各行",
            message_en="no row may stand here: the document above has none, or its head lists them",
            place=f"{number}:1",
        )
    )


def _document(chunk: _Chunk, limits: Limits, shared: json_twins.Shared) -> Document:
    """The document of a chunk: its rows at once where that is surely the same, else line by line."""

    def headed(rows: Mapping[str, Any]) -> Document:
        return structure({**chunk.head, **rows}, where=lambda _: f"{chunk.line}:1")

    if not chunk.rows:
        return json_twins.read(chunk.raw, limits) or headed({})
    member = _rows_of(chunk.noun)
    quick = json_twins.read_rows(member.noun, chunk.rows, limits, shared)
    if quick is not None:
        held: dict[str, Any] = {member.attribute: quick}
        return evolve(headed({}), **held)
    rows: list[Any] = []
    problems: list[Problem] = []
    limited = 0
    for text, number in zip(chunk.rows, chunk.numbers, strict=True):
        try:
            row = _parsed(text, number, limits)
            if not isinstance(row, dict):
                raise _no_row(number)
            rows.append(row)
        except GongkaiError as error:
            problems += error.problems
            limited += len(error.problems) * isinstance(error, LimitExceededError)
            if len(problems) >= limits.findings:
                break
    if problems:
        kind = LimitExceededError if limited == len(problems) else UnreadableError
        raise kind(*problems[: limits.findings])
    return headed({chunk.member: rows})


def _no_row(number: int) -> UnreadableError:
    return UnreadableError(
        Problem(message="每行应为一个对象", message_en="each line must be an object", place=f"{number}:1")
    )


_Home = tuple[tuple[str, ...], _Chunk]
"""Pointer of a document in the whole, and its chunk."""


def _whole(read: Sequence[tuple[_Chunk, Document]]) -> tuple[Document, list[_Home]]:
    """One document; those inside a compendium put in their places."""
    (chunk, first), *rest = read
    document: Any = first
    noun: Any = type(first)
    homes: list[_Home] = [((), chunk)]
    if not rest:
        return document, homes
    held: dict[str, list[Any]] = {}
    for inner, value in rest:
        member = next(m.name for m in members(noun) if m.noun is type(value))
        known = held.setdefault(member, list(getattr(document, member)))
        homes.append(((member, str(len(known))), inner))
        known.append(value)
    unknown = {name: value for name, value in document.unknown.items() if name not in held}
    lists: dict[str, Any] = {member: tuple(values) for member, values in held.items()}
    return evolve(document, **lists, **{UNKNOWN: unknown or EMPTY}), homes


class _Places(Mapping[str, str]):
    """`{JSON pointer: line:column}`; a line is looked at when something in it is asked for."""

    def __init__(self, lines: Sequence[bytes], homes: Sequence[_Home], limits: Limits) -> None:
        self._lines = lines
        self._limits = limits
        self._homes = dict(homes)

    def __getitem__(self, at: str) -> str:
        path = parts(at)
        home = path[:2] if path[:2] in self._homes else ()
        chunk, rest = self._homes[home], path[len(home) :]
        if chunk.numbers and rest[:1] == (chunk.member,):
            if len(rest) == 1:
                return f"{chunk.numbers[0]}:1"
            try:
                number = chunk.numbers[int(rest[1])]
            except (ValueError, IndexError):
                raise KeyError(at) from None
            return self._place(number, rest[2:])
        return self._place(chunk.line, rest)

    def _place(self, number: int, rest: Sequence[str]) -> str:
        text = decode(self._lines[number - 1], self._limits)
        return f"{number}:{json_text.Places(text)[pointer(rest)].rpartition(':')[2]}"

    def __iter__(self) -> Iterator[str]:
        for home, chunk in self._homes.items():
            for at in json_text.Places(decode(self._lines[chunk.line - 1], self._limits)):
                yield pointer(home) + at
            for index, number in enumerate(chunk.numbers):
                base = pointer((*home, chunk.member, index))
                for at in json_text.Places(decode(self._lines[number - 1], self._limits)):
                    yield base + at

    def __len__(self) -> int:
        return sum(1 for _ in self)
