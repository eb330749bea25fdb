"""文件夹 — the files of one unit together as its compendium: names and readings in, one reading out.

Places get the file's name in front: `养老服务.xlsx!标准目录!F7`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import evolve, frozen

from gongkai_standard.adjustment import Adjustment
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs.reading import Note, Reading
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.location import parts, pointer
from gongkai_standard.workflow import Workflow

_MEMBERS: Final[Mapping[type, str]] = {
    ItemList: "item_lists",
    SourceList: "source_lists",
    Catalogue: "catalogues",
    Workflow: "workflows",
    Guide: "guides",
    Adjustment: "adjustments",
}
"""Noun → the member of a compendium that holds values of it."""

_LISTS: Final = frozenset((member,) for member in _MEMBERS.values())

_T = TypeVar("_T")


def together(readings: Sequence[tuple[str, Reading]]) -> Reading:
    """One compendium of all that was read, in the order given.

    A compendium among them lends its own members; publisher, edition and profile that all files agree on become
    those of the whole. Adjustments have no say in that: they lead from one edition to another.
    `sha256` is that of the files' hashes in order.
    Raises GongkaiError when nothing was read or two files are a compendium.
    """
    if not readings:
        raise GongkaiError(Problem(message="没有可以读取的文件", message_en="there is no file that can be read"))
    whole = [(name, r.document) for name, r in readings if isinstance(r.document, Compendium)]
    if len(whole) > 1:
        names = "、".join(name for name, _ in whole)
        raise GongkaiError(
            Problem(
                message=f"其中有多份汇编（{names}），请分别检查",
                message_en=f"several of the files are a compendium ({names}); check each by itself",
            )
        )
    documents = [r.document for _, r in readings if not isinstance(r.document, Adjustment)]
    base = whole[0][1] if whole else Compendium()
    held: dict[str, list[Any]] = {member: [] for member in _MEMBERS.values()}
    homes: dict[tuple[str, ...], _Home] = {}
    for name, reading in readings:
        for member, values, prefix in _parts(reading.document):
            for number, value in enumerate(values):
                inside = (*prefix, str(number)) if prefix else ()
                homes[member, str(len(held[member]))] = _Home(name, inside)
                held[member].append(value)
        if isinstance(reading.document, Compendium):
            homes[()] = _Home(name, ())
    lists: dict[str, Any] = {member: tuple(values) for member, values in held.items()}
    compendium = evolve(
        base,
        profile=base.profile or _common(d.profile for d in documents),
        publisher=base.publisher or _common(d.publisher for d in documents),
        edition=base.edition or _common(d.edition for d in documents),
        **lists,
    )
    return Reading(
        document=compendium,
        format="folder",
        sha256=hashlib.sha256("".join(reading.sha256 for _, reading in readings).encode()).hexdigest(),
        notes=tuple(evolve(n, place=_place(name, n.place)) for name, r in readings for n in r.notes)
        + _disagreement(base, documents),
        locate=lambda: _Places(homes, {name: reading.places for name, reading in readings}),
        blanks=lambda: _Places(homes, {name: reading.blanks() for name, reading in readings}),
    )


def _parts(document: Document) -> Iterator[tuple[str, tuple[Any, ...], tuple[str, ...]]]:
    """Member of the compendium, what the document adds to it, and where that stands in the document."""
    if isinstance(document, Compendium):
        for member in _MEMBERS.values():
            yield member, getattr(document, member), (member,)
    else:
        yield _MEMBERS[type(document)], (document,), ()


@frozen
class _Home:
    """Which file a part of the compendium came from, and where it stands in it."""

    name: str
    inside: tuple[str, ...]


class _Places(Mapping[str, str]):
    """`{JSON pointer: place}` of the whole, asked of the files' own."""

    def __init__(self, homes: Mapping[tuple[str, ...], _Home], places: Mapping[str, Mapping[str, str]]) -> None:
        """`homes`: the start of a pointer → where that is kept; `places`: file → its own places."""
        self._homes = homes
        self._own = places

    def __getitem__(self, at: str) -> str:
        path = parts(at)
        home, rest = self._homes.get(path[:2]), path[2:]
        if home is None:
            home, rest = self._homes.get(()), path
        if home is None or (not home.inside and rest[:1] in _LISTS):
            raise KeyError(at)
        return _place(home.name, self._own[home.name][pointer((*home.inside, *rest))])

    def __iter__(self) -> Iterator[str]:
        for start, home in self._homes.items():
            for at in self._own[home.name]:
                path = parts(at)
                if start and path[: len(home.inside)] == home.inside:
                    yield pointer((*start, *path[len(home.inside) :]))
                elif not start and path[:1] not in _LISTS:
                    yield at

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _common(values: Iterator[_T | None]) -> _T | None:
    """The value that all who have one agree on."""
    said = {value for value in values if value is not None}
    return said.pop() if len(said) == 1 else None


def _disagreement(base: Compendium, documents: Sequence[Document]) -> tuple[Note, ...]:
    names = {d.publisher.name: None for d in documents if d.publisher and d.publisher.name}
    if base.publisher or len(names) < 2:
        return ()
    listed = list(names)
    return (
        Note(
            code="publishers_differ",
            level="warning",
            message=f"各文件的公开单位不一致：{'、'.join(listed)}；一份汇编只属于一个单位",
            message_en=f"the files name different publishers: {', '.join(listed)}; a compendium belongs to one unit",
        ),
    )


def _place(name: str, place: str) -> str:
    return f"{name}!{place}" if place else name
