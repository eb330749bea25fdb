"""公开依据: titles nest, numbers come in every bracket, notes are full of dates; the wording is kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import legal_basis
from gongkai_standard.folding import fold
from gongkai_standard.legal_basis import LegalBasis, parse
from phrases import FULL_WIDTH, members, phrases, wordings, words

_CELLS = wordings(
    "《 》 〈 〉 < > 政府信息公开条例 关于印发 的通知 、 ， ； 。 ： （ ） 〔 〕 [ ] "
    "【法律】 国务院令 第711号 国发 2016 14号 第二十条 第一款 等 及其实施细则 相关规定 "
    "2019年4月3日 修订 1. ① 和 公告 GB/T 32939 文件 \n关于"
)


class TestPhrases:
    """Each phrase of the table stands for these citations."""

    @pytest.mark.parametrize(("text", "values"), phrases("legal_basis"))
    def test_stands_for(self, text: str, values: list[dict[str, Any]]) -> None:
        """Title, number, article and kind of every citation, in the order of the wording."""
        assert [members(basis, "text") for basis in parse(text)] == values


class TestNumber:
    """发文字号: `number` is in the standard form 国办发〔2017〕42号."""

    @pytest.mark.parametrize("opening", [*"〔﹝[(【［（", ""])
    @pytest.mark.parametrize("closing", [*"〕﹞])】］）", ""])
    def test_any_brackets(self, opening: str, closing: str) -> None:
        """Whatever brackets were printed, mixed or lost."""
        (basis,) = parse(f"《意见》（国办发{opening}2017{closing}42号）")

        assert basis.number == "国办发〔2017〕42号"

    @pytest.mark.parametrize(
        "number", ["国务院令第711号", "国令第711号", "主席令第四十一号", "公告2009年第1号", "渝交计121号"]
    )
    @pytest.mark.parametrize("around", ["（{}）", "{}", "（{}）等", "，{}，第二十条", "第二十条（{}）"])
    def test_orders_and_announcements(self, number: str, around: str) -> None:
        """An order or announcement is kept as printed, wherever it stands after the title."""
        assert parse(f"《条例》{around.format(number)}")[0].number == number

    def test_a_year_alone_is_an_edition(self) -> None:
        """《教育法》(2015) has no number."""
        assert parse("《教育法》(2015)") == (LegalBasis(text="《教育法》(2015)", title="教育法"),)

    def test_two_numbers_are_two_citations(self) -> None:
        """One title may carry two numbers: the document is cited by each."""
        first, second = parse("关于做好贴息工作的通知 辽财债〔2018〕206号、财金〔2018〕22号")

        assert first.title == second.title == "关于做好贴息工作的通知"
        assert (first.number, second.number, second.text) == (
            "辽财债〔2018〕206号",
            "财金〔2018〕22号",
            "财金〔2018〕22号",
        )

    def test_a_list_number_is_no_number(self) -> None:
        """A list mark belongs to the citation after it."""
        assert [basis.text for basis in parse("1.《甲法》；2.《乙法》")] == ["1.《甲法》", "2.《乙法》"]


class TestTitle:
    """Split at top-level 《…》, not at the separator; titles nest and lose their marks."""

    def test_separators_inside_cut_nothing(self) -> None:
        """A title may contain 、, 和, blanks and brackets."""
        (basis,) = parse("《文化部 财政部关于推进全国美术馆、公共图书馆、文化馆(站)免费开放工作的意见》")

        assert basis.title == "文化部财政部关于推进全国美术馆、公共图书馆、文化馆(站)免费开放工作的意见"

    @pytest.mark.parametrize(
        "text", ["《甲法", "甲法》", "《甲法》", "<甲法>", "≪甲法≫", "«甲法»", "《〈甲法〉》", "《甲法>》", "《甲法〉"]
    )
    def test_marks_of_any_kind(self, text: str) -> None:
        """One mark may be lost, doubled, or another sign."""
        assert [basis.title for basis in parse(text)] == ["甲法"]

    def test_a_note_may_quote_other_titles(self) -> None:
        """Titles inside the bracket after a title are no citations."""
        (basis,) = parse(
            "《就业促进法》（2007年8月30日通过 根据2015年4月24日《关于修改〈电力法〉等六部法律的决定》修正）"
        )

        assert (basis.title, basis.number) == ("就业促进法", None)

    def test_a_quotation_is_no_citation(self) -> None:
        """What follows the article and a colon is quoted, whatever it mentions."""
        (basis,) = parse("《条例》第二十条第一款：行政法规、规章和规范性文件")

        assert (basis.title, basis.article) == ("条例", "第二十条第一款")

    def test_generic_words_have_no_title(self) -> None:
        """信息公开规定, 相关政策文件 are kept as text."""
        assert parse("相关政策文件") == (LegalBasis(text="相关政策文件"),)
        assert parse("《甲法》、各地配套政策法规文件")[1] == LegalBasis(text="各地配套政策法规文件")

    def test_an_unknown_type_is_no_kind(self) -> None:
        """A type that the list `basis_kind` does not have stays in the wording."""
        assert parse("【其它材料】《甲法》") == (LegalBasis(text="【其它材料】《甲法》", title="甲法"),)


class TestWording:
    """The text of a citation is always kept."""

    @pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
    def test_blank_is_nothing(self, text: str) -> None:
        """A blank cell cites nothing."""
        assert parse(text) == ()

    @given(_CELLS)
    def test_no_word_vanishes(self, text: str) -> None:
        """Every character and figure of the cell stands in the wording of a citation."""
        assert words(text) <= words("".join(basis.text or "" for basis in parse(text)))

    @given(_CELLS)
    def test_width_does_not_count(self, text: str) -> None:
        """Full-width brackets, figures and commas change no value."""

        def values(text: str) -> list[tuple[str | None, ...]]:
            return [(fold(b.title or ""), b.number, b.article, b.kind) for b in parse(text)]

        assert values(text.translate(FULL_WIDTH)) == values(text)

    @pytest.mark.parametrize("text", [text for text, values in phrases("legal_basis") if "\n" not in text])
    def test_blanks_do_not_count(self, text: str) -> None:
        """Blanks between any two characters change no number and no article."""
        printed = " ".join(text)

        assert [(b.number, b.article) for b in parse(printed)] == [(b.number, b.article) for b in parse(text)]


_CITATIONS = st.builds(
    "《{}》{}{}{}".format,
    st.sampled_from(["预算法", "政府信息公开条例", "关于印发全国方案的通知", "和谐社会建设规定", "有关规定"]),
    st.sampled_from(
        ["", "(国务院令第492号)", "（国办发〔2017〕42号）", "(关于第3号)", "（和府发〔2016〕7号）", "(2019年)"]
    ),
    st.sampled_from(["", "第十条", "第一百零二条", "第二十条第七款"]),
    st.sampled_from(["", "、", "\n", " \n ", "；", ";", "等", "，"]),
)


class TestRegularCells:
    """Most cells hold regular citations only; a short way reads them, and never reads them otherwise."""

    @given(st.lists(_CITATIONS, min_size=1, max_size=4).map("".join))
    def test_the_short_way_agrees_with_the_grammar(self, text: str) -> None:
        """What it does not refuse, it reads as the whole grammar does."""
        assert legal_basis._regular(text) in ((), legal_basis._read(text))

    def test_it_is_taken(self) -> None:
        """A regular cell does not need the grammar."""
        assert len(legal_basis._regular("《预算法》第十条；《政府信息公开条例》(国务院令第492号)")) == 2
