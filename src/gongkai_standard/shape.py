"""形状 — what JSON value each member of a noun takes, derived from the attrs classes.

The nouns are the one declaration; the readers and writers of JSON and YAML and the strategies of the
conformance kit walk the view made here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

import attrs
from attrs import frozen

from gongkai_standard.compendium import KINDS

MODEL_VERSION: Final = "1.0"
"""Version of the data model: the member `gongkai` of every document that this library writes."""

UNKNOWN: Final = "unknown"
"""The attribute of every noun that holds what the noun does not declare; never a JSON member."""

HEAD: Final = ("gongkai", "kind")
"""The two members that open every document; the codec writes them, no noun holds them."""


class Form(Enum):
    """The shape of one member's JSON value."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    """YYYY-MM-DD."""
    CHOICE = "choice"
    """One of the codes of a closed list."""
    NOUN = "noun"
    TEXTS = "texts"
    CHOICES = "choices"
    NOUNS = "nouns"
    VALUES = "values"
    """A list of any JSON values."""
    MAPPING = "mapping"
    """An object with members of any name."""


@frozen
class Member:
    """One declared member of a noun."""

    name: str
    """Its name in JSON."""
    attribute: str
    """Its name in Python, which a trailing underscore keeps apart from the words of the language: `from_`."""
    form: Form
    noun: Any = None
    """The class of the value (`NOUN`) or of each element (`NOUNS`)."""
    choices: frozenset[str] = frozenset()
    """The only texts that are allowed (`CHOICE`, `CHOICES`)."""


_SCALARS: Final = {str: Form.TEXT, int: Form.INTEGER, bool: Form.BOOLEAN, date: Form.DATE}


def _member(attribute: str, hint: Any) -> Member:
    name = attribute.rstrip("_")
    many = get_origin(hint) is tuple
    if many:
        (inner, _) = get_args(hint)
    elif get_origin(hint) in (typing.Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
    else:
        inner = hint
    if get_origin(inner) is Mapping:
        return Member(name, attribute, Form.MAPPING)
    if get_origin(inner) is Literal:
        return Member(name, attribute, Form.CHOICES if many else Form.CHOICE, choices=frozenset(get_args(inner)))
    if attrs.has(inner):
        return Member(name, attribute, Form.NOUNS if many else Form.NOUN, noun=inner)
    if inner is Any:
        return Member(name, attribute, Form.VALUES)
    return Member(name, attribute, Form.TEXTS if many else _SCALARS[inner])


@cache
def members(noun: type) -> tuple[Member, ...]:
    """The declared members of a noun in order; `unknown` is none of them."""
    hints = typing.get_type_hints(noun)
    return tuple(_member(a.name, hints[a.name]) for a in attrs.fields(noun) if a.name != UNKNOWN)


def is_document(noun: type[Any]) -> bool:
    """Whether values of this class open with `gongkai` and `kind`."""
    return noun in KINDS.values()


def understood(version: object) -> bool:
    """Whether a `gongkai` member names a version of the data model that this library reads: 1.x."""
    return isinstance(version, str) and version.startswith("1.") and version[2:].isascii() and version[2:].isdecimal()
