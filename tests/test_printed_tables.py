"""Documents as printed tables: the official layouts and what stands in them. Sources: notice 三; 国办发〔2019〕54号."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gongkai_standard as gk
from gongkai_standard.catalogue import Audience
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.layout.build import Style, tables
from gongkai_standard.codecs.layout.csvw import metadata
from gongkai_standard.codecs.layout.layouts import LAYOUTS, layout_named
from gongkai_standard.codecs.layout.table import PrintTable
from gongkai_standard.codecs.table import elements
from gongkai_standard.compendium import Compendium
from gongkai_standard.errors import LimitExceededError, UnknownFormatError, UnknownNameError
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.time_limit import TimeLimit
from printed_samples import CATALOGUE, ENTRY, ITEMS, LEDGER, NATIONAL, PLAIN, SOURCES

FORMATS = ("xlsx", "csv", "html", "docx")
ELEMENTS = "公开内容(要素) 公开依据 公开时限 公开主体 公开渠道和载体 全社会 特定群体 主动 依申请"
PRINTED = {
    "county-14": f"序号 一级事项 二级事项 {ELEMENTS} 县级 乡级",
    "county-12": f"序号 一级事项 二级事项 {ELEMENTS}",
    "township-13": f"序号 一级事项 二级事项 {ELEMENTS} 乡级",
    "three-level": f"序号 一级事项 二级事项 三级事项 {ELEMENTS} 市级 县级 乡级",
    "list-2017": "序号 事项名称 内容要求 公开主体 时限 公开方式",
    "notice-catalogue": "序号 事项名称 五公开类别 公开环节 公开内容 责任主体 规定时限 公开方式 公开程度",
    "notice-list": "序号 领域 一级分类 二级分类 事项名称 权力类型 责任部门 来源清单 清单编号",
    "source-list": "序号 清单编号 事项名称 权力类型 责任部门",
}
"""Layout → its columns as they are published."""


def only(document: Any, **options: Any) -> PrintTable:
    """The only table of a document."""
    (table,) = tables(document, style=Style(), **options)
    return table


def headings(table: PrintTable) -> list[str]:
    """The lowest heading of every column."""
    return [column.heading.rpartition(">")[2] for column in table.columns]


class TestLayouts:
    """County, township, notice: each text of the standard has its table."""

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_columns(self, name: str) -> None:
        """Headings made of the model's words are those of the published tables."""
        layout = LAYOUTS[name]
        assert " ".join(slot.heading(layout.noun) for slot in layout.slots) == PRINTED[name]

    @pytest.mark.parametrize(
        ("document", "name"),
        [
            (LEDGER, "notice-catalogue"),
            (gk.Catalogue(), "notice-catalogue"),
            (NATIONAL, "county-14"),
            (attrs.evolve(NATIONAL, publisher=gk.Publisher(level="township")), "township-13"),
            (ITEMS, "notice-list"),
            (SOURCES, "source-list"),
        ],
    )
    def test_usual(self, document: Any, name: str) -> None:
        """Profile, kind and level of the publisher decide which one is printed."""
        official = PRINTED[name].split()
        assert [heading for heading in headings(only(document)) if heading in official] == official

    def test_named(self) -> None:
        """Any layout may be asked for; one that there is not lists those there are."""
        assert headings(only(NATIONAL, layout="county-12"))[:12] == PRINTED["county-12"].split()
        with pytest.raises(UnknownNameError, match="county-14"):
            layout_named("county-99")

    @pytest.mark.parametrize("name", ["notice-list", "source-list"])
    def test_layout_of_another_kind(self, name: str) -> None:
        """A layout for other rows is refused."""
        with pytest.raises(UnknownNameError, match=name):
            only(NATIONAL, layout=name)

    def test_no_table(self) -> None:
        """What is no table is not written as one."""
        for document in (Compendium(), gk.read):
            with pytest.raises((UnknownFormatError, AttributeError)):
                tables(document, style=Style())


