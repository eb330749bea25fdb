"""规范文本 — the texts of the standard that a document can follow, each a value: what is required and in force.

Which rules speak for a text follows from the requirements that it asks for, so that a new rule needs no entry here.
The five disclosures, stages, extent, power types, departments, the eight domains, workflows, guides, the website's
columns and the organisation of the pilot are the notice's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gongkai_standard.codelists import code_list
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.rules.profile import Profile

DEFAULT: Final = "henan-2017"

_EIGHT: Final = tuple(code.code for code in code_list("domain") if code.notation)
"""The numbered domains of the list. Source: notice 二, in its order."""

_ELEMENTS: Final = frozenset({"name", "content", "responsible_body", "time_limits", "channels"})
"""What every text asks of an entry."""

_ASKED_BY_ALL: Final = frozenset(
    {
        *("R-001", "R-112"),  # which text is followed, and data in its form
        *("R-003", "R-033", "R-053"),  # openness is the norm; nothing stays a placeholder; local fields
        *("R-032", "R-048", "R-050", "R-058", "R-059", "R-060"),  # sorted and named items
        *("R-064", "R-065", "R-066", "R-067", "R-069"),  # 内容、主体、时限、方式 and the elements of the text's own
        *("R-010", "R-029", "R-118", "R-119"),  # channels that people can use, and for whom
        *("R-011", "R-030"),  # in time, by a term that can be measured
    }
)
"""What both national texts ask for in their own words. Sources: 国办发〔2017〕42号, 国办发〔2019〕54号."""

_ADJUSTED: Final = frozenset({"R-071", "R-072"})
"""目录实行动态调整并公布: the texts of 2019 and 2020 ask for it. Source: 国办发〔2019〕54号."""

_COLUMNS: Final = {
    "name": "二级事项",
    "content": "公开内容(要素)",
    "basis": "公开依据",
    "time_limits": "公开时限",
    "responsible_body": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "mode": "公开方式",
    "levels": "公开层级",
}
"""The columns of the national tables of 2019."""

PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile(
            name="henan-2017",
            zh="河南省开展基层政务公开标准化规范化试点工作实施方案",
            en="Henan pilot plan of 2017",
            source="豫政办〔2017〕98号",
            required=_ELEMENTS | {"disclosure", "stage", "extent"},
            recommended=("basis", "audience", "levels"),
            item_required=frozenset({"name", "power_type", "responsible_department"}),
            headings={
                "name": "事项名称",
                "disclosure": "五公开类别",
                "stage": "公开环节",
                "content": "公开内容",
                "responsible_body": "责任主体",
                "time_limits": "规定时限",
                "channels": "公开方式",
                "extent": "公开程度",
            },
            domains=_EIGHT,
        ),
        Profile(
            name="national-2017",
            zh="开展基层政务公开标准化规范化试点工作方案",
            en="National pilot plan of 2017",
            source="国办发〔2017〕42号",
            required=_ELEMENTS | {"basis"},
            headings={
                "name": "事项名称",
                "basis": "依据",
                "content": "公开内容",
                "responsible_body": "公开主体",
                "time_limits": "时限",
                "channels": "公开方式",
            },
            requirements=_ASKED_BY_ALL,
            code_lists={"domain": "domain_2017"},
        ),
        Profile(
            name="national-2019",
            zh="关于全面推进基层政务公开标准化规范化工作的指导意见",
            en="National guidance of 2019",
            source="国办发〔2019〕54号",
            required=_ELEMENTS | {"basis", "audience", "mode"},
            headings=_COLUMNS,
            requirements=_ASKED_BY_ALL | _ADJUSTED,
            code_lists={"domain": "domain_2019"},
        ),
        Profile(
            name="henan-2020",
            zh="河南省全面推进基层政务公开标准化规范化工作实施方案",
            en="Henan plan of 2020",
            source="豫政办〔2020〕5号",
            required=_ELEMENTS | {"basis", "audience", "mode"},
            headings=_COLUMNS,
            requirements=_ASKED_BY_ALL | _ADJUSTED,
            code_lists={"domain": "domain_2019"},
        ),
    )
}
"""Name → profile."""


def profile(name: str) -> Profile:
    """The profile of that name. Raises UnknownNameError, which lists the names there are."""
    if name not in PROFILES:
        known = "、".join(PROFILES)
        raise UnknownNameError(
            Problem(
                message=f"没有规范文本“{name}”，可用：{known}", message_en=f'no profile "{name}"; there are: {known}'
            )
        )
    return PROFILES[name]
