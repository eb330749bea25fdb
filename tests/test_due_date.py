"""到期日: a time limit, an event and a calendar give the last day in time, or the reason why there is none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import time_limit
from gongkai_standard.calendar import NotCoveredError, statutory_calendar
from gongkai_standard.due_date import Due, due_dates
from gongkai_standard.time_limit import TimeLimit, Unit

STATUTORY: Final = statutory_calendar()
EVENT: Final = date(2018, 1, 31)
days: Final = st.dates(date(2008, 1, 1), date(2017, 12, 31))


def of(text: str, event: date | None = EVENT, until: date | None = None) -> Due:
    """The due dates of a wording with a single term."""
    (limit,) = time_limit.parse(text)
    return due_dates(limit, event, STATUTORY, until=until)


class TestDates:
    """民法典 第二百零一条至第二百零三条."""

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("信息形成或者变更之日起20个工作日内", "2018-03-05"),  # 15-21 February off, 11 and 24 worked
            ("决定作出之日起7个工作日内", "2018-02-09"),
            ("3日内", "2018-02-05"),  # ends on Saturday, 3 February
            ("信息形成之日起2日内", "2018-02-02"),
            ("1个月内", "2018-02-28"),  # a month without a 31st
            ("信息形成之日起3个月内", "2018-05-02"),  # ends on 30 April, a day off till 1 May
            ("1个季度内", "2018-05-02"),
            ("1年内", "2019-01-31"),
            ("24小时内", "2018-02-01"),
            ("48小时内", "2018-02-02"),
            ("实时公开", "2018-01-31"),
            ("听证7个工作日前公开", "2018-01-22"),
            ("听证3日前公开", "2018-01-28"),  # a Sunday: what runs backwards is not lengthened
            ("3月31日前", "2018-03-31"),  # a Saturday: the day is named
            ("2021年12月31日前", "2021-12-31"),
        ],
    )
    def test_one_day(self, text: str, due: str) -> None:
        """From Wednesday, 31 January 2018."""
        assert of(text) == Due((date.fromisoformat(due),))

    def test_hours_before_an_event(self) -> None:
        """Whole days begun, backwards too."""
        limit = TimeLimit(kind="within", quantity=25, unit="hour", before=True)
        assert due_dates(limit, EVENT, STATUTORY).on == date(2018, 1, 29)

    def test_a_named_day_comes_round(self) -> None:
        """The event's own day is in time; after it the next year's counts."""
        assert of("次年1月31日前").on == date(2018, 1, 31)
        assert of("次年1月31日前", date(2018, 2, 1)).on == date(2019, 1, 31)

    def test_a_named_day_that_a_month_lacks_is_its_last(self) -> None:
        """29 February of a common year, the 31st of a short month."""
        limit = TimeLimit(kind="within", trigger="fixed_date", date="--02-29")
        assert due_dates(limit, date(2018, 2, 1), STATUTORY).on == date(2018, 2, 28)
        monthly = TimeLimit(kind="periodic", quantity=1, unit="month", date="---31")
        found = due_dates(monthly, date(2018, 1, 31), STATUTORY, until=date(2018, 4, 30))
        assert found.dates == (date(2018, 2, 28), date(2018, 3, 31), date(2018, 4, 30))

    def test_a_day_written_in_full_needs_no_event(self) -> None:
        """Nothing is counted."""
        assert of("2021年12月31日前", None).on == date(2021, 12, 31)


class TestPeriods:
    """定期公开工作进展."""

    def test_first_date_without_an_end(self) -> None:
        """A quarter after the event, moved from a day off."""
        assert of("每季度公开一次").dates == (date(2018, 5, 2),)

    def test_all_up_to_a_day(self) -> None:
        """Counted from the event, so that a moved date moves no other."""
        found = of("每季度公开一次", until=date(2018, 12, 31))
        assert found.dates == (date(2018, 5, 2), date(2018, 7, 31), date(2018, 10, 31))

    def test_the_first_is_told_even_when_it_lies_beyond(self) -> None:
        """What is not due yet has a date all the same."""
        assert of("每季度公开一次", until=date(2018, 2, 1)).dates == (date(2018, 5, 2),)

    def test_every_month_on_a_day(self) -> None:
        """After the event, not on it."""
        found = of("每月20日前", date(2018, 2, 20), date(2018, 4, 30))
        assert found.dates == (date(2018, 3, 20), date(2018, 4, 20))

    def test_every_year_on_a_day(self) -> None:
        """The event's own day belongs to the period before."""
        assert of("每年1月31日前").dates == (date(2019, 1, 31),)

    def test_every_so_many_working_days(self) -> None:
        """Each counted from the event."""
        limit = TimeLimit(kind="periodic", quantity=5, unit="working_day")
        found = due_dates(limit, date(2018, 6, 1), STATUTORY, until=date(2018, 6, 18))
        assert found.dates == (date(2018, 6, 8), date(2018, 6, 15))

    def test_ends_where_the_calendar_ends(self) -> None:
        """Dates that no calendar knows are left out; when none is left, that is said."""
        yearly = TimeLimit(kind="periodic", quantity=1, unit="year")
        end = STATUTORY.last
        start = date(end.year - 2, 3, 1)
        assert len(due_dates(yearly, start, STATUTORY, until=date(9999, 12, 31)).dates) == 2
        for limit in (yearly, TimeLimit(kind="periodic", quantity=1, unit="year", date="--12-31")):
            with pytest.raises(NotCoveredError):
                due_dates(limit, end, STATUTORY)


