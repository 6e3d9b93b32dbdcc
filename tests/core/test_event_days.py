"""The order of days: what cannot follow what was written before it, and how far ahead a day lies."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.codes import EventType
from sferum_cli.core.event_days import check_days, contradictions
from sferum_cli.core.events import Event, Value
from sferum_cli.core.fold import fold
from sferum_cli.errors import BadUsage

TODAY = date(2026, 12, 20)
START = date(2026, 11, 26)
# What happens to one letter, each in its turn.
IN_ORDER: tuple[EventType, ...] = ("planned", "sent", "received", "registered", "answered")


def event(name: EventType, when: date, n: int = 99, **data: Value) -> Event:
    return Event(n, "", name, "school-1", when, n, data)


SENT = fold(
    "school-1", [event("planned", START, 1, path="school", rung=1), event("sent", START, 2)]
)


@over(
    [
        ("snoozed", "2026-11-30", "error.until_before"), ("snoozed", "2026-12-01", ""),
        ("snoozed", "2027-01-30", ""), ("snoozed", "2027-01-31", "error.until_far"),
        ("agreed", "2026-11-30", "error.until_before"), ("agreed", "2027-12-02", ""),
        ("agreed", "2027-12-03", "error.until_far"),
    ]
)  # fmt: skip
def test_a_day_ahead_is_not_before_its_event_and_within_its_most(
    name: EventType, until: str, error: str
) -> None:
    tried = event(name, date(2026, 12, 1), until=date.fromisoformat(until), **{"with": "school"})
    with pytest.raises(BadUsage, match=error) if error else nullcontext():
        check_days(SENT, tried, TODAY)


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5).map(sorted))
def test_days_that_follow_each_other_contradict_nothing(days: list[int]) -> None:
    history = [event(name, START + timedelta(days=n), i, path="school") for i, (name, n) in enumerate(zip(IN_ORDER, days, strict=True), 1)]  # fmt: skip
    assert contradictions(SENT, history) == []


def test_what_lies_before_its_letter_contradicts_it() -> None:
    early = event("received", START - timedelta(days=2), 3)
    assert contradictions(SENT, [*SENT.events, early]) == [early]
