"""规范文本 — the texts of the standard that a document can follow, each a value: what is required and in force."""

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

_NATIONAL_RULES: Final = frozenset(
    {
        "GK-DOC-001",
        "GK-PRN-001",
        "GK-ITM-003",
        "GK-ITM-007",
        "GK-ITM-009",
        "GK-ITM-012",
        "GK-ITM-017",
        "GK-ITM-018",
        "GK-ITM-019",
        "GK-CAT-004",
        "GK-CAT-005",
        "GK-CAT-006",
        "GK-CAT-007",
        "GK-CAT-009",
        "GK-CAT-011",
        "GK-TIM-002",
        "GK-CHN-001",
        "GK-CHN-004",
        "GK-CHN-011",
        "GK-CHN-012",
        "GK-WEB-010",
    }
)
"""Rules on what the national texts ask for too. The five disclosures, stages, extent, power types, departments,
the eight domains and the website's columns are the notice's own, so their rules do not speak here."""

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
            domains=_EIGHT,
        ),
        Profile(
            name="national-2017",
            zh="开展基层政务公开标准化规范化试点工作方案",
            en="National pilot plan of 2017",
            source="国办发〔2017〕42号",
            required=_ELEMENTS | {"basis"},
            rules=_NATIONAL_RULES,
            code_lists={"domain": "domain_2017"},
        ),
        Profile(
            name="national-2019",
            zh="关于全面推进基层政务公开标准化规范化工作的指导意见",
            en="National guidance of 2019",
            source="国办发〔2019〕54号",
            required=_ELEMENTS | {"basis", "audience", "mode"},
            rules=_NATIONAL_RULES,
            code_lists={"domain": "domain_2019"},
        ),
        Profile(
            name="henan-2020",
            zh="河南省全面推进基层政务公开标准化规范化工作实施方案",
            en="Henan plan of 2020",
            source="豫政办〔2020〕5号",
            required=_ELEMENTS | {"basis", "audience", "mode"},
            rules=_NATIONAL_RULES,
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
            Problem(message=f"没有规范文本“{name}”,可用:{known}", message_en=f'no profile "{name}"; there are: {known}')
        )
    return PROFILES[name]
