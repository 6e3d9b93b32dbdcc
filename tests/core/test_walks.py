"""How far a walk is: saved by the name of the step, found again by it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.events import Event
from sferum_cli.core.knowledge import Bilingual, Step
from sferum_cli.core.walks import END, FINISHED, START, Walk, position, step_at, step_walk

BOTH = Bilingual("да", "yes")
STEPS = st.lists(st.text("abc", min_size=1), unique=True, max_size=6).map(
    lambda names: tuple(Step(name, BOTH) for name in names)
)


def answered(step: str) -> Event:
    data = {"step": step} if step else {}
    return Event(1, "", "walk", "school-1", date(2026, 11, 26), 1, data)


@given(STEPS, st.data())
def test_what_is_saved_of_a_step_leads_back_to_it(
    steps: tuple[Step, ...], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(steps)))
    assert position(Walk(step_at(index, steps)), steps) == index


@given(STEPS)
def test_the_end_lies_behind_the_last_step_and_a_lost_step_is_the_beginning(
    steps: tuple[Step, ...],
) -> None:
    assert position(Walk(END), steps) == position(Walk(FINISHED), steps) == len(steps)
    assert position(Walk("gone"), steps) == position(Walk(START), steps) == 0
    assert step_at(len(steps), steps) == step_at(99, steps) == END


@given(st.lists(st.sampled_from(["", "one", "two", END, FINISHED])))
def test_a_walk_is_where_the_last_answer_with_a_step_left_it(names: list[str]) -> None:
    walk = None
    for name in names:
        walk = step_walk(walk, answered(name))
    told = [name for name in names if name]
    assert (walk or Walk()).step == (told[-1] if told else START)
    assert (walk or Walk()).finished == bool(told and told[-1] == FINISHED)
