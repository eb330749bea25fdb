"""升级: what a table of 2019 lacks under the notice is inferred where its words show it, and always marked."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from gongkai_standard.catalogue import Audience, Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Exemption, Item, ItemList, SourceList
from gongkai_standard.publisher import Publisher
from gongkai_standard.testing.strategies import catalogues, compendia
from gongkai_standard.upgrading import MARK, Inferred, Upgraded, upgrade

PUBLISHER = Publisher(name="青禾县")
GUIDE = Entry(
    domain="social_assistance",
    level_one="最低生活保障",
    level_two="办事指南",
    content=("办理事项", "办理条件"),
    responsible_body=("青禾县民政局",),
    mode=("proactive",),
    audience=(Audience(code="whole_society"),),
)


def of(*entries: Entry, **members: Any) -> Catalogue:
    """A table of 2019."""
    return Catalogue(profile="national-2019", publisher=PUBLISHER, entries=entries, **members)


def compendium(upgraded: Upgraded) -> Compendium:
    """What a catalogue becomes."""
    assert isinstance(upgraded.document, Compendium)
    return upgraded.document


def entry(given_entry: Entry) -> Entry:
    """The one entry of an upgraded table."""
    (catalogue,) = compendium(upgrade(of(given_entry))).catalogues
    return catalogue.entries[0]


def item(*entries: Entry) -> Item:
    """The first item of the list that is drawn up for the entries."""
    (items,) = compendium(upgrade(of(*entries))).item_lists
    return items.items[0]


class TestEntries:
    """五公开、环节、程度."""

    @pytest.mark.parametrize(
        ("members", "stage", "disclosure"),
        [
            ({"level_two": "办事指南"}, "guide", "service"),
            ({"level_two": "审核信息"}, "handling_process", "service"),
            ({"level_two": "审批信息"}, "handling_result", "service"),
            ({"level_two": "政策法规文件"}, "policy_basis", "service"),
            ({"level_two": "低保", "level_three": "结果信息"}, "handling_result", "service"),
            ({"content": ("事项名称", "办理材料", "办理时限", "办理地点")}, "guide", "service"),
            ({"content": ("裁量基准",)}, "discretion", "management"),
            ({"level_one": "行政处罚", "level_two": "对未取得许可的处罚"}, None, "management"),
            ({"level_one": "行政许可", "level_two": "公共场所卫生许可"}, None, None),
            ({"level_one": "行政给付", "level_two": "独生子女父母奖励"}, None, "service"),
            ({"level_one": "行政裁决", "level_two": "土地权属争议"}, None, None),
            ({"domain": "urban_enforcement", "level_two": "随地吐痰"}, None, "management"),
            ({"level_one": "综合业务", "level_two": "监督检查", "content": ("投诉举报电话",)}, None, None),
            ({"content": ("机构职能", "监督方式")}, None, None),
            ({"stage": "x-local:briefing"}, "x-local:briefing", None),
        ],
    )
    def test_stage_and_disclosure(self, members: dict[str, Any], stage: str | None, disclosure: str | None) -> None:
        """By the names of the levels, by the content, by the power; otherwise not at all."""
        bare = Entry(domain="social_assistance", mode=("proactive",))
        found = entry(evolve(bare, **members))
        assert (found.stage, found.disclosure) == (stage, disclosure)

    @pytest.mark.parametrize(
        ("members", "extent"),
        [
            ({"mode": ("proactive",)}, "full"),
            ({"mode": ("proactive", "on_request")}, "full"),
            ({"mode": ("not_disclosed",)}, "none"),
            ({"mode": ("on_request",)}, None),
            ({"mode": ()}, None),
            ({"mode": ("proactive",), "exemption": Exemption(ground="trade_secret")}, None),
        ],
    )
    def test_extent(self, members: dict[str, Any], extent: str | None) -> None:
        """Proactive means all of it, unless an exception is stated."""
        assert entry(Entry(**members)).extent == extent

    def test_what_is_there_stays(self) -> None:
        """Also what no list has, and what could not be read."""
        given_entry = evolve(GUIDE, stage="x-local:stage", extent="partial", extra={"五公开类别": "其他公开"})
        found = entry(given_entry)
        assert (found.stage, found.extent, found.disclosure) == ("x-local:stage", "partial", None)
        assert entry(evolve(GUIDE, unknown={"stage": 3})).stage is None

    def test_marks_travel_with_the_entry(self) -> None:
        """The names of the inferred members stand in it, and in its JSON."""
        found = entry(GUIDE)
        assert found.unknown[MARK] == ["item_id", "stage", "disclosure", "extent"]
        again = structure(unstructure(compendium(upgrade(of(GUIDE)))))
        assert isinstance(again, Compendium)
        assert again.catalogues[0].entries[0].unknown == found.unknown

    def test_a_foreign_member_of_that_name_gives_way(self) -> None:
        """It is no list of marks."""
        assert entry(evolve(GUIDE, unknown={MARK: "yes"})).unknown[MARK][0] == "item_id"


class TestItems:
    """权力类型、责任部门: an item list is drawn up from the entries."""

    def test_one_for_each_set_of_names(self) -> None:
        """Entries of the same names share their item; the id is the same again next time."""
        other = evolve(GUIDE, level_two="审批信息")
        upgraded = compendium(upgrade(of(GUIDE, GUIDE, other)))
        (items,) = upgraded.item_lists
        assert [i.name for i in items.items] == ["办事指南", "审批信息"]
        refers = [e.item_id for e in upgraded.catalogues[0].entries]
        assert refers == [items.items[0].id, items.items[0].id, items.items[1].id]
        assert upgrade(of(GUIDE, GUIDE, other)) == upgrade(of(GUIDE, GUIDE, other))

    def test_ids_of_the_document_are_kept(self) -> None:
        """What entries refer to is the item's id."""
        assert item(evolve(GUIDE, item_id="7")).id == "7"

    @pytest.mark.parametrize(
        ("members", "power"),
        [
            ({"level_one": "行政许可"}, "permit"),
            ({"level_two": "养老机构行政处罚"}, "penalty"),
            ({"domain": "urban_enforcement", "level_two": "随地吐痰"}, "penalty"),
            ({}, "public_service"),
            ({"level_two": "政策法规文件"}, None),
        ],
    )
    def test_power_type(self, members: dict[str, Any], power: str | None) -> None:
        """By the names, by the domain, by a service guide among the entries."""
        assert item(evolve(GUIDE, **members)).power_type == power

    def test_department(self) -> None:
        """The only responsible body of all entries."""
        assert item(GUIDE).responsible_department == "青禾县民政局"
        assert item(GUIDE, evolve(GUIDE, responsible_body=("乡镇政府",))).responsible_department is None
        assert item(evolve(GUIDE, responsible_body=())).responsible_department is None

    def test_a_row_without_names_gives_an_item_without_a_name(self) -> None:
        """Nothing is made up."""
        assert item(Entry(content=("结果",))).name is None

    def test_a_list_of_its_own_is_used(self) -> None:
        """Its items learn from the entries that refer to them."""
        listed = ItemList(profile="national-2019", items=(Item(id="1", name="低保"), Item(name="救助")))
        given_document = Compendium(item_lists=(listed,), catalogues=(of(evolve(GUIDE, item_id="1")),))
        found = compendium(upgrade(given_document))
        assert [(i.power_type, i.responsible_department) for i in found.item_lists[0].items] == [
            ("public_service", "青禾县民政局"),
            (None, None),
        ]
        assert (found.item_lists[0].profile, found.catalogues[0].profile) == ("henan-2017", "henan-2017")


