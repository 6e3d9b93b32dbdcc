"""The journal: recording, taking back, numbering."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.codes import RESULTS
from sferum_cli.core.event_table import EVENTS
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
from sferum_cli.errors import BadUsage, NotFound

DAY = date(2026, 11, 26)
AT = "2026-11-26T12:00:00+00:00"


def opened(state: State, path: str = "school") -> State:
    request_id = new_request_id(state, path)
    return record(state, [New("planned", request_id, DAY, {"path": path})], at=AT)[0]


def logged(state: State, name: str, **data: str | date) -> State:
    return record(state, [New(name, "school-1", DAY, data)], at=AT)[0]


def what_counts(state: State) -> object:
    return requests_of(state)


def test_requests_are_numbered_by_their_path() -> None:
    state = opened(opened(opened(State()), "delete"))
    assert [r.id for r in requests_of(state)] == ["school-1", "delete-1", "school-2"]


def test_a_number_is_not_used_twice_even_when_it_was_taken_back() -> None:
    state, _ = undo_action(opened(State()), at=AT, today=DAY)
    assert [r.id for r in requests_of(opened(state))] == ["school-2"]


def test_a_refused_event_changes_nothing() -> None:
    state = opened(State())
    with pytest.raises(BadUsage):
        record(
            state,
            [New("note", "school-1", DAY, {"note": "a"}), New("verified", "school-1", DAY)],
            at=AT,
        )
    assert requests_of(state)[0].status == "planned"


def test_an_unknown_request_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound) as missing:
        request_of(opened(State()), "school-9")
    assert missing.value.values["known"] == ("school-1",)


def test_undo_takes_back_a_whole_action() -> None:
    state = opened(State())
    both = [
        New("done_by_user", "school-1", DAY),
        New("verified", "school-1", DAY, {"result": "yes"}),
    ]
    state, _ = record(state, both, at=AT)
    state, gone = undo_action(state, at=AT, today=DAY)
    assert [e.type for e in gone] == ["done_by_user", "verified"]
    assert request_of(state, "school-1").status == "planned"


def test_undo_with_nothing_left_says_so() -> None:
    state, _ = undo_action(opened(State()), at=AT, today=DAY)
    with pytest.raises(BadUsage):
        undo_action(state, at=AT, today=DAY)


@given(st.data())
def test_undo_restores_exactly_what_was_before_repeatedly(data: st.DataObject) -> None:
    state = opened(State())
    history = [what_counts(State()), what_counts(state)]
    for _ in range(data.draw(st.integers(0, 12))):
        request = request_of(state, "school-1")
        name = data.draw(st.sampled_from([p for p in possible(request) if p != "corrected"]))
        fields: dict[str, str | date | bool] = {
            key: {
                "until": DAY,
                "to": "X",
                "note": "n",
                "file": "f",
                "written": "no",
                "rule": "court-term",
                "reason": "expired",
            }.get(key, "")
            for key in EVENTS[name].required
        }
        if name == "sent" and request.status == "sent":
            fields["copy"] = True
        if name == "classified":
            fields["result"] = data.draw(st.sampled_from(RESULTS))
        if name == "verified":
            fields["result"] = (
                "yes" if request.status == "closed" else data.draw(st.sampled_from(["yes", "no"]))
            )
        state = logged(state, name, **fields)
        history.append(what_counts(state))
    for _, before in pairwise(reversed([None, *history])):
        if before is None:
            break
        state, _ = undo_action(state, at=AT, today=DAY)
        assert what_counts(state) == before
