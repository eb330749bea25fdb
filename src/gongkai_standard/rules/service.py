"""服务公开的规则 — the link to the service item, the handling of a case. Source: notice 一(二)3, 三(三)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai_standard.item_list import Item
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.duration import is_vague, place_of, stated
from gongkai_standard.rules.index import Group, Index
from gongkai_standard.rules.placeholder import is_blank
from gongkai_standard.rules.stages import has_services, is_service, lacking, rule_on_vagueness, shows


@rule(
    "GK-SVC-001",
    about=Item,
    requirements=("R-020",),
    severity=Severity.WARNING,
    applies=has_services,
)
def service_without_code(item: Item, index: Index) -> Iterator[Fault]:
    """A permit, payment, confirmation or public-service item names no service item (政务服务事项编码).

    Why: disclosure and service describe the same matter; the code is what joins them.

    Instead: give the basic or implementing code (基本编码、实施编码) of the service item.
    """
    if is_service(item) and is_blank(item.service_item_code):
        yield Fault("service_item_code")


HANDLING: Final = ("handling_process", "handling_result")
"""The stages that follow the guide."""


def _serves(index: Index) -> bool:
    return "service" in index.disclosures or has_services(index)


@rule(
    "GK-SVC-007",
    about=Group,
    requirements=("R-098",),
    severity=Severity.WARNING,
    met_needs=(needs.COMPLETE,),
    applies=_serves,
)
def handling_not_disclosed(group: Group, index: Index) -> Iterator[Fault]:
    """A service item shows nothing of how cases are handled (办事过程、办事结果), or not by when.

    Why: whoever applied wants to see how far the case is and what came of it, in good time.

    Instead: add entries for the process and the result, each with a time limit that can be counted.
    """
    for stage in HANDLING:
        if "service" in group.stages:
            yield from lacking(group, index, "service", stage)
        elif (
            index.complete
            and group.item
            and is_service(group.item)
            and not shows(group, index, stage)
            and not index.is_excused(group, "service", stage)
        ):
            yield Fault("", {"stage": stage}, also=("R-063",))
    for at, entry in group.entries:
        if rule_on_vagueness(entry) == "GK-SVC-007":
            limits = stated(entry)
            if limits and all(is_vague(limit) for _i, limit in limits):
                text = "；".join(limit.text for _i, limit in limits if limit.text)
                params = {"stage": entry.stage, "text": text}
                yield Fault(f"{at}/{place_of(limits)}", params, "vague", also=("R-030", "R-017"))
