"""The code lists as a collection: every row of every list."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Literal
from urllib.parse import urlsplit

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import five_disclosures
from gongkai_standard.codelists import Code, CodeList, code_list, code_list_names
from gongkai_standard.compendium import KINDS
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.folding import fold
from gongkai_standard.terms import terms_of

LISTS = tuple(code_list(name) for name in code_list_names())
ROWS = [pytest.param(codes, code, id=f"{codes.name}-{code.code}") for codes in LISTS for code in codes]
NOTICE_DATE = date(2017, 8, 30)

CITATION = re.compile(r"\S{1,20}〔\d{4}〕\d+号(?: \S+)?|国务院令第\d+号 第[一二三四五六七八九十百]+条")


def overlap(one: Code, other: Code) -> bool:
    """Whether two codes are in force on one and the same day."""
    start = max(one.since or date.min, other.since or date.min)
    end = min(one.until or date.max, other.until or date.max)
    return start <= end


class TestRows:
    """Every row says what it is, since when, from where, and how sure it is."""

    @pytest.mark.parametrize(("codes", "code"), ROWS)
    def test_code_has_its_form(self, codes: CodeList, code: Code) -> None:
        """Codes are snake_case; those of pilot units are division codes."""
        form = r"[1-9]\d{5}|local:[a-z_]+" if codes.name == "pilot_unit" else r"[a-z][a-z0-9]*(_[a-z0-9]+)*"

        assert re.fullmatch(form, code.code)

    @pytest.mark.parametrize(("codes", "code"), ROWS)
    def test_labels_are_words(self, codes: CodeList, code: Code) -> None:
        """Both labels are there; no label has blanks at its ends; none is given twice."""
        labels = (code.zh, *code.also)

        assert all(label and label == label.strip() for label in (*labels, code.en))
        assert len({fold(label) for label in labels}) == len(labels)
        assert code.en.isascii()
        assert (code.label(), code.label("en")) == (code.zh, code.en)

    @pytest.mark.parametrize(("codes", "code"), ROWS)
    def test_source_can_be_cited(self, codes: CodeList, code: Code) -> None:
        """A source is a document number with its clause, an https address of a government, or `unverified`."""
        address = urlsplit(code.source)

        assert (
            code.source == "unverified"
            or CITATION.fullmatch(code.source)
            or (address.scheme == "https" and (address.hostname or "").endswith(".gov.cn"))
        )

    @pytest.mark.parametrize(("codes", "code"), ROWS)
    def test_certainty_is_marked(self, codes: CodeList, code: Code) -> None:
        """The mark is a code of the list `certainty`; what the notice states cites the notice."""
        assert code.certainty in code_list("certainty")
        assert (code.certainty == "stated") == code.source.startswith("豫政办〔2017〕98号")

    @pytest.mark.parametrize(("codes", "code"), ROWS)
    def test_dates_and_heirs_agree(self, codes: CodeList, code: Code) -> None:
        """A code ends after it begins; heirs are other codes of the same list."""
        assert (code.since or date.min) <= (code.until or date.max)
        assert all(heir in codes and heir != code.code for heir in code.replaced_by)


class TestLists:
    """Every list is sound as a whole."""

    @pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
    def test_codes_and_notations_are_unique(self, codes: CodeList) -> None:
        """No two rows share a code; two rows share a notation only where one follows the other."""
        assert len({code.code for code in codes}) == len(codes) > 0
        assert not [
            (one.code, other.code)
            for one, other in combinations(codes, 2)
            if one.notation and one.notation == other.notation and overlap(one, other)
        ]

    @pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
    def test_no_label_means_two_codes_at_once(self, codes: CodeList) -> None:
        """On any one day a label or alias leads to one code."""
        assert not [
            (one.code, other.code, shared)
            for one, other in combinations(codes, 2)
            if overlap(one, other)
            and (shared := {fold(one.zh), *map(fold, one.also)} & {fold(other.zh), *map(fold, other.also)})
        ]

    @pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
    def test_every_label_finds_its_code(self, codes: CodeList) -> None:
        """Labels and aliases lead back to their code on a day when it is in force."""
        for code in codes:
            on = code.since or code.until or NOTICE_DATE
            for label in code.labels:
                found = codes.match(label, on=on)
                assert found is not None
                assert found.code == code.code

    @pytest.mark.parametrize("codes", [c for c in LISTS if c.closed], ids=lambda codes: codes.name)
    def test_a_closed_list_has_no_dates(self, codes: CodeList) -> None:
        """What is complete does not depend on the day."""
        assert codes.in_force(NOTICE_DATE) == codes.codes == tuple(codes)
        assert not [code.code for code in codes if code.replaced_by]

    @pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
    def test_say_what_they_are(self, codes: CodeList) -> None:
        """Title and note of each list are declared."""
        assert codes.zh
        assert codes.en
        assert codes.note


def nouns() -> Iterator[type]:
    """Every attrs class that a document can hold."""
    seen: set[type] = set()
    waiting: list[Any] = list(KINDS.values())
    while waiting:
        noun = waiting.pop()
        if noun in seen:
            continue
        seen.add(noun)
        yield noun
        for hint in typing.get_type_hints(noun).values():
            waiting += [part for part in _parts(hint) if isinstance(part, type) and attrs.has(part)]


def _parts(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in (tuple, types.UnionType, typing.Union):
        for part in typing.get_args(hint):
            yield from _parts(part)
    else:
        yield hint


CODED = [
    pytest.param(term.codes, typing.get_type_hints(noun)[member], id=f"{noun.__name__}.{member}")
    for noun in sorted(nouns(), key=lambda noun: noun.__name__)
    for member, term in terms_of(noun).items()
    if term.codes
]


class TestModel:
    """Members of the model and their lists do not drift apart."""

    @pytest.mark.parametrize(("name", "hint"), CODED)
    def test_every_coded_member_has_its_list(self, name: str, hint: Any) -> None:
        """The list that a member names exists; a `Literal` has the codes of a closed list, in its order."""
        codes = code_list(name)
        literals = [part for part in _parts(hint) if typing.get_origin(part) is Literal]

        assert len(literals) <= 1
        for literal in literals:
            assert codes.closed
            assert typing.get_args(literal) == tuple(code.code for code in codes)

    def test_members_with_literals_are_found(self) -> None:
        """The walk through the model reaches the nouns inside nouns."""
        reached = {name for param in CODED for name in [param.values[0]]}

        assert {"level", "phase", "unit", "trigger", "duration_kind", "channel_obligation", "owner_level"} <= reached

    def test_the_five_are_the_five(self) -> None:
        """`Disclosure` has the codes of the list `disclosure`."""
        assert typing.get_args(five_disclosures.Disclosure) == tuple(c.code for c in code_list("disclosure"))


class TestDomains:
    """二 重点围绕就业创业、社会救助、社会保险、户籍管理、医疗卫生、涉农补贴、城市综合执法、养老服务8个领域."""

    def test_the_eight_have_numbers(self) -> None:
        """The closed core is marked by its notation, in the notice's order."""
        core = [code for code in code_list("domain") if code.notation]

        assert [code.zh for code in core] == [
            "就业创业", "社会救助", "社会保险", "户籍管理", "医疗卫生", "涉农补贴", "城市综合执法", "养老服务",
        ]  # fmt: skip
        assert [code.notation for code in core] == [f"{n:02}" for n in range(1, 9)]

    def test_the_national_lists_take_their_codes_from_it(self) -> None:
        """25 domains of 2017, 26 of 2019: 扶贫救灾 was split; every code is in the list of all domains."""
        of_2017, of_2019 = ({c.code for c in code_list(name)} for name in ("domain_2017", "domain_2019"))
        heirs = {heir: code.code for code in code_list("domain") for heir in code.replaced_by if code.code in of_2017}

        assert (len(of_2017), len(of_2019)) == (25, 26)
        assert of_2017 | of_2019 <= {c.code for c in code_list("domain")}
        assert {heirs.get(code, code) for code in of_2019} == of_2017

    @pytest.mark.parametrize("name", ["domain", "domain_2019"])
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("卫生健康", "health"),
            ("医疗卫生", "health"),
            ("就业", "employment"),
            ("就业创业", "employment"),
            ("环境保护", "environment"),
            ("生态环境", "environment"),
            ("國有土地上房屋徵收與補償", "housing_expropriation"),
        ],
    )
    def test_old_and_new_names_match(self, name: str, text: str, code: str) -> None:
        """A renamed domain is found by either name."""
        found = code_list(name).match(text)

        assert found is not None
        assert found.code == code


