"""Workbooks: cells as a reader sees them, places, and files that are not what they claim."""

from __future__ import annotations

import gc
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

import pytest
import xlsxwriter

from county_tables import LOWER, TITLE, UPPER, entries_of, row
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs import number_formats, package, xlsx
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError

Fill = Callable[[Any, Any], None]


def workbook(*sheets: tuple[str, Fill]) -> bytes:
    """An xlsx file; each sheet is filled by a function of the worksheet and the workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for sheet_name, fill in sheets:
        fill(book.add_worksheet(sheet_name), book)
    book.close()
    return buffer.getvalue()


def table(top: int = 0, left: int = 0, **values: Any) -> Fill:
    """The usual title and header, and two rows with level one merged; `values`: further cells by address."""

    def fill(sheet: Any, _: Any) -> None:
        rows = [[TITLE], UPPER, LOWER, row("1", "业务", "许可"), row("2", "", "备案", basis="")]
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(top + number, left + column, text)
        sheet.merge_range(top + 3, left + 1, top + 4, left + 1, "业务")
        for address, value in values.items():
            sheet.write(address, value)

    return fill


def read(*sheets: tuple[str, Fill], **options: Any) -> Reading:
    """A workbook, read."""
    return xlsx.loads(workbook(*sheets), **options)


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same package with other or further parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return buffer.getvalue()


class TestNumberFormats:
    """Codes typed as numbers have the noughts that their format shows; other formats say nothing more."""

    @pytest.mark.parametrize(
        ("number", "format", "said"),
        [
            (7, "0000", "0007"),
            (12345, "0000", "12345"),
            (0, "00", "00"),
            (3757654321, "0000-0000000", "0375-7654321"),
            (3757654321, "0000\\-0000000", "0375-7654321"),
            (410311, "000000;@", "410311"),
            (7.5, "0000", "7.5"),
            (-7, "0000", "-7"),
            (7, "0", "7"),
            (7, "0.00", "7"),
            (0.5, "0%", "0.5"),
        ],
    )
    @pytest.mark.parametrize("sheet_name", ["标准目录", "甲&乙 <1>"])
    def test_what_a_reader_sees(self, number: float, format: str, said: str, sheet_name: str) -> None:
        """Wherever the cell stands, whatever the sheet is called."""

        def fill(sheet: Any, book: Any) -> None:
            table(top=3, left=2)(sheet, book)
            sheet.write_string("Q5", "内部编号")
            sheet.write_number("Q7", number, book.add_format({"num_format": format}))
            sheet.write_string("Q8", "7", book.add_format({"num_format": format}))

        reading = read(("说明", lambda sheet, _: sheet.write("A1", "说明")), (sheet_name, fill))
        assert [entry.extra["内部编号"] for entry in reading.document.entries] == [said, "7"]  # type: ignore[union-attr]
        assert reading.where("/entries/0/extra/内部编号") == f"{sheet_name}!Q7"

    def test_without_relations(self) -> None:
        """A package that lacks what tells its sheets apart is the parser's business."""
        with package.opened(workbook(("甲", table())), Limits()) as archive:
            assert number_formats.formats(archive) == {}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("xl/workbook.xml", b"<workbook/>")
        with package.opened(buffer.getvalue(), Limits()) as archive:
            assert number_formats.formats(archive) == {}


