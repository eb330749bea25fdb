"""The same small county table as a file of every format, for the tests of readers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from county_tables import HEADER_MERGES, LOWER, TITLE, UPPER, row
from gongkai_standard import codecs
from gongkai_standard.codecs.html import loads as html_loads
from gongkai_standard.codecs.table.grid import Merge
from gongkai_standard.compendium import Document

Rows = Sequence[Sequence[str]]

ROWS: Final[Rows] = [
    row("1", "业务", "许可"),
    row("2", "业务", "备案"),
    row("3", "监管", "检查", body="县民政局、乡镇"),
]
LEVEL_ONE: Final[Merge] = (2, 1, 3, 1)
"""Of the first two rows under the header, the first header row being 0."""
NAMES: Final = [("业务", "许可"), ("业务", "备案"), ("监管", "检查")]

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def table(rows: Rows = ROWS) -> list[list[str]]:
    """The header and these rows."""
    return [[*UPPER], [*LOWER], *([*texts] for texts in rows)]


MERGES: Final[Sequence[Merge]] = (*HEADER_MERGES, LEVEL_ONE)


def _covered(merges: Sequence[Merge]) -> set[tuple[int, int]]:
    return {
        (r, c)
        for top, left, bottom, right in merges
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
        if (r, c) != (top, left)
    }


# ------------------------------------------------------------------ web pages


def html_table(rows: Rows | None = None, merges: Sequence[Merge] = MERGES, *, cell: str = "td") -> str:
    """A `table` element with real spans."""
    rows = table() if rows is None else rows
    covered, spans = _covered(merges), {merge[:2]: merge for merge in merges}
    lines = []
    for r, texts in enumerate(rows):
        cells = []
        for c, text in enumerate(texts):
            if (r, c) in covered:
                continue
            _, _, bottom, right = spans.get((r, c), (r, c, r, c))
            size = f' rowspan="{bottom - r + 1}" colspan="{right - c + 1}"' if (bottom, right) != (r, c) else ""
            shown = escape(text).replace("\n", "<br>") or "&nbsp;"
            cells.append(f"<{cell}{size}>{shown}</{cell}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "<table border=1>\n" + "\n".join(lines) + "\n</table>"


def page(body: str, *, head: str = "", encoding: str = "utf-8") -> bytes:
    """A web page."""
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{body}\n</body></html>".encode(encoding)


def county_page() -> bytes:
    """The table under its title, with a menu above and a foot below."""
    menu = '<ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul>'
    foot = '<div class="foot"><a href="/about">联系我们</a></div>'
    return page(f"{menu}<div id=zoom><p>{TITLE}</p>{html_table()}</div>{foot}")


# ------------------------------------------------------------------ Word documents


def paragraph(text: str) -> str:
    """A paragraph of a Word document as XML; line breaks as `w:br`."""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def word_table(rows: Rows | None = None, merges: Sequence[Merge] = MERGES) -> str:
    """A `w:tbl` with real merges."""
    rows = table() if rows is None else rows
    starts = {merge[:2]: merge for merge in merges}
    lines = []
    for r, texts in enumerate(rows):
        cells, c = [], 0
        while c < len(texts):
            merge = starts.get((r, c)) or next((m for m in merges if m[0] < r <= m[2] and m[1] == c), (r, c, r, c))
            top, left, bottom, right = merge
            properties = f'<w:gridSpan w:val="{right - left + 1}"/>' if right > left else ""
            if bottom > top:
                properties += '<w:vMerge w:val="restart"/>' if r == top else "<w:vMerge/>"
            text = texts[c] if r == top else ""
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>")
            c = right + 1
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def document_part(body: str, *, before: str = "") -> bytes:
    """The main part of a Word document."""
    names = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    root = f"<w:document {names}><w:body>{body}</w:body></w:document>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}{root}'.encode()


def docx(body: str, *, parts: Mapping[str, bytes] | None = None, before: str = "") -> bytes:
    """A Word document. `body`: XML; `parts`: further parts; `before`: what stands before the root element."""
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{space}">{relation}</Relationships>'.encode(),
            "word/document.xml": document_part(body, before=before),
            **(parts or {}),
        }
    )


def county_document() -> bytes:
    """The table under its title."""
    return docx(paragraph(TITLE) + word_table() + paragraph("注：本目录由县民政局解释。"))


# ------------------------------------------------------------------ packages and spreadsheets


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def county_workbook(fill: Callable[[Any, Any], None] | None = None) -> bytes:
    """The table under its title. `fill`: gets the worksheet and the workbook before they are closed."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("养老")
    for r, texts in enumerate([[TITLE], *table()]):
        for c, text in enumerate(texts):
            if text:
                sheet.write_string(r, c, text)
    sheet.merge_range(3, 1, 4, 1, "业务")
    if fill:
        fill(sheet, book)
    book.close()
    return buffer.getvalue()


def county_ods() -> bytes:
    """The table under its title, as an OpenDocument spreadsheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    lines = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in texts
        )
        for texts in [[TITLE], *table()]
    ]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="养老">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return package(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>'.encode(),
            "content.xml": content.encode(),
        }
    )


# ------------------------------------------------------------------ texts


def csv_text(rows: Rows | None = None, *, separator: str = ",") -> str:
    """Records as Excel exports them."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([[TITLE, *[""] * 13], *table()] if rows is None else rows)
    return buffer.getvalue()


def county_catalogue() -> Document:
    """What all of these files hold."""
    return html_loads(county_page()).document


def files(repository: Path) -> dict[str, bytes]:
    """Format → a file of it."""
    document = county_catalogue()
    return {
        "xlsx": county_workbook(),
        "ods": county_ods(),
        "xls": (repository / "tests/data/county-table.xls").read_bytes(),
        "html": county_page(),
        "docx": county_document(),
        "csv": csv_text().encode("gb18030"),
        **{name: codecs.dumps(document, format=name) for name in ("json", "yaml", "ndjson", "arrow")},
    }
