"""分级政策: a province may tighten; loosening takes a reason on record."""

from __future__ import annotations

import hashlib
import json

import pytest

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.policy import Policy, PolicyError, Regrade
from gongkai_standard.rules.registry import RULES

_DOCUMENT = Catalogue(entries=(Entry(level_two="养老机构备案"),))


def _severities(policy: Policy | None, rule: str) -> set[Severity]:
    return {f.severity for f in check(_DOCUMENT, policy=policy).findings if f.rule == rule}


class TestTightening:
    """What weighs more than the standard says needs no reason."""

    def test_lifts_every_finding_of_the_rule(self) -> None:
        """GK-CHN-003 is a remark; this province takes it for an error."""
        policy = Policy(title="某省2018年政策", regrades=(Regrade(rule="GK-CHN-003", severity=Severity.ERROR),))
        assert _severities(None, "GK-CHN-003") == {Severity.INFO}
        assert _severities(policy, "GK-CHN-003") == {Severity.ERROR}

    def test_leaves_a_finding_that_already_weighs_as_much(self) -> None:
        """A floor lowers nothing."""
        regrade = Regrade(rule="GK-TIM-002", severity=Severity.WARNING)
        assert regrade.grade(Severity.ERROR) is Severity.ERROR
        assert regrade.grade(Severity.INFO) is Severity.WARNING

    def test_leaves_the_other_rules(self) -> None:
        """Only the rule that is named is graded anew."""
        policy = Policy(title="某省2018年政策", regrades=(Regrade(rule="GK-CHN-003", severity=Severity.ERROR),))
        assert _severities(policy, "GK-CAT-004") == _severities(None, "GK-CAT-004") == {Severity.ERROR}


class TestLoosening:
    """What weighs less than the standard says needs a reason, and shows."""

    def test_without_a_reason_is_refused(self) -> None:
        """The error names the policy and the rule in both languages."""
        with pytest.raises(PolicyError) as caught:
            Policy(title="某省2018年政策", regrades=(Regrade(rule="GK-CAT-004", severity=Severity.INFO, reason=" "),))
        (problem,) = caught.value.problems
        assert "GK-CAT-004" in problem.message
        assert "GK-CAT-004" in problem.message_en

    def test_with_a_reason_lowers_the_findings_and_is_shown(self) -> None:
        """The report carries the reason."""
        regrade = Regrade(rule="GK-CAT-004", severity=Severity.WARNING, reason="内容要素由省级部门统一编制")
        policy = Policy(title="某省2018年政策", regrades=(regrade,))
        report = check(_DOCUMENT, policy=policy)
        assert _severities(policy, "GK-CAT-004") == {Severity.WARNING}
        assert report.policy == policy.tree()
        assert report.tree()["policy"]["regrades"] == [
            {"rule": "GK-CAT-004", "severity": "warning", "reason": "内容要素由省级部门统一编制"}
        ]

    def test_does_not_lift_what_is_lower_already(self) -> None:
        """A ceiling raises nothing."""
        regrade = Regrade(rule="GK-CAT-006", severity=Severity.WARNING, reason="过渡期")
        assert regrade.grade(Severity.INFO) is Severity.INFO
        assert regrade.grade(Severity.ERROR) is Severity.WARNING

    def test_a_violation_stays_one(self) -> None:
        """A policy grades findings; it does not make a requirement met."""
        policy = Policy(
            title="某省2018年政策",
            regrades=tuple(Regrade(rule=rule, severity=Severity.INFO, reason="试行") for rule in RULES),
        )
        assert check(_DOCUMENT, policy=policy).conformance == check(_DOCUMENT).conformance


class TestPolicy:
    """A policy is a value that can be told from another."""

    def test_names_rules_that_exist(self) -> None:
        """A rule that nobody wrote cannot be graded."""
        with pytest.raises(UnknownNameError, match="GK-CAT-999"):
            Policy(title="某省", regrades=(Regrade(rule="GK-CAT-999", severity=Severity.ERROR),))

    def test_grades_a_rule_once(self) -> None:
        """Two grades for one rule would leave the weight to chance."""
        twice = tuple(Regrade(rule="GK-CHN-003", severity=s) for s in (Severity.ERROR, Severity.WARNING))
        with pytest.raises(PolicyError, match="GK-CHN-003"):
            Policy(title="某省", regrades=twice)

    def test_says_all_that_is_wrong_at_once(self) -> None:
        """Both loosened rules are named."""
        loosened = tuple(Regrade(rule=rule, severity=Severity.INFO) for rule in ("GK-CAT-004", "GK-CAT-007"))
        with pytest.raises(PolicyError) as caught:
            Policy(title="某省", regrades=loosened)
        assert len(caught.value.problems) == 2

    def test_takes_severities_by_name(self) -> None:
        """As they stand in a file; another word is refused."""
        assert Regrade(rule="GK-CHN-003", severity="error").severity is Severity.ERROR
        with pytest.raises(ValueError, match="fatal"):
            Regrade(rule="GK-CHN-003", severity="fatal")

    def test_its_hash_is_that_of_its_canonical_form(self) -> None:
        """Anyone can compute it from the published form: keys sorted, no blanks, UTF-8."""
        policy = Policy(title="某省", regrades=(Regrade(rule="GK-CHN-003", severity=Severity.ERROR),))
        tree = policy.tree()
        stated = tree.pop("sha256")
        text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert stated == hashlib.sha256(text.encode()).hexdigest()

    def test_another_reason_is_another_policy(self) -> None:
        """The hash covers the reasons."""
        one, other = (
            Policy(title="某省", regrades=(Regrade(rule="GK-CAT-004", severity=Severity.INFO, reason=reason),))
            for reason in ("过渡期", "试行")
        )
        assert one.sha256 != other.sha256
