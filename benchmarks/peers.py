"""The model as msgspec users would write it: frozen Structs that leave out defaults."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec

from gongkai_standard.shape import Form, Member, is_document, members

_TYPES: dict[Form, Any] = {
    Form.TEXT: str | None,
    Form.INTEGER: int | None,
    Form.BOOLEAN: bool | None,
    Form.DATE: date | None,
    Form.TEXTS: tuple[str, ...],
    Form.MAPPING: dict[str, Any] | None,
}


@cache
def struct(noun: Any) -> Any:
    """The Struct of a noun, with the same members in the same order."""
    head = [("gongkai", str), ("kind", str)] if is_document(noun) else []
    many = (Form.TEXTS, Form.CHOICES, Form.NOUNS)
    body = [(m.name, _type(m), () if m.form in many else None) for m in members(noun)]
    return msgspec.defstruct(noun.__name__, [*head, *body], frozen=True, omit_defaults=True)


def _type(m: Member) -> Any:
    if m.choices:
        choice = Literal.__getitem__(tuple(sorted(m.choices)))
        return choice | None if m.form is Form.CHOICE else tuple[choice, ...]
    if m.noun is not None:
        inner = struct(m.noun)
        return inner | None if m.form is Form.NOUN else tuple[inner, ...]
    return _TYPES[m.form]
