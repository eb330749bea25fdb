"""五公开 — decision, execution, management, service and result disclosure, each with its stages (环节).

Source: notice 一(二)1 (the five) and 三(三) (every stage, in the notice's order). The lists `disclosure` and
`stage` hold them; the notation of a stage, `2.5`, says which disclosure it belongs to and where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from gongkai_standard.codelists import code_list

Disclosure = Literal["decision", "execution", "management", "service", "result"]
"""五公开类别; the closed list `disclosure`."""

ResultKind = Literal["development_plan", "work_report", "government_decision"]
"""结果公开的三类; the closed list `result_kind`. Source: notice 三(三) 结果公开."""

DEPARTMENT_STAGES: Final = frozenset({"supervision_info", "random_inspection"})
"""全面公开行政监管特别是“双随机、一公开”执法监管等信息: owed once by a department, not by each of its items.
Source: notice 三(三) 管理公开."""

ALTERNATIVE_STAGES: Final = frozenset({"major_decision_result", "key_policy_result"})
"""重点公开重大决策、重要政策……的落实结果: one or the other, by what the item is. Source: notice 三(三) 结果公开."""


def stages_of(disclosure: str) -> tuple[str, ...]:
    """The stages of one of the five, in the notice's order; empty for any other text.

    >>> stages_of("service")
    ('guide', 'handling_process', 'handling_result')
    """
    return _stages().get(disclosure, ())


def required_stages(disclosure: str) -> tuple[str, ...]:
    """The stages that every single item disclosed under this one has to show, in the notice's order.

    Left out are those that a department owes once and those of which one is enough.
    """
    return tuple(s for s in stages_of(disclosure) if s not in DEPARTMENT_STAGES and s not in ALTERNATIVE_STAGES)


def disclosure_of(stage: str) -> str | None:
    """The disclosure that a stage of the notice belongs to; None for a local heading or any other text."""
    return _disclosures().get(stage)


@cache
def _disclosures() -> Mapping[str, str]:
    numbers = {disclosure.notation: disclosure.code for disclosure in code_list("disclosure")}
    return {s.code: numbers[s.notation.partition(".")[0]] for s in code_list("stage") if s.notation}


@cache
def _stages() -> Mapping[str, tuple[str, ...]]:
    of_each = _disclosures()
    return {
        disclosure.code: tuple(stage for stage, owner in of_each.items() if owner == disclosure.code)
        for disclosure in code_list("disclosure")
    }
