"""Header rows as published tables print them, and what their columns are read as."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from county_tables import HEADER_MERGES, LOWER, UPPER
from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.grid import Grid, Merge, plain
from gongkai_standard.codecs.table.headings import Header, header_at
from gongkai_standard.codecs.table.labels import NUMBER, Meaning, code_of, resolve, word
from gongkai_standard.codecs.table.levels import levels_in
from gongkai_standard.codecs.table.vocabulary import Vocabulary
from gongkai_standard.item_list import Item, SourceEntry
from gongkai_standard.terms import terms_of


def header(rows: Sequence[Sequence[str]], merges: Sequence[Merge] = (), at: int = 0) -> Header:
    """The header that begins in a row."""
    found = header_at(plain(Grid(name="", rows=rows, merges=merges)), at)
    assert found is not None
    return found


def members(rows: Sequence[Sequence[str]], merges: Sequence[Merge] = (), noun: type = Entry) -> list[str | None]:
    """Member and codes of each column, as `audience:whole_society`."""
    columns = header(rows, merges).columns(noun)
    return [":".join((c.meaning.member, *c.meaning.codes)) if c.meaning else None for c in columns]


USUAL = [
    "number",
    "level_one",
    "level_two",
    "content",
    "basis",
    "time_limits",
    "responsible_body",
    "channels",
    "audience:whole_society",
    "audience:specific_group",
    "mode:proactive",
    "mode:on_request",
    "levels:county",
    "levels:township",
]
DATA = ["1", "业务", "许可", "甲", "《条例》", "20日", "民政局", "政府网站", "√", "", "√", "", "√", ""]


class TestHeaderRows:
    """Header rows: two as a rule; one in flat tables, three where a sub-label is split."""

    @pytest.mark.parametrize("merges", [[], HEADER_MERGES])
    def test_two_rows_with_or_without_merges(self, merges: list[Merge]) -> None:
        """The head of a group reaches over its columns, merged or not."""
        rows = [UPPER, LOWER, DATA]

        assert members(rows, merges) == USUAL
        assert header(rows, merges).bottom == 1

    def test_one_row(self) -> None:
        """A flat table has its labels in one row and its first data row right below."""
        rows = [["序号", "一级事项", "二级事项", "公开内容", "公开方式"], ["1", "甲", "乙", "丙", "主动"]]

        assert header(rows).bottom == 0
        assert members(rows) == ["number", "level_one", "level_two", "content", "mode"]

    def test_sub_label_cut_over_two_rows(self) -> None:
        """主动 above, 公开 below are one sub-head."""
        third = [""] * 10 + ["公开", "公开", "", ""]

        assert members([UPPER, LOWER, third, DATA]) == USUAL
        assert header([UPPER, LOWER, third, DATA]).bottom == 2

    def test_labels_cut_over_two_rows(self) -> None:
        """公开 above, 时限 below."""
        rows = [
            ["序", "公开", "公开", "公开", "公开"],
            ["号", "事项", "内容", "依据", "时限"],
            ["1", "甲", "乙", "丙", "丁"],
        ]

        assert members(rows) == ["number", "level_one", "content", "basis", "time_limits"]

    def test_empty_row_between(self) -> None:
        """An empty row may lie between the header rows."""
        assert members([UPPER, [""] * 14, LOWER, DATA]) == USUAL
        assert header([UPPER, [""] * 14, LOWER, DATA]).bottom == 2

    def test_rest_of_a_label_in_brackets_below(self) -> None:
        """(要素) fallen into the second row."""
        upper, lower = [*UPPER], [*LOWER]
        upper[3], lower[3] = "公开内容", "（要素）"

        assert members([upper, lower, DATA]) == USUAL

    def test_cells_merged_down_belong_to_the_header(self) -> None:
        """The header ends where its merged cells end."""
        rows = [["序号", "公开事项", "公开内容"], ["", "", ""], ["1", "甲", "乙"]]

        assert header(rows, [(0, column, 1, column) for column in range(3)]).bottom == 1

    def test_head_of_a_group_over_one_column(self) -> None:
        """A township table keeps only its own level."""
        rows = [["公开事项", "公开内容", "公开时限", "公开层级"], ["", "", "", "乡级"]]

        assert members(rows)[-1] == "levels:township"

    @pytest.mark.parametrize(
        "row",
        [
            ["索引号", "X-1", "公开方式", "主动公开", "公开时限", "长期"],
            ["公开方式", "主动公开", "公开时限", "长期公开", "公开范围", "全社会"],
            ["业务", "许可", "甲；乙；丙"],
            ["序号", "1", "2"],
            DATA,
            ["公开事项", "公开内容"],
        ],
    )
    def test_other_rows_are_no_header(self, row: list[str]) -> None:
        """Metadata with the same words, data rows and pairs of words are not taken for one."""
        assert header_at(plain(Grid(name="", rows=[row])), 0) is None

    def test_a_data_row_of_words_does_not_continue_a_header(self) -> None:
        """主动公开 below 公开方式 may be a value as well as a sub-head; the other cells decide."""
        rows = [["一级事项", "公开内容", "公开对象", "公开方式"], ["机构职能", "名称；地址", "全社会", "主动公开"]]

        assert header(rows).bottom == 0


class TestLabels:
    """Map by label, not by position; labels are broken, cut and vary."""

    @pytest.mark.parametrize(
        ("label", "member"),
        [
            ("序\n号", NUMBER),
            ("公开\n\n主体", "responsible_body"),
            ("公开主\n体", "responsible_body"),
            ("公开 内容 ( 要素 )", "content"),
            ("公開渠道和載體", "channels"),
            ("公开属性", "mode"),
            ("公开范围", "audience"),
            ("更新频次", "time_limits"),
            ("政务五公开", "disclosure"),
            ("相应领域", "domain"),
            ("一级指标", "level_one"),
            ("三级栏目", "level_three"),
            ("公开渠道和载体（“■”表示必选项，“□”表示可选项）", "channels"),
            ("公开渠道和载体“■”表示必选项", "channels"),
            ("公开渠道（在标注范围内至少选择其一公开）", "channels"),
            ("公开主体：", "responsible_body"),
        ],
    )
    def test_spellings(self, label: str, member: str) -> None:
        """White space, width, brackets, script and legends do not change a label."""
        found = resolve((label,), Entry)[0]
        assert found is not None
        assert found.member == member

    @pytest.mark.parametrize("member", list(terms_of(Entry)))
    def test_every_word_of_the_model_is_a_heading(self, member: str) -> None:
        """The member's own word is understood as it is written."""
        if member == "extra":
            return
        found = resolve((terms_of(Entry)[member].zh,), Entry)[0]
        assert found is not None
        assert found.member.partition(".")[0] in (member, NUMBER) or member == "id"

    @pytest.mark.parametrize(
        ("label", "member"),
        [
            ("公开主", "responsible_body"),
            ("公开对", "audience"),
            ("公开层", "levels"),
            ("开依据", "basis"),
            ("公时限", "time_limits"),
        ],
    )
    def test_cut_labels(self, label: str, member: str) -> None:
        """A label that lost characters is understood when only one label fits, and is known to be cut."""
        found, _, cut = resolve((label,), Entry)
        assert (found, cut) == (Meaning(member), True)

    @pytest.mark.parametrize(
        "label", ["公开", "事", "咨询电话", "备注", "责任科室(单位)", "公开链接", "类别", "四级栏目", "理由"]
    )
    def test_other_labels_mean_nothing(self, label: str) -> None:
        """Columns of no member, and stumps that many labels share."""
        assert resolve((label,), Entry)[0] is None

    def test_one_character_deleted_everywhere(self) -> None:
        """A site that deleted every 公."""
        rows = [[text.replace("公", "") for text in UPPER], [text.replace("公", "") for text in LOWER], DATA]

        assert members(rows) == USUAL

    def test_unclear_parents(self) -> None:
        """A label of its own below a head of no meaning counts; an unknown one below a group is kept."""
        rows = [
            ["公开事项", "要求", "要求", "要求", "公开对象", "公开对象"],
            ["", "公开时限", "公开主体", "公开依据", "全社会", "外星人"],
        ]

        assert members(rows)[1:5] == ["time_limits", "responsible_body", "basis", "audience:whole_society"]
        assert members(rows)[5] is None
        assert header(rows).columns(Entry)[5].heading == "公开对象>外星人"

    def test_names_without_level_words_take_free_levels(self) -> None:
        """Under 公开事项 unknown sub-heads are levels from left to right; a fourth is kept under its heading."""
        rows = [
            ["公开事项", "", "", "", "公开内容", "公开时限"],
            ["大类", "小类", "项", "目", "", ""],
        ]
        merges = [(0, 0, 0, 3)]

        assert members(rows, merges)[:4] == ["level_one", "level_two", "level_three", None]

    def test_words_of_columns(self) -> None:
        """What a column holds has the standard's own word, nested members included."""
        assert word(Entry, "basis").zh == "公开依据"
        assert word(Entry, "exemption.ground").zh == "不予公开理由"
        assert word(Entry, NUMBER).zh == "序号"

    @pytest.mark.parametrize("joint", ["", "-", "—", "_", ">", ":", "：", "/", "·", " ", "\n", "（）"])
    def test_head_and_sub_head_in_one_label(self, joint: str) -> None:
        """Exports have one header row: 公开对象全社会, 公开对象-全社会, 公开对象（全社会）."""
        pairs = [
            ("公开事项", "一级事项"),
            ("公开事项", "二级事项"),
            ("公开对象", "全社会"),
            ("公开对象", "特定群体"),
            ("公开方式", "主动"),
            ("公开方式", "依申请公开"),
            ("公开层级", "县级"),
            ("公开层级", "乡、村级"),
        ]
        before, after = (joint[:-1], joint[-1]) if joint == "（）" else (joint, "")
        assert members([["序号", "公开内容", *(f"{head}{before}{sub}{after}" for head, sub in pairs)]])[2:] == [
            "level_one",
            "level_two",
            "audience:whole_society",
            "audience:specific_group",
            "mode:proactive",
            "mode:on_request",
            "levels:county",
            "levels:township:village",
        ]

    def test_a_word_in_brackets_is_no_sub_head_of_a_single_column(self) -> None:
        """公开方式(主动) alone may hold 依申请 as well."""
        assert members([["序号", "公开内容", "一级事项", "公开方式（主动）"]])[3] == "mode"

    def test_lists_have_their_own_headings(self) -> None:
        """事项清单 and 权力清单 name their columns otherwise."""
        assert members(
            [["序号", "领域", "事项名称", "权力类型", "责任部门", "来源清单", "清单编号", "不予公开依据"]], noun=Item
        ) == [
            "number",
            "domain",
            "name",
            "power_type",
            "responsible_department",
            "sources.list",
            "sources.entry",
            "exemption.citation",
        ]
        assert members([["序号", "责任事项", "权力类型", "责任部门", "追责情形"]], noun=SourceEntry) == [
            "number",
            "name",
            "power_type",
            "department",
            None,
        ]
        assert members([["序号", "职权编码", "职权名称", "职权类别", "行使主体"]], noun=SourceEntry) == [
            "number",
            "id",
            "name",
            "power_type",
            "department",
        ]

    def test_channels_and_disclosures_as_columns(self) -> None:
        """One column of ticks for every channel, or for each of the five."""
        rows = [
            ["公开事项", "公开内容", "公开渠道和载体", "", "五公开", ""],
            ["", "", "政府网站", "公示栏", "决策", "执行"],
        ]
        assert members(rows, [(0, 2, 0, 3), (0, 4, 0, 5)]) == [
            "level_one",
            "content",
            "channels:government_website",
            "channels:notice_board",
            "disclosure:decision",
            "disclosure:execution",
        ]


