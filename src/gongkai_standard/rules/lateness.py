"""逾期 — by when one content element had to be published, and how late it was.

Whoever asks handles `NotCoveredError`: the calendar may not reach the days in question.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from gongkai_standard.calendar import Calendar
from gongkai_standard.catalogue import Entry
from gongkai_standard.due_date import Due, due_dates
from gongkai_standard.folding import fold
from gongkai_standard.publication import Publication
from gongkai_standard.rules.duration import stated
from gongkai_standard.time_limit import TimeLimit


def due_of(entry: Entry, publication: Publication, calendar: Calendar, document: date | None = None) -> Due:
    """The last day in time for a record, counted from the day on which the information was formed.

    Of several limits the one for this element counts, else those for no element in particular, and among these the
    longest: a record is not called late while one of its limits still runs. `document` is the day on which the
    document appeared that the record interprets: a limit without a trigger does not begin before it, and one that
    counts from it is for `interpretation_due`. Raises NotCoveredError.
    """
    limits = _limits_of(entry, publication)
    if publication.interprets or entry.stage == "interpretation":
        limits = [limit for limit in limits if limit.trigger != "event"]
    dues = [due_dates(limit, _begin(limit, publication.formed_on, document), calendar) for limit in limits]
    days = [due.on for due in dues if due.on]
    if days:
        return Due((max(days),))
    return next((due for due in dues if due.why_not == "no_event"), Due(why_not="unspecified"))


def _begin(limit: TimeLimit, formed: date | None, document: date | None) -> date | None:
    is_open = limit.trigger in (None, "none")
    return max(formed, document) if is_open and formed and document else formed


def interpretation_due(entry: Entry, publication: Publication, document: date, calendar: Calendar) -> date | None:
    """The last day in time for an interpretation of a document published on that day, as the entry has it.

    None where the entry counts from something else. Raises NotCoveredError.
    """
    limits = [limit for limit in _limits_of(entry, publication) if limit.trigger not in OWN_FORMATION]
    return max((due.on for limit in limits if (due := due_dates(limit, document, calendar)).on), default=None)


OWN_FORMATION: Final = frozenset({"formed_or_changed", "made_or_obtained"})
"""Triggers that do not say how long after the document its interpretation comes."""


def _limits_of(entry: Entry, publication: Publication) -> list[TimeLimit]:
    """The terms that bind one element; a term that ends before an event binds no record."""
    limits = [limit for _i, limit in stated(entry) if not limit.before]
    element = fold(publication.element or "")
    own = [limit for limit in limits if limit.applies_to and element and _concerns(fold(limit.applies_to), element)]
    return own or [limit for limit in limits if not limit.applies_to] or limits


def _concerns(part: str, element: str) -> bool:
    return part in element or element in part


def working_days_late(due: date, on: date, calendar: Calendar) -> int:
    """How many working days late something is: what appears on a day off is there on the next working day.

    Raises NotCoveredError.
    """
    return calendar.working_days_between(due, calendar.next_working_day(on))
