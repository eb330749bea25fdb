"""分级政策: a province may tighten; loosening takes a reason on record."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.cli import main
from gongkai_standard.errors import UnknownNameError, UnreadableError
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.policy import Policy, PolicyError, Regrade, Scope
from gongkai_standard.rules.policy_tree import policy_of
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
        assert report.policy == policy.tree() | {"applied": True}
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


def _tightened(**members: Any) -> Policy:
    """A policy that takes a remark for an error."""
    return Policy(title="某省", regrades=(Regrade(rule="GK-CHN-003", severity=Severity.ERROR),), **members)


_UNIT = Catalogue(
    publisher=Publisher(name="洛阳市洛龙区", division="410311", phase="pilot"),
    entries=(Entry(level_two="养老机构备案"),),
)


class TestScope:
    """A policy speaks for its texts and units, and changes nothing elsewhere."""

    @pytest.mark.parametrize(
        ("scope", "why"),
        [
            (Scope(), None),
            (Scope(profiles=("henan-2017",), divisions=("42", "41"), phases=("pilot",)), None),
            (Scope(profiles=("henan-2020",)), "other_text"),
            (Scope(divisions=("42",)), "other_unit"),
            (Scope(phases=("voluntary",)), "other_unit"),
        ],
    )
    def test_bounds(self, scope: Scope, why: str | None) -> None:
        """The report says whether it applied, and why not."""
        report = check(_UNIT, policy=_tightened(scope=scope))
        assert {f.severity for f in report.findings if f.rule == "GK-CHN-003"} == {
            Severity.INFO if why else Severity.ERROR
        }
        assert report.policy
        assert report.policy["applied"] is (why is None)
        assert report.policy.get("why_not") == why

    def test_a_unit_that_is_not_named_is_outside(self) -> None:
        """A document without a publisher belongs to no division."""
        assert _tightened(scope=Scope(divisions=("41",))).why_not("henan-2017", None, None) == "other_unit"


class TestDays:
    """A policy holds from a day to a day."""

    @pytest.mark.parametrize(
        ("day", "why"),
        [
            (date(2017, 12, 31), "not_yet"),
            (date(2018, 1, 1), None),
            (date(2018, 12, 31), None),
            (date(2019, 1, 1), "expired"),
            (None, "no_date"),
        ],
    )
    def test_on(self, day: date | None, why: str | None) -> None:
        """On the first and the last day too; on no day nothing can be told."""
        policy = _tightened(since=date(2018, 1, 1), until=date(2018, 12, 31))
        report = check(_UNIT, policy=policy, as_of=day)
        assert report.policy
        assert report.policy.get("why_not") == why

    def test_one_regrade_may_end_before_the_others(self) -> None:
        """It is named as lapsed; the others hold."""
        policy = Policy(
            title="某省",
            regrades=(
                Regrade(rule="GK-CHN-003", severity=Severity.ERROR, until=date(2018, 6, 30)),
                Regrade(rule="GK-TIM-002", severity=Severity.ERROR),
            ),
        )
        before, after = (check(_UNIT, policy=policy, as_of=date(2018, month, 1)) for month in (6, 7))
        assert before.policy
        assert after.policy
        assert "lapsed" not in before.policy
        assert after.policy["lapsed"] == ["GK-CHN-003"]
        assert {f.severity for f in after.findings if f.rule == "GK-CHN-003"} == {Severity.INFO}


class TestLocks:
    """What a policy locks may be tightened, and loosened by none."""

    PROVINCE = Policy(title="某省", locked={"GK-CAT-004"}, regrades=(Regrade(rule="GK-CHN-003", severity="warning"),))

    def test_against_a_policy_below(self) -> None:
        """The error names both policies and the rule."""
        loosened = Policy(title="某县", regrades=(Regrade(rule="GK-CAT-004", severity="info", reason="试行"),))
        with pytest.raises(PolicyError) as caught:
            loosened.standing_under(self.PROVINCE)
        (problem,) = caught.value.problems
        assert all(word in problem.message and word in problem.message_en for word in ("某县", "某省", "GK-CAT-004"))

    def test_against_itself(self) -> None:
        """A contradiction is refused."""
        with pytest.raises(PolicyError, match="locked"):
            Policy(
                title="某省",
                locked={"GK-CAT-004"},
                regrades=(Regrade(rule="GK-CAT-004", severity="info", reason="试行"),),
            )

    def test_through_every_level(self) -> None:
        """What the province locks binds the township under the county."""
        county = Policy(title="某县").standing_under(self.PROVINCE)
        township = Policy(title="某乡", regrades=(Regrade(rule="GK-CAT-004", severity="info", reason="试行"),))
        with pytest.raises(PolicyError, match="GK-CAT-004"):
            township.standing_under(county)
        chained = Policy(title="某乡").standing_under(Policy(title="某县")).standing_under(self.PROVINCE)
        assert chained.under
        assert chained.under.under == self.PROVINCE

    def test_both_policies_grade(self) -> None:
        """The outer first; what it tightened the inner one may tighten more, and both are shown."""
        county = Policy(title="某县", regrades=(Regrade(rule="GK-CHN-003", severity="error"),))
        report = check(_UNIT, policy=county.standing_under(self.PROVINCE))
        assert {f.severity for f in report.findings if f.rule == "GK-CHN-003"} == {Severity.ERROR}
        assert report.policy
        assert report.policy["under"]["title"] == "某省"
        alone = check(_UNIT, policy=Policy(title="某县").standing_under(self.PROVINCE))
        assert {f.severity for f in alone.findings if f.rule == "GK-CHN-003"} == {Severity.WARNING}

    def test_of_rules_that_exist(self) -> None:
        """A lock on nothing is a slip."""
        with pytest.raises(UnknownNameError, match="GK-CAT-999"):
            Policy(title="某省", locked={"GK-CAT-999"})


class TestReading:
    """A policy from plain data."""

    FULL = Policy(
        title="某县",
        scope=Scope(profiles=("henan-2017",), divisions=("4103",)),
        since=date(2018, 1, 1),
        until=date(2018, 12, 31),
        locked={"GK-PRN-001"},
        regrades=(
            Regrade(rule="GK-CHN-003", severity="error"),
            Regrade(rule="GK-TIM-002", severity="info", reason="过渡期", until=date(2018, 6, 30)),
        ),
    ).standing_under(Policy(title="某省", locked={"GK-CAT-004"}))

    def test_back_and_forth(self) -> None:
        """What a policy publishes is read as the same policy, with its hash."""
        assert policy_of(self.FULL.tree()) == self.FULL
        assert policy_of(json.loads(json.dumps(self.FULL.tree()))).sha256 == self.FULL.sha256

    def test_a_hash_that_is_not_that_of_the_rest(self) -> None:
        """Somebody changed the policy after it was published."""
        with pytest.raises(UnreadableError, match="/sha256"):
            policy_of(self.FULL.tree() | {"title": "别县"})

    @pytest.mark.parametrize(
        ("tree", "places"),
        [
            ([], [""]),
            ({}, ["/title", "/regrades"]),
            ({"title": 3, "regrades": "x", "locks": []}, ["/locks", "/regrades", "/title"]),
            ({"title": "x", "regrades": [3, {"rule": "GK-CHN-003"}]}, ["/regrades/0", "/regrades/1/severity"]),
            (
                {"title": "x", "regrades": [{"rule": "GK-XXX-999", "severity": "fatal", "until": "2018"}]},
                ["/regrades/0/until", "/regrades/0/rule", "/regrades/0/severity"],
            ),
            (
                {"title": "x", "regrades": [], "scope": {"divisions": "41", "units": []}, "since": 2018, "until": "1"},
                ["/scope/units", "/since", "/until", "/scope/divisions"],
            ),
            ({"title": "x", "regrades": [], "locked": ["GK-XXX-999"], "scope": []}, ["/scope", "/locked/0"]),
            ({"title": "x", "regrades": [], "under": {"title": "y"}}, ["/under/regrades"]),
        ],
    )
    def test_says_all_that_is_wrong_and_where(self, tree: object, places: list[str]) -> None:
        """In both languages."""
        with pytest.raises(UnreadableError) as caught:
            policy_of(tree)
        assert [problem.place for problem in caught.value.problems] == places
        assert all(problem.message and problem.message_en for problem in caught.value.problems)


class TestCommandLine:
    """`gongkai check --policy FILE`, once or several times."""

    def test_shows_hash_loosening_and_what_did_not_apply(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """The outer policy first."""
        province = Policy(
            title="某省",
            regrades=(Regrade(rule="GK-CAT-004", severity="info", reason="由省级统一编制"),),
        )
        county = Policy(title="某县", scope=Scope(divisions=("42",)))
        lapsed = Policy(title="某乡", regrades=(Regrade(rule="GK-CHN-003", severity="error", until=date(2018, 1, 1)),))
        document = tmp_path / "a.json"
        document.write_text('{"gongkai": "1.0", "kind": "catalogue", "entries": [{}]}', encoding="utf-8")
        options: list[str] = []
        for number, policy in enumerate((province, county, lapsed)):
            file = tmp_path / f"p{number}.json"
            file.write_text(json.dumps(policy.tree()), encoding="utf-8")
            options += ["--policy", str(file)]
        for lang, words in (
            ("zh", ("由省级统一编制", "未适用", "已过期")),
            ("en", ("loosens", "not applied", "lapsed")),
        ):
            main(["check", str(document), *options, "--as-of", "2018-06-01", "--lang", lang])
            printed = capfd.readouterr().out
            assert all(word in printed for word in (*words, province.sha256))
            assert printed.index("某省") < printed.index("某县") < printed.index("某乡")
