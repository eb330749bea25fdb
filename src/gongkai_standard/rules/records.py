"""组织保障的规则 — who answers for the work, whom people can turn to, where they can read, and by when it is done.

Source: notice 一(二)3 监督权, 一(三) 一年左右, 三(四) 政府信息查阅场所, 四(一) 亲自抓、专人负责.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai_standard.compendium import Compendium
from gongkai_standard.organisation import Contact
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import says_something
from gongkai_standard.rules.scope import works_as_pilot


def _with_role(compendium: Compendium, role: str) -> list[tuple[str, Contact]]:
    """Place, relative to the compendium, and contact of each that has the role."""
    return [(f"contacts/{i}", one) for i, one in enumerate(compendium.contacts) if one.role == role]


@rule(
    "GK-PRN-011",
    about=Compendium,
    requirements=("R-023",),
    severity=Severity.WARNING,
    needs=(needs.CONTACTS,),
)
def nowhere_to_complain(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """There is no contact for complaints (监督投诉), or no way to give feedback (意见反馈), that one can reach.

    A contact can be reached by telephone or at an address on the web. The pilot topic's page for feedback is a
    way to give feedback too. Either is one of the five facets of R-012 (能监督、好参与).

    Why: people have a right to know, to take part, to speak and to supervise; the last two need someone to turn to.

    Instead: add a contact of each role, with its telephone number or address.
    """
    topic = compendium.topic
    for role in ("complaint", "feedback"):
        found = _with_role(compendium, role)
        reachable = any(says_something(one.phone, one.url) for _at, one in found)
        if reachable or (role == "feedback" and topic and says_something(topic.feedback_url)):
            continue
        if found:
            yield Fault(f"{found[0][0]}/phone", {"role": role}, "unreachable", also=("R-012",))
        else:
            yield Fault("contacts", {"role": role}, also=("R-012",))


@rule(
    "GK-ORG-007",
    about=Compendium,
    requirements=("R-127",),
    severity=Severity.WARNING,
    needs=(needs.CONTACTS,),
)
def lead_not_recorded(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """The unit's lead (主要负责人) or deputy lead (分管负责人) is not recorded with the post.

    Why: both are to take the work in hand themselves; the post says who that is without naming a person.

    Instead: add a contact of the role with its post, such as 县长 or 常务副县长.
    """
    for role in ("lead", "deputy_lead"):
        found = _with_role(compendium, role)
        if not found:
            yield Fault("contacts", {"role": role})
        elif not any(says_something(one.post) for _at, one in found):
            yield Fault(f"{found[0][0]}/post", {"role": role}, "no_post")


@rule(
    "GK-ORG-008",
    about=Compendium,
    requirements=("R-128",),
    severity=Severity.WARNING,
    needs=(needs.CONTACTS,),
)
def nobody_designated(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """Nobody is designated to do the work (专人负责): no contact, or one of whom nothing is said.

    Why: what is everybody's work is nobody's.

    Instead: add a contact of the role `contact`, with post and telephone number.
    """
    found = _with_role(compendium, "contact")
    if not found:
        yield Fault("contacts")
    elif not any(says_something(one.post, one.name, one.phone, one.url) for _at, one in found):
        yield Fault(f"{found[0][0]}/post", {}, "no_post")


@rule(
    "GK-CHN-010",
    about=Compendium,
    requirements=("R-117",),
    severity=Severity.WARNING,
    needs=(needs.READING_PLACES,),
)
def no_reading_place(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """No public reading place (政府信息查阅场所) is recorded, or one without its name, address or opening hours.

    Why: who has no computer reads at the archive or the library; for that one has to know where, and when.

    Instead: record the places with name, address and opening hours.
    """
    if not compendium.reading_places:
        yield Fault("reading_places")
    for i, place in enumerate(compendium.reading_places):
        for member in _PLACE:
            if not says_something(getattr(place, member)):
                yield Fault(f"reading_places/{i}/{member}", {"reading_place": member}, "incomplete")


_PLACE: Final = ("name", "address", "hours")


@rule(
    "GK-DOC-003",
    about=Compendium,
    requirements=("R-031",),
    severity=Severity.INFO,
    needs=(needs.PLAN,),
    applies=works_as_pilot,
)
def no_milestones(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A pilot unit records no milestones (进度节点): no row of its plan has a date.

    The annex that would hold the plan is not printed with the notice, so the rows are the unit's own.

    Why: the pilot is to reach its goals within about a year; without dates nobody sees how far it is.

    Instead: record the tasks with the day on which each is due, and the day on which it was completed.
    """
    if not any(row.due or row.completed for row in compendium.plan):
        yield Fault("plan/0/due" if compendium.plan else "plan", {}, "no_date" if compendium.plan else None)
