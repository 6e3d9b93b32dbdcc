"""A round tells what was sent, what came back, and what proves that it arrived."""

from __future__ import annotations

from datetime import date

import pytest

from sferum_cli.core.codes import EventType
from sferum_cli.core.events import Event, Value
from sferum_cli.core.rounds import Round

AT = "2026-11-26T12:00:00+00:00"


def event(n: int, kind: EventType, day: int = 26, **data: Value) -> Event:
    return Event(n, AT, kind, "school-1", date(2026, 11, day), n, data)


@pytest.mark.parametrize(("named", "left"), [({"copy": 1}, [2]), ({"copy": 2}, [1]), ({}, [2])])
def test_of_two_copies_the_one_that_is_named_came_back(
    named: dict[str, Value], left: list[int]
) -> None:
    """Where none is named it was the first."""
    back = event(3, "returned", reason="expired", **named)
    found = Round(1, (event(1, "sent"), event(2, "sent", copy=True), back))
    assert [copy.id for copy in found.copies] == left


def test_a_copy_keeps_its_number_when_an_earlier_one_came_back() -> None:
    sent = [event(n, "sent", copy=n > 1) for n in (1, 2, 3)]
    first = event(4, "returned", reason="expired", copy=1)
    found = Round(1, (*sent, first))
    assert list(found.under_way) == [2, 3]
    again = event(5, "returned", reason="expired", copy=2)
    assert list(Round(1, (*sent, first, again)).under_way) == [3]


def test_what_came_back_of_a_copy_that_nobody_sent_takes_none_away() -> None:
    found = Round(1, (event(1, "sent"), event(2, "returned", copy=2)))
    assert [copy.id for copy in found.copies] == [1]


def test_a_way_that_nobody_wrote_down_counts_as_by_hand() -> None:
    found = Round(1, (event(1, "sent"), event(2, "info_sent", channel="post")))
    assert found.channels == ("in_person", "post")


def test_the_earliest_day_proves_that_it_arrived_whenever_it_was_told() -> None:
    late, early = event(2, "registered", day=29, number="7"), event(3, "received", day=27)
    found = Round(1, (event(1, "sent"), late, early))
    assert found.received == early
    assert found.registered == late
    assert Round(1, (early,)).registered is None, "a receipt without a number registers nothing"
    told = event(4, "received", day=28, number="7")
    assert Round(1, (early, told)).registered == told
