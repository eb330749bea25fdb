"""结构 — declared members whose value has the wrong shape, and what shape was expected.

Readers keep such a value in `unknown` under the member's name, so that typed members always have their
type. This module finds them again and says, from the model's own shapes, which part is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.location import pointer
from gongkai_standard.shape import HEAD, MODEL_VERSION, Form, Member, is_document, members, understood


@frozen
class Misshapen:
    """One declared member whose value has the wrong shape."""

    subject: str
    """Pointer of the nearest subject of rules around it: an entry, an item, a document."""
    at: str
    """Pointer of the member."""
    member: Member
    value: object


@frozen
class Expected:
    """What one part of a value should have been."""

    at: str
    shape: str
    """A word of the list `shape`, such as `date`."""
    choices: tuple[str, ...] = ()
    """The only codes allowed, where they are few."""


def misshapen(value: Any, at: str = "", subject: str = "") -> Iterator[Misshapen]:
    """Every misshapen member of a noun and of the nouns inside it, in the order of the document."""
    noun: type = type(value)
    if value.unknown:
        declared = _declared(noun)
        for name, raw in value.unknown.items():
            if name in declared:
                yield Misshapen(subject, at + pointer((name,)), declared[name], raw)
            elif at and name in HEAD and is_document(noun) and not (name == HEAD[0] and understood(raw)):
                yield Misshapen(subject, at + pointer((name,)), _head(noun)[name], raw)
    for nested in _nested(noun):
        inner = getattr(value, nested.attribute)
        if not inner:
            continue
        if not nested.many:
            yield from misshapen(inner, f"{at}/{nested.name}", subject)
            continue
        for i, part in enumerate(inner):
            if part.unknown or not nested.is_leaf:
                place = f"{at}/{nested.name}/{i}"
                yield from misshapen(part, place, place if nested.is_subject else subject)


def expected(fault: Misshapen) -> Iterator[Expected]:
    """Each part of a misshapen member that is wrong."""
    return _wrong(fault.member, fault.value, fault.at)


@cache
def _declared(noun: type) -> Mapping[str, Member]:
    return {m.name: m for m in members(noun)}


@cache
def _head(noun: Any) -> Mapping[str, Member]:
    """The two members that open a document, for one inside another; of the outermost the reader speaks."""
    said = zip(HEAD, (MODEL_VERSION, noun.kind), strict=True)
    return {name: Member(name, name, Form.CHOICE, choices=frozenset({value})) for name, value in said}


@frozen
class _Nested:
    """A member that holds nouns."""

    name: str
    attribute: str
    many: bool
    is_subject: bool
    """Whether what it holds are subjects of rules."""
    is_leaf: bool
    """Whether what it holds has no nouns inside."""


@cache
def _nested(noun: type) -> tuple[_Nested, ...]:
    return tuple(_nested_member(m, m.noun) for m in members(noun) if m.noun is not None)


def _nested_member(member: Member, inner: type) -> _Nested:
    return _Nested(
        name=member.name,
        attribute=member.attribute,
        many=member.form is Form.NOUNS,
        is_subject=is_document(inner) or "extra" in _declared(inner),
        is_leaf=not _nested(inner),
    )


_ONE_OF: Final = {Form.TEXTS: Form.TEXT, Form.CHOICES: Form.CHOICE, Form.NOUNS: Form.NOUN}
"""A form that holds several → that of each."""


def _wrong(member: Member, value: object, at: str) -> Iterator[Expected]:
    if member.form is Form.VALUES:
        yield Expected(at, "list")
    elif member.form in _ONE_OF:
        if isinstance(value, (list, tuple)):
            each = evolve(member, form=_ONE_OF[member.form])
            for i, part in enumerate(value):
                yield from _wrong(each, part, f"{at}/{i}")
        else:
            yield Expected(at, "list")
    elif member.noun is not None and isinstance(value, Mapping):
        noun: type = member.noun
        for name, inner in _declared(noun).items():
            if value.get(name) is not None:
                yield from _wrong(inner, value[name], at + pointer((name,)))
    elif not _fits(member, value):
        yield Expected(at, member.form.value, tuple(sorted(member.choices)))


def _fits(member: Member, value: object) -> bool:
    match member.form:
        case Form.TEXT:
            return isinstance(value, str)
        case Form.INTEGER:
            return type(value) is int
        case Form.BOOLEAN:
            return isinstance(value, bool)
        case Form.DATE:
            return _is_date(value)
        case Form.CHOICE:
            return isinstance(value, str) and value in member.choices
        case Form.MAPPING:
            return isinstance(value, Mapping)
        case _:
            return False


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
