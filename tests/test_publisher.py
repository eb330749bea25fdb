"""Publishers and their codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.codelists import code_list, read_table
from gongkai_standard.publisher import (
    Publisher,
    credit_check_character,
    division_on,
    divisions,
    is_credit_code,
    is_division_code,
    is_organisation_code,
    is_pilot,
    pilot_unit,
)

NOTICE_DATE = date(2017, 8, 30)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_BODIES = st.text(ALPHABET, min_size=17, max_size=17)


class TestCreditCode:
    """GB 32100-2015 法人和其他组织统一社会信用代码编码规则."""

    @pytest.mark.parametrize(
        "code",
        [
            "91350100M000100Y43",
            "11500242322384326D",
            "11500382774856013D",
            "113708280043326001",
            "11370300MB28347540",
            "11620622013933539B",
            "114114240058778641",
        ],
    )
    def test_accepts_codes_in_use(self, code: str) -> None:
        """The worked example of the standard and codes printed by six governments pass."""
        assert is_credit_code(code)

    @pytest.mark.parametrize(
        "code",
        ["91350100M000100Y4Z", "91350100M000100Y4", "91350100m000100y43", " 91350100M000100Y43", "", "１" * 18],
    )
    def test_refuses_what_is_none(self, code: str) -> None:
        """A wrong check character, length, case or character is no credit code."""
        assert not is_credit_code(code)

    @given(CREDIT_BODIES)
    def test_check_character_completes_a_code(self, body: str) -> None:
        """Any body with its check character is a code."""
        assert is_credit_code(body + credit_check_character(body))

    @given(CREDIT_BODIES, st.integers(0, 17), st.sampled_from(ALPHABET))
    def test_finds_every_single_substitution(self, body: str, place: int, char: str) -> None:
        """One character taken for another is always noticed."""
        code = body + credit_check_character(body)

        assert is_credit_code(code[:place] + char + code[place + 1 :]) == (code[place] == char)

    @given(CREDIT_BODIES, st.integers(0, 15))
    def test_finds_every_swap_of_neighbours(self, body: str, place: int) -> None:
        """Two neighbours in the wrong order are always noticed."""
        code = body + credit_check_character(body)
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

        assert is_credit_code(swapped) == (swapped == code)

    @pytest.mark.parametrize("body", ["", "9135", "91350100M000100YI"])
    def test_check_character_needs_a_body(self, body: str) -> None:
        """A body of another length or alphabet is an error of the caller."""
        with pytest.raises(ValueError, match=r"17 characters expected|substring not found"):
            credit_check_character(body)


class TestOrganisationCode:
    """GB 11714 全国组织机构代码编制规则."""

    @pytest.mark.parametrize(
        "code", ["00001434-9", "00693974-8", "55316507-5", "00311092-6", "00545255-9", "000014349"]
    )
    def test_accepts_codes_in_use(self, code: str) -> None:
        """Codes from published index numbers pass, with or without the hyphen."""
        assert is_organisation_code(code)

    @pytest.mark.parametrize("code", ["00001434-8", "00001434", "0000143-49", "00001434--9", ""])
    def test_refuses_what_is_none(self, code: str) -> None:
        """A wrong check character or form is no organisation code."""
        assert not is_organisation_code(code)

    @given(st.text("0123456789", min_size=8, max_size=8))
    def test_has_one_check_character(self, body: str) -> None:
        """Exactly one character completes a body."""
        assert sum(is_organisation_code(body + check) for check in "0123456789X") == 1

    def test_stands_inside_a_credit_code(self) -> None:
        """Characters 9 to 17 of a credit code are an organisation code."""
        assert is_organisation_code("11500242322384326D"[8:17])


class TestDivisionCode:
    """GB/T 2260 and the yearly tables of the Ministry of Civil Affairs."""

    @pytest.mark.parametrize("code", ["410311", "410311004", "410311004001", "local:baotou_rare_earth", "local:示范区"])
    def test_has_a_form(self, code: str) -> None:
        """Six, nine or twelve digits, or a local code."""
        assert is_division_code(code)

    @pytest.mark.parametrize("code", ["", "010311", "41031", "4103110", "41031A", "local:", "４１０３１１", "410311 "])
    def test_of_another_form_is_none(self, code: str) -> None:
        """Nothing else is a division code."""
        assert not is_division_code(code)

    @pytest.mark.parametrize(
        ("code", "on", "name"),
        [
            ("410307", date(2018, 1, 1), "洛阳市洛龙区"),
            ("410307", date(2022, 1, 1), "洛阳市偃师区"),
            ("410728", NOTICE_DATE, "长垣县"),
            ("410783", date(2020, 1, 1), "长垣市"),
            ("419001", NOTICE_DATE, "济源市"),
            ("410881", NOTICE_DATE, "济源市"),
            ("410224", date(2014, 1, 1), "开封县"),
        ],
    )
    def test_means_something_on_a_day(self, code: str, on: date, name: str) -> None:
        """Codes are given anew; the day tells which place is meant."""
        division = division_on(code, on)

        assert division is not None
        assert division.name == name

    @pytest.mark.parametrize(
        ("code", "on"),
        [
            ("410728", date(2020, 1, 1)),
            ("410783", NOTICE_DATE),
            ("410224", NOTICE_DATE),
            ("999999", NOTICE_DATE),
        ],
    )
    def test_means_nothing_outside_its_days(self, code: str, on: date) -> None:
        """Before its first day and after its last a code stands for nothing that is known."""
        assert division_on(code, on) is None

    def test_names_the_edition_of_a_slip(self) -> None:
        """410881 and the old 410307 are told apart from the ministry's codes by their edition."""
        assert [d.edition for d in divisions("410881")] == ["GB/T 2260 (2002, 2007)"]
        assert [d.edition for d in divisions("410307")] == ["民政部", "GB/T 2260 (2002)"]
        assert divisions("123456") == ()

    @pytest.mark.parametrize("row", read_table("_divisions"), ids=lambda row: f"{row['code']}-{row['name']}")
    def test_of_another_table_is_a_fact_with_its_mark(self, row: dict[str, str]) -> None:
        """Every row names its edition, how sure it is, and a pilot unit that exists, if any."""
        assert row["edition"] in {d.edition for d in divisions(row["code"])}
        assert row["certainty"] in code_list("certainty")
        assert row["source"] == "unverified"
        assert not row["unit"] or row["unit"] in code_list("pilot_unit")


