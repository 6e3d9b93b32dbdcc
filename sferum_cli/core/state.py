"""All that the program remembers: one journal of events, and the requests that it folds into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import NOTHING, frozen, replace
from sferum_cli.core.requests import Request, allowed, check_event, fold
from sferum_cli.errors import BadUsage, NotFound


@frozen
class State:
    """The journal, oldest first. ``numbers`` holds the last number used per path once archived."""

    events: tuple[Event, ...] = ()
    next_id: int = 1
    numbers: Mapping[str, int] = NOTHING


@frozen
class New:
    """An event to be written: what happened, without its place in the journal."""

    type: str
    request: str
    date: date
    data: Mapping[str, Value] = NOTHING


def undone_ids(state: State) -> frozenset[int]:
    """The ids of the events that have been taken back."""
    return frozenset(e.number("event") for e in state.events if e.type == "undone")


def live_events(state: State) -> tuple[Event, ...]:
    """The journal without what was taken back and without the taking back."""
    gone = undone_ids(state)
    return tuple(e for e in state.events if e.id not in gone and e.type != "undone")


def requests_of(state: State) -> tuple[Request, ...]:
    """Every request, in the order in which they were opened."""
    own: dict[str, list[Event]] = {}
    for event in live_events(state):
        if event.request:
            own.setdefault(event.request, []).append(event)
    return tuple(
        fold(request_id, events)
        for request_id, events in own.items()
        if any(e.type == "planned" for e in events)
    )


def request_of(state: State, request_id: str) -> Request:
    """The request with that id. Raises NotFound with the ids there are."""
    own = [e for e in live_events(state) if e.request == request_id]
    if not any(e.type == "planned" for e in own):
        known = tuple(request.id for request in requests_of(state))
        raise NotFound("error.request_unknown", given=request_id, known=known)
    return fold(request_id, own)


def new_request_id(state: State, path: str) -> str:
    """The id for the next request of ``path``: a number is never used twice, undone or not."""
    used = [state.numbers.get(path, 0)]
    for event in state.events:
        stem, _, number = event.request.rpartition("-")
        if stem == path and number.isdecimal():
            used.append(int(number))
    return f"{path}-{max(used) + 1}"


def record(state: State, new: Iterable[New], *, at: str) -> tuple[State, tuple[Event, ...]]:
    """``state`` with the events of one action added, or not at all.

    ``at`` is the moment of writing. Raises BadUsage for an event that the table does not allow.
    """
    action = state.next_id
    added: list[Event] = []
    for item in new:
        event = Event(
            state.next_id, at, item.type, item.request, item.date, action, dict(item.data)
        )
        if item.type not in ("planned", "walk", "undone") and item.request:
            check_event(request_of(state, item.request), event)
        added.append(event)
        state = replace(state, events=(*state.events, event), next_id=state.next_id + 1)
    return state, tuple(added)


def last_action(state: State) -> tuple[Event, ...]:
    """The events of the latest action that can still be taken back; empty if there is none."""
    gone = undone_ids(state)
    for event in reversed(state.events):
        if event.type != "undone" and event.id not in gone:
            return tuple(e for e in state.events if e.action == event.action)
    return ()


def undo(state: State, *, at: str, today: date) -> tuple[State, tuple[Event, ...]]:
    """``state`` without its latest action, and the events that no longer count.

    Raises BadUsage where there is nothing to take back.
    """
    gone = last_action(state)
    if not gone:
        raise BadUsage("error.nothing_to_undo")
    new = [New("undone", e.request, today, {"event": e.id}) for e in gone]
    return record(state, new, at=at)[0], gone


def check_date(request: Request, event_type: str, when: date, today: date) -> None:
    """Refuse a day in the future, or before what it follows.

    The day a letter was sent may lie before the day the person came here; nothing else may lie
    before the day it was sent. Raises BadUsage.
    """
    if when > today:
        raise BadUsage("error.date_future", given=when, today=today)
    start = request.first("sent", "done_by_user") or request.first("planned")
    if event_type in ("planned", "sent", "drafted", "done_by_user", "note", "attached"):
        return
    if start is not None and when < start.date and allowed(request, event_type):
        raise BadUsage("error.date_before", given=when, start=start.date, id=request.id)
