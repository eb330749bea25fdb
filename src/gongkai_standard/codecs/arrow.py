"""Arrow — the rows of one catalogue or list as a typed table, for data frames.

Columns are the members of a row in order of declaration, nouns inside it as structs. The document without its rows
stands as JSON in the metadata of the table, under `gongkai`. A row that holds what no column can (undeclared members,
values that are no texts in a mapping, whole numbers beyond 64 bits) stands as JSON in the column `exact` besides, and
is read from there, so nothing is lost. Places are the numbers of the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import Any, Final

from attrs import evolve

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import part, structure, unstructure, version_notes
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, Problem, UnreadableError
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.location import parts
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import UNKNOWN, Form, Member, members

_ROWS: Final[Mapping[Any, tuple[str, Any]]] = {
    Catalogue: ("entries", Entry),
    ItemList: ("items", Item),
    SourceList: ("entries", SourceEntry),
}
"""Noun of a document → its member that holds the rows, and their noun."""

_HEAD: Final = b"gongkai"
_EXACT: Final = "exact"
_LARGEST: Final = 2**63


def loads(data: bytes, *, limits: Limits = DEFAULT) -> Reading:
    """The document in the bytes of an Arrow IPC file.

    Raises UnreadableError when they are none of ours, LimitExceededError when they are more than is allowed.
    """
    import pyarrow as pa

    if len(data) > limits.size:
        raise exceeded("size", len(data), limits)
    try:
        table = pa.ipc.open_file(data).read_all()
        table.validate(full=True)  # a damaged file may point anywhere, and its values are read without a look
        head = json.loads(table.schema.metadata[_HEAD])
        rows = table.to_pylist(maps_as_pydicts="strict")
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableError(
            Problem(message="不是本库写出的 Arrow 文件", message_en=f"not an Arrow file of this library: {error}")
        ) from error
    if len(rows) > limits.rows:
        raise exceeded("rows", len(rows), limits)
    document: Any = structure(head)
    if type(document) not in _ROWS:
        raise UnreadableError(
            Problem(message="Arrow 文件的类型不对", message_en="not a catalogue or list", place="gongkai")
        )
    member, noun = _ROWS[type(document)]
    document = evolve(document, **{member: tuple(_read(noun, row, f"/{member}/{i}") for i, row in enumerate(rows))})
    return Reading(
        document=document,
        format="arrow",
        source=data,
        notes=version_notes(document),
        locate=lambda: _Places(member, len(rows)),
    )


def dumps(document: Document) -> bytes:
    """An Arrow IPC file of the rows of a catalogue, item list or source list.

    Raises GongkaiError for a document of another kind, which has no rows of one sort.
    """
    import pyarrow as pa

    if type(document) not in _ROWS:
        raise GongkaiError(
            Problem(
                message="Arrow 只写出一份目录或清单的各行；汇编请逐份写出",
                message_en="Arrow holds the rows of one catalogue or list; write those of a compendium one by one",
            )
        )
    held: Any = document
    member, noun = _ROWS[type(held)]
    rows = [_row(value) for value in getattr(held, member)]
    head = json.dumps(unstructure(evolve(held, **{member: ()})), ensure_ascii=False)
    schema = pa.schema([*_fields(noun), pa.field(_EXACT, pa.string())], metadata={_HEAD: head.encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema) as writer:
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _row(value: Any) -> dict[str, Any]:
    native = _native(value)
    if native is None:
        return {_EXACT: json.dumps(unstructure(value), ensure_ascii=False)}
    return native


def _native(value: Any) -> dict[str, Any] | None:
    """The columns of a noun; None when they cannot hold all of it."""
    if getattr(value, UNKNOWN):
        return None
    noun: Any = type(value)
    row: dict[str, Any] = {}
    for m in members(noun):
        held = getattr(value, m.attribute)
        if held is None or held == () or held is EMPTY:
            continue
        match m.form:
            case Form.NOUN:
                held = _native(held)
            case Form.NOUNS:
                held = [_native(inner) for inner in held]
                held = None if None in held else held
            case Form.MAPPING:
                held = list(held.items()) if all(isinstance(text, str) for text in held.values()) else None
            case Form.VALUES:
                held = list(held) if all(isinstance(text, str) for text in held) else None
            case Form.INTEGER:
                held = held if -_LARGEST <= held < _LARGEST else None
        if held is None:
            return None
        row[m.name] = held
    return row


def _read(noun: Any, row: Mapping[str, Any], at: str) -> Any:
    exact = row.get(_EXACT)
    if exact is not None:
        try:
            return part(noun, json.loads(exact))
        except (ValueError, TypeError, RecursionError) as error:
            words = "这一行的 JSON 已损坏", f"the row's JSON is damaged: {error}"
            raise UnreadableError(Problem(message=words[0], message_en=words[1], place=at)) from error
    return noun(**dict(_members(noun, row)))


def _members(noun: Any, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for m in members(noun):
        held = row.get(m.name)
        if held is None:
            continue
        match m.form:
            case Form.NOUN:
                held = m.noun(**dict(_members(m.noun, held)))
            case Form.NOUNS:
                held = tuple(m.noun(**dict(_members(m.noun, inner))) for inner in held)
            case Form.TEXTS | Form.CHOICES | Form.VALUES:
                held = tuple(held)
        yield m.attribute, held


@cache
def _fields(noun: Any) -> tuple[Any, ...]:
    import pyarrow as pa

    return tuple(pa.field(m.name, _type(m)) for m in members(noun))


def _type(m: Member) -> Any:
    import pyarrow as pa

    text = pa.string()
    match m.form:
        case Form.NOUN:
            return pa.struct(_fields(m.noun))
        case Form.NOUNS:
            return pa.list_(pa.struct(_fields(m.noun)))
        case Form.TEXTS | Form.CHOICES | Form.VALUES:
            return pa.list_(text)
        case Form.MAPPING:
            return pa.map_(text, text)
        case Form.INTEGER:
            return pa.int64()
        case Form.BOOLEAN:
            return pa.bool_()
        case Form.DATE:
            return pa.date32()
        case _:
            return text


class _Places(Mapping[str, str]):
    """`{JSON pointer: place}`: every part of a row stands in the row, numbered from 1."""

    def __init__(self, member: str, count: int) -> None:
        self._member = member
        self._count = count

    def __getitem__(self, at: str) -> str:
        path = parts(at)
        if len(path) < 2 or path[0] != self._member or not path[1].isdecimal() or int(path[1]) >= self._count:
            raise KeyError(at)
        return str(int(path[1]) + 1)

    def __iter__(self) -> Iterator[str]:
        return (f"/{name}/{number}" for number, name in enumerate(repeat(self._member, self._count)))

    def __len__(self) -> int:
        return self._count
