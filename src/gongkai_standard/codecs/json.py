"""JSON — the published form of the standard.

Written in order of declaration as UTF-8 without ASCII escapes, members without a value left out, undeclared
members in their place: nothing is lost. `dumps` writes one line, for machines; with `indent` lines that people
read, and a final newline; with `canonical` the form of RFC 8785, for hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import msgspec

from gongkai_standard.codecs import json_twins
from gongkai_standard.codecs.canonical import canonical as canonical_text
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.json_text import Places, parse
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.reading import Note, Reading
from gongkai_standard.codecs.structure import structure, unstructure, version_notes
from gongkai_standard.codecs.utf8 import decode
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.location import pointer


def loads(data: bytes, *, limits: Limits = DEFAULT, pause_gc: bool = True) -> Reading:
    """The document in UTF-8 JSON bytes.

    `pause_gc` keeps the garbage collector, which is process-wide, off during the call.
    Raises UnreadableError or LimitExceededError with all problems and their line:column.
    """
    # The reading too is made during the pause: the first value made after it has all the others looked at.
    with paused(pause_gc):
        notes: tuple[Note, ...] = ()
        document = json_twins.read(data, limits)
        if document is None:
            document, notes = _read_exactly(data, limits)
        return Reading(
            document=document,
            format="json",
            notes=notes,
            source=data,
            locate=lambda: Places(decode(data, limits)),
        )


def _read_exactly(data: bytes, limits: Limits) -> tuple[Document, tuple[Note, ...]]:
    text = decode(data, limits)
    tree = parse(text, limits)

    def where(at: str) -> str:
        return Places(text).get(at, "")

    document = structure(tree, where=where)
    return document, version_notes(document, where=where)


def dumps(document: Document, *, canonical: bool = False, indent: int | None = None, pause_gc: bool = True) -> bytes:
    """The document as UTF-8 JSON: one line, or with `indent` spaces a level and a final newline.

    Raises GongkaiError with the place of every value that JSON cannot hold, such as NaN or half of a
    surrogate pair in an `extra` or `unknown` mapping.
    """
    try:
        if canonical:
            return canonical_text(unstructure(document))
        with paused(pause_gc):
            data = json_twins.write(document)
    except (ValueError, TypeError, RecursionError):
        raise GongkaiError(*_unwritable(unstructure(document), (), canonical=canonical)) from None
    return msgspec.json.format(data, indent=indent) + b"\n" if indent else data


def _unwritable(value: Any, at: tuple[str | int, ...], *, canonical: bool) -> Iterator[Problem]:
    """Each value below that JSON cannot hold, with its JSON pointer."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unwritable(name, (*at, str(name)), canonical=canonical)
            yield from _unwritable(inner, (*at, str(name)), canonical=canonical)
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            yield from _unwritable(inner, (*at, i), canonical=canonical)
    elif not _writable(value, canonical=canonical):
        yield Problem(
            message=f"{value!r} 不能写成{'规范形式的 ' if canonical else ' '}JSON",
            message_en=f"{value!r} cannot be written as {'canonical ' if canonical else ''}JSON",
            place=pointer(at),
        )


def _writable(value: Any, *, canonical: bool) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, int) and canonical:
        return abs(value) < 2**1023 and int(float(value)) == value
    return value is None or isinstance(value, int)
