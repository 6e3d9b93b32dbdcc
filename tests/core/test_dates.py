"""Days are read as people write and say them, and a guess is known to be one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.dates import EARLIEST, FIRST_BIRTH, LATEST, read_birth, read_date
from sferum_cli.errors import BadUsage
from sferum_cli.text import date_words, day, use, weekday

TODAY = date(2026, 11, 26)  # a Thursday
WORDS = date_words()
DAYS = st.dates(EARLIEST, LATEST)
NOWS = st.dates(date(2026, 1, 1), date(2060, 12, 31))


def read(said: str, *, today: date = TODAY, future: bool = False) -> tuple[date, str]:
    found = read_date(said, today, WORDS, future=future)
    return found.day, found.how


@over(
    [
        "26 ноября 2026", "26 ноября 2026 г.", "26 Ноября 2026 года", "26-го ноября 2026", "26ноября 2026",
        "четверг, 26 ноября 2026", "чт 26.11.2026", "26.11.2026", "26.11.26", "26/11/2026", "26-11-2026",
        "26 11 2026", "2026-11-26", "2026.11.26", "до 26 нояб. 2026", "26\u00a0ноября\u00a02026",
        "26 November 2026", "November 26, 2026", "Nov 26th 2026", "Thursday, 26 November 2026", "26 nov 2026",
        "the 26th of November 2026", "  26.11.2026 ",
    ]
)  # fmt: skip
def test_a_whole_date_is_that_day(said: str) -> None:
    assert read(said) == read(said, future=True) == (TODAY, "written")


@over(
    [
        ("сегодня", 0), ("Вчера", -1), ("позавчера", -2), ("завтра", 1), ("послезавтра", 2),
        ("через неделю", 7), ("через 3 дня", 3), ("через три дня", 3), ("через 10 дней", 10),
        ("через две недели", 14), ("через пару недель", 14), ("3 дня назад", -3), ("неделю назад", -7),
        ("день назад", -1), ("через месяц", 30), ("месяц назад", -31), ("через полгода", 181),
        ("today", 0), ("yesterday", -1), ("tomorrow", 1), ("in a week", 7), ("in 3 days", 3),
        ("in two weeks", 14), ("a week ago", -7), ("two days ago", -2), ("in a month", 30),
        ("the day before yesterday", -2), ("day after tomorrow", 2),
    ]
)  # fmt: skip
def test_a_distance_is_counted_from_today(said: str, days: int) -> None:
    expected = (TODAY + timedelta(days), "counted")
    assert read(said) == read(said, future=True) == expected


@over(
    [
        ("26 ноября", "2026-11-26", "2026-11-26"),
        ("26.11", "2026-11-26", "2026-11-26"),
        ("25.11", "2026-11-25", "2027-11-25"),
        ("27 ноября", "2025-11-27", "2026-11-27"),
        ("5 мая", "2026-05-05", "2027-05-05"),
        ("May 5", "2026-05-05", "2027-05-05"),
        ("29 февраля", "2024-02-29", "2028-02-29"),
        ("чт 26.11", "2026-11-26", "2026-11-26"),
        ("в пятницу", "2026-11-20", "2026-11-27"),
        ("понедельник", "2026-11-23", "2026-11-30"),
        ("в четверг", "2026-11-19", "2026-12-03"),
        ("к среде", "2026-11-25", "2026-12-02"),
        ("on Friday", "2026-11-20", "2026-11-27"),
        ("вт.", "2026-11-24", "2026-12-01"),
        ("last friday", "2026-11-20", "2026-11-20"),
        ("в прошлый понедельник", "2026-11-23", "2026-11-23"),
        ("в эту пятницу", "2026-11-27", "2026-11-27"),
        ("next friday", "2026-12-04", "2026-12-04"),
        ("в следующую среду", "2026-12-02", "2026-12-02"),
        ("11/12/2026", "2026-12-11", "2026-12-11"),
        ("11/26/2026", "2026-11-26", "2026-11-26"),
    ]
)
def test_a_guess_is_the_nearest_such_day_and_known_as_a_guess(
    said: str, past: str, future: str
) -> None:
    assert read(said) == (date.fromisoformat(past), "guessed")
    assert read(said, future=True) == (date.fromisoformat(future), "guessed")


@pytest.mark.parametrize(
    ("said", "how"),
    [("12/05/2026", "guessed"), ("13/05/2026", "written"), ("05/05/2026", "written")],
)
def test_a_stroke_is_a_guess_only_where_either_may_be_the_month(said: str, how: str) -> None:
    assert read(said) == (date(2026, 5, int(said[:2])), how)


@over(
    [
        "", ".", "26", "ноября", "2026", "31.11", "31.11.2026", "26.13.2026", "0.0", "29.02.2027", "день",
        "через", "через дня 3", "три", "когда-нибудь", "26 ноября 2026 2026", "26 ноября ноября",
        "в следующую", "назад", "через 99999 дней", "²6.11.2026",
    ]
)  # fmt: skip
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(BadUsage, match="date_unreadable"):
        read(said)


@over(["26.11.2019", "26.11.19", "26 ноября 2100", "через 900 месяцев"])
def test_a_year_out_of_bounds_is_a_slip_of_the_pen(said: str) -> None:
    with pytest.raises(BadUsage, match="date_far"):
        read(said)


@pytest.mark.parametrize("said", ["пт 26 ноября 2026", "26.11.2026, вторник", "Fri 26.11"])
def test_another_day_of_the_week_is_no_guess(said: str) -> None:
    with pytest.raises(BadUsage, match="date_weekday") as caught:
        read(said)
    assert caught.value.values["date"] == TODAY


@given(DAYS, NOWS, st.sampled_from(("ru", "en")), st.booleans())
def test_every_date_is_read_as_it_is_printed(
    when: date, today: date, language: str, future: bool
) -> None:
    use(language)
    for said in (day(when), f"{weekday(when)}, {day(when)}", f"{when:%d.%m.%Y}", when.isoformat()):
        assert read(said, today=today, future=future) == (when, "written")


@given(NOWS, st.integers(-400, 400))
def test_a_distance_in_figures_is_that_many_days(today: date, distance: int) -> None:
    said = f"через {distance} дней" if distance >= 0 else f"{-distance} days ago"
    assert read(said, today=today)[0] == today + timedelta(distance)


@given(NOWS, st.integers(0, 6), st.booleans())
def test_a_day_of_the_week_is_within_a_week_and_not_today(
    today: date, number: int, future: bool
) -> None:
    name = weekday(date(2026, 11, 23) + timedelta(number))
    found, how = read(name, today=today, future=future)
    distance = (found - today).days if future else (today - found).days
    assert (found.weekday(), how) == (number, "guessed")
    assert 1 <= distance <= 7


@given(DAYS, NOWS, st.booleans())
def test_without_a_year_it_is_the_nearest_such_day(when: date, today: date, future: bool) -> None:
    found, how = read(f"{when.day}.{when.month}", today=today, future=future)
    assert (found.day, found.month, how) == (when.day, when.month, "guessed")
    assert found >= today if future else found <= today
    if (when.day, when.month) != (29, 2):
        assert abs((found - today).days) <= 366


KNOWN = st.sampled_from(sorted({word for role in WORDS.values() for word in role}))
PHRASES = st.lists(st.one_of(KNOWN, st.integers(0, 3000).map(str)), max_size=5).map(" ".join)


@given(st.one_of(st.text(max_size=30), PHRASES), st.booleans())
def test_any_words_are_a_day_within_bounds_or_none(said: str, future: bool) -> None:
    try:
        found, _ = read(said, future=future)
    except BadUsage:
        return
    assert EARLIEST <= found <= LATEST


def test_no_word_of_a_date_has_two_roles() -> None:
    several = {
        word: [role for role, known in WORDS.items() if word in known]
        for known in WORDS.values()
        for word in known
    }
    assert {word: roles for word, roles in several.items() if len(roles) > 1} == {}


@over(
    [
        ("27.11.2015", "2015-11-27"), ("27 ноября 2015", "2015-11-27"), ("2015-11-27", "2015-11-27"),
        ("27.11.85", "1985-11-27"), ("27.11.27", "1927-11-27"), ("1.1.1900", FIRST_BIRTH.isoformat()),
    ]
)  # fmt: skip
def test_a_birthday_has_bounds_of_its_own(said: str, born: str) -> None:
    assert read_birth(said, TODAY, WORDS).isoformat() == born


@over(["27.11.15", "27.11", "вчера", "в пятницу", "27.11.2026", "31.12.1899", "11/12/2015"])
def test_a_birthday_is_never_guessed(said: str) -> None:
    with pytest.raises(BadUsage, match="person_birth"):
        read_birth(said, TODAY, WORDS)
