"""A walk stands where its answers and what was recorded elsewhere have brought it."""

from __future__ import annotations

from datetime import date

from misses import over

from sferum_cli.core.events import Event
from sferum_cli.core.fold import fold
from sferum_cli.core.requests import Request
from sferum_cli.core.walk_place import place, walk_over
from sferum_cli.shelf import knowledge

DAY = date(2026, 11, 27)
SCHOOL = knowledge.path("school")
STEPS = [step.id for step in SCHOOL.steps_for("parent")]
WRITE, HAND_IN, LAST = STEPS.index("write-application"), STEPS.index("hand-in"), len(STEPS)


def walked(path: str, *told: tuple[str, dict[str, str]], role: str = "parent") -> Request:
    """A request for ``path`` with the events ``told``, in order."""
    opened = Event(1, "", "planned", f"{path}-1", DAY, 1, {"path": path, "role": role})
    more = [Event(n, "", t, f"{path}-1", DAY, n, d) for n, (t, d) in enumerate(told, start=2)]
    return fold(f"{path}-1", [opened, *more])


def at(step: str) -> tuple[str, dict[str, str]]:
    return "walk", {"step": step}


def test_a_walk_begins_at_its_first_step() -> None:
    assert place(walked("school"), SCHOOL) == 0
    assert not walk_over(walked("school"), SCHOOL)


def test_a_letter_written_elsewhere_is_the_step_that_asks_for_it() -> None:
    request = walked("school", at("write-application"), ("drafted", {"letter": "school-parent"}))
    assert place(request, SCHOOL) == WRITE + 1


def test_going_back_to_a_step_that_was_done_shows_it_again() -> None:
    drafted = ("drafted", {"letter": "school-parent"})
    request = walked("school", at("write-application"), drafted, at("write-application"))
    assert place(request, SCHOOL) == WRITE


def test_a_hand_over_recorded_elsewhere_is_that_step_and_all_before_it() -> None:
    request = walked("school", at(STEPS[0]), ("sent", {"channel": "in_person"}))
    assert place(request, SCHOOL) == HAND_IN + 1
    assert not walk_over(request, SCHOOL), "what comes after the hand-over is still ahead"
    ended = walked("school", at(STEPS[0]), ("sent", {}), at("end"))
    assert walk_over(ended, SCHOOL), "nobody is asked again whether it was handed over"


@over(["authority", "operator", "prosecutor", "roskomnadzor"])
def test_a_path_without_a_step_for_the_sending_is_over_with_it(path: str) -> None:
    request = walked(path, at(knowledge.path(path).steps[0].id), ("sent", {"channel": "post"}))
    assert walk_over(request, knowledge.path(path))


def test_a_walk_whose_end_was_not_answered_is_not_over() -> None:
    request = walked("school", ("drafted", {"letter": "school-parent"}), at("end"))
    assert place(request, SCHOOL) == LAST
    assert not walk_over(request, SCHOOL)


def test_what_was_done_by_the_person_elsewhere_ends_the_walk() -> None:
    request = walked("gosuslugi", at("login"), ("done_by_user", {}))
    assert walk_over(request, knowledge.path("gosuslugi"))


def test_a_closed_request_has_nothing_left_to_walk() -> None:
    assert walk_over(walked("school", at(STEPS[0]), ("abandoned", {})), SCHOOL)
