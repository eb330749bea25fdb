"""Word documents: merged cells, tables split over pages, text around them, changes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from county_tables import TITLE, entries_of, names
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs import docx as codec
from gongkai_standard.codecs import loads
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.errors import LimitExceededError, UnreadableError
from table_files import (
    LEVEL_ONE,
    MERGES,
    NAMES,
    ROWS,
    county_document,
    document_part,
    docx,
    package,
    paragraph,
    table,
    unpacked,
    word_table,
)

HEADING = paragraph(TITLE)
WITHOUT_BODY = [[text for column, text in enumerate(texts) if column not in (5, 6)] for texts in table()]
"""The table without its columns of time limits and responsible bodies."""


def read(body: str, **parts: bytes) -> Reading:
    """A document, read; `parts`: further parts under `word/`."""
    return codec.loads(docx(body, parts={f"word/{name}.xml": data for name, data in parts.items()}))


def found(reading: Reading) -> list[tuple[str | None, str | None]]:
    """Level one and two of the entries."""
    return names(entries_of(reading))


def codes(reading: Reading) -> list[str]:
    """Codes of the notes."""
    return [note.code for note in reading.notes]


def in_cell(text: str, xml: str) -> str:
    """The table with a paragraph in place of the one that holds the text."""
    return word_table().replace(paragraph(text), xml, 1)


class TestTables:
    """Cells and merges."""

    def test_places_are_table_row_and_grid_column(self) -> None:
        reading = codec.loads(county_document())
        document = reading.document

        assert found(reading) == NAMES
        assert isinstance(document, Catalogue)
        assert (document.title, document.sections[0].remarks) == (TITLE, ("注：本目录由县民政局解释。",))
        assert reading.where("/entries/0/mode") == "table 1 row 3 col 11"
        assert reading.where("/entries/1/level_one") == "table 1 row 3 col 2"
        assert reading.where("/title") == "paragraph 1"

    def test_a_title_row_merged_in_the_older_way(self) -> None:
        plain = word_table([[TITLE, *[""] * 13], *table()], [])
        first, rest = plain.split("</w:tr>", 1)
        cells = first.split("<w:tcPr>")
        merged = cells[0] + "<w:tcPr>".join(
            ["", *(f'<w:hMerge w:val="{"continue" if n else "restart"}"/>{cell}' for n, cell in enumerate(cells[1:]))]
        )
        reading = read(merged + "</w:tr>" + rest)

        assert reading.document.title == TITLE
        assert [two for _, two in found(reading)] == ["许可", "备案", "检查"]

    def test_rows_that_begin_further_right(self) -> None:
        text = word_table()
        start = text.rindex("<w:tr>")
        number = re.compile(r"<w:tc>.*?</w:tc>").search(text, start)
        assert number
        short = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + text[number.end() :]

        assert found(read(HEADING + text[:start] + short)) == NAMES

    def test_a_merge_that_goes_on_after_the_page_break(self) -> None:
        """The second table begins with a cell that continues one of the first."""
        first = word_table(table(ROWS[:1]), MERGES[:-1])
        second = word_table([["2", "", *ROWS[1][2:]], ROWS[2]], [])
        second = second.replace("<w:tcPr></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>", 2)
        reading = read(HEADING + first + second)

        assert found(reading) == NAMES
        assert "table_continued" in codes(reading)

    def test_a_table_split_with_its_header_repeated(self) -> None:
        parts = [word_table(table(ROWS[:2])), paragraph("（续表）"), word_table(table(ROWS[2:]), MERGES[:-1])]
        reading = read(HEADING + "".join(parts))

        assert found(reading) == NAMES
        assert {entry.domain for entry in entries_of(reading)} == {"elderly_care"}

    def test_wrappers_around_tables_rows_and_cells(self) -> None:
        row = (
            word_table()
            .replace("<w:tr>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tr>")
            .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
        )

        assert found(read(f"{HEADING}<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")) == NAMES

    def test_a_table_that_lays_out_the_page(self) -> None:
        cell = "<w:tc><w:tcPr/>{}<w:p/></w:tc>"
        outer = f"<w:tbl><w:tr>{cell.format(HEADING)}</w:tr><w:tr>{cell.format(word_table())}</w:tr></w:tbl>"
        reading = read(outer)

        assert found(reading) == NAMES
        assert reading.document.title == TITLE
        assert reading.where("/entries/0/level_two") == "table 2 row 3 col 3"

    def test_a_small_table_in_a_cell_is_its_text(self) -> None:
        small = "<w:tbl>" + "".join(
            f"<w:tr><w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr>" for text in ("1.申请材料", "2.办理流程")
        )
        entry = entries_of(read(HEADING + in_cell("1.申请材料；2.办理流程", f"{small}</w:tbl>")))[0]

        assert entry.content == ("申请材料", "办理流程")

    def test_strict_documents(self) -> None:
        """ISO 29500 strict has other namespaces and the same names."""
        parts = unpacked(county_document())
        for name, data in parts.items():
            parts[name] = data.replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")

        assert found(codec.loads(package(parts))) == NAMES

    def test_a_main_part_of_another_name(self) -> None:
        parts = unpacked(county_document())
        parts["word/document2.xml"] = parts.pop("word/document.xml")
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")

        assert found(codec.loads(package(parts))) == NAMES


class TestText:
    """What Word shows once all changes are accepted."""

    @pytest.mark.parametrize(
        ("xml", "text"),
        [
            ("<w:p><w:del><w:delText>甲</w:delText></w:del><w:ins><w:r><w:t>许可</w:t></w:r></w:ins></w:p>", "许可"),
            ("<w:p><w:moveFrom><w:t>甲</w:t></w:moveFrom><w:moveTo><w:t>许可</w:t></w:moveTo></w:p>", "许可"),
            ("<w:p><w:r><w:t>许</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>可</w:t></w:r></w:p>", "许可"),
            ("<w:p><w:hyperlink><w:r><w:t>许可</w:t></w:r></w:hyperlink></w:p>", "许可"),
            ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>许可</w:t></w:r></w:p>", "许可"),
            ("<w:p><w:r><w:t>许可</w:t><w:footnoteReference/></w:r></w:p>", "许可"),
            ("<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1许可</w:t></w:r></w:p>", "A-1许可"),
            ("<w:p><w:r><w:t>许</w:t><w:br/><w:t>可</w:t></w:r></w:p>", "许可"),
            ("<w:p><w:r><w:sym w:font='Symbol' w:char='x'/><w:sym w:char='D800'/><w:t>许可</w:t></w:r></w:p>", "许可"),
        ],
    )  # fmt: skip
    def test_runs(self, xml: str, text: str) -> None:
        assert found(read(HEADING + in_cell("许可", xml)))[0] == ("业务", text)

    def test_a_deleted_row_is_none(self) -> None:
        text = word_table()
        start = text.rindex("<w:tr>")
        deleted = text[:start] + "<w:tr><w:trPr><w:del/></w:trPr>" + text[start + len("<w:tr>") :]

        assert found(read(HEADING + deleted)) == NAMES[:2]

    @pytest.mark.parametrize(
        ("box", "obligation"),
        [
            ("<w:sym w:font='Wingdings' w:char='F0FE'/>", "chosen"),
            ("<w:sym w:font='Wingdings' w:char='F0A8'/>", "not_chosen"),
            ("<w:sym w:font='Wingdings 2' w:char='F052'/>", "chosen"),
            ("<w:sym w:font='Wingdings 2' w:char='00A3'/>", "not_chosen"),
            ("<w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>", "chosen"),
            ("<w:fldChar><w:checkBox><w:default w:val='0'/></w:checkBox></w:fldChar>", "not_chosen"),
        ],
    )  # fmt: skip
    def test_boxes(self, box: str, obligation: str) -> None:
        """Symbols of the Wingdings fonts and form fields."""
        xml = f"<w:p><w:r>{box}<w:t>政府网站</w:t></w:r></w:p>"
        entry = entries_of(read(HEADING + in_cell("■政府网站", xml)))[0]

        assert [(c.code, c.obligation) for c in entry.channels] == [("government_website", obligation)]

    def test_a_title_in_a_text_box_is_read_once(self) -> None:
        box = f"<w:txbxContent>{HEADING}</w:txbxContent>"
        both = (
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        document = read(f"<w:p><w:r>{both}</w:r></w:p>{word_table()}").document

        assert isinstance(document, Catalogue)
        assert (document.title, document.sections[0].remarks) == (TITLE, ())

    def test_the_fallback_of_what_holds_no_text(self) -> None:
        both = "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>许可</w:t></mc:Fallback></mc:AlternateContent>"
        empty = "<mc:AlternateContent/>"

        assert found(read(HEADING + in_cell("许可", f"<w:p><w:r>{empty}{both}</w:r></w:p>"))) == NAMES

    def test_a_table_in_a_text_box(self) -> None:
        box = f"<w:txbxContent>{paragraph('说明')}{word_table()}</w:txbxContent>"

        assert found(read(f"{HEADING}<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>")) == NAMES

    def test_text_beside_the_body_is_told(self) -> None:
        header = document_part(paragraph("内部资料"))
        reading = read(HEADING + word_table(), header1=header, footer1=document_part(paragraph("1")))

        (note,) = [note for note in reading.notes if note.code == "part_not_read"]
        assert (note.place, "内部资料" in note.message) == ("word/header1.xml", True)


class TestDefaults:
    """Text above a table that holds for all its rows."""

    def test_a_line_names_the_responsible_body_and_the_time_limit(self) -> None:
        line = "责任主体：县民政局    公开时限：信息形成之日起20个工作日内"
        reading = read(HEADING + paragraph(line) + word_table(WITHOUT_BODY, []))
        document = reading.document

        assert isinstance(document, Catalogue)
        assert {(e.responsible_body, e.time_limits[0].quantity) for e in document.entries} == {(("县民政局",), 20)}
        assert dict(document.sections[0].defaults) == {
            "责任主体": "县民政局",
            "公开时限": "信息形成之日起20个工作日内",
        }
        assert reading.where("/entries/2/responsible_body") == "paragraph 2"
        assert codes(reading).count("default_applied") == 2

    def test_a_column_comes_before_a_line(self) -> None:
        document = read(HEADING + paragraph("责任主体：县老龄办") + word_table()).document

        assert isinstance(document, Catalogue)
        assert document.entries[0].responsible_body == ("县民政局",)
        assert document.sections[0].remarks == ("责任主体：县老龄办",)

    def test_they_hold_for_the_rest_of_a_split_table(self) -> None:
        rows = WITHOUT_BODY
        reading = read(HEADING + paragraph("责任主体：县民政局") + word_table(rows[:4], []) + word_table(rows[4:], []))

        assert [entry.responsible_body for entry in entries_of(reading)] == [("县民政局",)] * 3


class TestRefused:
    """One clear line in Chinese and English, whatever the file."""

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"PK\x03\x04" + b"\0" * 40, "damaged"),
            (docx("<w:p>"), "damaged"),
            (docx("<w:p/>"), "no text"),
            (package({"word/styles.xml": b"<w/>"}), "no main document part"),
        ],
    )
    def test_unreadable(self, data: bytes, words: str) -> None:
        with pytest.raises(UnreadableError, match=words):
            codec.loads(data)

    @pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
    def test_truncated(self, share: float) -> None:
        data = county_document()

        with pytest.raises(UnreadableError):
            loads(data[: int(len(data) * share)], format="docx")

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
            (Limits(depth=1), "depth"),
        ],
    )
    def test_limits_are_named(self, limits: Limits, word: str) -> None:
        nested = in_cell("许可", f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('许可')}</w:tc></w:tr></w:tbl>")
        data = docx(nested + word_table(merges=[LEVEL_ONE]))

        with pytest.raises(LimitExceededError, match=rf"limit {word} exceeded"):
            codec.loads(data, limits=limits)

    def test_a_long_paragraph(self) -> None:
        with pytest.raises(LimitExceededError, match="limit text exceeded") as caught:
            codec.loads(docx(HEADING + paragraph("长" * 60)), limits=Limits(text=50))

        assert caught.value.problems[0].place == "paragraph 2"


class TestProgress:
    """A reader tells how far it is; what the listener raises ends the reading."""

    @pytest.mark.parametrize("make", [county_document], ids=["docx"])
    def test_told_at_the_end(self, make: Callable[[], bytes]) -> None:
        told: list[tuple[int, int]] = []
        loads(make(), progress=lambda done, total: told.append((done, total)))

        assert told == [(3, 3)]

    def test_told_on_the_way(self) -> None:
        told: list[tuple[int, int]] = []
        rows = [[str(n), "业务", f"许可{n}", *ROWS[0][3:]] for n in range(1, 1201)]
        loads(docx(HEADING + word_table(table(rows), MERGES[:-1])), progress=lambda *step: told.append(step))

        assert told == [(500, 1200), (1000, 1200), (1200, 1200)]

    def test_interrupted(self) -> None:
        def stop(*_: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            loads(county_document(), progress=stop)
