"""What to do while the other side has to act: a reminder, the next rung, or nothing."""

from __future__ import annotations

import pytest
from knowledge_for_tests import CALENDAR, rule
from misses import over

from core.test_next_action import AT, HANDED_IN, after, day, first, grown
from sferum_cli.core.events import Value
from sferum_cli.core.next_action import outlook
from sferum_cli.core.state import New, State, record, requests_of


def reminder_made(on: int, state: State | None = None) -> State:
    """A school that is late from day 16 on, and a reminder that was written on a day."""
    data: dict[str, Value] = {"letter": "reminder", "file": "r.pdf"}
    new = New("attached", "school-1", day(on), data)
    return record(state or after(HANDED_IN), [new], at=AT)[0]


@over(
    [
        (17, 17, "log school-1 reminded"), (17, 28, "log school-1 reminded"),
        (17, 31, "escalate school-1"),
        (40, 40, "log school-1 reminded"), (40, 53, "log school-1 reminded"),
        (40, 58, "escalate school-1"),
    ]
)  # fmt: skip
def test_a_reminder_that_was_written_is_sent_before_anything_else(
    made: int, today: int, command: str
) -> None:
    item = first(reminder_made(made), today)
    assert item.next.command == f"sferum {command}"
    assert item.next.reason == ("remind" if "reminded" in command else "overdue")


def test_what_was_begun_later_goes_first_a_reminder_or_a_rung() -> None:
    begun = grown(after(HANDED_IN), "authority", sent=None)  # on day 20
    assert first(reminder_made(21, begun), 22).next.command == "sferum log school-1 reminded"
    later = grown(reminder_made(19), "authority", sent=None)
    assert first(later, 22).next.command == "sferum log school-1 reminded", "it was only opened"
    later, _ = record(later, [New("drafted", "authority-1", day(20))], at=AT)
    assert first(later, 22).next.command == "sferum continue authority-1"


def test_above_the_court_there_is_nothing_to_escalate_to() -> None:
    (request,) = requests_of(after("sent/site received", "court"))
    item = outlook(request, [rule()], CALENDAR, today=day(30))
    assert (item.next.reason, item.next.command) == ("last_rung", "sferum support court")


@pytest.mark.parametrize("today", [22, 60])
def test_what_was_passed_on_is_not_nagged_about(today: int) -> None:
    item = first(grown(after(HANDED_IN), "authority", sent=21), today)
    assert (item.next.reason, item.next.command) == ("passed_on", "sferum status authority-1")
    assert not item.spoken
