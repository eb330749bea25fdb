"""办事指南的规则 — every service item has its guide, whole, the same on all platforms. Source: notice 三(三), 一(二)4.

What is missing from a guide is for GK-SVC-005 to report; the rules on what guides say are silent there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from gongkai_standard.compendium import Compendium
from gongkai_standard.guide import PROMISED, STATUTORY, Element, Guide, required_elements
from gongkai_standard.item_list import Item
from gongkai_standard.remembering import remembered
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.display import WEBSITE
from gongkai_standard.rules.index import Index, label
from gongkai_standard.rules.placeholder import hollow
from gongkai_standard.rules.stages import has_services, is_service, lacking

NEW_MEDIA: Final = frozenset({"weibo_wechat_app", "new_media_matrix"})
"""Platforms that count as 两微一端."""


def _name(guide: Guide, index: Index) -> str:
    """What a message calls the item of a guide."""
    item = index.item_by_id.get(guide.item_id or "")
    said = index.content_of(guide).get("item_name")
    return (item and label(item)) or (said and said.text) or label(guide)


def _said(guide: Guide, index: Index) -> Mapping[str, Element]:
    """The elements that say something."""
    return {name: element for name, element in index.content_of(guide).items() if _says_something(element.text)}


@remembered(8192)
def _says_something(text: str) -> bool:
    """无 is an answer: a service may be free of charge, or without a statutory time."""
    return hollow(text) in (None, "none")


def _has_both_times(index: Index) -> bool:
    return any({STATUTORY, PROMISED} <= index.content_of(guide).keys() for _at, guide in index.guides)


@rule("GK-SVC-002", about=Guide, requirements=("R-028",), severity=Severity.WARNING, applies=_has_both_times)
def promise_longer_than_the_law(guide: Guide, index: Index) -> Iterator[Fault]:
    """A guide promises a handling time (承诺办结时限) longer than the statutory one (法定办结时限).

    Nothing is said where a wording cannot be counted. 日 may mean working days; it is read in the guide's favour.

    Why: processes are to become more efficient; a promise longer than the law is none.

    Instead: promise no more than the statutory time.
    """
    said = index.content_of(guide)
    statutory, promised = said.get(STATUTORY), said.get(PROMISED)
    if statutory and promised and statutory.days and promised.days and promised.days[0] > statutory.days[1]:
        params = {"item": _name(guide, index), "promised": promised.text, "statutory": statutory.text}
        yield Fault(promised.at, params)


@rule(
    "GK-SVC-003",
    about=Compendium,
    requirements=("R-094",),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEM_LIST),
    applies=has_services,
)
def service_without_guide(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A permit, payment, confirmation or public-service item has no guide (办事指南).

    An item that is exempt or cancelled needs none, nor does one to which the stage does not apply, with a reason.
    That an item has a guide and the catalogue has no entry for it, beside others on the service, is a warning.

    Why: whoever applies must know what to bring, where to go and how long it takes.

    Instead: add the guide of the item, one for each platform that carries it; add its entry to the catalogue.
    """
    without: set[int] = set()
    for at, item in index.items:
        if is_service(item) and not index.has_guide(item) and not index.is_excused(item, "service", "guide"):
            without.add(id(item))
            yield Fault(at, {"item": label(item) or at}, also=("R-095", "R-096", "R-100"))
    for _at, group in index.groups:
        if id(group.item) not in without:
            for fault in lacking(group, index, "service", "guide", Severity.WARNING):
                yield evolve(fault, variant="no_entry", params={**fault.params, "item": label(group)})


