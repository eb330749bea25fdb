"""Word 文件 — printed tables on A4 across, header rows repeated on every page, level one merged downwards.

The imprint stands in hidden text after the last table. Bytes depend on the document alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from gongkai_standard.codecs.layout.build import Style
from gongkai_standard.codecs.layout.compose import composed
from gongkai_standard.codecs.layout.table import PrintTable
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.grid import Merge

STYLE: Final = Style(ids=False, sheets=False)
_CREATED: Final = datetime(2018, 1, 1)
_ZIPPED: Final = (2018, 1, 1, 0, 0, 0)
_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTH: Final = 15_400
"""Twentieths of a point between the margins."""
_SONG: Final = "宋体"
_HEI: Final = "黑体"
_TITLE_FACE: Final = "方正小标宋简体"


def dumps(document: Any, *, layout: str | None = None, like: Reading | None = None) -> bytes:
    """The document as a Word file.

    `layout`: the name of an official layout; without it, that of the profile and the kind. `like`: the reading of a
    file whose columns, order and wording are to be kept.
    Raises UnknownNameError for a layout that there is none of.
    """
    made = composed(document, STYLE, _read_back, layout=layout, like=like)
    return render(made.tables, made.imprint)


def _read_back(tables: Sequence[PrintTable], imprint: Sequence[str]) -> Any:
    from gongkai_standard.codecs.docx import loads

    return loads(render(tables, imprint)).document


def render(tables: Sequence[PrintTable], imprint: Sequence[str] = ()) -> bytes:
    """The Word file of these tables."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    file = docx.Document()
    file.core_properties.created = file.core_properties.modified = _CREATED
    file.core_properties.author = ""
    file.core_properties.comments = ""
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12.5)
    section.top_margin = section.bottom_margin = Mm(15)
    body = file.element.body
    end = body[-1]
    for xml in _parts(tables, imprint):
        end.addprevious(parse_xml(xml))
    buffer = io.BytesIO()
    file.save(buffer)
    return _dated(buffer.getvalue())


def _dated(data: bytes) -> bytes:
    """The same package without the time of its making."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in made.infolist():
            about = zipfile.ZipInfo(part.filename, _ZIPPED)
            about.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(about, made.read(part))
    return buffer.getvalue()


def _parts(tables: Sequence[PrintTable], imprint: Sequence[str]) -> Iterator[str]:
    for number, table in enumerate(tables):
        for text in table.above:
            yield _paragraph(text, face=_TITLE_FACE, size=44, middle=True)
        if table.title:
            yield _paragraph(
                table.title, face=_TITLE_FACE, size=36, middle=True, new_page=number > 0 and not table.above
            )
        for text in table.lines:
            yield _paragraph(text, face=_SONG, size=21)
        yield _table(table)
        for text in table.remarks:
            yield _paragraph(text, face=_SONG, size=18)
    for line in imprint:
        yield _paragraph(line, face=_SONG, size=2, hidden=True)
    if not imprint:
        yield _paragraph("", face=_SONG, size=2)


def _paragraph(
    text: str, *, face: str, size: int, middle: bool = False, hidden: bool = False, new_page: bool = False
) -> str:
    """A paragraph; `size` in half points."""
    before = "<w:pageBreakBefore/>" if new_page else ""
    gap = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>' if hidden else _SPACING
    align = '<w:jc w:val="center"/>' if middle else ""
    mark = _face(face, size, hidden=hidden)
    return f"<w:p {_NAMESPACE}><w:pPr>{before}{gap}{align}<w:rPr>{mark}</w:rPr></w:pPr>{_run(text, mark)}</w:p>"


_SPACING: Final = '<w:spacing w:before="60" w:after="60"/>'


def _face(face: str, size: int, *, bold: bool = False, hidden: bool = False) -> str:
    look = ("<w:b/>" if bold else "") + ("<w:vanish/>" if hidden else "")
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}"/>'
        f'{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _run(text: str, mark: str) -> str:
    if not text:
        return ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{mark}</w:rPr>{lines}</w:r>"


# ---------------------------------------------------------------- tables


def _table(table: PrintTable) -> str:
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _Cells(table.head_merges, widths, _face(_HEI, 17), ["center"] * len(widths), fill="EDF2F7")
    body = _Cells(table.merges, widths, _face(_SONG, 15), [column.align for column in table.columns])
    rows = [
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head.row(row, texts)}</w:tr>"
        for row, texts in enumerate(table.head)
    ]
    looked = _Cells(table.merges, widths, _face(_HEI, 17), ["center"] * len(widths))
    for row, texts in enumerate(table.rows):
        repeats = row in table.looks and all(above in table.looks for above in range(row))
        cells = (looked if row in table.looks else body).row(row, texts)
        rows.append(f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if repeats else ''}{cells}</w:tr>")
    return (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


_BORDERS: Final = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_MARGINS: Final = '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'


def _widths(table: PrintTable) -> list[int]:
    total = sum(column.width for column in table.columns)
    return [round(_WIDTH * column.width / total) for column in table.columns]


class _Cells:
    """The cells of one part of a table."""

    def __init__(
        self, merges: Sequence[Merge], widths: Sequence[int], mark: str, aligns: Sequence[str], fill: str = ""
    ) -> None:
        self._spans: Mapping[tuple[int, int], Merge] = {
            (row, merge[1]): merge for merge in merges for row in range(merge[0], merge[2] + 1)
        }
        self._widths = widths
        self._mark = mark
        self._fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        self._aligns = aligns

    def row(self, row: int, texts: Sequence[str]) -> str:
        """The cells of one row; a merged range is one cell in each of its rows."""
        cells = []
        column = 0
        while column < len(self._widths):
            top, left, bottom, right = self._spans.get((row, column), (row, column, row, column))
            down = "" if top == bottom else '<w:vMerge w:val="restart"/>' if row == top else "<w:vMerge/>"
            across = f'<w:gridSpan w:val="{right - left + 1}"/>' if right > left else ""
            width = sum(self._widths[left : right + 1])
            align = f'<w:jc w:val="{self._aligns[column]}"/>'
            text = texts[column] if row == top else ""
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}{self._fill}'
                f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{align}'
                f"<w:rPr>{self._mark}</w:rPr></w:pPr>{_run(text, self._mark)}</w:p></w:tc>"
            )
            column = right + 1
        return "".join(cells)
