"""规范文本: each text of the standard is one value, and rules read it instead of naming it."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.codecs.structure import structure
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item
from gongkai_standard.profile_comparison import Difference, compare, rules_of
from gongkai_standard.profiles import DEFAULT, PROFILES, profile
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.registry import RULES
from gongkai_standard.terms import terms_of

each_profile = pytest.mark.parametrize("text", PROFILES.values(), ids=list(PROFILES))


class TestLookUp:
    """A profile is found by its name."""

    def test_by_name(self) -> None:
        """Each value stands under its own name."""
        assert [profile(name).name for name in PROFILES] == list(PROFILES)

    def test_the_default_is_the_notice(self) -> None:
        """豫政办〔2017〕98号 is meant where nothing is said."""
        assert profile(DEFAULT).source == "豫政办〔2017〕98号"

    def test_an_unknown_name_is_an_error_that_lists_the_names(self) -> None:
        """Whoever misspells a name reads the right ones, in both languages."""
        with pytest.raises(UnknownNameError) as caught:
            profile("henan-1917")
        (problem,) = caught.value.problems
        assert "henan-1917" in problem.message
        assert all(name in problem.message and name in problem.message_en for name in PROFILES)


class TestValues:
    """What the values name exists."""

    @each_profile
    def test_elements_are_members_of_an_entry(self, text: Profile) -> None:
        """Except `name`, which stands for the levels that name the item."""
        members = {a.name for a in fields(Entry)} | {"name"}
        assert text.required <= members
        assert set(text.recommended) <= members
        assert not text.required & set(text.recommended)

    @each_profile
    def test_requirements_exist(self, text: Profile) -> None:
        """A text asks for nothing that the notice does not have, and leaves nothing to attest to rules."""
        asked = text.requirements or frozenset()
        assert asked <= requirements().keys()
        assert not [name for name in asked if requirements()[name].automation == "attest"]

    @each_profile
    def test_every_rule_is_considered(self, text: Profile) -> None:
        """A rule speaks for a text exactly when the text asks for the rule's first requirement; none is left out."""
        asked = requirements().keys() if text.requirements is None else text.requirements
        spoken = set(rules_of(text))
        assert {rule.id for rule in RULES.values() if rule.requirements[0] in asked} == spoken
        assert {rule.requirements[0] for rule in RULES.values()} <= requirements().keys()

    def test_the_national_texts_ask_for_less(self) -> None:
        """Their own elements, in time and through usable channels; not the stages, the pilot or the item list."""
        spoken = set(rules_of(profile("national-2019")))
        assert {"GK-CAT-004", "GK-CAT-009", "GK-TIM-001", "GK-CHN-011", "GK-WEB-010", "GK-DYN-001"} <= spoken
        assert not {"GK-CAT-002", "GK-CAT-008", "GK-SCP-003", "GK-ITM-010", "GK-MGT-006", "GK-WFL-001"} & spoken
        assert not {"GK-DYN-001", "GK-DYN-002"} & set(rules_of(profile("national-2017")))

    @each_profile
    def test_headings_are_those_that_readers_know(self, text: Profile) -> None:
        """Each required or recommended element has its word, and the word is a heading of some member."""
        known = {fold(w) for word in terms_of(Entry).values() for w in (word.zh, *word.also)}
        assert text.headings.keys() >= text.required
        assert {fold(word) for word in text.headings.values()} <= known

    @each_profile
    def test_item_members_exist(self, text: Profile) -> None:
        """What is asked of an item is a member of it."""
        assert text.item_required <= {a.name for a in fields(Item)}

    @each_profile
    def test_code_lists_exist_and_hold_the_domains(self, text: Profile) -> None:
        """The lists are there, and the domains that every unit covers are codes of the text's own list."""
        assert {*text.code_lists, *text.code_lists.values()} <= set(code_list_names())
        domains = code_list(text.code_lists.get("domain", "domain"))
        assert all(domain in domains for domain in text.domains)

    def test_the_notice_names_eight_domains(self) -> None:
        """二: 就业创业、社会救助、社会保险、户籍管理、医疗卫生、涉农补贴、城市综合执法、养老服务8个领域."""
        named = [code_list("domain").get(domain) for domain in profile("henan-2017").domains]
        assert [code.zh for code in named if code] == [
            "就业创业",
            "社会救助",
            "社会保险",
            "户籍管理",
            "医疗卫生",
            "涉农补贴",
            "城市综合执法",
            "养老服务",
        ]

    @pytest.mark.parametrize(
        ("name", "element", "demanded"),
        [
            ("henan-2017", "extent", True),
            ("henan-2017", "stage", True),
            ("henan-2017", "basis", False),
            ("national-2017", "basis", True),
            ("national-2017", "audience", False),
            ("national-2017", "extent", False),
            ("national-2019", "audience", True),
            ("national-2019", "mode", True),
            ("national-2019", "disclosure", False),
            ("henan-2020", "audience", True),
        ],
    )
    def test_each_text_demands_its_own_elements(self, name: str, element: str, demanded: bool) -> None:
        """等要素 of the notice, and what 国办发〔2017〕42号 and 〔2019〕54号 name instead."""
        assert (element in profile(name).required) is demanded


