"""覆盖率: exact figures, from the same arithmetic as the findings."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue, Entry, NotApplicable
from gongkai_standard.checking import check
from gongkai_standard.cli import main
from gongkai_standard.codecs import dumps, loads
from gongkai_standard.compendium import Compendium
from gongkai_standard.coverage import Coverage, Tally, coverage
from gongkai_standard.five_disclosures import Disclosure
from gongkai_standard.item_list import Exemption, Item, ItemList, SourceEntry, SourceList, SourceReference
from gongkai_standard.publication import Publication
from samples import COMPENDIUM, DEPARTMENT, DOMAINS, ITEM_LIST, ITEMS

EXEMPT = Exemption(ground="state_secret")


def with_items(*items: Item, **members: Any) -> Compendium:
    """The sample with other items."""
    return evolve(COMPENDIUM, item_lists=(evolve(ITEM_LIST, items=items),), **members)


def found(document: Compendium, rule: str) -> list[str]:
    """Places of the findings of one rule."""
    return [f.at for f in check(document).findings if f.rule == rule]


class TestSources:
    """其余事项均应列入政务公开事项清单: source entries − (listed ∪ exempt)."""

    def test_everything_is_listed(self) -> None:
        """All 32 entries of the three lists."""
        whole = coverage(COMPENDIUM).sources.whole
        assert dict(whole.counts) == {"listed": 32, "exempt": 0, "missing": 0}
        assert whole.share == 1

    def test_by_list_department_and_domain(self) -> None:
        """One item of a domain is dropped, one of another exempt: each shows where it belongs."""
        dropped, exempt, *others = ITEMS
        gone = tuple(
            evolve(c, entries=tuple(e for e in c.entries if e.item_id not in (dropped.id, exempt.id)))
            for c in COMPENDIUM.catalogues
        )
        document = with_items(evolve(exempt, exemption=EXEMPT), *others, catalogues=gone)
        sources = coverage(document).sources
        assert dict(sources.whole.counts) == {"listed": 30, "exempt": 1, "missing": 1}
        assert sources.whole.share == Fraction(31, 32)
        by_list = {kind: dict(t.counts) for kind, t in sources.by["list"].items()}
        assert by_list["public_service_list"] == {"listed": 7, "exempt": 0, "missing": 1}
        assert by_list["power_list"] == {"listed": 15, "exempt": 1, "missing": 0}
        assert {name: t.total for name, t in sources.by["department"].items()} == {DEPARTMENT: 32}
        assert sources.by["domain"][None].counts["missing"] == 1
        assert sources.by["domain"][DOMAINS[0]].counts["exempt"] == 1

    def test_an_exempt_item_with_entries_is_listed(self) -> None:
        """Its exemption is the ground of their partial extent."""
        first, *others = ITEMS
        whole = coverage(with_items(evolve(first, exemption=EXEMPT), *others)).sources.whole
        assert whole.counts["listed"] == 32

    def test_the_findings_are_the_gaps(self) -> None:
        """GK-ITM-015 reports exactly the entries that are missing."""
        document = with_items(*ITEMS[3:])
        gaps = coverage(document).missing_sources
        assert len(gaps) == 3
        assert [gap.at for gap in gaps] == found(document, "GK-ITM-015")
        assert all(gap.name for gap in gaps)

    def test_several_departments_number_alike(self) -> None:
        """An item stands for the entry of its name or department, and for all where it resembles none."""

        def lists(*departments: str) -> tuple[SourceList, ...]:
            return tuple(
                SourceList(list="power_list", owner=name, entries=(SourceEntry(id="1", name=f"{name}检查"),))
                for name in departments
            )

        def missing(item: Item) -> list[str]:
            document = Compendium(item_lists=(ItemList(items=(item,)),), source_lists=lists("民政局", "公安局"))
            return [gap.name for gap in coverage(document).missing_sources]

        cites = Item(id="i", sources=(SourceReference(list="power_list", entry="1"),))
        assert missing(evolve(cites, name="民政局检查")) == ["公安局检查"]
        assert missing(evolve(cites, name="检查", responsible_department="公安局")) == ["民政局检查"]
        assert missing(evolve(cites, name="检查")) == []

    def test_by_name_where_the_citation_leads_nowhere(self) -> None:
        """That it leads nowhere is another fault; an entry without a number or a name is not found."""
        lst = SourceList(list="power_list", owner="民政局", entries=(SourceEntry(name="甲"), SourceEntry(id="2")))
        item = Item(name="甲 ", sources=(SourceReference(list="power_list", entry="9"),))
        document = Compendium(item_lists=(ItemList(items=(item,)),), source_lists=(lst,))
        assert [gap.at for gap in coverage(document).missing_sources] == ["/source_lists/0/entries/1"]

    @given(st.sets(st.sampled_from(range(len(ITEMS)))))
    def test_listed_and_missing_make_the_whole(self, kept: set[int]) -> None:
        """Whatever is left out, and by every axis."""
        sources = coverage(with_items(*(ITEMS[i] for i in sorted(kept)))).sources
        assert sources.whole.counts["missing"] == len(ITEMS) - len(kept)
        for tallies in sources.by.values():
            assert sum(t.total for t in tallies.values()) == 32
            assert sum(t.done for t in tallies.values()) == sources.whole.done


class TestItems:
    """根据政务公开事项清单: every listed item has its entries, every entry its item."""

    def test_states(self) -> None:
        """Exempt ones are covered; cancelled ones owe nothing."""
        extra = (
            Item(id="x1", name="新事项", domain="health", responsible_department="卫健局"),
            Item(id="x2", name="涉密事项", exemption=EXEMPT),
            Item(id="x3", name="旧事项", status="cancelled"),
        )
        document = with_items(*ITEMS, *extra)
        items = coverage(document).items
        assert dict(items.whole.counts) == {"with_entries": 32, "exempt": 1, "without_entry": 1, "cancelled": 1}
        assert items.whole.share == Fraction(33, 34)
        assert items.by["department"]["卫健局"].counts["without_entry"] == 1
        assert [gap.name for gap in coverage(document).items_without_entry] == ["新事项"]

    def test_the_findings_are_the_gaps(self) -> None:
        """GK-CAT-001 reports items without entries and entries without items."""
        document = with_items(*ITEMS[1:], Item(id="x1", name="新事项"))
        figures = coverage(document)
        assert len(figures.unlisted) == len(figures.items_without_entry) == 1
        gaps = {figures.items_without_entry[0].at, figures.unlisted[0].at + "/item_id"}
        assert gaps == set(found(document, "GK-CAT-001"))

    def test_without_an_item_list_nothing_is_unlisted(self) -> None:
        """A catalogue alone has nothing to be compared with."""
        figures = coverage(COMPENDIUM.catalogues[0])
        assert figures.unlisted == ()
        assert figures.items.whole.share is None


class TestElements:
    """标准目录中涉及的所有内容,要全部通过试点单位网站展示."""

    CATALOGUE = Catalogue(
        entries=(
            Entry(id="e1", domain="health", content=("甲", "乙", "丙", "丁")),
            Entry(id="e2", domain="health", content=("戊",), mode=("on_request",)),
        )
    )

    def test_by_what_the_records_show(self) -> None:
        """With an address, without one, still to come, not at all; what is given on request is not promised."""
        records = (
            Publication(entry_id="e1", element="甲", channel="government_website", url="https://a.gov.cn/1"),
            Publication(entry_id="e1", element="乙", channel="government_website", published_on=date(2018, 6, 1)),
            Publication(entry_id="e1", element="丙", channel="government_website"),
            Publication(entry_id="e1", element="丁", channel="print_media", url="https://a.gov.cn/2"),
        )
        elements = coverage(Compendium(catalogues=(self.CATALOGUE,), publications=records)).elements
        assert dict(elements.whole.counts) == {"shown": 1, "awaited": 1, "unplaced": 1, "absent": 1}
        assert elements.whole.share == Fraction(1, 4)
        assert elements.by["domain"]["health"] == elements.whole


class TestMatrix:
    """五公开 × 领域."""

    def test_counts_gaps_and_reasons(self) -> None:
        """The eight domains first; what a catalogue says does not apply is neither there nor missing."""
        disclosure: Disclosure = "service"
        catalogue = Catalogue(
            entries=(
                Entry(domain="tourism", disclosure=disclosure),
                Entry(domain="health", disclosure=disclosure),
                Entry(domain="health", disclosure=disclosure),
                Entry(domain="health"),
                Entry(disclosure=disclosure),
            ),
            not_applicable=(NotApplicable(domain="health", disclosure="result", reason="无此类事项"),),
        )
        rows = coverage(catalogue).matrix
        assert tuple(rows) == (*DOMAINS, "tourism")
        assert dict(rows["health"]) == {"decision": 0, "execution": 0, "management": 0, "service": 2, "result": None}
        assert coverage(catalogue).tree()["matrix"]["health"]["result"] == "not_applicable"

    def test_the_findings_are_the_empty_cells(self) -> None:
        """GK-CAT-010 reports each nought of a domain that has entries."""
        catalogue = Catalogue(entries=(Entry(domain="health", disclosure="service"),))
        document = Compendium(complete=True, catalogues=(catalogue,))
        noughts = [of for of, n in coverage(document).matrix["health"].items() if n == 0]
        findings = [f for f in check(document).findings if f.rule == "GK-CAT-010"]
        assert [f.params["disclosure"] for f in findings] == noughts


class TestTally:
    """Figures are exact."""

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_only_all_is_all(self, done: int, left: int) -> None:
        """A share is cut off, never rounded up to the whole."""
        tally = Tally({"a": done, "b": left}, frozenset("a"), frozenset("ab"))
        assert tally.share == Fraction(done, done + left)
        assert tally.tree()["share"] < 1

    def test_nothing_owed(self) -> None:
        """Then there is no share."""
        assert Tally({"a": 0}, frozenset("a"), frozenset("a")).tree() == {"total": 0, "a": 0, "share": None}

    def test_of_a_reading_with_its_cells(self) -> None:
        """Places of the source go along."""
        reading = loads(dumps(with_items(*ITEMS[1:]), format="json"), format="json")
        figures = coverage(reading, profile="henan-2017")
        assert isinstance(figures, Coverage)
        (gap,) = figures.tree(reading.where)["sources"]["missing_entries"]
        assert gap["cell"]


class TestCommandLine:
    """`gongkai coverage FILE`."""

    @pytest.fixture
    def document(self, tmp_path: Path) -> str:
        """Thirty items are dropped, one is new."""
        file = tmp_path / "a.json"
        kept = (*ITEMS[:2], Item(id="x1", name="新事项", domain="x-a:b"))
        file.write_bytes(dumps(with_items(*kept), format="json"))
        return str(file)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_text(self, document: str, lang: str, capfd: pytest.CaptureFixture[str]) -> None:
        """The figures, the first gaps of each kind, and the matrix."""
        assert main(["coverage", document, "--lang", lang]) == 0
        printed = capfd.readouterr().out
        for word in ("覆盖 2（6.2%）", "按领域", "另有 10 处") if lang == "zh" else ("2 covered (6.2%)", "10 more"):
            assert word in printed
        assert "新事项" in printed

    def test_json(self, document: str, capfd: pytest.CaptureFixture[str]) -> None:
        """All gaps, with cells."""
        assert main(["coverage", document, "--format", "json"]) == 0
        tree = json.loads(capfd.readouterr().out)
        assert tree["kind"] == "coverage"
        assert tree["sources"]["missing"] == len(tree["sources"]["missing_entries"]) == 30
        assert set(tree) == {"gongkai", "kind", "sources", "items", "elements", "matrix"}

    def test_a_catalogue_alone(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """What cannot be counted says so; what does not apply is a dash."""
        gap = {"domain": "health", "disclosure": "result", "reason": "无"}
        file = tmp_path / "a.json"
        tree = {"gongkai": "1.0", "kind": "catalogue", "not_applicable": [gap], "entries": [{"domain": "health"}]}
        file.write_text(json.dumps(tree), encoding="utf-8")
        assert main(["coverage", str(file)]) == 0
        printed = capfd.readouterr().out
        assert printed.count("无可计数的内容") == 3
        assert "—" in printed
