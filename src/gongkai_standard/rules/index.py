"""索引 — one index per document, built before the rules run, in one pass over it.

A rule is given its subject and this index, and looks up here whatever lies outside the subject. Parts
that few rules ask for are made on first use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, get_args

from attrs import field, frozen

from gongkai_standard.calendar import Calendar
from gongkai_standard.catalogue import Catalogue, Entry, NotApplicable
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.edition import Edition
from gongkai_standard.extension import Extension, ExtensionKind
from gongkai_standard.folding import fold
from gongkai_standard.guide import Element, Guide, content
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.portal import Site, Topic
from gongkai_standard.publication import Publication, Question
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules.display import Display, Placed, displays
from gongkai_standard.rules.issued_document import IssuedDocument, issued_documents
from gongkai_standard.rules.placeholder import is_blank
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.prose import numbered
from gongkai_standard.rules.structure import Misshapen, misshapen
from gongkai_standard.workflow import Workflow

if TYPE_CHECKING:
    from gongkai_standard.rules._rule import Rule


@frozen(eq=False)
class Group:
    """All entries of one item, wherever they stand. The subject of rules on stages (环节)."""

    at: str
    """Pointer of the first entry."""
    item: Item | None
    """The item that they name by `item_id`, when an item list is at hand."""
    entries: list[tuple[str, Entry]] = field(factory=list)
    """Pointer and entry, in the order of the document."""

    @cached_property
    def stages(self) -> Mapping[str, Mapping[str, str]]:
        """Disclosure → stage → pointer of the first entry that has both."""
        found: dict[str, dict[str, str]] = {}
        for at, entry in self.entries:
            if entry.disclosure:
                of = found.setdefault(entry.disclosure, {})
                if entry.stage:
                    of.setdefault(entry.stage, at)
        return found

    @property
    def item_id(self) -> str | None:
        """The id of the item, listed or not."""
        return self.item.id if self.item else self.entries[0][1].item_id

    @property
    def domain(self) -> str | None:
        """The domain of the first entry, or of the item."""
        return self.entries[0][1].domain or (self.item.domain if self.item else None)


def label(subject: object) -> str:
    """What a message calls an entry, an item, a group of entries, a guide, a workflow, a publication; else empty."""
    match subject:
        case Entry():
            return subject.level_three or subject.level_two or subject.level_one or subject.item_id or subject.id or ""
        case Item():
            return subject.name or subject.level_two or subject.level_one or subject.id or ""
        case SourceEntry():
            return subject.name or subject.id or ""
        case Group():
            return (subject.item and subject.item.name) or label(subject.entries[0][1])
        case Guide():
            return subject.title or subject.item_id or ""
        case Workflow():
            return subject.title or ""
        case Publication():
            return subject.title or subject.element or subject.id or ""
        case _:
            return ""


def has_items(index: Index) -> bool:
    """Whether any item is listed; without one the rules on items have nothing to speak of."""
    return bool(index.items)


def has_entries(index: Index) -> bool:
    """Whether any catalogue has an entry; without one the rules on entries have nothing to speak of."""
    return bool(index.entries)


def withheld(entry: Entry) -> bool:
    """Whether the entry says that nothing of it is published, so that it needs no channel and no time limit."""
    return entry.extent == "none" or entry.mode == ("not_disclosed",)


def _levels(one: Entry | Item) -> tuple[str | None, ...]:
    return (one.domain, one.level_one, one.level_two, one.level_three)


class Index:
    """What the rules may ask about the whole document.

    What few rules ask for is made on first use.
    """

    def __init__(
        self,
        document: Document,
        profile: Profile,
        *,
        as_of: date | None = None,
        asked: date | None = None,
        in_force: frozenset[str] = frozenset(),
        profiles: frozenset[str] = frozenset(),
        calendar: Callable[[], Calendar],
        local_rules: tuple[Rule, ...] = (),
        local_additions: tuple[Extension, ...] = (),
    ) -> None:
        self.document = document
        self.profile = profile
        self.as_of = as_of
        self.asked = asked
        """The date to judge by where the caller named one; what came later is then not known yet."""
        self.in_force = in_force
        """Ids of the rules that run, so that an overlapping rule knows whether the narrower one speaks."""
        self.profiles = profiles
        """Names of all known profiles."""
        self._calendar = calendar
        self.local_rules = local_rules
        """The rules that extensions bring."""
        self._local_additions = local_additions
        self.is_compendium = isinstance(document, Compendium)
        self.complete = isinstance(document, Compendium) and document.complete is True
        self.catalogues = _of(document, Catalogue, "catalogues")
        self.item_lists = _of(document, ItemList, "item_lists")
        self.source_lists = _of(document, SourceList, "source_lists")
        self.workflows = _of(document, Workflow, "workflows")
        self.guides = _of(document, Guide, "guides")
        self.entries = [(f"{at}/entries/{i}", e) for at, c in self.catalogues for i, e in enumerate(c.entries)]
        self.items = [(f"{at}/items/{i}", e) for at, c in self.item_lists for i, e in enumerate(c.items)]
        self._codes = _Codes(profile, as_of)
        self._contents: dict[int, Mapping[str, Element]] = {}
        self.solid: set[str] = set()
        """Short texts that were looked at before and are no placeholders; the rules on placeholders fill it."""
        self.misshapen: list[Misshapen] = list(misshapen(document))

    def subjects(self, noun: type) -> list[tuple[str, Any]]:
        """Where and what, in the order of the document, for one of `NOUNS`."""
        if noun is object or (noun is Compendium and self.is_compendium):
            return [("", self.document)]
        found: list[tuple[str, Any]] = getattr(self, _HELD_IN[noun]) if noun in _HELD_IN else []
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """The working days to count by. They are loaded when a rule first asks."""
        return self._calendar()

    @cached_property
    def _published(self) -> tuple[str, Publisher | None]:
        named = [("", self.document), *self.item_lists, *self.catalogues]
        return next(((at, part.publisher) for at, part in named if part.publisher), ("", None))

    @property
    def publisher(self) -> Publisher | None:
        """Who publishes the document; of a compendium that does not say, who publishes its first list or catalogue."""
        return self._published[1]

    @property
    def publisher_at(self) -> str:
        """Where the publisher stands, or would stand."""
        return f"{self._published[0]}/publisher"

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of the publisher's place, the narrowest last: 洛阳市, 洛龙区; none where the name shows none."""
        return tuple(_PLACE.findall(self.publisher.name or "")) if self.publisher else ()

    @property
    def phase(self) -> str | None:
        """pilot, voluntary, rollout, or None where the document does not say."""
        return self.publisher.phase if self.publisher else None

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Item id → the first item that has it."""
        found: dict[str, Item] = {}
        for _, item in self.items:
            if item.id:
                found.setdefault(item.id, item)
        return found

    @cached_property
    def items_by_name(self) -> Mapping[tuple[str, str], list[tuple[str, Item]]]:
        """(name, responsible department) → the items that share them."""
        found: dict[tuple[str, str], list[tuple[str, Item]]] = {}
        for at, item in self.items:
            if item.name:
                found.setdefault((item.name, item.responsible_department or ""), []).append((at, item))
        return found

    @cached_property
    def groups(self) -> list[tuple[str, Group]]:
        """The entries by listed item, else by `item_id`, else by domain and level names."""
        found: dict[object, Group] = {}
        for at, e in self.entries:
            item = self._item_of(e) if self.items else None
            key: object = id(item) if item else e.item_id or _levels(e)
            group = found.get(key)
            if group is None:
                group = found[key] = Group(at, item)
            group.entries.append((at, e))
        return [(group.at, group) for group in found.values()]

    def _item_of(self, entry: Entry) -> Item | None:
        """The listed item that an entry refers to.

        It is known by its id; where one of the two has no use of ids, by its name, or by a domain and levels that no
        other item has.
        """
        item = self.item_by_id.get(entry.item_id) if entry.item_id else None
        if item is None or entry.item_id in self._repeated_ids:
            names = (entry.level_three, entry.level_two, entry.level_one)
            named = next((self._item_by_name[k] for n in names if n and (k := fold(n)) in self._item_by_name), None)
            for alike in (named, self._item_by_levels.get(_levels(entry))):
                if alike and (not entry.item_id or is_blank(alike.id) or alike.id in self._repeated_ids):
                    return alike
        return item

    @cached_property
    def _item_by_levels(self) -> Mapping[tuple[str | None, ...], Item]:
        times = Counter(_levels(item) for _, item in self.items)
        return {key: item for _, item in self.items if times[key := _levels(item)] == 1 and item.level_two}

    @cached_property
    def _repeated_ids(self) -> frozenset[str]:
        return frozenset(id for id, n in Counter(item.id for _, item in self.items if item.id).items() if n > 1)  # noqa: A001

    @cached_property
    def _item_by_name(self) -> Mapping[str, Item]:
        return {fold(item.name): item for _, item in reversed(self.items) if item.name}

    def content_of(self, guide: Guide) -> Mapping[str, Element]:
        """Element → what one of the document's guides says there; several rules ask."""
        found = self._contents.get(id(guide))
        if found is None:
            found = self._contents[id(guide)] = content(guide)
        return found

    @cached_property
    def guides_of(self) -> Mapping[str, list[tuple[str, Guide]]]:
        """Item id → the item's guides, one for each platform that carries it."""
        found: dict[str, list[tuple[str, Guide]]] = {}
        for at, guide in self.guides:
            if guide.item_id:
                found.setdefault(guide.item_id, []).append((at, guide))
        return found

    @cached_property
    def source_entries(self) -> list[tuple[str, SourceEntry]]:
        """The entries of every source list."""
        return [(f"{at}/entries/{i}", entry) for at, one in self.source_lists for i, entry in enumerate(one.entries)]

    @cached_property
    def numbered(self) -> list[tuple[str, Entry | Item | SourceEntry | Guide | Publication]]:
        """The rows in whose prose a long number may stand, a guide by itself being none."""
        guides = self.guides if self.is_compendium else ()
        return numbered(chain(self.entries, self.items, self.source_entries, guides, self.publications))

    @cached_property
    def numbered_rows(self) -> frozenset[int]:
        """The same, each by `id()`."""
        return frozenset(id(row) for _at, row in self.numbered)

    @cached_property
    def publications(self) -> list[Placed]:
        """The records of what was published, of a compendium."""
        records = self.document.publications if isinstance(self.document, Compendium) else ()
        return [(f"/publications/{i}", record) for i, record in enumerate(records)]

    @cached_property
    def questions(self) -> list[tuple[str, Question]]:
        """What the public asked, as a compendium records it."""
        asked = self.document.questions if isinstance(self.document, Compendium) else ()
        return [(f"/questions/{i}", question) for i, question in enumerate(asked)]

    @cached_property
    def publications_of(self) -> Mapping[str, list[Placed]]:
        """Entry id → the records that name it."""
        found: dict[str, list[Placed]] = {}
        for placed in self.publications:
            if placed[1].entry_id:
                found.setdefault(placed[1].entry_id, []).append(placed)
        return found

    @cached_property
    def publication_by_id(self) -> Mapping[str, Publication]:
        """Id of a record → the first record that has it."""
        found: dict[str, Publication] = {}
        for _at, record in self.publications:
            if record.id:
                found.setdefault(record.id, record)
        return found

    @cached_property
    def entry_by_id(self) -> Mapping[str, Entry]:
        """Entry id → the first entry that has it."""
        found: dict[str, Entry] = {}
        for _at, entry in self.entries:
            if entry.id:
                found.setdefault(entry.id, entry)
        return found

    def entry_of(self, publication: Publication) -> Entry | None:
        """The entry that a record names, where a catalogue has it."""
        return self.entry_by_id.get(publication.entry_id) if publication.entry_id else None

    def group_of(self, entry: Entry) -> Group:
        """The group that an entry of the document is in."""
        return self._groups_of[id(entry)]

    @cached_property
    def _groups_of(self) -> Mapping[int, Group]:
        return {id(entry): group for _at, group in self.groups for _place, entry in group.entries}

    @cached_property
    def issued_documents(self) -> list[IssuedDocument]:
        """The policy documents among the publications, with what interprets them."""

        def stage_of(publication: Publication) -> str | None:
            entry = self.entry_of(publication)
            return entry.stage if entry else None

        return issued_documents(self.publications, stage_of)

    @cached_property
    def interpreted(self) -> frozenset[str]:
        """Ids of the records that another record interprets."""
        return frozenset(record.interprets for _at, record in self.publications if record.interprets)

    @cached_property
    def displays(self) -> list[Display]:
        """Entry by entry, which content elements are displayed on the website: 展示 against what is promised."""
        return list(displays(self.entries, self.publications_of))

    def has_guide(self, item: Item) -> bool:
        """Whether a guide is the item's: by its id, or by its name where one of the two has no use of ids."""
        if item.id in self.guides_of:
            return True
        names = self._names_of_guides[not is_blank(item.id) and item.id not in self._repeated_ids]
        return item.name is not None and fold(item.name) in names

    @cached_property
    def _names_of_guides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The items' names that guides give: all of them, and those of guides that name no item by its id."""
        named = [(guide, said.text) for _, guide in self.guides if (said := self.content_of(guide).get("item_name"))]
        return frozenset(fold(t) for _, t in named), frozenset(fold(t) for guide, t in named if not guide.item_id)

    @cached_property
    def strays(self) -> frozenset[tuple[str | None, ...]]:
        """(domain, levels, stage) of the entries whose `item_id` no item list has, where there is one."""
        listed = self.item_by_id
        return frozenset(
            (e.domain, e.level_one, e.level_two, e.level_three, e.stage)
            for _, e in self.entries
            if listed and e.item_id and e.item_id not in listed
        )

    @cached_property
    def disclosed(self) -> frozenset[str]:
        """Ids of the items that entries refer to."""
        return frozenset(entry.item_id for _, entry in self.entries if entry.item_id)

    @cached_property
    def names_known_channels(self) -> bool:
        """Whether of every entry with channels at least one is known."""
        listed = self.codes("channel")
        for _, entry in self.entries:
            for channel in entry.channels:
                if channel.code in listed or (channel.code and self.knows("channel", channel.code)):
                    break
            else:
                if entry.channels:
                    return False
        return True

    @cached_property
    def domains(self) -> frozenset[str]:
        """The domains of items and entries."""
        return frozenset(one.domain for _, one in (*self.items, *self.entries) if one.domain)

    @cached_property
    def disclosures(self) -> frozenset[str]:
        """The disclosures in use anywhere in the document."""
        return frozenset(e.disclosure for _, e in self.entries if e.disclosure)

    @cached_property
    def not_applicable(self) -> tuple[NotApplicable, ...]:
        """Every declared gap."""
        return tuple(gap for _, catalogue in self.catalogues for gap in catalogue.not_applicable)

    @cached_property
    def _reasoned_gaps(self) -> frozenset[tuple[str | None, ...]]:
        return frozenset(
            (gap.item_id, gap.domain, gap.disclosure, gap.stage)
            for gap in self.not_applicable
            if gap.reason and (gap.disclosure or gap.stage)
        )

    def is_excused(self, subject: Group | Item | None, disclosure: str, stage: str | None = None) -> bool:
        """Whether a catalogue says, with a reason, that this does not apply to the item or to its domain.

        A gap without an item or a domain is one of the whole document, and the only one without a subject.
        """
        if not self._reasoned_gaps:
            return False
        item_id = subject.id if isinstance(subject, Item) else subject and subject.item_id
        items, domains = {None, item_id}, {None, subject and subject.domain}
        places = ((item, domain) for item in items for domain in domains)
        stages = ((disclosure, stage), (disclosure, None), (None, stage))
        return any((*place, *of) in self._reasoned_gaps for place in places for of in stages)

    def has_gap(self, domain: str | None, disclosure: str) -> bool:
        """Whether a catalogue says, with a reason, that a whole disclosure does not apply to a domain, or to any."""
        return any((None, place, disclosure, None) in self._reasoned_gaps for place in (domain, None))

    def declared(self, kind: ExtensionKind) -> frozenset[str]:
        """The codes, or headings, of the additions of one kind that the compendium or an extension declares.

        A declaration that does not say its kind counts for every kind.
        """
        return self._declared[kind]

    @cached_property
    def _declared(self) -> Mapping[ExtensionKind, frozenset[str]]:
        own = self.document.extensions if isinstance(self.document, Compendium) else ()
        additions = (*own, *self._local_additions)
        return {
            kind: frozenset(one.code for one in additions if one.code and one.kind in (None, kind))
            for kind in get_args(ExtensionKind)
        }

    @cached_property
    def keeps_records(self) -> bool:
        """Whether a compendium records how the unit goes about its work, or says that it is complete.

        Tables alone that were put together say nothing of contacts, site or reviews.
        """
        return self.complete or (self.is_compendium and any(getattr(self.document, name) for name in _RECORDS))

    @property
    def site(self) -> Site | None:
        """The website that a compendium records."""
        return self.document.site if isinstance(self.document, Compendium) else None

    @property
    def topic(self) -> Topic | None:
        """The pilot topic that a compendium records."""
        return self.document.topic if isinstance(self.document, Compendium) else None

    @cached_property
    def later_editions(self) -> list[Edition]:
        """The editions in the document that have a previous one, each version once."""
        editions = (document.edition for document in self._editioned if document.edition)
        return list({edition.version: edition for edition in editions if edition.previous}.values())

    @property
    def _editioned(self) -> tuple[Document, ...]:
        """The document, and the lists and catalogues inside it."""
        return (self.document, *(part for _, part in (*self.item_lists, *self.catalogues)))

    @cached_property
    def settled(self) -> date | None:
        """The last day on which lists and catalogues were gone through: when they were issued, or something adjusted.

        None where no edition says when it was issued or takes effect.
        """
        editions = (document.edition for document in self._editioned if document.edition)
        issued = [day for edition in editions if (day := edition.issued or edition.effective)]
        adjustments = self.document.adjustments if isinstance(self.document, Compendium) else ()
        adjusted = [change.date for adjustment in adjustments for change in adjustment.changes if change.date]
        return max((*issued, *adjusted)) if issued else None

    def codes(self, name: str) -> frozenset[str]:
        """The codes of a list (as this profile has it) that are in force on the date, or all without a date."""
        return self._codes[name]

    def knows(self, name: str, code: str) -> bool:
        """Whether a code is in the list, or a local extension of it that is declared where it has to be.

        Only a compendium can declare extensions, and those of some lists; otherwise their prefix is enough.
        """
        return code in self._codes[name] or self._is_declared(name, code)

    def _is_declared(self, name: str, code: str) -> bool:
        if not code_list(name).is_extension(code):
            return False
        kind = _DECLARED_AS.get(name)
        return not self.is_compendium or kind is None or code in self._declared[kind]

    def edition_of(self, document: Document) -> Edition | None:
        """The edition of a document, which inside a compendium is inherited."""
        return document.edition or self.document.edition

    def publisher_of(self, document: Document) -> Publisher | None:
        """The publisher of a document, who inside a compendium is inherited."""
        return document.publisher or self.document.publisher


