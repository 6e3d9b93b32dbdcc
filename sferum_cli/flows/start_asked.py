"""The questions of a plan, one a page, and the review of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.cases import Case
from sferum_cli.core.codes import INSTITUTIONS, one_of
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.questions import (
    UNKNOWN,
    Answers,
    Question,
    answers_beside,
    case_with,
    questions_for,
)
from sferum_cli.errors import Interrupted
from sferum_cli.flows.cases import tell
from sferum_cli.flows.session import Session
from sferum_cli.render.plan_view import question_page, review_page, said
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.plan import questions
from sferum_cli.text import language, t

ALONE = ("all", UNKNOWN)  # goals beside which there is no other


def ask(session: Session, told: Case, given: Answers, before: Answers) -> dict[str, str]:
    """Ask for what is not ``given``, one question a page, then let the person look it over.

    Each answer is written at once. The answers ``before`` come first among the choices. Going back
    and changing one answer keep the others.
    """
    answers = dict(given)
    offered = {**before, **given}
    place = 0
    while (asked := _open_questions(given, answers)) and place < len(asked):
        question = asked[place]
        session.show(question_page(question, place + 1, len(asked)))
        try:
            answer = _ask_one(session, question, offered, back=place > 0)
        except Interrupted as left:
            left.values["unasked"] = True  # a plan without these answers would not be theirs
            raise
        if answer == "back":
            place -= 1
            continue
        answers[question.id] = offered[question.id] = answer
        tell(session, case_with(told, answers), answers_beside({question.id: answer}))
        place += 1
    return _review(session, answers)


def _asked_of(answers: Answers) -> tuple[Question, ...]:
    """The questions that what was answered so far leaves, in the words of that institution."""
    kind = one_of(INSTITUTIONS, answers.get("institution")) or USUAL
    return questions_for(questions(institution=kind), answers)


def _open_questions(given: Answers, answers: Answers) -> list[Question]:
    return [q for q in _asked_of(answers) if q.id not in given]


def _ask_one(
    session: Session,
    question: Question,
    offered: Mapping[str, str],
    *,
    back: bool,
    without: Sequence[str] = (),
) -> str:
    """The answer to one question, "unknown" or "back"; what is in ``offered`` comes first.

    Those ``without`` which the question is asked are given already.
    """
    role = one_of(ROLES, offered.get("role"))
    fitting = [each for each in question.offered(role) if each.id not in without]
    choices = [(option.id, option.text.pick(language())) for option in fitting]
    choices.append((UNKNOWN, t("start.unknown")))
    choices.sort(key=lambda choice: choice[0] != offered.get(question.id))
    if back:
        choices.append(("back", t("step.back")))
    return session.prompter.choose(question.id, question.text.pick(language()), choices)


def _review(session: Session, answers: dict[str, str]) -> dict[str, str]:
    """Let the person look all answers over, change single ones and add goals until content."""
    lang = language()
    session.show(review_page())
    while True:
        asked = _asked_of(answers)
        choices = [("ok", t("start.ok"))]
        if answers.get("goal", UNKNOWN) not in ALONE:
            choices.append(("also", t("start.also")))
        choices += [(q.id, f"{q.text.pick(lang)} {said(q, answers)}") for q in asked]
        chosen = session.prompter.choose("review", t("start.review"), choices)
        if chosen == "ok":
            return answers
        before = answers["goal"].split(",") if chosen == "also" else []
        question = next(q for q in asked if q.id == (chosen if chosen != "also" else "goal"))
        answer = _ask_one(session, question, answers, back=True, without=before)
        if answer == "back" or (before and answer == UNKNOWN):
            continue
        answers[question.id] = answer if answer == "all" else ",".join([*before, answer])
