"""The dates of every request that belong in a calendar, and those that no longer do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sferum_cli.core.clocks import RECHECK_DAYS, Clock, next_recheck
from sferum_cli.core.events import CLAIMED, Event
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.next_action import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, requests_of

DOMAIN = "sferum"
UNDATED = ("walk", "note", "attached", "snoozed", "auto_reply")


@frozen
class Entry:
    """One whole day in a calendar. The same date of the same request keeps its ``uid`` for good.

    ``rule`` is the id of a deadline rule, or ``check``, ``recheck-7`` (and so on), ``own``;
    ``kind`` is that of a ``Due``; ``certainty`` is ``fact`` or ``estimate``. A calendar that knows
    the ``uid`` takes the entry of the higher ``sequence``; ``cancelled`` strikes it out.
    """

    uid: str
    request_id: str
    rule: str
    date: date
    kind: str
    sequence: int
    cancelled: bool
    certainty: str


def dates_ahead(
    now: Iterable[Outlook], before: Iterable[Outlook], *, sequence: int
) -> tuple[Entry, ...]:
    """The entries of the requests as they are ``now``, the earliest first.

    What was a date ``before`` (see ``earlier``) and is none any more comes cancelled, on the last
    day it stood for. ``sequence`` must grow with the journal.
    """
    past = {entry.uid: entry for item in before for entry in _entries(item, sequence)}
    present = {entry.uid: entry for item in now for entry in _entries(item, sequence)}
    gone = {uid: replace(entry, cancelled=True) for uid, entry in past.items()}
    return tuple(sorted((gone | present).values(), key=lambda entry: (entry.date, entry.uid)))


def earlier(state: State) -> Iterator[Request]:
    """Every request as it was after each of its events, what was taken back included."""
    own: dict[str, list[Event]] = {}
    for event in state.events:
        if event.request:
            own.setdefault(event.request, []).append(event)
    for events in own.values():
        for n, event in enumerate(events, start=1):
            if event.type not in UNDATED:
                yield from requests_of(State(tuple(events[:n])))


def still_counts(item: Outlook, clock: Clock) -> bool:
    """Whether ``clock`` still matters.

    After a result was verified the terms of the data themselves run on; after any other end
    nothing does.
    """
    return clock.running and (item.request.open or item.request.outcome == "verified_done")


def _entries(item: Outlook, sequence: int) -> Iterator[Entry]:
    """What stands ahead of one request; a later entry with the same uid is the better one."""
    request, due = item.request, item.due

    def entry(rule: str, when: date, kind: str, certainty: str = "fact") -> Entry:
        uid = f"{request.id}.{rule}@{DOMAIN}"
        return Entry(uid, request.id, rule, when, kind, sequence, False, certainty)

    for clock in item.clocks:
        d = clock.deadline
        if still_counts(item, clock) and not d.paused_now:  # a paused term has no last day yet
            kind = "clock" if d.rule.binding else "courtesy"
            yield entry(d.rule.id, d.due, kind, d.certainty)
    if request.status == CLAIMED and due is not None:
        yield entry(due.rule, due.original or due.date, "check")
    if again := next_recheck(request):
        days, when = again
        for later in RECHECK_DAYS:
            if later >= days:
                yield entry(f"recheck-{later}", when + timedelta(days=later - days), "recheck")
    if due is not None and due.kind == "own":
        yield entry("own", due.date, "own")
