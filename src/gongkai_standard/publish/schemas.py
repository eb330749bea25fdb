"""Which schemas are published, under which names, and in which forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from gongkai_standard.compendium import KINDS
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.publish import schema as make
from gongkai_standard.publish.cases import Case, ImplementationStatement
from gongkai_standard.publish.schema import schema_id
from gongkai_standard.rules.report import Report

__all__ = ["DOCUMENT", "SHAPES", "Shape", "all_schemas", "names", "published", "roots", "schema", "schema_id"]

Shape = Literal["split", "bundled", "dereferenced"]
"""How a schema holds those of the nouns inside it."""

SHAPES: Final[Mapping[Shape, Any]] = {
    "split": make.split,
    "bundled": make.bundled,
    "dereferenced": make.dereferenced,
}

DOCUMENT: Final = "document"
"""The schema of a document of any kind."""


_ROOTS: Final[tuple[type, ...]] = (*KINDS.values(), Report, Case, ImplementationStatement)
"""What is handed over whole."""


def roots() -> tuple[str, ...]:
    """The names of the schemas of what is handed over whole; the others are those of their parts."""
    return (DOCUMENT, *map(make.name_of, _ROOTS))


@cache
def published() -> Mapping[str, type]:
    """Name → class of everything that has a schema of its own, what others are made of included."""
    found = {make.name_of(root): root for root in _ROOTS}
    for root in _ROOTS:
        for part in make.parts(root):
            other = found.setdefault(make.name_of(part), part)
            if other is not part:
                raise TypeError(f"two classes are published as {make.name_of(part)}: {other} and {part}")
    return found


def names() -> tuple[str, ...]:
    """The names of all schemas: documents first, then their parts."""
    return (DOCUMENT, *published())


def schema(name: str, *, strict: bool = False, shape: Shape = "split") -> dict[str, Any]:
    """The schema of that name. Raises UnknownNameError, which lists the names there are."""
    if name == DOCUMENT:
        return make.any_document(strict=strict, shape=shape)
    if name not in published():
        known = "、".join(names())
        raise UnknownNameError(
            Problem(
                message=f"没有名为“{name}”的结构，可用：{known}", message_en=f'no schema "{name}"; there are: {known}'
            )
        )
    made: dict[str, Any] = SHAPES[shape](published()[name], strict=strict)
    return made


def all_schemas(*, strict: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, split schema) of every schema in one form: what a registry of them holds."""
    for name in names():
        yield name, schema(name, strict=strict)
