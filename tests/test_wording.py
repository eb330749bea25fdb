"""原文: the folded form that the grammars read, and the way back to what was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.wording import HALF_WIDTH, Wording, number, unbroken


class TestWording:
    """Blanks, line breaks, width and invisible characters are folded away; places lead back."""

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("信息形成\n\n或者变更", "信息形成或者变更"),
            ("２０ 个\u3000工作\u00a0日", "20个工作日"),
            ("之⽇起", "之日起"),
            ("政府\u200b网站\ufeff", "政府网站"),
            ("国发〔2016〕14号", "国发〔2016〕14号"),
        ],
    )
    def test_folds_layout_only(self, text: str, folded: str) -> None:
        """Title marks and brackets stay what they are."""
        assert Wording.of(text).folded == folded

    @given(st.text(), st.data())
    def test_leads_back(self, text: str, data: st.DataObject) -> None:
        """What was printed for a stretch of the folded form folds to that stretch."""
        wording = Wording.of(text)
        start = data.draw(st.integers(0, len(wording.folded)))
        end = data.draw(st.integers(start, len(wording.folded)))
        printed = wording.printed(start, end)

        assert printed in text
        assert wording.folded[start:end] in Wording.of(printed).folded

    @given(st.text())
    def test_half_width_keeps_places(self, text: str) -> None:
        """Half-width text has a character for each printed one."""
        assert len(text.translate(HALF_WIDTH)) == len(text)


class TestUnbroken:
    """Names are joined as Chinese is written."""

    def test_blanks_between_latin_words_stay(self) -> None:
        """Only layout goes."""
        assert unbroken(" 人力\n资源 和\u3000社会 ") == "人力资源和社会"
        assert unbroken("GB\n32939 标准") == "GB 32939标准"
        assert unbroken("ＧＢ　３２９３９") == "ＧＢ ３２９３９"

    @given(st.text())
    def test_is_idempotent(self, text: str) -> None:
        """A joined name is joined."""
        assert unbroken(unbroken(text)) == unbroken(text)


class TestNumber:
    """Arabic and Chinese numerals."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("20", 20),
            ("2O", 20),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("廿五", 25),
            ("两", 2),
            ("一百零五", 105),
            ("〇", 0),
        ],
    )
    def test_value(self, text: str, value: int) -> None:
        """The value below a thousand; the letter O after a digit is a nought."""
        assert number(text) == value

    def test_anything_else_is_an_error(self) -> None:
        """A word is no number."""
        with pytest.raises(KeyError):
            number("几")
