"""核对 — reading back what a table prints, and what has to be kept in the imprint so that nothing changes.

The reader that will read the file judges, so that what it makes of a blank, a line or a number is never guessed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from attrs import evolve

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs.losses import UNPRINTED_IDS, known
from gongkai_standard.codecs.table.ids import DERIVED
from gongkai_standard.codecs.table.imprint import KIND, TABLES, WHOLE, Keys, Patch, fingerprint, tree_of
from gongkai_standard.compendium import Compendium
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.shape import UNKNOWN, Form, members

_NOUNS: Final[Mapping[str, type]] = {"item_lists": ItemList, "source_lists": SourceList, "catalogues": Catalogue}
_LISTS: Final = tuple(_NOUNS)
"""The documents of a compendium that are tables, in the order in which they are printed."""


def patches(
    document: Any, read: Callable[[Sequence[Patch]], Any], counts: Callable[[], Any] | None, *, ids: bool
) -> tuple[Patch, ...]:
    """What the imprint has to keep.

    `read`: the document that is read from the print and an imprint; `counts`: for a compendium how many tables each
    of its documents has, where the reader cannot tell. `ids`: whether ids are printed, so that they count.
    """
    whole: tuple[Patch, ...] = ()
    if isinstance(document, Compendium) and counts:
        whole = (Patch(WHOLE, KIND, "", Compendium.kind), Patch(WHOLE, TABLES, "", counts()))
    found = read(whole)
    if type(found) is not type(document):
        whole = (Patch(WHOLE, KIND, "", document.kind),)
        found = read(whole)
    if isinstance(document, Compendium):
        return (*whole, *_compendium(document, found, ids))
    name = next(name for name in _LISTS if isinstance(document, _NOUNS[name]))
    return (*whole, *_document(document, found, f"{name}/0", ids))


def _compendium(document: Compendium, found: Compendium, ids: bool) -> Iterator[Patch]:
    for name in _LISTS:
        ours, theirs = getattr(document, name), getattr(found, name)
        if len(ours) == len(theirs):
            for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
                yield from _document(one, other, f"{name}/{number}", ids)
        else:
            yield from _differences(document, found, WHOLE, {name})
    yield from _differences(document, found, WHOLE, {m.name for m in members(Compendium)} - {*_LISTS})


def _document(document: Any, found: Any, at: str, ids: bool) -> Iterator[Patch]:
    noun: Any = type(document)
    rows = "items" if isinstance(document, ItemList) else "entries"
    ours, theirs = getattr(document, rows), getattr(found, rows)
    names = {member.name for member in members(noun)}
    if len(ours) == len(theirs):
        names.remove(rows)
        yield from _rows(ours, theirs, at, ids)
        no_rows: Any = {rows: ()}
        document = evolve(document, **no_rows)
    yield from _differences(document, found, at, names)


def _rows(ours: Sequence[Any], theirs: Sequence[Any], at: str, ids: bool) -> Iterator[Patch]:
    if not ours:
        return
    noun: Any = type(ours[0])
    names = {member.name for member in members(noun)} - (set() if ids else set(UNPRINTED_IDS[noun]))
    differs = _Differing(noun, names)
    keys: Keys | None = None
    for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        derived = "id" not in names and (one.id is None or DERIVED.fullmatch(one.id) is not None)
        if differs(one, other) or (derived and one.id != other.id):
            if keys is None:
                keys = Keys(at, noun)
                for before in theirs[:index]:
                    keys.of(before)
            yield from _differences(one, other, keys.of(other), names | {"id"} if derived else names)
        elif keys is not None:
            keys.of(other)


class _Differing:
    """Whether two rows differ in these members. Values that many rows share are compared once."""

    def __init__(self, noun: type, names: set[str]) -> None:
        wanted = [member for member in members(noun) if member.name in names]
        self._plain = attrgetter(*(m.attribute for m in wanted if m.form in _PLAIN), UNKNOWN)
        self._others = attrgetter(*(m.attribute for m in wanted if m.form not in _PLAIN), UNKNOWN)
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, one: Any, other: Any) -> bool:
        if self._plain(one) != self._plain(other):
            return True
        known_pairs = self._known
        for ours, theirs in zip(self._others(one), self._others(other), strict=True):
            if ours is theirs:
                continue
            pair = (id(ours), id(theirs))
            same = known_pairs.get(pair)
            if same is None:
                known_pairs[pair] = same = ours == theirs
            if not same:
                return True
        return False


_PLAIN: Final = frozenset({Form.TEXT, Form.TEXTS, Form.CHOICE, Form.CHOICES})
"""Members whose values are compared as quickly as they are looked up."""


def _differences(document: Any, found: Any, at: str, names: set[str]) -> Iterator[Patch]:
    """The members of these names in which the print does not give the document."""
    noun: Any = type(document)
    exact = known(document)
    for member in members(noun):
        if member.name in names:
            ours, theirs = tree_of(exact, member), tree_of(found, member)
            if fingerprint(ours) != fingerprint(theirs):
                yield Patch(at, member.name, fingerprint(theirs), ours)
