"""排版 — documents as printed tables: which tables there are, what stands around them, what each cell says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.catalogue import Catalogue, Entry, NotApplicable
from gongkai_standard.codecs.layout import cells
from gongkai_standard.codecs.layout.columns import Column, columns, header, plain
from gongkai_standard.codecs.layout.layouts import Layout, layout_named, usual
from gongkai_standard.codecs.layout.table import PrintTable
from gongkai_standard.codecs.table.grid import Merge
from gongkai_standard.codecs.table.labels import NUMBER, resolve
from gongkai_standard.codecs.table.marks import BLANK
from gongkai_standard.codecs.table.titles import domain_in, statements
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.errors import Problem, UnknownFormatError, UnknownNameError
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import terms_of

_NAMES: Final = ("level_two", "level_three", "name")
_OUTER: Final = frozenset({"domain", "level_one"})
"""Members that group the blocks of a table; a new block does not end them."""
_STATED: Final = ((Publisher, ("name", "division", "credit_code")), (Edition, ("version", "issued", "effective")))
"""What a line under the title tells."""
_HAN: Final = "一二三四五六七八九十"


@frozen(kw_only=True)
class Style:
    """What a format of tables asks for."""

    one_table: bool = False
    """Everything of a document in one table under one header row, without merged cells."""
    ids: bool = True
    """Whether ids that were given have columns."""
    sheets: bool = True
    """Whether tables have names that a reader sees."""


@frozen(kw_only=True)
class _Head:
    """What a document inside a compendium takes from it."""

    profile: str
    publisher: Publisher | None = None
    edition: Edition | None = None


def tables(
    document: Any, *, layout: str | Layout | None = None, style: Style, ids: bool = False
) -> tuple[PrintTable, ...]:
    """The printed tables of a document, in order.

    `layout`: itself or its name; without one, that of the profile and the kind. `ids`: whether all ids are to be shown.
    Raises UnknownNameError for a layout that there is none of or that is for other rows, UnknownFormatError for a
    document that has no rows.
    """
    head = _Head(profile="henan-2017")
    made = tuple(_tables(document, head, layout, style, ids))
    if not made:
        raise _no_table(document.kind)
    return tuple(unique(made)) if style.sheets else made


def _no_table(kind: str) -> UnknownFormatError:
    return UnknownFormatError(
        Problem(
            message=f"此 {kind} 中没有可写成表格的内容，请写成 json 或 yaml",
            message_en=f"this {kind} holds nothing that is a table; write it as json or yaml",
        )
    )


def _tables(document: Any, head: _Head, layout: str | Layout | None, style: Style, ids: bool) -> Iterator[PrintTable]:
    own = _Head(
        profile=getattr(document, "profile", None) or head.profile,
        publisher=getattr(document, "publisher", None) or head.publisher,
        edition=getattr(document, "edition", None) or head.edition,
    )
    if isinstance(document, Compendium):
        for part in (*document.item_lists, *document.source_lists, *document.catalogues):
            yield from _tables(part, own, None, style, ids)
        return
    if not isinstance(document, (Catalogue, ItemList, SourceList)):
        raise _no_table(document.kind)
    usually = usual(document, own.publisher, own.profile)
    chosen = layout_named(layout) if isinstance(layout, str) else layout or usually
    if chosen.noun is not usually.noun:
        raise UnknownNameError(
            Problem(
                message=f"表式“{chosen.name}”不用于 {document.kind}",
                message_en=f'the layout "{chosen.name}" is not for a {document.kind}',
            )
        )
    if isinstance(document, Catalogue):
        yield from _catalogue(document, chosen, style, ids)
    else:
        rows = document.items if isinstance(document, ItemList) else document.entries
        note = document.scope_note if isinstance(document, ItemList) else None
        remarks = (f"{terms_of(ItemList)['scope_note'].zh}：{cells.safe(note)}",) if note else ()
        name = cells.safe(document.title or "")[:20] or _kind_word(document)
        yield _table(chosen, rows, style, ids, name=name, title=document.title, document=document, remarks=remarks)


def _kind_word(document: ItemList | SourceList | Catalogue) -> str:
    named = {ItemList: "item_lists", SourceList: "source_lists", Catalogue: "catalogues"}[type(document)]
    return terms_of(Compendium)[named].zh


# ---------------------------------------------------------------- a catalogue and its sections


def _catalogue(document: Catalogue, layout: Layout, style: Style, ids: bool) -> Iterator[PrintTable]:
    runs = [(domain, tuple(rows)) for domain, rows in groupby(document.entries, key=_domain_of)]
    remarks = tuple(cells.safe(remark) for section in document.sections for remark in section.remarks)
    gaps = tuple(_gap(gap) for gap in document.not_applicable)
    domains = {domain for domain, _ in runs}
    apart = len(runs) == len(domains) and None not in domains and not style.one_table
    if not apart or len(runs) <= 1:
        domain = runs[0][0] if len(runs) == 1 else None
        title = _single_title(document)
        yield _table(
            layout,
            document.entries,
            style,
            ids,
            name=_sheet_name(domain) or _kind_word(document),
            title=title,
            above=document.title if title != document.title else None,
            document=document,
            remarks=(*remarks, *gaps),
        )
        return
    told = [section.domain for section in document.sections] == [domain for domain, _ in runs]
    for number, (domain, rows) in enumerate(runs):
        section = document.sections[number] if told else None
        last = number == len(runs) - 1
        own = tuple(map(cells.safe, section.remarks)) if section else (remarks if last else ())
        title = section.title if section else f"（{_ordinal(number)}）{_named(domain)}"
        yield _table(
            layout,
            rows,
            style,
            ids,
            name=_sheet_name(domain) or _kind_word(document),
            title=title,
            above=document.title if number == 0 and document.title != title else None,
            document=document if number == 0 else None,
            remarks=(*own, *(gaps if last else ())),
        )


def _domain_of(entry: Entry) -> str | None:
    return entry.domain


def _single_title(document: Catalogue) -> str | None:
    """The title of a catalogue that is one table: its own, unless its only section is titled otherwise."""
    titles = [section.title for section in document.sections if section.title]
    return titles[0] if len(document.sections) == 1 and titles else document.title


def _named(domain: str | None) -> str:
    """养老服务领域"""
    term = terms_of(Entry)["domain"]
    return f"{cells.label(term.codes or '', domain)}{term.zh}" if domain else term.zh


def _sheet_name(domain: str | None) -> str:
    return cells.label(terms_of(Entry)["domain"].codes or "", domain) if domain else ""


def _ordinal(number: int) -> str:
    tens, ones = divmod(number + 1, 10)
    return (_HAN[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones - 1] if ones else "")


def _gap(gap: NotApplicable) -> str:
    """注：不适用说明：领域 养老服务，公开环节 裁量基准，不适用理由 …"""
    said = []
    for member, term in terms_of(NotApplicable).items():
        held = getattr(gap, member)
        if held:
            said.append(f"{term.zh} {cells.label(term.codes, held) if term.codes else cells.safe(held)}")
    return f"注：{terms_of(Catalogue)['not_applicable'].zh}：{'，'.join(said)}"


# ---------------------------------------------------------------- one table


def _table(
    layout: Layout,
    rows: Sequence[Any],
    style: Style,
    ids: bool,
    *,
    name: str,
    title: str | None,
    document: Any,
    above: str | None = None,
    remarks: Sequence[str] = (),
) -> PrintTable:
    title = cells.safe(title or "")
    own = tuple(remark for remark in remarks if remark and not _is_head(remark, layout.noun))
    stated = tuple(remark for remark in own if statements(remark)) if document is not None else ()
    name = name if style.sheets else ""
    made: Sequence[Column] = columns(layout, rows, domain=_says_domain(rows, title, name), ids=ids)
    if style.one_table:
        made = plain(made)
    head, head_merges = header(made)
    body, merges = _Body(made).rows(rows)
    return PrintTable(
        name=name,
        title=title,
        above=(text,) if (text := cells.safe(above or "")) else (),
        lines=stated or ((made_up,) if (made_up := _statement(document)) else ()),
        columns=tuple(column.printed() for column in made),
        head=head,
        head_merges=head_merges,
        rows=body,
        merges=() if style.one_table else merges,
        remarks=tuple(remark for remark in own if remark not in stated),
    )


def _is_head(remark: str, noun: type) -> bool:
    """Whether a remark is the head of a column, which the reader keeps for the legend in it."""
    path = tuple(remark.split(">"))
    return len(path) > 1 and resolve(path, noun)[0] is not None


def _says_domain(rows: Sequence[Any], title: str, name: str) -> bool:
    """Whether the rows need a column of domains: neither title nor sheet tells theirs."""
    domains = {getattr(row, "domain", None) for row in rows}
    return domains != {domain_in(title) or domain_in(name)}


def _statement(document: Any) -> str:
    """公开单位：洛阳市洛龙区 版本号：2018.1 发布日期：2018-05-01"""
    said = []
    for noun, stated in _STATED:
        held = getattr(document, noun.__name__.lower(), None)
        for member in stated:
            value = getattr(held, member, None)
            if value is not None and (text := cells.safe(str(value))):
                said.append(f"{terms_of(noun)[member].zh}：{text}")
    return " ".join(said)


class _Body:
    """Rows of texts."""

    def __init__(self, made: Sequence[Column]) -> None:
        self._columns = made
        self._members = [column.member for column in made]
        self._number = self._position(NUMBER)
        self._level_one = self._position("level_one")
        self._names = [i for i, member in enumerate(self._members) if member in _NAMES]
        self._inheriting = [i for i, column in enumerate(made) if column.inherits]
        self._outer = {i for i, member in enumerate(self._members) if member in _OUTER}

    def _position(self, member: str) -> int:
        return self._members.index(member) if member in self._members else -1

    def rows(self, rows: Sequence[Any]) -> tuple[list[list[str]], list[Merge]]:
        """The texts, and the merged cells of level one."""
        found = [*map(list, zip(*(_texts(column, rows) for column in self._columns), strict=True))]
        self._tell_blanks(found)
        return found, self._merges(found)

    def _tell_blanks(self, rows: list[list[str]]) -> None:
        """Number the rows, and mark the blanks that a reader would fill from above or that leave a row nameless."""
        above: set[int] = set()
        group: str | None = None
        for number, texts in enumerate(rows, start=1):
            first = self._level_one
            if first >= 0 and not texts[first] and first in above:
                texts[first] = BLANK
            if first >= 0 and texts[first] and texts[first] != group:
                group = texts[first]
                above &= self._outer
            for index in self._inheriting:
                if texts[index]:
                    above.add(index)
                elif index in above:
                    texts[index] = BLANK
            if self._names and not any(texts[index] for index in self._names):
                texts[self._names[0]] = BLANK
            if all(not text or text.isdecimal() for text in texts):
                spare = next((index for index in (*self._names, *self._inheriting) if not texts[index]), None)
                if spare is not None:
                    texts[spare] = BLANK
            if self._number >= 0:
                texts[self._number] = str(number)

    def _merges(self, rows: list[list[str]]) -> list[Merge]:
        """Equal names of level one, one below the other, in the same domain."""
        if self._level_one < 0:
            return []
        column = self._level_one
        domain = self._position("domain")
        merges: list[Merge] = []
        start = 0
        for row in range(1, len(rows) + 1):
            same = (
                row < len(rows)
                and rows[row][column] == rows[start][column] not in ("", BLANK)
                and (domain < 0 or rows[row][domain] == rows[start][domain])
            )
            if same:
                continue
            if row - 1 > start:
                merges.append((start, column, row - 1, column))
                for covered in range(start + 1, row):
                    rows[covered][column] = ""
            start = row
        return merges


def _texts(column: Column, rows: Sequence[Any]) -> list[str]:
    """What each row has in a column. A value that many rows share is made into a text once."""
    show = column.show
    known: dict[Any, str] = {}
    texts = []
    for value in map(column.value, rows):
        if value is None:
            texts.append("")
            continue
        key = value if value.__class__ is str else id(value)  # the document keeps every value alive
        text = known.get(key)
        if text is None:
            known[key] = text = "" if value == () else show(value)
        texts.append(text)
    return texts


def unique(made: Sequence[PrintTable]) -> Iterator[PrintTable]:
    """Sheet names as workbooks allow them, none twice."""
    taken: set[str] = set()
    for table in made:
        base = "".join(char for char in table.name if char not in "[]:*?/\\'\n").strip() or "Sheet"
        name, number = base[:28], 1
        while name.lower() in taken:
            number += 1
            name = f"{base[:24]}({number})"
        taken.add(name.lower())
        yield evolve(table, name=name)
