"""术语 — the standard's own words, written once beside the attribute they name.

`attrs.field(metadata=term("公开时限", "time limit"))` is the single declaration; table headings, schema
titles, messages, the glossary and the differ all derive theirs from it through `terms_of`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from attrs import fields, frozen

_KEY: Final = "term"


@frozen
class Term:
    """The words for one member of the model."""

    zh: str
    en: str
    also: tuple[str, ...] = ()
    """Other printed headings with the same meaning, in any script or era."""
    codes: str | None = None
    """The code list that the member's values come from."""


def term(zh: str, en: str, *, also: tuple[str, ...] = (), codes: str | None = None) -> dict[str, Any]:
    """Metadata for `attrs.field`: the member's word in Chinese and English, its aliases, its code list."""
    return {_KEY: Term(zh, en, also, codes)}


@cache
def terms_of(noun: type) -> dict[str, Term]:
    """Member name → `Term` for every member of an attrs class that has one, in order of declaration."""
    return {a.name: a.metadata[_KEY] for a in fields(noun) if _KEY in a.metadata}
