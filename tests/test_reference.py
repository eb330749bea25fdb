"""参考事项清单: rows with their marks, never called official; comparison as information."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import time_limit
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.profiles import DEFAULT, PROFILES
from gongkai_standard.reference import ReferenceItem, reference_domains, reference_list
from gongkai_standard.reference.comparison import LIKELY, Deviation, deviations

each_domain = pytest.mark.parametrize("domain", reference_domains())


class TestData:
    """Every row says how sure it is and where it was seen."""

    def test_for_the_eight_domains_of_the_notice(self) -> None:
        """In its order."""
        assert reference_domains() == PROFILES[DEFAULT].domains

    @each_domain
    def test_rows_carry_mark_and_source(self, domain: str) -> None:
        """A page on a government host, or `unverified`; what is from memory has no page."""
        marks = code_list("certainty")
        for row in reference_list(domain):
            assert row.certainty in marks
            assert row.source == "unverified" or re.match(r"https://[a-z0-9.-]+\.gov\.cn/", row.source)
            assert row.verification == ("page" if row.certainty == "page" else "memory")
            assert row.verification == "page" or row.source == "unverified"

    @each_domain
    def test_no_two_rows_have_the_same_names(self, domain: str) -> None:
        """A row is one item."""
        names = [(row.level_one, row.level_two) for row in reference_list(domain)]
        assert len(set(names)) == len(names)
        assert all(one and two for one, two in names)

    @each_domain
    def test_lists_are_dated_and_whole(self, domain: str) -> None:
        """A day, a title that calls nothing official, known channels, a time limit that can be read."""
        found = reference_list(domain)
        assert found.drawn_up >= date(2026, 1, 1)
        assert "官方" not in found.title + found.note
        assert all(channel in code_list("channel") for channel in found.channels)
        assert found.issued is None or found.issued.year == 2019
        for row in found:
            assert {limit.kind for limit in time_limit.parse(row.time_limit)} - {"unspecified"}

    def test_counts_that_are_known(self) -> None:
        """社会救助 has 13 rows, 养老服务 12, 户籍管理 18; of the 25 of 就业 one is not remembered."""
        counts = {domain: len(reference_list(domain)) for domain in reference_domains()}
        assert (counts["social_assistance"], counts["elderly_care"], counts["household_registration"]) == (13, 12, 18)
        assert (counts["employment"], reference_list("employment").rows) == (24, 25)

    def test_a_domain_without_a_list_is_an_error(self) -> None:
        """That names those there are."""
        with pytest.raises(UnknownNameError, match="elderly_care"):
            reference_list("tourism")


def as_items(domain: str) -> tuple[Item, ...]:
    """The reference list as a unit's own."""
    rows = reference_list(domain)
    return tuple(Item(name=r.level_two, domain=domain, level_one=r.level_one, level_two=r.level_two) for r in rows)


def only(items: tuple[Item, ...], domain: str | None = None) -> Deviation:
    """The one deviation of an item list."""
    (found,) = deviations(ItemList(items=items), domain)
    return found


class TestComparison:
    """Missing, added, renamed: information, not errors."""

    @each_domain
    def test_a_list_like_the_reference_does_not_deviate(self, domain: str) -> None:
        """Every row is matched, in either kind of document."""
        entries = tuple(
            Entry(domain=domain, level_one=item.level_one, level_two=item.level_two) for item in as_items(domain)
        )
        for document in (
            ItemList(items=as_items(domain)),
            Catalogue(entries=entries),
            Compendium(item_lists=(ItemList(items=as_items(domain)),), catalogues=(Catalogue(entries=entries),)),
        ):
            (found,) = deviations(document)
            assert [(row, row.level_two) for row, _ in found.matched] == [
                (row, unit.level_two) for row, unit in found.matched
            ]
            assert len(found.matched) == len(reference_list(domain))
            assert (found.missing, found.renamed, found.added) == ((), (), ())

    def test_missing_added_and_renamed(self) -> None:
        """One item less, one more, one under a likely new name; places are those of the unit's document."""
        items = [i for i in as_items("elderly_care") if i.level_two != "养老机构投资指南"]
        renamed = next(n for n, i in enumerate(items) if i.level_two == "养老机构投诉举报")
        items[renamed] = Item(domain="elderly_care", level_one="养老服务行业管理信息", level_two="养老机构投诉和举报")
        found = only((*items, Item(domain="elderly_care", level_one="其他", level_two="适老化改造")))
        assert [row.level_two for row in found.missing] == ["养老机构投资指南"]
        assert [(r.reference.level_two, r.item.level_two, r.item.at) for r in found.renamed] == [
            ("养老机构投诉举报", "养老机构投诉和举报", f"/items/{renamed}")
        ]
        assert all(r.likeness >= LIKELY for r in found.renamed)
        assert [(a.level_two, a.at) for a in found.added] == [("适老化改造", "/items/11")]

    def test_the_second_level_alone_when_it_is_the_only_one(self) -> None:
        """另一种一级分类, the same item; names that two rows share need both levels."""
        found = only((Item(domain="elderly_care", level_one="综合", level_two="老年人补贴"),), "elderly_care")
        assert not found.matched
        found = only((Item(domain="elderly_care", name="养老机构评估"),))
        assert [row.level_two for row, _ in found.matched] == ["养老机构评估"]

    def test_each_row_is_suggested_once(self) -> None:
        """Of two items that resemble one row the likelier takes it; the other is added."""
        names = ("养老机构投诉和举报", "养老机构的投诉与举报")
        found = only(tuple(Item(domain="elderly_care", level_two=name) for name in names))
        assert [r.item.level_two for r in found.renamed] == [names[0]]
        assert [a.level_two for a in found.added] == [names[1]]

    def test_blanks_and_width_do_not_count(self) -> None:
        """Names are compared folded."""
        found = only((Item(domain="household_registration", level_one="出生 登记", level_two="出生\n登记"),))
        assert [row.level_two for row, _ in found.matched] == ["出生登记"]

    def test_items_without_a_domain_belong_to_the_one_that_is_asked_for(self) -> None:
        """And to none otherwise."""
        items = (Item(level_one="出生登记", level_two="出生登记"), Item(domain="health", level_two="预防接种"))
        assert len(only(items, "household_registration").matched) == 1
        assert [found.domain for found in deviations(ItemList(items=items))] == ["health"]
        with pytest.raises(UnknownNameError):
            deviations(ItemList(), "tourism")

    def test_rows_without_names_and_other_documents_say_nothing(self) -> None:
        """There is nothing to compare."""
        assert deviations(Catalogue(entries=(Entry(domain="health"),))) == ()
        assert deviations(Guide()) == ()

    @given(st.lists(st.sampled_from(as_items("social_insurance")), unique=True), st.lists(st.text(min_size=1)))
    def test_every_row_and_every_item_is_told_once(self, kept: list[Item], others: list[str]) -> None:
        """Matched, renamed, missing or added, and nothing twice."""
        added = [Item(domain="social_insurance", level_one="本地", level_two=name) for name in others]
        found = only((*kept, *added), "social_insurance")
        rows: list[ReferenceItem] = [row for row, _ in found.matched]
        rows += [*found.missing, *(r.reference for r in found.renamed)]
        assert sorted(rows, key=repr) == sorted(reference_list("social_insurance"), key=repr)
        units = [unit.at for _, unit in found.matched] + [r.item.at for r in found.renamed]
        units += [unit.at for unit in found.added]
        assert len(set(units)) == len(units)
        assert {f"/items/{n}" for n in range(len(kept))} <= set(units)
