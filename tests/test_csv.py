"""CSV: encodings, separators, quoted line breaks, lines that stand around the table, marks that do not pair up."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_tables import LOWER, TITLE, UPPER, entries_of, names, row
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs import csv as codec
from gongkai_standard.codecs import loads
from gongkai_standard.codecs.charset import text_of
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.errors import LimitExceededError, UnreadableError
from table_files import NAMES, ROWS, csv_text, table

LINES = row("4", "监管", "公示", content="1.依据\n2.结果", channels="■政府网站\n□政府公报")
"""A row whose cells have line breaks."""


def read(text: str, encoding: str = "utf-8", limits: Limits = DEFAULT) -> Reading:
    """A file, read."""
    return codec.loads(text.encode(encoding), limits=limits)


def found(reading: Reading) -> list[tuple[str | None, str | None]]:
    """Level one and two of the entries."""
    return names(entries_of(reading))


def codes(reading: Reading) -> list[str]:
    """Codes of the notes."""
    return [note.code for note in reading.notes]


class TestRecords:
    """Places are record:column; a record of several lines counts once."""

    def test_places(self) -> None:
        reading = read(csv_text([[TITLE], *table([LINES, *ROWS])]))

        assert found(reading) == [("监管", "公示"), *NAMES]
        assert entries_of(reading)[0].content == ("依据", "结果")
        assert reading.where("/entries/0/content") == "4:4"
        assert reading.where("/entries/1/level_two") == "5:3"
        assert reading.where("/title") == "1:1"

    def test_cells_that_were_merged_are_blank(self) -> None:
        rows = [[*texts] for texts in ROWS]
        rows[1][1] = ""

        assert found(read(csv_text([[TITLE], *table(rows)]))) == NAMES

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("ends", ["\r\n", "\n"])
    def test_separators_and_line_ends(self, separator: str, ends: str) -> None:
        text = csv_text([[TITLE], *table([LINES])], separator=separator).replace("\r\n", ends)

        assert found(read(text)) == [("监管", "公示")]

    def test_a_declared_separator(self) -> None:
        reading = read("sep=;\r\n" + csv_text(separator=";"))

        assert found(reading) == NAMES
        assert reading.where("/title") == "2:1"

    def test_lines_around_the_table(self) -> None:
        around = [["导出时间：2024-01-01"], ["填报单位：青禾县民政局"], []]
        document = read(csv_text([*around, [TITLE], *table(), ["注：本目录自发布之日起施行。"]])).document

        assert isinstance(document, Catalogue)
        assert names(document.entries) == NAMES
        assert document.publisher
        assert document.publisher.name == "青禾县民政局"
        assert "注：本目录自发布之日起施行。" in document.sections[0].remarks

    def test_texts_written_as_formulas(self) -> None:
        """By which exports keep leading zeros; a formula is left as it is."""
        head = [[*UPPER, "咨询电话", "备注"], [*LOWER, "", ""]]
        reading = read(csv_text([[TITLE], *head, [*ROWS[0], '="0399-5553310"', '=A1&"x"']]))

        assert entries_of(reading)[0].extra == {"咨询电话": "0399-5553310", "备注": '=A1&"x"'}

    @given(st.lists(st.text(alphabet='甲乙1 ,;"\t\n', max_size=6), min_size=3, max_size=3))
    def test_any_text_comes_back(self, texts: list[str]) -> None:
        """What the standard library writes is read with the same cells, white space at their ends aside."""
        head = ["一级事项", "二级事项", "公开内容", "公开依据", "甲列", "乙列", "丙列"]
        rows = [head, ["业务", "许可", "依据", "《某某条例》", *texts]]
        kept = {name: text.strip() for name, text in zip(head[4:], texts, strict=True) if text.strip()}

        assert dict(entries_of(read(csv_text(rows)))[0].extra) == kept


class TestQuotationMarks:
    """A mark without its other half is a character, not the end of the file."""

    def test_in_the_middle_of_a_text(self) -> None:
        assert found(read(csv_text().replace("备案", '备"案')))[1] == ("业务", '备"案')

    @pytest.mark.parametrize("rest", ["", "后"])
    def test_before_a_text(self, rest: str) -> None:
        """The rows after it are read, the cells with line breaks among them."""
        text = csv_text([[TITLE], *table([*ROWS, LINES])]).replace("许可", f'"许可{rest}')
        reading = read(text)

        assert found(reading) == [("业务", f'"许可{rest}'), *NAMES[1:], ("监管", "公示")]
        (note,) = [note for note in reading.notes if note.code == "quotation_repaired"]
        assert (note.place, note.level) == ("4:1", "warning")

    def test_where_no_width_helps_the_line_is_taken_as_it_is(self) -> None:
        text = csv_text().replace("许可", '"许可,又一列')

        assert entries_of(read(text))[-1].level_two == "检查"

    def test_too_many(self) -> None:
        with pytest.raises(UnreadableError, match="do not pair up"):
            read(csv_text() + '"a"b\r\n' * 500)

    def test_a_file_that_never_closes_a_long_text(self) -> None:
        """The parser gives up after 128 KiB; the line is mended all the same."""
        reading = read(csv_text([[TITLE], *table(ROWS[:2])]) + '"' + "长,\r\n" * 60_000)

        assert found(reading)[:2] == NAMES[:2]


class TestEncodings:
    """UTF-8 with and without mark, UTF-16, GB18030; guesses and damage are told."""

    @pytest.mark.parametrize(
        ("encoding", "note"),
        [
            ("utf-8", None),
            ("utf-8-sig", None),
            ("utf-16", None),
            ("utf-16-le", "encoding_guessed"),
            ("utf-16-be", "encoding_guessed"),
            ("gb18030", "encoding_guessed"),
        ],
    )
    def test_found(self, encoding: str, note: str | None) -> None:
        reading = read(csv_text(), encoding)

        assert found(reading) == NAMES
        assert [code for code in codes(reading) if code.startswith("encoding")] == ([note] if note else [])

    def test_plain_ascii_needs_no_guess(self) -> None:
        notes = Notes()

        assert text_of(b"a,b\r\n", DEFAULT, notes) == "a,b\r\n"
        assert not list(notes)

    @pytest.mark.parametrize(("most", "pasted"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
    def test_lines_pasted_from_a_file_in_another_encoding(self, most: str, pasted: str) -> None:
        lines = [line.encode(pasted if "备案" in line else most) for line in csv_text().splitlines(keepends=True)]
        reading = codec.loads(b"".join(lines))

        assert found(reading) == NAMES
        assert "encoding_mixed" in codes(reading)

    def test_a_damaged_character_is_told_with_its_line(self) -> None:
        data = csv_text().encode().replace("备案".encode(), "备案".encode()[:-1])
        reading = codec.loads(data)

        (note,) = [note for note in reading.notes if note.code == "bytes_unreadable"]
        assert note.place == "5:1"
        assert found(reading)[1] == ("业务", "备\ufffd")

    def test_utf16_that_breaks_off(self) -> None:
        reading = codec.loads(csv_text().encode("utf-16")[:-3])

        assert found(reading) == NAMES
        assert "bytes_unreadable" in codes(reading)

    def test_what_is_no_text_is_refused_with_the_lines(self) -> None:
        with pytest.raises(UnreadableError, match="bytes that are not") as caught:
            codec.loads(b"".join(b"%d,\xff\xff\xff\r\n" % n for n in range(300)), limits=Limits(findings=7))

        assert len(caught.value.problems) == 8
        assert "limit findings: 7" in caught.value.problems[-1].message_en

    def test_characters_of_the_supplementary_planes(self) -> None:
        assert found(read(csv_text().replace("许可", "𠮷许可"), "gb18030"))[0] == ("业务", "𠮷许可")


class TestRefused:
    """Empty, or beyond the limits."""

    @pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\r\n", b" \n"])
    def test_empty(self, data: bytes) -> None:
        with pytest.raises(UnreadableError, match="empty"):
            codec.loads(data)

    @pytest.mark.parametrize(
        ("limits", "word", "place"),
        [
            (Limits(size=100), "size", ""),
            (Limits(rows=3), "rows", "4:1"),
            (Limits(columns=5), "columns", "1:1"),
            (Limits(cells=20), "cells", "2:1"),
            (Limits(text=10), "text", "1:1"),
        ],
    )
    def test_limits_are_named(self, limits: Limits, word: str, place: str) -> None:
        with pytest.raises(LimitExceededError, match=rf"limit {word} exceeded") as caught:
            read(csv_text(), limits=limits)

        assert caught.value.problems[0].place == place

    def test_a_cell_longer_than_the_parser_takes(self) -> None:
        with pytest.raises(LimitExceededError, match="limit text exceeded") as caught:
            read(csv_text() + "长" * (csv.field_size_limit() + 1))

        assert caught.value.problems[0].place == "7:1"


class TestByContent:
    """Tables of texts without a name, or under another one."""

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
    def test_without_a_name(self, encoding: str) -> None:
        assert loads(csv_text().encode(encoding)).format == "csv"

    def test_named_xls(self) -> None:
        reading = loads(csv_text(separator="\t").encode("gb18030"), format="xls")

        assert (reading.format, found(reading)) == ("csv", NAMES)

    def test_as_the_standard_library_reads_it(self) -> None:
        """Records are those of the parser, whatever the line ends inside them."""
        rows = list(csv.reader(io.StringIO(csv_text(), newline="")))

        assert rows[3] == ROWS[0]
