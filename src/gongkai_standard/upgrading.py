"""升级 — a document of one text of the standard made ready for another, with everything that was inferred named.

A table of 2019 has no disclosure, stage or extent, and no item list with power types and departments. What its own
words show is filled in and marked: in `Upgraded.inferred`, each value with its reason, and in the document, where
every entry and item carries the names of its inferred members under `inferred`. What nothing shows stays empty and
is named as well. No value that the document has is changed, and its profile is the only member that is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from attrs import evolve, frozen

from gongkai_standard.adjustment import Adjustment
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.table.ids import Ids
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.five_disclosures import disclosure_of
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList, SourceList
from gongkai_standard.profiles import DEFAULT, profile
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.stages import ENFORCEMENT, SERVICES
from gongkai_standard.rules.unmatched import unmatched
from gongkai_standard.workflow import Workflow

MARK: Final = "inferred"
"""The member of an entry or item that names its inferred members."""

_Following = Catalogue | ItemList | SourceList | Workflow | Compendium
"""Documents that say which text they follow."""

_Row = TypeVar("_Row", Entry, Item)


@frozen(kw_only=True)
class Inferred:
    """One value that the document did not have."""

    at: str
    """Pointer into the upgraded document."""
    member: str
    value: str
    why: str
    """The reason in Chinese."""
    why_en: str


@frozen(kw_only=True)
class Upgraded:
    """The new document, and what is not its author's in it."""

    document: Document
    inferred: tuple[Inferred, ...] = ()
    open: tuple[str, ...] = ()
    """Pointers of members that the text demands and nothing shows."""


@frozen
class _Guess:
    value: str
    why: str
    why_en: str


def upgrade(document: Document, to: str = DEFAULT) -> Upgraded:
    """The document under another text of the standard.

    A catalogue becomes a compendium where the text wants an item list with more than names: its items are drawn up
    from the entries. Upgrading twice changes nothing more. Raises UnknownNameError when `to` names no text.
    """
    text = profile(to)
    work = _Work(text)
    match document:
        case Catalogue() if text.item_required - {"name"}:
            changed: _Following = work.compendium(_around(document))
        case Catalogue():
            changed = work.catalogue(document, "")
        case ItemList():
            changed = work.item_list(document, "", {})
        case Compendium():
            changed = work.compendium(document)
        case Guide() | Adjustment():
            return Upgraded(document=document)
        case _:
            changed = document
    changed = evolve(changed, profile=text.name)
    return Upgraded(document=changed, inferred=tuple(work.inferred), open=tuple(work.open))


def _around(catalogue: Catalogue) -> Compendium:
    return Compendium(publisher=catalogue.publisher, edition=catalogue.edition, catalogues=(catalogue,))


