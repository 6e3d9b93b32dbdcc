"""An event gives its fields as what they are asked for, and never raises for what is missing."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.codes import STATUSES
from sferum_cli.core.events import AFTER_SENT, ANY, CLOSED, OPEN, WAITING, Event, Value

VALUES = st.text() | st.integers() | st.booleans() | st.dates()


def event(**data: Value) -> Event:
    return Event(1, "", "note", "school-1", date(2026, 11, 26), 1, data)


@given(VALUES)
def test_a_field_is_read_as_what_it_is_and_as_text(value: Value) -> None:
    told = event(field=value)
    assert told.text("field") == str(value)
    assert told.number("field") == (value if isinstance(value, int) else 0)
    assert told.day("field") == (value if isinstance(value, date) else None)


def test_a_field_that_is_missing_is_empty() -> None:
    assert (event().text("field"), event().number("field"), event().day("field")) == ("", 0, None)


def test_the_groups_of_statuses_lie_in_each_other() -> None:
    assert WAITING < AFTER_SENT < OPEN < ANY
    assert set(STATUSES) == ANY
    assert {CLOSED} == ANY - OPEN
