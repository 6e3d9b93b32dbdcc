"""A case is the fold of what was told of somebody; what is not said stays as it was."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.cases import (
    OLD_KINDS,
    Case,
    Institution,
    apply_case,
    case_for,
    cases_of,
    changes,
    ownership_of,
)
from sferum_cli.core.codes import ACTING, AGES, INSTITUTIONS, OWNERSHIPS, PUBLIC, SITUATIONS, one_of
from sferum_cli.core.events import Event, Value
from sferum_cli.core.knowledge import ROLES

CASES = st.builds(
    Case,
    id=st.just("c"),
    alias=st.text("абв", min_size=1),
    role=st.sampled_from(ROLES),
    age=st.sampled_from(AGES),
    institution=st.builds(
        Institution, st.sampled_from(INSTITUTIONS), st.sampled_from(OWNERSHIPS), st.just(True)
    ),
    acting_as=st.sampled_from(ACTING),
    situation=st.sampled_from(SITUATIONS),
)


def event(name: str, **data: Value) -> Event:
    return Event(1, "", name, "", date(2026, 11, 26), 1, data)


@given(CASES, CASES)
def test_what_differs_is_enough_to_make_the_one_of_the_other(before: Case, after: Case) -> None:
    assert apply_case(before, event("case", case="c", **changes(before, after))) == after


@given(CASES)
def test_nothing_new_is_no_change(case: Case) -> None:
    assert changes(case, case) == {}
    assert apply_case(case, event("case", case="c")) == case


def test_a_school_that_was_told_is_news_and_one_that_is_guessed_is_none() -> None:
    assert changes(Case(), Case(institution=Institution(stated=True))) == {"institution": "school"}
    assert changes(Case(institution=Institution("college", stated=True)), Case()) == {}


@given(CASES, st.text("xyz", min_size=1))
def test_a_code_that_nobody_knows_says_nothing(case: Case, code: str) -> None:
    names = ("role", "age", "institution", "ownership", "acting_as", "situation")
    assert apply_case(case, event("case", **dict.fromkeys(names, code))) == case


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["yes", "no"])), max_size=9))
def test_what_is_wanted_is_what_was_wanted_last(rows: list[tuple[str, str]]) -> None:
    case = Case("c")
    for goal, wanted in rows:
        case = apply_case(case, event("wanted", goal=goal, wanted=wanted))
    last = dict(rows)
    assert sorted(case.goals) == sorted(goal for goal in last if last[goal] == "yes")


def test_a_question_is_answered_as_it_was_answered_last() -> None:
    case = apply_case(Case("c"), event("told", question="entry", answer="max"))
    case = apply_case(case, event("told", question="entry", answer="vk"))
    assert dict(case.answers) == {"entry": "vk"}


def test_cases_come_in_the_order_in_which_they_were_opened() -> None:
    told = [event("case", case="b"), event("case", case="a"), event("case", case="b", alias="мама"),
            event("sent", case="x"), event("case")]  # fmt: skip
    assert [(case.id, case.alias) for case in cases_of(told)] == [("b", "мама"), ("a", "")]


def test_a_case_is_found_by_its_id_else_by_the_latest_of_its_alias() -> None:
    known = (Case("a", "Маша"), Case("b", "маша"), Case("c"))
    assert case_for(known, case_id="a") == known[0]
    assert case_for(known, case_id="a", alias="nobody") == known[0]
    assert case_for(known, alias="МАША") == known[1]
    assert case_for(known) == known[2]
    assert case_for(known, case_id="z") is case_for(known, alias="петя") is None


def test_the_law_on_appeals_surely_binds_the_public_hand_alone() -> None:
    bound = {owner for owner in OWNERSHIPS if Institution(ownership=owner).public}
    assert bound == set(PUBLIC)


def test_an_old_word_for_whose_it_is_means_what_it_meant() -> None:
    assert ownership_of("state") == "regional"
    assert [ownership_of(word) for word in OWNERSHIPS] == list(OWNERSHIPS)
    assert ownership_of(None) is ownership_of("") is ownership_of("church") is None
    assert {ownership_of(old) for old in OLD_KINDS.values()} == {"regional", "municipal", "private"}
    assert one_of(AGES, "14-17") == "14-17"
    assert one_of(AGES, "99") is None
