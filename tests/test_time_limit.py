"""公开时限: cells hold compound, numbered, broken and vague deadlines; the wording is kept."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from gongkai_standard.codelists import code_list
from gongkai_standard.time_limit import TimeLimit, parse
from phrases import FULL_WIDTH, members, phrases, spread, wordings, words

_CELLS = wordings(
    "信息形成 或者 变更 之日起 自 在 20 个 工作日 日 月 年 半年 季度 内 前 后 公示 不少于 "
    "7 二十 长期 公开 及时 实时 定期 每年 每 1月 31日 次 / 至少 另有规定的 从其规定 "
    "法律、法规 其中 行政处罚 其他 : ; 。 , ( ) 1. ① 一、 《决定》 作出 收到申请 听证 "
    "时 按进展 动态 依法 除外"
)


class TestPhrases:
    """规定时限: each phrase of the table stands for these terms."""

    @pytest.mark.parametrize(("text", "values"), phrases("time_limit"))
    def test_stands_for(self, text: str, values: list[dict[str, Any]]) -> None:
        """Kind, trigger, quantity, unit, date and subject of every term, in the order of the wording."""
        assert [members(limit, "text") for limit in parse(text)] == values

    @pytest.mark.parametrize("list_name", ["duration_kind", "trigger", "unit"])
    def test_uses_every_code_of_the_list(self, list_name: str) -> None:
        """The table shows each code of the closed lists at least once, and no other."""
        member = {"duration_kind": "kind"}.get(list_name, list_name)
        used = {value[member] for _, values in phrases("time_limit") for value in values if member in value}

        assert used == {code.code for code in code_list(list_name)}


class TestOneCellSeveralTerms:
    """除处罚决定外…长期公开(动态调整);处罚决定:20个工作日内: one cell may hold several terms."""

    def test_numbered_parts_have_their_own_subject(self) -> None:
        """The label before the colon says what the term applies to; the mark stays in the wording."""
        general, penalty = parse("1.除处罚决定外其他内容:长期公开(动态调整);2.处罚决定:20个工作日内。")

        assert (general.text, general.applies_to) == (
            "1.除处罚决定外其他内容:长期公开(动态调整)",
            "除处罚决定外其他内容",
        )
        assert (penalty.text, penalty.applies_to) == ("2.处罚决定:20个工作日内", "处罚决定")

    def test_a_release_term_and_how_long_it_stays(self) -> None:
        """10个工作日内,公示7个工作日: the second is a duration, not a due date."""
        assert [limit.kind for limit in parse("10个工作日内,公示7个工作日")] == ["within", "notice_period"]

    def test_the_exception_is_a_term_of_its_own(self) -> None:
        """法律、法规另有规定的,从其规定 stands beside the general term, comma and all."""
        release, exception = parse("信息形成或者变更之日起20个工作日内。法律、法规另有规定的,从其规定。")

        assert release.kind == "within"
        assert exception == TimeLimit(text="法律、法规另有规定的,从其规定", kind="statutory_override")

    def test_a_place_is_no_term(self) -> None:
        """在村公示栏公开 says where, also after a full stop."""
        assert [limit.text for limit in parse("结束后5个工作日内。在村公示栏公开。")] == [
            "结束后5个工作日内。在村公示栏公开"
        ]

    def test_what_nobody_understands_is_kept(self) -> None:
        """A part without a term is an unspecified limit with its words."""
        assert parse("20个工作日内;见附件")[1] == TimeLimit(text="见附件", kind="unspecified")

    def test_brackets_around_a_term_go_brackets_inside_stay(self) -> None:
        """The wording of a term in brackets is the term."""
        assert [limit.text for limit in parse("长期公开（法律另有规定的除外）")] == ["长期公开", "法律另有规定的除外"]
        assert [limit.text for limit in parse("长期公开（动态调整）")] == ["长期公开（动态调整）"]


class TestBeforeTheEvent:
    """听证7个工作日前: the term ends before the event."""

    @pytest.mark.parametrize("text", ["在组织听证7个工作日前予以公开", "组织听证前7个工作日", "提前7个工作日公开"])
    def test_counts_back(self, text: str) -> None:
        """`before` is true and the quantity stays positive."""
        (limit,) = parse(text)

        assert (limit.before, limit.trigger, limit.quantity, limit.unit) == (True, "event", 7, "working_day")

    def test_is_never_false(self) -> None:
        """A term after the event has no `before`."""
        assert parse("结束后7个工作日内")[0].before is None


class TestWording:
    """The text is always kept; how it is printed does not change what it says."""

    @pytest.mark.parametrize("text", ["", " \n\u3000", "\u200b"])
    def test_blank_is_nothing(self, text: str) -> None:
        """A blank cell has no terms."""
        assert parse(text) == ()

    @pytest.mark.parametrize("text", ["/", "——", "。"])
    def test_a_dash_is_kept(self, text: str) -> None:
        """A cell of punctuation says nothing, and is kept."""
        assert parse(text) == (TimeLimit(text=text, kind="unspecified"),)

    @given(_CELLS)
    def test_no_word_vanishes(self, text: str) -> None:
        """Every character and figure of the cell stands in the wording of exactly one term, in order."""
        assert words("".join(limit.text or "" for limit in parse(text))) == words(text)

    @given(_CELLS)
    def test_layout_does_not_count(self, text: str) -> None:
        """Blanks and line breaks between any two characters, and full width, change no value."""
        values = [members(limit, "text") for limit in parse(text)]

        assert [members(limit, "text") for limit in parse(spread(text))] == values
        assert [members(limit, "text") for limit in parse(text.translate(FULL_WIDTH))] == values

    @pytest.mark.parametrize("text", [text for text, values in phrases("time_limit") if len(values) == 1])
    def test_a_term_reads_as_itself(self, text: str) -> None:
        """Parsing the kept wording of a single term gives the term again."""
        (limit,) = parse(text)

        assert parse(limit.text or "") == (evolve(limit),)