@rule("GK-SVC-004", about=Compendium, requirements=("R-095",), severity=Severity.ERROR, needs=(needs.GUIDES,))
def guide_not_on_the_platforms(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """An item's guides do not include one on the government website, or none on new media (两微一端).

    New media missing is a warning.

    Why: guides are published where people look: on the website first, and on the phone.

    Instead: publish the guide on the platform, and add it with its `platform`.
    """
    for guides in index.guides_of.values():
        platforms = {guide.platform for _at, guide in guides}
        at, first = guides[0]
        if any(platform and not index.knows("channel", platform) for platform in platforms):
            continue  # the one that is missing may be the one that is misspelt
        if WEBSITE not in platforms:
            yield Fault(f"{at}/platform", {"item": _name(first, index)})
        if platforms.isdisjoint(NEW_MEDIA):
            yield Fault(f"{at}/platform", {"item": _name(first, index)}, "no_new_media", Severity.WARNING)


@rule("GK-SVC-005", about=Guide, requirements=("R-096",), severity=Severity.ERROR)
def guide_without_an_element(guide: Guide, index: Index) -> Iterator[Fault]:
    """A guide lacks one of the elements that every guide has, or holds a placeholder there.

    The elements are the numbered ones of the list `guide_element`; other headings of the list stand for them.

    Why: one element that is missing sends people home to come again.

    Instead: fill in the elements; where there is nothing to say, say 无.
    """
    found = index.content_of(guide)
    missing = tuple(name for name in required_elements() if name not in found)
    if missing:
        others = index.guides_of.get(guide.item_id or "", ())
        differs = any(name in _said(other, index) for _at, other in others if other is not guide for name in missing)
        params = {"item": _name(guide, index), "guide_element": missing}
        yield Fault("elements", params, also=("R-097",) if differs else ())
    for name in required_elements():
        if name in found and not _says_something(found[name].text):
            params = {"item": _name(guide, index), "guide_element": name, "text": found[name].text}
            yield Fault(found[name].at, params, "placeholder")


@rule(
    "GK-SVC-006",
    about=Compendium,
    requirements=("R-097",),
    severity=Severity.ERROR,
    needs=(needs.GUIDES,),
    applies=lambda index: any(len(guides) > 1 for guides in index.guides_of.values()),
)
def guides_that_differ(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """The guides of one item say different things on different platforms.

    Compared with the guide on the website, else the first, but for blanks, width, punctuation and other layout.
    A required element that one of them lacks is for GK-SVC-005 to report.

    Why: people act on what they read; where two platforms differ, one of them misleads.

    Instead: make the guides say the same.
    """
    for guides in index.guides_of.values():
        if len(guides) < 2:
            continue
        reference_at, reference = next((g for g in guides if g[1].platform == WEBSITE), guides[0])
        for at, guide in guides:
            if at == reference_at:
                continue
            different = dict(_differences(reference, guide, index))
            if different:
                _name_of_one, place = next(iter(different.items()))
                params = {"item": _name(guide, index), "guide_element": tuple(different)}
                yield Fault(f"{at}/{place if len(different) == 1 else 'elements'}", params)


def _differences(one: Guide, other: Guide, index: Index) -> Iterator[tuple[str, str]]:
    """(element, place in the other guide) of everything on which two guides do not agree."""
    if one.elements == other.elements and (one.statutory_days, one.promised_days) == (
        other.statutory_days,
        other.promised_days,
    ):
        return
    ours, theirs = index.content_of(one), index.content_of(other)
    required = frozenset(required_elements())
    for name in dict.fromkeys((*ours, *theirs)):
        mine, its = ours.get(name), theirs.get(name)
        if mine and its and mine.text == its.text:
            continue
        mine, its = (said if said and _says_something(said.text) else None for said in (mine, its))
        if mine is None and its is None:
            continue
        if mine is None or its is None:
            if name not in required:
                yield name, its.at if its else "elements"
        elif not mine.agrees(its):
            yield name, its.at


@rule(
    "GK-SVC-009",
    about=Compendium,
    requirements=("R-100",),
    severity=Severity.INFO,
    needs=(needs.ITEM_LIST, needs.GUIDES),
    applies=has_services,
)
def service_not_online(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """No guide of a service item has a link for handling it online (网上办理入口). Where none has, that is said once.

    Why: "Internet plus government services" means that people can do it without coming.

    Instead: add the address to the guide as `online_url`.
    """
    offline: list[tuple[str, Item]] = []
    guided = 0
    for _at, item in index.items:
        guides = index.guides_of.get(item.id or "", ())
        if guides and is_service(item):
            guided += 1
            if all(not (guide.online_url or "").strip() for _place, guide in guides):
                offline.append((guides[0][0], item))
    if guided == len(offline) > 1:
        yield Fault("guides", {}, "everywhere")
        return
    for at, item in offline:
        yield Fault(f"{at}/online_url", {"item": label(item)})