class _Work:
    """One upgrade under way."""

    def __init__(self, text: Profile) -> None:
        self._text = text
        self.inferred: list[Inferred] = []
        self.open: list[str] = []

    def compendium(self, given: Compendium) -> Compendium:
        catalogues, lists = given.catalogues, given.item_lists
        if not lists and any(c.entries for c in catalogues) and self._text.item_required - {"name"}:
            lists, catalogues = self._drawn_up(given)
        catalogues = tuple(self.catalogue(c, f"/catalogues/{i}") for i, c in enumerate(catalogues))
        of_item: dict[str, list[Entry]] = {}
        for entry in (e for c in catalogues for e in c.entries if e.item_id):
            of_item.setdefault(entry.item_id or "", []).append(entry)
        lists = tuple(self.item_list(one, f"/item_lists/{i}", of_item) for i, one in enumerate(lists))
        return evolve(given, catalogues=catalogues, item_lists=lists)

    def catalogue(self, given: Catalogue, at: str) -> Catalogue:
        entries = tuple(self._entry(e, f"{at}/entries/{i}") for i, e in enumerate(given.entries))
        return evolve(given, entries=entries, profile=given.profile and self._text.name)

    def item_list(self, given: ItemList, at: str, of_item: Mapping[str, list[Entry]]) -> ItemList:
        items = tuple(
            self._item(item, f"{at}/items/{i}", of_item.get(item.id or "", [])) for i, item in enumerate(given.items)
        )
        return evolve(given, items=items, profile=given.profile and self._text.name)

    def _entry(self, entry: Entry, at: str) -> Entry:
        for member, guess in _OF_ENTRY.items():
            if member in self._text.required:
                entry = self._filled(entry, member, at, partial(guess, entry))
        return entry

    def _item(self, item: Item, at: str, entries: Sequence[Entry]) -> Item:
        for member, guess in _OF_ITEM.items():
            if member in self._text.item_required:
                item = self._filled(item, member, at, partial(guess, item, entries))
        return item

    def _filled(self, row: _Row, member: str, at: str, guess: Callable[[], _Guess | None]) -> _Row:
        """The row with a value for the member, where it has none and something shows it."""
        if getattr(row, member) or member in row.unknown or unmatched(row, member):
            return row
        found = guess()
        if found is None:
            self.open.append(f"{at}/{member}")
            return row
        return self._marked(row, member, at, found)

    def _marked(self, row: _Row, member: str, at: str, found: _Guess) -> _Row:
        self.inferred.append(
            Inferred(at=f"{at}/{member}", member=member, value=found.value, why=found.why, why_en=found.why_en)
        )
        marked: object = row.unknown.get(MARK)
        marks = [*(marked if isinstance(marked, list) else ()), member]
        changes: dict[str, Any] = {member: found.value, "unknown": {**row.unknown, MARK: marks}}
        return evolve(row, **changes)

    def _drawn_up(self, given: Compendium) -> tuple[tuple[ItemList, ...], tuple[Catalogue, ...]]:
        """An item list with an item for each set of names that the entries have, and the entries that refer to it."""
        ids = Ids(given.publisher.name if given.publisher else None)
        items: dict[object, Item] = {}
        catalogues = []
        for i, catalogue in enumerate(given.catalogues):
            entries = []
            for j, entry in enumerate(catalogue.entries):
                names = (entry.domain, entry.level_one, entry.level_two, entry.level_three)
                key: object = entry.item_id or names
                if key not in items:
                    items[key] = self._new_item(entry, entry.item_id or ids.of(names), len(items))
                if entry.item_id is None:
                    link = _Guess(items[key].id or "", *_FROM_NAMES)
                    entry = self._marked(entry, "item_id", f"/catalogues/{i}/entries/{j}", link)
                entries.append(entry)
            catalogues.append(evolve(catalogue, entries=tuple(entries)))
        return (ItemList(items=tuple(items.values())),), tuple(catalogues)

    def _new_item(self, entry: Entry, id: str, number: int) -> Item:
        at = f"/item_lists/0/items/{number}"
        item = Item(id=id, domain=entry.domain, level_one=entry.level_one, level_two=entry.level_two)
        item = evolve(item, level_three=entry.level_three, unknown={MARK: ["id"]})
        self.inferred.append(Inferred(at=f"{at}/id", member="id", value=id, why=_FROM_NAMES[0], why_en=_FROM_NAMES[1]))
        name = entry.level_three or entry.level_two or entry.level_one
        return self._marked(item, "name", at, _Guess(name, *_FROM_NAMES)) if name else item


_FROM_NAMES: Final = ("由条目的各级事项名称得出", "drawn from the names of the entry's levels")


# ---------------------------------------------------------------- what the words of an entry show


def _stage(entry: Entry) -> _Guess | None:
    """The stage that a level names; the guide whose elements are the content; the one that all the content names."""
    for name in (entry.level_three, entry.level_two, entry.level_one):
        stage = _stage_named(name)
        if stage:
            return _Guess(stage, f"“{name}”是环节名称", f"{name} is the name of a stage")
    of_guide = [element for element in entry.content if code_list("guide_element").match(element)]
    if len(of_guide) >= _ENOUGH and len(of_guide) * 2 > len(entry.content):
        said = "、".join(of_guide[:_ENOUGH])
        return _Guess(
            "guide", f"公开内容是办事指南的要素({said}等)", f"its content is that of a service guide ({said})"
        )
    named = set(map(_stage_named, entry.content))
    stage = named.pop() if len(named) == 1 else None
    return _Guess(stage, "公开内容是环节名称", "its content is the name of a stage") if stage else None


