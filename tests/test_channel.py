"""公开渠道和载体: boxes of every font, names that contain separators, names without any."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import channel as channels
from gongkai_standard.channel import Channel, parse
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from phrases import FULL_WIDTH, members, phrases, wordings, words

_CELLS = wordings(
    "■ □ 口 £ R √ 政府网站 两微一端 发布会 / 听证会 社区 、 企事业单位 村公示栏 "
    "（电子屏） ( ) 其他 ： _ ； 1. ① 注：见附件 "
    "http://www.example.gov.cn/a 党群服务中心 和 政务服务中心 公开 “某栏” "
    "广播"
)
_BOXES = [code for code in code_list("channel") if code.notation and code.notation <= "13"]
"""The boxes of the national tables, in their order."""
_NAMES = st.lists(st.sampled_from([box for box in _BOXES if box.code != "other"]), min_size=1, max_size=13)


class TestPhrases:
    """Each phrase of the table stands for these channels."""

    @pytest.mark.parametrize(("text", "values"), phrases("channel"))
    def test_stands_for(self, text: str, values: list[dict[str, Any]]) -> None:
        """Code or wording, and obligation, in the order of the cell."""
        assert [members(channel) for channel in parse(text)] == values


class TestBoxes:
    """■/□ (and 口, £, R, þ …) mean chosen / not chosen; names without any box are chosen."""

    @pytest.mark.parametrize("ticked", [*"■☑☒√✓Rþý\uf052\uf0fe●"])
    @pytest.mark.parametrize("empty", [*"□☐£￡口○〇¨\uf0a3\uf0a8"])
    @pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u3000\u3000"])
    def test_glyph_families(self, ticked: str, empty: str, space: str) -> None:
        """Any family, with or without blanks between box and name and between boxes."""
        signs = [ticked if index % 3 == 0 else empty for index in range(len(_BOXES))]
        text = space.join(f"{sign}{space}{box.zh}" for sign, box in zip(signs, _BOXES, strict=True))

        assert parse(text) == tuple(
            Channel(code=box.code, obligation="chosen" if sign == ticked else "not_chosen")
            for sign, box in zip(signs, _BOXES, strict=True)
        )

    def test_the_legend_changes_their_meaning(self) -> None:
        """「■表示必选项,□表示可选项」: filled is required, empty is optional and still allowed."""
        assert [channel.obligation for channel in parse("■政府网站□政府公报", legend=True)] == ["required", "optional"]
        assert [channel.obligation for channel in parse("政府网站", legend=True)] == ["chosen"]

    def test_boxes_behind_the_names(self) -> None:
        """A cell that ends with a box has its boxes behind the names; a name after none is chosen."""
        assert [channel.obligation for channel in parse("政府网站□ 政府公报√")] == ["not_chosen", "chosen"]

    @pytest.mark.parametrize("text", ["口头告知", "办事窗口", "大河口乡公示栏", "■政府网站 口头告知", "两微一端APP"])
    def test_a_character_of_a_name_is_no_box(self, text: str) -> None:
        """口 and single letters are boxes only where a name can begin."""
        assert all(channel.obligation == "chosen" for channel in parse(text))

    def test_a_box_without_a_name_is_nothing(self) -> None:
        """Empty rows of a form are no channels."""
        assert parse("■ □ \n□") == ()


class TestNames:
    """`/` is part of names and joins channels elsewhere; nothing at all may stand between names."""

    @given(_NAMES, st.sampled_from(["、", "，", "；", "/", "\n", " ", ""]))
    def test_come_apart(self, boxes: list[Any], separator: str) -> None:
        """The names of the boxes, joined by anything, are found again."""
        assert [channel.code for channel in parse(separator.join(box.zh for box in boxes))] == [b.code for b in boxes]

    @given(st.sampled_from(_BOXES), st.data())
    def test_layout_is_no_separator(self, box: Any, data: st.DataObject) -> None:
        """A name may be cut over lines anywhere."""
        cut = data.draw(st.integers(0, len(box.zh)))

        assert parse(f"■{box.zh[:cut]}\n{box.zh[cut:]}") == (Channel(code=box.code, obligation="chosen"),)

    def test_a_variant_keeps_its_wording(self) -> None:
        """An alias or an ending gives the code; what was printed stays in the text."""
        assert parse("镇门户网站") == (Channel(code="government_website", text="镇门户网站", obligation="chosen"),)

    def test_an_unknown_name_is_text(self) -> None:
        """What matches no code is kept, so that a rule can point at it."""
        assert parse("双公示系统\n党群服务中心") == (
            Channel(text="双公示系统", obligation="chosen"),
            Channel(text="党群服务中心", obligation="chosen"),
        )

    @pytest.mark.parametrize("joined", ["其他{}", "其他 {}", "其他：{}", "其它:\n{}", "其他（{}）", "其他_{}"])
    def test_free_text_after_other(self, joined: str) -> None:
        """Glued, after a blank, after a colon, in brackets."""
        (channel,) = parse("■" + joined.format("办税服务厅"))

        assert channel == Channel(code="other", text="办税服务厅", obligation="chosen")

    @pytest.mark.parametrize("printed", ["（请注明）", "（请注明）：办税服务厅"])
    def test_a_form_s_own_words_stay(self, printed: str) -> None:
        """What the form asks behind 其他 is wording too."""
        assert parse("■其他" + printed) == (Channel(code="other", text=printed, obligation="chosen"),)

    def test_other_beside_a_channel(self) -> None:
        """A known name after 其他 is a channel of its own, unless a colon says otherwise."""
        assert [channel.code for channel in parse("其他 政府公报")] == ["other", "government_gazette"]
        assert parse("其他：政府公报") == (Channel(code="other", text="政府公报", obligation="chosen"),)


class TestAsides:
    """URLs and notes occur in the cell."""

    @pytest.mark.parametrize(
        "aside", ["http://www.example.gov.cn/zwgk/index#2638", "（www.example.gov.cn）", "\n注：推送至省级平台。"]
    )
    def test_stay_with_the_channel_before(self, aside: str) -> None:
        """They are no channels; their words are kept."""
        (channel,) = parse(f"■政府网站{aside}")

        assert channel.code == "government_website"
        assert fold(aside) in fold(channel.text or "")

    def test_alone_they_are_text(self) -> None:
        """An address without a name is no known channel."""
        assert parse("www.example.gov.cn") == (Channel(text="www.example.gov.cn", obligation="chosen"),)

    def test_an_invisible_character_is_no_obstacle(self) -> None:
        """A zero-width space inside a name hides nothing."""
        assert [channel.code for channel in parse("某镇\u200b公示栏、政府\u200b网站")] == [
            "notice_board",
            "government_website",
        ]


class TestWording:
    """What was printed is kept, as code or as text."""

    @pytest.mark.parametrize("text", ["", " \n\u3000", "、", "1."])
    def test_blank_is_nothing(self, text: str) -> None:
        """A blank cell names no channel."""
        assert parse(text) == ()

    @given(_CELLS, st.booleans())
    def test_no_word_vanishes(self, text: str, legend: bool) -> None:
        """Every character stands in a label or a text, except conjunctions, list numbers, boxes and prompts."""
        labels = {code.code: code.zh for code in code_list("channel")}
        kept = "".join(labels.get(c.code or "", "") + (c.text or "") for c in parse(text, legend=legend))

        assert set(words(text) - words(kept)) <= set("和及与或以口囗其它请注说写标明0123456789一二三四五六七八九十")

    @given(_CELLS)
    def test_width_does_not_count(self, text: str) -> None:
        """Full-width separators and brackets change no code and no obligation."""

        def values(text: str) -> list[tuple[str | None, ...]]:
            return [(channel.code, channel.obligation) for channel in parse(text)]

        assert values(text.translate({**FULL_WIDTH, **{ord(letter): letter for letter in "RQPSTnoq"}})) == values(text)


_PRINTED = st.builds(
    "{}{}{}{}".format,
    st.sampled_from("■□"),
    st.sampled_from(["", " "]),
    st.sampled_from(
        [code.zh for code in code_list("channel")] + ["信用平台", "政府网站及公示栏", "大喇叭等", "其他村民群"]
    ),
    st.sampled_from(["", " ", "\n", "、"]),
)


class TestPrintedForms:
    """Most cells are the official form with its boxes; a short way reads them, and never reads them otherwise."""

    @given(st.lists(_PRINTED, min_size=1, max_size=15).map("".join), st.booleans())
    def test_the_short_way_agrees_with_the_scanner(self, text: str, legend: bool) -> None:
        """What it does not refuse, it reads as the scanner does."""
        assert channels._printed_form(text, legend) in ((), channels._scanned(text, legend))

    def test_it_is_taken(self) -> None:
        """The official form does not need the scanner."""
        assert len(channels._printed_form("■政府网站 □政府公报\n□信用平台", False)) == 3
