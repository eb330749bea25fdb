"""Files that were made to hurt: each is refused or read with the error or note that says why, in little memory.

Peak memory is measured with tracemalloc where Python makes the values, and as the resident size of a process of its
own where a parser in C or Rust does.
"""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from county_tables import TITLE, entries_of, names
from gongkai_standard.codecs import loads, package, xls_records
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError
from table_files import (
    NAMES,
    W,
    county_document,
    county_ods,
    county_workbook,
    document_part,
    docx,
    html_table,
    page,
    paragraph,
    unpacked,
    word_table,
)
from table_files import package as packed

MB = 1024 * 1024
HEAD = "gongkai: '1.0'\nkind: catalogue\n"


@contextmanager
def at_most(megabytes: float) -> Iterator[None]:
    """What Python allocates inside stays below."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MB, f"{peak / MB:.1f} MB"


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """What is done inside takes no more time of the processor."""
    start = time.process_time()
    try:
        yield
    finally:
        assert time.process_time() - start < seconds


READ = """
import json, sys
sys.path.insert(0, sys.argv[2])
from memory import peak_megabytes
from gongkai_standard import GongkaiError
from gongkai_standard.codecs import loads
data = sys.stdin.buffer.read()
try:
    answer = {"entries": len(loads(data, format=sys.argv[1]).document.entries)}
except GongkaiError as error:
    answer = {"error": str(error)}
