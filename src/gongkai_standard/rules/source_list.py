"""来源清单的规则 — items against the power, responsibility and service lists they come from. Source: notice 三(一)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.covering import source_covers, source_entries
from gongkai_standard.rules.index import Index, has_items, label
from gongkai_standard.rules.item_name import bare
from gongkai_standard.rules.placeholder import hollow, is_blank
from gongkai_standard.rules.same_body import is_among

_SUB_COUNTY: Final = frozenset({"township", "subdistrict"})


@rule(
    "GK-ITM-005",
    about=object,
    requirements=("R-046",),
    severity=Severity.WARNING,
    needs=(needs.ITEMS_AND_SOURCES,),
)
def no_township_source(_: object, index: Index) -> Iterator[Fault]:
    """No entry of any source list belongs to a township or subdistrict.

    Why: items are to be gathered from the lists of the county's departments and of every township and
    subdistrict; what people need most is often done there.

    Instead: add the townships' and subdistricts' lists, each with its `owner_level`.
    """
    if not any(lst.entries for _at, lst in index.source_lists if lst.owner_level in _SUB_COUNTY):
        yield Fault("source_lists")


@rule(
    "GK-ITM-006",
    about=object,
    requirements=("R-047",),
    severity=Severity.ERROR,
    needs=(needs.ITEM_LIST,),
    applies=has_items,
)
def item_without_source(_: object, index: Index) -> Iterator[Fault]:
    """An item does not say from which entry of which source list it comes.

    One that has ended is no longer expected in them.

    Why: the item list rests on the power, responsibility and public-service lists; without the entry nobody
    can check that it is whole, or notice when its source changes.

    Instead: name the list (权力清单、责任清单 or 公共服务事项清单) and the number of the entry in it.
    """
    listed = source_entries(index.source_lists) if index.complete else {}
    kinds = {kind for kind, _id in listed}
    for at, item in index.items:
        if item.has_ended:
            continue
        params = {"item": label(item)}
        named = [(i, source) for i, source in enumerate(item.sources) if source.list is not None]
        if not named:
            yield Fault(f"{at}/sources", params)
        elif all(is_blank(source.entry) for _i, source in named):
            yield Fault(f"{at}/sources/{named[0][0]}/entry", params, "no_entry")
        for i, source in named:
            if source.list in kinds and source.entry and (source.list, source.entry) not in listed:
                yield Fault(f"{at}/sources/{i}/entry", {**params, "entry": source.entry}, "no_such_entry")


@rule(
    "GK-ITM-015",
    about=object,
    requirements=("R-056", "R-008"),
    severity=Severity.ERROR,
    needs=(needs.COMPLETE, needs.ITEMS_AND_SOURCES),
)
def source_entry_not_listed(_: object, index: Index) -> Iterator[Fault]:
    """An entry of a source list is neither in the item list nor exempted.

    An item of the same name that cites no entry is listed; that it cites none is for GK-ITM-006 to report.

    Why: what can be disclosed is disclosed: all but what a law or policy excepts is to be listed.

    Instead: list the entry as an item that cites it; if it is excepted, list it with its exemption.
    """
    for cover in source_covers(index):
        if cover.state == "missing":
            yield Fault(cover.at, {"entry": label(cover.entry) or cover.at})


@rule(
    "GK-ITM-016",
    about=object,
    requirements=("R-057",),
    severity=Severity.WARNING,
    needs=(needs.ITEMS_AND_SOURCES,),
)
def item_unlike_its_source(_: object, index: Index) -> Iterator[Fault]:
    """An item's name, power type or department is not that of the source entry it cites.

    An item that cites several entries agrees when one of them has the same. What is missing, a placeholder or only
    badly written is for the rules on names, power types and departments to report.

    Why: whoever looks an item up in the power list must find it again under the same name and department.

    Instead: correct the item, or have the source list corrected.
    """
    listed = source_entries(index.source_lists)
    for at, item in index.items:
        cited = [e for s in item.sources if s.list and s.entry for _, e in listed.get((s.list, s.entry), ())]
        for member, of_source in _SHARED.items():
            own = getattr(item, member)
            theirs = [value for entry in cited if (value := getattr(entry, of_source))]
            if not own or not theirs or bare(own) in map(bare, theirs) or hollow(own):
                continue
            if member == "responsible_department" and is_among(own, theirs, index.places):
                continue
            params = {"item": label(item), "field": member}
            if member != "power_type":
                yield Fault(f"{at}/{member}", {**params, "value": own, "source": theirs[0]})
            elif index.knows(member, own):
                yield Fault(f"{at}/{member}", {**params, "power_type": (own, theirs[0])}, "power_type")


_SHARED: Final = {"name": "name", "power_type": "power_type", "responsible_department": "department"}
"""Member of an item → of a source entry."""
