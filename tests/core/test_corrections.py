"""What was written down wrongly stands right, and the correction beside it."""

from __future__ import annotations

from datetime import date

import pytest

from sferum_cli.core.corrections import corrected, put_right
from sferum_cli.core.events import Event, Value

DAY = date(2026, 11, 26)
SENT = Event(1, "", "sent", "school-1", DAY, 1, {"channel": "post"})
NOTE = Event(2, "", "note", "school-1", DAY, 2, {"note": "x"})


def fix(number: int, event: int, field: str, to: Value) -> Event:
    data: dict[str, Value] = {"event": event, "field": field, "to": to}
    return Event(number, "", "corrected", "school-1", DAY, number, data)


def test_what_nobody_corrected_stays_as_it_is() -> None:
    assert corrected((SENT, NOTE)) == (SENT, NOTE)


def test_a_correction_changes_its_event_alone_and_stays_among_them() -> None:
    late = fix(3, 1, "date", date(2026, 11, 27))
    sent, note, told = corrected((SENT, NOTE, late))
    assert (sent.date, sent.data) == (date(2026, 11, 27), SENT.data)
    assert (note, told) == (NOTE, late)


def test_the_last_correction_counts() -> None:
    first, last = fix(3, 1, "channel", "email"), fix(4, 1, "channel", "in_person")
    assert corrected((SENT, first, last))[0].data == {"channel": "in_person"}


@pytest.mark.parametrize(
    "wrong", [fix(3, 9, "channel", "email"), fix(3, 1, "date", "soon")], ids=["no event", "no day"]
)
def test_a_correction_that_means_nothing_changes_nothing(wrong: Event) -> None:
    assert corrected((SENT, NOTE, wrong)) == (SENT, NOTE, wrong)


def test_a_correction_to_nothing_leaves_the_field() -> None:
    empty = Event(3, "", "corrected", "school-1", DAY, 3, {"event": 1, "field": "channel"})
    assert put_right(SENT, empty) == SENT