print(json.dumps({**answer, "peak": peak_megabytes()}))
"""


def read_apart(data: bytes, format: str) -> dict[str, Any]:
    """Read in a process of its own: `entries` or `error`, and `peak`, the resident size in MB."""
    command = [sys.executable, "-c", READ, format, str(Path(__file__).parent)]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=120)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """A package with another or a further part."""
    return packed({**unpacked(data), name: part})


MAKERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx": (county_workbook, "xl/media/image1.bin"),
    "ods": (county_ods, "Pictures/image1.bin"),
    "docx": (county_document, "word/media/image1.bin"),
}
"""Package formats: a sound file, and the name of a part that no reader needs."""

packages = pytest.mark.parametrize("format", MAKERS)


def sound(format: str) -> bytes:
    """A sound file of the format."""
    return MAKERS[format][0]()


class TestZipBombs:
    """Sizes and ratios are judged by the directory, before anything is unpacked."""

    @packages
    def test_a_part_that_unpacks_to_much_more(self, format: str) -> None:
        data = with_part(sound(format), MAKERS[format][1], b"\0" * (64 * MB))

        with at_most(8), pytest.raises(LimitExceededError, match="limit ratio exceeded"):
            loads(data, format=format)

    @packages
    def test_many_parts_that_are_large_together(self, format: str) -> None:
        parts = unpacked(sound(format)) | {f"{MAKERS[format][1]}{n}": b"\0" * MB for n in range(40)}

        with at_most(8), pytest.raises(LimitExceededError, match="limit expanded_size exceeded"):
            loads(packed(parts), format=format, limits=Limits(expanded_size=30 * MB))

    @packages
    def test_a_directory_that_understates_a_size(self, format: str) -> None:
        """No more is unpacked than the directory says, and then the checksum does not fit."""
        large = with_part(sound(format), "word/document.xml" if format == "docx" else MAKERS[format][1], b" " * MB)
        data = bytearray(large)
        name = b"word/document.xml" if format == "docx" else MAKERS[format][1].encode()
        entry = data.rindex(name) - 46
        data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")

        with at_most(8), pytest.raises(GongkaiError) if format == "docx" else nullcontext():
            loads(bytes(data), format=format)

    def test_a_zip_file_in_a_zip_file_is_not_opened(self) -> None:
        inner = packed({"a.bin": b"\0" * (16 * MB)})

        with at_most(8):
            assert entries_of(loads(with_part(county_document(), "word/embeddings/a.docx", inner)))


class TestNames:
    """Names of parts that lead out of the package, and two parts of one name."""

    @packages
    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl\\..\\..\\x", "C:\\x", "word/../../x"])
    def test_they_lead_nowhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, name: str) -> None:
        monkeypatch.chdir(tmp_path)

        with pytest.raises(UnreadableError, match="leads out of the archive"):
            loads(with_part(sound(format), name, b"x"), format=format)
        assert not list(tmp_path.iterdir())

    @packages
    def test_a_part_twice(self, format: str) -> None:
        buffer = io.BytesIO(sound(format))
        with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(archive.namelist()[0], b"x")

        with pytest.raises(UnreadableError, match="twice"):
            loads(buffer.getvalue(), format=format)


LAUGHS = "".join(
    ['<!DOCTYPE x [<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)), "]>"]
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ELSEWHERE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'

declarations = pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, ELSEWHERE], ids=["laughs", "file", "address"])


class TestUnclosedTags:
    """A tag without an end, or with very many attributes, costs no more than its length."""

    @pytest.mark.parametrize("end", [b"", b">"])
    def test_sheet(self, end: bytes) -> None:
        """A cell with a hundred thousand addresses."""
        tag = b"<c" + b' r="AAA1" s="1"' * 100_000 + end
        with at_most(40), pytest.raises(GongkaiError), no_longer_than(5):
            loads(with_part(county_workbook(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>" + tag))

    def test_long_attributes_hide_no_far_cell(self) -> None:
        """How far a sheet reaches is seen behind any attributes."""
        part = "xl/worksheets/sheet1.xml"
        data = county_workbook()
        far = b'<row r="1048576"><c r="XFD1048576" x="' + b"y" * 1000 + b'"><v>1</v></c></row></sheetData>'
        with at_most(40), pytest.raises(LimitExceededError, match="columns"):
            loads(with_part(data, part, unpacked(data)[part].replace(b"</sheetData>", far)))

    @pytest.mark.parametrize(
        ("spelling", "words"),
        [
            ('r="Iaudience4"', "limit columns exceeded"),
            ("r='AAAAAAA4'", "limit columns exceeded"),
            ('r = "XFD4"', "limit columns exceeded"),
            ('r="A99999999"', "limit rows exceeded"),
            ('r="A' + "9" * 5000 + '"', "beyond all"),
            ('r="' + "Z" * 5000 + '1"', "beyond all"),
        ],
    )
    def test_far_cells_in_any_spelling(self, spelling: str, words: str) -> None:
        parts = unpacked(county_workbook())
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="A2"', spelling.encode(), 1)

        with at_most(8), pytest.raises(GongkaiError, match=words):
            loads(packed(parts))

    @pytest.mark.parametrize("tag", ["c", "c s='1' r='A3'", "x:c"])
    def test_cells_that_do_not_say_where_they_are(self, tag: str) -> None:
        """They stand behind one another, and one far below makes room for as many in every row."""
        parts = unpacked(county_workbook())
        cells = f"<{tag}><v>1</v></{tag.split()[0]}>" * 60
        below = f"<row r='1048576'>{cells}</row>"
        sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<worksheet ", b"<worksheet xmlns:x='urn:x' ", 1)
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", f"{below}</sheetData>".encode(), 1)

        far = nullcontext() if "r=" in tag else pytest.raises(LimitExceededError, match="limit cells exceeded")
        with at_most(8), far:
            loads(packed(parts))

    def test_a_row_beyond_all_whose_cells_do_not_say_where_they_are(self) -> None:
        parts = unpacked(county_workbook())
        sheet = parts["xl/worksheets/sheet1.xml"]
        sheet = sheet.replace(b'<row r="2"', b'<row r="99999999"', 1).replace(b' r="A2"', b"", 1)
        parts["xl/worksheets/sheet1.xml"] = sheet

        with at_most(8), pytest.raises(LimitExceededError, match="limit rows exceeded"):
            loads(packed(parts))

    def test_a_sheet_that_is_no_xml_behind_such_a_cell(self) -> None:
        parts = unpacked(county_workbook())
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
            b"</sheetData>", b"<c></sheetData>"
        )

        with pytest.raises(UnreadableError, match="sheet1"):
            loads(packed(parts))

    def test_styles(self) -> None:
        """Styles and formats without an end."""
        styles = b'<styleSheet><numFmt numFmtId="9" formatCode="0000"/>' + b"<numFmt <cellXfs <xf " * 100_000
        with at_most(40), no_longer_than(5), suppress(GongkaiError):
            loads(with_part(county_workbook(), "xl/styles.xml", styles))

    @pytest.mark.parametrize(
        ("rows", "columns", "limit"),
        [("1048576", "26", "cells"), ("100000", "512", "cells"), ("9" * 5000, "1", "rows"), ("1", "9" * 12, "columns")],
    )
    @pytest.mark.parametrize("quote", ["'", '"'])
    def test_cells_that_are_only_said_to_repeat(self, rows: str, columns: str, limit: str, quote: str) -> None:
        parts = unpacked(county_ods())
        row = f"<table:table-row table:number-rows-repeated={quote}{rows}{quote}>"
        cell = f"<table:table-cell table:number-columns-repeated={quote}{columns}{quote} "
        content = parts["content.xml"].replace(b"<table:table-row>", row.encode(), 1)
        parts["content.xml"] = content.replace(b"<table:table-cell ", cell.encode(), 1)

        with at_most(8), pytest.raises(LimitExceededError, match=f"limit {limit} exceeded"):
            loads(packed(parts), format="ods")

    def test_content_of_ods(self) -> None:
        """Cells that repeat."""
        cells = b"<table:table-cell" + b' table:number-columns-repeated="3"' * 100_000
        with at_most(40), pytest.raises(GongkaiError), no_longer_than(5):
            loads(with_part(county_ods(), "content.xml", cells))


class TestEntities:
    """No part of an Office file declares a document type; one that does is refused, and nothing is fetched."""

    @declarations
    def test_docx(self, declaration: str) -> None:
        body = paragraph(TITLE) + word_table().replace("许可", "&l9;&e;")

        with at_most(8), pytest.raises(UnreadableError, match="declares a document type"):
            loads(docx(body, before=declaration))

    @declarations
    @pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
    def test_xlsx(self, declaration: str, part: str) -> None:
        data = county_workbook()
        text = unpacked(data)[part].replace(b"?>", b"?>" + declaration.encode(), 1)

        with at_most(8), pytest.raises(UnreadableError, match="declares a document type"):
            loads(with_part(data, part, text))

    @declarations
    def test_ods(self, declaration: str) -> None:
        data = county_ods()

        with at_most(8), pytest.raises(UnreadableError, match="declares a document type"):
            loads(with_part(data, "content.xml", declaration.encode() + unpacked(data)["content.xml"]))

    def test_relations_and_parts_beside(self) -> None:
        """The other XML parts that are read are guarded alike."""
        data = county_document()
        relations = unpacked(data)["_rels/.rels"]
        beside = document_part(paragraph("&l9;"), before=LAUGHS)

        for name, part in (("_rels/.rels", LAUGHS.encode() + relations), ("word/header1.xml", beside)):
            with at_most(8), pytest.raises(UnreadableError, match="declares a document type"):
                loads(with_part(data, name, part))

    def test_in_another_encoding(self) -> None:
        """UTF-16 hides nothing."""
        part = f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<w:document xmlns:w="{W}"><w:p>&l9;</w:p></w:document>'

        with pytest.raises(UnreadableError, match="declares a document type"):
            loads(with_part(county_document(), "word/document.xml", part.encode("utf-16")))

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
    def test_a_sheet_in_another_encoding(self, encoding: str) -> None:
        """A sheet that the parser would take for an empty one is refused, not read as nothing."""
        data = county_workbook()
        part = "xl/worksheets/sheet1.xml"
        text = unpacked(data)[part].decode().replace("UTF-8", "UTF-16", 1)

        with pytest.raises(UnreadableError, match="UTF-16"):
            loads(with_part(data, part, text.encode(encoding)))

    def test_pages_have_the_entities_of_html(self) -> None:
        body = f"{LAUGHS}<p>{TITLE}</p>" + html_table().replace("许可", "许可&l9;&lt;甲&gt;")

        with at_most(16):
            assert names(entries_of(loads(page(body))))[0] == ("业务", "许可&l9;<甲>")


class TestLiveContent:
    """Macros, links and objects are never run, followed or opened; a note says that they are there."""

    @pytest.mark.parametrize(
        ("format", "part", "code"),
        [
            ("xlsx", "xl/vbaProject.bin", "macros_ignored"),
            ("docx", "word/vbaProject.bin", "macros_ignored"),
            ("xlsx", "xl/externalLinks/externalLink1.xml", "links_ignored"),
            ("xlsx", "xl/embeddings/oleObject1.bin", "objects_ignored"),
            ("docx", "word/embeddings/oleObject1.bin", "objects_ignored"),
        ],
    )
    def test_it_is_told(self, format: str, part: str, code: str) -> None:
        reading = loads(with_part(sound(format), part, b"<x/>"))

        assert [(note.code, note.place) for note in reading.notes if note.code.endswith("_ignored")] == [(code, part)]
        assert names(entries_of(reading)) == NAMES

    def test_links_of_a_document_are_not_followed(self) -> None:
        """Sockets are closed in this suite: a picture or template from elsewhere would fail to load."""
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        relation = f'<Relationship Id="r1" Type="{kind}" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
        relations = f'<Relationships xmlns="{space}">{relation}</Relationships>'.encode()
        data = with_part(county_document(), "word/_rels/document.xml.rels", relations)

        assert names(entries_of(loads(data))) == NAMES

    def test_formula_cells_have_the_value_that_was_kept(self) -> None:
        def fill(sheet: Any, _: Any) -> None:
            sheet.write_string("O2", "咨询电话")
            sheet.write_formula("O4", '=HYPERLINK("http://127.0.0.1:9/"&B4,"电话")', None, "0399-5553310")
            sheet.write_formula("O5", "=1+1", None, 2)

        found = entries_of(loads(county_workbook(fill)))
        assert [entry.extra.get("咨询电话") for entry in found] == ["0399-5553310", "2", None]

    def test_scripts_of_a_page_say_nothing(self) -> None:
        script = "<script>document.write('<table><tr><td>公开事项</td></tr></table>')</script>"
        body = f"{script}<p onclick=\"alert('x')\">{TITLE}</p><style>td:after{{content:'甲'}}</style>{html_table()}"
        body += f'<iframe srcdoc="<table>{script}</table>"></iframe><object data="http://127.0.0.1:9/"></object>'
        reading = loads(page(body + "<noscript>请打开脚本</noscript><template>模板</template>"))

        assert names(entries_of(reading)) == NAMES
        assert not any(
            word in str(reading.document) for word in ("alert", "document.write", "脚本", "模板", "content:")
        )


class TestDepth:
    """Things inside things."""

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_json(self, opening: str) -> None:
        data = b'{"kind":"catalogue","x":' + opening.encode() * 1_000_000

        with at_most(64), pytest.raises(GongkaiError):
            loads(data, format="json")

    @pytest.mark.parametrize("format", ["json", "yaml", "ndjson"])
    def test_the_limit_is_named(self, format: str) -> None:
        deep = "[" * 70 + "]" * 70
        text = f"{HEAD}x: {deep}" if format == "yaml" else f'{{"gongkai":"1.0","kind":"catalogue","x":{deep}}}'

        with at_most(8), pytest.raises(LimitExceededError, match="limit depth exceeded: at most 64"):
            loads(text.encode(), format=format)

    def test_yaml(self) -> None:
        with at_most(64), pytest.raises(GongkaiError):
            loads((HEAD + "x: " + "[" * 200_000).encode(), format="yaml")

    @pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li"])
    def test_pages(self, tag: str) -> None:
        with at_most(64), pytest.raises(LimitExceededError, match="limit depth exceeded"):
            loads(page(f"<{tag}>" * 100_000 + html_table()))

    def test_documents(self) -> None:
        """Far below what any document has, the XML parser itself refuses."""
        levels = 5000
        body = "<w:tbl><w:tr><w:tc>" * levels + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * levels

        with at_most(16), pytest.raises(GongkaiError):
            loads(docx(body))


class TestAliasBombs:
    """What aliases repeat is counted before anybody makes it."""

    def test_a_billion_values(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]

        with at_most(8), pytest.raises(LimitExceededError, match="limit aliases exceeded"):
            loads((HEAD + "\n".join(lines)).encode(), format="yaml")


class TestLargeParts:
    """Much of what is allowed, in memory that goes with what is kept."""

    def test_huge_shared_strings(self) -> None:
        """A text longer than allowed, among many that no cell uses."""
        data = county_workbook()
        strings = unpacked(data)["xl/sharedStrings.xml"]
        unused = b"".join(b"<si><t>%d%s</t></si>" % (n, b"x" * 90) for n in range(200_000))
        part = strings.replace(b"</sst>", unused + b"</sst>")
        answer = read_apart(with_part(data, "xl/sharedStrings.xml", part), "xlsx")

        assert answer["entries"] == 3
        assert answer["peak"] < 250

        long = strings.replace("许可".encode(), b"x" * 1_100_000)
        with at_most(16), pytest.raises(LimitExceededError, match="limit text exceeded"):
            loads(with_part(data, "xl/sharedStrings.xml", long), limits=Limits(ratio=10_000))

    def test_a_million_empty_styled_rows(self) -> None:
        data = county_workbook()
        sheet = unpacked(data)["xl/worksheets/sheet1.xml"]
        row = b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>'
        rows = b"".join(row % (n, n) for n in range(7, 1_000_007))
        part = sheet.replace(b"</sheetData>", rows + b"</sheetData>")
        answer = read_apart(with_part(data, "xl/worksheets/sheet1.xml", part), "xlsx")

        assert answer["entries"] == 3
        assert answer["peak"] < 250

    def test_empty_rows_of_a_document_and_of_a_page(self) -> None:
        """They are rows of the table, and beyond the limit an error."""
        empty = "".join(f'<w:tr w:rsidR="{n:08X}"><w:tc><w:p/></w:tc></w:tr>' for n in range(50_000))
        body = paragraph(TITLE) + word_table().replace("</w:tbl>", empty + "</w:tbl>")
        rows = html_table().replace("</table>", "<tr><td></td></tr>" * 50_000 + "</table>")

        for data, name in ((docx(body), "docx"), (page(f"<p>{TITLE}</p>{rows}"), "html")):
            answer = read_apart(data, name)
            assert answer["entries"] == 3
            assert answer["peak"] < 250
            with pytest.raises(LimitExceededError, match="limit rows exceeded"):
                loads(data, format=name, limits=Limits(rows=40_000))

    def test_one_line_without_end(self) -> None:
        """A CSV file that opens a text and never closes it, a page that opens a tag."""
        for data, name in ((b'"' + b"x" * (8 * MB), "csv"), (b"<table><tr><td " + b"x" * (8 * MB), "html")):
            assert read_apart(data, name)["peak"] < 250


def xls() -> bytes:
    """A sound workbook of old Excel."""
    return (Path(__file__).parent / "data/county-table.xls").read_bytes()


def patched(record: bytes, at: int, instead: bytes) -> bytes:
    """The workbook with other bytes so far behind the first place of these."""
    data = xls()
    start = data.index(record) + at
    return data[:start] + instead + data[start + len(instead) :]


class TestRecordsOfXls:
    """What the parser would make room for, or follow for ever, is looked at before."""

    CELL = struct.pack("<HH", 0x00FD, 10)
    SIZE = struct.pack("<HH", 0x0200, 14)
    TEXTS = struct.pack("<II", 39, 30)
    SECTORS = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFF)

    def test_a_cell_far_out(self) -> None:
        data = patched(self.CELL, 4, struct.pack("<HH", 0xFFFF, 200))

        with at_most(4), pytest.raises(LimitExceededError, match="limit cells exceeded"):
            loads(data, limits=Limits(cells=1_000_000))

    @pytest.mark.parametrize(
        "record",
        [
            struct.pack("<HHHH", 0x00FD, 10, 0xFFFF, 0xFFFF),
            struct.pack("<HHHHIH", 0x00BD, 10, 1, 1, 0, 0xFFFE),
        ],
        ids=["one", "many in a row"],
    )
    def test_a_cell_beyond_the_format(self, record: bytes) -> None:
        with at_most(4), pytest.raises(UnreadableError, match="beyond the last column"):
            loads(patched(self.CELL, 0, record))

    @pytest.mark.parametrize(
        ("record", "at", "instead"),
        [
            (SIZE, 4, struct.pack("<IIHH", 0, 0xFFFFFFFF, 0, 0xFFFF)),
            (SIZE, 4, struct.pack("<IIHH", 5, 2, 0, 3)),
            (SIZE, 2, struct.pack("<H", 6)),
            (TEXTS, 4, struct.pack("<I", 0x7FFFFFFF)),
            (SECTORS, 20, struct.pack("<I", 4)),
            ("Workbook".encode("utf-16-le"), 0, b"X"),
        ],
        ids=[
            "size of the sheet",
            "size below nought",
            "size cut off",
            "number of texts",
            "sectors in a circle",
            "no workbook",
        ],
    )
    def test_what_is_damaged_is_refused(self, record: bytes, at: int, instead: bytes) -> None:
        with at_most(4), pytest.raises(UnreadableError, match="damaged"):
            loads(patched(record, at, instead), format="xls")

    def test_a_sheet_without_a_size(self) -> None:
        data = patched(self.SIZE, 4, struct.pack("<IIHH", 0, 0, 0, 0))

        assert loads(data, format="xls").document == loads(xls(), format="xls").document

    def test_sheets_that_are_one(self) -> None:
        """Many names for one place would have the same cells read as many times."""
        place = struct.pack("<HHI", 0x0085, 4, 5 * 8 + 4)
        cell = struct.pack("<HHHHI", 0x0203, 8, 0, 0, 0)

        with pytest.raises(ValueError, match="overlap"):
            xls_records.check_reach(place * 5 + struct.pack("<HH", 0x000A, 0) + cell * 5, Limits())

    def test_macros_are_not_unpacked(self) -> None:
        """The parser does not find their folder, and the tables are read all the same."""
        name = "_VBA_PROJECT_CUR".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 34)
        data = patched("\x01CompObj".encode("utf-16-le"), 0, name)

        assert name not in xls_records.harmless(data, Limits())
        assert loads(data, format="xls").document == loads(xls(), format="xls").document


class TestPackages:
    """The directory of an archive, by itself."""

    @pytest.mark.parametrize("data", [b"", b"PK", b"PK\x01\x02" * 20])
    def test_rubbish(self, data: bytes) -> None:
        with at_most(2), pytest.raises(UnreadableError, match="damaged"):
            package.opened(data, Limits())