class TestColumns:
    """What rows hold beyond the layout stands in columns after it, but names and groups stay together."""

    def test_official_only(self) -> None:
        """A table whose rows hold nothing else has the official columns and no more."""
        assert headings(only(NATIONAL)) == PRINTED["county-14"].split()

    def test_group_grows(self) -> None:
        """A level that the layout does not have joins the group of levels."""
        entry = attrs.evolve(NATIONAL.entries[0], levels=("county", "village"), mode=("not_disclosed",))
        found = headings(only(attrs.evolve(NATIONAL, entries=(entry,))))
        assert found[10:] == ["主动", "依申请", "不予公开", "县级", "乡级", "村级"]
        city = attrs.evolve(entry, levels=("prefectural", "township"))
        assert headings(only(attrs.evolve(NATIONAL, entries=(city,))))[13:] == ["市级", "县级", "乡级"]

    @pytest.mark.parametrize("name", [name for name, layout in LAYOUTS.items() if layout.noun is gk.Entry])
    def test_names_stand_together(self, name: str) -> None:
        """A level of names that the layout does not have stands before what it holds, under the one head 公开事项."""
        entry = attrs.evolve(NATIONAL.entries[0], level_three="备案")
        table = only(attrs.evolve(NATIONAL, entries=(entry,)), layout=name)
        assert [column.member for column in table.columns][:4] == ["number", "level_one", "level_two", "level_three"]
        assert table.head[0].count("公开事项") <= 1

    def test_further_members(self) -> None:
        """Members without a column in the layout follow under their own words, extra columns, then ids."""
        found = headings(only(attrs.evolve(CATALOGUE, entries=(ENTRY,)), ids=True))
        more = "公开依据 公开属性 公开对象 公开层级 说明 咨询电话 统一编号 条目编号 事项编号"
        assert found[:3] == ["序号", "一级事项", "事项名称"]
        assert found[10:] == more.split()

    def test_headings_no_table_can_bear(self) -> None:
        """A heading that would make the header unreadable is not printed; its text is kept all the same."""
        extra = {"12": "a", "": "b", "第一行\n第二行": "c", "长" * 60: "d", "联系人": "e"}
        document = attrs.evolve(NATIONAL, entries=(attrs.evolve(NATIONAL.entries[0], extra=extra),))
        assert headings(only(document))[14:] == ["联系人"]
        assert gk.loads(gk.dumps(document, format="csv"), format="csv").document == document


class TestRows:
    """What the cells say."""

    def test_two_header_rows(self) -> None:
        """公开事项, 公开对象, 公开方式, 公开层级 stand over their columns, other heads are merged downwards."""
        table = only(NATIONAL)
        assert [text for text in table.head[0] if text][:3] == ["序号", "公开事项", "公开内容(要素)"]
        assert (0, 1, 0, 2) in table.head_merges
        assert (0, 0, 1, 0) in table.head_merges
        assert table.head[0][12] == "公开层级"

    def test_level_one_merged(self) -> None:
        """Equal names of level one are one cell; rows are numbered."""
        table = only(NATIONAL)
        assert table.merges == [(0, 1, 2, 1)]
        assert [row[0] for row in table.rows] == ["1", "2", "3"]
        assert [row[1] for row in table.rows] == ["养老服务业务办理", "", ""]

    def test_boxes_and_ticks(self) -> None:
        """Channels are boxes, audiences and levels ticks; a group stands in place of its tick."""
        row = only(NATIONAL).rows[0]
        assert row[7] == "■政府网站\n□社区/企事业单位/村公示栏(电子屏)"
        assert row[8:] == ["", "养老机构", "√", "", "√", ""]

    def test_legend(self) -> None:
        """Required and optional channels are told by a legend in the heading."""
        channels = (
            Channel(code="government_website", obligation="required"),
            Channel(code="other", obligation="optional"),
        )
        document = attrs.evolve(NATIONAL, entries=(attrs.evolve(NATIONAL.entries[0], channels=channels),))
        table = only(document)
        assert table.columns[7].heading == "公开渠道和载体（“■”表示必选项，“□”表示可选项）"
        assert table.rows[0][7] == "■政府网站\n□其他"

    def test_made_of_parts(self) -> None:
        """Citations and terms without a wording are put together from their parts."""
        entry = gk.Entry(
            basis=(
                LegalBasis(title="政府信息公开条例", number="国务院令第711号", article="第二十条"),
                LegalBasis(number="甲"),
            ),
            time_limits=(
                TimeLimit(kind="within", trigger="formed_or_changed", quantity=20, unit="working_day"),
                TimeLimit(kind="within", quantity=7, unit="month", before=True),
                TimeLimit(kind="long_term", applies_to="指南"),
                TimeLimit(date="--01-31"),
            ),
        )
        table = only(attrs.evolve(NATIONAL, entries=(entry,)))
        assert table.rows[0][4] == "《政府信息公开条例》（国务院令第711号）第二十条\n甲"
        assert table.rows[0][5] == "信息形成或者变更之日起20个工作日内\n7个月前\n指南长期\n--01-31"

    def test_content(self) -> None:
        """Elements stand one to a line, numbered where the lines alone would be cut."""
        entries = (gk.Entry(content=("甲", "乙")), gk.Entry(content=("甲；乙", "丙")))
        table = only(attrs.evolve(NATIONAL, entries=entries))
        assert [row[3] for row in table.rows] == ["甲\n乙", "1.甲；乙\n2.丙"]

    def test_blanks(self) -> None:
        """A blank that a reader would fill from above says that it is one."""
        entries = (NATIONAL.entries[0], attrs.evolve(NATIONAL.entries[0], basis=(), level_two=None))
        table = only(attrs.evolve(NATIONAL, entries=entries))
        assert table.rows[1][2] == "（空白）"
        assert table.rows[1][4] == "（空白）"

    def test_figures_only(self) -> None:
        """A row of figures is not taken for one that numbers the columns."""
        entry = gk.Entry(level_one="1", level_two="2", content=("3",), basis=(LegalBasis(text="4"),))
        document = attrs.evolve(NATIONAL, entries=(entry,))
        assert len(gk.loads(gk.dumps(document, format="csv"), format="csv").document.entries) == 1  # type: ignore[union-attr]

    def test_words(self) -> None:
        """Where there are no columns for ticks, codes stand in words."""
        entry = attrs.evolve(PLAIN, audience=(Audience(code="whole_society"), Audience(text="纳税人")))
        row = only(attrs.evolve(CATALOGUE, entries=(entry,), not_applicable=(), sections=())).rows[0]
        assert row[10:] == [
            "《养老机构管理办法》(民政部令第66号)",
            "主动公开",
            "全社会、纳税人",
            "县级",
        ]


