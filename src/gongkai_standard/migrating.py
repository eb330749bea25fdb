"""数据模型升级 — `migrate`: a document of an older version of the data model as one of this version.

`STEPS` is the table of what changed from version to version; each step says what it could not carry over. Version 1.0
is the first, so the table is empty: documents of 1.x are read as they are, and what a newer 1.x added is kept as
members that nobody declares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from gongkai_standard.codecs import loads
from gongkai_standard.codecs.reading import Note
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.location import pointer
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import HEAD, MODEL_VERSION, understood

Tree = dict[str, Any]


class MigrationError(GongkaiError):
    """A document of a version of the data model from which no step leads here."""


@frozen(kw_only=True)
class Lost:
    """One value that a step could not carry over."""

    at: str
    """Pointer into the document as it was."""
    value: Any
    message: str
    message_en: str


@frozen(kw_only=True)
class Step:
    """What changed from one version to the next."""

    to: str
    """The version that it makes."""
    change: Callable[[Tree], tuple[Tree, Sequence[Lost]]]
    """The tree in the new version, and what was lost; it leaves the old tree alone. The version is written for it."""


@frozen(kw_only=True)
class Migrated:
    """The document, what was lost on the way, and what the reader noted."""

    document: Document
    losses: tuple[Lost, ...] = ()
    notes: tuple[Note, ...] = ()
    path: tuple[str, ...] = ()
    """The versions it went through, its own first."""


STEPS: Final[Mapping[str, Step]] = EMPTY
"""Version → the step that leads on from it."""


def migrate(subject: bytes | Mapping[str, Any], *, steps: Mapping[str, Step] = STEPS) -> Migrated:
    """The document in this version of the data model; `subject` is its JSON, as bytes or as a tree.

    Raises MigrationError where no step leads from its version, UnreadableError for what is not JSON.
    """
    data = subject if isinstance(subject, bytes) else _bytes(subject)
    first = loads(data, format="json")
    tree: Tree = json.loads(data)
    path = [_version(tree)]
    losses: list[Lost] = []
    while path[-1] in steps:
        step = steps[path[-1]]
        changed, lost = step.change(tree)
        tree = {**changed, HEAD[0]: step.to}
        losses += lost
        path.append(step.to)
    if not understood(tree.get(HEAD[0], MODEL_VERSION)):
        raise MigrationError(
            Problem(
                message=f"没有从数据模型 {path[-1]} 到 {MODEL_VERSION} 的升级步骤；请用支持该版本的程序导出",
                message_en=f"no step leads from the data model {path[-1]} to {MODEL_VERSION}; export it with a program "
                "that knows this version",
                place=pointer((HEAD[0],)),
            )
        )
    reading = first if len(path) == 1 else loads(_bytes(tree), format="json")
    notes = (*reading.notes, *_of_another_minor_version(path[-1]))
    return Migrated(document=reading.document, losses=tuple(losses), notes=notes, path=tuple(path))


def _of_another_minor_version(version: str) -> Iterator[Note]:
    if version != MODEL_VERSION:
        yield Note(
            code="other_minor_version",
            level="info",
            message=f"数据模型 {version} 按 {MODEL_VERSION} 读取，新增的成员原样保留",
            message_en=f"data model {version} read as {MODEL_VERSION}; members that it added are kept as they are",
            place=pointer((HEAD[0],)),
        )


def _version(tree: Tree) -> str:
    """The version that a document says; one that says none is read as this one, and the reader notes it."""
    said = tree.get(HEAD[0], MODEL_VERSION)
    return said if isinstance(said, str) else json.dumps(said)


def _bytes(tree: Mapping[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()
