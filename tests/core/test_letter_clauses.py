"""A clause stands where its condition holds and what it rests on is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.letter_clauses import AnswerCondition, Clause, first_met, kept_pieces
from sferum_cli.core.letter_record import Grounded
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import clauses

NAMES = st.sampled_from(["applicant.phone", "child.surname", "main.sent", "situation", "word.x"])
TOLD = st.dictionaries(NAMES, st.sampled_from(["", "yes"]))
LISTS = st.lists(NAMES, max_size=2).map(tuple)


@given(LISTS, LISTS, TOLD)
def test_what_holds_is_possible(
    has: tuple[str, ...], lacks: tuple[str, ...], told: dict[str, str]
) -> None:
    needs = AnswerCondition(has, lacks)
    if needs.met(told):
        assert needs.possible(told)


@given(LISTS, LISTS, TOLD)
def test_a_condition_is_all_that_is_there_and_nothing_that_is_not(
    has: tuple[str, ...], lacks: tuple[str, ...], told: dict[str, str]
) -> None:
    known = {name for name, value in told.items() if value}
    assert AnswerCondition(has, lacks).met(told) == (known >= {*has} and known.isdisjoint(lacks))


def test_one_of_some_words_is_asked_for() -> None:
    needs = AnswerCondition(among={"situation": ("listed", "")})
    assert needs.met({"situation": "listed"})
    assert needs.met({})
    assert not needs.met({"situation": "forced"})


def test_an_answer_may_still_come_but_the_record_is_settled() -> None:
    assert AnswerCondition(has=("applicant.phone",)).possible({})
    assert not AnswerCondition(has=("main.sent",)).possible({})
    assert AnswerCondition(has=("main.sent",)).possible({"maybe.main.sent": "yes"})


def test_a_piece_stands_only_with_all_that_it_names() -> None:
    text = "Прошу[, тел. {applicant.phone}][ № {main.number|short}]."
    assert kept_pieces(text, lambda _: False) == "Прошу."
    assert kept_pieces(text, lambda name: name == "main.number") == "Прошу № {main.number|short}."


def test_a_clause_without_its_basis_cannot_stand() -> None:
    record = {"main.sent": Grounded("01.10.2026", "event:3")}
    assert Clause("a", "x", "record:main.sent").rests_on({}, record) == "event:3"
    assert Clause("a", "x", "record:main.number").rests_on({}, record) is None
    assert Clause("a", "x", "answer:child.surname").rests_on({}, record) is None
    assert (
        Clause("a", "x", "answer:child.surname").rests_on({"child.surname": "Я"}, {})
        == "answer:child.surname"
    )
    assert Clause("a", "x", "demand").rests_on({}, {}) == "demand"


def test_the_first_that_holds_is_taken() -> None:
    one, other = (
        Clause("one", "", "form", AnswerCondition(has=("main.sent",))),
        Clause("other", "", "form"),
    )
    assert first_met([one, other], {}) is other
    assert first_met([one, other], {"main.sent": "x"}) is one
    assert first_met([one], {}) is None


def test_every_norm_that_ships_is_a_known_fact() -> None:
    facts = knowledge.facts()
    assert sorted({name for clause in clauses().values() for name in clause.facts} - {*facts}) == []
