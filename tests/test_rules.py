"""Every rule does what its cases say, has its page and its words, and cites requirements that cite it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from string import Formatter

import pytest

from gongkai_standard import checking
from gongkai_standard.catalogue import Entry
from gongkai_standard.item_list import Item
from gongkai_standard.requirements import requirements
from gongkai_standard.rules import retired
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.messages import messages
from gongkai_standard.rules.registry import RULES
from gongkai_standard.terms import terms_of
from gongkai_standard.testing.cases import CLASSES, Case, cases

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c.rule}-{c.kind}: {c.intent}")
def test_case(case: Case) -> None:
    """The rule reports exactly the places that its case names, with the severity that it names."""
    assert case.found() == case.wanted(), case.intent


class TestCases:
    """The collection proves each rule, and each rule is needed."""

    def test_each_rule_has_cases_of_every_class(self) -> None:
        """Two violating, two conforming and one inapplicable case at the least; more where it has variants."""
        counts = Counter((case.rule, case.kind) for case in cases())
        least = dict(zip(CLASSES, (2, 2, 1), strict=True))
        short = [(rule, kind) for rule in RULES for kind in CLASSES if counts[rule, kind] < least[kind]]
        assert not short, f"add cases to testing/cases/: {short}"

    def test_only_violating_cases_want_findings(self) -> None:
        """A violating case names a place, the others name none."""
        assert [c for c in cases() if bool(c.at) != (c.kind == "violating")] == []

    def test_no_two_cases_are_the_same(self) -> None:
        """Every case shows something of its own."""
        seen = Counter(repr((c.rule, c.document, c.profile, c.as_of)) for c in cases())
        assert [key for key, n in seen.items() if n > 1] == []

    @each_rule
    def test_without_the_rule_a_case_fails(self, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each violating case of a rule fails when the rule is taken away: no other rule speaks in its name."""
        monkeypatch.setattr(checking, "RULES", {id_: other for id_, other in RULES.items() if id_ != rule.id})
        mine = [case for case in cases() if case.rule == rule.id and case.wanted()]
        assert mine
        assert [case.intent for case in mine if case.found() == case.wanted()] == []


class TestWords:
    """Every rule speaks Chinese and English alike."""

    @each_rule
    def test_has_a_page(self, rule: Rule) -> None:
        """The English page has the fault in one sentence, the reason and what to do; the Chinese one as well."""
        first, *_ = rule.page.splitlines()
        assert first.endswith(".")
        assert "\nWhy: " in rule.page
        assert "\nInstead: " in rule.page
        row = messages()[rule.id, None]
        assert row.fault_zh
        assert row.why_zh

    def test_both_languages_name_the_same_parameters(self) -> None:
        """A message or fix says in Chinese what it says in English."""
        for key, row in messages().items():
            assert _names(row.zh) == _names(row.en), key
            assert _names(row.fix_zh) == _names(row.fix_en), key

    def test_every_message_belongs_to_a_rule(self) -> None:
        """No row speaks for a rule that does not exist."""
        assert {rule for rule, _ in messages()} == set(RULES)

    @pytest.mark.usefixtures("reports_once")
    def test_every_variant_is_reported_by_a_case_and_has_words_of_its_own(self) -> None:
        """The variants that the cases meet are the variants that have messages."""
        met = defaultdict(set)
        for case in cases():
            for finding in case.report().findings:
                if finding.rule == case.rule and "variant" in finding.params:
                    met[case.rule].add(finding.params["variant"])
        listed = defaultdict(set)
        for rule, variant in messages():
            if variant:
                listed[rule].add(variant)
        assert met == listed

    @pytest.mark.usefixtures("reports_once")
    def test_messages_are_rendered_in_full(self) -> None:
        """No finding shows a brace or nothing; English holds no Chinese but the document's and printed headings."""
        headings = [word.zh for noun in (Entry, Item) for word in terms_of(noun).values()]
        for case in cases():
            for f in case.report().findings:
                assert all((f.message, f.message_en, f.fix, f.fix_en)), f.rule
                assert not re.search("[{}]", f.message + f.message_en + f.fix + f.fix_en), f.rule
                english = f.message_en + f.fix_en
                for text in sorted([*_texts(f.params), *headings], key=len, reverse=True):
                    english = english.replace(text, "")
                assert not re.search("[\u4e00-\u9fff]", english), (f.rule, english)

    def test_a_rule_is_named_by_its_generator(self) -> None:
        """The readable names are all different, and their words stand in no id."""
        names = [rule.name for rule in RULES.values()]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name.islower() for name in names)


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) and value else []


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


class TestRequirements:
    """Rules and requirements point at each other."""

    @each_rule
    def test_cites_requirements_that_name_it(self, rule: Rule) -> None:
        """The rule's first requirement names the rule; one that none names first cites requirements that there are."""
        first = {id_ for requirement in requirements().values() for id_ in requirement.rules}
        assert rule.id in requirements()[rule.requirements[0]].rules or rule.id not in first
        assert requirements().keys() >= set(rule.requirements)

    def test_every_requirement_has_its_rules_or_is_for_people(self) -> None:
        """Software decides it by the rules that it names, and some others; or nobody finds anything against it."""
        for requirement in requirements().values():
            named = {rule in RULES or rule in retired.RETIRED for rule in requirement.rules}
            cited = any(requirement.id in rule.requirements for rule in RULES.values())
            by_people = requirement.automation == "attest"
            assert named == {not by_people}, requirement.id
            assert cited is not by_people, requirement.id

    def test_the_rule_that_a_requirement_names_cites_it(self) -> None:
        """Both ways; a rule on several requirements is named by its first, a requirement by several rules at times."""
        for requirement in requirements().values():
            for rule in requirement.rules:
                assert rule not in RULES or requirement.id in RULES[rule].requirements
        assert all(requirement in requirements() for rule in RULES.values() for requirement in rule.requirements)
        assert any(len(rule.requirements) > 1 for rule in RULES.values())

    def test_retired_ids_are_not_used_again(self) -> None:
        """A retired id names no rule, and its heirs exist."""
        assert not retired.RETIRED.keys() & RULES.keys()
        assert all(heir in RULES for heirs in retired.RETIRED.values() for heir in heirs)
