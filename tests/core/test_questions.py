"""The questions of ``start``: asked where they matter, and what was answered to them."""

from __future__ import annotations

from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.questions import (
    Option,
    Question,
    answers_of_case,
    answers_to,
    known_answers,
    questions_for,
    role_in,
)
from sferum_cli.shelf.plan import questions

BOTH = Bilingual("x", "x")


def test_a_teacher_is_not_asked_for_the_age_of_a_student() -> None:
    assert "age" not in [q.id for q in questions_for(questions(), {"role": "teacher"})]
    assert "age" in [q.id for q in questions_for(questions(), {})]
    assert known_answers(questions(), {"role": "teacher", "age": "adult"}) == {"role": "teacher"}


def test_nobody_but_a_parent_reads_of_a_child() -> None:
    """Of every question that is asked of them, its help and its answers; each stands there once."""
    for role in ("student", "teacher"):
        for question in questions_for(questions(), {"role": role}):
            offered = question.offered(role)
            words = [question.text, question.find, *(each.text for each in offered)]
            told = [w for w in words if "ребён" in w.ru.lower() or "child" in w.en.lower()]
            assert told == [] or question.id == "role", (role, question.id)
            assert [each.id for each in offered] == [*dict.fromkeys(each.id for each in offered)]
    creator = next(q for q in questions() if q.id == "creator")
    assert creator.offered("teacher")[0].text.ru == "Я"
    assert creator.offered(None)[0].text.ru == "Я или ребёнок"
    assert len(creator.offered(None)) == len(creator.ids)


def test_whose_it_is_matters_only_where_a_letter_can_follow() -> None:
    asked = {
        goal: "ownership" in [q.id for q in questions_for(questions(), {"goal": goal})]
        for goal in ("gosuslugi", "chats", "school", "gosuslugi,school", "unknown")
    }
    assert asked == {
        "gosuslugi": False, "chats": False, "school": True, "gosuslugi,school": True,
        "unknown": True,
    }  # fmt: skip


def test_i_do_not_know_is_the_same_as_no_answer() -> None:
    assert known_answers(questions(), {"goal": "unknown", "entry": "vk"}) == {"entry": "vk"}


def test_several_goals_stand_in_one_answer() -> None:
    assert answers_to({"goal": "school,gosuslugi"}, "goal") == {"school", "gosuslugi"}
    assert answers_to({}, "goal") == set()


def test_an_answer_for_one_role_is_offered_to_it_and_to_who_is_unknown() -> None:
    both, hers = Option("a", BOTH), Option("b", BOTH, roles=("teacher",))
    question = Question("goal", BOTH, BOTH, (both, hers))
    assert question.offered("parent") == (both,)
    assert question.offered("teacher") == question.offered(None) == (both, hers)


def test_a_case_answers_what_it_holds_and_nothing_that_nobody_said() -> None:
    assert answers_of_case(Case()) == {}
    told = Case(role="parent", age="14-17", institution=Institution("school", stated=True))
    found = answers_of_case(told)
    assert found == {"role": "parent", "age": "14-17", "institution": "school"}
    assert role_in(found) == "parent"