class TestReport:
    """Never silent."""

    def test_every_value_has_its_place_and_reason(self) -> None:
        """In Chinese and in English."""
        upgraded = upgrade(of(GUIDE))
        tree = unstructure(compendium(upgraded))
        for inferred in upgraded.inferred:
            value: Any = tree
            for part in inferred.at.split("/")[1:]:
                value = value[int(part)] if part.isdecimal() else value[part]
            assert value == inferred.value
            assert inferred.why
            assert inferred.why_en
        assert (
            Inferred(
                at="/catalogues/0/entries/0/stage",
                member="stage",
                value="guide",
                why="“办事指南”是环节名称",
                why_en="办事指南 is the name of a stage",
            )
            in upgraded.inferred
        )

    def test_what_nothing_shows_is_named(self) -> None:
        """It stays empty, and the check finds it."""
        upgraded = upgrade(of(evolve(GUIDE, level_two="低保对象", mode=("on_request",), content=("名单",))))
        assert set(upgraded.open) == {
            "/catalogues/0/entries/0/stage",
            "/catalogues/0/entries/0/disclosure",
            "/catalogues/0/entries/0/extent",
            "/item_lists/0/items/0/power_type",
        }
        found = {f.at for f in check(compendium(upgraded)).findings}
        assert set(upgraded.open) <= found

    def test_what_was_inferred_is_no_longer_missing(self) -> None:
        """Under the notice the entry lacks disclosure, stage and extent before, and none of them after."""
        names = {"GK-CAT-002", "GK-CAT-003", "GK-CAT-008", "GK-ITM-010"}
        before = check(of(GUIDE), profile="henan-2017").summary.by_rule
        after = check(compendium(upgrade(of(GUIDE)))).summary.by_rule
        assert names - {"GK-ITM-010"} <= before.keys()
        assert not names & after.keys()


