"""Tables as they come from many hands: cut labels, heads missing or unmerged, texts beside the table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from county_tables import LOWER, TITLE, UPPER, catalogue, entries_of, names, only, read, row
from gongkai_standard.catalogue import Audience, Catalogue, Entry
from gongkai_standard.codecs import loads, tabular, xlsx
from gongkai_standard.codecs.ods_spans import spans
from gongkai_standard.codecs.table.grid import Grid
from gongkai_standard.codecs.table.headings import Header
from gongkai_standard.codecs.table.vocabulary import Vocabulary
from gongkai_standard.errors import UnreadableError
from gongkai_standard.item_list import ItemList, SourceEntry

FLAT = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]


def without(character: str, *, upper: Sequence[str] = UPPER, lower: Sequence[str] = LOWER) -> list[list[str]]:
    """The header rows when every one of the character is lost."""
    return [[text.replace(character, "") for text in texts] for texts in (upper, lower)]


def only_entry(rows: Sequence[Sequence[str]]) -> Entry:
    """The one entry of a table."""
    (entry,) = catalogue([[TITLE], *map(list, rows)]).entries
    return entry


class TestLostCharacters:
    """One character deleted everywhere, as a site-wide replacement does."""

    @pytest.mark.parametrize("character", sorted(set("".join([*UPPER, *LOWER])) - set("()县乡")))
    def test_any_one(self, character: str) -> None:
        """No member is lost, whichever character is."""
        whole = only_entry([UPPER, LOWER, row("1", "业务", "许可")])

        assert only_entry([*without(character), row("1", "业务", "许可")]) == whole

    def test_elimination(self) -> None:
        """公开体 is left of 公开主体 or of 公开载体; it is the one that no other column is."""
        heads = ["公开体" if head == "公开主体" else head for head in FLAT]
        found = read([heads, ["1", "业务", "许可", "指南", "《甲法》", "长期", "县民政局", "政府网站"]])

        (entry,) = entries_of(found)
        assert entry.responsible_body == ("县民政局",)
        assert "heading_guessed" in {note.code for note in found.notes}

    def test_elimination_of_a_label_over_two_rows(self) -> None:
        """The same when 公开 stands above and 体 below."""
        upper = ["序号", "公开事项", "", "公开内容", "公开依据", "公开", "公开渠道和载体"]
        lower = ["", "一级事项", "二级事项", "", "", "体", ""]

        assert only_entry(
            [upper, lower, ["1", "业务", "许可", "指南", "《甲法》", "县民政局", "政府网站"]]
        ).responsible_body

    def test_options(self) -> None:
        """A cut label with two meanings is neither, but both are known."""
        words = Vocabulary([("公开主体", 1), ("公开载体", 2)])

        assert words.find("公开体") is None
        assert words.options("公开体") == (1, 2)
        assert words.options("别的") == ()


class TestHeadsMissing:
    """Header cells that are not merged, not there, or not whole."""

    def test_head_over_several_labels(self) -> None:
        """公开 printed once stands over 依据, 时限 and 主体."""
        upper = ["序号", "公开事项", "", "公开内容", "公开", "", "", "公开渠道"]
        lower = ["", "一级事项", "二级事项", "(要素)", "依据", "时限", "主体", "和载体"]
        entry = only_entry(
            [upper, lower, ["1", "业务", "许可", "指南", "《甲法》", "长期公开", "县民政局", "政府网站"]]
        )

        assert entry.responsible_body == ("县民政局",)
        assert entry.channels[0].code == "government_website"

    def test_two_subheads_one_of_them_cut(self) -> None:
        """级事项 beside 二级事项 is no entry."""
        upper = ["序号", "公开事项", "", "公开内容", "公开依据", "公开范围"]
        lower = ["", "级事项", "二级事项", "", "", ""]
        found = read([upper, lower, ["1", "业务", "许可", "指南", "《甲法》", "社会"]])

        assert names(entries_of(found)) == [("业务", "许可")]

    def test_a_row_of_values_is_no_header_row(self) -> None:
        """What stands under a whole label is a value, even where the other cells repeat sub-heads."""
        found = read([["序号", "事项名称", "公开内容", "公开对象", "公开方式"], ["", "许可", "指南", "全社会", "主动"]])

        assert [entry.level_two for entry in entries_of(found)] == ["许可"]

    def test_labels_printed_in_both_rows(self) -> None:
        """Merged cells that an export filled: a label below itself says nothing more."""
        lower = [low or up for low, up in zip(LOWER, UPPER, strict=True)]
        lower[3] = "（要素）"
        whole = only_entry([UPPER, LOWER, row("1", "业务", "许可")])

        assert only_entry([UPPER, lower, row("1", "业务", "许可")]) == whole

    def test_column_without_a_head(self) -> None:
        """Its words are kept in `extra`; running numbers are not."""
        (first, second) = catalogue(
            [["", *FLAT[1:], ""], ["1", "业务", "许可", *["x"] * 5, "另议"], ["二、", "业务", "备案", *["x"] * 5, ""]]
        ).entries

        assert first.extra == {"第9列": "另议"}
        assert second.extra == {}

    def test_two_item_columns_of_a_source_list(self) -> None:
        """A noun without item levels keeps what it has no member for."""
        header = Header(0, 0, (("公开事项",), ("职权名称",), ("公开事项",)))

        assert [c.meaning and c.meaning.member for c in header.columns(SourceEntry)] == [None, "name", None]


class TestNothingIsLost:
    """Texts beside the entries stay in the document."""

    def test_remark_in_an_item_column(self) -> None:
        """Below the last entry a lone text under level one names no block: it is a remark."""
        found = read([[TITLE], UPPER, LOWER, row("1", "业务", "许可"), only(1, "由县民政局负责解释")])

        assert isinstance(found.document, Catalogue)
        assert found.document.sections[0].remarks == ("由县民政局负责解释",)
        assert "text_unplaced" in {note.code for note in found.notes}
        assert found.locate()["/sections/0/remarks/0"] == "5:2"

    def test_text_under_a_merged_cell(self) -> None:
        """What a merged range hides is a remark of its table, or of the sheet."""
        table = [[TITLE, "甲"], UPPER, LOWER, row("1", "业务", "许可"), row("2", "监管", "检查")]
        found = read(table, [(0, 0, 0, 13), (3, 1, 4, 1)])

        assert isinstance(found.document, Catalogue)
        assert [section.remarks for section in found.document.sections] == [("监管",), ("甲",)]
        assert [note.code for note in found.notes].count("text_under_merge") == 1

    def test_text_beside_a_continued_table(self) -> None:
        """A stray text to the right keeps no entry out and is kept."""
        first = Grid(name="1", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可")])
        more = [row("2", "业务", "备案"), [*row("3", "监管", "检查"), "略"]]
        found = tabular.read([first, Grid(name="2", rows=more)])

        assert names(entries_of(found)) == [("业务", "许可"), ("业务", "备案"), ("监管", "检查")]
        assert entries_of(found)[-1].extra == {"第15列": "略"}

    def test_text_in_the_number_column(self) -> None:
        """Words where a row below an entry has its number are a remark; the row adds its content."""
        below = only(3, "3.收费标准")
        below[0] = "续上"
        found = read([[TITLE], UPPER, LOWER, row("1", "业务", "许可"), below])

        (entry,) = entries_of(found)
        assert entry.content[-1] == "收费标准"
        assert isinstance(found.document, Catalogue)
        assert found.document.sections[0].remarks == ("续上",)

    def test_beside_a_list(self) -> None:
        """A list has no remarks: it is told."""
        found = read(
            [
                ["事项名称", "一级分类", "权力类型", "责任部门"],
                ["许可", "业务", "行政许可", "民政局"],
                ["", "略", "", ""],
            ]
        )

        assert isinstance(found.document, ItemList)
        assert "text_unplaced" in {note.code for note in found.notes}


class TestAudience:
    """公开对象 in words."""

    @pytest.mark.parametrize(
        ("text", "audience"),
        [
            ("特定群体（纳税人）", Audience(code="specific_group", text="特定群体（纳税人）", description="纳税人")),
            ("特定群体：纳税人", Audience(code="specific_group", text="特定群体：纳税人", description="纳税人")),
            ("全社会", Audience(code="whole_society")),
            ("纳税人（含代理人）", Audience(text="纳税人（含代理人）")),
        ],
    )
    def test_group(self, text: str, audience: Audience) -> None:
        """The group may be named in brackets or after a colon."""
        (entry,) = catalogue([[*FLAT, "公开对象"], ["1", "业务", "许可", "x", "x", "x", "x", "政府网站", text]]).entries

        assert entry.audience == (audience,)


class TestSpansOfOds:
    """Merged cells of OpenDocument spreadsheets, which the parser of workbooks does not tell."""

    NAMESPACES = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def content(self, rows: str) -> bytes:
        """The part that holds one sheet."""
        return (
            f"<office:document-content {self.NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="甲">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        ).encode()

    def test_repeated_rows_and_cells_count(self) -> None:
        """A range begins where its cell stands in the sheet, not in the file."""
        content = self.content(
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="x">'
            '<table:table table:name="乙"><table:table-row><table:table-cell table:number-rows-spanned="9"/>'
            "</table:table-row></table:table></table:table-cell>"
            '<table:covered-table-cell/><table:table-cell table:number-columns-spanned="3"/></table:table-row>'
        )

        assert spans(content) == {"甲": ((3, 2, 4, 2), (3, 4, 3, 6))}

    def test_broken(self) -> None:
        """What is not well-formed is refused: the parser of workbooks may never end on it."""
        with pytest.raises(UnreadableError, match="damaged"):
            spans(b"<a")

    def test_workbook(self, tmp_path: Path) -> None:
        """A text spanning rows belongs to all of them."""
        head = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{label}</text:p></table:table-cell>'
            for label in FLAT
        )
        first = "".join(
            f'<table:table-cell office:value-type="string" table:number-rows-spanned="{2 if column < 2 else 1}">'
            f"<text:p>{text}</text:p></table:table-cell>"
            for column, text in enumerate(["1", "业务", "许可", "甲", "《甲法》", "长期", "县民政局", "政府网站"])
        )
        second = '<table:covered-table-cell table:number-columns-repeated="2"/>' + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in ["备案", "乙", "《乙法》", "长期", "县司法局", "政府网站"]
        )
        rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (head, first, second))
        file = tmp_path / "甲.ods"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", self.content(rows))
            archive.writestr(
                "META-INF/manifest.xml",
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            )

        found = xlsx.loads(file.read_bytes(), format="ods")
        assert names(entries_of(found)) == [("业务", "许可"), ("业务", "备案")]
        assert found.places["/entries/1/level_one"] == "甲!B2"


class TestGaps:
    """A cell far down makes no room for the rows between."""

    def test_places_and_ranges_across_a_gap(self) -> None:
        """Rows keep their numbers, merged ranges their cells."""
        buffer = io.BytesIO()
        workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
        sheet = workbook.add_worksheet("甲")
        sheet.write_row(2, 1, FLAT)
        sheet.write_row(5000, 1, ["1", "业务", "许可", "x", "x", "x", "县民政局", "政府网站"])
        sheet.write_row(5001, 1, ["2", "", "备案", "x", "x", "x", "县民政局", "政府网站"])
        sheet.merge_range(5000, 2, 5001, 2, "业务")
        sheet.merge_range(3000, 2, 3001, 2, "")
        workbook.close()
        found = xlsx.loads(buffer.getvalue())

        assert names(entries_of(found)) == [("业务", "许可"), ("业务", "备案")]
        assert found.places["/entries/1/level_two"] == "甲!D5002"
        assert found.places["/entries/1/level_one"] == "甲!C5001"


class TestSourceColumn:
    """事项来源: one column for the list that an item comes from."""

    def test_lists_and_other_words(self) -> None:
        """The name of a list is the source; other words are kept under their heading."""
        text = "序号,事项名称,权力类型,来源\n1,甲,行政许可,权力清单\n2,乙,行政许可,上级文件\n"
        items = loads(text.encode(), format="csv").document.items  # type: ignore[union-attr]
        assert [source.list for source in items[0].sources] == ["power_list"]
        assert (items[1].sources, items[1].extra) == ((), {"来源": "上级文件"})
