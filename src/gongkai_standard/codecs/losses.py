"""损失表 — what each format cannot hold, declared as data; writing tells what of it a document had.

JSON, YAML and NDJSON hold everything. Tables hold every member that has a column, in print, and what the print does
not tell exactly, in the imprint. They leave out what is nobody's to publish: members that the data model does not
know. Pages and Word files, which are for reading, also leave out the ids that somebody gave; others are derived anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs
from attrs import frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.ids import DERIVED
from gongkai_standard.item_list import Item, SourceEntry
from gongkai_standard.location import pointer
from gongkai_standard.shape import UNKNOWN, Form, members

Reason = Literal["unknown", "id"]

_TOLD: Final[Mapping[Reason, tuple[str, str]]] = {
    "unknown": ("数据模型未定义的成员", "a member that the data model does not declare"),
    "id": ("编号", "an id"),
}

CANNOT_HOLD: Final[Mapping[str, tuple[Reason, ...]]] = {
    "xlsx": ("unknown",),
    "csv": ("unknown",),
    "html": ("unknown", "id"),
    "docx": ("unknown", "id"),
}
"""Format → what it cannot hold; a format that is not named holds everything."""

UNPRINTED_IDS: Final[Mapping[type, tuple[str, ...]]] = {Entry: ("id", "item_id"), Item: ("id",), SourceEntry: ()}
"""Noun of a row → its members that are ids and have no column in the official layouts."""


@frozen(kw_only=True)
class Loss:
    """One member that a format could not hold."""

    at: str
    """JSON pointer."""
    reason: Reason
    message: str
    message_en: str

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


def losses(document: Any, format: str) -> tuple[Loss, ...]:
    """What a file of this format cannot hold of the document, in its order."""
    reasons = CANNOT_HOLD.get(format, ())
    return tuple(_found(document, (), frozenset(reasons), format)) if reasons else ()


def _found(value: Any, at: tuple[str | int, ...], reasons: frozenset[Reason], format: str) -> Iterator[Loss]:
    noun: Any = type(value)
    ids = UNPRINTED_IDS.get(noun, ()) if "id" in reasons else ()
    for member in members(noun):
        held = getattr(value, member.attribute)
        if held is None or held == ():
            continue
        place = (*at, member.name)
        if member.name in ids and not (member.name == "id" and DERIVED.fullmatch(held)):
            yield _loss(place, "id", format)
        elif member.form is Form.NOUN:
            yield from _found(held, place, reasons, format)
        elif member.form is Form.NOUNS:
            for index, inner in enumerate(held):
                yield from _found(inner, (*place, index), reasons, format)
    for name in getattr(value, UNKNOWN):
        yield _loss((*at, name), "unknown", format)


def _loss(at: tuple[str | int, ...], reason: Reason, format: str) -> Loss:
    zh, en = _TOLD[reason]
    return Loss(
        at=pointer(at), reason=reason, message=f"{format} 不保存{zh}", message_en=f"{format} does not hold {en}"
    )


def known(value: Any) -> Any:
    """The value without members that the data model does not declare, in it and in all that it holds."""
    noun: Any = type(value)
    changed: dict[str, Any] = {}
    for member in members(noun):
        held = getattr(value, member.attribute)
        if held is None or held == ():
            continue
        if member.form is Form.NOUN:
            bare: Any = known(held)
        elif member.form is Form.NOUNS:
            bare = tuple(map(known, held))
            bare = held if all(map(_same, bare, held)) else bare
        else:
            continue
        if bare is not held:
            changed[member.attribute] = bare
    if getattr(value, UNKNOWN):
        changed[UNKNOWN] = getattr(attrs.fields(noun), UNKNOWN).default
    return attrs.evolve(value, **changed) if changed else value


def _same(one: object, other: object) -> bool:
    return one is other
