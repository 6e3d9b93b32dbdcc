"""All that the program remembers: one journal of events, and the cases and requests it makes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from sferum_cli.core.cases import MIGRATED, Case, case_for, cases_of
from sferum_cli.core.codes import EventType
from sferum_cli.core.event_checks import check_event
from sferum_cli.core.event_table import OF_CASES
from sferum_cli.core.events import Event, Value
from sferum_cli.core.fold import fold
from sferum_cli.core.frozen import NOTHING, frozen, replace
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage, NotFound


@frozen
class State:
    """The journal, oldest first. ``numbers`` holds the last number used per path once archived.

    ``next_id`` never falls, whichever copy is put back: calendars count their changes by it.
    """

    events: tuple[Event, ...] = ()
    next_id: int = 1
    numbers: Mapping[str, int] = NOTHING


@frozen
class New:
    """An event to be written: what happened, without its place in the journal."""

    type: EventType
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


def state_cases(state: State) -> tuple[Case, ...]:
    """Every case, in the order in which they were opened."""
    return cases_of(live_events(state))


def by_request(events: Iterable[Event]) -> dict[str, list[Event]]:
    """``events`` by the request that they tell of, those of cases left out."""
    own: dict[str, list[Event]] = {}
    for event in events:
        if event.request:
            own.setdefault(event.request, []).append(event)
    return own


def requests_of(state: State) -> tuple[Request, ...]:
    """Every request, in the order in which they were opened."""
    live = live_events(state)
    return _folded(by_request(live), cases_of(live))


def request_of(state: State, request_id: str) -> Request:
    """The request with that id. Raises NotFound with the ids there are."""
    live = live_events(state)
    own = by_request(live)
    family = linked_requests({request_id}, own)
    found = _folded({name: own[name] for name in own if name in family}, cases_of(live))
    request = next((each for each in found if each.id == request_id), None)
    if request is None:
        known = tuple(each.id for each in requests_of(state))
        raise NotFound("error.request_unknown", given=request_id, known=known)
    return request


def _folded(own: dict[str, list[Event]], cases: Collection[Case]) -> tuple[Request, ...]:
    """The requests of ``own``; a rung counts as taken only when its letter was sent."""
    by_id = {case.id: case for case in cases}
    found: dict[str, Request] = {}
    given_up: set[str] = set()
    for name in reversed(own):  # who was asked later first: what became of it tells of the parent
        planned = next((e for e in own[name] if e.type == "planned"), None)
        if planned is None:
            continue
        case_id, alias = planned.text("case"), planned.text("person")
        case = by_id.get(case_id) if case_id else case_for(cases, alias=alias)
        request = fold(name, own[name], case=case, given_up=given_up)
        found[name] = request
        if request.outcome in ("abandoned", "withdrawn") or not request.last("sent"):
            given_up.add(name)
    return _with_success({name: found[name] for name in own if name in found})


def _with_success(found: dict[str, Request]) -> tuple[Request, ...]:
    """Whoever is out is out: a verified result ends the other requests of the same chain."""
    above = {r.parent for r in found.values()}  # whether or not a letter went up
    if not any(
        r.outcome == "verified_done" and (r.parent or r.id in above) for r in found.values()
    ):
        return tuple(found.values())
    for chain in _chains(found):
        done = [r for r in chain if r.outcome == "verified_done"]
        looks = (e for r in done for e in r.events if e.type == "verified")
        found_gone = (e for e in looks if e.result == "yes")
        success = min(found_gone, key=lambda e: e.id, default=None)
        if success is None:
            continue
        for request in chain:
            if request.outcome != "verified_done":
                if request.open:
                    request = replace(request, status="closed", outcome="verified_done")
                found[request.id] = replace(request, success=success)
    return tuple(found.values())


def _chains(found: Mapping[str, Request]) -> list[list[Request]]:
    """Requests that grew out of each other; one that was opened anew begins another chain."""
    chains: dict[str, list[Request]] = {}
    roots: dict[str, str] = {}
    for name, request in found.items():
        linked = request.parent in roots and request.situation != "re_added"
        root = roots[name] = roots[request.parent] if linked else name
        chains.setdefault(root, []).append(request)
    return [chain for chain in chains.values() if len(chain) > 1]


def linked_requests(names: Iterable[str], own: Mapping[str, Sequence[Event]]) -> set[str]:
    """``names`` and all that are linked to them in ``own`` by their parents, either way."""
    links: dict[str, set[str]] = {}
    for name, events in own.items():
        for event in events:
            if event.type == "planned" and (parent := event.text("parent")) in own:
                links.setdefault(name, set()).add(parent)
                links.setdefault(parent, set()).add(name)
    family, ahead = set(), [*names]
    while ahead:
        name = ahead.pop()
        if name not in family:
            family.add(name)
            ahead += links.get(name, ())
    return family


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
    """The events of the latest action that can still be taken back; empty if there is none.

    What a migration wrote (ids below 1) is no action of the person's.
    """
    gone = undone_ids(state)
    for event in reversed(state.events):
        if event.type != "undone" and event.id not in gone and event.id > 0:
            return tuple(e for e in state.events if e.action == event.action)
    return ()


def just_undone(state: State) -> bool:
    """Whether the latest action was to take one back."""
    return bool(state.events) and state.events[-1].type == "undone"


def undo_action(state: State, *, at: str, today: date) -> tuple[State, tuple[Event, ...]]:
    """``state`` without its latest action, and the events that no longer count.

    Raises BadUsage where there is nothing to take back.
    """
    gone = last_action(state)
    if not gone:
        raise BadUsage("error.nothing_to_undo")
    new = [New("undone", e.request, today, {"event": e.id}) for e in gone]
    return record(state, new, at=at)[0], gone


def with_case_ids(state: State, new_id: Callable[[], str]) -> State:
    """``state`` in which each case that a migration opened has an id of its own."""
    waiting = {
        name
        for event in state.events
        if event.type in OF_CASES and (name := event.text("case")).startswith(MIGRATED)
    }
    if not waiting:
        return state
    names = {name: new_id() for name in sorted(waiting)}
    return replace(state, events=tuple(_renamed(event, names) for event in state.events))


def _renamed(event: Event, names: Mapping[str, str]) -> Event:
    name = event.text("case")
    return replace(event, data={**event.data, "case": names[name]}) if name in names else event