class TestReading:
    """A county's workbook."""

    def test_document_and_bytes(self) -> None:
        """The catalogue, the format, the hash of the bytes and the bytes themselves."""
        data = workbook(("养老", table()))
        found = xlsx.loads(data)

        assert isinstance(found.document, Catalogue)
        assert [entry.level_two for entry in found.document.entries] == ["许可", "备案"]
        assert (found.format, found.sha256, found.source) == ("xlsx", sha256(data).hexdigest(), data)

    @pytest.mark.parametrize(("top", "left", "basis", "level_one"), [(0, 0, "E4", "B4"), (5, 2, "G9", "D9")])
    def test_places(self, top: int, left: int, basis: str, level_one: str) -> None:
        """True addresses, although the parser leaves out empty rows and columns."""
        found = read(("标准目录", table(top, left)))

        assert found.where("/entries/0/basis/0") == f"标准目录!{basis}"
        assert found.where("/entries/1/basis") == f"标准目录!{basis}"
        assert found.where("/entries/1/level_one") == f"标准目录!{level_one}"

    def test_hidden_rows_columns_and_sheets(self) -> None:
        """They count; a hidden sheet is told."""

        def hidden(sheet: Any, book: Any) -> None:
            table()(sheet, book)
            sheet.set_row(3, None, None, {"hidden": True})
            sheet.set_column("E:E", None, None, {"hidden": True})
            sheet.hide()

        found = read(("正表", table()), ("旧表", hidden))

        assert len(entries_of(found)) == 4
        assert [note.place for note in found.notes if note.code == "sheet_hidden"] == ["旧表"]

    def test_chart_sheets(self) -> None:
        """A sheet that is no worksheet is told and not read."""
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet("养老")
        table()(sheet, book)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=养老!$A$4:$A$5"})
        book.add_chartsheet("图").set_chart(chart)
        book.close()
        found = xlsx.loads(buffer.getvalue())

        assert [note.place for note in found.notes if note.code == "sheet_skipped"] == ["图"]

    def test_extra_cells(self) -> None:
        """Numbers and dates in an extra column as a reader sees them."""

        def fill(sheet: Any, book: Any) -> None:
            table()(sheet, book)
            sheet.write("O2", "咨询电话")
            sheet.write_number("O4", 3995551180)
            sheet.write("P2", "更新日")
            sheet.write_datetime("P4", datetime(2024, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write("Q2", "备注")
            sheet.write_string("Q4", "一_x000D_\n二")

        found = read(("养老", fill))

        assert entries_of(found)[0].extra == {
            "咨询电话": "3995551180",
            "更新日": "2024-03-01",
            "备注": "一\n二",
        }

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1.0, "1"),
            (0.5, "0.5"),
            (0.1 + 0.2, "0.3"),
            (1e20, "1e+20"),
            (3, "3"),
            (True, "TRUE"),
            (False, "FALSE"),
            (date(2024, 3, 1), "2024-03-01"),
            (datetime(2024, 3, 1), "2024-03-01"),
            (datetime(2024, 3, 1, 8, 30), "2024-03-01 08:30:00"),
            (time(8, 30), "08:30:00"),
        ],
    )
    def test_values(self, value: object, text: str) -> None:
        """Numbers without a decimal point that nobody typed; dates in ISO form."""
        assert xlsx._text(value) == text

    def test_columns(self) -> None:
        """Letters of columns."""
        assert [xlsx.column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

    def test_profile(self) -> None:
        """The argument is handed on."""
        assert read(("养老", table()), profile="henan-2020").document.profile == "henan-2020"

    def test_collector(self) -> None:
        """It runs again afterwards, also after a failure."""
        read(("养老", table()))
        with pytest.raises(UnreadableError):
            xlsx.loads(workbook(("空", lambda _sheet, _book: None)))

        assert gc.isenabled()


ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="养老">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(rows: list[list[str]], *, after: str = "") -> bytes:
    """An OpenDocument spreadsheet; `after`: further rows as XML."""
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in texts
        )
        for texts in rows
    ]
    content = "".join(f"<table:table-row>{line}</table:table-row>" for line in cells) + after
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package_:
        package_.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package_.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        package_.writestr("content.xml", ODS_CONTENT.format(rows=content))
    return buffer.getvalue()


class TestOtherFormats:
    """ods comes along through the same parser."""

    def test_ods(self) -> None:
        """Read as what it is."""
        found = xlsx.loads(ods([[TITLE], UPPER, LOWER, row("1", "业务", "许可")]), format="ods")

        assert found.format == "ods"
        assert found.where("/entries/0/basis") == "养老!E4"

    def test_ods_with_repeated_cells(self) -> None:
        """A cell repeated beyond the limits is refused before it is unpacked."""
        cell = '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'

        with pytest.raises(LimitExceededError, match="limit columns exceeded"):
            xlsx.loads(ods([[TITLE]], after=f"<table:table-row>{cell}</table:table-row>"), format="ods")