class TestPilotUnit:
    """二 确定在济源市、长垣县、汝州市、郑州市上街区、开封市祥符区、洛阳市洛龙区、汤阴县、潢川县等8家试点单位."""

    def test_of_henan_there_are_eight(self) -> None:
        """On the notice's day the eight have their numbers, in its order."""
        eight = [unit for unit in code_list("pilot_unit").in_force(NOTICE_DATE) if unit.notation]

        assert [unit.zh for unit in eight] == [
            "济源市", "长垣县", "汝州市", "郑州市上街区", "开封市祥符区", "洛阳市洛龙区", "汤阴县", "潢川县",
        ]  # fmt: skip
        assert [unit.notation for unit in eight] == list("12345678")

    @pytest.mark.parametrize(
        ("publisher", "on", "unit"),
        [
            (Publisher(name="洛阳市洛龙区", division="410311"), NOTICE_DATE, "洛阳市洛龙区"),
            (Publisher(division="410311004"), None, "洛阳市洛龙区"),
            (Publisher(division="410307"), date(2018, 1, 1), "洛阳市洛龙区"),
            (Publisher(name="洛龙区", division="410307"), date(2022, 1, 1), "洛阳市洛龙区"),
            (Publisher(division="410881"), None, "济源市"),
            (Publisher(name="河南省洛阳市洛龙区民政局"), None, "洛阳市洛龙区"),
            (Publisher(name="汤阴县人民政府"), None, "汤阴县"),
            (Publisher(name="長垣縣"), NOTICE_DATE, "长垣县"),
            (Publisher(name="长垣市"), date(2020, 1, 1), "长垣市"),
            (Publisher(name="长垣"), None, "长垣市"),
            (Publisher(name="长垣市", division="410728"), date(2020, 1, 1), "长垣市"),
            (Publisher(name="贵州省贵阳市南明区"), None, "贵阳市南明区"),
            (Publisher(name="包头稀土高新区", division="local:rare_earth"), None, "包头稀土高新区"),
            (Publisher(division="local:baotou_rare_earth"), None, "包头稀土高新区"),
            (Publisher(name="汤阴县", division="not a code"), None, "汤阴县"),
        ],
    )
    def test_is_found_by_code_or_name(self, publisher: Publisher, on: date | None, unit: str) -> None:
        """The code decides where one thing is known of it on the day, else the name."""
        found = pilot_unit(publisher, on=on)

        assert found is not None
        assert found.zh == unit
        assert is_pilot(publisher, on=on) is True

    @pytest.mark.parametrize(
        ("publisher", "on", "answer"),
        [
            (Publisher(name="汤阴县", division="410322"), NOTICE_DATE, False),
            (Publisher(division="410307"), date(2022, 1, 1), False),
            (Publisher(division="410783"), NOTICE_DATE, False),
            (Publisher(name="河南省孟津县"), NOTICE_DATE, False),
            (Publisher(name="长垣市"), NOTICE_DATE, None),
            (Publisher(name="青禾县"), NOTICE_DATE, None),
            (Publisher(division="330106"), NOTICE_DATE, None),
            (Publisher(), None, None),
        ],
    )
    def test_is_not_found_elsewhere(self, publisher: Publisher, on: date | None, answer: bool | None) -> None:
        """Absence says no in Henan, where the list is complete, and nothing outside it."""
        assert pilot_unit(publisher, on=on) is None
        assert is_pilot(publisher, on=on) is answer
