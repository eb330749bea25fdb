"""Plain JSON trees ↔ documents: the exact path, which every format shares.

Reading refuses nothing but a tree that names no kind of document. A member that the noun does not declare, or
whose value has another shape than declared, stays as it is in the `unknown` mapping of its noun, and is written
back in its place. `null`, `[]` and `{}` given for a declared member equal leaving it out. Texts are never
turned into numbers nor numbers into texts.

The walk is our own, made once per class from `shape.members`: what cattrs would do here (drop unknown members,
coerce) is what this module must not do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from gongkai_standard.codecs.generated import Code
from gongkai_standard.codecs.reading import Note
from gongkai_standard.compendium import KINDS, Document
from gongkai_standard.errors import Problem, UnreadableError
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import HEAD, MODEL_VERSION, UNKNOWN, Form, Member, is_document, members, understood

_MISFIT: Final = object()
"""What a converter answers for a value of another shape."""

_Convert = Callable[[Any], Any]
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _nowhere(_: str) -> str:
    return ""


def structure(tree: object, *, where: Callable[[str], str] = _nowhere) -> Document:
    """The document that a tree of dicts, lists and scalars stands for.

    `where` turns a JSON pointer into a place for the error message.
    Raises UnreadableError when the tree is not an object or its `kind` names no document.
    """
    if not isinstance(tree, Mapping):
        raise UnreadableError(
            Problem(
                message="最外层应为一个对象",
                message_en="the outermost value must be an object",
                place=where(""),
            )
        )
    kind = tree.get("kind")
    noun: Any = KINDS.get(kind) if isinstance(kind, str) else None
    if noun is None:
        known = "、".join(KINDS), ", ".join(KINDS)
        said = f"kind “{kind}” 不是文件类型" if "kind" in tree else "缺少 kind"
        said_en = f"kind {kind!r} is not a kind of document" if "kind" in tree else "the member kind is missing"
        raise UnreadableError(
            Problem(
                message=f"{said}；应为 {known[0]} 之一",
                message_en=f"{said_en}; it must be one of {known[1]}",
                place=where("/kind" if "kind" in tree else ""),
            )
        )
    document: Document = _reader(noun)(tree)
    return document


def version_notes(document: Document, *, where: Callable[[str], str] = _nowhere) -> tuple[Note, ...]:
    """A warning when the document says that it follows another version of the data model than 1.x."""
    version = document.unknown.get("gongkai", MODEL_VERSION)
    if understood(version):
        return ()
    return (
        Note(
            code="other_model_version",
            level="warning",
            message=f"数据模型版本 {version} 不是 1.x，按 {MODEL_VERSION} 读取",
            message_en=f"data model version {version} is not 1.x; read as {MODEL_VERSION}",
            place=where("/gongkai"),
        ),
    )


def unstructure(value: Any) -> dict[str, Any]:
    """The JSON object of a document or of any noun inside one.

    Documents open with `gongkai` and `kind`; members follow in order of declaration, those without a value
    left out; undeclared members come last, in the order in which they were read.
    """
    noun: Any = type(value)
    return _writer(noun)(value)


def part(noun: type, tree: object) -> Any:
    """The noun inside a document that a JSON object stands for. Raises ValueError when it is no object."""
    read = _reader(noun)(tree)
    if read is _MISFIT:
        raise ValueError(f"no {noun.__name__}: {tree!r}")
    return read


def member_tree(m: Member, held: Any) -> Any:
    """The JSON value of what a noun holds under a declared member."""
    convert = _WRITERS.get(m.form)
    return convert(held) if convert else held


def member_value(m: Member, tree: Any) -> tuple[bool, Any]:
    """Whether a JSON value has the shape of the declared member, and what the noun then holds."""
    converted = _converter(m)(tree)
    return (False, None) if converted is _MISFIT else (True, converted)


@cache
def _reader(noun: type) -> _Convert:
    converters = {m.name: (m.attribute, _converter(m)) for m in members(noun)}
    head = {"gongkai": MODEL_VERSION, "kind": getattr(noun, "kind", None)} if is_document(noun) else {}

    def read(tree: Any) -> Any:
        if not isinstance(tree, Mapping):
            return _MISFIT
        known = {}
        unknown = {}
        for name, value in tree.items():
            if name in converters:
                if value is None:
                    continue
                attribute, convert = converters[name]
                converted = convert(value)
                if converted is not _MISFIT:
                    known[attribute] = converted
                    continue
            elif name in head and (value is None or value == head[name]):
                continue
            unknown[name] = value
        return noun(**known, unknown=unknown or EMPTY)

    return read


def _converter(m: Member) -> _Convert:
    if m.noun is not None:
        return _many(_reader(m.noun)) if m.form is Form.NOUNS else _reader(m.noun)
    if m.form is Form.CHOICE:
        return _choice(m.choices)
    if m.form is Form.CHOICES:
        return _many(_choice(m.choices))
    return _CONVERTERS[m.form]


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else _MISFIT


def _integer(value: Any) -> Any:
    return value if type(value) is int else _MISFIT


def _boolean(value: Any) -> Any:
    return value if isinstance(value, bool) else _MISFIT


def _date(value: Any) -> Any:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return _MISFIT
    try:
        return date.fromisoformat(value)
    except ValueError:
        return _MISFIT


def _mapping(value: Any) -> Any:
    return (value or EMPTY) if isinstance(value, Mapping) else _MISFIT


def _choice(choices: frozenset[str]) -> _Convert:
    return lambda value: value if isinstance(value, str) and value in choices else _MISFIT


def _many(convert: _Convert) -> _Convert:
    def many(value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            return _MISFIT
        converted = tuple(map(convert, value))
        return _MISFIT if any(element is _MISFIT for element in converted) else converted

    return many


_CONVERTERS: Final[Mapping[Form, _Convert]] = {
    Form.TEXT: _text,
    Form.INTEGER: _integer,
    Form.BOOLEAN: _boolean,
    Form.DATE: _date,
    Form.TEXTS: _many(_text),
    Form.VALUES: _many(lambda value: value),
    Form.MAPPING: _mapping,
}


@cache
def _writer(noun: type) -> Callable[[Any], dict[str, Any]]:
    """What writes a noun: straight through its members, and the long way round only for one that holds others."""
    code = Code("write(value)")
    code.add(1, f"if value.{UNKNOWN}: return {code.hold(_with_others(noun))}(value)")
    head = (f"{HEAD[0]!r}: {MODEL_VERSION!r}", f"{HEAD[1]!r}: value.{HEAD[1]}") if is_document(noun) else ()
    code.add(1, f"tree = {{{', '.join(head)}}}")
    for m in members(noun):
        code.add(1, f"held = value.{m.attribute}")
        code.add(1, "if held:" if m.form in _CONTAINERS else "if held is not None:")
        convert = _WRITERS.get(m.form)
        code.add(2, f"tree[{m.name!r}] = {f'{code.hold(convert)}(held)' if convert else 'held'}")
    code.add(1, "return tree")
    return code.function()


def _with_others(noun: type) -> Callable[[Any], dict[str, Any]]:
    """The same for values that hold undeclared members or other shapes, each in its place."""
    plan = tuple((m.name, m.attribute, m.form in _CONTAINERS, _WRITERS.get(m.form)) for m in members(noun))
    head = ((HEAD[0], MODEL_VERSION), (HEAD[1], getattr(noun, "kind", None))) if is_document(noun) else ()

    def write(value: Any) -> dict[str, Any]:
        unknown = getattr(value, UNKNOWN)
        tree = {name: unknown.get(name, said) for name, said in head}
        for name, attribute, container, convert in plan:
            held = getattr(value, attribute)
            if held or (held is not None and not container):
                tree[name] = convert(held) if convert else held
            elif name in unknown:
                tree[name] = unknown[name]
        for name, held in unknown.items():
            tree.setdefault(name, held)
        return tree

    return write


_CONTAINERS: Final = frozenset({Form.TEXTS, Form.CHOICES, Form.NOUNS, Form.VALUES, Form.MAPPING})
"""Forms whose empty value means that the member is absent."""

_WRITERS: Final[Mapping[Form, Callable[[Any], Any]]] = {
    Form.DATE: date.isoformat,
    Form.NOUN: unstructure,
    Form.NOUNS: lambda held: list(map(unstructure, held)),
    Form.TEXTS: list,
    Form.CHOICES: list,
    Form.VALUES: list,
    Form.MAPPING: dict,
}
