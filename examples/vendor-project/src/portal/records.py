"""The portal's format: a line for the head of a document, then a line for each of its rows, so that it can be streamed.

It has no place for the plain wording (`plain_language`) of entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gongkai_standard as gk

LOST = "plain_language"


def encode(document: gk.Document) -> bytes:
    """The document as lines."""
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in _lines(document)).encode()


def decode(data: bytes) -> gk.Document:
    """The document that the lines are of."""
    first, *rows = map(json.loads, data.decode().removesuffix("\n").split("\n"))
    tree: dict[str, Any] = first
    for member, row in rows:
        tree[member].append(row)
    return gk.loads(json.dumps(tree, ensure_ascii=False).encode(), format="json").document


def _lines(document: gk.Document) -> Iterator[Any]:
    tree = json.loads(gk.dumps(document, format="json"), object_hook=_without_the_lost)
    spread = [member for member, value in tree.items() if isinstance(value, list)]
    yield {member: [] if member in spread else value for member, value in tree.items()}
    for member in spread:
        yield from ([member, row] for row in tree[member])


def _without_the_lost(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name != LOST}
