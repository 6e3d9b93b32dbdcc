"""How the applicant wants the answer: a choice of words, said by every letter that asks for one."""

from __future__ import annotations

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, SAID, TODAY, draft, flat, pieces, written
from misses import over

from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import check_answers, lacking, to_bytes, write_letter
from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.shelf.letters import clauses, letter_kind
from sferum_cli.text import t

SAYS = {
    "post": "Письменный ответ прошу направить по указанному почтовому адресу.",
    "email": "Письменный ответ прошу направить на указанную электронную почту, а если так нельзя, почтой.",
    "in_person": "Письменный ответ прошу выдать мне на руки, а если так нельзя, направить почтой.",
}
# One says why it need not answer, the other is an answer itself.
ASK_FOR_NONE = {"explanation", "answer-applicant"}


def said(kind_id: str, way: str | None, situation: str = "listed") -> str:
    """All that stands on the paper where the person wants the answer so."""
    kind = letter_kind(kind_id)
    values = flat(ANSWERS) | {"applicant.email": "inna@example.ru", "situation": situation}
    values |= {"applicant.answer_by": way} if way is not None else {}
    checked = check_answers(values, kind, TODAY)
    return "\n".join(pieces(write_letter(kind, checked, TODAY))).replace("\u00a0", " ")


@over(sorted({k.id for k in all_kinds()} - ASK_FOR_NONE), SAYS)
def test_a_letter_that_asks_for_an_answer_says_how(kind: str, way: str) -> None:
    text = said(kind, way)
    assert [key for key, words in SAYS.items() if words in text] == [way]


@over(sorted({k.id for k in all_kinds()} - ASK_FOR_NONE))
def test_who_said_nothing_is_answered_by_post(kind: str) -> None:
    assert SAYS["post"] in said(kind, None)
    assert SAYS["post"] in said(kind, "____")


@pytest.mark.parametrize("kind", sorted(ASK_FOR_NONE))
def test_a_letter_that_asks_for_no_answer_says_nothing_of_it(kind: str) -> None:
    assert "Письменный ответ" not in said(kind, "email", "asked_to_explain")


def test_no_norm_is_cited_for_the_way_of_the_answer() -> None:
    """No fact carries one: what is known speaks of appeals that are electronic themselves."""
    for way in ("post", "email", "hand"):
        clause = clauses()[f"reply-{way}"]
        assert (clause.basis, clause.facts) == ("demand", ())
        assert "стать" not in clause.text


@over(["student-14-17", "complaint-prosecutor", "school-parent"], ["email", "in_person"])
def test_the_longest_letters_stay_on_their_sheet_with_it(kind: str, way: str) -> None:
    values = flat(ANSWERS) | {
        "applicant.email": "ivanova@mail.ru", "applicant.answer_by": way, "situation": "refused",
        "refusal.date": "09.11.2026", "refusal.number": "12", "refusal.argument": "273-fz",
    }  # fmt: skip
    one = letter_kind(kind)
    letter = write_letter(one, check_answers(values, one, TODAY), TODAY)
    assert pages_of(to_bytes(letter, "pdf")) == 1


def test_an_answer_by_email_needs_the_address() -> None:
    kind = letter_kind("school-parent")
    values = check_answers(flat(ANSWERS) | {"applicant.answer_by": "email"}, kind, TODAY)
    assert lacking(kind, values) == ("applicant.email",)
    assert lacking(kind, {**values, "applicant.answer_by": "post"}) == ()


def test_a_file_without_the_address_is_told_which_answer_is_missing(bench: Bench) -> None:
    answers = {**ANSWERS, "applicant": {**ANSWERS["applicant"], "answer_by": "email"}}
    written(bench, answers)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    outcome = bench.run(*LETTER)
    assert (outcome.code, "applicant.email" in outcome.err) == (4, True)


def test_a_way_that_there_is_not_is_refused_with_those_there_are(bench: Bench) -> None:
    written(bench, {**ANSWERS, "applicant": {**ANSWERS["applicant"], "answer_by": "pigeon"}})
    outcome = bench.run("letter", "school-parent", "--answers", "answers.toml", "--no-input")
    assert outcome.code == 2
    assert "post, email, in_person" in outcome.err


def test_the_way_is_chosen_in_words_and_email_then_asks_for_the_address(bench: Bench) -> None:
    place = list(SAID).index("applicant.answer_by")
    before = list(SAID.values())[:place]
    typed = [*before, "электронной", "+7 900 000-00-00", "", "inna@example.ru", "61 00 000000"]
    outcome = bench.run("letter", "school-parent", "--format", "txt", typed=typed)
    for words in ("Как хотите получить ответ?", "почтой", "по электронной почте", "на руки"):
        assert words in outcome.out
    assert "Ваша почта (в зоне .ru или .рф) (или Enter)" not in outcome.out
    assert draft(bench)["applicant.answer_by"] == "email"
    assert draft(bench)["applicant.email"] == "inna@example.ru"


def test_the_way_stands_on_the_check_page_and_on_the_paper(bench: Bench) -> None:
    typed = [*{**SAID, "applicant.answer_by": "in_person"}.values(), "yes", "no"]
    told = " ".join(bench.ok("letter", "school-parent", "--format", "txt", typed=typed).split())
    assert "Ответ вам: на руки" in told
    paper = (bench.folder / "school-parent.txt").read_text(encoding="utf-8")
    assert SAYS["in_person"] in " ".join(paper.replace("\u00a0", " ").split())


def test_the_way_alone_is_nothing_to_remember(bench: Bench) -> None:
    written(bench, ANSWERS)
    words = ("letter", "school-parent", "--answers", "answers.toml", "--format", "txt")
    typed = ["listed", "parent", "in_person", "", "school", "post", "yes"]
    assert t("letter.remember") not in " ".join(bench.ok(*words, typed=typed).split())
