"""Which rung a request stands on, why it may go up, and what that writes about it."""

from __future__ import annotations

from datetime import date

import pytest
from misses import over

from sferum_cli.core.events import Event
from sferum_cli.core.fold import fold
from sferum_cli.core.frozen import replace
from sferum_cli.core.ladder import closing, path_above, readiness, rung_of, ways_up
from sferum_cli.core.requests import Request
from sferum_cli.shelf.ladder import ladder

DAY = date(2026, 11, 26)
RUNGS = ladder()


def happened(*steps: str) -> Request:
    """A request to the school after events written as ``type`` or ``type:result``."""
    rows = []
    for n, step in enumerate(("planned", *steps), start=1):
        name, _, result = step.partition(":")
        data = {"result": result} if result else {}
        if name == "planned":
            data = {"path": "school", "role": "parent"}
        rows.append(Event(n, "2026-11-26T12:00:00+00:00", name, "school-1", DAY, n, data))
    return fold("school-1", rows)


@over(
    [
        ((), "self"),
        (("sent",), "unknown"),
        (("sent", "abandoned"), "left"),
        (("sent", "withdrawn"), "left"),
        (("sent", "answered", "classified:nothing_there"), "nothing_there"),
        (("sent", "answered", "classified:unclear"), "answered"),
        (("sent", "answered", "classified:refused", "escalated"), "refused"),
        (("sent", "undelivered"), "undelivered"),
        (("sent", "answered"), "answered"),
        (("sent", "answered", "classified:refused"), "refused"),
        (("sent", "answered", "classified:partly"), "partly"),
        (("sent", "answered", "classified:done"), "claimed"),
        (("sent", "answered", "classified:done", "verified:yes"), "done"),
        (("sent", "answered", "classified:done", "verified:no"), "broken"),
        (("done_by_user",), "claimed"),
        (("done_by_user", "verified:no"), "broken"),
    ]
)
def test_why_it_goes_up_follows_from_what_happened(steps: tuple[str, ...], reason: str) -> None:
    assert readiness(happened(*steps), (), DAY) == reason


def test_what_was_asked_of_somebody_and_never_sent_is_not_sent() -> None:
    assert readiness(replace(happened(), rung=1), (), DAY) == "not_sent"


@pytest.mark.parametrize(
    ("steps", "written"),
    [
        (("sent",), "escalated"),
        (("sent", "answered", "classified:refused"), "escalated"),
    ],
)
def test_what_going_up_writes_about_the_request_below(steps: tuple[str, ...], written: str) -> None:
    (new,) = closing(happened(*steps), "authority-1", DAY)
    assert (new.type, "authority-1" in new.data.values()) == (written, True)


@pytest.mark.parametrize("steps", [(), ("abandoned",), ("sent", "withdrawn")])
def test_what_was_never_asked_or_is_over_is_not_passed_on(steps: tuple[str, ...]) -> None:
    assert closing(happened(*steps), "authority-1", DAY) == []


def test_a_path_on_no_rung_stands_where_its_number_says_or_at_the_bottom() -> None:
    unknown = replace(happened(), path="our-own")
    assert rung_of(replace(unknown, rung=3), RUNGS).number == 3
    assert rung_of(replace(unknown, rung=99), RUNGS) == RUNGS[0]


def test_on_the_last_rung_the_path_above_is_its_own() -> None:
    last = next(rung for rung in RUNGS if not ways_up(rung, RUNGS))
    request = replace(happened(), path=last.paths[0] if last.paths else "court", rung=last.number)
    assert path_above(request, RUNGS) == (request.path, request.rung)
    assert path_above(happened(), RUNGS)[0] != "school"