class TestLines:
    """Title, statements, remarks."""

    def test_lead(self) -> None:
        """Title, then who publishes which edition."""
        table = only(attrs.evolve(LEDGER, sections=()))
        assert table.lead == (
            "养老服务领域基层政务公开标准目录",
            "公开单位：洛阳市洛龙区 行政区划代码：410311 版本号：2018.1",
        )

    def test_gaps(self) -> None:
        """What does not apply is told under the table."""
        assert only(LEDGER).remarks == (
            "注:试行",
            "注：不适用说明：领域 养老服务，公开环节 裁量基准，不适用理由 无行政处罚事项",
        )

    def test_domains_apart(self) -> None:
        """Each domain has its table, numbered, on a sheet of its own; CSV keeps one table with a column for them."""
        entries = tuple(attrs.evolve(PLAIN, domain=domain) for domain in ("elderly_care", "health", "x-local:a"))
        document = attrs.evolve(CATALOGUE, entries=entries, sections=())
        found = tables(document, style=Style())
        assert [table.title for table in found] == ["（一）养老服务领域", "（二）医疗卫生领域", "（三）x-local:a领域"]
        assert [table.name for table in found] == ["养老服务", "医疗卫生", "x-locala"]
        assert found[0].above == ("养老服务领域基层政务公开标准目录",)
        (one,) = tables(document, style=Style(one_table=True, sheets=False))
        assert "领域" in headings(one)

    def test_sections_keep_their_titles(self) -> None:
        """Sections that stand for the domains head their tables, with their remarks."""
        entries = tuple(attrs.evolve(PLAIN, domain=domain) for domain in ("elderly_care", "health"))
        sections = tuple(
            attrs.evolve(CATALOGUE.sections[0], title=title, domain=entry.domain, remarks=(title,))
            for title, entry in zip(("甲养老服务领域目录", "乙医疗卫生领域目录"), entries, strict=True)
        )
        found = tables(attrs.evolve(CATALOGUE, entries=entries, sections=sections), style=Style())
        assert [table.title for table in found] == ["甲养老服务领域目录", "乙医疗卫生领域目录"]
        assert found[0].remarks == ("甲养老服务领域目录",)

    def test_same_names(self) -> None:
        """No two sheets bear one name."""
        compendium = Compendium(source_lists=(SOURCES, SOURCES, attrs.evolve(SOURCES, title="权力:清单/[1]")))
        assert [table.name for table in tables(compendium, style=Style())] == ["来源清单", "来源清单(2)", "权力清单1"]


