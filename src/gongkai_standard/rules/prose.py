"""文字 — the texts of a document that people read: everything but codes, ids, dates, addresses and references.

`prose` walks them by the model's own shapes, and hands on those with a long number in them; `numbered` tells quickly
which of very many rows are worth the walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

from attrs import frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.channel import Channel
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, SourceEntry, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import pointer
from gongkai_standard.publication import Publication
from gongkai_standard.rules.personal_data import LONG
from gongkai_standard.shape import UNKNOWN, Form, members
from gongkai_standard.terms import terms_of
from gongkai_standard.time_limit import TimeLimit

REFERENCES: Final = frozenset({LegalBasis, TimeLimit, Channel, SourceReference})
"""Nouns that point at something; they hold no prose."""

ROWS: Final = frozenset({Entry, Item, SourceEntry, Guide, Publication})
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
    """Every text with a long number, of a noun and of the nouns inside it; without `rows`, not those of such rows."""
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
        and (m.noun is None or _spoken(m.noun))
        and not _IDENTIFIES.search(m.name)
        and (m.noun is not None or m.attribute not in words or words[m.attribute].codes is None)
    )


_PROSE: Final = frozenset({Form.TEXT, Form.TEXTS, Form.NOUN, Form.NOUNS, Form.VALUES, Form.MAPPING})


def _of_json(value: Any, at: str, owner: Any) -> Iterator[Text]:
    if isinstance(value, str):
        if LONG.search(value):
            yield Text(at, owner, value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if (not isinstance(inner, str) or LONG.search(inner)) and not _IDENTIFIES.search(name):
                yield from _of_json(inner, at + pointer((name,)), owner)
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            yield from _of_json(inner, f"{at}/{i}", owner)


def numbered(rows: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Those of the rows (place and noun) that hold a long number in their prose, and some that may.

    Rows are many and their texts repeat, so that each distinct text is searched once.
    """
    clean: set[str | None] = {None}
    lookers: dict[type, Callable[[Any], bool]] = {noun: _looker(noun, clean) for noun in ROWS}
    found = []
    for placed in rows:
        if lookers[type(placed[1])](placed[1]):
            found.append(placed)
        if len(clean) > _ENOUGH:
            clean.intersection_update({None})
    return found


_ENOUGH: Final = 1 << 18
"""How many texts are remembered at the most."""


def _looker(noun: type, clean: set[str | None]) -> Callable[[Any], bool]:
    """A test of a noun's values: do they hold a long number, or something unexpected?

    `clean` remembers the texts that have none.
    """
    spoken = {member.attribute: member for member in _spoken(noun)}
    named: dict[Form, list[str]] = {form: [] for form in Form}
    for member in members(noun):
        if member.attribute in spoken:
            named[member.form].append(member.attribute)
    one, *others = named[Form.TEXT]
    single = attrgetter(one, *others, one)  # of two names at least a tuple comes back
    lists = [attrgetter(name) for name in named[Form.TEXTS]]
    mappings = attrgetter(UNKNOWN, *named[Form.MAPPING], UNKNOWN)
    nouns = [attrgetter(name) for name in named[Form.NOUN]]
    inside = [(attrgetter(name), _looker(spoken[name].noun or noun, clean)) for name in named[Form.NOUNS]]
    search = LONG.search

    def hold_number(texts: Iterable[str | None]) -> bool:
        for text in texts:
            if text not in clean:
                if text is not None and search(text):
                    return True
                clean.add(text)
        return False

    def look(value: Any) -> bool:
        if hold_number(single(value)):
            return True
        for get in lists:
            texts = get(value)
            if not clean.issuperset(texts) and hold_number(texts):
                return True
        for values in mappings(value):
            if values and (not all(isinstance(v, str) for v in values.values()) or hold_number(values.values())):
                return True
        for get in nouns:
            if get(value) is not None:
                return True
        for get, look_inside in inside:
            for part in get(value):
                if look_inside(part):
                    return True
        return False

    return look
