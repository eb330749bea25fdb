"""责任主体: several bodies in one cell, and names that hold separators themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.responsible_body import parse
from phrases import FULL_WIDTH, phrases, wordings, words

_CELLS = wordings(
    "县 市 、 ， / 和 及 或 以及 民政局 人力资源 社会 保障部门 乡镇 人民政府 （ ） ( ) "
    "街道办事处 各 部门 1. ① 住房 城乡 建设局 ；"
)
_BODIES = (
    "县民政局",
    "乡镇人民政府",
    "街道办事处",
    "人力资源和社会保障部门",
    "住房和城乡建设局",
    "市、区两级民政部门",
    "街镇人民政府(街道办事处)",
)


class TestPhrases:
    """Each phrase of the table names these bodies."""

    @pytest.mark.parametrize(("text", "values"), phrases("responsible_body"))
    def test_names(self, text: str, values: list[str]) -> None:
        """The bodies in the order of the wording."""
        assert list(parse(text)) == values


class TestSeparators:
    """Several bodies: 、 , / 和 及 或, a line break."""

    @given(
        st.lists(st.sampled_from(_BODIES), min_size=1, max_size=5), st.sampled_from(["、", "，", "；", "/", "\n", " "])
    )
    def test_part_whole_names(self, bodies: list[str], separator: str) -> None:
        """Joined names come apart again, although some hold 和, 、 and brackets."""
        assert parse(separator.join(bodies)) == tuple(bodies)

    @given(st.sampled_from(_BODIES), st.sampled_from(_BODIES), st.sampled_from(["和", "及", "或", "与", "以及"]))
    def test_conjunctions(self, first: str, second: str, conjunction: str) -> None:
        """A conjunction parts two bodies, not the words of one."""
        assert parse(first + conjunction + second) == (first, second)

    @pytest.mark.parametrize("text", ["发展和改革委员会", "民政局和市", "县人民政府及其部门", "或其他组织"])
    def test_conjunctions_inside_a_name(self, text: str) -> None:
        """What stands on one side is no body: the words stay together."""
        assert parse(text) == (text,)

    @given(st.sampled_from(_BODIES), st.integers(min_value=1, max_value=3))
    def test_layout_is_no_separator(self, body: str, width: int) -> None:
        """A narrow column breaks a name every few characters."""
        assert parse("\n".join(body[i : i + width] for i in range(0, len(body), width))) == (body,)


class TestWording:
    """Names are kept as printed."""

    @pytest.mark.parametrize("text", ["", " \n", "、", "/"])
    def test_blank_is_nothing(self, text: str) -> None:
        """A blank cell, or punctuation, names nobody."""
        assert parse(text) == ()

    @given(_CELLS)
    def test_no_word_vanishes(self, text: str) -> None:
        """Every character of the cell stands in a name, except conjunctions and list numbers."""
        lost = words(text) - words("".join(parse(text)))

        assert set(lost) <= set("和及与或以0123456789一二三四五六七八九十")

    @given(_CELLS)
    def test_width_does_not_count(self, text: str) -> None:
        """Full-width brackets and commas part the same names."""
        assert [name.translate(FULL_WIDTH) for name in parse(text)] == list(parse(text.translate(FULL_WIDTH)))
