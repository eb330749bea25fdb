"""同一性 — the name by which a row or element is known in its list: its id, else its key, else its wording.

Names are unique in their list: a name that comes again gets its ordinal behind `#`. They depend on nothing but the
list, survive re-reading, re-ordering and edits of other fields, and are what pointers of an adjustment are made of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final

from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.catalogue import Audience, Catalogue, Entry, NotApplicable, Section
from gongkai_standard.channel import Channel
from gongkai_standard.folding import fold
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.shape import Form, Member, members
from gongkai_standard.time_limit import TimeLimit
from gongkai_standard.workflow import Transition, Workflow

Key = tuple[str | tuple[str, ...], ...]
"""Attributes that together identify a value; of a tuple inside, the first that has a value."""

_LEVELS: Final = ("level_one", "level_two", "level_three")

KEYS: Final[dict[type, Key]] = {
    Entry: ("domain", *_LEVELS, "disclosure", "stage"),
    Item: ("domain", *_LEVELS, "name"),
    SourceEntry: ("name", "department"),
    Section: ("title", "domain"),
    NotApplicable: ("domain", "item_id", "disclosure", "stage"),
    SourceReference: ("list", "entry"),
    LegalBasis: (("title", "text"), "article"),
    Channel: (("code", "text"),),
    Audience: (("code", "text"),),
    TimeLimit: (("text", "kind"), "applies_to"),
    Transition: ("from_", "to"),
    Catalogue: ("title",),
    ItemList: ("title",),
    SourceList: ("list", "owner", "title"),
    Workflow: ("disclosure", "title"),
    Guide: ("item_id", "platform", "title"),
    Adjustment: ("from_", "to"),
    Change: ("at", "item_id", "kind"),
}
"""What identifies a value of a noun without an id; of other nouns the first member that has a value."""

_JOINT: Final = "·"
_ORDINAL: Final = "#"
_SCALARS: Final = frozenset({Form.TEXT, Form.CHOICE, Form.DATE, Form.INTEGER})


@cache
def has_id(noun: type) -> bool:
    """Whether values of this noun can carry an id."""
    return any(m.name == "id" and m.form is Form.TEXT for m in members(noun))


@cache
def key_of(noun: type) -> Callable[[Any], str]:
    """value → its key as folded text, empty when nothing identifies it."""
    if noun in KEYS:
        alternatives = [(part,) if isinstance(part, str) else part for part in KEYS[noun]]
    else:
        alternatives = [tuple(m.attribute for m in members(noun) if m.form in _SCALARS and m.name != "id")]

    def key(value: Any) -> str:
        found = []
        for names in alternatives:
            for name in names:
                held = getattr(value, name)
                if held is not None:
                    found.append(fold(held if held.__class__ is str else str(held)))
                    break
        return _JOINT.join(found)

    return key


def names(m: Member, values: Sequence[Any]) -> list[str]:
    """The names of the rows or elements of a list member, in order; all different."""
    if m.form is not Form.NOUNS:
        return _unique(_wording(value) for value in values)
    if not has_id(m.noun):
        return _unique(map(key_of(m.noun), values))
    ids = list(map(attrgetter("id"), values))
    if None not in ids and _are_names(ids):
        return ids
    key = key_of(m.noun)
    return _unique(key(value) if known is None else known for known, value in zip(ids, values, strict=True))


def _wording(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _are_names(stems: list[str]) -> bool:
    """Whether all differ and none looks like an ordinal, so that they are names as they stand."""
    return len(set(stems)) == len(stems) and _ORDINAL not in "".join(stems)


def _unique(stems: Iterable[str]) -> list[str]:
    """Stems told apart by ordinals; a sign `#` of their own is doubled as `#0`, so that none looks like an ordinal."""
    stems = list(stems)
    if _are_names(stems):
        return stems
    seen: dict[str, int] = {}
    made = []
    for stem in stems:
        count = seen[stem] = seen.get(stem, 0) + 1
        escaped = stem.replace(_ORDINAL, f"{_ORDINAL}0")
        made.append(escaped if count == 1 else f"{escaped}{_ORDINAL}{count}")
    return made


@cache
def _printed(noun: type) -> Callable[[Any], Iterable[str | None]]:
    own = [m.attribute for m in members(noun) if m.name in (*_LEVELS, "name", "title")]
    if len(own) > 1:
        return attrgetter(*own)
    return lambda value: [getattr(value, attribute) for attribute in own]


def printed(value: Any) -> str | None:
    """What people call a row: its names from the outermost level in, or None."""
    noun: Any = type(value)
    return "/".join(filter(None, _printed(noun)(value))) or None