class TestUnreadable:
    """One clear line in Chinese and English, whatever the file."""

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"%PDF-1.7\n", "PDF"),
            (b"PK\x03\x04" + b"\0" * 40, "damaged"),
            (b"name,value\n", "text"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "damaged"),
        ],
    )
    def test_other_content(self, data: bytes, words: str) -> None:
        """A PDF named .xlsx, an encrypted workbook, rubbish."""
        with pytest.raises(UnreadableError, match=words) as caught:
            xlsx.loads(data)

        (problem,) = caught.value.problems
        assert problem.message
        assert "\n" not in str(problem)

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
    def test_truncated(self, share: float) -> None:
        """A download that broke off."""
        data = workbook(("养老", table()))

        with pytest.raises(UnreadableError):
            xlsx.loads(data[: int(len(data) * share)])

    def test_empty_sheets(self) -> None:
        """All sheets are empty: the sheets are named."""
        with pytest.raises(UnreadableError, match="empty") as caught:
            read(("甲", lambda _sheet, _book: None), ("乙", lambda _sheet, _book: None))

        assert caught.value.problems[0].place == "甲、乙"

    def test_broken_part(self) -> None:
        """A sheet that is no XML, a part whose bytes do not fit its checksum."""
        data = workbook(("养老", table()))
        with pytest.raises(UnreadableError):
            xlsx.loads(repacked(data, {"xl/workbook.xml": b"<workbook"}))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
        with pytest.raises(UnreadableError):
            xlsx.loads(data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :])

    def test_a_part_twice(self) -> None:
        """Two parts of one name: which one counts is anybody's guess."""
        buffer = io.BytesIO(workbook(("养老", table())))
        with (
            pytest.warns(UserWarning, match="Duplicate name"),
            zipfile.ZipFile(buffer, "a") as archive,
        ):
            archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")

        with pytest.raises(UnreadableError, match="twice"):
            xlsx.loads(buffer.getvalue())

    def test_encrypted_part(self) -> None:
        """A zip file with a password."""
        data = bytearray(workbook(("养老", table())))
        start = data.index(b"PK\x01\x02")
        data[start + 8] |= 1

        with pytest.raises(UnreadableError, match="password"):
            package.opened(bytes(data), Limits())


class TestLimits:
    """Exceeding a limit is an error that names it, raised before the parser makes room."""

    @pytest.mark.parametrize(
        ("limits", "word"),
        [
            (Limits(size=100), "size"),
            (Limits(expanded_size=100), "expanded_size"),
            (Limits(sheets=1), "sheets"),
            (Limits(rows=3), "rows"),
            (Limits(columns=5), "columns"),
            (Limits(cells=20), "cells"),
            (Limits(text=5), "text"),
        ],
    )
    def test_named(self, limits: Limits, word: str) -> None:
        """Each of them."""
        with pytest.raises(LimitExceededError, match=rf"limit {word} exceeded"):
            read(("养老", table()), ("说明", table()), limits=limits)

    @pytest.mark.parametrize(
        ("address", "word"), [("XFD1048576", "columns"), ("AA1048576", "cells"), ("B1048577", "rows")]
    )
    def test_a_cell_far_out(self, address: str, word: str) -> None:
        """The parser would make room for everything up to it."""
        data = workbook(("养老", table()))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        far = f'<row r="1"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()

        with pytest.raises(LimitExceededError, match=rf"limit {word} exceeded"):
            xlsx.loads(
                repacked(data, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)}),
                limits=Limits(cells=20_000_000),
            )

    def test_empty_formatted_cells_far_out(self) -> None:
        """They hold nothing and do not count."""

        def fill(sheet: Any, book: Any) -> None:
            table()(sheet, book)
            sheet.write_blank("XFD900000", None, book.add_format({"bold": True}))

        assert len(entries_of(read(("养老", fill)))) == 2

    def test_ratio(self) -> None:
        """A part that unpacks to much more than its share."""
        data = repacked(workbook(("养老", table())), {"xl/media/image1.bin": b"\0" * 4 * 1024 * 1024})

        with pytest.raises(LimitExceededError, match="limit ratio exceeded"):
            xlsx.loads(data)

    def test_all_are_of_the_library(self) -> None:
        """Whoever catches GongkaiError catches them."""
        assert issubclass(LimitExceededError, GongkaiError)
        assert issubclass(UnreadableError, GongkaiError)
