"""JSON Schema 2020-12 of every noun and published value, generated from the attrs classes.

Two forms. *Open* (exchange) accepts what the readers of this library take without a complaint about shape: members
that nobody declared, and null for a member that is absent. *Strict* (conformance) accepts only what the writers
give: declared members, no nulls, codes of closed lists. What the standard asks of a document is not a matter of
shape, so no member of a noun is required; the rules say what is missing.

A schema of one noun refers to those of the nouns inside it by `$ref` (`split`), carries them in `$defs`
(`bundled`), or has them written out in place (`dereferenced`); the three accept the same documents.
"""

from __future__ import annotations

import inspect
import json
import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import KINDS
from gongkai_standard.shape import HEAD, MODEL_VERSION, UNKNOWN
from gongkai_standard.terms import Term, terms_of

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_URN: Final = f"urn:gongkai:schema:{MODEL_VERSION}:"

_DATE: Final = {
    "type": "string",
    "maxLength": 10,
    "pattern": (
        "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
        "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
        "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"
    ),
}
"""A day of the calendar. Said by a pattern: `format` is an annotation for most validators, unknown to others."""

_VERSION: Final = {"type": "string", "pattern": "^1[.][0-9]+$"}

_SCALARS: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: _DATE,
    Any: {},
}


def name_of(noun: type) -> str:
    """The name under which a noun is published: `ItemList` → `item-list`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", noun.__name__).lower()


def kind_of(noun: type) -> str | None:
    """What stands in the member `kind` of a document of this class; None for a noun inside documents."""
    kind = getattr(noun, HEAD[1], None)
    return kind if isinstance(kind, str) else None


def schema_id(name: str, *, strict: bool = False) -> str:
    """The `$id` of a schema: a URN, so that nothing is ever looked up on a network.

    >>> schema_id("item-list", strict=True)
    'urn:gongkai:schema:1.0:item-list:strict'
    """
    return f"{_URN}{name}{':strict' if strict else ''}"


def split(noun: type, *, strict: bool = False) -> Schema:
    """The schema of a noun that names those of the nouns inside it."""
    return {**_head(noun, strict), **_object(noun, strict, lambda inner: _named(inner, strict))}


def bundled(noun: type, *, strict: bool = False) -> Schema:
    """The schema of a noun with those of all nouns inside it in `$defs`, by name."""
    inside = {name_of(part): _local(part, strict) for part in parts(noun)}
    whole = {**_head(noun, strict), **_object(noun, strict, _inside)}
    return {**whole, "$defs": inside} if inside else whole


def dereferenced(noun: type, *, strict: bool = False) -> Schema:
    """The schema of a noun with those of the nouns inside it in place of references."""
    return {**_head(noun, strict), **_object(noun, strict, lambda inner: _in_place(inner, strict))}


def any_document(*, strict: bool = False, shape: str = "split") -> Schema:
    """The schema of a document of any kind; `kind` says which schema applies."""
    ways: dict[str, _Refer] = {
        "split": lambda noun: _named(noun, strict),
        "bundled": _inside,
        "dereferenced": lambda noun: _in_place(noun, strict),
    }
    refer = ways[shape]
    choices = [{"if": {"properties": {HEAD[1]: {"const": kind}}}, "then": refer(noun)} for kind, noun in KINDS.items()]
    whole = {
        "$schema": DIALECT,
        "$id": schema_id("document", strict=strict),
        "title": "文件 · document",
        "description": "任何一种文件，由 kind 区分。A document of any kind; `kind` says which.",
        "type": "object",
        "properties": {HEAD[1]: {"type": "string", "enum": list(KINDS)}},
        "required": [HEAD[1]],
        "allOf": choices,
    }
    if shape == "bundled":
        kinds: list[type] = list(KINDS.values())
        every = dict.fromkeys(part for noun in kinds for part in (noun, *parts(noun)))
        whole["$defs"] = {name_of(part): _local(part, strict) for part in every}
    return whole


@cache
def parts(noun: type) -> tuple[type, ...]:
    """The nouns inside a noun, at any depth, in the order in which they are first met."""
    found: dict[type, None] = {}
    for _, hint in _members(noun):
        for inner in _nouns_in(hint):
            found |= dict.fromkeys((inner, *parts(inner)))
    return tuple(found)


def _head(noun: type, strict: bool) -> Schema:
    shown = _examples().get(name_of(noun))
    return {
        "$schema": DIALECT,
        "$id": schema_id(name_of(noun), strict=strict),
        **_titled(noun),
        **({"examples": [shown]} if shown else {}),
    }


@cache
def _examples() -> Mapping[str, Any]:
    """Name of a schema → an invented value of it, valid in the strict form."""
    made: Mapping[str, Any] = json.loads(files(__package__).joinpath("examples.json").read_text(encoding="utf-8"))
    return made


def _titled(noun: type) -> Schema:
    title, description = words_of(noun)
    return {"title": title, "description": description}


def _named(noun: type, strict: bool) -> Schema:
    return {"$ref": schema_id(name_of(noun), strict=strict)}


def _inside(noun: type) -> Schema:
    return {"$ref": f"#/$defs/{name_of(noun)}"}


def _local(noun: type, strict: bool) -> Schema:
    """A noun in the `$defs` of another: without an `$id`, which would hide the `$defs` from its references."""
    return {**_titled(noun), **_object(noun, strict, _inside)}


def _in_place(noun: type, strict: bool) -> Schema:
    return {**_titled(noun), **_object(noun, strict, lambda inner: _in_place(inner, strict))}


_Refer = typing.Callable[[type], Schema]


def _object(noun: type, strict: bool, refer: _Refer) -> Schema:
    """`type`, `properties`, what is required, and whether other members may stand there."""
    terms = terms_of(noun)
    properties: Schema = {}
    required: list[str] = []
    kind = kind_of(noun)
    if kind:
        version = {"type": "string", "const": MODEL_VERSION} if strict else _or_null(_VERSION)
        named = {"type": "string", "const": kind} if strict else _or_null({"type": "string", "enum": [kind]})
        properties = {HEAD[0]: version, HEAD[1]: named}
        required = [*HEAD] if strict else []
    for attribute, hint in _members(noun):
        term = terms.get(attribute.name)
        name = attribute.name.rstrip("_")
        value = _value(hint, strict, term, refer)
        if attribute.default is attrs.NOTHING:
            required.append(name)
        elif not strict:
            value = _or_null(value)
        properties[name] = _described(value, term)
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        **({"additionalProperties": False} if strict else {}),
    }


def _value(hint: Any, strict: bool, term: Term | None, refer: _Refer) -> Schema:
    hint = _without_none(hint)
    origin = get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], strict, term, refer)}
    if origin is Mapping:
        inner = get_args(hint)[1]
        each = {} if inner is Any else {"additionalProperties": _value(inner, strict, None, refer)}
        return {"type": "object", **each}
    if attrs.has(hint):
        return refer(hint)
    choices = _choices(hint, strict, term)
    return {"type": "string", "enum": choices} if choices else dict(_SCALARS[hint])


def _choices(hint: Any, strict: bool, term: Term | None) -> list[str]:
    """The only texts allowed: of a closed type, and in the strict form of a closed code list."""
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [member.value for member in hint]
    if strict and term and term.codes and code_list(term.codes).closed:
        return [code.code for code in code_list(term.codes).codes]
    return []


def _or_null(schema: Schema) -> Schema:
    """The same, or null: a member may be given without a value."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "type" not in schema:
        return schema
    nullable = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