class TestLevels:
    """Level heads name the authority relative to the place."""

    @pytest.mark.parametrize(
        ("text", "levels"),
        [
            ("县级", ("county",)),
            ("区级", ("county",)),
            ("白鹭区级", ("county",)),
            ("云江市级", ("prefectural",)),
            ("县（市、区）级", ("county",)),
            ("乡级", ("township",)),
            ("镇\n级", ("township",)),
            ("镇(街)级", ("township",)),
            ("街镇级", ("township",)),
            ("镇街乡", ("township",)),
            ("村", ("village",)),
            ("村（社区）级", ("village",)),
            ("乡、村级", ("township", "village")),
            ("县级、乡级", ("county", "township")),
            ("、村级", ("township", "village")),
            ("省级", ("provincial",)),
            ("某级", ()),
            ("", ()),
        ],
    )
    def test_units(self, text: str, levels: tuple[str, ...]) -> None:
        """The units at the end of the word, highest first."""
        assert levels_in(text) == levels


class TestVocabulary:
    """Cut labels are read only when one meaning fits."""

    def test_whole_before_cut(self) -> None:
        """A whole label is never taken for a cut one."""
        words = Vocabulary([("公开时限", 1), ("公开时", 2)])

        assert words.find("公开时") == 2
        assert words.exact("开时限") is None
        assert words.find("开时限") == 1

    def test_two_meanings_are_none(self) -> None:
        """What two labels may have been is neither."""
        words = Vocabulary([("甲乙丙丁", 1), ("甲乙丙戊", 2), ("公开时限", 3), ("五公开", 4)])

        assert words.find("甲乙丙") is None
        assert words.find("公开") is None
        assert words.find("五公") == 4

    def test_a_lost_negation_is_not_guessed(self) -> None:
        """公开 is not what is left of 不公开."""
        assert code_of("mode", "公开") is None

    def test_codes(self) -> None:
        """Labels of codes are cut as well."""
        assert code_of("mode", "主动开") == "proactive"
        assert code_of("mode", "某种方式") is None
