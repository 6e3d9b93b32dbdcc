"""What leaves the journal, what stays, and how it comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.archive import QUIET, recalled, split
from sferum_cli.core.event_checks import needed
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import replace
from sferum_cli.core.requests import possible
from sferum_cli.core.state import (
    New,
    State,
    new_request_id,
    record,
    request_of,
    requests_of,
    undo_action,
)
from sferum_cli.errors import BadUsage

DAY = date(2026, 1, 10)


def at(day: date) -> str:
    return f"{day}T12:00:00+03:00"


def add(state: State, day: date, *new: New) -> State:
    return record(state, new, at=at(day))[0]


def opened(state: State, path: str, day: date = DAY, **data: str) -> State:
    name = new_request_id(state, path)
    return add(state, day, New("planned", name, day, {"path": path, **data}))


def verified(state: State, name: str, day: date = DAY) -> State:
    both = (New("done_by_user", name, day), New("verified", name, day, {"result": "yes"}))
    return add(state, day, *both)


def later(state: State, days: int) -> State:
    """The state after somebody opened another request ``days`` after DAY."""
    return opened(state, "later", DAY + timedelta(days))


def left(state: State) -> set[str]:
    return set(split(state)[1])


def test_a_verified_request_leaves_a_month_after_its_last_recheck() -> None:
    state = verified(opened(State(), "school"), "school-1")
    assert left(later(state, 90)) == set()
    assert left(later(state, 120)) == set()
    assert left(later(state, 121)) == {"school-1"}


@pytest.mark.parametrize("end", ["withdrawn", "abandoned"])
def test_a_request_that_ended_otherwise_leaves_when_it_was_quiet_as_long(end: str) -> None:
    state = add(opened(State(), "school"), DAY, New(end, "school-1", DAY))
    assert left(later(state, 120)) == set()
    assert left(later(state, 121)) == {"school-1"}


def test_an_open_request_never_leaves() -> None:
    state = later(opened(State(), "school"), 5000)
    assert left(state) == set()


def test_what_was_written_lately_about_the_past_stays() -> None:
    state = opened(State(), "school")
    written = record(state, [New("abandoned", "school-1", DAY)], at=at(DAY + timedelta(200)))[0]
    assert left(later(written, 210)) == set()


def test_a_note_or_a_day_to_wait_for_keeps_it_here() -> None:
    state = verified(opened(State(), "school"), "school-1")
    until = {"until": DAY + timedelta(100)}
    assert left(later(add(state, DAY, New("snoozed", "school-1", DAY, until)), 200)) == set()
    noted = add(state, DAY + timedelta(100), New("note", "school-1", DAY, {"note": "x"}))
    assert left(later(noted, 200)) == set()


def test_what_was_taken_back_whole_leaves_too() -> None:
    state = undo_action(opened(State(), "school"), at=at(DAY), today=DAY)[0]
    assert left(later(state, 121)) == {"school-1"}


def test_a_family_leaves_whole_or_not_at_all() -> None:
    state = opened(State(), "school")
    state = add(
        state, DAY, New("abandoned", "school-1", DAY),
        New("planned", "authority-1", DAY, {"path": "authority", "parent": "school-1"}),
    )  # fmt: skip
    assert left(later(state, 300)) == set(), "the child is open"
    state = add(state, DAY, New("abandoned", "authority-1", DAY))
    assert left(later(state, 300)) == {"school-1", "authority-1"}


def test_parents_in_a_circle_are_no_endless_search() -> None:
    state = State()
    for name, parent in (("school-1", "school-2"), ("school-2", "school-1")):
        data = {"path": "school", "parent": parent}
        state = add(state, DAY, New("planned", name, DAY, data), New("abandoned", name, DAY))
    assert left(later(state, 300)) == {"school-1", "school-2"}


def test_a_number_of_the_archive_is_not_used_again() -> None:
    state = verified(opened(opened(State(), "school"), "school"), "school-2")
    kept, leaving = split(later(state, 300))
    assert set(leaving) == {"school-2"}
    assert new_request_id(kept, "school") == "school-3"


def test_what_is_held_back_stays_with_its_family() -> None:
    state = verified(opened(State(), "school"), "school-1")
    state = later(verified(opened(state, "delete"), "delete-1"), 300)
    assert set(split(state, ["school-1"])[1]) == {"delete-1"}


def test_undo_after_a_split_takes_back_what_it_would_have_before() -> None:
    state = later(verified(opened(State(), "school"), "school-1"), 300)
    kept = split(state)[0]
    assert undo_action(kept, at="x", today=DAY)[1] == undo_action(state, at="x", today=DAY)[1]
    with pytest.raises(BadUsage):
        undo_action(undo_action(kept, at="x", today=DAY)[0], at="x", today=DAY)


@st.composite
def journals(draw: st.DrawFn) -> State:
    """Journals as commands write them: requests, children, ends, notes and undos over two years."""
    state, day = State(), DAY
    for _ in range(draw(st.integers(1, 25))):
        day += timedelta(draw(st.sampled_from([0, 1, 30, 130])))
        open_ids = [request.id for request in requests_of(state)]
        what = draw(st.sampled_from(["open", "child", "event", "event", "event", "undo"]))
        if what == "undo":
            try:
                state = undo_action(state, at=at(day), today=day)[0]
            except BadUsage:
                continue
        elif what == "open" or not open_ids:
            state = opened(state, draw(st.sampled_from(["school", "delete"])), day)
        else:
            request = request_of(state, draw(st.sampled_from(open_ids)))
            child = new_request_id(state, "school")
            if what == "child" and "reappeared" in possible(request):
                back = New("reappeared", request.id, day, {"child": child})
                data = {"path": "school", "parent": request.id}
                state = add(state, day, back, New("planned", child, day, data))
                continue
            name = draw(st.sampled_from(possible(request)))
            if name == "corrected":
                continue
            values = {
                "until": day, "result": "yes" if name == "verified" else "done",
                "written": "yes", "reason": "expired", "copy": max(request.round.under_way, default=0),
            }  # fmt: skip
            data = {need: values.get(need, "x") for need in needed(request, name)}
            if name == "sent" and request.status == "sent":
                data["copy"] = True
            state = add(state, day, New(name, request.id, day, data))
    return later(state, (day - DAY).days + draw(st.sampled_from([0, 121, 400])))


@given(journals())
def test_every_event_is_in_one_place_once(state: State) -> None:
    kept, leaving = split(state)
    apart = [event for events in leaving.values() for event in events]
    assert sorted((*kept.events, *apart), key=lambda e: e.id) == list(state.events)
    assert all(event.request == name for name, events in leaving.items() for event in events)


@given(journals())
def test_what_stays_and_what_leaves_reads_as_before(state: State) -> None:
    kept, leaving = split(state)
    before = {request.id: request for request in requests_of(state)}
    here = {request.id: request for request in requests_of(kept)}
    away = {r.id: r for events in leaving.values() for r in requests_of(State(events))}
    assert here | away == before
    assert not here.keys() & away.keys()
    assert all(not request.open for request in away.values())
    assert all(r.parent in here for r in here.values() if r.parent in before)


@given(journals())
def test_no_action_is_cut_in_two(state: State) -> None:
    kept, leaving = split(state)
    away = {event.action for events in leaving.values() for event in events}
    assert away.isdisjoint(event.action for event in kept.events)


@given(journals())
def test_a_second_split_changes_nothing_and_ids_go_on(state: State) -> None:
    kept, _ = split(state)
    assert split(kept) == (kept, {})
    assert kept.next_id == state.next_id
    for path in ("school", "delete", "later"):
        assert new_request_id(kept, path) == new_request_id(state, path)


@given(journals())
def test_all_that_left_comes_back_to_its_place(state: State) -> None:
    kept, leaving = split(state)
    for events in leaving.values():
        kept = recalled(kept, events)
    assert replace(kept, numbers={}) == state


def test_events_whose_numbers_are_taken_come_back_under_new_ones() -> None:
    state = verified(opened(State(), "school"), "school-1")
    state = undo_action(state, at=at(DAY), today=DAY)[0]
    other = opened(opened(State(), "delete"), "delete")
    back = recalled(other, state.events)
    ids = [event.id for event in back.events]
    assert ids == sorted(set(ids))
    assert back.next_id > ids[-1]
    assert request_of(back, "school-1").status == "planned", "what was undone stays undone"
    assert [r.id for r in requests_of(back)] == ["delete-1", "delete-2", "school-1"]


def test_an_event_without_a_moment_counts_by_its_day() -> None:
    rows = [Event(1, "x", "planned", "school-1", DAY, 1, {"path": "school"})]
    rows.append(Event(2, "", "abandoned", "school-1", DAY, 2))
    rows.append(Event(3, "x", "planned", "later-1", DAY + QUIET, 3, {"path": "later"}))
    assert left(State(tuple(rows), 4)) == set()
    rows[2] = replace(rows[2], date=DAY + QUIET + timedelta(1))
    assert left(State(tuple(rows), 4)) == {"school-1"}
