"""Which requests are closed for good and leave the journal, and how one comes back into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sferum_cli.core.events import Event
from sferum_cli.core.fold import fold
from sferum_cli.core.frozen import replace
from sferum_cli.core.state import State, by_request, linked_requests, undone_ids

QUIET = timedelta(days=120)  # past the last recheck (90 days) and the term for a court (3 months)


def split(
    state: State, staying: Collection[str] = ()
) -> tuple[State, dict[str, tuple[Event, ...]]]:
    """``state`` without the requests that are closed for good, and their events by id.

    Those are closed, and for more than QUIET calendar days nothing was written about them and
    nothing stood ahead of them, up to the moment of the latest event: every change writes one.
    A family of requests, linked by their parents, leaves whole or not at all: then no action is
    cut in two, so ``undo`` never needs what has left. ``staying`` are ids that must not leave.
    Every event is in one of the two, once; the last number of each path is kept.
    """
    own = by_request(state.events)
    if not own:
        return state, {}
    before = _written(state.events[-1]) - QUIET
    gone = undone_ids(state)
    stay = {
        name
        for name, events in own.items()
        if name in staying or not _for_good(name, events, gone, before)
    }
    stay = linked_requests(stay, own)
    leaving = {name: tuple(events) for name, events in own.items() if name not in stay}
    if not leaving:
        return state, {}
    events = tuple(event for event in state.events if event.request not in leaving)
    return replace(state, events=events, numbers=_numbers(state.numbers, leaving)), leaving


def _for_good(name: str, events: Sequence[Event], gone: frozenset[int], before: date) -> bool:
    if max(map(_last_day, events)) >= before:
        return False
    request = fold(name, (e for e in events if e.id not in gone and e.type != "undone"))
    return not request.open or request.opened is None  # what was taken back whole, too


def _last_day(event: Event) -> date:
    """The last day that has to do with ``event``: its own, that of writing, one it waits for."""
    return max(event.date, _written(event), event.day("until") or event.date)


def _written(event: Event) -> date:
    try:
        return date.fromisoformat(event.at[:10])
    except ValueError:
        return event.date


def _numbers(numbers: Mapping[str, int], leaving: Iterable[str]) -> dict[str, int]:
    kept = dict(numbers)
    for name in leaving:
        path, _, number = name.rpartition("-")
        kept[path] = max(kept.get(path, 0), int(number))
    return kept


def recalled(state: State, events: Sequence[Event]) -> State:
    """``state`` with the ``events`` of one archived request back at their places.

    After an older copy of the state was put back, their ids can mean other events there: then
    they get new ones, past all of the journal.
    """
    if {event.id for event in events} & {event.id for event in state.events}:
        events = [_moved(event, state.next_id) for event in events]
    merged = sorted((*state.events, *events), key=lambda event: event.id)
    following = max(state.next_id, *(event.id + 1 for event in events))
    return replace(state, events=tuple(merged), next_id=following)


def _moved(event: Event, by: int) -> Event:
    data = dict(event.data)
    if event.type == "undone":
        data["event"] = event.number("event") + by
    return replace(event, id=event.id + by, action=event.action + by, data=data)
