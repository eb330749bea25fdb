"""个人信息: numbers of persons are found by their check digits, wherever they stand, and never shown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import check
from gongkai_standard.catalogue import Audience, Catalogue, Entry, Section
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList
from gongkai_standard.organisation import Contact
from gongkai_standard.portal import Progress, Topic
from gongkai_standard.publication import Publication, Question
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules.personal_data import is_citizen_id, masked, personal_data
from gongkai_standard.rules.prose import numbered, prose
from gongkai_standard.shape import Form, members
from gongkai_standard.terms import terms_of
from gongkai_standard.testing.strategies import compendia

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID = "410311195001011233"


@st.composite
def citizen_ids(draw: st.DrawFn) -> str:
    """Ids that nobody need have: right by province, day and check digit."""
    province = draw(st.sampled_from(["11", "41", "65", "83"]))
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    digits = f"{province}{draw(st.integers(0, 9999)):04}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11]


def kinds(text: str) -> list[str]:
    """The kinds of the numbers of persons in a text."""
    return [found.kind for found in personal_data(text)]


class TestNumbers:
    """What a number of a person is, and what only looks like one."""

    @given(citizen_ids(), st.integers(0, 17))
    def test_one_wrong_digit_makes_an_id_no_id(self, number: str, at: int) -> None:
        """The check digit finds every single error."""
        assert is_citizen_id(number)
        wrong = number[:at] + str((int(number[at].replace("X", "0")) + 1) % 10) + number[at + 1 :]
        assert not is_citizen_id(wrong)

    @given(citizen_ids(), st.text("张某（，的 身份证号：", max_size=9), st.text("）。，元办理", max_size=9))
    def test_an_id_is_found_in_any_text_and_masked(self, number: str, before: str, after: str) -> None:
        """And masking leaves nothing more to mask."""
        text = f"{before}{number}{after}"
        assert kinds(text) == ["citizen_id"]
        assert masked(text) == f"{before}{number[:3]}…{after}"
        assert masked(masked(text)) == masked(text)

    @pytest.mark.parametrize(
        "text",
        [
            "6222020200112230467",
            "卡号6222 0202 0011 2230 467",
            "6222-0202-0011-2230-467",
            "银行卡：4111111111111111",
            "账号 5500-0000-0000-0004",
        ],
    )
    def test_cards(self, text: str) -> None:
        """By Luhn's sum; grouped or not."""
        assert kinds(text) == ["bank_card"]

    @pytest.mark.parametrize(
        "text",
        ["13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "008613800138000", "电话13800138000转1"],
    )
    def test_mobile_numbers(self, text: str) -> None:
        """With or without the code of the country."""
        assert kinds(text) == ["mobile"]

    @pytest.mark.parametrize(
        "text",
        [
            "410311195001011234",  # check digit
            "11010519491231003X",  # check digit, where it is a letter
            "410311195013011239",  # no such month
            "470311195001011233",  # no such province
            "6222020200112230468",  # Luhn
            "4111111111111111",  # a card by its sum, and nothing says so
            "4111111111111111111111",  # longer than any card
            "12800138000",  # no such prefix
            "0379-65931234",  # an office's telephone
            "113800138000",
            "13800138000.5元",
            "3.13800138000",
            "A13800138000",
            "https://www.qinghe.gov.cn/13800138000.html",
            "国办发〔2017〕42号 20170509",
            "",
        ],
    )
    def test_what_only_looks_like_one(self, text: str) -> None:
        """Codes, amounts, addresses and landlines."""
        assert kinds(text) == []
        assert masked(text) == text

    def test_masks_lists_and_leaves_other_values_alone(self) -> None:
        """As the parameters of findings are."""
        assert masked((f"ID{ID}", 3, None)) == ("ID410…", 3, None)


ROWS = (Entry, Item, SourceEntry)


def planted(row: type) -> list[tuple[str, Any]]:
    """(place, row) with an id in each single member of prose, by the model's own shapes."""
    made: list[tuple[str, Any]] = []
    for member in members(row):
        if member.form is Form.TEXT:
            word = terms_of(row).get(member.attribute)
            if (word is None or word.codes is None) and not member.name.endswith(("id", "code")):
                made.append((f"/{member.name}", row(**{member.attribute: ID})))
        elif member.form is Form.TEXTS:
            made.append((f"/{member.name}/1", row(**{member.attribute: ("x", ID)})))
    made.append(("/extra/备注", row(extra={"备注": ID})))
    made.append(("/extra/备注/0", row(extra={"备注": [ID]})))
    made.append(("/备注", row(unknown={"备注": ID})))
    return made


class TestEverywhere:
    """Nothing that people read is left out, and nothing is searched that need not be."""

    @pytest.mark.parametrize("row", ROWS)
    def test_every_text_of_a_row_is_searched(self, row: type) -> None:
        """The quick test agrees with the walk."""
        for place, value in planted(row):
            assert numbered([("", value)]) == [("", value)], place
            assert [text.at for text in prose(value, "", rows=True) if text.text == ID] == [place]

    def test_a_row_with_a_noun_of_prose_inside_is_looked_at_more_closely(self) -> None:
        """The quick test does not go into it."""
        guide = Guide(publisher=Publisher(name="示例县"))
        assert numbered([("", guide), ("", Guide(title="指南"))]) == [("", guide)]

    def test_no_more_texts_are_remembered_than_is_sensible(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is forgotten is searched again, and nothing is missed."""
        monkeypatch.setattr("gongkai_standard.rules.prose._ENOUGH", 2)
        rows = [(f"/{i}", Entry(level_two=text)) for i, text in enumerate(["a", "b", "a", ID, "b", ID])]
        assert [at for at, _row in numbered(rows)] == ["/3", "/5"]

    @given(compendia(max_size=3))
    def test_the_quick_test_loses_no_number(self, document: Compendium) -> None:
        """Whatever the rows hold."""
        rows = [(f"/{i}", entry) for i, c in enumerate(document.catalogues) for entry in c.entries]
        kept = {id(row) for _at, row in numbered(rows)}
        for at, row in rows:
            if any(kinds(text.text) for text in prose(row, at, rows=True)):
                assert id(row) in kept

    @pytest.mark.parametrize(
        ("document", "at"),
        [
            (Catalogue(title=ID), "/title"),
            (Catalogue(entries=(Entry(audience=(Audience(description=ID),)),)), "/entries/0/audience/0/description"),
            (Catalogue(sections=(Section(remarks=("", ID)),)), "/sections/0/remarks/1"),
            (Catalogue(sections=(Section(defaults={"备注": ID}),)), "/sections/0/defaults/备注"),
            (ItemList(items=(Item(name=ID),)), "/items/0/name"),
            (SourceList(entries=(SourceEntry(name=ID),)), "/entries/0/name"),
            (Guide(elements={"申请材料": {"样本/例": [ID]}}), "/elements/申请材料/样本~1例/0"),
            (Compendium(publications=(Publication(title=ID),)), "/publications/0/title"),
            (Compendium(questions=(Question(text=ID),)), "/questions/0/text"),
            (Compendium(contacts=(Contact(name=ID),)), "/contacts/0/name"),
            (Compendium(topic=Topic(progress=(Progress(title=ID),))), "/topic/progress/0/title"),
        ],
    )
    def test_is_found_where_it_stands(self, document: Document, at: str) -> None:
        """One finding, at the text; and nothing in the report shows the number."""
        report = check(document)
        (finding,) = (f for f in report.findings if f.rule == "GK-PRV-001")
        assert finding.at == at
        assert finding.params["text"] == "410…"
        assert ID not in json.dumps(report.tree(), ensure_ascii=False)

    def test_no_other_finding_shows_it_either(self) -> None:
        """Messages of other rules quote the document; numbers of persons are cut there too."""
        entry = Entry(level_two=f"1.张某{ID}。", content=(f"张某{ID}",), stage=f"阶段{ID}", responsible_body=("同上",))
        report = check(Catalogue(entries=(entry,)))
        assert {f.rule for f in report.findings} >= {"GK-PRV-001", "GK-CAT-003", "GK-CAT-005"}
        assert ID not in json.dumps(report.tree(), ensure_ascii=False)


class TestWhatItBreaks:
    """The clauses that a finding cites."""

    def test_in_the_content_it_makes_the_standard_hard_to_copy_too(self) -> None:
        """R-017 speaks of generic text."""
        report = check(Catalogue(entries=(Entry(content=(ID,), note=ID),)))
        cited = {f.at: f.requirements for f in report.findings if f.rule == "GK-PRV-001"}
        assert cited == {"/entries/0/content/0": ("R-003", "R-055", "R-017"), "/entries/0/note": ("R-003", "R-055")}

    def test_it_speaks_under_every_text(self) -> None:
        """Privacy is no matter of a pilot."""
        report = check(Catalogue(entries=(Entry(content=(ID,)),)), profile="national-2019")
        assert report.summary.by_rule["GK-PRV-001"] == 1
