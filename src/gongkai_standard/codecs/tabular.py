"""目录表 — grids to documents: what the tables of a file say, as catalogue, item list, source list or all of them.

All formats of tables share this reader: headings by the model's terms, merges, blanks and ditto marks, ticks and
boxes, section rows, several tables. Nothing is lost: what has no member stays in `extra`, in the remarks of its
section or in a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, Final, cast

from attrs import define, field

from gongkai_standard.catalogue import Catalogue, Entry, Section
from gongkai_standard.codecs.cellwise import CellReader, demands_channels
from gongkai_standard.codecs.fields import Plan, settle
from gongkai_standard.codecs.grid import Grid, Line
from gongkai_standard.codecs.headings import Header
from gongkai_standard.codecs.ids import Ids
from gongkai_standard.codecs.kinds import DEFAULT_PROFILE, noun_of, profile_of, source_lists_in
from gongkai_standard.codecs.notes import Notes
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.records import Record, State, records
from gongkai_standard.codecs.tables import Table, cut
from gongkai_standard.codecs.titles import (
    day,
    domain_in,
    edition_in,
    is_title,
    publisher_in,
    statements,
)
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.edition import Edition
from gongkai_standard.item_list import Exemption, Item, ItemList, SourceEntry, SourceList, SourceReference
from gongkai_standard.mapping import EMPTY
from gongkai_standard.publisher import Phase, Publisher


@define(eq=False)
class _Told:
    """One table with what the lines around it say."""

    table: Table
    noun: type
    title: Line | None
    domain: str | None
    remarks: list[Line]
    plan: Plan


@define(eq=False)
class _Row:
    """One entry or item and where it stands."""

    value: Any
    table: _Told
    reader: CellReader
    record: Record


@define(eq=False)
class Tabular:
    """What a file of tables holds."""

    document: Document
    notes: Notes
    _lists: list[tuple[str, list[_Row]]] = field(factory=list)
    """Pointer of each list of entries or items, and its rows."""
    _lines: list[tuple[str, str]] = field(factory=list)
    """Pointer and place of titles, remarks and the like."""

    def locate(self) -> Mapping[str, str]:
        """`{JSON pointer: place}` for every member that the tables print."""
        places = {pointer: place for pointer, place in self._lines if place}
        for pointer, rows in self._lists:
            for index, row in enumerate(rows):
                base, place = f"{pointer}/{index}", row.table.table.grid.place
                places[base] = place(row.record.row, row.table.plan.fields[0].index)
                for end, cell in row.reader.places(row.record):
                    places.setdefault(base + end, place(*cell))
        return places

    def blanks(self) -> Mapping[str, str]:
        """`{JSON pointer: place}` for members whose columns are empty in the row."""
        places: dict[str, str] = {}
        for pointer, rows in self._lists:
            for index, row in enumerate(rows):
                for column in row.table.plan.fields:
                    if column.member:
                        at = f"{pointer}/{index}/{column.member.partition('.')[0]}"
                        places.setdefault(at, row.table.table.grid.place(row.record.row, column.index))
        return places


def reading(
    grids: Sequence[Grid],
    data: bytes,
    *,
    format: str,
    profile: str | None = None,
    title: str = "",
    notes: Notes | None = None,
) -> Reading:
    """The reading of a file that holds these grids.

    `title`: what the file itself names as its title, outside all tables. `notes`: what its codec has noted.
    """
    found = read(grids, profile=profile, title=title, notes=notes)
    return Reading(
        document=found.document,
        format=format,
        sha256=sha256(data).hexdigest(),
        notes=tuple(found.notes),
        source=data,
        locate=found.locate,
        blanks=found.blanks,
    )


def read(grids: Sequence[Grid], *, profile: str | None = None, title: str = "", notes: Notes | None = None) -> Tabular:
    """The document that the grids hold. Never raises on what they say."""
    notes = Notes() if notes is None else notes
    cuts = []
    header: Header | None = None
    for grid in grids:
        done = cut(grid, header)
        cuts.append(done)
        if done.tables:
            header = done.tables[-1].header
    told: list[_Told] = []
    for done in cuts:
        told += _told(done.tables, done.grid, told[-1] if told else None, notes)
        for row, column, text in done.cells.hidden:
            notes.add(
                "text_under_merge",
                f"合并单元格下还有文字“{text[:60]}”,未读入",
                f"text hidden under a merged cell is not read: {text[:60]!r}",
                done.grid.place(row, column),
                "warning",
            )
    loose = [(done.grid, done.loose) for done in cuts if done.loose]
    return _Assembly(told, loose, profile, title, notes).document()


def _told(tables: Sequence[Table], grid: Grid, before: _Told | None, notes: Notes) -> Iterator[_Told]:
    """The tables of one grid, each with its title and domain."""
    domain = domain_in(grid.name)
    plans: dict[tuple[type, tuple[tuple[str, ...], ...]], Plan] = {}
    for table in tables:
        if table.continues and before is not None:
            place = grid.place(table.rows[0], 0) if table.rows else ""
            notes.add(
                "table_continued",
                "此表没有表头,按上一张表的表头读取",
                "the table has no header; read with the header of the table before",
                place,
            )
            yield _Told(table, before.noun, None, before.domain, [*table.lines, *table.remarks], before.plan)
            continue
        titled = [line for line in table.lines if is_title(line.text)]
        title = titled[-1] if titled else next((line for line in table.lines if _may_be_title(line.text)), None)
        said = domain_in(title.text) if title else None
        domain = said or domain or next((d for line in titled if (d := domain_in(line.text))), None)
        noun = noun_of(table.header, title.text if title else grid.name)
        columns = table.header.columns(noun)
        key = noun, table.header.paths
        if key not in plans:
            plans[key] = settle(
                noun, columns, _samples(tables, table.header), partial(grid.place, table.header.top), notes
            )
        remarks = [line for line in table.lines if line is not title] + table.remarks
        remarks += [Line(text=f"{c.heading}", place="") for c in columns if c.legend and c.legend not in c.heading]
        before = _Told(table, noun, title, domain, remarks, plans[key])
        yield before


def _may_be_title(text: str) -> bool:
    return 4 <= len(text) <= 60 and not statements(text) and not text.endswith(("。", ":", "："))


_SAMPLE_ROWS: Final = 300


def _samples(tables: Sequence[Table], header: Header) -> Mapping[int, list[str]]:
    """Column → distinct texts of its first cells, over all tables with these heads."""
    found: dict[int, dict[str, None]] = {index: {} for index, path in enumerate(header.paths) if path}
    for table in tables:
        if table.header.paths == header.paths:
            for row in table.rows[:_SAMPLE_ROWS]:
                texts = table.cells.texts[row]
                for index, texts_of_column in found.items():
                    if index < len(texts) and texts[index]:
                        texts_of_column[texts[index]] = None
    return {index: list(texts) for index, texts in found.items()}


class _Assembly:
    """Making one document of the tables."""

    def __init__(
        self, told: list[_Told], loose: list[tuple[Grid, list[Line]]], profile: str | None, title: str, notes: Notes
    ) -> None:
        self._told = told
        self._loose = loose
        self._title = title
        self._notes = notes
        self._profile = self._resolve_profile(profile)
        self._lines: list[tuple[str, str]] = []
        self._above_all = self._find_title_above_all()
        self._edition = self._find_edition()
        self._publisher = self._find_publisher()

    def document(self) -> Tabular:
        if not self._told:
            self._notes.add(
                "no_table",
                "没有找到带表头的目录表或清单表",
                "no table with the headings of a catalogue or list was found",
                level="warning",
            )
        parts: list[tuple[str, Any, list[_Row], list[tuple[str, str]]]] = []
        catalogue = [t for t in self._told if t.noun is Entry]
        items = [t for t in self._told if t.noun is Item]
        if catalogue or not self._told or (self._loose and not items):
            parts.append(("catalogues", *self._catalogue(catalogue)))
        if items:
            parts.append(("item_lists", *self._item_list(items)))
        for tables in self._source_lists():
            parts.append(("source_lists", *self._source_list(tables)))
        if self._loose and not catalogue and self._told:
            parts = [part for part in parts if part[0] != "catalogues"]
            self._unplaced(line for _, lines in self._loose for line in lines)
        if len(parts) == 1:
            _, document, rows, lines = parts[0]
            self._kind_note(document.kind)
            return Tabular(document, self._notes, [(_rows_at(document), rows)], lines)
        held: dict[str, list[Any]] = {}
        lists, placed = [], []
        for name, document, rows, lines in parts:
            base = f"/{name}/{len(held.setdefault(name, []))}"
            held[name].append(document)
            lists.append((base + _rows_at(document), rows))
            placed += [(base + pointer, place) for pointer, place in lines]
        self._kind_note(Compendium.kind)
        compendium = Compendium(
            profile=self._profile,
            publisher=self._publisher,
            title=self._title or None,
            edition=self._edition,
            **{name: tuple(documents) for name, documents in held.items()},
        )
        return Tabular(compendium, self._notes, lists, placed)

    # -------------------------------------------------------------- head of the document

    def _resolve_profile(self, profile: str | None) -> str:
        if profile is not None:
            return profile
        shown = profile_of(t.table.header for t in self._told)
        resolved = shown or DEFAULT_PROFILE
        why = ("表头", "the headings show it") if shown else ("默认", "the default: the headings show none")
        self._notes.add(
            "profile_resolved",
            f"规范文本为 {resolved}(依据:{why[0]})",
            f"profile {resolved} ({why[1]})",
        )
        return resolved

    def _all_lines(self) -> Iterator[Line]:
        for told in self._told:
            yield from told.table.lines
            yield from told.table.remarks
        for _, lines in self._loose:
            yield from lines

    def _statements(self) -> Mapping[tuple[type, str], tuple[str, str]]:
        found: dict[tuple[type, str], tuple[str, str]] = {}
        for line in self._all_lines():
            for key, value in statements(line.text).items():
                found.setdefault(key, (value, line.place))
        return found

    def _find_publisher(self) -> Publisher | None:
        said = {member: value for (noun, member), value in self._statements().items() if noun is Publisher}
        name, place = said.get("name", ("", ""))
        if not name:
            name, place = self._titled_publisher()
        if not name and not said:
            return None
        self._lines.append(("/publisher/name", place))
        return Publisher(
            name=name or None,
            division=said["division"][0] if "division" in said else None,
            credit_code=said["credit_code"][0] if "credit_code" in said else None,
            phase=self._phase(*said["phase"]) if "phase" in said else None,
        )

    def _phase(self, text: str, place: str) -> Phase | None:
        code = code_list("phase").match(text)
        if code is None:
            self._notes.add(
                "phase_unknown",
                f"试点阶段“{text}”不在代码表中",
                f"the pilot phase {text!r} is no code of its list",
                place,
                "warning",
            )
            return None
        self._lines.append(("/publisher/phase", place))
        return cast("Phase", code.code)

    def _titled_publisher(self) -> tuple[str, str]:
        """The unit that all titles begin with."""
        titles = [t.title for t in self._told if t.title]
        above = [self._above_all] if self._above_all else [Line(text=self._title)] if self._title else []
        found = [(name, line.place) for line in above if (name := publisher_in(line.text))]
        found = found or [(name, line.place) for line in titles if (name := publisher_in(line.text))]
        names = {name for name, _ in found}
        if not names:
            return "", ""
        shortest = min(names, key=len)
        if not all(name.startswith(shortest) for name in names):
            self._notes.add(
                "publishers_differ",
                f"各表标题中的单位不同:{'、'.join(sorted(names))}",
                f"the titles of the tables name different units: {', '.join(sorted(names))}",
                level="warning",
            )
            return "", ""
        place = next(place for name, place in found if name == shortest)
        self._notes.add(
            "publisher_from_title",
            f"公开单位取自标题:{shortest}",
            f"the publisher is taken from the title: {shortest}",
            place,
        )
        return shortest, place

    def _find_edition(self) -> Edition | None:
        said = {member: value[0] for (noun, member), value in self._statements().items() if noun is Edition}
        titles = [t.title.text for t in self._told if t.title] or [self._title]
        version = said.get("version") or next((v for title in titles if (v := edition_in(title))), None)
        issued, effective = day(said.get("issued", "")), day(said.get("effective", ""))
        if not (version or issued or effective):
            return None
        return Edition(version=version, issued=issued, effective=effective)

    def _head(self, told: Sequence[_Told]) -> dict[str, Any]:
        title = self._title_of(told)
        if title:
            self._lines.append(("/title", title.place))
        return {
            "profile": self._profile,
            "publisher": self._publisher,
            "title": title.text if title else None,
            "edition": self._edition,
        }

    def _find_title_above_all(self) -> Line | None:
        """A title that stands above those of the tables and names no domain; it is taken out of their remarks."""
        if len(self._told) < 2:
            return None
        for told in self._told:
            for line in told.table.lines:
                if line is not told.title and is_title(line.text) and domain_in(line.text) is None:
                    told.remarks.remove(line)
                    return line
        return None

    def _title_of(self, told: Sequence[_Told]) -> Line | None:
        """The title of the file, or that of its only table."""
        if self._title:
            return Line(text=self._title)
        titles = {t.title.text: t.title for t in told if t.title}
        return next(iter(titles.values())) if len(titles) == 1 else self._above_all

    # -------------------------------------------------------------- the documents

    def _catalogue(self, told: list[_Told]) -> tuple[Catalogue, list[_Row], list[tuple[str, str]]]:
        rows = self._rows(told)
        sections, lines = self._sections(told)
        head = self._head(told)
        document = Catalogue(**head, sections=tuple(sections), entries=tuple(row.value for row in rows))
        return document, rows, [*self._taken_lines(), *lines]

    def _item_list(self, told: list[_Told]) -> tuple[ItemList, list[_Row], list[tuple[str, str]]]:
        rows = self._rows(told)
        self._unplaced(line for t in told for line in t.remarks)
        document = ItemList(**self._head(told), items=tuple(row.value for row in rows))
        return document, rows, self._taken_lines()

    def _source_list(self, told: list[_Told]) -> tuple[SourceList, list[_Row], list[tuple[str, str]]]:
        rows = self._rows(told)
        self._unplaced(line for t in told for line in t.remarks)
        title = told[0].title
        kinds = source_lists_in(title.text if title else told[0].table.grid.name)
        if len(kinds) > 1:
            self._notes.add(
                "source_list_merged",
                "权责清单同时是权力清单和责任清单,按权力清单读取",
                "a merged list of powers and responsibilities is read as a power list",
                title.place if title else "",
            )
        document = SourceList(
            **self._head(told),
            list=kinds[0] if kinds else None,  # type: ignore[arg-type]
            owner=publisher_in(title.text) if title else None,
            entries=tuple(row.value for row in rows),
        )
        return document, rows, self._taken_lines()

    def _source_lists(self) -> list[list[_Told]]:
        """The tables of source lists, those of one list together."""
        found: dict[tuple[Any, ...], list[_Told]] = {}
        for told in self._told:
            if told.noun is SourceEntry:
                title = told.title.text if told.title else told.table.grid.name
                found.setdefault((source_lists_in(title), publisher_in(title)), []).append(told)
        return list(found.values())

    def _taken_lines(self) -> list[tuple[str, str]]:
        lines, self._lines = self._lines, []
        return lines

    def _sections(self, told: list[_Told]) -> tuple[list[Section], list[tuple[str, str]]]:
        sections: list[Section] = []
        lines: list[tuple[str, str]] = []
        for title, domain, remarks in [
            *((t.title, t.domain, t.remarks) for t in told if not t.table.continues or t.remarks),
            *((Line(text=grid.name), None, loose) for grid, loose in self._loose),
        ]:
            at = f"/sections/{len(sections)}"
            if title:
                lines.append((f"{at}/title", title.place))
            lines += [(f"{at}/remarks/{index}", line.place) for index, line in enumerate(remarks)]
            sections.append(
                Section(
                    title=(title.text or None) if title else None,
                    domain=domain,
                    remarks=tuple(line.text for line in remarks),
                )
            )
        return sections, lines

    def _unplaced(self, lines: Any) -> None:
        """Lines around a list have no member; they are told."""
        for line in lines:
            self._notes.add(
                "text_unplaced",
                f"表外文字未读入文件:“{line.text}”",
                f"text outside the table is not in the document: {line.text!r}",
                line.place,
            )

    def _rows(self, told: list[_Told]) -> list[_Row]:
        ids = Ids(self._publisher.name if self._publisher else None)
        rows: list[_Row] = []
        state = State()
        derived = False
        for table in told:
            if not table.table.continues:
                state = State()
            grid = table.table.grid
            legend = demands_channels(line.text for line in [*table.table.lines, *table.table.remarks])
            reader = CellReader(table.plan, legend=legend, notes=self._notes, place=grid.place)
            make = _MAKERS[table.noun]
            for record in records(table.table, table.plan, state, self._notes):
                members, extra = reader.members(record)
                if "domain" not in members and table.domain and table.noun is not SourceEntry:
                    members["domain"] = table.domain
                derived = derived or "id" not in members
                rows.append(_Row(make(members, extra, ids), table, reader, record))
        if derived:
            self._notes.add(
                "ids_derived",
                "文件中没有编号,编号由单位、领域、事项名称、类别和环节推得",
                "the file has no ids; they are derived from publisher, domain, names, disclosure and stage",
            )
        return rows

    def _kind_note(self, kind: str) -> None:
        self._notes.add("kind_decided", f"按表头读作 {kind}", f"read as {kind}, as the headings show")


def _rows_at(document: Any) -> str:
    return "/items" if isinstance(document, ItemList) else "/entries"


# ------------------------------------------------------------------ members to nouns


def _nested(members: dict[str, Any], name: str) -> dict[str, Any]:
    """Take the members `name.…` out."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): members.pop(key) for key in [k for k in members if k.startswith(prefix)]}