def _stage_named(name: str | None) -> str | None:
    """The stage of the notice that a heading stands for; a heading of local catalogues by itself where none is."""
    code = code_list("stage").match(name) if name else None
    return (code.replaced_by or (code.code,))[0] if code else None


_ENOUGH: Final = 3
"""Elements of a guide that make a guide."""


def _disclosure(entry: Entry) -> _Guess | None:
    """The disclosure of the stage, else that of the power that the levels or the domain name.

    A permit is both enforced and applied for, so that it shows neither.
    """
    if entry.stage:
        disclosure = disclosure_of(entry.stage) or _OF_LOCAL_STAGES.get(entry.stage)
        if disclosure:
            label = _label("stage", entry.stage)
            return _Guess(disclosure, f"“{label}”属于该类公开", f"the stage {entry.stage} belongs to it")
    power = _power(entry.domain, entry.level_one, entry.level_two, entry.level_three)
    if power is None or (power.value in ENFORCEMENT) == (power.value in SERVICES):
        return None
    return evolve(power, value="management" if power.value in ENFORCEMENT else "service")


_OF_LOCAL_STAGES: Final = {"policy_basis": "service"}
"""Headings of local catalogues that are no stage of the notice → the disclosure under which they stand there."""


def _extent(entry: Entry) -> _Guess | None:
    """All of it where the entry is disclosed proactively, none where it is withheld; a request shows nothing."""
    if entry.exemption is not None:
        return None
    if entry.mode == ("not_disclosed",):
        return _Guess("none", "公开属性为不予公开", "it is withheld")
    if "proactive" in entry.mode:
        return _Guess("full", "主动公开且未注明例外", "it is disclosed proactively, and no exception is stated")
    return None


# ---------------------------------------------------------------- what an item and its entries show


def _power_type(item: Item, entries: Sequence[Entry]) -> _Guess | None:
    """The power that the names or the domain of an item show; a public service where its entries are service guides."""
    power = _power(item.domain, item.level_one, item.level_two, item.level_three, item.name)
    if power is not None:
        return power
    if any(entry.stage == "guide" for entry in entries):
        return _Guess("public_service", "条目为办事指南", "its entry is a service guide")
    return None


def _department(_: Item, entries: Sequence[Entry]) -> _Guess | None:
    """The one responsible body of all entries."""
    bodies = {entry.responsible_body for entry in entries if entry.responsible_body}
    if len(bodies) != 1:
        return None
    (names,) = bodies
    return (
        _Guess(names[0], "条目的责任主体只有这一个", "the only responsible body of its entries")
        if len(names) == 1
        else None
    )


def _power(domain: str | None, *names: str | None) -> _Guess | None:
    """The power type that a name is or contains in full (行政处罚), else the one that the domain exercises."""
    for name in filter(None, names):
        for code in code_list("power_type"):
            if code.zh in name:
                return _Guess(code.code, f"“{name}”写明{code.zh}", f"{name} says so")
    if domain in _POWER_OF_DOMAINS:
        label = _label("domain", domain or "")
        return _Guess(_POWER_OF_DOMAINS[domain], f"领域为{label}", f"the domain is {domain}")
    return None


_POWER_OF_DOMAINS: Final[Mapping[str | None, str]] = {"urban_enforcement": "penalty"}
"""Domains whose published catalogues have one row per illegal act. Source: 国办发〔2019〕54号 tables; inferred."""


def _label(name: str, code: str) -> str:
    known = code_list(name).get(code)
    return known.zh if known else code


_OF_ENTRY: Final[Mapping[str, Callable[[Entry], _Guess | None]]] = {
    "stage": _stage,
    "disclosure": _disclosure,
    "extent": _extent,
}
"""Member of an entry → how it is inferred; the disclosure rests on the stage."""

_OF_ITEM: Final[Mapping[str, Callable[[Item, Sequence[Entry]], _Guess | None]]] = {
    "power_type": _power_type,
    "responsible_department": _department,
}
