"""The five disclosures and their stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_standard.codelists import code_list
from gongkai_standard.five_disclosures import (
    ALTERNATIVE_STAGES,
    DEPARTMENT_STAGES,
    disclosure_of,
    required_stages,
    stages_of,
)

NOTICE = (Path(__file__).parents[1] / "docs" / "notice-2017-98.txt").read_text(encoding="utf-8")
FIVE = tuple(code.code for code in code_list("disclosure"))


class TestStages:
    """三(三) 规范政务公开工作流程."""

    @pytest.mark.parametrize(
        ("disclosure", "stages"),
        [
            # 决策公开要重点落实决策前预公开、决策中政府有关会议公开、决策后政策文件及其解读材料公开等要求
            ("decision", ("pre_decision", "meeting", "policy_document", "interpretation")),
            # 执行公开要重点公开执行措施、实施步骤、责任分工、监督方式,定期公开工作进展和取得成效、后续举措等
            (
                "execution",
                ("measures", "steps", "responsibilities", "supervision", "progress", "effects", "follow_up"),
            ),
            # 公开执法部门职责权限、执法依据、裁量基准、执法流程、执法结果、救济途径等,
            # 全面公开行政监管特别是“双随机、一公开”执法监管等信息
            (
                "management",
                (
                    "duties",
                    "basis",
                    "discretion",
                    "procedure",
                    "result",
                    "remedy",
                    "supervision_info",
                    "random_inspection",
                ),
            ),
            # 全面统一公开要素齐全、内容一致的办事指南,及时公开办事过程和结果
            ("service", ("guide", "handling_process", "handling_result")),
            # 结果公开要重点公开重大决策、重要政策特别是发展规划、政府工作报告、政府决定事项的落实结果等
            ("result", ("major_decision_result", "key_policy_result")),
        ],
    )
    def test_are_those_of_the_notice(self, disclosure: str, stages: tuple[str, ...]) -> None:
        """Each disclosure has the stages that the notice names, in its order."""
        assert stages_of(disclosure) == stages

    def test_stand_in_the_notice(self) -> None:
        """The words of execution, management and service stages are the notice's own."""
        words = [code_list("stage").get(stage) for d in ("execution", "management") for stage in stages_of(d)]

        assert [word.zh for word in words if word and word.zh not in NOTICE] == ["行政监管信息"]

    def test_of_any_other_text_there_are_none(self) -> None:
        """A text that is none of the five has no stages."""
        assert stages_of("decision ") == ()

    def test_and_disclosures_agree(self) -> None:
        """A stage belongs to the disclosure that lists it, and to no other."""
        assert {stage: disclosure_of(stage) for d in FIVE for stage in stages_of(d)} == {
            stage: d for d in FIVE for stage in stages_of(d)
        }

    @pytest.mark.parametrize("stage", ["policy_basis", "process_information", "x-changyuan:trial", ""])
    def test_of_local_headings_belong_to_none(self, stage: str) -> None:
        """What the notice does not name has no disclosure of its own."""
        assert disclosure_of(stage) is None


class TestRequiredStages:
    """Which stages every item has to show."""

    def test_leave_out_what_is_owed_once_or_by_choice(self) -> None:
        """A department owes supervision information once; an item is a decision or a policy."""
        assert {d: [s for s in stages_of(d) if s not in required_stages(d)] for d in FIVE} == {
            "decision": [],
            "execution": [],
            "management": ["supervision_info", "random_inspection"],
            "service": [],
            "result": ["major_decision_result", "key_policy_result"],
        }

    def test_name_stages_of_the_list_only(self) -> None:
        """Every stage that is singled out exists."""
        assert {disclosure_of(s) for s in DEPARTMENT_STAGES} == {"management"}
        assert {disclosure_of(s) for s in ALTERNATIVE_STAGES} == {"result"}