def _entry(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> Entry:
    exemption = _nested(members, "exemption")
    if exemption:
        members["exemption"] = Exemption(**exemption)
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in _ENTRY_KEY])
    return Entry(extra=extra or EMPTY, **members)


def _item(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> Item:
    exemption = _nested(members, "exemption")
    if exemption:
        members["exemption"] = Exemption(**exemption)
    source = _nested(members, "sources")
    if source:
        kinds = source.pop("list", (None,))
        members["sources"] = tuple(SourceReference(list=kind, **source) for kind in kinds)
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in _ITEM_KEY])
    return Item(extra=extra or EMPTY, **members)


def _source_entry(members: dict[str, Any], extra: dict[str, str], ids: Ids) -> SourceEntry:
    if "id" not in members:
        members["id"] = ids.of([members.get(name) for name in ("name", "power_type", "department")])
    return SourceEntry(extra=extra or EMPTY, **members)


_ENTRY_KEY: Final = ("domain", "level_one", "level_two", "level_three", "disclosure", "stage")
_ITEM_KEY: Final = ("domain", "level_one", "level_two", "level_three", "name")
_MAKERS: Final[Mapping[type, Callable[[dict[str, Any], dict[str, str], Ids], Any]]] = {
    Entry: _entry,
    Item: _item,
    SourceEntry: _source_entry,
}
