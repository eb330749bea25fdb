"""Tables as counties publish them, to documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_tables import HEADER_MERGES, LOWER, TITLE, UPPER, catalogue, entries, entries_of, names, only, read, row
from gongkai_standard.catalogue import Audience, Catalogue, Section
from gongkai_standard.channel import Channel
from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.table.elements import name, split
from gongkai_standard.codecs.table.grid import Grid, Line, plain
from gongkai_standard.codecs.table.marks import boxes, is_ditto, ticked
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.titles import day, domain_in, edition_in, is_title, publisher_in, statements
from gongkai_standard.codecs.tabular import Tabular
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.item_list import Exemption, ItemList, SourceList, SourceReference
from gongkai_standard.publisher import Publisher


def codes(found: Tabular) -> set[str]:
    """The codes of all notes."""
    return {note.code for note in found.notes}


def flat(heads: Sequence[str], *rows: Sequence[str], title: str = TITLE) -> Catalogue:
    """A table with one header row."""
    return catalogue([[title], list(heads), *map(list, rows)])


class TestElements:
    """公开内容: numbered, with bullets, with ；, or a line each."""

    @pytest.mark.parametrize(
        ("text", "elements"),
        [
            ("1.文号；\n2.发文部门；\n3.咨询电话。", ["文号", "发文部门", "咨询电话"]),
            ("1、名称2、地址 3、数量", ["名称", "地址", "数量"]),
            ("1.2024年第1.5期 2.甲", ["2024年第1.5期", "甲"]),
            ("①名称②地址", ["名称", "地址"]),
            ("（1）名称（2）地址", ["名称", "地址"]),
            ("一、名称\n二、地址\n十一、不是", ["名称", "地址\n十一、不是".replace("\n", "")]),
            ("（一）名称；（二）地址", ["名称", "地址"]),
            ("1.甲\n2.乙\n1.丙", ["甲", "乙", "丙"]),
            ("●名称\n●地址", ["名称", "地址"]),
            ("名称；地址;数量。", ["名称", "地址", "数量"]),
            ("对象名单\n所在村（社\n区）\n金额", ["对象名单", "所在村（社区）", "金额"]),
            ("名称、地址、数量", ["名称、地址、数量"]),
            ("姓名 职务", ["姓名职务"]),
            ("GIS data", ["GIS data"]),
            ("- 名称\n- 地址", ["名称", "地址"]),
            ("", []),
        ],
    )
    def test_split(self, text: str, elements: list[str]) -> None:
        """Each element without its mark and without the separator after it."""
        assert list(split(text)) == elements

    def test_meant_bullets_stay(self) -> None:
        """Where a legend gives the bullets a meaning they are kept."""
        assert split("●名称\n〇地址", marked=True) == ("●名称", "〇地址")

    @pytest.mark.parametrize(
        ("text", "words", "number"),
        [
            ("1.就业信息 服务", "就业信息服务", "1."),
            ("1.1岗位信息\n发布", "岗位信息发布", "1.1"),
            ("（一）登记", "登记", "（一）"),
            ("12345热线", "12345热线", ""),
            ("2024年预算", "2024年预算", ""),
            ("1.", "1.", ""),
            ("许可", "许可", ""),
        ],
    )
    def test_names(self, text: str, words: str, number: str) -> None:
        """Numbers glued to names are not part of them; numbers that begin a name are."""
        assert name(text) == (words, number)


class TestMarks:
    """√ only; ■/□ and what is left of Wingdings boxes; 同上."""

    @pytest.mark.parametrize("text", ["√", "✓", "■", "☑", "R", "þ", "\uf0fe", " √ ", "√√", "是"])
    def test_ticked(self, text: str) -> None:
        """A tick, whatever the font."""
        assert ticked(text) is True

    @pytest.mark.parametrize("text", ["", "□", "£", "口", "×", "—", "/", "否", "无"])
    def test_not_ticked(self, text: str) -> None:
        """A blank, an empty box, a stroke."""
        assert ticked(text) is False

    def test_words(self) -> None:
        """Other words are no mark."""
        assert ticked("项目单位") is None

    def test_boxes(self) -> None:
        """Each word with its box; words before the first box are chosen."""
        assert boxes("■决策\n□执行") == (("决策", True), ("执行", False))
        assert boxes("网站 口其他") == (("网站", True), ("其他", False))
        assert boxes("户口登记") == (("户", True), ("登记", False)) or boxes("户口登记") == ()
        assert boxes("网站") == ()

    @pytest.mark.parametrize("text", ["同上", "同上。", "〃", "同 上"])
    def test_ditto(self, text: str) -> None:
        """同上 and its signs."""
        assert is_ditto(text)
        assert not is_ditto("同上级")


class TestTitles:
    """Titles name the domain and the publisher; a line may state who filled the table in, and when."""

    @pytest.mark.parametrize(
        ("text", "domain"),
        [
            ("青禾县养老服务领域基层政务公开标准目录", "elderly_care"),
            ("（一）重大建设项目领域基层政务公开标准目录", "major_projects"),
            ("05卫生健康", "health"),
            ("1.就业", "employment"),
            ("青禾县社会救助基层政务公开标准目录", "social_assistance"),
            ("共文化服务领域政务开目录", "public_culture"),
            ("青禾县发展和改革局主动公开基本目录", None),
            ("外星事务领域目录", None),
            ("Sheet1", None),
        ],
    )
    def test_domains(self, text: str, domain: str | None) -> None:
        """What stands before 领域, or a long name of a domain anywhere."""
        assert domain_in(text) == domain

    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("青禾县公安局户籍管理领域基层政务公开标准目录", "青禾县公安局"),
            ("白鹭区城市综合执法领域政务公开事项标准目录", "白鹭区"),
            ("石桥街道办事处基层政务公开事项标准目录", "石桥街道办事处"),
            ("青禾县发展和改革局主动公开基本目录", "青禾县发展和改革局"),
            ("云江市外星事务领域目录", "云江市"),
            ("医疗保障领域政务公开标准目录", None),
        ],
    )
    def test_publishers(self, text: str, unit: str | None) -> None:
        """What stands before the domain or the subject, if it ends as a unit."""
        assert publisher_in(text) == unit

    def test_statements(self) -> None:
        """Label and value pairs with the words of publisher and edition."""
        said = statements("填报单位（盖章）：青禾县民政局  填报日期：2021年3月5日")

        assert statements("编制单位：青禾县\n其他")[Publisher, "name"] == "青禾县"
        assert said == {(Publisher, "name"): "青禾县民政局", (Edition, "issued"): "2021年3月5日"}

    def test_editions(self) -> None:
        """A year in brackets is the edition of the title."""
        assert edition_in("目录(2024版)") == "2024版"
        assert edition_in("目录（2023 年）") == "2023年"
        assert edition_in("2019年工作目录") is None

    def test_days(self) -> None:
        """Chinese, dotted or ISO; no day that does not exist."""
        assert day("2021年3月5日") == day("2021.3.5") == day("2021-03-05") == date(2021, 3, 5)
        assert day("2021年13月5日") is None

    @pytest.mark.parametrize("text", ["注：目录从略", "目录。", "办理流程", "长" * 80 + "目录"])
    def test_no_titles(self, text: str) -> None:
        """Remarks, sentences and other words are no titles."""
        assert not is_title(text)


class TestHead:
    """Title rows, 填报单位 rows and stray lines may stand above."""

    def test_title_publisher_and_edition(self) -> None:
        """The unit that filled in the table comes before the one in the title; all lines are kept."""
        found = catalogue(
            [
                ["青禾县社会救助领域基层政务公开标准目录"],
                ["填报单位：青禾县民政局", "", "填报日期：2021年3月5日"],
                ["白鹭区养老服务领域基层政务公开标准目录(2024版)"],
                UPPER,
                LOWER,
                row("1", "业务", "许可"),
            ]
        )

        assert found.title == "白鹭区养老服务领域基层政务公开标准目录(2024版)"
        assert found.publisher == Publisher(name="青禾县民政局")
        assert found.edition == Edition(version="2024版", issued=date(2021, 3, 5))
        assert found.entries[0].domain == "elderly_care"
        assert found.sections[0].remarks == (
            "青禾县社会救助领域基层政务公开标准目录",
            "填报单位：青禾县民政局",
            "填报日期：2021年3月5日",
        )

    def test_no_title(self) -> None:
        """A table without any line has neither title nor publisher; the sheet names the domain."""
        found = read([UPPER, LOWER, row("1", "业务", "许可")], name="养老服务").document

        assert isinstance(found, Catalogue)
        assert (found.title, found.publisher, found.edition) == (None, None, None)
        assert found.entries[0].domain == "elderly_care"

    def test_other_words_as_title(self) -> None:
        """A line that is no statement is the title when nothing better stands there."""
        assert catalogue([["关于公开的表"], UPPER, LOWER, row("1", "业务", "许可")]).title == "关于公开的表"

    def test_units_that_differ(self) -> None:
        """Titles that name different units name none for the file."""
        grids = [
            Grid(name=unit, rows=[[f"{unit}养老服务领域目录"], UPPER, LOWER, row("1", "业务", "许可")])
            for unit in ("青禾县", "白鹭区")
        ]
        found = tabular.read(grids)

        assert found.document.publisher is None
        assert "publishers_differ" in codes(found)

    def test_title_of_the_file(self) -> None:
        """A format that knows the title of the file tells it."""
        grid = Grid(name="", rows=[UPPER, LOWER, row("1", "业务", "许可")])
        found = tabular.read([grid], title=TITLE)

        assert found.document.title == TITLE
        assert found.document.publisher == Publisher(name="青禾县")


class TestRows:
    """Decisions taken once: which rows are entries, and what blanks mean."""

    def test_blanks_inherit_in_the_block(self) -> None:
        """Level one, basis, deadline, publisher and channels; marks do not."""
        first, second, third = entries(
            row("1", "业务", "许可"),
            row("2", "", "备案", basis="", time="", body="", channels="", marks=("", "", "", "√", "", "")),
            row("3", "监管", "检查", basis=""),
        )

        assert names([first, second, third]) == [("业务", "许可"), ("业务", "备案"), ("监管", "检查")]
        assert (second.basis, second.time_limits) == (first.basis, first.time_limits)
        assert (second.responsible_body, second.channels) == (first.responsible_body, first.channels)
        assert (second.mode, second.audience, second.levels) == (("on_request",), (), ())
        assert third.basis == ()

    def test_level_one_printed_again(self) -> None:
        """After a page break it is the same block."""
        first, second = entries(row("1", "业务", "许可"), row("2", "业 务", "备案", basis=""))

        assert second.basis == first.basis

    def test_ditto(self) -> None:
        """同上 inherits everywhere, and a note tells."""
        found = read([[TITLE], UPPER, LOWER, row("1", "业务", "许可"), ["2", "同上", "备案", *["同上"] * 11]])
        first, second = entries_of(found)

        assert second.content == first.content
        assert second.mode == first.mode
        assert "ditto_filled" in codes(found)

    def test_ditto_without_anything_above(self) -> None:
        """The word stays."""
        assert entries(row("1", "业务", "许可", content="同上"))[0].content == ("同上",)

    def test_several_rows_of_an_item(self) -> None:
        """Each with its own content: several entries with the same names."""
        found = entries(
            row("1", "业务", "许可", content="指南"),
            row("", "", "", content="过程", marks=("", "申请人", "", "√", "√", "")),
            row("2", "", "备案"),
        )

        assert names(found) == [("业务", "许可"), ("业务", "许可"), ("业务", "备案")]
        assert len({entry.id for entry in found}) == 3

    def test_content_lines(self) -> None:
        """Rows that add only content lines belong to the entry above."""
        (entry,) = entries(row("1", "业务", "许可", content="1.甲；"), only(3, "2.乙；"), only(3, "3.丙。"))

        assert entry.content == ("甲", "乙", "丙")

    def test_content_merged_rows(self) -> None:
        """The same when all other cells are merged down."""
        rows = [[TITLE], UPPER, LOWER, row("1", "业务", "许可", content="1.甲"), only(3, "2.乙")]
        merges = [(3, column, 4, column) for column in range(14) if column != 3]

        assert catalogue(rows, merges).entries[0].content == ("甲", "乙")

    def test_channel_rows_around(self) -> None:
        """Channel boxes may stand above and below the row of their entry; a box again begins the next."""
        first, second = entries(
            only(7, "■政府网站"),
            row("1", "业务", "许可", channels="□政府公报"),
            only(7, "□社区/企事业单位/"),
            only(7, "村公示栏"),
            only(7, "■政府网站"),
            row("2", "业务", "备案", channels="■政府公报"),
        )

        assert [c.code for c in first.channels] == ["government_website", "government_gazette", "notice_board"]
        assert [c.obligation for c in second.channels] == ["chosen", "chosen"]

    def test_content_beside_the_same_channels_is_an_entry(self) -> None:
        """Content and channels of its own, the channels once more."""
        rows = [
            [TITLE],
            UPPER,
            LOWER,
            row("1", "业务", "许可"),
            ["", "", "", "过程", "", "", "", "■政府网站", *[""] * 6],
        ]

        assert len(catalogue(rows).entries) == 2

    def test_other_lines_add_to_the_entry_above(self) -> None:
        """A basis or a remark on a line of its own."""
        (entry,) = entries(row("1", "业务", "许可"), only(4, "《另一条例》"), only(12, "√"), only(9, "申请人"))

        assert [basis.title for basis in entry.basis] == ["某某条例", "另一条例"]
        assert entry.levels == ("county",)
        assert entry.audience[1].description == "申请人"

    def test_rows_of_nothing_or_numbers(self) -> None:
        """They do not count."""
        numbers = [str(n) for n in range(1, 15)]
        found = entries(numbers, row("1", "业务", "许可"), [""] * 14, only(0, "2"), row("3", "业务", "备案"))

        assert names(found) == [("业务", "许可"), ("业务", "备案")]

    def test_rows_that_name_a_block(self) -> None:
        """Level one alone on a row is level one of the rows below."""
        found = entries(only(1, "许可类"), row("1", "", "许可"), only(1, "处罚类"), row("2", "", "处罚"))

        assert names(found) == [("许可类", "许可"), ("处罚类", "处罚")]

    def test_block_names_beside_a_number(self) -> None:
        """一 | 行政许可类, the name merged over the table: level one; with the name of a domain, a section."""
        group = [[TITLE], UPPER, LOWER, ["一", *["许可类"] * 13], row("1", "", "许可")]
        section = [[TITLE], UPPER, LOWER, ["一", *["社会救助领域"] * 13], row("1", "业务", "许可")]
        merges = [(3, 1, 3, 13)]

        assert names(catalogue(group, merges).entries) == [("许可类", "许可")]
        assert catalogue(group, merges).entries[0].audience == (Audience(code="whole_society"),)
        assert catalogue(section, merges).entries[0].domain == "social_assistance"

    def test_marks_merged_over_columns(self) -> None:
        """One tick over county and township stands for both."""
        found = catalogue([[TITLE], UPPER, LOWER, row("1", "业务", "许可")], [(3, 12, 3, 13)])

        assert found.entries[0].levels == ("county", "township")

    def test_level_one_merged_over_level_two(self) -> None:
        """An item without a second level."""
        rows = [[TITLE], UPPER, LOWER, row("1", "业务", "许可"), row("2", "综合", "")]

        assert names(catalogue(rows, [(4, 1, 4, 2)]).entries) == [("业务", "许可"), ("综合", None)]

    def test_notes_and_signatures(self) -> None:
        """They are remarks of the section, not entries."""
        found = catalogue(
            [
                [TITLE],
                UPPER,
                LOWER,
                row("1", "业务", "许可"),
                ["注：本表由民政局负责解释"],
                row("2", "业务", "备案"),
                ["填表人：张三", "", "审核人：李四"],
                ["说明：略", "见附件"],
                only(12, "青禾县民政局"),
                only(12, "2021年3月5日"),
            ]
        )

        assert len(found.entries) == 2
        assert found.sections[0].remarks == (
            "注：本表由民政局负责解释",
            "填表人：张三",
            "审核人：李四",
            "说明：略",
            "见附件",
            "青禾县民政局",
            "2021年3月5日",
        )

    def test_a_unit_between_rows_is_no_signature(self) -> None:
        """It belongs to the row above it."""
        first, _ = entries(
            row("1", "业务", "许可", body="县民政局、"), only(6, "县残联办公室"), row("2", "业务", "备案")
        )

        assert first.responsible_body == ("县民政局", "县残联办公室")

    def test_codes_as_numbers(self) -> None:
        """A code is kept, for every row of its item; a running number is not."""
        found = entries(row("0101", "业务", "许可"), row("", "", "", content="结果"), row("0102", "", "备案"))

        assert [entry.extra.get("序号") for entry in found] == ["0101", "0101", "0102"]
        assert entries(row("1.", "业务", "许可"))[0].extra == {}

    def test_text_under_a_merge(self) -> None:
        """It is told."""
        found = read([[TITLE], UPPER, LOWER, row("1", "业务", "许可"), row("2", "别的", "备案")], [(3, 1, 4, 1)])

        assert names(entries_of(found)) == [("业务", "许可"), ("业务", "备案")]
        assert "text_under_merge" in codes(found)


class TestTables:
    """Several domains in one file: a sheet each, a table each, or one table with section title rows."""

    def test_header_repeated(self) -> None:
        """Before every block, without a title: one table."""
        found = catalogue([[TITLE], UPPER, LOWER, row("1", "业务", "许可"), UPPER, LOWER, row("2", "", "备案")])

        assert names(found.entries) == [("业务", "许可"), ("业务", "备案")]
        assert len(found.sections) == 1

    @pytest.mark.parametrize("again", [[], [UPPER, LOWER]])
    @pytest.mark.parametrize("spread", [1, 14])
    def test_section_titles(self, again: list[list[str]], spread: int) -> None:
        """With their own header or not, merged over the table or not; the title above all is the file's."""
        found = catalogue(
            [
                ["石桥街道基层政务公开标准目录"],
                *([] if again else [UPPER, LOWER]),
                ["（一）养老服务领域"] * spread,
                *again,
                row("1", "业务", "许可"),
                ["（二）社会救助领域"] * spread,
                *again,
                row("1", "低保", "申请", basis=""),
            ]
        )

        assert found.title == "石桥街道基层政务公开标准目录"
        assert found.publisher == Publisher(name="石桥街道")
        assert found.sections == (
            Section(title="（一）养老服务领域", domain="elderly_care"),
            Section(title="（二）社会救助领域", domain="social_assistance"),
        )
        assert [entry.domain for entry in found.entries] == ["elderly_care", "social_assistance"]
        assert found.entries[1].basis == ()

    def test_sheets(self) -> None:
        """One catalogue; sheets of remarks are sections without entries."""
        found = tabular.read(
            [
                Grid(name="养老", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可")]),
                Grid(name="空", rows=[]),
                Grid(name="填表说明", rows=[["1.逐项填写。"], ["", "联系人"]]),
                Grid(name="2.社会救助", rows=[UPPER, LOWER, row("1", "低保", "申请")]),
            ]
        ).document

        assert isinstance(found, Catalogue)
        assert [entry.domain for entry in found.entries] == ["elderly_care", "social_assistance"]
        assert found.sections[-1] == Section(title="填表说明", remarks=("1.逐项填写。", "联系人"))

    def test_continued_without_header(self) -> None:
        """The next grid goes on; what it says on top of a block above is inherited."""
        first = Grid(name="1", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可")])
        found = tabular.read([first, Grid(name="2", rows=[row("2", "", "备案"), row("3", "监管", "检查")])])

        assert names(entries_of(found)) == [("业务", "许可"), ("业务", "备案"), ("监管", "检查")]
        assert "table_continued" in codes(found)

    @pytest.mark.parametrize(
        "rows",
        [
            [["说明", "一", "二"]],
            [row("2", "业务", "备案", marks=("是的", "", "长", "", "", ""))],
            [[*row("2", "业务", "备案"), "", "多"]],
            [["a", "b"]],
        ],
    )
    def test_other_grids_do_not_continue(self, rows: list[list[str]]) -> None:
        """Words where ticks should be, more columns, or too few."""
        first = Grid(name="1", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可")])

        assert len(entries_of(tabular.read([first, Grid(name="2", rows=rows)]))) == 1

    def test_continued_without_ticks(self) -> None:
        """A flat table goes on if its numbers do."""
        heads = ["序号", "事项名称", "公开内容", "公开时限"]
        grids = [
            Grid(name="1", rows=[heads, ["1", "甲", "乙", "20日"]]),
            Grid(name="2", rows=[["（二）其他目录"], ["2", "丙", "丁", "20日"]]),
        ]

        assert [e.level_two for e in entries_of(tabular.read(grids))] == ["甲", "丙"]

    def test_lines_around_and_metadata(self) -> None:
        """A list of contents above and a footer below are kept; metadata with the same words is no table."""
        meta = Grid(
            name="", rows=[["索引号", "X1", "公开方式", "主动公开"], ["公开时限", "长期公开", "公开范围", "全社会"]]
        )
        table = Grid(
            name="",
            rows=[UPPER, LOWER, row("1", "业务", "许可")],
            above=(Line(text="（一）就业领域"), Line(text="（二）养老服务领域")),
            below=(Line(text="版权所有"),),
        )
        found = tabular.read([meta, table]).document

        assert isinstance(found, Catalogue)
        assert [s.title for s in found.sections] == ["（二）养老服务领域", None]
        assert found.sections[0].remarks == ("（一）就业领域", "版权所有")
        assert "主动公开" in found.sections[1].remarks

    def test_nothing_found(self) -> None:
        """No table: an empty catalogue that keeps the texts, and a warning."""
        found = read([["你好"], ["一", "二"]])

        assert found.document == Catalogue(
            profile="henan-2017", sections=(Section(title="Sheet1", remarks=("你好", "一", "二")),)
        )
        assert "no_table" in codes(found)


class TestColumns:
    """One label, several meanings: look at the values."""

    def test_mode_extent_and_channels_under_one_label(self) -> None:
        """公开方式 is mode, extent or channel, as its cells say."""
        heads = ["事项名称", "公开内容", "公开方式", "公开时限"]

        assert flat(heads, ["甲", "乙", "主动公开", "长期"]).entries[0].mode == ("proactive",)
        assert flat(heads, ["甲", "乙", "全文发布", "长期"]).entries[0].extent == "full"
        assert flat(heads, ["甲", "乙", "政府网站", "长期"]).entries[0].channels[0].code == "government_website"
        assert flat(heads, ["甲", "乙", "看情况", "长期"]).entries[0].extra == {"公开方式": "看情况"}

    def test_form_beside_channels(self) -> None:
        """公开形式 is the channel, or the medium, which is kept under its heading."""
        heads = ["事项名称", "公开内容", "公开渠道和载体", "公开形式"]
        entry = flat(heads, ["甲", "乙", "政府网站", "■文本\n□图片"]).entries[0]

        assert [c.code for c in entry.channels] == ["government_website"]
        assert entry.extra == {"公开形式": "■文本\n□图片"}
        assert flat(heads[:2] + heads[3:], ["甲", "乙", "某某平台"]).entries[0].channels[0].text == "某某平台"

    def test_the_medium_beside_channels_under_an_unclear_head(self) -> None:
        """公开方式 turns out to hold the channels, so 公开形式 beside it is the medium."""
        heads = ["事项名称", "公开内容", "公开方式", "公开形式"]
        entry = flat(heads, ["甲", "名单", "政府网站", "文字"]).entries[0]

        assert [channel.code for channel in entry.channels] == ["government_website"]
        assert entry.extra == {"公开形式": "文字"}

    def test_a_cell_under_the_wrong_head(self) -> None:
        """公开程度 that says 主动公开 is a mode; extent is not filled in."""
        found = read(
            [
                [TITLE],
                ["事项名称", "公开内容", "公开程度", "公开时限"],
                ["甲", "乙", "全部公开", "长期"],
                ["丙", "丁", "主动公开", "长期"],
            ]
        )
        first, second = entries_of(found)

        assert (first.extent, first.mode) == ("full", ())
        assert (second.extent, second.mode) == (None, ("proactive",))
        assert "cell_moved" in codes(found)

    def test_words_in_place_of_ticks(self) -> None:
        """公开对象, 公开层级 and 五公开 in words; what is no code is kept under its heading."""
        heads = ["事项名称", "公开内容", "公开对象", "公开层级", "五公开", "公开环节"]
        first, second = flat(
            heads,
            ["甲", "乙", "全社会、项目单位", "县级、乡级", "■决策\n□执行", "意见征集"],
            ["丙", "丁", "特定群体：老人", "各级", "■决策■执行", "某环节"],
        ).entries

        assert first.audience == (Audience(code="whole_society"), Audience(text="项目单位"))
        assert first.levels == ("county", "township")
        assert (first.disclosure, first.stage) == ("decision", "pre_decision")
        assert second.audience == (Audience(code="specific_group", text="特定群体：老人", description="老人"),)
        assert second.extra == {"公开层级": "各级", "五公开": "■决策■执行", "公开环节": "某环节"}

    def test_levels_as_boxes(self) -> None:
        """Only chosen ones."""
        entry = flat(
            ["事项名称", "公开内容", "公开层级", "公开对象"], ["甲", "乙", "■县级□乡级", "■全社会□特定群体"]
        ).entries[0]

        assert entry.levels == ("county",)
        assert entry.audience == (Audience(code="whole_society"),)

    def test_named_groups(self) -> None:
        """The cell of 特定群体 may name the group, alone or beside a tick."""
        first, second, third = entries(
            row("1", "业务", "许可", marks=("", "项目\n单位", "√", "", "√", "")),
            row("2", "业务", "备案", marks=("√", "√ 申请人", "√", "", "√", "")),
            row("3", "业务", "备案二", marks=("全社会", "", "主动", "", "县级", "")),
        )

        assert first.audience == (Audience(code="specific_group", text="项目单位", description="项目单位"),)
        assert second.audience[1].description == "申请人"
        assert (third.audience, third.mode, third.levels) == (
            (Audience(code="whole_society"),),
            ("proactive",),
            ("county",),
        )

    def test_description_of_the_group(self) -> None:
        """A column of its own says who the group is."""
        entry = flat(["事项名称", "公开内容", "公开对象", "特定群体说明"], ["甲", "乙", "全社会", "老人"]).entries[0]

        assert [a.description for a in entry.audience] == [None, "老人"]

    def test_other_words_in_a_tick_column(self) -> None:
        """The tick counts, the words are kept; words alone are kept."""
        first, second = entries(
            row("1", "业务", "许可", marks=("√", "", "√", "", "√部分乡镇", "")),
            row("2", "业务", "备案", marks=("√", "", "√", "", "看情况", "")),
        )

        assert first.levels == ("county",)
        assert first.extra == {"公开层级>县级": "√部分乡镇"}
        assert (second.levels, second.extra) == ((), {"公开层级>县级": "看情况"})

    def test_city_of_county_level(self) -> None:
        """市级 is the county level where no county column stands beside it, and a town column does."""
        city = [*LOWER[:12], "市级", "镇级"]
        both = [*LOWER[:12], "市级", "县级"]

        assert catalogue([[TITLE], UPPER, city, row("1", "业务", "许可")]).entries[0].levels == ("county",)
        assert catalogue([[TITLE], UPPER, both, row("1", "业务", "许可")]).entries[0].levels == ("prefectural",)

    def test_two_columns_of_one_level(self) -> None:
        """镇级 and 街道级 are one level."""
        lower = [*LOWER[:12], "镇级", "街道级"]
        found = catalogue([[TITLE], UPPER, lower, row("1", "业务", "许可", marks=("√", "", "√", "", "√", "√"))])

        assert found.entries[0].levels == ("township",)

    def test_legends(self) -> None:
        """「■表示必选项,□表示可选项」 glued to a label or below the table changes the boxes; it is kept."""
        upper = [*UPPER]
        upper[7] = "公开渠道和载体（“■”表示必选项，“□”表示可选项）"
        glued = catalogue([[TITLE], upper, LOWER, row("1", "业务", "许可", channels="■政府网站\n□其他")])
        below = catalogue(
            [
                [TITLE],
                UPPER,
                LOWER,
                row("1", "业务", "许可", channels="■政府网站\n□其他"),
                ["注：■表示必选项，□表示可选项"],
            ]
        )

        assert [c.obligation for c in glued.entries[0].channels] == ["required", "optional"]
        assert below.entries == glued.entries
        assert glued.sections[0].remarks == ("公开渠道和载体（“■”表示必选项，“□”表示可选项）",)

    def test_legend_of_content(self) -> None:
        """●/〇 with a meaning stay with the elements."""
        upper = [*UPPER]
        upper[3] = "公开内容（要素）（“●”表示必选项，“〇”表示可选项）"

        assert catalogue([[TITLE], upper, LOWER, row("1", "业务", "许可", content="●甲\n〇乙")]).entries[0].content == (
            "●甲",
            "〇乙",
        )

    def test_channels_as_tick_columns(self) -> None:
        """A tick is a chosen channel; a second column of the same list adds to it."""
        rows = [
            [TITLE],
            ["公开事项", "公开内容", "公开渠道和载体", "", "五公开", "", "公开依据", "公开依据"],
            ["", "", "政府网站", "公示栏", "决策", "执行", "", ""],
            ["甲", "乙", "√", "√", "", "√", "《甲法》", "《乙法》"],
        ]
        found = read(rows, [(1, 2, 1, 3), (1, 4, 1, 5)])
        (entry,) = entries_of(found)

        assert entry.channels == (
            Channel(code="government_website", obligation="chosen"),
            Channel(code="notice_board", obligation="chosen"),
        )
        assert entry.disclosure == "execution"
        assert [basis.title for basis in entry.basis] == ["甲法", "乙法"]
        assert found.locate()["/entries/0/channels/1"] == "4:4"
        assert found.locate()["/entries/0/basis/1"] == "4:8"

    def test_two_ticks_for_one_code(self) -> None:
        """A member of one code takes the first; the other column is kept."""
        rows = [
            [TITLE],
            ["公开事项", "公开内容", "公开时限", "五公开", ""],
            ["", "", "", "决策", "执行"],
            ["甲", "乙", "20日", "√", "√"],
        ]
        (entry,) = catalogue(rows, [(1, 3, 1, 4)]).entries

        assert (entry.disclosure, entry.extra) == ("decision", {"五公开>执行": "√"})

    def test_domain_column(self) -> None:
        """It comes before the title; a blank repeats it; an unknown name is kept and the title's domain holds."""
        found = catalogue(
            [
                ["基层政务公开标准目录"],
                ["序号", "相应领域", *UPPER[1:]],
                ["", "", *LOWER[1:]],
                ["1", "社会救助", *row("", "业务", "许可")[1:]],
                ["2", "", *row("", "", "备案")[1:]],
                ["3", "外星事务", *row("", "其他", "检查")[1:]],
            ]
        )

        assert [entry.domain for entry in found.entries] == ["social_assistance", "social_assistance", None]
        assert found.entries[2].extra == {"相应领域": "外星事务"}

    def test_group_columns_left_of_level_one(self) -> None:
        """类别 stands for the rows below it, over several blocks of level one."""
        found = flat(
            ["类别", "一级事项", "二级事项", "公开内容"],
            ["服务事项", "登记", "甲", "内容"],
            ["", "支付", "乙", "内容"],
        )

        assert [entry.extra for entry in found.entries] == [{"类别": "服务事项"}, {"类别": "服务事项"}]

    def test_second_column_of_a_name_is_kept(self) -> None:
        """Nothing is overwritten."""
        entry = flat(["一级事项", "二级事项", "二级目录", "公开内容"], ["甲", "乙", "丙", "丁"]).entries[0]

        assert (entry.level_two, entry.extra) == ("乙", {"二级目录": "丙"})

    def test_exemptions(self) -> None:
        """Ground and citation of what is not disclosed."""
        entry = flat(
            ["事项名称", "公开内容", "不予公开", "复审日期", "公开时限"],
            ["甲", "乙", "《保密法》", "2021年3月5日", "长期"],
        ).entries[0]

        assert entry.exemption is not None
        assert entry.exemption.citation is not None
        assert entry.exemption.citation.title == "保密法"
        assert entry.exemption.review_due == date(2021, 3, 5)


class TestLists:
    """The headings decide what a table is; several kinds together are a compendium."""

    HEADS = (
        "序号",
        "领域",
        "一级分类",
        "二级分类",
        "事项名称",
        "权力类型",
        "责任部门",
        "来源清单",
        "清单编号",
        "重大行政决策",
        "备注",
    )

    def item_list(self, *rows: Sequence[str]) -> Tabular:
        return read(
            [["青禾县民政局养老服务领域政务公开事项清单"], list(self.HEADS), *map(list, rows), ["填表说明：略"]]
        )

    def test_item_list(self) -> None:
        """权力类型, 责任部门 …"""
        found = self.item_list(
            ["1", "养老服务", "业务", "许可", "设立许可", "行政许可", "区民政局", "权力清单", "A-1", "是", "x"],
            ["2", "", "", "", "高龄津贴", "其他类型", "", "公共服务清单", "G-2", "否", ""],
            ["3", "", "", "", "补贴", "", "", "某清单", "", "也许", ""],
        )
        document = found.document

        assert isinstance(document, ItemList)
        assert document.profile == "henan-2017"
        first, second, third = document.items
        assert (first.name, first.domain, first.level_one, first.level_two) == (
            "设立许可",
            "elderly_care",
            "业务",
            "许可",
        )
        assert (first.power_type, first.responsible_department) == ("permit", "区民政局")
        assert first.sources == (SourceReference(list="power_list", entry="A-1"),)
        assert (first.major_decision, second.major_decision) == (True, False)
        assert first.extra == {"备注": "x"}
        assert second.responsible_department == "区民政局"
        assert second.extra == {"权力类型": "其他类型"}
        assert self.item_list(["1", "", "", "", "甲", "", "", "权责清单", "A-2", "", ""]).document.items[0].sources == (  # type: ignore[union-attr]
            SourceReference(list="power_list", entry="A-2"),
            SourceReference(list="responsibility_list", entry="A-2"),
        )
        assert third.extra == {"权力类型": "其他类型", "来源清单": "某清单", "重大行政决策": "也许"}
        assert [note.message for note in found.notes if note.code == "text_unplaced"] == [
            "表外文字未读入文件：“填表说明：略”"
        ]

    def test_places_of_items(self) -> None:
        """Members inside a source stand at their own cells."""
        places = self.item_list(
            ["1", "养老服务", "业务", "许可", "设立许可", "行政许可", "区民政局", "权力清单", "A-1", "是", "x"]
        ).locate()

        assert places["/items/0/name"] == "3:5"
        assert places["/items/0/sources/0/list"] == "3:8"
        assert places["/items/0/sources/0/entry"] == "3:9"

    def test_exempt_items(self) -> None:
        """An item with a ground and no entry."""
        found = read(
            [
                ["政务公开事项清单"],
                ["事项编号", "事项名称", "权力类型", "责任部门", "不予公开理由", "清单版本"],
                ["Q-1", "甲", "行政许可", "民政局", "国家秘密", "2021.3.5"],
                ["Q-2", "乙", "行政许可", "民政局", "", "去年"],
            ]
        ).document

        assert isinstance(found, ItemList)
        assert found.items[0].id == "Q-1"
        assert found.items[0].exemption == Exemption(ground="state_secret")
        assert found.items[0].sources == (SourceReference(version=date(2021, 3, 5)),)
        assert found.items[1].extra == {"清单版本": "去年"}

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("青禾县民政局权力清单", "power_list"),
            ("青禾县公共服务事项清单", "public_service_list"),
            ("青禾县权力和责任清单", "power_list"),
            ("事项一览表", None),
        ],
    )
    def test_source_list(self, title: str, kind: str | None) -> None:
        """The title, or 职权名称 among the headings."""
        document = read(
            [
                [title],
                ["序号", "职权编码", "职权名称", "职权类别", "实施主体", "设定依据"],
                ["1", "A001", "设立许可", "行政许可", "民政局", "《条例》"],
                ["2", "", "认定", "行政确认", "", ""],
                ["注：略"],
            ]
        ).document

        assert isinstance(document, SourceList)
        assert document.list == kind
        first, second = document.entries
        assert (first.id, first.name, first.power_type, first.department) == ("A001", "设立许可", "permit", "民政局")
        assert second.id is not None
        assert second.id.startswith("x")
        assert second.department == "民政局"
        assert first.extra == {"设定依据": "《条例》"}

    def test_compendium(self) -> None:
        """Several kinds in one file; texts outside are told."""
        heads = ["职权编码", "职权名称", "责任部门"]
        items = [["青禾县政务公开事项清单"], ["事项名称", "权力类型", "责任部门"], ["许可", "行政许可", "民政局"]]
        found = tabular.read(
            [
                Grid(name="事项清单", rows=items),
                Grid(name="目录", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可")]),
                Grid(name="权力清单", rows=[["青禾县权力清单"], heads, ["1", "许可", "民政局"]]),
                Grid(name="责任清单", rows=[["青禾县责任清单"], heads, ["1", "许可", "民政局"]]),
                Grid(name="说明", rows=[["略"]]),
            ]
        )
        document = found.document

        assert isinstance(document, Compendium)
        assert [len(x) for x in (document.item_lists, document.source_lists, document.catalogues)] == [1, 2, 1]
        assert [source.list for source in document.source_lists] == ["power_list", "responsibility_list"]
        assert document.publisher == Publisher(name="青禾县")
        places = found.locate()
        assert places["/catalogues/0/entries/0/basis"] == "4:5"
        assert places["/source_lists/1/entries/0/name"] == "3:2"
        assert places["/catalogues/0/sections/1/remarks/0"] == "1:1"

    def test_loose_text_beside_lists_only(self) -> None:
        """Without a catalogue there is no section to keep it: it is told."""
        found = tabular.read(
            [
                Grid(name="清单", rows=[["事项名称", "权力类型", "责任部门"], ["许可", "行政许可", "民政局"]]),
                Grid(name="说明", rows=[["略"]]),
            ]
        )

        assert isinstance(found.document, ItemList)
        assert "text_unplaced" in codes(found)


class TestProfile:
    """The argument, else what the headings show, else the default, with a note."""

    def test_argument(self) -> None:
        """It holds whatever the headings show."""
        grid = Grid(name="", rows=[UPPER, LOWER, row("1", "业务", "许可")])

        assert tabular.read([grid], profile="henan-2020").document.profile == "henan-2020"

    def test_headings(self) -> None:
        """公开程度 and 环节 come before 公开对象."""
        assert catalogue([UPPER, LOWER, row("1", "业务", "许可")]).profile == "national-2019"
        assert (
            flat(["事项名称", "公开内容", "公开环节", "公开对象"], ["甲", "乙", "办事指南", "全社会"]).profile
            == "henan-2017"
        )
        assert flat(["事项名称", "公开内容", "公开渠道"], ["甲", "乙", "网站"]).profile == "henan-2017"
        assert flat(["事项名称", "公开内容", "公开渠道和载体"], ["甲", "乙", "网站"]).profile == "national-2019"


class TestIds:
    """Derived ids: re-reading and re-ordering keep them."""

    def test_form(self) -> None:
        """`x` and 16 hex characters, told in a note."""
        found = read([[TITLE], UPPER, LOWER, row("1", "业务", "许可")])
        (entry,) = entries_of(found)

        assert entry.id is not None
        assert len(entry.id) == 17
        assert int(entry.id[1:], 16) >= 0
        assert "ids_derived" in codes(found)

    def test_own_ids_are_kept(self) -> None:
        """A file that has ids keeps them, and nothing is derived."""
        found = read([[TITLE], ["条目编号", "事项名称", "公开内容"], ["E-1", "甲", "乙"]])

        assert entries_of(found)[0].id == "E-1"
        assert "ids_derived" not in codes(found)

    @given(st.permutations(range(6)))
    @settings(max_examples=20)
    def test_order_of_rows(self, order: list[int]) -> None:
        """Rows in another order have the same ids."""
        rows = [row(str(n), f"类{n % 2}", f"事项{n}") for n in range(6)]

        assert {(e.level_two, e.id) for e in entries(*rows)} == {
            (e.level_two, e.id) for e in entries(*(rows[n] for n in order))
        }


class TestPlaces:
    """The source cell of every member; the empty cell of a member that is missing."""

    def test_members(self) -> None:
        """Merged and inherited values stand where they are printed; each tick at its own cell."""
        found = tabular.reading(
            [
                Grid(
                    name="",
                    rows=[
                        [TITLE],
                        UPPER,
                        LOWER,
                        row("1", "业务", "许可", marks=("√", "", "√", "", "√", "√")),
                        row("2", "", "备案", basis="", time="", body="同上"),
                    ],
                    merges=[
                        (3, 4, 4, 4),
                        *((top + 1, left, bottom + 1, right) for top, left, bottom, right in HEADER_MERGES),
                    ],
                )
            ],
            b"",
            format="test",
        )

        assert found.where("/title") == "1:1"
        assert found.where("/entries/0") == "4:1"
        assert found.where("/entries/0/levels/1") == "4:14"
        assert found.where("/entries/1/level_one") == "4:2"
        assert found.where("/entries/1/basis/0/title") == "4:5"
        assert found.where("/entries/1/time_limits") == "4:6"
        assert found.where("/entries/1/responsible_body") == "5:7"
        assert found.where("/entries/1/content/1") == "5:4"
        assert found.where("/sections/0/title") == "1:1"
        assert found.where("/publisher/name") == "1:1"

    def test_missing_members(self) -> None:
        """They stand where their column is empty, although the map does not name them."""
        found = tabular.reading(
            [Grid(name="", rows=[[TITLE], UPPER, LOWER, row("1", "业务", "许可", basis="")])], b"", format="test"
        )

        assert "/entries/0/basis" not in found.places
        assert found.where("/entries/0/basis") == "4:5"
        assert found.where("/entries/0/extent") == "4:1"
        assert found.where("/nowhere") is None

    def test_every_pointer_is_in_the_document(self) -> None:
        """The map names nothing that is not there."""
        upper = [*UPPER, "咨询电话"]
        found = read([[TITLE], upper, LOWER, [*row("1", "业务", "许可"), "0399/1"], ["注：略"]])
        for pointer in found.locate():
            value: object = found.document
            for part in pointer.split("/")[1:]:
                part = part.replace("~1", "/").replace("~0", "~")
                value = (
                    value[part]
                    if isinstance(value, dict)
                    else value[int(part)]
                    if isinstance(value, tuple)
                    else getattr(value, part)
                )
            assert value is not None


class TestGrid:
    """A grid made plain."""

    def test_merges_reach_no_further_than_the_cells(self) -> None:
        """Ranges over whole columns, outside the grid, or over each other."""
        cells = plain(
            Grid(
                name="",
                rows=[["a", ""], ["", "b"]],
                merges=[(0, 0, 10**6, 0), (0, 0, 1, 1), (5, 5, 6, 6), (-1, 0, 0, 0)],
            )
        )

        assert cells.texts == [["a", "a"], ["a", "a"]]
        assert cells.hidden == ((1, 1, "b"),)
        assert cells.origin(1, 0) == (0, 0)
        assert cells.origin(0, 0) == (0, 0)
        assert cells.own(0) == {0: "a"}

    def test_many_merges_over_everything(self) -> None:
        """Hostile ranges end soon."""
        cells = plain(Grid(name="", rows=[["a"] * 50] * 50, merges=[(0, 0, 49, 49)] * 10_000))

        assert len(cells.texts) == 50

    def test_rows_of_unequal_length(self) -> None:
        """Short rows are filled up."""
        assert plain(Grid(name="", rows=[["a"], ["b", " c "]])).texts == [["a", ""], ["b", "c"]]

    def test_texts_without_a_shape(self) -> None:
        """Cells of blanks and zero-width characters hold nothing."""
        assert plain(Grid(name="", rows=[["\u200b", "\u3000\xa0", "\ufeff甲"]])).texts == [["", "", "甲"]]


class TestNotes:
    """What happens in many cells is one note."""

    def test_counted(self) -> None:
        """First place and number."""
        notes = Notes()
        for place in ("A1", "A2"):
            notes.count("x", "甲", "a", lambda place=place: place)  # type: ignore[misc]
        (note,) = notes

        assert (note.place, note.message, note.message_en) == ("A1", "甲(共2处)", "a (2 cells)")


WORDS = st.sampled_from(
    [
        "",
        "",
        "√",
        "1",
        "2.",
        "同上",
        "■政府网站 □其他",
        "公开事项",
        "公开内容",
        "公开时限",
        "公开",
        "县级",
        "全社会",
        "特定群体",
        "主动",
        "业务",
        "许可",
        "《某法》第一条",
        "20个工作日内",
        "注：略",
        "（一）养老服务领域",
        "权力清单",
        "职权名称",
        "权力类型",
        "责任部门",
        "2021年3月5日",
        "青禾县民政局",
        "甲；乙",
    ]
)
GRIDS = st.builds(
    lambda rows, merges: Grid(name="养老服务", rows=rows, merges=merges),
    st.lists(st.lists(WORDS, max_size=8), max_size=12),
    st.lists(
        st.tuples(*[st.integers(-1, 9)] * 2).flatmap(
            lambda start: st.tuples(
                st.just(start[0]), st.just(start[1]), st.integers(start[0], 12), st.integers(start[1], 9)
            )
        ),
        max_size=5,
    ),
)


def texts_of(value: object) -> list[str]:
    """Every text of a document."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in texts_of(one)]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in texts_of(one)]
    slots = getattr(type(value), "__attrs_attrs__", ())
    return [text for attribute in slots for text in texts_of(getattr(value, attribute.name))]


BLOCK = [row("1", "业务", "许可"), row("2", "", "备案"), row("3", "监管", "检查")]


class TestLongCells:
    """The cost of a cell grows with its length, whatever stands in it."""

    @pytest.mark.parametrize(
        "part", ["县", "1.甲", "甲（\n", "甲 ", " ", "a ", "必选", "●", "■网站", "领域", "《", "填报单位：甲 ", "、"]
    )
    def test_hostile_cells(self, part: str) -> None:
        """Sixty thousand characters in every column are read in a moment."""
        text = part * (60_000 // len(part))
        heads = ["一级事项", "二级事项", "公开内容", "公开对象", "公开层级", "相应领域", "五公开", "备注"]
        started = perf_counter()
        read([[text], [TITLE], heads, ["甲", "乙", *[text] * 6], [text, *["甲"] * 7]])

        assert perf_counter() - started < 30


class TestProperties:
    """What holds for every table."""

    @given(st.lists(GRIDS, max_size=3))
    @settings(max_examples=150, deadline=None)
    def test_never_raises(self, grids: list[Grid]) -> None:
        """Readers never raise on content, nor does the map of what they read."""
        found = tabular.read(grids)

        assert set(found.locate()).isdisjoint(("",))
        assert isinstance(found.blanks(), dict)

    @given(st.lists(st.integers(0, 14), max_size=3), st.lists(st.integers(3, 6), max_size=3))
    @settings(max_examples=40, deadline=None)
    def test_blank_columns_and_rows(self, columns: list[int], blank_rows: list[int]) -> None:
        """Blank columns and rows anywhere change nothing."""
        rows = [
            [TITLE, *[""] * 13],
            UPPER,
            LOWER,
            row("1", "业务", "许可"),
            row("2", "", "备案"),
            row("3", "监管", "检查"),
        ]
        wider = [[*texts] for texts in rows]
        for at in columns:
            for texts in wider:
                texts.insert(at, "")
        for at in blank_rows:
            wider.insert(at, [""] * len(wider[0]))

        assert catalogue(wider) == catalogue(rows)

    @given(st.text("甲乙丙丁戊己庚辛壬癸", min_size=4, max_size=8), st.integers(0, 14), st.integers(3, 6))
    @settings(max_examples=200, deadline=None)
    def test_nothing_is_lost(self, text: str, column: int, at: int) -> None:
        """Any words in any cell of a table are found again, in the document or in a note, also without a head."""
        rows = [[TITLE, *[""] * 14], *([*texts, ""] for texts in (UPPER, LOWER, *BLOCK, [""] * 14))]
        rows[at][column] = text
        found = read(rows)

        assert text in "|".join([*texts_of(found.document), *(note.message for note in found.notes)])
