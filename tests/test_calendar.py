"""工作日历: working days are told from data, or not at all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import holidays as published
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.calendar import Calendar, NotCoveredError, calendar_of, statutory_calendar
from gongkai_standard.cli import main
from gongkai_standard.errors import UnreadableError

STATUTORY: Final = statutory_calendar()
DAY: Final = timedelta(1)

days: Final = st.dates(date(2008, 1, 1), date(2025, 12, 31))
counts: Final = st.integers(-200, 200)


def week(**members: object) -> Calendar:
    """A fortnight from Monday, 4 June 2018, with the given members."""
    given_members = {"holidays": (), "working_weekends": (), **members}
    return Calendar(name="示例", first=date(2018, 6, 4), last=date(2018, 6, 17), **given_members)  # type: ignore[arg-type]


def every_day(start: date, end: date) -> list[date]:
    """Each day from `start` to `end`, both included."""
    return [start + DAY * n for n in range((end - start).days + 1)]


class TestStatutory:
    """国务院办公厅关于部分节假日安排的通知."""

    @pytest.mark.parametrize(
        ("day", "works"),
        [
            ("2018-09-28", True),
            ("2018-09-29", True),  # Saturday worked for the National Day of 2018
            ("2018-09-30", True),  # Sunday, the same
            ("2018-10-01", False),
            ("2018-10-05", False),
            ("2018-10-06", False),
            ("2018-10-08", True),
            ("2018-02-11", True),  # Sunday worked for the Spring Festival of 2018
            ("2020-01-31", False),  # lengthened in the epidemic
        ],
    )
    def test_make_up_weekends_count(self, day: str, works: bool) -> None:
        """调休: a weekend may be worked and a weekday off."""
        assert STATUTORY.is_working_day(date.fromisoformat(day)) is works

    def test_agrees_with_another_package_where_both_know_the_year(self) -> None:
        """On every day of 23 years but one.

        2005-12-31, a Saturday, was worked for the New Year of 2006; the arrangement of 2006 says so, and tables
        that begin a year on 1 January miss it. The working days of 2005 are of no use to anything of 2017.
        """
        other = published.country_holidays("CN", years=range(STATUTORY.first.year, STATUTORY.last.year + 1))
        apart = [
            day
            for day in every_day(STATUTORY.first, STATUTORY.last)
            if STATUTORY.is_working_day(day) != other.is_working_day(day)
        ]
        assert apart == [date(2005, 12, 31)]

    @pytest.mark.parametrize("day", [date(2003, 12, 31), date(2100, 1, 4)])
    def test_a_year_without_data_is_no_guess(self, day: date) -> None:
        """The error names the day and the span, in both languages."""
        assert not STATUTORY.covers(day)
        for ask in (
            lambda: STATUTORY.is_working_day(day),
            lambda: STATUTORY.add_working_days(day, 1),
            lambda: STATUTORY.working_days_between(date(2018, 1, 1), day),
            lambda: STATUTORY.next_working_day(day),
        ):
            with pytest.raises(NotCoveredError) as caught:
                ask()
            (problem,) = caught.value.problems
            assert str(day) in problem.message
            assert str(STATUTORY.last) in problem.message_en

    def test_counting_out_of_the_span_is_no_guess_either(self) -> None:
        """Twenty working days after the last day, and before the first."""
        for day, count in ((STATUTORY.last, 20), (STATUTORY.first, -1)):
            with pytest.raises(NotCoveredError, match=str(day)):
                STATUTORY.add_working_days(day, count)


class TestSupplied:
    """A caller may bring the days along."""

    def test_from_plain_data(self) -> None:
        """Holidays and worked weekends of the span are all that it takes."""
        calendar = week(holidays=[date(2018, 6, 6)], working_weekends=[date(2018, 6, 9)])
        assert [d.day for d in every_day(calendar.first, calendar.last) if calendar.is_working_day(d)] == [
            *(4, 5, 7, 8, 9),
            *(11, 12, 13, 14, 15),
        ]

    def test_a_year_more(self) -> None:
        """The year that was not covered is covered; the others stay as they are."""
        first = date(2027, 1, 1)
        longer = evolve(STATUTORY, last=date(2027, 12, 31), holidays=STATUTORY.holidays | {first})
        assert longer.is_working_day(first) is False
        assert longer.is_working_day(date(2027, 1, 4)) is True
        assert longer.working_days_between(date(2018, 1, 1), date(2018, 12, 31)) == 251 - 1

    def test_spans_that_follow_each_other_are_one(self) -> None:
        """Counting goes on across the turn of the year; a gap is refused."""
        end = STATUTORY.last
        later = Calendar(name="次年", first=end + DAY, last=end + 40 * DAY, holidays=(end + DAY,), working_weekends=())
        longer = STATUTORY.followed_by(later)
        assert longer.working_days_between(end, end + 40 * DAY) == later.working_days_between(end + DAY, later.last)
        assert longer.add_working_days(end, 5) > end
        with pytest.raises(ValueError, match="not the day after"):
            later.followed_by(STATUTORY)

    def test_from_json(self) -> None:
        """Dates as text."""
        tree = {
            "name": "示例",
            "first": "2018-06-04",
            "last": "2018-06-17",
            "holidays": ["2018-06-06"],
            "working_weekends": ["2018-06-09"],
        }
        assert calendar_of(tree) == week(holidays=[date(2018, 6, 6)], working_weekends=[date(2018, 6, 9)])

    @pytest.mark.parametrize(
        ("tree", "places"),
        [
            ([], ["/first", "/last", "/holidays", "/working_weekends"]),
            (
                {"first": "2018", "last": 3, "holidays": ["2018-06-31"], "working_weekends": "x"},
                ["/first", "/last", "/holidays/0", "/working_weekends"],
            ),
            ({"first": "2018-06-04", "last": "2018-06-03", "holidays": [], "working_weekends": []}, [""]),
        ],
    )
    def test_json_that_is_no_calendar(self, tree: object, places: list[str]) -> None:
        """All that is wrong at once, each with its place, in both languages."""
        with pytest.raises(UnreadableError) as caught:
            calendar_of(tree)
        assert [problem.place for problem in caught.value.problems] == places
        assert all(problem.message and problem.message_en for problem in caught.value.problems)

    @pytest.mark.parametrize(
        ("members", "said"),
        [
            ({"holidays": [date(2019, 1, 1)]}, "outside the span: 2019-01-01"),
            ({"working_weekends": [date(2018, 6, 5)]}, "no weekend: 2018-06-05"),
            ({"holidays": [date(2018, 6, 9)], "working_weekends": [date(2018, 6, 9)]}, "both off and working"),
        ],
    )
    def test_contradictions_are_refused(self, members: dict[str, object], said: str) -> None:
        """A table that cannot be right is told so at once."""
        with pytest.raises(ValueError, match=said):
            week(**members)

    def test_an_empty_span_is_refused(self) -> None:
        """It would answer nothing."""
        with pytest.raises(ValueError, match="before it begins"):
            Calendar(name="", first=date(2018, 1, 2), last=date(2018, 1, 1), holidays=(), working_weekends=())

    def test_equal_by_their_days(self) -> None:
        """Two calendars with the same days are one value."""
        assert week() == week()
        assert hash(week()) == hash(week())
        assert week() != week(holidays=[date(2018, 6, 6)])


class TestCounting:
    """The day of the event does not count."""

    def test_over_a_weekend(self) -> None:
        """From Friday the first working day is Monday."""
        assert week().add_working_days(date(2018, 6, 8), 1) == date(2018, 6, 11)

    def test_none_is_the_day_itself(self) -> None:
        """Working or not."""
        assert week().add_working_days(date(2018, 6, 9), 0) == date(2018, 6, 9)

    def test_from_a_day_off(self) -> None:
        """The first working day after Saturday is Monday, the first before it Friday."""
        assert week().add_working_days(date(2018, 6, 9), 1) == date(2018, 6, 11)
        assert week().add_working_days(date(2018, 6, 9), -1) == date(2018, 6, 8)

    def test_a_whole_statutory_year(self) -> None:
        """2018 had 251 working days less New Year's Day of the count's start."""
        assert STATUTORY.working_days_between(date(2017, 12, 31), date(2018, 12, 31)) == sum(
            STATUTORY.is_working_day(day) for day in every_day(date(2018, 1, 1), date(2018, 12, 31))
        )

    @given(days, counts)
    def test_adding_lands_on_a_working_day(self, day: date, count: int) -> None:
        """Whatever the start, unless nothing is added."""
        assert count == 0 or STATUTORY.is_working_day(STATUTORY.add_working_days(day, count))

    @given(days, counts)
    def test_taking_away_undoes_adding(self, day: date, count: int) -> None:
        """From a working day there and back is where one was."""
        start = STATUTORY.next_working_day(day)
        assert STATUTORY.add_working_days(STATUTORY.add_working_days(start, count), -count) == start

    @given(days, st.integers(1, 200))
    def test_between_undoes_adding(self, day: date, count: int) -> None:
        """As many working days lie between as were added, from whatever day."""
        assert STATUTORY.working_days_between(day, STATUTORY.add_working_days(day, count)) == count

    @given(days, days, days)
    def test_between_adds_up(self, one: date, two: date, three: date) -> None:
        """By way of any third day, earlier or later."""
        by_way = STATUTORY.working_days_between(one, two) + STATUTORY.working_days_between(two, three)
        assert by_way == STATUTORY.working_days_between(one, three)

    @given(days, days, counts)
    def test_later_starts_end_no_earlier(self, one: date, two: date, count: int) -> None:
        """Counting is monotone in the day."""
        first, second = sorted((one, two))
        assert STATUTORY.add_working_days(first, count) <= STATUTORY.add_working_days(second, count)

    @given(days, counts)
    def test_one_more_is_later(self, day: date, count: int) -> None:
        """Counting is monotone in the number."""
        assert STATUTORY.add_working_days(day, count) < STATUTORY.add_working_days(day, count + 1) or count in (-1, 0)

    @given(days)
    def test_next_working_day_is_the_first(self, day: date) -> None:
        """No working day lies between."""
        found = STATUTORY.next_working_day(day)
        assert STATUTORY.is_working_day(found)
        assert not any(map(STATUTORY.is_working_day, every_day(day, found - DAY)))


class TestCommandLine:
    """`gongkai check --calendar FILE`."""

    def test_a_year_that_is_not_known_is_brought_along(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """Without it the lateness of that year is not checked; with it, it is found."""
        first = STATUTORY.last + DAY
        own = {
            "name": "次年安排",
            "first": first.isoformat(),
            "last": (first + 300 * DAY).isoformat(),
            "holidays": [first.isoformat()],
            "working_weekends": [],
        }
        limit = {"text": "5个工作日内", "kind": "within", "trigger": "formed_or_changed"}
        entry = {"id": "e", "content": ["甲"], "time_limits": [limit | {"quantity": 5, "unit": "working_day"}]}
        record = {
            "entry_id": "e",
            "element": "甲",
            "channel": "government_website",
            "url": "https://a.gov.cn/1",
            "formed_on": (first + 10 * DAY).isoformat(),
            "published_on": (first + 100 * DAY).isoformat(),
        }
        document = {
            "gongkai": "1.0",
            "kind": "compendium",
            "catalogues": [{"gongkai": "1.0", "kind": "catalogue", "entries": [entry]}],
            "publications": [record],
        }
        (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
        (tmp_path / "c.json").write_text(json.dumps(own), encoding="utf-8")
        seen = []
        for options in ([], ["--calendar", str(tmp_path / "c.json")]):
            main(["check", str(tmp_path / "a.json"), "--format", "json", *options])
            report = json.loads(capfd.readouterr().out)
            seen.append(("GK-TIM-001" in report["summary"]["by_rule"], report["conformance"]["R-011"]["state"]))
        assert seen == [(False, "not_checked"), (True, "violated")]

    def test_no_calendar_is_one_line(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """Exit 2."""
        (tmp_path / "c.json").write_text('{"first": "2027-01-01"}', encoding="utf-8")
        assert main(["check", "x.json", "--calendar", str(tmp_path / "c.json")]) == 2
        assert "/last" in capfd.readouterr().err
