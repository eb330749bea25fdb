"""全部规则 — every rule, collected from the modules named here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gongkai_standard.rules import (
    adjustment,
    audience,
    catalogue,
    channel,
    coverage,
    decision,
    document,
    execution,
    exemption,
    guide,
    item_list,
    item_name,
    local_data,
    management,
    portal,
    privacy,
    publication,
    records,
    result,
    review,
    scope,
    service,
    source_list,
    time_limit,
    uniformity,
    workflow,
)
from gongkai_standard.rules._rule import Rule

_MODULES: Final = (
    document,
    scope,
    item_list,
    source_list,
    item_name,
    exemption,
    catalogue,
    coverage,
    time_limit,
    decision,
    execution,
    management,
    workflow,
    service,
    guide,
    result,
    uniformity,
    publication,
    channel,
    audience,
    portal,
    review,
    records,
    adjustment,
    local_data,
    privacy,
)

RULES: Final[Mapping[str, Rule]] = {
    rule.id: rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)
}
"""Rule id → rule, in the order in which they are written."""
