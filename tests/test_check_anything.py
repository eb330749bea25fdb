"""`check` has an answer to every document that can be read, however strange, and the answer holds together."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_standard.checking import check
from gongkai_standard.codecs.structure import structure
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.compendium import KINDS
from gongkai_standard.location import parts
from gongkai_standard.profiles import PROFILES
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.structure import expected, misshapen
from gongkai_standard.shape import Form, Member, members

_TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "同上", "/", "无", "待定", "养老机构备案", "及时公开", "20个工作日内", "none", "x-a:b", "2018-05-01"]
    ),
    st.sampled_from([code.code for name in code_list_names() for code in code_list(name)]),
    st.text(max_size=9),
)
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | _TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXTS, inner, max_size=2),
    max_leaves=3,
)


def _value(member: Member, depth: int) -> st.SearchStrategy[Any]:
    one = {
        Form.INTEGER: st.integers(0, 99),
        Form.BOOLEAN: st.booleans(),
        Form.DATE: st.sampled_from(["2018-05-01", "2020-02-30", "2018"]),
        Form.MAPPING: st.dictionaries(st.sampled_from(["公开程度", "电话"]), _TEXTS, max_size=1),
        Form.CHOICE: st.sampled_from([*sorted(member.choices), "other"]),
        Form.CHOICES: st.lists(st.sampled_from(sorted(member.choices) or [""]), max_size=2),
        Form.TEXTS: st.lists(_TEXTS, max_size=2),
    }.get(member.form, _TEXTS)
    if member.noun is not None:
        one = _noun(member.noun, depth + 1)
        if member.form is Form.NOUNS:
            one = st.lists(one, max_size=3 - depth) if depth < 3 else st.just([])
    return st.one_of(one, one, one, _JUNK)


def _noun(noun: type, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={m.name: _value(m, depth) for m in members(noun)})


_DOCUMENTS = st.sampled_from(list(KINDS)).flatmap(
    lambda kind: _noun(KINDS[kind]).map(lambda tree: {"gongkai": "1.0", **tree, "kind": kind})
)
_SLOW = settings(max_examples=max(120, settings().max_examples), suppress_health_check=list(HealthCheck))


class TestAnyDocument:
    """Readers never raise on content, and neither does the check."""

    @_SLOW
    @given(_DOCUMENTS, st.sampled_from(list(PROFILES)), st.sampled_from([None, date(2018, 6, 1), date(2021, 1, 1)]))
    def test_the_report_holds_together(self, tree: dict[str, Any], profile: str, as_of: date | None) -> None:
        """Counts match the findings; places are pointers; whatever is cited is violated; it can be published."""
        report = check(structure(tree), profile=profile, as_of=as_of)
        assert report.summary.by_rule == {
            rule: n for rule in RULES if (n := Counter(f.rule for f in report.findings)[rule])
        }
        for finding in report.findings:
            parts(finding.at)
            assert RULES[finding.rule].severity.weight >= finding.severity.weight
            assert {report.conformance[name].state for name in finding.requirements} == {"violated"}
        assert list(report.conformance) == list(requirements())
        json.loads(report.to_json())

    @_SLOW
    @given(_DOCUMENTS)
    def test_the_same_document_gets_the_same_report(self, tree: dict[str, Any]) -> None:
        """Nothing of one check is left behind for the next."""
        assert check(structure(tree)).to_json() == check(structure(tree)).to_json()

    @_SLOW
    @given(_DOCUMENTS)
    def test_every_misshapen_member_is_explained(self, tree: dict[str, Any]) -> None:
        """What the model could not hold is named, at the member or inside it, by GK-WEB-010."""
        document = structure(tree)
        told = {f.at for f in check(document).findings if f.rule == "GK-WEB-010"}
        for fault in misshapen(document):
            places = {part.at for part in expected(fault)}
            assert places
            assert all(place == fault.at or place.startswith(f"{fault.at}/") for place in places)
            assert places <= told

    @_SLOW
    @given(_DOCUMENTS)
    def test_no_place_is_named_twice_by_one_rule_for_one_reason(self, tree: dict[str, Any]) -> None:
        """One cause, one finding."""
        told = Counter((f.rule, f.at, f.message) for f in check(structure(tree)).findings)
        assert [key for key, times in told.items() if times > 1] == []
