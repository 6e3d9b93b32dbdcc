"""What may be written: the order of days, second copies, corrections; the rest is refused."""

from __future__ import annotations

from datetime import date

from misses import over

from sferum_cli.core.event_checks import check_event
from sferum_cli.core.event_days import check_days
from sferum_cli.core.events import Event, Value
from sferum_cli.core.fold import fold
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage, NeedsAnswer

TODAY = date(2026, 12, 20)


def event(name: str, day: str, n: int = 99, **data: Value) -> Event:
    return Event(n, "", name, "school-1", date.fromisoformat(day), n, data)


def happened(*steps: tuple[str, str]) -> Request:
    """A request after events written as (type, day)."""
    planned = event("planned", "2026-11-26", 1, path="school", rung=1)
    return fold("school-1", [planned, *(event(s, d, n) for n, (s, d) in enumerate(steps, 2))])


SENT = ("sent", "2026-11-26")
NUMBERED = happened(SENT, ("registered", "2026-11-30"))

ONE_COPY = [
    event("planned", "2026-11-26", 1, path="school", rung=1),
    event("sent", "2026-11-26", 2),
]
COPIES = [*ONE_COPY, event("sent", "2026-12-06", 3, copy=True)]
TWICE = fold("school-1", COPIES)
GONE = fold("school-1", [
    ONE_COPY[0], event("done_by_user", "2026-11-26", 2), event("verified", "2026-12-01", 3, result="yes"),
])  # fmt: skip
ONE_BACK = fold("school-1", [*COPIES, event("returned", "2026-12-10", 4, reason="expired", copy=1)])


def refused(request: Request, tried: Event) -> bool:
    try:
        check_event(request, tried)
        check_days(request, tried, TODAY)
    except (BadUsage, NeedsAnswer):
        return True
    return False


@over(
    [
        (happened(), event("sent", "2026-12-21")),
        (happened(SENT), event("received", "2026-11-24")),
        (NUMBERED, event("received", "2026-12-20")),
        (happened(SENT, ("received", "2026-12-01")), event("answered", "2026-11-28")),
        (happened(SENT), event("extended", "2026-12-01", until=date(2026, 11, 1), written="yes")),
        (happened(SENT), event("extended", "2026-12-01", until=date(2036, 12, 18), written="yes")),
        (happened(SENT), event("sent", "2026-12-01")),
        (happened(), event("sent", "2026-12-01", copy=True)),
        (happened(SENT), event("sent", "2026-12-01", copy=True, channel="pigeon")),
        (happened(SENT), event("extended", "2026-12-01", until=date(2026, 12, 18))),
        (happened(SENT), event("returned", "2026-12-01", reason="whatever")),
        (TWICE, event("sent", "2026-12-12", copy=3)),  # no number: it is the next one
        (TWICE, event("returned", "2026-12-12", reason="expired")),  # which of two?
        (TWICE, event("returned", "2026-12-12", reason="expired", copy=3)),
        (TWICE, event("returned", "2026-12-12", reason="expired", copy=0)),
        (TWICE, event("returned", "2026-12-04", reason="expired", copy=2)),  # not sent yet
        (ONE_BACK, event("returned", "2026-12-12", reason="expired", copy=1)),
        (GONE, event("verified", "2026-12-12", result="no")),  # it came back: that is another event
    ]
)
def test_what_cannot_be_is_refused(request_: Request, tried: Event) -> None:
    assert refused(request_, tried)


@over(
    [
        (happened(), event("sent", "2026-11-01")),
        (happened(SENT), event("received", "2026-11-26")),
        (happened(SENT), event("received", "2026-11-25")),  # another time zone
        (NUMBERED, event("received", "2026-11-27")),  # told late is not wrong
        (happened(SENT), event("answered", "2026-12-21")),  # it is tomorrow there
        (happened(SENT), event("sent", "2026-12-12", copy=True)),
        (happened(SENT), event("returned", "2026-12-12", reason="expired")),
        (TWICE, event("returned", "2026-12-12", reason="expired", copy=2)),
        (ONE_BACK, event("returned", "2026-12-12", reason="expired")),
        (ONE_BACK, event("returned", "2026-12-12", reason="expired", copy=2)),
    ]
)
def test_what_can_be_is_taken(request_: Request, tried: Event) -> None:
    assert not refused(request_, tried)


def right(field: str, to: Value, number: int = 2) -> Event:
    return event("corrected", "2026-12-20", event=number, field=field, to=to)


def test_a_past_event_is_put_right_and_its_old_value_stays_in_the_history() -> None:
    request = NUMBERED
    fix = right("date", date(2026, 11, 24))
    assert not refused(request, fix)
    after = fold("school-1", [*request.events, fix])
    assert after.first("sent").date == date(2026, 11, 24)
    assert after.events[-1].type == "corrected"


@over(
    [
        right("date", date(2026, 12, 15)),  # after the number was given
        right("date", "soon"),
        right("number", "5"),  # what is sent has none
        right("date", date(2026, 11, 24), number=77),
        right("colour", "red"),
    ]
)
def test_a_correction_that_makes_no_sense_is_refused(fix: Event) -> None:
    assert refused(NUMBERED, fix)
