"""Guides: which element a heading means, how long a handling time is, and whether two platforms say the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.codelists import code_list
from gongkai_standard.guide import PROMISED, Element, Guide, content, required_elements


def said(value: Any) -> str:
    """What a guide says where its materials stand."""
    return content(Guide(elements={"申请材料": value}))["materials"].text


class TestContent:
    """三(三): 全面统一公开要素齐全、内容一致的办事指南."""

    def test_every_heading_of_the_list_means_its_element(self) -> None:
        """The usual heading and all others that platforms print."""
        for code in code_list("guide_element"):
            for heading in code.labels:
                assert list(content(Guide(elements={heading: "x"}))) == [code.code]

    def test_the_core_has_the_names_of_the_data_model(self) -> None:
        """Seventeen elements; their usual headings are the members of `elements`."""
        headings = [code.zh for code in code_list("guide_element") if code.code in required_elements()]
        assert len(headings) == 17
        assert headings[:3] == ["事项名称", "事项类型", "设定依据"]

    def test_other_headings_keep_their_own_name(self) -> None:
        """Folded, so that two platforms can be compared; the place is the heading as printed."""
        assert content(Guide(elements={"温馨 提示": "x"})) == {"温馨提示": Element("elements/温馨 提示", "x")}

    def test_of_two_headings_for_one_element_the_first_counts(self) -> None:
        """The other is not lost: it stays in the guide."""
        assert content(Guide(elements={"咨询电话": "甲", "联系电话": "乙"}))["inquiries"].text == "甲"

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("身份证", "身份证"),
            (["身份证", "户口簿"], "身份证；户口簿"),
            ([{"名称": "身份证", "份数": 1}], "身份证；1"),
            (None, ""),
            ([], ""),
        ],
    )
    def test_a_list_or_an_object_is_read_as_its_words(self, value: Any, text: str) -> None:
        """Whatever JSON a platform puts there."""
        assert said(value) == text

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("20个工作日", (20, 20)),
            ("自受理之日起二十个工作日内办结", (20, 20)),
            ("当场办结", (0, 0)),
            ("1个月", (20, 23)),
            ("14日", (10, 14)),
            ("受理5个工作日，送达10个工作日", (5, 10)),
            ("无", None),
            ("见公告", None),
        ],
    )
    def test_a_handling_time_is_counted_in_working_days(self, text: str, days: tuple[float, float] | None) -> None:
        """At least and at most; None where the words name no time."""
        assert content(Guide(elements={"承诺时限": text}))[PROMISED].days == days

    def test_a_number_is_believed_before_the_words(self) -> None:
        """The place is then the member."""
        guide = Guide(elements={"承诺办结时限": "10个工作日"}, promised_days=5)
        assert content(guide)[PROMISED] == Element("promised_days", "5", (5, 5))


class TestAgreement:
    """内容一致."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("周一至周五 9:00-17:00", "周一至周五\n9:00—17:00"),
            ("身份证、户口簿。", "身份证;户口簿"),
            ("年满６０周岁（含）", "年满60周岁(含)"),
        ],
    )
    def test_layout_is_no_difference(self, one: str, other: str) -> None:
        """Blanks, width, brackets and marks between words."""
        assert Element("", one).agrees(Element("", other))

    @pytest.mark.parametrize(
        ("one", "other"), [("1.5元", "15元"), ("9:00", "900"), ("1/2", "12"), ("甲乙", "乙甲"), ("无", "")]
    )
    def test_words_and_numbers_are(self, one: str, other: str) -> None:
        """A point, colon or stroke between two digits says something."""
        assert not Element("", one).agrees(Element("", other))

    def test_handling_times_agree_by_their_length(self) -> None:
        """Not by their wording; where one cannot be counted, by the wording."""
        five = Element("", "5个工作日", (5, 5))
        assert five.agrees(Element("", "五个工作日内", (5, 5)))
        assert not five.agrees(Element("", "5个工作日", (6, 6)))
        assert five.agrees(Element("", "5个工作日"))

    @given(st.text(), st.text())
    def test_is_mutual(self, one: str, other: str) -> None:
        """Either may be the measure, and each agrees with itself."""
        first, second = Element("", one), Element("", other)
        assert first.agrees(second) == second.agrees(first)
        assert first.agrees(first)
