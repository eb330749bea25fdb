"""文字 — the texts of a document that people read: everything but codes, ids, dates, addresses and references.

`prose` walks them by the model's own shapes. Documents have very many rows whose texts repeat, so `Sieve` remembers
which texts hold no long number, and looks at each distinct one once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

from attrs import frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.channel import Channel
from gongkai_standard.item_list import Item, SourceEntry, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import pointer
from gongkai_standard.rules.personal_data import LONG
from gongkai_standard.shape import Form, members
from gongkai_standard.terms import terms_of
from gongkai_standard.time_limit import TimeLimit

REFERENCES: Final = frozenset({LegalBasis, TimeLimit, Channel, SourceReference})
"""Nouns that point at something; they hold no prose."""

ROWS: Final = frozenset({Entry, Item, SourceEntry})
"""Nouns of which a document has very many."""

_IDENTIFIES: Final = re.compile(
    r"(?:^|_)(?:id|url|code|sha256|version|number|division|gazette|interprets|requirement)$"
)
"""Members that identify something and say nothing."""


@frozen
class Text:
    """One text, where it stands, and the noun that it belongs to."""

    at: str
    owner: Any
    text: str


def prose(noun: Any, at: str, *, rows: bool) -> Iterator[Text]:
    """Every text of a noun and of the nouns inside it; without `rows`, not those of catalogues and lists."""
    noun_type: type = type(noun)
    for member in _spoken(noun_type):
        value = getattr(noun, member.attribute)
        if not value:
            continue
        place = f"{at}/{member.name}"
        if member.noun is None:
            yield from _of_json(value, place, noun)
        elif rows or member.noun not in ROWS:
            for where, inner in (
                [(f"{place}/{i}", one) for i, one in enumerate(value)] if member.many else [(place, value)]
            ):
                yield from prose(inner, where, rows=rows)
    if noun.unknown:
        yield from _of_json(noun.unknown, at, noun)


@frozen
class _Spoken:
    name: str
    attribute: str
    noun: type | None
    many: bool


@cache
def _spoken(noun: type) -> tuple[_Spoken, ...]:
    """The members of a noun that hold prose, or nouns that may."""
    words = terms_of(noun)
    return tuple(
        _Spoken(m.name, m.attribute, m.noun, m.form is Form.NOUNS)
        for m in members(noun)
        if m.form in _PROSE
        and m.noun not in REFERENCES
        and not _IDENTIFIES.search(m.name)
        and (m.noun is not None or m.attribute not in words or words[m.attribute].codes is None)
    )


_PROSE: Final = frozenset({Form.TEXT, Form.TEXTS, Form.NOUN, Form.NOUNS, Form.VALUES, Form.MAPPING})


def _of_json(value: Any, at: str, owner: Any) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(at, owner, value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if not _IDENTIFIES.search(name):
                yield from _of_json(inner, at + pointer((name,)), owner)
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            yield from _of_json(inner, f"{at}/{i}", owner)


_ENOUGH: Final = 1 << 18


class Sieve:
    """Tells texts with long numbers from those without, each distinct text once."""

    def __init__(self) -> None:
        self._clean: set[str | None] = {None}

    def holds_number(self, texts: Iterable[str | None]) -> bool:
        """Whether any of the texts, which may be gone through twice, holds a long number."""
        clean = self._clean
        if clean.issuperset(texts):
            return False
        if len(clean) > _ENOUGH:
            clean.clear()
            clean.add(None)
        for text in texts:
            if text not in clean:
                if text is not None and LONG.search(text):
                    return True
                clean.add(text)
        return False

    def is_worth_a_look(self, row: Any) -> bool:
        """Whether a row may hold a long number in its prose; a quick test that errs on the side of yes."""
        noun: type = type(row)
        own, several, nested = _members(noun)
        if self.holds_number(own(row)):
            return True
        for get in several:
            if self.holds_number(get(row)):
                return True
        for get in nested:
            if get(row):
                return True
        return self._of_mapping(row.extra) or self._of_mapping(row.unknown)

    def _of_mapping(self, values: Mapping[str, Any]) -> bool:
        if not values:
            return False
        return not all(isinstance(value, str) for value in values.values()) or self.holds_number(values.values())


@cache
def _members(row: type) -> tuple[attrgetter[Any], tuple[attrgetter[Any], ...], tuple[attrgetter[Any], ...]]:
    """What gets the single texts of a row (all at once), each list of texts, and each noun inside."""
    spoken = [(m, attrgetter(m.attribute)) for m in _spoken(row) if m.attribute != "extra"]
    forms = {m.attribute: m.form for m in members(row)}
    own = [m.attribute for m, _get in spoken if forms[m.attribute] is Form.TEXT]
    several = tuple(get for m, get in spoken if forms[m.attribute] is Form.TEXTS)
    return attrgetter(*own), several, tuple(get for m, get in spoken if m.noun is not None)
