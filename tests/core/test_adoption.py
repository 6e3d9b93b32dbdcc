"""What older files remembered becomes cases; nothing that was written changes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.adoption import adopt
from sferum_cli.core.cases import MIGRATED
from sferum_cli.core.events import Event
from sferum_cli.core.state import State, requests_of, state_cases, undo_action, with_case_ids

DAY = date(2026, 11, 26)
AT = "2026-11-26T12:00:00+00:00"


def planned(n: int, path: str, **data: str) -> Event:
    return Event(n, AT, "planned", f"{path}-{n}", DAY, n, {"path": path, "rung": 1, **data})


OLD = State(
    (
        planned(1, "school", person="masha", role="parent", school="state"),
        planned(2, "delete", role="student"),
        planned(3, "vk", person="Masha", role="parent"),
    ),
    4,
)
PLANS = {
    "masha": {"role": "parent", "age": "under-14", "goal": "school", "entry": "max"},
    "petya": {"goal": "gosuslugi", "school": "municipal"},
}


def test_each_alias_becomes_one_case_with_all_that_was_known_of_it() -> None:
    cases = {case.alias: case for case in state_cases(adopt(OLD, PLANS, DAY))}
    assert set(cases) == {"masha", "", "petya"}
    masha = cases["masha"]
    assert (masha.role, masha.age, masha.goals) == ("parent", "under-14", ("school",))
    assert (masha.institution.ownership, dict(masha.answers)) == ("regional", {"entry": "max"})
    assert cases["petya"].institution.ownership == "municipal"
    assert cases[""].role == "student"


def test_every_request_finds_its_case() -> None:
    state = with_case_ids(
        adopt(OLD, PLANS, DAY), iter(["aaaaaaaa", "bbbbbbbb", "cccccccc"]).__next__
    )
    ids = [request.case.id for request in requests_of(state)]
    assert ids == ["aaaaaaaa", "bbbbbbbb", "aaaaaaaa"]
    assert [request.person for request in requests_of(state)] == ["masha", "", "masha"]


def test_nothing_that_was_written_changes_and_undo_goes_back_over_the_border() -> None:
    state = adopt(OLD, PLANS, DAY)
    assert state.events[-3:] == OLD.events
    assert state.next_id == OLD.next_id
    for left in (2, 1, 0):
        state = undo_action(state, at=AT, today=DAY)[0]
        assert len(requests_of(state)) == left
    assert len(state_cases(state)) == 3


def test_a_folder_with_a_plan_and_no_request_keeps_its_plan() -> None:
    (case,) = state_cases(adopt(State(), {"": {"goal": "all"}}, DAY))
    assert (case.goals, case.id.startswith(MIGRATED)) == (("all",), True)


def test_where_nothing_was_remembered_there_is_nothing_to_adopt() -> None:
    assert adopt(State(), {}, DAY) == State()


@given(st.lists(st.sampled_from(["", "masha", "Masha", "petya"]), max_size=6))
def test_ids_stay_in_order_whatever_was_there(aliases: list[str]) -> None:
    rows = tuple(planned(n, "school", person=alias) for n, alias in enumerate(aliases, 1))
    events = adopt(State(rows, len(rows) + 1), PLANS, DAY).events
    ids = [event.id for event in events]
    assert ids == sorted(set(ids))
