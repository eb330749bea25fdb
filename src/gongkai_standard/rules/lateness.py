"""逾期 — by when one content element had to be published, and how late it was.

Whoever asks handles `NotCoveredError`: the calendar may not reach the days in question.
"""

from __future__ import annotations

from datetime import date

from gongkai_standard.calendar import Calendar
from gongkai_standard.catalogue import Entry
from gongkai_standard.due_date import Due, due_dates
from gongkai_standard.folding import fold
from gongkai_standard.publication import Publication
from gongkai_standard.rules.duration import stated
from gongkai_standard.time_limit import TimeLimit


def due_of(entry: Entry, publication: Publication, calendar: Calendar) -> Due:
    """The last day in time for a record, counted from the day on which the information was formed.

    Of several limits the one for this element counts, else those for no element in particular, and among these the
    longest: a record is not called late while one of its limits still runs. Raises NotCoveredError.
    """
    dues = [due_dates(limit, publication.formed_on, calendar) for limit in _limits_of(entry, publication)]
    days = [due.on for due in dues if due.on]
    if days:
        return Due((max(days),))
    return next((due for due in dues if due.why_not == "no_event"), Due(why_not="unspecified"))


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