class TestWorkbook:
    """A4 across, header rows repeated, codes as text."""

    def test_page(self) -> None:
        """Landscape A4, one page wide, the header rows on every page, ids off the paper."""
        sheet = openpyxl.load_workbook(io.BytesIO(gk.dumps(LEDGER, format="xlsx"))).worksheets[0]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.print_area.endswith("$S$10")
        assert sheet.cell(4, 20).value == "条目编号"
        assert sheet.freeze_panes == "A5"

    def test_texts(self) -> None:
        """Every cell is a text; no formula, no link, no number."""
        book = openpyxl.load_workbook(io.BytesIO(gk.dumps(LEDGER, format="xlsx")))
        assert {type(cell.value) for row in book.worksheets[0] for cell in row} == {str, type(None)}
        assert "001141142400587786" in [cell.value for cell in book.worksheets[0][5]]
        assert {cell.data_type for row in book.worksheets[0] for cell in row if cell.value} == {"s"}

    def test_imprint_is_hidden(self) -> None:
        """What only programs need is in a hidden sheet."""
        book = openpyxl.load_workbook(io.BytesIO(gk.dumps(LEDGER, format="xlsx")))
        assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden"]

    def test_too_long_for_a_cell(self) -> None:
        """A text that no cell holds is refused by the name of the limit, not cut."""
        entry = attrs.evolve(PLAIN, note="长" * 33_000)
        with pytest.raises(LimitExceededError, match="32767"):
            gk.dumps(attrs.evolve(NATIONAL, entries=(entry,)), format="xlsx")


class TestPage:
    """A page that stands alone."""

    def test_escaped(self) -> None:
        """Nothing in a document becomes markup."""
        entry = attrs.evolve(PLAIN, note="<script>alert(1)</script>\n&amp;")
        page = gk.dumps(attrs.evolve(NATIONAL, title="<b>", entries=(entry,)), format="html").decode()
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp;amp;" in page
        assert "<title>&lt;b&gt;</title>" in page

    def test_accessible(self) -> None:
        """Language, heading, and header cells that say what they head."""
        page = gk.dumps(NATIONAL, format="html").decode()
        assert '<html lang="zh-CN">' in page
        assert '<h1 id="heading">养老服务领域基层政务公开标准目录</h1>' in page
        assert '<table aria-labelledby="heading">' in page
        assert page.count('scope="row"') == 3
        assert page.count('scope="colgroup"') == 5
        assert not re.search(r"(?:src|href)=", page)

    def test_several_tables(self) -> None:
        """Tables of several domains are each named."""
        entries = tuple(attrs.evolve(PLAIN, domain=domain) for domain in ("elderly_care", "health"))
        page = gk.dumps(attrs.evolve(CATALOGUE, entries=entries), format="html").decode()
        assert 'aria-label="（一）养老服务领域"' in page


class TestWord:
    """A4 across, header rows repeated, level one merged downwards."""

    def test_markup(self) -> None:
        """What Word is told."""
        data = gk.dumps(NATIONAL, format="docx")
        body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        assert 'w:orient="landscape"' in body
        assert body.count("<w:tblHeader/>") == 2
        assert '<w:vMerge w:val="restart"/>' in body
        assert '<w:gridSpan w:val="2"/>' in body


class TestCsvw:
    """CSV on the web: what the columns of a CSV file are."""

    def test_metadata(self) -> None:
        """Titles in both languages, the rows that are not data, the code list of a column."""
        tree = json.loads(metadata(NATIONAL, url="目录.csv"))
        assert tree["url"] == "目录.csv"
        assert tree["dialect"] == {"encoding": "utf-8", "skipRows": 2, "headerRowCount": 1, "commentPrefix": "gongkai:"}
        columns = tree["tableSchema"]["columns"]
        assert columns[4] == {
            "name": "basis",
            "titles": {"zh": ["公开依据"], "en": ["legal basis"]},
            "datatype": "string",
        }
        assert columns[0]["datatype"] == "integer"
        assert len({column["name"] for column in columns}) == len(columns)

    def test_fits_the_file(self) -> None:
        """The header stands where the metadata says, with a byte order mark for Excel."""
        data = gk.dumps(NATIONAL, format="csv")
        assert data.startswith(b"\xef\xbb\xbf")
        lines = data.decode("utf-8-sig").split("\r\n")
        titles = [
            column["titles"]["zh"][0] for column in json.loads(metadata(NATIONAL, url="a"))["tableSchema"]["columns"]
        ]
        assert lines[2].split(",") == titles
        assert gk.dumps(NATIONAL, format="csv", bom=False).startswith("养老".encode())


class TestShortWays:
    """What is quick gives what is thorough."""

    @given(st.text(st.sampled_from("一甲乙文名、（）()《》“”\n 1.；;●A三"), max_size=12))
    @settings(max_examples=300)
    def test_regular_lines(self, text: str) -> None:
        """Lines without anything that marks or separates are read as the grammar reads them."""
        quick = elements.split(text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(elements, "_REGULAR", re.compile("(?!)"))
            assert elements.split(text) == quick


def test_kinds_of_lists() -> None:
    """Lists read back as what they are even where their columns do not tell."""
    for document in (SourceList(), ItemList(), gk.Catalogue()):
        assert gk.loads(gk.dumps(document, format="xlsx"), format="xlsx").document == document