class TestDocuments:
    """Every kind of document."""

    def test_to_a_text_that_asks_for_less(self) -> None:
        """A catalogue stays one, and nothing is inferred."""
        upgraded = upgrade(of(GUIDE), "henan-2020")
        assert upgraded.document == evolve(of(GUIDE), profile="henan-2020")
        assert upgraded.inferred == ()
        listed = Compendium(item_lists=(ItemList(items=(Item(name="养老机构行政处罚"),)),), catalogues=(of(GUIDE),))
        assert upgrade(listed, "henan-2020").inferred == ()

    def test_lists_alone(self) -> None:
        """An item list learns from its own words; a source list has nothing to learn; a guide follows no text."""
        found = upgrade(ItemList(items=(Item(name="养老机构行政处罚"),)))
        assert isinstance(found.document, ItemList)
        assert found.document.items[0].power_type == "penalty"
        assert found.document.profile == "henan-2017"
        assert found.open == ("/items/0/responsible_department",)
        assert upgrade(SourceList()).document == SourceList(profile="henan-2017")
        assert upgrade(Guide(title="x")).document == Guide(title="x")

    def test_publisher_and_edition_are_those_of_the_catalogue(self) -> None:
        """They stand in the compendium too."""
        edition = Edition(version="1")
        found = compendium(upgrade(of(GUIDE, edition=edition)))
        assert (found.publisher, found.edition) == (PUBLISHER, edition)

    def test_an_unknown_text_is_an_error(self) -> None:
        """As everywhere."""
        with pytest.raises(UnknownNameError, match="henan-1917"):
            upgrade(of(GUIDE), "henan-1917")

    @given(compendia())
    def test_twice_is_once(self, document: Compendium) -> None:
        """The second time nothing is inferred."""
        once = upgrade(document)
        twice = upgrade(once.document)
        assert twice.document == once.document
        assert twice.inferred == ()
        assert twice.open == once.open

    @given(catalogues())
    def test_nothing_that_was_there_is_changed(self, document: Catalogue) -> None:
        """Without the marked members and the marks every entry is what it was."""
        found = compendium(upgrade(document)).catalogues[0]
        for before, after in zip(document.entries, found.entries, strict=True):
            marks = after.unknown.get(MARK, []) if MARK not in before.unknown else []
            changes: dict[str, Any] = dict.fromkeys(marks)
            assert evolve(after, **changes, unknown=before.unknown) == before
