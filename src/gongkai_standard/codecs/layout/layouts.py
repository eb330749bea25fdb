"""表式 — the official layouts: which members a table shows, in which columns and under which of their words.

A layout is data. Headings are words of the model and labels of its code lists; a slot only says which of them is
printed. Sources: the tables published with 国办发〔2019〕54号 (county and township) and, for the notice of 2017, the
elements that its 三(一) and 三(二) name in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.table.labels import NUMBER, word
from gongkai_standard.codelists import code_list
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.publisher import Publisher


@frozen
class Slot:
    """One column."""

    member: str
    """As the reader of headings names it: `basis`, `sources.list`, `exemption.ground`; `NUMBER` for 序号."""
    code: str = ""
    """For a column of ticks, the code that a tick stands for."""
    word: int = 0
    """Which word of the member, or label of the code, is printed: 0 the usual one, n the n-th of the others."""
    said: tuple[type, str] | None = None
    """Noun and member of the word where the column goes by that of another member."""

    def heading(self, noun: type) -> str:
        """What is printed above the column; for ticks, under the head of the group."""
        if self.code:
            code = code_list(word(noun, self.member).codes or "").get(self.code)
            return (code.zh, *code.also)[self.word] if code else self.code
        term = word(*self.said) if self.said else word(noun, self.member)
        return (term.zh, *term.also)[self.word]


@frozen(kw_only=True)
class Layout:
    """An official table."""

    name: str
    noun: type
    slots: tuple[Slot, ...]
    grouped: bool = True
    """Two header rows: the names of the item, and ticks, stand under a common head."""


_NUMBER: Final = Slot(NUMBER)
_NAMES: Final = (Slot("level_one"), Slot("level_two"))
_ELEMENTS: Final = (
    Slot("content", word=1),
    Slot("basis"),
    Slot("time_limits"),
    Slot("responsible_body", word=1),
    Slot("channels"),
)
_AUDIENCE: Final = (Slot("audience", "whole_society"), Slot("audience", "specific_group"))
_MODE: Final = (Slot("mode", "proactive", word=1), Slot("mode", "on_request", word=1))
_COUNTY: Final = Slot("levels", "county")
_TOWNSHIP: Final = Slot("levels", "township")
_ITEM_NAME: Final = Slot("level_two", said=(Item, "name"))

_ALL: Final = (
    Layout(
        name="county-14",
        noun=Entry,
        slots=(_NUMBER, *_NAMES, *_ELEMENTS, *_AUDIENCE, *_MODE, _COUNTY, _TOWNSHIP),
    ),
    Layout(name="county-12", noun=Entry, slots=(_NUMBER, *_NAMES, *_ELEMENTS, *_AUDIENCE, *_MODE)),
    Layout(name="township-13", noun=Entry, slots=(_NUMBER, *_NAMES, *_ELEMENTS, *_AUDIENCE, *_MODE, _TOWNSHIP)),
    Layout(
        name="three-level",
        noun=Entry,
        slots=(
            _NUMBER,
            *_NAMES,
            Slot("level_three"),
            *_ELEMENTS,
            *_AUDIENCE,
            *_MODE,
            Slot("levels", "prefectural"),
            _COUNTY,
            _TOWNSHIP,
        ),
    ),
    Layout(
        name="list-2017",
        noun=Entry,
        grouped=False,
        slots=(
            _NUMBER,
            _ITEM_NAME,
            Slot("content", word=5),
            Slot("responsible_body", word=1),
            Slot("time_limits", word=2),
            Slot("channels", said=(Entry, "mode")),
        ),
    ),
    Layout(
        name="notice-catalogue",
        noun=Entry,
        grouped=False,
        slots=(
            _NUMBER,
            _ITEM_NAME,
            Slot("disclosure"),
            Slot("stage"),
            Slot("content"),
            Slot("responsible_body"),
            Slot("time_limits", word=1),
            Slot("channels", said=(Entry, "mode")),
            Slot("extent"),
        ),
    ),
    Layout(
        name="notice-list",
        noun=Item,
        grouped=False,
        slots=(
            _NUMBER,
            Slot("domain"),
            Slot("level_one"),
            Slot("level_two"),
            Slot("name"),
            Slot("power_type"),
            Slot("responsible_department"),
            Slot("sources.list"),
            Slot("sources.entry"),
        ),
    ),
    Layout(
        name="source-list",
        noun=SourceEntry,
        grouped=False,
        slots=(_NUMBER, Slot("id"), Slot("name"), Slot("power_type"), Slot("department")),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = {layout.name: layout for layout in _ALL}
"""Name → layout."""

_BY_PROFILE: Final[Mapping[str, Mapping[bool, str]]] = {
    "henan-2017": {False: "notice-catalogue", True: "notice-catalogue"},
}
"""Profile → whether the publisher is a town → layout of a catalogue; `_LATER` for the other texts."""
_LATER: Final = {False: "county-14", True: "township-13"}
_TOWNS: Final = frozenset({"township", "village"})
_LISTS: Final[Mapping[type, str]] = {ItemList: "notice-list", SourceList: "source-list"}


def layout_named(name: str) -> Layout:
    """The layout of that name. Raises UnknownNameError, which lists the names there are."""
    if name not in LAYOUTS:
        known = "、".join(LAYOUTS)
        raise UnknownNameError(
            Problem(message=f"没有表式“{name}”，可用：{known}", message_en=f'no layout "{name}"; there are: {known}')
        )
    return LAYOUTS[name]


def usual(document: Catalogue | ItemList | SourceList, publisher: Publisher | None, profile: str) -> Layout:
    """The layout that the text of the standard prints for such a document of such a publisher."""
    listed = _LISTS.get(type(document))
    if listed:
        return LAYOUTS[listed]
    town = publisher is not None and publisher.level in _TOWNS
    return LAYOUTS[_BY_PROFILE.get(profile, _LATER)[town]]
