"""工作日历 — which days are working days: the State Council's yearly arrangement, or one that the caller supplies.

A calendar knows whole days from `first` to `last` and nothing outside: a question that leaves the span is
answered with `NotCoveredError`, never by taking Monday to Friday for granted. Nothing here is a default: whoever
counts working days is handed a calendar.

How days are counted:

- the day of the event does not count, the first day is the day after it (民法典 第二百零一条; before 2021 民法通则
  第一百五十四条). The disclosure regulations of 2007 and 2019 say nothing of their own, so this is the general
  rule, applied by inference;
- days before an event are counted alike, backwards.

What a time limit makes of it is for `due_date` to say.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from attrs import field, frozen

from gongkai_standard.errors import GongkaiError, Problem, UnreadableError
from gongkai_standard.location import pointer

_SATURDAY: Final = 5


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(days)


class NotCoveredError(GongkaiError):
    """A calendar was asked about a day that it has no data for; the message names the day and the span."""


@frozen(kw_only=True)
class Calendar:
    """Working days between two dates, both included.

    A year more is a new value: `statutory_calendar().followed_by(…)`. Raises ValueError when the span is empty, when a
    day lies outside it, or when a working weekend is no weekend.
    """

    name: str
    """Where the days come from, for reports."""
    first: date
    last: date
    holidays: frozenset[date] = field(converter=_days, repr=False)
    """Days off; weekends need not be listed."""
    working_weekends: frozenset[date] = field(converter=_days, repr=False)
    """调休上班 — Saturdays and Sundays that are worked to make up for a holiday."""
    _base: int = field(init=False, repr=False, eq=False)
    """Ordinal of `first`."""
    _works: bytes = field(init=False, repr=False, eq=False)
    """1 for each working day of the span, 0 for the others."""
    _ordinals: array[int] = field(init=False, repr=False, eq=False)
    """The working days of the span, in order."""
    _before: array[int] = field(init=False, repr=False, eq=False)
    """How many working days of the span lie before its n-th day."""

    @_base.default
    def _of_first(self) -> int:
        return self.first.toordinal()

    @_works.default
    def _each_day(self) -> bytes:
        self._guard()
        span = range(self._base, self.last.toordinal() + 1)
        off = {day.toordinal() for day in self.holidays}
        on = {day.toordinal() for day in self.working_weekends}
        return bytes(n in on or (n not in off and (n - 1) % 7 < _SATURDAY) for n in span)

    @_ordinals.default
    def _each_working_day(self) -> array[int]:
        return array("l", (self._base + i for i, works in enumerate(self._works) if works))

    @_before.default
    def _counted(self) -> array[int]:
        counted, so_far = array("l"), 0
        for works in self._works:
            counted.append(so_far)
            so_far += works
        return counted

    def _guard(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the span ends ({self.last}) before it begins ({self.first})")
        outside = sorted(d for d in self.holidays | self.working_weekends if not self.first <= d <= self.last)
        if outside:
            raise ValueError(f"outside the span: {', '.join(map(str, outside))}")
        weekdays = sorted(d for d in self.working_weekends if d.weekday() < _SATURDAY)
        if weekdays:
            raise ValueError(f"no weekend: {', '.join(map(str, weekdays))}")
        both = sorted(self.holidays & self.working_weekends)
        if both:
            raise ValueError(f"both off and working: {', '.join(map(str, both))}")

    def covers(self, day: date) -> bool:
        """Whether the calendar has data for that day."""
        return self.first <= day <= self.last

    def is_working_day(self, day: date) -> bool:
        """Whether people are at work on that day. Raises NotCoveredError."""
        at = day.toordinal() - self._base
        if 0 <= at < len(self._works):
            return self._works[at] == 1
        raise self.not_covered(str(day))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after a day, which itself does not count; before it when `count` is negative.

        `count` 0 is the day itself, working or not. Raises NotCoveredError.

        >>> week = Calendar(name="", first=date(2018, 6, 4), last=date(2018, 6, 17), holidays=(), working_weekends=())
        >>> week.add_working_days(date(2018, 6, 8), 1), week.add_working_days(date(2018, 6, 11), -1)
        (datetime.date(2018, 6, 11), datetime.date(2018, 6, 8))
        """
        at = self._at(day)
        if count == 0:
            return day
        before = self._before[at]
        index = before + (self._works[at] if count > 0 else 0) + count - (1 if count > 0 else 0)
        if not 0 <= index < len(self._ordinals):
            raise self.not_covered(f"{day} {count:+d}")
        return date.fromordinal(self._ordinals[index])

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; negative when `end` comes first.

        Raises NotCoveredError.

        >>> week = Calendar(name="", first=date(2018, 6, 4), last=date(2018, 6, 17), holidays=(), working_weekends=())
        >>> week.working_days_between(date(2018, 6, 8), date(2018, 6, 12))
        2
        """
        return self._up_to(end) - self._up_to(start)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it. Raises NotCoveredError."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def followed_by(self, other: Calendar) -> Calendar:
        """Both spans as one. Raises ValueError when `other` does not begin on the day after the last of this one."""
        if other.first != self.last + timedelta(1):
            raise ValueError(f"{other.first} is not the day after {self.last}")
        return Calendar(
            name=f"{self.name} + {other.name}",
            first=self.first,
            last=other.last,
            holidays=self.holidays | other.holidays,
            working_weekends=self.working_weekends | other.working_weekends,
        )

    def _up_to(self, day: date) -> int:
        at = self._at(day)
        return self._before[at] + self._works[at]

    def _at(self, day: date) -> int:
        at = day.toordinal() - self._base
        if 0 <= at < len(self._works):
            return at
        raise self.not_covered(str(day))

    def not_covered(self, asked: str) -> NotCoveredError:
        """The error for a question that leaves the span."""
        return NotCoveredError(
            Problem(
                message=f"工作日历“{self.name}”只有 {self.first} 至 {self.last} 的数据，无法推算：{asked}",
                message_en=f'calendar "{self.name}" covers {self.first} to {self.last} only and cannot tell: {asked}',
            )
        )


def calendar_of(tree: object) -> Calendar:
    """A calendar from plain data.

        {"name": "2027年安排", "first": "2027-01-01", "last": "2027-12-31",
         "holidays": ["2027-01-01"], "working_weekends": []}

    Raises UnreadableError with every member that is missing or wrong.
    """
    members = tree if isinstance(tree, Mapping) else {}
    problems: list[Problem] = []

    def day(value: object, *at: str | int) -> date:
        try:
            if isinstance(value, str) and (found := date.fromisoformat(value)).isoformat() == value:
                return found
        except ValueError:
            pass
        problems.append(Problem(message="应为日期（YYYY-MM-DD）", message_en="a date (YYYY-MM-DD)", place=pointer(at)))
        return date.min

    def several(name: str) -> set[date]:
        values = members.get(name)
        if not isinstance(values, list):
            problems.append(Problem(message="应为日期列表", message_en="a list of dates", place=pointer((name,))))
            return set()
        return {day(value, name, i) for i, value in enumerate(values)}

    first, last = day(members.get("first"), "first"), day(members.get("last"), "last")
    holidays, working_weekends = several("holidays"), several("working_weekends")
    if not problems:
        try:
            return Calendar(
                name=str(members.get("name", "")),
                first=first,
                last=last,
                holidays=holidays,
                working_weekends=working_weekends,
            )
        except ValueError as error:
            problems.append(Problem(message=f"工作日历自相矛盾：{error}", message_en=f"contradicts itself: {error}"))
    raise UnreadableError(*problems)


@cache
def statutory_calendar() -> Calendar:
    """The State Council's arrangements (国务院办公厅关于部分节假日安排的通知), as the chinesecalendar package has them.

    Whole years, from the first to the last that have data. A next year's arrangement may still make one of the
    last days of December a day off or a working weekend, as those of 2006, 2007 and 2008 did.
    """
    from chinese_calendar import constants

    return _of_tables("chinesecalendar", constants.holidays, constants.workdays)


def _of_tables(name: str, off: Iterable[date], worked: Iterable[date]) -> Calendar:
    """Whole years from two tables of days; what is said of a weekend or a weekday anyway is left out."""
    off, worked = set(off), set(worked)
    years = {day.year for day in off}
    return Calendar(
        name=name,
        first=date(min(years), 1, 1),
        last=date(max(years) + 1, 1, 1) - timedelta(1),
        holidays=frozenset(off),
        working_weekends=frozenset(day for day in worked if day.weekday() >= _SATURDAY),
    )
