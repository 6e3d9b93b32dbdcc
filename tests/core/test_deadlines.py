"""Deadline rules: worked dates, what moves them, and the laws that hold for every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_for_tests import CALENDAR, RULES, d, in_force, rule
from misses import over

from sferum_cli.core.deadlines import (
    Deadline,
    Extension,
    Pause,
    Rule,
    compute,
    long_overdue_from,
    timing,
)
from sferum_cli.core.frozen import replace

ONE_DAY = timedelta(days=1)
ANY_DAY = st.dates(date(1, 1, 1), date(9998, 12, 31))
NEAR = st.dates(date(2024, 6, 1), date(2028, 6, 30))
SHIPPED = st.sampled_from(sorted(RULES.values(), key=lambda r: r.id))
PAUSES = st.lists(st.builds(Pause, ANY_DAY, st.none() | ANY_DAY), max_size=3)
LENGTHS = {"working_day": 40, "calendar_day": 90, "month": 6}
MADE_UP = st.sampled_from(sorted(LENGTHS)).flatmap(
    lambda unit: st.builds(
        rule,
        amount=st.integers(0, LENGTHS[unit]),
        unit=st.just(unit),
        roll=st.sampled_from(["none", "next_working_day"]),
        extension=st.none() | st.builds(Extension, st.integers(1, 30), st.just(unit)),
        pause_on_needs_input=st.booleans(),
        owed_by=st.sampled_from(["them", "me", "nobody"]),
    )
)


def due(rule_id: str, start: str) -> Deadline:
    return compute(in_force(rule_id, d(start)), d(start), CALENDAR)


@over(
    [
        ("operator-stop-processing", "2026-11-27", "2026-12-11"),
        ("operator-stop-processing", "2025-12-26", "2026-01-21"),
        ("operator-stop-processing", "2026-12-21", "2027-01-13"),
        ("operator-stop-processing", "2027-02-15", "2027-03-02"),
        ("consent-withdrawal", "2026-11-27", "2026-12-28"),
        ("consent-withdrawal", "2026-12-01", "2027-01-11"),
        ("data-fix", "2026-11-27", "2026-12-08"),
        ("data-unlawful-stop", "2026-11-27", "2026-12-02"),
        ("data-block-now", "2026-11-28", "2026-11-28"),
        ("data-block", "2026-06-30", "2026-12-30"),
        ("appeal-answer", "2026-11-27", "2026-12-28"),
        ("prosecutor-answer-short", "2026-11-27", "2026-12-14"),
        ("deletion-handled", "2026-11-28", "2026-12-05"),
        ("data-kept", "2026-11-27", "2026-12-27"),
    ]
)
def test_worked_dates(rule_id: str, start: str, expected: str) -> None:
    assert due(rule_id, start).due == d(expected)


@pytest.mark.parametrize(
    ("start", "limit"),
    [("2026-11-27", "2026-12-18"), ("2026-12-21", "2027-01-20"), ("2027-02-15", "2027-03-10")],
)
def test_an_operator_may_take_five_working_days_more(start: str, limit: str) -> None:
    assert due("operator-stop-processing", start).extension_limit == d(limit)


def test_the_end_of_an_extension_moves_off_a_day_off_too() -> None:
    # 30 days end on 3 December; 30 more end on Saturday 2 January, in the holidays
    assert due("appeal-answer", "2026-11-03").extension_limit == d("2027-01-11")


def test_a_last_day_that_is_off_is_shown_as_counted_and_as_moved() -> None:
    found = due("consent-withdrawal", "2026-11-27")
    assert (found.plain, found.base, found.moved) == (d("2026-12-27"), d("2026-12-28"), True)
    assert [skip.date for skip in found.skipped] == [d("2026-12-27")]


def test_the_days_off_in_a_term_are_named() -> None:
    found = due("operator-stop-processing", "2026-10-30")
    assert found.counted[0] == d("2026-11-02")
    named = [(skip.date, skip.name.en) for skip in found.skipped if skip.name]
    assert named == [(d("2026-11-04"), "National Unity Day")]


def test_a_worked_saturday_counts() -> None:
    assert d("2027-02-20") in due("operator-stop-processing", "2027-02-15").counted


def test_courtesy_terms_do_not_move_and_bind_nobody() -> None:
    courtesy = [RULES[i] for i in ("deletion-handled", "data-kept", "reminder-answer")]
    assert {(r.binding, r.roll) for r in courtesy} == {(False, "none")}


def test_every_rule_names_its_sources() -> None:
    assert [r.id for r in RULES.values() if not r.sources] == []


def test_a_month_without_that_day_ends_on_its_last() -> None:
    half_year = rule(amount=6, unit="month", roll="none")
    assert compute(half_year, d("2027-08-29"), CALENDAR).due == d("2028-02-29")
    assert compute(half_year, d("2026-03-31"), CALENDAR).due == d("2026-09-30")
    assert compute(half_year, d("2026-01-15"), CALENDAR).due == d("2026-07-15")


def test_an_undocumented_start_makes_an_estimate() -> None:
    assert due("data-fix", "2026-11-27").certainty == "fact"
    found = compute(RULES["data-fix"], d("2026-11-27"), CALENDAR, documented=False)
    assert found.certainty == "estimate"


def test_past_the_known_years_a_date_is_an_estimate() -> None:
    assert due("operator-stop-processing", "2027-12-01").certainty == "fact"
    assert due("operator-stop-processing", "2027-12-27").certainty == "estimate"


def test_a_calendar_that_the_person_added_is_named_where_a_term_asks_it() -> None:
    own = replace(CALENDAR, added=frozenset({2026}))
    for unit, roll, years in (
        ("working_day", "none", (2026,)), ("calendar_day", "next_working_day", (2026,)),
        ("calendar_day", "none", ()), ("month", "none", ()),
    ):  # fmt: skip
        term = rule(unit=unit, roll=roll, amount=1)
        assert compute(term, d("2026-11-27"), own).added_years == years
        assert compute(term, d("2026-11-27"), CALENDAR).added_years == ()


def test_an_extension_within_the_law_is_the_new_date() -> None:
    term = in_force("operator-stop-processing", d("2026-11-27"))
    found = compute(term, d("2026-11-27"), CALENDAR, extended_until=d("2026-12-18"))
    assert (found.base, found.due) == (d("2026-12-11"), d("2026-12-18"))
    assert (found.extended, found.extension_limit) == (True, d("2026-12-18"))


def test_an_extension_past_the_law_is_kept_beside_its_limit() -> None:
    term = in_force("operator-stop-processing", d("2026-11-27"))
    found = compute(term, d("2026-11-27"), CALENDAR, extended_until=d("2026-12-19"))
    assert (found.due, found.extension_limit) == (d("2026-12-19"), d("2026-12-18"))


def test_a_pause_takes_its_days_out_of_the_term() -> None:
    stops = (Pause(d("2026-12-01"), d("2026-12-04")),)  # three working days: 2, 3, 4 December
    found = compute(rule(pause_on_needs_input=True), d("2026-11-27"), CALENDAR, pauses=stops)
    assert (found.due, found.paused_days) == (d("2026-12-16"), 3)
    assert compute(rule(), d("2026-11-27"), CALENDAR, pauses=stops).due == d("2026-12-11")


def test_pauses_that_overlap_count_once() -> None:
    stops = (
        Pause(d("2026-12-01"), d("2026-12-03")),
        Pause(d("2026-12-02"), d("2026-12-04")),
    )
    found = compute(rule(pause_on_needs_input=True), d("2026-11-27"), CALENDAR, pauses=stops)
    assert (found.due, found.paused_days) == (d("2026-12-16"), 3)


def test_an_open_pause_stops_a_term_that_runs_but_not_one_that_is_over() -> None:
    pausing = rule(pause_on_needs_input=True)
    for start, paused in (("2026-12-10", True), ("2026-12-11", False)):
        found = compute(pausing, d("2026-11-27"), CALENDAR, pauses=(Pause(d(start), None),))
        assert (found.paused_now, found.due) == (paused, d("2026-12-11"))


@over(
    [
        ("2026-11-27", "running"),
        ("2026-12-07", "running"),
        ("2026-12-08", "due_soon"),
        ("2026-12-11", "due_today"),
        ("2026-12-12", "overdue"),
        ("2026-12-25", "overdue"),
        ("2026-12-26", "long_overdue"),
    ]
)
def test_where_today_stands(today: str, expected: str) -> None:
    found = due("operator-stop-processing", "2026-11-27")
    assert timing(found, d(today), CALENDAR) == expected


def test_a_stopped_term_is_paused_however_late_it_is() -> None:
    stops = (Pause(d("2026-12-01"), None),)
    found = compute(rule(pause_on_needs_input=True), d("2026-11-27"), CALENDAR, pauses=stops)
    assert timing(found, d("2027-06-01"), CALENDAR) == "paused"


@given(SHIPPED | MADE_UP, ANY_DAY, st.none() | ANY_DAY, PAUSES, ANY_DAY)
def test_no_date_breaks_a_rule(
    any_rule: Rule, start: date, until: date | None, stops: list[Pause], today: date
) -> None:
    found = compute(any_rule, start, CALENDAR, extended_until=until, pauses=tuple(stops))
    assert start <= found.plain <= found.base <= found.due
    assert found.due <= long_overdue_from(found, CALENDAR)
    assert timing(found, today, CALENDAR)


@given(SHIPPED | MADE_UP, NEAR, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(any_rule: Rule, start: date, later: int) -> None:
    first = compute(any_rule, start, CALENDAR)
    assert first.due <= compute(any_rule, start + timedelta(days=later), CALENDAR).due


@given(MADE_UP, NEAR)
def test_the_counted_days_are_the_working_days_of_the_term(any_rule: Rule, start: date) -> None:
    found = compute(any_rule, start, CALENDAR)
    if any_rule.unit != "working_day":
        assert found.counted == ()
        return
    assert len(found.counted) == any_rule.amount
    assert all(CALENDAR.is_working(x) and x > start for x in found.counted)
    skipped = [skip.date for skip in found.skipped]
    span = (found.plain - start).days
    between = [start + n * ONE_DAY for n in range(1, span + 1)]
    assert sorted((*found.counted, *[x for x in skipped if start < x <= found.plain])) == between


@given(MADE_UP, NEAR)
def test_a_rule_that_moves_ends_on_a_working_day(any_rule: Rule, start: date) -> None:
    found = compute(any_rule, start, CALENDAR)
    if any_rule.roll == "next_working_day":
        assert CALENDAR.is_working(found.base)
    else:
        assert found.base == found.plain
    assert not any(CALENDAR.is_working(skip.date) for skip in found.skipped)


@given(MADE_UP, NEAR, NEAR)
def test_an_extension_never_shortens(any_rule: Rule, start: date, until: date) -> None:
    found = compute(any_rule, start, CALENDAR, extended_until=until)
    plain = compute(any_rule, start, CALENDAR)
    assert found.base == plain.base
    assert found.due == max(until, plain.base)
    assert found.extended == (until > plain.base)


@given(MADE_UP, NEAR, st.lists(st.builds(Pause, NEAR, st.none() | NEAR), max_size=3))
def test_a_pause_only_ever_gives_time(any_rule: Rule, start: date, stops: list[Pause]) -> None:
    free = compute(any_rule, start, CALENDAR)
    found = compute(any_rule, start, CALENDAR, pauses=tuple(stops))
    assert found.plain >= free.plain
    if any_rule.pause_on_needs_input:
        assert (found.plain == free.plain) == (found.paused_days == 0)
        assert len(found.counted) == len(free.counted)
    else:
        assert (found.due, found.paused_days, found.paused_now) == (free.due, 0, False)