class TestComparison:
    """What differs between any two texts."""

    @pytest.mark.parametrize("first", PROFILES)
    @pytest.mark.parametrize("second", PROFILES)
    def test_is_symmetric_and_empty_for_one_text(self, first: str, second: str) -> None:
        """Turned round, the sides change places; a text does not differ from itself."""
        there, back = compare(first, second).tree()["differences"], compare(second, first).tree()["differences"]
        assert {
            respect: {"only_first": sides["only_second"], "only_second": sides["only_first"]}
            for respect, sides in back.items()
        } == there
        assert first != second or there == {}

    def test_of_the_notice_and_the_guidance_of_2019(self) -> None:
        """权力类型、责任部门、五公开、环节、程度 on one side, 依据、对象、方式 on the other."""
        found = compare("henan-2017", "national-2019")
        assert found.required == Difference(("disclosure", "stage", "extent"), ("basis", "mode", "audience"))
        assert found.item_required == Difference(("power_type", "responsible_department"))
        assert len(found.domains.only_first) == 8
        assert "GK-CAT-002" in found.rules.only_first
        assert not found.rules.only_second
        assert "channels=公开方式" in found.headings.only_first
        assert "mode=公开方式" in found.headings.only_second

    def test_of_the_national_texts(self) -> None:
        """25 domains became 26, and the catalogue is to be adjusted."""
        found = compare("national-2017", "national-2019")
        assert found.code_lists == Difference(("domain=domain_2017",), ("domain=domain_2019",))
        assert "poverty_and_disaster_relief" in found.domain_codes.only_first
        assert {"poverty_alleviation", "disaster_relief"} <= set(found.domain_codes.only_second)

    def test_an_unknown_text_is_an_error(self) -> None:
        """On either side."""
        for names in (("henan-2017", "henan-1917"), ("henan-1917", "henan-2017")):
            with pytest.raises(UnknownNameError, match="henan-1917"):
                compare(*names)


class TestIndependence:
    """Rules are given the profile and never ask which one it is."""

    @pytest.mark.parametrize("module", sorted({rule.find.__module__ for rule in RULES.values()}))
    def test_no_rule_names_a_profile(self, module: str) -> None:
        """No module of rules holds a profile's name in its code or imports the values."""
        source = Path(str(importlib.import_module(module).__file__)).read_text(encoding="utf-8")
        tree = ast.parse(source)
        assert "gongkai_standard.profiles" not in source
        docstrings = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        }
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        assert not [text for text in texts - docstrings if any(name in text for name in PROFILES)]


def _county_entry(number: int, **members: Any) -> dict[str, Any]:
    """One row as the national tables of 2019 print it."""
    return {
        "id": f"x{number}",
        "domain": "social_assistance",
        "level_one": "最低生活保障",
        "level_two": f"办事指南{number}",
        "content": ["办理事项", "办理条件", "申请材料"],
        "basis": [{"text": "《社会救助暂行办法》(国务院令第649号)"}],
        "time_limits": [{"text": "制定或获取信息之日起10个工作日内", "kind": "within", "trigger": "made_or_obtained",
                         "quantity": 10, "unit": "working_day"}],
        "responsible_body": ["县级民政部门"],
        "channels": [{"code": "government_website", "obligation": "chosen"},
                     {"code": "notice_board", "obligation": "not_chosen"}],
        "mode": ["proactive"],
        "audience": [{"code": "whole_society"}],
        "levels": ["county", "township"],
        **members,
    }  # fmt: skip


def _county_table(*entries: dict[str, Any]) -> Catalogue:
    document = structure({"gongkai": "1.0", "kind": "catalogue", "profile": "national-2019", "entries": list(entries)})
    assert isinstance(document, Catalogue)
    return document


class TestCountyTable:
    """国办发〔2019〕54号: 名称、内容、依据、时限、主体、方式、渠道、公开对象, and no more."""

    @pytest.mark.parametrize("name", ["national-2019", "henan-2020"])
    def test_a_table_with_all_elements_has_no_findings(self, name: str) -> None:
        """It is not asked for the disclosures, stages, extents, power types and departments of 2017."""
        report = check(_county_table(_county_entry(1), _county_entry(2)), profile=name)
        assert report.findings == ()
        assert report.conformance["R-062"].state == "not_applicable"
        assert report.conformance["R-064"].state == "met"

    @pytest.mark.parametrize("member", sorted(profile("national-2019").required - {"name"}))
    def test_each_element_is_demanded_once(self, member: str) -> None:
        """One element less, one finding more, an error at its place."""
        lacking = _county_entry(2)
        del lacking[member]
        report = check(_county_table(_county_entry(1), lacking))
        assert [(f.at, f.severity) for f in report.findings] == [(f"/entries/1/{member}", "error")]

    def test_the_notice_asks_for_more(self) -> None:
        """Under henan-2017 the same table lacks disclosure, stage and extent."""
        report = check(_county_table(_county_entry(1)), profile="henan-2017")
        missing = {f.at for f in report.findings if f.severity == "error" and f.at.startswith("/entries")}
        assert missing == {"/entries/0/disclosure", "/entries/0/stage", "/entries/0/extent"}
