"""The comparison key."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.folding import fold


class TestFold:
    """Headings and cells that say the same have one key."""

    @pytest.mark.parametrize(
        ("printed", "key"),
        [
            ("公开\n时限", "公开时限"),
            ("一级 事项", "一级事项"),
            ("全\u00a0社\u3000会", "全社会"),
            ("依申\u200b请\ufeff", "依申请"),
            ("公开内容（要素）", "公开内容(要素)"),
            ("国办发【2017】42号", "国办发(2017)42号"),
            ("国办发﹝2017﹞42号", "国办发(2017)42号"),
            ("国办发〔2017］42号", "国办发(2017)42号"),
            ("２０个工作日", "20个工作日"),
            ("政务ＡＰＰ", "政务APP"),
            ("公開渠道和載體", "公开渠道和载体"),
            ("特定群眾", "特定群众"),
            ("責任主體", "责任主体"),
            ("縣級", "县级"),
            ("社區/企事業單位/村公示欄（電子屏）", "社区/企事业单位/村公示栏(电子屏)"),
        ],
    )
    def test_removes_what_differs_in_print_only(self, printed: str, key: str) -> None:
        """Blanks, line breaks, zero-width characters, width, brackets and script do not count."""
        assert fold(printed) == key

    @pytest.mark.parametrize("text", ["《条例》", "〈办法〉", "「双随机」", "“五公开”", "县、乡", "10日、20日"])
    def test_keeps_title_marks_quotes_and_separators(self, text: str) -> None:
        """Marks that carry meaning stay: titles, quotes, the enumeration comma."""
        assert fold(text) == text

    @given(st.text())
    def test_is_idempotent(self, text: str) -> None:
        """A key is its own key."""
        assert fold(fold(text)) == fold(text)

    @given(st.text())
    def test_is_composed_and_without_white_space(self, text: str) -> None:
        """Every key is in NFC and holds no white space."""
        key = fold(text)

        assert unicodedata.is_normalized("NFC", key)
        assert not any(char.isspace() for char in key)

    @given(st.text(), st.sampled_from([" ", "\n", "\t", "\u00a0", "\u2009", "\u3000", "\u200b", "\u2060", "\ufeff"]))
    def test_does_not_see_blanks(self, text: str, blank: str) -> None:
        """A blank between any two characters changes nothing."""
        composed = unicodedata.normalize("NFC", text)

        assert fold(blank.join(composed)) == fold(composed)

    def test_leaves_printed_labels_in_simplified_script(self) -> None:
        """No label of any list is taken for the other script, except where an alias spells it out."""
        changed = {
            (name, label)
            for name in code_list_names()
            for code in code_list(name)
            for label in (code.zh, code.en)
            if fold(label) != "".join(label.split())
        }

        assert changed == set()
