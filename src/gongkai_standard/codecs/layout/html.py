"""网页 — printed tables as one page that stands alone: UTF-8, no script, nothing fetched, every text escaped.

Made for reading aloud as for printing: a heading, tables with names, header cells that say what they head, header
rows repeated on every printed page. The imprint is a hidden part of the last table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final, get_args

from gongkai_standard.codecs.layout.build import Style
from gongkai_standard.codecs.layout.compose import composed
from gongkai_standard.codecs.layout.table import Look, PrintColumn, PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.grid import Merge

STYLE: Final = Style(ids=False, sheets=False)

_CSS: Final = """
:root { color-scheme: light; }
body { margin: 0; background: #f4f6f9; color: #1c2733; font: 15px/1.6 "Source Han Sans SC", "Noto Sans CJK SC",
  "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: 1500px; margin: 0 auto; padding: 32px 24px 56px; }
h1 { margin: 8px 0 12px; font-size: 26px; line-height: 1.4; text-align: center; letter-spacing: .04em; }
div.wide { overflow-x: auto; margin: 0 0 32px; background: #fff; border: 1px solid #c5ced8; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { border: 1px solid #c5ced8; padding: 7px 9px; vertical-align: middle; text-align: left; font-weight: normal; }
thead th { background: #1f4e79; color: #fff; text-align: center; font-weight: 600; border-color: #4a78a3; }
tbody tr.head th { background: #1f4e79; color: #fff; text-align: center; font-weight: 600; }
tbody tr.title th { text-align: center; font-size: 17px; font-weight: 600; }
thead tr.title th { padding: 14px 8px; font-size: 17px; }
thead tr.stated th { background: #fff; color: #52606d; text-align: left; font-weight: normal; border-color: #c5ced8; }
tbody tr:hover > * { background: #f0f6fc; }
.middle { text-align: center; }
tfoot td { background: #f7f9fb; color: #52606d; }
[hidden] { display: none; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { background: none; font-size: 9pt; }
  main { max-width: none; padding: 0; }
  div.wide { overflow: visible; border: 0; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  thead th { background: #fff; color: #000; border-color: #000; }
  tr { break-inside: avoid; }
}
"""


def dumps(document: Any, *, layout: str | None = None, like: Reading | None = None) -> bytes:
    """The document as a page.

    `layout`: the name of an official layout; without it, that of the profile and the kind. `like`: the reading of a
    file whose columns, order and wording are to be kept.
    Raises UnknownNameError for a layout that there is none of.
    """
    made = composed(document, STYLE, _read_back, layout=layout, like=like)
    return render(made.tables, made.imprint)


def _read_back(tables: Sequence[PrintTable], imprint: Sequence[str]) -> Any:
    from gongkai_standard.codecs.html import loads

    return loads(render(tables, imprint)).document


def render(tables: Sequence[PrintTable], imprint: Sequence[str] = ()) -> bytes:
    """The page of these tables."""
    heading = _heading(tables)
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(heading)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n",
    ]
    if heading:
        parts.append(f'<h1 id="heading">{_text(heading)}</h1>\n')
    for number, table in enumerate(tables):
        parts += _table(table, imprint if number == len(tables) - 1 else (), heading if number == 0 else "")
    parts.append("</main>\n</body>\n</html>\n")
    return "".join(parts).encode()


def _heading(tables: Sequence[PrintTable]) -> str:
    first = tables[0]
    return first.above[0] if first.above else first.title if len(tables) == 1 else ""


def _table(table: PrintTable, imprint: Sequence[str], heading: str) -> Iterator[str]:
    name = ' aria-labelledby="heading"' if table.title in ("", heading) and heading else ""
    width = len(table.columns)
    name = name or f' aria-label="{escape(table.title)}"'
    yield f'<div class="wide"><table{name}>\n<thead>\n'
    lead = [text for text in table.lead if text != heading]
    for text in lead:
        look = "title" if text == table.title else "stated"
        yield f'<tr class="{look}"><th scope="colgroup" colspan="{width}">{_text(text)}</th></tr>\n'
    yield from _head(table)
    yield "</thead>\n<tbody>\n"
    yield from _body(table)
    yield "</tbody>\n"
    if table.remarks:
        yield "<tfoot>\n"
        yield from (f'<tr><td colspan="{width}">{_text(remark)}</td></tr>\n' for remark in table.remarks)
        yield "</tfoot>\n"
    if imprint:
        yield "<tbody hidden>\n"
        yield from (f"<tr><td>{escape(line)}</td></tr>\n" for line in imprint)
        yield "</tbody>\n"
    yield "</table></div>\n"


def _head(table: PrintTable) -> Iterator[str]:
    spans = _spans(table.head_merges)
    for row, texts in enumerate(table.head):
        cells = []
        for column, text in enumerate(texts):
            span = spans.get((row, column), (1, 1))
            if span is not None:
                scope = "colgroup" if span[1] > 1 else "col"
                cells.append(f'<th scope="{scope}"{_span(span)}>{_text(text)}</th>')
        yield f"<tr>{''.join(cells)}</tr>\n"


def _body(table: PrintTable) -> Iterator[str]:
    spans = _spans(table.merges)
    names = [index for index, column in enumerate(table.columns) if column.member in _NAMING]
    naming = names[-1] if names else -1
    opening = [_opening(column, index == naming) for index, column in enumerate(table.columns)]
    closing = ["</th>" if index == naming else "</td>" for index in range(len(table.columns))]
    for row, texts in enumerate(table.rows):
        look = table.looks.get(row)
        cells = []
        for column, text in enumerate(texts):
            span = spans.get((row, column), (1, 1))
            if span is not None:
                begins, ends = (opening[column], closing[column]) if look is None else ("<th", "</th>")
                cells.append(f"{begins}{_span(span)}>{_text(text)}{ends}")
        yield f"<tr{_CLASS[look] if look else ''}>{''.join(cells)}</tr>\n"


_CLASS: Final[Mapping[Look, str]] = {look: f' class="{look}"' for look in get_args(Look)}
_NAMING: Final = frozenset({"level_one", "level_two", "level_three", "name"})


def _opening(column: PrintColumn, names_row: bool) -> str:
    middle = ' class="middle"' if column.align == "center" else ""
    return f'<th scope="row"{middle}' if names_row else f"<td{middle}"


def _spans(merges: Sequence[Merge]) -> Mapping[tuple[int, int], tuple[int, int] | None]:
    """Cell → how far it reaches down and across; None for a cell that another one covers."""
    found: dict[tuple[int, int], tuple[int, int] | None] = {}
    for top, left, bottom, right in merges:
        found.update({(row, column): None for row in range(top, bottom + 1) for column in range(left, right + 1)})
        found[top, left] = (bottom - top + 1, right - left + 1)
    return found


def _span(span: tuple[int, int]) -> str:
    down, across = span
    return (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
