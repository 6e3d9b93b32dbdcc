"""The order of days: whether an event can have been on its day, after what came before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sferum_cli.core.codes import EventType
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.fold import apply
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage

NEVER_WRONG: tuple[EventType, ...] = ("planned", "walk", "corrected")
"""What the program wrote itself: nobody puts it right."""
SNOOZE_MOST = timedelta(days=60)
AHEAD_MOST = timedelta(days=366)
ZONE = timedelta(days=1)  # a day told from another time zone may be one day off
# Told by the other side: their day may be ours of tomorrow.
_THEIRS: tuple[EventType, ...] = (
    "received", "registered", "answered", "extended", "forwarded", "info_requested",
)  # fmt: skip


def check_days(request: Request, event: Event, today: date) -> None:
    """Refuse a day that cannot be: ahead of us, before what it follows, after what follows it.

    In one round a letter is sent, received, registered and answered, in this order; the day it
    was sent may lie before the day the person came here. Raises BadUsage.
    """
    when, row = event.date, EVENTS[event.type]
    if when > today + (ZONE if event.type in _THEIRS else timedelta(0)):
        raise BadUsage("error.date_future", given=when, today=today)
    _check_until(request, event)
    again = event.type == "sent" and not event.data.get("copy")
    if row.phase and not again:
        first = min((e.date for e in request.round.all("sent")), default=when)
        for other in request.round.events:
            if other.type == "sent" and other.date > first:
                continue  # a second copy: what is told may be of the first
            phase = EVENTS[other.type].phase if other.type in EVENTS else 0
            if phase and phase < row.phase:
                not_before(request, when, other)
            if phase > row.phase and when > other.date:
                raise BadUsage(
                    "error.date_after", given=when, start=other.date, id=request.id,
                    event=event.type, other=other.type,
                )  # fmt: skip
    if event.type in ("sent", "drafted", "done_by_user", "note", "attached", "refused_at_desk"):
        if again and (before := request.round.last("undelivered", "returned")):
            not_before(request, when, before)
        return
    if row.asked == "past" and not row.phase:
        start = request.round.all("sent", "done_by_user") or request.events[:1]
        if start:
            not_before(request, when, min(start, key=lambda e: e.date))


def not_before(request: Request, when: date, start: Event) -> None:
    """Refuse ``when`` before the day of ``start``. Raises BadUsage."""
    if when + ZONE < start.date:
        raise BadUsage(
            "error.date_before" if start.type not in NEVER_WRONG else "error.date_before_start",
            given=when, start=start.date, other=start.type, number=start.id, id=request.id,
        )  # fmt: skip


def _check_until(request: Request, event: Event) -> None:
    until = event.day("until")
    if until is None:
        return
    most = SNOOZE_MOST if event.type == "snoozed" else AHEAD_MOST
    if until < event.date:
        raise BadUsage("error.until_before", given=until, start=event.date, id=request.id)
    if until > event.date + most:
        raise BadUsage("error.until_far", given=until, days=most.days, id=request.id)


def contradictions(request: Request, events: Iterable[Event]) -> list[Event]:
    """Which of ``events`` could not have been written after those before it."""
    found = []
    so_far = Request(request.id)
    for event in events:
        if event.type not in NEVER_WRONG and event.type in EVENTS:
            try:
                check_days(so_far, event, date.max - AHEAD_MOST)
            except BadUsage:
                found.append(event)
        so_far = apply(so_far, event, case=request.case)
    return found
