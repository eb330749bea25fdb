"""结构 — declared members whose value has the wrong shape, and what shape was expected.

Readers keep such a value in `unknown` under the member's name, so that typed members always have their
type. This module finds them again and says, from the model's own annotations, which part is wrong.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

import attrs
from attrs import frozen

from gongkai_standard.location import pointer


@frozen
class Misshapen:
    """One declared member whose value has the wrong shape."""

    subject: str
    """Pointer of the nearest subject of rules around it: an entry, an item, a document."""
    at: str
    """Pointer of the member."""
    noun: type
    member: str
    value: object


@cache
def _nested(noun: type) -> tuple[tuple[str, bool, bool], ...]:
    """(member, holds several, is a subject of rules) for each member that holds nouns."""
    found = []
    for name, hint in _hints(noun).items():
        inner = [h for h in (hint, *typing.get_args(hint)) if isinstance(h, type) and attrs.has(h)]
        if inner:
            many = typing.get_origin(hint) is tuple
            found.append((name, many, (many and "extra" in _members(inner[0])) or hasattr(inner[0], "kind")))
    return tuple(found)


def _holds_nouns(value: object) -> bool:
    noun: type = type(value)
    return bool(_nested(noun))


@cache
def _hints(noun: type) -> dict[str, Any]:
    hints = typing.get_type_hints(noun)
    return {a.name: hints[a.name] for a in attrs.fields(noun) if a.name != "unknown"}


@cache
def _members(noun: type) -> frozenset[str]:
    return frozenset(_hints(noun))


def misshapen(value: Any, at: str = "", subject: str = "") -> Iterator[Misshapen]:
    """Every misshapen member of a noun and of the nouns inside it, in the order of the document."""
    noun: type = type(value)
    if value.unknown:
        for member, raw in value.unknown.items():
            if member in _members(noun):
                yield Misshapen(subject, f"{at}{pointer((member,))}", noun, member, raw)
    for member, many, is_subject in _nested(noun):
        inner = getattr(value, member)
        if not inner:
            continue
        if not many:
            yield from misshapen(inner, f"{at}/{member}", subject)
        elif is_subject or _holds_nouns(inner[0]):
            for i, part in enumerate(inner):
                place = f"{at}/{member}/{i}"
                yield from misshapen(part, place, place if is_subject else subject)
        else:
            for i, part in enumerate(inner):
                if part.unknown:
                    yield from misshapen(part, f"{at}/{member}/{i}", subject)


def expected(fault: Misshapen) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(pointer, shape, the closed codes if it has to be one of them) for each part that is wrong."""
    found = list(_wrong(_hints(fault.noun)[fault.member], fault.value, fault.at))
    yield from found or [(fault.at, "other", ())]


def _wrong(hint: Any, value: object, at: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        hint = next(h for h in typing.get_args(hint) if h is not types.NoneType)
        origin = typing.get_origin(hint)
    if origin is tuple:
        if isinstance(value, (list, tuple)):
            for i, part in enumerate(value):
                yield from _wrong(typing.get_args(hint)[0], part, f"{at}/{i}")
        else:
            yield at, "list", ()
    elif origin is Literal:
        if value not in typing.get_args(hint):
            yield at, "one_of", typing.get_args(hint)
    elif (isinstance(hint, type) and attrs.has(hint)) or origin is not None:
        if not isinstance(value, Mapping):
            yield at, "object", ()
        elif origin is None:
            hints = _hints(hint)
            for member, part in value.items():
                if member in hints:
                    yield from _wrong(hints[member], part, at + pointer((member,)))
    elif hint is date:
        if not _is_date(value):
            yield at, "date", ()
    elif type(value) is not hint:
        yield at, _SHAPES[hint], ()


_SHAPES = {str: "text", int: "whole_number", bool: "true_or_false"}


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