class TestLookUp:
    """Finding a code."""

    def test_by_code(self) -> None:
        """`in` and `get` know codes, not labels."""
        levels = code_list("level")

        assert "county" in levels
        assert "县级" not in levels
        assert levels.get("village") is levels.codes[-1]
        assert levels.get("hamlet") is None

    def test_endings_are_no_labels(self) -> None:
        """How labels end is told apart from the labels; a text that only ends so is not matched."""
        ended = [code for code in code_list("channel") if code.endings]

        assert ended
        assert all(
            code_list("channel").match(f"…{ending}") is None and not ending.startswith("…")
            for code in ended
            for ending in code.endings
        )

    def test_by_label_on_a_day(self) -> None:
        """With a date only what is in force counts; without one, what still is comes first."""
        units = code_list("pilot_unit")
        ending = units.get("410728")
        assert ending is not None
        assert ending.until is not None

        assert units.match("长垣", on=ending.until) is ending
        assert units.match("长垣", on=ending.until + timedelta(days=1)) is units.get("410783")
        assert units.match("长垣") is units.get("410783")
        assert units.match("长垣县") is ending
        assert units.match("长垣县", on=date(2020, 1, 1)) is None
        assert units.match("青禾县") is None

    @given(st.sampled_from([p.values for p in ROWS]), st.dates())
    def test_in_force_is_what_the_dates_say(self, row: tuple[CodeList, Code], on: date) -> None:
        """A code is in force from its first to its last day."""
        codes, code = row

        assert (code in codes.in_force(on)) == ((code.since or on) <= on <= (code.until or on))

    @pytest.mark.parametrize(
        ("name", "code", "answer"),
        [
            ("domain", "x-changyuan:tourism", True),
            ("domain", "x-henan-2020:tourism_2", True),
            ("domain", "tourism", False),
            ("domain", "x-:tourism", False),
            ("domain", "x-changyuan:", False),
            ("domain", "x-Changyuan:tourism", False),
            ("level", "x-changyuan:hamlet", False),
        ],
    )
    def test_local_extensions_carry_a_prefix(self, name: str, code: str, answer: bool) -> None:
        """Open lists take `x-PREFIX:code`; closed ones take nothing."""
        assert code_list(name).is_extension(code) is answer

    def test_of_an_unknown_list_says_so(self) -> None:
        """An unknown name is an error in both languages."""
        with pytest.raises(UnknownNameError, match=r"没有名为“colour”的代码表.*no code list named 'colour'"):
            code_list("colour")
