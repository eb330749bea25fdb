"""单元格 — the texts of one record as the members of an entry or item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from gongkai_standard import channel, legal_basis, responsible_body, time_limit
from gongkai_standard.catalogue import Audience
from gongkai_standard.codecs.table.elements import name, split, tidy
from gongkai_standard.codecs.table.fields import CODED, UNCLEAR, Field, Plan, codes_in, words_of
from gongkai_standard.codecs.table.grid import Cell
from gongkai_standard.codecs.table.kinds import source_lists_in
from gongkai_standard.codecs.table.labels import LEVEL_NAMES, code_of, word
from gongkai_standard.codecs.table.levels import levels_in
from gongkai_standard.codecs.table.marks import beside_tick, ticked
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.records import Record
from gongkai_standard.codecs.table.titles import day
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import pointer
from gongkai_standard.terms import terms_of

Place = tuple[str, Cell]
"""The end of a JSON pointer, below the entry, and the cell that prints it."""

Outcome = tuple[tuple[str, Any], ...]
"""Member and value, for every member that a text fills; `""` stands for the column itself, in `extra`."""

Where = Callable[[], str]
"""The place of the cell, for a note."""

_LISTS: Final = frozenset(
    {"content", "basis", "time_limits", "responsible_body", "channels", "mode", "audience", "levels", "sources.list"}
)
_SET: Final = frozenset({"mode", "levels"})
_NAMED_GROUP: Final = re.compile(
    r"(?P<list>[^:：(（]+?)\s*(?:[(（](?P<bracketed>[^()（）]+)[)）]|[:：]\s*(?P<rest>.+?))\s*", re.S
)
"""A word of the list with the group beside it: 特定群体(纳税人), 特定群体:纳税人."""
_REQUIRED: Final = re.compile("必[选须]")
_DATES: Final = frozenset({"exemption.review_due", "sources.version"})
_NAMES: Final = frozenset({*LEVEL_NAMES, "name"})
_YES: Final = re.compile(r"是|属于|重大|重大行政决策|有|[Yy](?:es)?")
_NO: Final = re.compile(r"不是|不属于|非重大|无|[Nn]o?")


def demands_channels(texts: Iterator[str]) -> bool:
    """Whether a legend says that a filled box is required and an empty one optional."""
    return any((found := _REQUIRED.search(text)) and text.find("可选", found.end()) >= 0 for text in texts)


class CellReader:
    """Reads records of one table. Each distinct text of a column is read once; equal values are one object."""

    def __init__(self, plan: Plan, *, legend: bool, notes: Notes, place: Callable[[int, int], str]) -> None:
        self._plan = plan
        self._legend = legend
        self._notes = notes
        self._place = place
        self._read: list[dict[str, Outcome]] = [{} for _ in plan.fields]
        self._how = [self._reader(field) for field in plan.fields]
        self._as_printed = [_own(field, how) for field, how in zip(plan.fields, self._how, strict=True)]
        """Position → the member whose value is the text itself; "" where a text fills nothing; else None."""

    def members(self, record: Record) -> tuple[dict[str, Any], dict[str, str]]:
        """Members by name, and the columns of no member by heading."""
        members: dict[str, Any] = {}
        extra: dict[str, str] = {}
        known, as_printed = self._read, self._as_printed
        for position, text in record.texts.items():
            own = as_printed[position]
            if own is None:
                outcome = known[position].get(text)
                if outcome is None:
                    outcome = self._outcome(record, position, text)
                for member, value in outcome:
                    if member and member not in members:
                        members[member] = value
                    else:
                        self._again(members, extra, member, value, position, text)
            elif own not in members:
                if own:
                    members[own] = text
            else:
                self._again(members, extra, own, text, position, text)
        return members, extra

    def _again(
        self, members: dict[str, Any], extra: dict[str, str], member: str, value: Any, position: int, text: str
    ) -> None:
        """A member that another column has filled: lists grow, other texts are kept under their heading."""
        field = self._plan.fields[position]
        if member in _LISTS:
            members[member] += _new(value, members[member], field)
        else:
            said = text if member else value
            extra[field.heading] = f"{extra[field.heading]}\n{said}" if field.heading in extra else said

    def places(self, record: Record) -> Iterator[Place]:
        """Where each member of a record stands. A member of ticks has a place for every tick."""
        members: dict[str, Any] = {}
        for position, text in record.texts.items():
            field = self._plan.fields[position]
            cell = record.cells.get(position) or (record.row, field.index)
            for member, value in self._outcome(record, position, text):
                have = members.get(member, ())
                if not member or (have and member not in _LISTS):
                    yield "/extra", cell
                    yield f"/extra/{escaped(field.heading)}", cell
                elif member in _LISTS:
                    more = _new(value, have, field) if have else value
                    yield _end(member), cell
                    if field.codes or have:
                        yield from ((f"/{member}/{index}", cell) for index in range(len(have), len(have) + len(more)))
                    members[member] = have + more
                else:
                    members[member] = (value,)
                    yield _end(member), cell

    def _outcome(self, record: Record, position: int, text: str) -> Outcome:
        """What a text fills; nothing stands for empty lists."""
        known = self._read[position]
        found = known.get(text)
        if found is None:
            found = self._how[position](self._plan.fields[position], text, lambda: self._at(record, position))
            for _, value in found:
                if value == ():
                    found = tuple(one for one in found if one[1] != ())
                    break
            known[text] = found
        return found

    def _at(self, record: Record, position: int) -> str:
        return self._place(*(record.cells.get(position) or (record.row, self._plan.fields[position].index)))

    def _reader(self, field: Field) -> Callable[[Field, str, Where], Outcome]:
        member = field.member
        if field.number:
            return self._number
        if not member:
            return lambda _field, text, _place: (("", text),)
        if field.codes:
            return self._tick
        if member in _NAMES:
            return self._name
        parse = _PARSERS.get(member)
        if parse:
            return lambda _field, text, _place: ((member, parse(text)),)
        if member == "content":
            marked = demands_channels(iter((field.legend,)))
            return lambda _field, text, _place: ((member, split(text, marked=marked)),)
        if member == "channels":
            legend = self._legend or demands_channels(iter((field.legend,)))
            return lambda _field, text, _place: ((member, channel.parse(text, legend=legend)),)
        words = _WORDS.get(member) or (CellReader._code if member in CODED[self._plan.noun] else None)
        return partial(words, self) if words else _text

    # -------------------------------------------------------------- one kind of column each

    def _number(self, field: Field, text: str, place: Where) -> Outcome:
        """A running number is the place in the list and nothing else; a code is kept."""
        return (("", text),) if field.inherits else ()

    def _name(self, field: Field, text: str, place: Where) -> Outcome:
        words, number = name(text)
        if number:
            self._notes.count(
                "number_removed",
                f"列“{field.heading}”名称前的序号已去掉",
                f"numbers before the names in column {field.heading!r} are left out",
                place,
            )
        return ((field.member, words),)

    def _tick(self, field: Field, text: str, place: Where) -> Outcome:
        mark = ticked(text)
        if mark is False:
            return ()
        if field.member == "audience":
            return ((field.member, tuple(_audience(code, text, mark) for code in field.codes)),)
        value: tuple[str, Any] = (field.member, _valued(field))
        if mark:
            return (value,)
        words = beside_tick(text)
        if words:
            return (value, ("", text))
        if _names_the_column(field, text, self._plan.noun):
            return (value,)
        self._kept(field, text, place)
        return (("", text),)

    def _audiences(self, field: Field, text: str, place: Where) -> Outcome:
        found = []
        for one, chosen in words_of(text):
            code = code_of("audience", one)
            named = _NAMED_GROUP.fullmatch(one) if code is None else None
            group = code_of("audience", named["list"]) if named else None
            if not chosen:
                continue
            if named and group:
                found.append(Audience(code=group, text=one, description=named["bracketed"] or named["rest"]))
            else:
                found.append(Audience(code=code) if code else Audience(text=tidy(one)))
        return ((field.member, tuple(found)),)

    def _levels(self, field: Field, text: str, place: Where) -> Outcome:
        found = [levels_in(one) for one, chosen in words_of(text) if chosen]
        if not found or not all(found):
            self._kept(field, text, place)
            return (("", text),)
        return ((field.member, tuple(dict.fromkeys(level for levels in found for level in levels))),)

    def _modes(self, field: Field, text: str, place: Where) -> Outcome:
        found = codes_in(self._plan.noun, field.member, text)
        return ((field.member, tuple(dict.fromkeys(found))),) if found else self._moved(field, text, place)

    def _code(self, field: Field, text: str, place: Where) -> Outcome:
        """A member that holds one code: a text of several, or of none, is kept under its heading."""
        found = codes_in(self._plan.noun, field.member, text)
        if len(found) == 1:
            return ((field.member, found[0]),)
        return self._moved(field, text, place)

    def _moved(self, field: Field, text: str, place: Where) -> Outcome:
        """A cell that holds what belongs under a heading with which its own is confused; else it is kept."""
        others = [m for m in UNCLEAR if m != field.member and field.member in UNCLEAR and m in CODED[self._plan.noun]]
        for member in others:
            codes = codes_in(self._plan.noun, member, text)
            if codes and (member in _LISTS or len(codes) == 1):
                self._notes.count(
                    "cell_moved",
                    f"列“{field.heading}”中的“{text}”读作“{word(self._plan.noun, member).zh}”",
                    f"{text!r} in column {field.heading!r} is read as {word(self._plan.noun, member).en}",
                    place,
                )
                return ((member, codes if member in _LISTS else codes[0]),)
        self._kept(field, text, place)
        return (("", text),)

    def _source_lists(self, field: Field, text: str, place: Where) -> Outcome:
        """权责清单 is two lists in one."""
        codes = tuple(code for one, chosen in words_of(text) if chosen for code in source_lists_in(one))
        if codes:
            return (("sources.list", codes),)
        self._kept(field, text, place)
        return (("", text),)

    def _citation(self, field: Field, text: str, place: Where) -> Outcome:
        found = legal_basis.parse(text)
        return ((field.member, found[0] if len(found) == 1 else LegalBasis(text=text)),)

    def _ground(self, field: Field, text: str, place: Where) -> Outcome:
        """A ground is a code; other words are the citation of one."""
        code = code_of("exemption", text)
        return (("exemption.ground", code),) if code else self._citation(_CITATION, text, place)

    def _date(self, field: Field, text: str, place: Where) -> Outcome:
        found = day(text)
        if found:
            return ((field.member, found),)
        self._kept(field, text, place)
        return (("", text),)

    def _yes(self, field: Field, text: str, place: Where) -> Outcome:
        mark = ticked(text)
        if mark is None:
            mark = True if _YES.fullmatch(text) else False if _NO.fullmatch(text) else None
        if mark is None:
            self._kept(field, text, place)
            return (("", text),)
        return ((field.member, mark),)

    def _description(self, field: Field, text: str, place: Where) -> Outcome:
        """A column that only says who the specific group is."""
        return (("audience", (_audience("specific_group", text, None),)),)

    def _kept(self, field: Field, text: str, place: Where) -> None:
        self._notes.add(
            "text_kept",
            f"列“{field.heading}”的“{text[:40]}”不在代码表中，原文保留在 extra",
            f"{text[:40]!r} in column {field.heading!r} is no code of its list; the text is kept in extra",
            place(),
            "warning",
        )


def _text(field: Field, text: str, _place: Where) -> Outcome:
    return ((field.member, text),)


def _own(field: Field, how: Callable[[Field, str, Where], Outcome]) -> str | None:
    if how is _text:
        return field.member
    return "" if field.number and not field.inherits else None


_CITATION: Final = Field(-1, "", "exemption.citation")

_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "basis": legal_basis.parse,
    "time_limits": time_limit.parse,
    "responsible_body": responsible_body.parse,
}

_WORDS: Final[Mapping[str, Callable[[CellReader, Field, str, Where], Outcome]]] = {
    "audience": CellReader._audiences,
    "audience.description": CellReader._description,
    "levels": CellReader._levels,
    "mode": CellReader._modes,
    "sources": CellReader._source_lists,
    "sources.list": CellReader._source_lists,
    "exemption.ground": CellReader._ground,
    "exemption": CellReader._ground,
    "exemption.citation": CellReader._citation,
    "major_decision": CellReader._yes,
    **dict.fromkeys(_DATES, CellReader._date),
}


def _end(member: str) -> str:
    """The end of the pointer to a member; a record names one source at most."""
    return "/" + member.replace("sources.", "sources/0/").replace(".", "/")


def escaped(heading: str) -> str:
    """A heading as one part of a JSON pointer."""
    return pointer((heading,))[1:]


def _new(value: tuple[Any, ...], have: tuple[Any, ...], field: Field) -> tuple[Any, ...]:
    """What a further column adds to a list: a code no second time."""
    return tuple(one for one in value if one not in have) if field.codes or field.member in _SET else value


def _valued(field: Field) -> Any:
    """What a tick in a column of codes stands for."""
    if field.member == "channels":
        return tuple(channel.Channel(code=code, obligation="chosen") for code in field.codes)
    return field.codes if field.member in _LISTS else field.codes[0]


def _audience(code: str, text: str, mark: bool | None) -> Audience:
    """A tick, or in its place the name of the group."""
    words = beside_tick(text) if not mark else ""
    group = "" if mark or code_of("audience", text) == code else words or text
    return Audience(code=code, text=tidy(group), description=tidy(group)) if group else Audience(code=code)


def _names_the_column(field: Field, text: str, noun: type) -> bool:
    """Whether a cell repeats the head of its column in place of a tick."""
    if field.member == "levels":
        return set(levels_in(text)) == set(field.codes)
    list_name = terms_of(noun)[field.member].codes
    return list_name is not None and code_of(list_name, text) in field.codes
