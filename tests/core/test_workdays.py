"""Working days: the shipped years against an independent source, and counting along them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_for_tests import CALENDAR, d
from misses import over

KNOWN = [date(2025, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
NEAR = st.dates(date(2024, 6, 1), date(2028, 6, 30))


def test_every_known_day_agrees_with_an_independent_calendar() -> None:
    lines = (Path(__file__).parent / "russian_days.txt").read_text(encoding="utf-8").split()
    other = {line for line in lines if line[0] in "+-"}
    assert KNOWN[-1] == date(2027, 12, 31)
    seen = {
        f"{'-' if x.weekday() < 5 else '+'}{x}"
        for x in KNOWN
        if CALENDAR.is_working(x) != (x.weekday() < 5)
    }
    assert seen == other


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_each_known_year_has_247_working_days(year: int) -> None:
    assert sum(CALENDAR.is_working(x) for x in KNOWN if x.year == year) == 247


def test_the_data_lists_only_weekdays_as_off_and_weekend_days_as_worked() -> None:
    assert all(x.weekday() < 5 for x in CALENDAR.off)
    assert all(x.weekday() >= 5 for x in CALENDAR.worked)
    assert {x.year for x in (*CALENDAR.off, *CALENDAR.worked)} == CALENDAR.years


def test_a_decree_that_was_not_read_officially_still_covers_its_year() -> None:
    assert CALENDAR.unconfirmed == {2027}
    assert CALENDAR.years == {2025, 2026, 2027}


@over(
    [
        ("2025-11-01", True),  # a Saturday that was worked
        ("2025-11-03", False),
        ("2026-01-09", False),
        ("2026-12-31", False),
        ("2027-02-20", True),  # a Saturday that is worked
        ("2027-02-22", False),
        ("2027-11-13", False),  # foretold as worked in 2025, but not in the decree
        ("2028-01-03", True),  # not known yet: a plain Monday
        ("2028-01-01", False),
    ]
)
def test_transferred_days(day: str, working: bool) -> None:
    assert CALENDAR.is_working(d(day)) is working


def test_a_holiday_has_a_name_and_a_weekend_has_none() -> None:
    name = CALENDAR.off_name(d("2026-06-12"))
    assert name is not None
    assert (name.ru, name.en) == ("День России", "Russia Day")
    assert CALENDAR.off_name(d("2026-11-28")) is None
    assert CALENDAR.off_name(d("2026-11-27")) is None


def test_the_next_working_day_is_the_day_itself_where_it_is_worked() -> None:
    assert CALENDAR.next_working(d("2026-11-27")) == d("2026-11-27")
    assert CALENDAR.next_working(d("2026-11-28")) == d("2026-11-30")
    assert CALENDAR.next_working(d("2026-12-31")) == d("2027-01-11")
    assert CALENDAR.next_working(d("2027-02-20")) == d("2027-02-20")


def test_counting_nought_days_stays_where_it_is() -> None:
    assert CALENDAR.add_working(d("2026-11-28"), 0) == d("2026-11-28")


@given(NEAR, st.integers(1, 60))
def test_the_nth_working_day_has_n_working_days_up_to_it(start: date, n: int) -> None:
    end = CALENDAR.add_working(start, n)
    assert CALENDAR.is_working(end)
    assert CALENDAR.working_between(start, end) == n


@given(NEAR, st.integers(0, 500))
def test_counting_by_weeks_gives_what_counting_by_days_gives(after: date, days: int) -> None:
    each = [after + timedelta(days=n) for n in range(1, days + 1)]
    count = CALENDAR.working_between(after, after + timedelta(days=days))
    assert count == sum(map(CALENDAR.is_working, each))


@given(DAYS, DAYS)
def test_no_two_days_are_too_far_apart_to_count(a: date, b: date) -> None:
    assert (CALENDAR.working_between(a, b) > 0) <= (a < b)