_PLACE: Final = re.compile("[^省市县区旗镇乡]{2,6}?(?:自治县|自治旗|街道|[市县区旗镇乡])")


class _Codes(dict[str, frozenset[str]]):
    """Name of a list → the codes of it that count; filled on demand."""

    def __init__(self, profile: Profile, as_of: date | None) -> None:
        super().__init__()
        self._profile = profile
        self._as_of = as_of

    def __missing__(self, name: str) -> frozenset[str]:
        codes = code_list(self._profile.code_lists.get(name, name))
        listed = codes.codes if self._as_of is None else codes.in_force(self._as_of)
        self[name] = found = frozenset(code.code for code in listed)
        return found


_DECLARED_AS: Final[Mapping[str, ExtensionKind]] = {"domain": "domain", "channel": "channel", "stage": "stage"}
"""Code list → the kind under which a compendium declares what it adds to the list."""

_RECORDS: Final = (
    "publications",
    "attestations",
    "reviews",
    "consultations",
    "exchanges",
    "evaluations",
    "adjustments",
    "adjustment_mechanism",
    "contacts",
    "reading_places",
    "site",
    "topic",
    "downloads",
    "questions",
    "plan",
)
"""The members of a compendium that are no tables, workflows or guides."""

_HELD_IN: Final[Mapping[type, str]] = {
    ItemList: "item_lists",
    SourceList: "source_lists",
    Catalogue: "catalogues",
    Workflow: "workflows",
    Guide: "guides",
    Item: "items",
    Entry: "entries",
    Group: "groups",
    Publication: "publications",
}
"""Noun → the attribute of the index that holds its `(pointer, value)` pairs."""

NOUNS: Final[tuple[type, ...]] = (object, Compendium, *_HELD_IN)
"""What a rule can be about, in the order in which the rules run."""


def _of(document: Document, noun: type, member: str) -> list[tuple[str, Any]]:
    if isinstance(document, Compendium):
        return [(f"/{member}/{i}", part) for i, part in enumerate(getattr(document, member))]
    return [("", document)] if isinstance(document, noun) else []
