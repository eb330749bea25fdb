"""The rules on item lists: each fault of a conforming list is reported once, by the rule whose clause it breaks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.extension import Extension
from gongkai_standard.item_list import Exemption, Item, ItemList, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.rules.item_name import LONGEST
from gongkai_standard.rules.report import Finding, Report
from samples import COMPENDIUM, ITEM_LIST, ITEMS


def found(report: Report) -> list[tuple[str, str]]:
    """(rule, place) of every finding."""
    return [(f.rule, f.at) for f in report.findings]


def with_first(**changes: Any) -> ItemList:
    """The conforming list with its first item changed."""
    return evolve(ITEM_LIST, items=(evolve(ITEMS[0], **changes), *ITEMS[1:]))


def only(document: Document, **options: Any) -> Finding:
    """The one finding on a document."""
    (finding,) = check(document, **options).findings
    return finding


class TestConforming:
    """三(一) 形成政务公开事项清单。……力求公开事项全面准确、分类科学、名称规范、指向明确。"""

    @pytest.mark.parametrize("profile", ["henan-2017", "national-2017", "national-2019", "henan-2020"])
    def test_a_conforming_list_has_no_findings(self, profile: str) -> None:
        """Under no text of the standard."""
        assert found(check(ITEM_LIST, profile=profile)) == []

    def test_what_a_list_alone_cannot_show_is_not_checked(self) -> None:
        """Coverage of the source lists, and everything that takes a catalogue."""
        states = check(ITEM_LIST).conformance
        assert {states[r].state for r in ("R-008", "R-045", "R-046", "R-056", "R-057", "R-064")} == {"not_checked"}
        assert {states[r].state for r in ("R-047", "R-048", "R-050", "R-051", "R-052", "R-054", "R-059")} == {"met"}


class TestOneCauseOneFinding:
    """三(一) 以条目形式逐项细化分类，明确事项名称、权力类型和责任部门等内容。"""

    @pytest.mark.parametrize(
        ("changes", "rule", "member"),
        [
            ({"id": None}, "GK-ITM-007", "id"),
            ({"id": ITEMS[1].id}, "GK-ITM-007", None),
            ({"name": None}, "GK-ITM-009", "name"),
            ({"name": "待定"}, "GK-ITM-009", "name"),
            ({"name": "1.就业服务"}, "GK-ITM-018", "name"),
            ({"name": "就业服务等"}, "GK-ITM-019", "name"),
            ({"domain": "job"}, "GK-ITM-003", "domain"),
            ({"level_two": None}, "GK-ITM-008", "level_two"),
            ({"level_two": None, "level_three": "失业登记"}, "GK-ITM-003", "level_two"),
            ({"power_type": None}, "GK-ITM-010", "power_type"),
            ({"power_type": "subsidy"}, "GK-ITM-010", "power_type"),
            ({"responsible_department": None}, "GK-ITM-011", "responsible_department"),
            ({"department_code": None}, "GK-ITM-011", "department_code"),
            ({"department_code": "123"}, "GK-ITM-011", "department_code"),
            ({"sources": ()}, "GK-ITM-006", "sources"),
            ({"sources": (SourceReference(list="power_list"),)}, "GK-ITM-006", "sources/0/entry"),
            ({"service_item_code": None}, "GK-SVC-001", "service_item_code"),
            ({"extra": {"咨询电话": "1"}}, "GK-ITM-012", "extra/咨询电话"),
            ({"exemption": Exemption(ground="state_secret")}, "GK-ITM-014", "exemption/citation"),
        ],
    )
    def test_a_single_fault_is_a_single_finding(self, changes: dict[str, Any], rule: str, member: str | None) -> None:
        """At the smallest place that is wrong; of a repeated id, at the later of the two."""
        place = f"/items/0/{member}" if member else "/items/1/id"
        assert found(check(with_first(**changes))) == [(rule, place)]

    @pytest.mark.parametrize("position", [0, 1, 3])
    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"id": None}, "GK-ITM-007"),
            ({"id": ITEMS[2].id}, "GK-ITM-007"),
            ({"name": None}, "GK-ITM-009"),
            ({"name": "新的名称"}, "GK-ITM-016"),
            ({"domain": "job"}, "GK-ITM-003"),
            ({"power_type": None}, "GK-ITM-010"),
            ({"power_type": "subsidy"}, "GK-ITM-010"),
            ({"sources": ()}, "GK-ITM-006"),
            ({"sources": (SourceReference(list="power_list"),)}, "GK-ITM-006"),
            ({"sources": (SourceReference(list="power_list", entry="nowhere"),)}, "GK-ITM-006"),
        ],
    )
    def test_it_is_a_single_finding_beside_all_other_documents_too(
        self, position: int, changes: dict[str, Any], rule: str
    ) -> None:
        """Source lists and catalogues that rest on the item say nothing more about the same fault."""
        items = list(ITEMS)
        items[position] = evolve(items[position], **changes)
        changed = evolve(COMPENDIUM, item_lists=(evolve(ITEM_LIST, items=tuple(items)),))
        assert [f.rule for f in check(changed).findings] == [rule]

    def test_a_badly_written_name_is_not_also_unlike_its_source(self) -> None:
        """Without the marks of layout it is the same."""
        items = (evolve(ITEMS[0], name=f"1.{ITEMS[0].name}。"), *ITEMS[1:])
        changed = evolve(COMPENDIUM, item_lists=(evolve(ITEM_LIST, items=items),))
        assert {f.rule for f in check(changed).findings} == {"GK-ITM-018"}

    def test_a_missing_department_is_not_also_a_missing_identifier(self) -> None:
        """Who has no name needs no number."""
        assert only(with_first(responsible_department=None, department_code=None)).rule == "GK-ITM-011"

    def test_two_rows_of_one_id_are_one_item_listed_twice(self) -> None:
        """They share name, department and category because they are the same."""
        twice = evolve(ITEM_LIST, items=(*ITEMS, ITEMS[0]))
        assert found(check(twice)) == [("GK-ITM-007", f"/items/{len(ITEMS)}/id")]

    def test_three_namesakes_are_compared_with_all_before_them(self) -> None:
        """The second stands in another category, the third in the category of the second."""
        other = evolve(ITEMS[0], id="a", level_one="其他类")
        third = evolve(other, id="b")
        n = len(ITEMS)
        assert found(check(evolve(ITEM_LIST, items=(*ITEMS, other, third)))) == [
            ("GK-ITM-017", f"/items/{n}"),
            ("GK-ITM-019", f"/items/{n + 1}/name"),
        ]

    def test_one_name_may_have_several_faults(self) -> None:
        """Each is mended by itself, so each is named."""
        findings = check(with_first(name="1.就业（服务)。")).findings
        assert [f.params["variant"] for f in findings] == ["serial_number", "end_punctuation", "mixed_width"]


class TestNames:
    """三(一) 名称规范、指向明确。"""

    @pytest.mark.parametrize(
        "name",
        [
            "1.失业登记", "1、失业登记", "1．失业登记", "1）失业登记", "(1)失业登记", "（1）失业登记", "【1】失业登记",
            "一、失业登记", "（一）失业登记", "①失业登记", "⑴失业登记", "Ⅱ.失业登记", "1 失业登记", "12:失业登记",
            "1.1失业登记", "1.1.2、失业登记", "３．失业登记",
        ],
    )  # fmt: skip
    def test_a_number_that_counts_rows_is_a_serial_number(self, name: str) -> None:
        """Whatever its script and brackets; and it is the only thing that is wrong."""
        assert only(with_first(name=name)).params["variant"] == "serial_number"

    @pytest.mark.parametrize(
        "name",
        [
            "2型糖尿病患者健康管理", "0-6岁儿童健康管理", "12345热线受理", "24 小时自助服务", "3岁以下婴幼儿照护",
            "1.5倍补贴标准", "65岁及以上老年人健康管理", "第一类精神药品购用许可", "一次性创业补贴", "Ⅱ型糖尿病管理",
            "国（境）外人员入境就业", "“一件事”办理", "《就业创业证》申领", "高等学校毕业生接收",
            "就业见习补贴（2018年）", "[2017]42号文件落实",
        ],
    )  # fmt: skip
    def test_a_name_that_people_use_is_well_formed(self, name: str) -> None:
        """Numbers, quotes, title marks and brackets that belong to the name."""
        assert found(check(with_first(name=name))) == []

    @pytest.mark.parametrize("name", ["补贴等", "其他", "其它。", "相关事项", "就业有关工作", "社保有关事项"])
    def test_a_tail_that_names_nothing_is_vague(self, name: str) -> None:
        """With or without a full stop behind it."""
        assert "GK-ITM-019" in {f.rule for f in check(with_first(name=name)).findings}

    @pytest.mark.parametrize("name", ["男女平等", "优待对象与退役军人同等", "高中等", "其他行政权力"])
    def test_a_word_that_looks_like_a_tail_is_none(self, name: str) -> None:
        """等 as part of a word, 其他 in front of one."""
        assert found(check(with_first(name=name))) == []

    def test_the_longest_name_is_allowed(self) -> None:
        """60 characters are, 61 are not."""
        assert found(check(with_first(name="业" * LONGEST))) == []
        assert only(with_first(name="业" * (LONGEST + 1))).params["variant"] == "too_long"


class TestDepartments:
    """三(一) 明确……责任部门。"""

    def test_a_department_without_an_identifier_is_one_finding(self) -> None:
        """However many items it has: one certificate to look up."""
        bare = evolve(ITEM_LIST, items=tuple(evolve(item, department_code=None) for item in ITEMS))
        finding = only(bare)
        assert (finding.rule, finding.severity, finding.at) == ("GK-ITM-011", "warning", "/items/0/department_code")

    def test_a_wrong_identifier_is_an_error_at_each_item(self) -> None:
        """Each cell has to be corrected."""
        wrong = evolve(ITEM_LIST, items=tuple(evolve(item, department_code="x") for item in ITEMS))
        report = check(wrong)
        assert report.summary.error == len(ITEMS)
        assert {f.params["variant"] for f in report.findings} == {"bad_identifier"}


class TestExtensions:
    """三(一) ……等内容。"""

    def test_a_column_of_the_table_is_one_remark(self) -> None:
        """Not one a row."""
        noted = evolve(ITEM_LIST, items=tuple(evolve(item, extra={"备注": "x"}) for item in ITEMS))
        assert found(check(noted)) == [("GK-ITM-012", "/items/0/extra/备注")]

    def test_a_declared_column_is_none(self) -> None:
        """The compendium says what it is."""
        noted = evolve(ITEM_LIST, items=tuple(evolve(item, extra={"备注": "x"}) for item in ITEMS))
        declared = (Extension(kind="field", code="备注", zh="备注", reason="内部使用"),)
        assert found(check(evolve(COMPENDIUM, item_lists=(noted,), extensions=declared))) == []

    def test_a_column_of_unreadable_codes_is_not_one_of_its_own(self) -> None:
        """It is the power type that is invalid."""
        item: Item = evolve(ITEMS[0], power_type=None, extra={"权力类型": "行政补贴"})
        finding = only(evolve(ITEM_LIST, items=(item, *ITEMS[1:])))
        assert (finding.rule, finding.params["value"]) == ("GK-ITM-010", "行政补贴")


class TestExemptions:
    """三(一) 除法律、政策明确规定不予公开的事项外，其余事项均应列入政务公开事项清单。"""

    LAW = LegalBasis(text="《中华人民共和国政府信息公开条例》(国务院令第711号)第十五条", number="国务院令第711号")

    def exempt(self, ground: str, citation: LegalBasis) -> ItemList:
        return with_first(exemption=Exemption(ground=ground, citation=citation), service_item_code=None)

    def test_a_text_is_judged_by_the_date(self) -> None:
        """The regulation of 2019 is no ground in 2018, and is one from 15 May 2019."""
        document = self.exempt("personal_privacy", self.LAW)
        assert only(document, as_of=date(2019, 5, 14)).params["variant"] == "not_in_force"
        assert found(check(document, as_of=date(2019, 5, 15))) == []

    def test_without_a_date_it_is_not_checked(self) -> None:
        """There is no clock to ask."""
        undated = evolve(self.exempt("personal_privacy", self.LAW), edition=None)
        report = check(undated)
        assert "GK-ITM-014" not in report.summary.by_rule
        assert report.conformance["R-055"].state == "not_checked"

    def test_an_item_with_entries_shows_its_ground_there(self) -> None:
        """It is partly open, not excluded."""
        item = evolve(ITEMS[0], exemption=Exemption())
        partly = evolve(COMPENDIUM, item_lists=(evolve(ITEM_LIST, items=(item, *ITEMS[1:])),))
        assert found(check(partly)) == []


class TestSources:
    """三(一) 依据县级政府相关部门、各乡镇政府(包括街道)权力清单、责任清单和公共服务事项清单，进行全面梳理汇总。"""

    def without_item(self, position: int) -> Compendium:
        items = (*ITEMS[:position], *ITEMS[position + 1 :])
        kept = {item.id for item in items}
        catalogue = COMPENDIUM.catalogues[0]
        entries = tuple(entry for entry in catalogue.entries if entry.item_id in kept)
        return evolve(
            COMPENDIUM,
            item_lists=(evolve(ITEM_LIST, items=items),),
            catalogues=(evolve(catalogue, entries=entries),),
        )

    def test_an_unlisted_source_entry_violates_both_clauses(self) -> None:
        """应公开、尽公开 and 均应列入 are one check."""
        finding = only(self.without_item(1))
        assert (finding.rule, finding.requirements) == ("GK-ITM-015", ("R-056", "R-008"))
        assert finding.at == "/source_lists/0/entries/0"

    def test_a_compendium_that_may_grow_is_not_blamed(self) -> None:
        """Only one that says it is complete is."""
        report = check(evolve(self.without_item(1), complete=None))
        assert found(report) == []
        assert report.conformance["R-056"].state == "not_checked"

    def test_an_item_without_a_name_is_not_compared(self) -> None:
        """What is missing is reported as missing."""
        items = (evolve(ITEMS[0], responsible_department=None), *ITEMS[1:])
        changed = evolve(COMPENDIUM, item_lists=(evolve(ITEM_LIST, items=items),))
        assert [f.rule for f in check(changed).findings] == ["GK-ITM-011"]
