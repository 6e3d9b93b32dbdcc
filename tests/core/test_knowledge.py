"""What the program knows is chosen by the role of the person, and nothing falls between two roles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.knowledge import ROLES, Bilingual, Condition, GuidedPath, Role, Target
from sferum_cli.shelf import knowledge

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