class TestNoDate:
    """Where there is no date the reason is named."""

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("及时公开", "prompt"),
            ("定期公开", "no_period"),
            ("长期公开", "long_term"),
            ("公示7个工作日", "notice_period"),
            ("随政策文件同时公开", "on_event"),
            ("法律、法规另有规定的,从其规定", "statutory_override"),
            ("见附件", "unspecified"),
            ("每季度首月20日前", "which_month"),
        ],
    )
    def test_by_kind(self, text: str, why: str) -> None:
        """及时, 定期 and the like name no day."""
        assert of(text) == Due(why_not=why)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "members",
        [
            {"kind": "within"},
            {"kind": "within", "quantity": 20},
            {"kind": "within", "quantity": -1, "unit": "working_day"},
            {"kind": "within", "date": "01-31"},
            {"kind": "within", "date": "--13-01"},
            {"kind": "within", "date": "---32"},
            {"kind": "within", "date": "2018--05"},
        ],
    )
    def test_without_a_number_or_a_day(self, members: dict[str, Any]) -> None:
        """A term that is not whole, or a day that does not exist."""
        assert due_dates(TimeLimit(**members), EVENT, STATUTORY) == Due(why_not="no_quantity")

    @pytest.mark.parametrize("text", ["20个工作日内", "实时公开", "每季度公开一次", "3月31日前"])
    def test_without_an_event(self, text: str) -> None:
        """Nothing to count from."""
        assert of(text, None) == Due(why_not="no_event")

    def test_without_a_kind(self) -> None:
        """A wording that nobody has read."""
        assert due_dates(TimeLimit(text="20个工作日内"), EVENT, STATUTORY) == Due(why_not="unspecified")

    @pytest.mark.parametrize("day", ["--00-10", "----1", "2018-01-01"])
    def test_a_period_with_no_such_day(self, day: str) -> None:
        """A day written once cannot recur, and one that does not exist neither."""
        limit = TimeLimit(kind="periodic", quantity=1, unit="year", date=day)
        assert due_dates(limit, EVENT, STATUTORY) == Due(why_not="which_month")


class TestCoverage:
    """A date beyond the calendar is an error, never a guess."""

    @pytest.mark.parametrize("unit", get_args(Unit))
    def test_numbers_that_no_date_can_hold(self, unit: Unit) -> None:
        """Forwards and backwards."""
        for before in (None, True):
            limit = TimeLimit(kind="within", quantity=10**12, unit=unit, before=before)
            with pytest.raises(NotCoveredError):
                due_dates(limit, EVENT, STATUTORY)

    def test_a_named_day_beyond_the_calendar(self) -> None:
        """The next 31 January lies in a year without data."""
        with pytest.raises(NotCoveredError):
            of("1月31日前", STATUTORY.last)


class TestLaws:
    """What holds for every event."""

    @given(days, st.integers(0, 60), st.sampled_from(get_args(Unit)))
    def test_no_date_is_before_its_event_and_none_is_a_day_off(self, event: date, size: int, unit: Unit) -> None:
        """Except the event's own day, when nothing is added in working days."""
        due = due_dates(TimeLimit(kind="within", quantity=size % 8, unit=unit), event, STATUTORY).on
        assert due
        assert due >= event
        assert STATUTORY.is_working_day(due) or due == event

    @given(days, days, st.integers(1, 8), st.sampled_from(get_args(Unit)))
    def test_a_later_event_is_due_no_earlier(self, one: date, two: date, size: int, unit: Unit) -> None:
        """Monotone in the event."""
        limit = TimeLimit(kind="within", quantity=size, unit=unit)
        first, second = (due_dates(limit, day, STATUTORY).on for day in sorted((one, two)))
        assert first
        assert second
        assert first <= second

    @given(days, st.integers(1, 30))
    def test_working_days_come_back(self, event: date, size: int) -> None:
        """What is due after so many working days is that many working days away."""
        due = due_dates(TimeLimit(kind="within", quantity=size, unit="working_day"), event, STATUTORY).on
        assert due
        assert STATUTORY.working_days_between(event, due) == size

    @given(days, st.integers(1, 6), st.sampled_from(get_args(Unit)))
    def test_periods_are_in_order_and_none_is_missing(self, event: date, size: int, unit: Unit) -> None:
        """More time gives the same dates and more."""
        limit = TimeLimit(kind="periodic", quantity=size, unit=unit)
        some = due_dates(limit, event, STATUTORY, until=event + timedelta(200)).dates
        more = due_dates(limit, event, STATUTORY, until=event + timedelta(400)).dates
        assert list(some) == sorted(some)
        assert more[: len(some)] == some
