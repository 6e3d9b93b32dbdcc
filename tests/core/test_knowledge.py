"""What the program knows is chosen by the role of the person, and nothing falls between two roles."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.frozen import fields_of
from sferum_cli.core.knowledge import (
    ROLES,
    Bilingual,
    Condition,
    GuidedPath,
    PathHead,
    Role,
    Target,
)  # fmt: skip
from sferum_cli.core.requests import Request
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder

PATHS = [knowledge.path(name) for name in knowledge.path_ids()]
SOME_ROLES = st.lists(st.sampled_from(ROLES), unique=True).map(tuple)


def test_a_sentence_is_picked_in_russian_unless_english_is_asked_for() -> None:
    both = Bilingual("да", "yes")
    assert [both.pick(language) for language in ("ru", "en", "de", "")] == ["да", "yes", "да", "да"]


@given(SOME_ROLES, st.none() | st.sampled_from(ROLES))
def test_a_condition_shuts_out_only_a_known_role_that_is_not_named(
    roles: tuple[Role, ...], role: Role | None
) -> None:
    assert Condition(roles).fits(role) == (not roles or role is None or role in roles)
    assert Condition().fits(role)


@over(PATHS)
def test_every_step_is_walked_by_somebody_and_in_the_order_of_the_path(path: GuidedPath) -> None:
    assert path.steps_for(None) == path.steps
    walked = [path.steps_for(role) for role in path.roles]
    assert {step.id for steps in walked for step in steps} == {step.id for step in path.steps}
    order = [step.id for step in path.steps]
    for steps in walked:
        places = [order.index(step.id) for step in steps]
        assert places == sorted(places)


@over(PATHS)
def test_each_role_has_the_first_ending_that_fits(path: GuidedPath) -> None:
    for role in (*path.roles, None):
        place = path.endings.index(path.ending_for(role))
        assert [ending.when.fits(role) for ending in path.endings[: place + 1]] == [
            *[False] * place, True,
        ]  # fmt: skip


def test_a_way_is_written_as_it_is_answered() -> None:
    assert [Target("path", "school").word, Target("retry").word] == ["path:school", "retry"]


def made_up(kind: type[PathHead] | type[GuidedPath]) -> Any:
    """A path of which nothing is told that can be left out."""
    both = Bilingual("да", "yes")
    whole = {"summary": both, "known": both, "steps": (), "endings": ()}
    more = whole if kind is GuidedPath else {}
    return kind(id="p", kind="unlink", title=both, minutes=1, **more)


def test_what_a_path_leaves_out_is_the_same_in_its_head() -> None:
    head, path = made_up(PathHead), made_up(GuidedPath)
    assert fields_of(head).items() <= fields_of(path).items()


def test_a_path_that_names_no_rung_stands_on_the_lowest_like_a_request_of_none() -> None:
    assert made_up(GuidedPath).rung == Request("p-1").rung == ladder()[0].number
