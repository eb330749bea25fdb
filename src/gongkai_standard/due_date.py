"""到期日 — the day by which something must be public: a time limit, an event and a calendar give a date, or a reason.

Conventions, each with the text it rests on:

- the day of the event does not count (民法典 第二百零一条);
- a term in months, quarters or years ends on the day of the same number, or at the end of a shorter month
  (民法典 第二百零二条);
- a term that ends on a day off ends on the next working day (民法典 第二百零三条). Terms in working days never do,
  a term that runs backwards from an event (before: true) is not lengthened, and a day that the text names
  (1月31日前) stays that day;
- hours are counted in whole days begun, since events are dated by the day: 24 hours end on the following day;
- 即时, 当天 are the day of the event itself.

民法典 holds since 2021-01-01; 民法通则 第一百五十四条 said the same before. That these general rules apply to
disclosure is inferred: the disclosure regulations have no counting rules of their own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile
from typing import Final, Literal

from attrs import frozen

from gongkai_standard.calendar import Calendar, NotCoveredError
from gongkai_standard.time_limit import TimeLimit

NoDate = Literal[
    "prompt",
    "long_term",
    "notice_period",
    "on_event",
    "statutory_override",
    "unspecified",
    "no_period",
    "no_quantity",
    "no_event",
    "which_month",
]
"""Why a time limit gives no date: its kind by itself (及时, 长期, 公示期, 随…同时, 从其规定, not understood), or no
period for 定期, no number of days or day at all, no event to count from, no month for 每季度…20日."""


@frozen
class Due:
    """When a time limit ends, or why that cannot be told."""

    dates: tuple[date, ...] = ()
    """The last day in time; of a periodic limit several, in order. Empty exactly when there is a reason."""
    why_not: NoDate | None = None

    @property
    def on(self) -> date | None:
        """The first of the dates."""
        return self.dates[0] if self.dates else None


def due_dates(limit: TimeLimit, event: date | None, calendar: Calendar, *, until: date | None = None) -> Due:
    """The last day in time for something that became due on the day of `event`.

    A periodic limit gives its first date after the event and all others up to `until`. `event` may be None only
    for a day that is written in full. Raises NotCoveredError of the calendar.
    """
    match limit.kind:
        case "within":
            return _within(limit, event, calendar)
        case "immediate":
            return Due((event,)) if event else Due(why_not="no_event")
        case "periodic":
            return _periodic(limit, event, calendar, until)
        case None:
            return Due(why_not="unspecified")
        case _:
            return Due(why_not=limit.kind)


def _within(limit: TimeLimit, event: date | None, calendar: Calendar) -> Due:
    if limit.date:
        return _by_named_day(limit.date, event, calendar)
    size = limit.quantity
    if size is None or size < 0 or limit.unit is None:
        return Due(why_not="no_quantity")
    if event is None:
        return Due(why_not="no_event")
    if limit.before:
        size = -size
    if limit.unit == "working_day":
        return Due((calendar.add_working_days(event, size),))
    end = _shifted(event, limit.unit, size, calendar)
    return Due((end if limit.before else calendar.next_working_day(end),))


def _by_named_day(text: str, event: date | None, calendar: Calendar) -> Due:
    day = _Day.read(text)
    if day is None:
        return Due(why_not="no_quantity")
    if day.year:
        return Due((day.of(day.year, day.month),))
    if event is None:
        return Due(why_not="no_event")
    return Due((_first(day.days(event, calendar), calendar),))


def _periodic(limit: TimeLimit, event: date | None, calendar: Calendar, until: date | None) -> Due:
    if limit.quantity is None or limit.quantity < 1 or limit.unit is None:
        return Due(why_not="no_period")
    if event is None:
        return Due(why_not="no_event")
    if limit.date:
        day = _Day.read(limit.date)
        if day is None or day.year or (not day.month and (limit.quantity, limit.unit) != (1, "month")):
            return Due(why_not="which_month")
        dates = day.days(event + _ONE_DAY, calendar)
    else:
        dates = _repeated(limit.quantity, limit.unit, event, calendar)
    first = _first(dates, calendar)
    later = takewhile(lambda day: day <= until, dates) if until and until > first else ()
    return Due((first, *later))


_ONE_DAY: Final = timedelta(1)


def _first(dates: Iterator[date], calendar: Calendar) -> date:
    found = next(dates, None)
    if found is None:
        raise calendar.not_covered(f"> {calendar.last}")
    return found


def _repeated(size: int, unit: str, event: date, calendar: Calendar) -> Iterator[date]:
    """Counted from the event itself each time, so that no date drifts: 31 January, 28 February, 31 March."""
    total = 0
    while True:
        total += size
        try:
            if unit == "working_day":
                yield calendar.add_working_days(event, total)
            else:
                yield calendar.next_working_day(_shifted(event, unit, total, calendar))
        except NotCoveredError:
            return


_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}
_HOURS_A_DAY: Final = 24


def _shifted(day: date, unit: str, size: int, calendar: Calendar) -> date:
    """`day` moved by so many calendar days, hours (whole days begun), months, quarters or years."""
    try:
        if unit in _MONTHS:
            year, month = divmod(day.year * 12 + day.month - 1 + size * _MONTHS[unit], 12)
            return _day_of(year, month + 1, day.day)
        if unit == "hour":
            whole = -(-abs(size) // _HOURS_A_DAY)
            return day + timedelta(whole if size > 0 else -whole)
        return day + timedelta(size)
    except (ValueError, OverflowError):
        raise calendar.not_covered(f"{day} {size:+d} {unit}") from None


def _day_of(year: int, month: int, day: int) -> date:
    """The day of that month, its last where the month is shorter. Raises ValueError for a year that no date has."""
    return date(year, month, min(day, monthrange(year, month)[1]))


_WRITTEN: Final = re.compile(r"(?:(?P<year>[0-9]{4})|-)-(?:(?P<month>[0-9]{2})-|-)(?P<day>[0-9]{2})")
"""`2021-12-31`, `--01-31`, `---20`."""


@frozen
class _Day:
    """`2021-12-31`, `--01-31` or `---20`; a year or month that is not written is 0."""

    year: int
    month: int
    day: int

    @classmethod
    def read(cls, text: str) -> _Day | None:
        found = _WRITTEN.fullmatch(text)
        if not found:
            return None
        day = cls(*(int(part or 0) for part in found.groups()))
        exists = 1 <= day.day <= 31 and (1 <= day.month <= 12 if found["month"] else not found["year"])
        return day if exists else None

    def of(self, year: int, month: int) -> date:
        """The day in that month, its last where the month is shorter."""
        return _day_of(year, month, self.day)

    def days(self, start: date, calendar: Calendar) -> Iterator[date]:
        """Every such day from `start` to the end of the calendar, in order."""
        for year in range(start.year, calendar.last.year + 1):
            for month in (self.month,) if self.month else range(1, 13):
                day = self.of(year, month)
                if start <= day <= calendar.last:
                    yield day