@cache
def _members(noun: type) -> tuple[tuple[Any, Any], ...]:
    """Attribute and type of every published member."""
    hints = typing.get_type_hints(noun)
    return tuple((a, hints[a.name]) for a in attrs.fields(noun) if a.name != UNKNOWN)


def _nouns_in(hint: Any) -> Iterator[type]:
    if attrs.has(hint):
        yield hint
    for inner in get_args(hint):
        yield from _nouns_in(inner)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (arg for arg in get_args(hint) if arg is not type(None))
    return hint


def words_of(noun: type) -> tuple[str, str]:
    """Title and description of a noun: its first line, and the word that opens it or its module."""
    first = (inspect.getdoc(noun) or "").partition("\n")[0]
    word, dash, rest = first.partition(" — ")
    if not dash:
        module = inspect.getmodule(noun)
        word, rest = (inspect.getdoc(module) or "").partition(" — ")[0], first
    return f"{word} · {name_of(noun).replace('-', ' ')}", f"{word}。{rest[:1].upper()}{rest[1:]}"


def _described(value: Schema, term: Term | None) -> Schema:
    """A member's schema under its words: those of the standard in both languages, and where its codes come from.

    Titles are left to nouns: generators of types make a type of whatever has a title, and copy what a reference
    stands beside.
    """
    if term is None:
        return value
    lines = [f"{term.zh} · {term.en}."]
    if term.also:
        lines.append(f"表头亦作 (headings): {'、'.join(term.also)}.")
    if term.codes:
        codes = code_list(term.codes)
        kind = "封闭 closed" if codes.closed else "开放 open"
        lines.append(f"代码表 (code list) {codes.name}, {kind}: {codes.zh} · {codes.en}.")
    return {"description": " ".join(lines), **({"allOf": [value]} if "$ref" in value else value)}
