"""成文 — the tables of a file as one document: its head, sections, entries, and where all of it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, cast

from attrs import define, field

from gongkai_standard.catalogue import Catalogue, Entry, Section
from gongkai_standard.codecs.reading import NO_TABLE, Progress
from gongkai_standard.codecs.table.cellwise import CellReader, demands_channels
from gongkai_standard.codecs.table.defaults import Default
from gongkai_standard.codecs.table.fields import Plan
from gongkai_standard.codecs.table.grid import Grid, Line
from gongkai_standard.codecs.table.ids import Ids
from gongkai_standard.codecs.table.imprint import KIND, TABLES, WHOLE, Imprint, Keys
from gongkai_standard.codecs.table.kinds import DEFAULT_PROFILE, profile_of, source_lists_in
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.records import Record, State, records
from gongkai_standard.codecs.table.rows import MAKERS
from gongkai_standard.codecs.table.tables import Table
from gongkai_standard.codecs.table.titles import (
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
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.location import pointer as pointer_of
from gongkai_standard.mapping import EMPTY
from gongkai_standard.publisher import Phase, Publisher


@define(eq=False)
class Told:
    """One table with what the lines around it say."""

    table: Table
    noun: type
    title: Line | None
    domain: str | None
    remarks: list[Line]
    plan: Plan
    defaults: tuple[Default, ...] = ()


@define(eq=False)
class Row:
    """One entry or item and where it stands."""

    value: Any
    table: Told
    reader: CellReader
    record: Record


@define(eq=False)
class Tabular:
    """What a file of tables holds."""

    document: Document
    notes: Notes
    lists: list[tuple[str, list[Row]]] = field(factory=list)
    """Pointer of each list of entries or items, and its rows."""
    _lines: list[tuple[str, str]] = field(factory=list)
    """Pointer and place of titles, remarks and the like."""
    grids: Sequence[Grid] = ()
    """What was read, without the imprint."""
    title: str = ""
    """What the file names as its title outside all tables."""

    def locate(self) -> Mapping[str, str]:
        """`{JSON pointer: place}` for every member that the tables print."""
        places = {pointer: place for pointer, place in self._lines if place}
        for pointer, rows in self.lists:
            for index, row in enumerate(rows):
                base, place = f"{pointer}/{index}", row.table.table.grid.place
                places[base] = place(row.record.row, row.table.plan.fields[0].index)
                for end, cell in row.reader.places(row.record):
                    places.setdefault(base + end, place(*cell))
        return places

    def blanks(self) -> Mapping[str, str]:
        """`{JSON pointer: place}` for members whose columns are empty in the row."""
        places: dict[str, str] = {}
        for pointer, rows in self.lists:
            for index, row in enumerate(rows):
                for column in row.table.plan.fields:
                    if column.member:
                        at = f"{pointer}/{index}/{column.member.partition('.')[0]}"
                        places.setdefault(at, row.table.table.grid.place(row.record.row, column.index))
        return places


_STEP: Final = 500
"""Rows after which progress is told."""


class Assembly:
    """Making one document of the tables."""

    def __init__(
        self,
        told: list[Told],
        loose: list[tuple[Grid, list[Line]]],
        profile: str | None,
        title: str,
        imprint: Imprint,
        notes: Notes,
        progress: Progress | None = None,
    ) -> None:
        self._told = told
        self._progress = progress
        self._read, self._total = 0, sum(len(t.table.rows) for t in told)
        self._loose = loose
        self._title = title
        self._imprint = imprint
        self._notes = notes
        self._profile = self._resolve_profile(profile)
        self._lines: list[tuple[str, str]] = []
        self._above_all = self._find_title_above_all()
        self._edition = self._find_edition()
        self._publisher = self._find_publisher()

    def document(self) -> Tabular:
        """The document; progress is told now and then and at the end."""
        found = self._document()
        if self._progress:
            self._progress(self._total, self._total)
        return found

    def _document(self) -> Tabular:
        if not self._told:
            self._notes.add(
                NO_TABLE,
                "没有找到带表头的目录表或清单表",
                "no table with the headings of a catalogue or list was found",
                level="warning",
            )
        parts: list[tuple[str, Any, list[Row], list[tuple[str, str]]]] = []
        catalogue = [t for t in self._told if t.noun is Entry]
        items = [t for t in self._told if t.noun is Item]
        if catalogue or not self._told or (self._loose and not items):
            for number, tables in enumerate(self._grouped(catalogue, "catalogues")):
                parts.append(("catalogues", *self._catalogue(tables, f"catalogues/{number}")))
        for number, tables in enumerate(self._grouped(items, "item_lists") if items else ()):
            parts.append(("item_lists", *self._item_list(tables, f"item_lists/{number}")))
        for number, tables in enumerate(self._source_lists()):
            parts.append(("source_lists", *self._source_list(tables, f"source_lists/{number}")))
        if self._loose and not catalogue and self._told:
            parts = [part for part in parts if part[0] != "catalogues"]
            self._unplaced(line for _, lines in self._loose for line in lines)
        if len(parts) == 1 and self._imprint.said(KIND) != Compendium.kind:
            _, document, rows, lines = parts[0]
            self._kind_note(document.kind)
            self._imprint.tell_unused(self._notes)
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
            item_lists=tuple(held.get("item_lists", ())),
            source_lists=tuple(held.get("source_lists", ())),
            catalogues=tuple(held.get("catalogues", ())),
        )
        compendium = self._imprint.applied(compendium, WHOLE, self._notes)
        self._imprint.tell_unused(self._notes)
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
            f"规范文本为 {resolved}(依据：{why[0]})",
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
                f"各表标题中的单位不同：{'、'.join(sorted(names))}",
                f"the titles of the tables name different units: {', '.join(sorted(names))}",
                level="warning",
            )
            return "", ""
        place = next(place for name, place in found if name == shortest)
        self._notes.add(
            "publisher_from_title",
            f"公开单位取自标题：{shortest}",
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

    def _head(self, told: Sequence[Told]) -> dict[str, Any]:
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
                if self._title and fold(line.text) != fold(self._title):
                    continue
                if line is not told.title and is_title(line.text) and domain_in(line.text) is None:
                    told.remarks.remove(line)
                    return line
        return None

    def _title_of(self, told: Sequence[Told]) -> Line | None:
        """The title of the file, or that of its only table."""
        if self._title:
            return Line(text=self._title)
        titles = {t.title.text: t.title for t in told if t.title}
        return self._above_all or (next(iter(titles.values())) if len(titles) == 1 else None)

    # -------------------------------------------------------------- the documents

    def _grouped(self, told: list[Told], name: str) -> list[list[Told]]:
        """The tables of each document: all belong to one, unless the imprint tells how many each has."""
        counts = (self._imprint.said(TABLES) or {}).get(name, ())
        if not counts or sum(counts) != len(told) or not all(counts):
            return [told]
        ends = list(accumulate(counts))
        return [told[end - count : end] for end, count in zip(ends, counts, strict=True)]

    def _catalogue(self, told: list[Told], at: str) -> tuple[Catalogue, list[Row], list[tuple[str, str]]]:
        rows = self._rows(told, at)
        for line in (line for t in told for line in t.table.unplaced):
            self._notes.add(
                "text_unplaced",
                f"文字不属于任何条目，保留在分表的备注中：“{line.text}”",
                f"text that belongs to no entry is kept in the remarks of its section: {line.text!r}",
                line.place,
                "warning",
            )
        sections, lines = self._sections(told)
        head = self._head(told)
        document = Catalogue(**head, sections=tuple(sections), entries=tuple(row.value for row in rows))
        document = self._imprint.applied(document, at, self._notes)
        return document, rows, [*self._taken_lines(), *lines]

    def _item_list(self, told: list[Told], at: str) -> tuple[ItemList, list[Row], list[tuple[str, str]]]:
        rows = self._rows(told, at)
        self._unplaced(line for t in told for line in (*t.remarks, *t.table.unplaced))
        document = ItemList(**self._head(told), items=tuple(row.value for row in rows))
        document = self._imprint.applied(document, at, self._notes)
        return document, rows, self._taken_lines()

    def _source_list(self, told: list[Told], at: str) -> tuple[SourceList, list[Row], list[tuple[str, str]]]:
        rows = self._rows(told, at)
        self._unplaced(line for t in told for line in (*t.remarks, *t.table.unplaced))
        title = told[0].title
        kinds = source_lists_in(title.text if title else told[0].table.grid.name or self._title)
        if len(kinds) > 1:
            self._notes.add(
                "source_list_merged",
                "权责清单同时是权力清单和责任清单，按权力清单读取",
                "a merged list of powers and responsibilities is read as a power list",
                title.place if title else "",
            )
        document = SourceList(
            **self._head(told),
            list=kinds[0] if kinds else None,  # type: ignore[arg-type]
            owner=publisher_in(title.text if title else self._title),
            entries=tuple(row.value for row in rows),
        )
        return self._imprint.applied(document, at, self._notes), rows, self._taken_lines()

    def _source_lists(self) -> list[list[Told]]:
        """The tables of source lists, those of one list together."""
        lists = [told for told in self._told if told.noun is SourceEntry]
        if lists and (self._imprint.said(TABLES) or {}).get("source_lists"):
            return self._grouped(lists, "source_lists")
        found: dict[tuple[Any, ...], list[Told]] = {}
        for told in lists:
            title = told.title.text if told.title else told.table.grid.name or self._title
            found.setdefault((source_lists_in(title), publisher_in(title)), []).append(told)
        return list(found.values())

    def _taken_lines(self) -> list[tuple[str, str]]:
        lines, self._lines = self._lines, []
        return lines

    def _sections(self, told: list[Told]) -> tuple[list[Section], list[tuple[str, str]]]:
        sections: list[Section] = []
        lines: list[tuple[str, str]] = []
        for title, domain, remarks, defaults in [
            *(
                (t.title, t.domain, remarks, () if t.table.continues else t.defaults)
                for t in told
                if (remarks := [*t.remarks, *t.table.unplaced]) or not t.table.continues
            ),
            *((Line(text=grid.name), None, loose, ()) for grid, loose in self._loose),
        ]:
            at = f"/sections/{len(sections)}"
            if title:
                lines.append((f"{at}/title", title.place))
            lines += [(f"{at}/remarks/{index}", line.place) for index, line in enumerate(remarks)]
            lines += [(f"{at}{pointer_of(('defaults', default.label))}", default.line.place) for default in defaults]
            sections.append(
                Section(
                    title=(title.text or None) if title else None,
                    domain=domain,
                    remarks=tuple(line.text for line in remarks),
                    defaults={default.label: default.text for default in defaults} or EMPTY,
                )
            )
        return sections, lines

    def _unplaced(self, lines: Any) -> None:
        """Lines around a list have no member; they are told."""
        for line in lines:
            self._notes.add(
                "text_unplaced",
                f"表外文字未读入文件：“{line.text}”",
                f"text outside the table is not in the document: {line.text!r}",
                line.place,
            )

    def _rows(self, told: list[Told], at: str) -> list[Row]:
        ids = Ids(self._publisher.name if self._publisher else None)
        rows: list[Row] = []
        state = State()
        derived = False
        keys: Keys | None = None
        for table in told:
            if not table.table.continues:
                state = State()
            grid = table.table.grid
            legend = demands_channels(line.text for line in [*table.table.lines, *table.table.remarks])
            reader = CellReader(table.plan, legend=legend, notes=self._notes, place=grid.place)
            make = MAKERS[table.noun]
            keys = keys or (Keys(at, table.noun) if self._imprint.rows(at) else None)
            for record in records(table.table, table.plan, state, self._notes):
                members, extra = reader.members(record)
                if "domain" not in members and table.domain and table.noun is not SourceEntry:
                    members["domain"] = table.domain
                derived = derived or "id" not in members
                value = make(members, extra, ids)
                if keys is not None:
                    value = self._imprint.applied(value, keys.of(value), self._notes, grid.place(record.row, 0))
                rows.append(Row(value, table, reader, record))
                self._read += 1
                if self._progress and not self._read % _STEP:
                    self._progress(min(self._read, self._total), self._total)
        if derived:
            self._notes.add(
                "ids_derived",
                "文件中没有编号，编号由单位、领域、事项名称、类别和环节推得",
                "the file has no ids; they are derived from publisher, domain, names, disclosure and stage",
            )
        return rows

    def _kind_note(self, kind: str) -> None:
        self._notes.add("kind_decided", f"按表头读作 {kind}", f"read as {kind}, as the headings show")


def _rows_at(document: Any) -> str:
    return "/items" if isinstance(document, ItemList) else "/entries"
