"""成表 — a document as the tables and the imprint of a file, checked by reading them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.layout.build import Style, tables, unique
from gongkai_standard.codecs.layout.exact import patches
from gongkai_standard.codecs.layout.like import relaid
from gongkai_standard.codecs.layout.table import PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table import imprint
from gongkai_standard.codecs.table.grid import Grid
from gongkai_standard.codecs.table.ids import DERIVED
from gongkai_standard.codecs.table.imprint import Patch
from gongkai_standard.compendium import Compendium
from gongkai_standard.item_list import ItemList

IMPRINT: Final = "gongkai"
"""Name of the sheet that holds the imprint, where there are sheets."""

ReadBack = Callable[[Sequence[PrintTable], Sequence[str]], Any]
"""Tables and lines of the imprint → the document that is read from a file of them."""


@frozen
class Composed:
    """What is to be printed."""

    tables: Sequence[PrintTable]
    imprint: Sequence[str]


def composed(
    document: Any, style: Style, read_back: ReadBack, *, layout: str | None = None, like: Reading | None = None
) -> Composed:
    """The tables of a document, and the imprint without which the reader would get another one.

    `like`: the reading of a file whose tables are to be kept; a layout that is named comes before it.
    """
    kept = relaid(document, like) if like is not None and layout is None else None
    if kept is not None:
        named = tuple(unique(kept)) if style.sheets else kept

        def read(known: Sequence[Patch]) -> Any:
            return read_back(named, tuple(imprint.lines(known)))

        return Composed(named, tuple(imprint.lines(patches(document, read, None, ids=True))))
    ids = style.ids and any(map(_given, _rows(document)))
    made, found = _checked(document, style, read_back, layout, ids)
    if style.ids and not ids and any(patch.member == "id" for patch in found):
        made, found = _checked(document, style, read_back, layout, ids=True)
    return Composed(made, tuple(imprint.lines(found)))


def _checked(
    document: Any, style: Style, read_back: ReadBack, layout: str | None, ids: bool
) -> tuple[Sequence[PrintTable], Sequence[Patch]]:
    made = tables(document, layout=layout, style=style, ids=ids)

    def read(known: Sequence[Patch]) -> Any:
        return read_back(made, tuple(imprint.lines(known)))

    return made, patches(document, read, lambda: _counts(document, style, ids), ids=style.ids)


def _rows(document: Any) -> tuple[Any, ...]:
    if isinstance(document, Compendium):
        parts = (*document.item_lists, *document.source_lists, *document.catalogues)
        return tuple(row for part in parts for row in _rows(part))
    return document.items if isinstance(document, ItemList) else getattr(document, "entries", ())


def _given(row: Any) -> bool:
    """Whether a row has an id that cannot be derived anew."""
    return bool(getattr(row, "item_id", None)) or (row.id is not None and DERIVED.fullmatch(row.id) is None)


def _counts(document: Compendium, style: Style, ids: bool) -> dict[str, list[int]]:
    """How many tables each document of a compendium has."""
    counted = {}
    for name in _NO_PARTS:
        alone: list[dict[str, Any]] = [{**_NO_PARTS, name: (part,)} for part in getattr(document, name)]
        counted[name] = [len(tables(evolve(document, **parts), style=style, ids=ids)) for parts in alone]
    return {name: counts for name, counts in counted.items() if counts}


_NO_PARTS: Final = {"item_lists": (), "source_lists": (), "catalogues": ()}


def read_grids(made: Sequence[PrintTable], lines: Sequence[str]) -> Any:
    """What is read from a workbook: a sheet for each table, one for the imprint."""
    grids = [table.grid() for table in made]
    if lines:
        grids.append(Grid(name=IMPRINT, rows=[[line] for line in lines]))
    return tabular.read(grids).document
