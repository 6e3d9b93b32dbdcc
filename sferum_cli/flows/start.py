"""Making a plan: the questions, the review of the answers, and the first path of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sferum_cli.core.knowledge import GuidedPath
from sferum_cli.core.plan import (
    UNKNOWN,
    Answers,
    Plan,
    Question,
    known_answers,
    plan_for,
    progress,
    questions_for,
    role_in,
)
from sferum_cli.core.state import requests_of
from sferum_cli.errors import no_such_choice
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk import begin
from sferum_cli.render.answer import Answer
from sferum_cli.render.plan_view import plan_page, plan_shape, question_page, review_page
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.storage.archive import archived
from sferum_cli.storage.plan import load_answers, save_answers
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


def start(
    session: Session, flags: Answers, file: Answers | None, *, again: bool, person: str
) -> Answer:
    """Make the plan, or show the one there is with what is done of it.

    Raises BadUsage, NotFound for the person, StateBusy, DamagedFile.
    """
    given = given_answers(session.folder, flags, file or {}, person=person)
    known = before = load_answers(session.folder, person)
    anew = before is None or again or bool(flags) or file is not None
    if anew:
        old = (before or {}) if again else {}
        known = ask(session, given, old) if session.can_ask else {**old, **given}
        keep(session.folder, known, person)
    found = plan(session.folder, known or {}, person=person)
    paths, facts = plan_paths(found), knowledge.facts()
    page = plan_page(found, paths, facts, person=person)
    shape = plan_shape(found, paths, facts, questions(), person=person)
    if found.next is None or not session.can_ask:
        return Answer(page, shape)
    session.show(page)
    return offer(session, found, person=person) or Answer([], shape)


def given_answers(
    folder: Path, flags: Answers, file: Answers, *, person: str = ""
) -> dict[str, str]:
    """What is known before anybody is asked: from flags, else the file, else the person.

    Raises BadUsage for an answer that its question does not offer, NotFound for the person.
    """
    given: dict[str, str] = {}
    for question in questions():
        answer = flags.get(question.id, file.get(question.id))
        if answer is None:
            continue
        if answer not in (*question.ids, UNKNOWN):
            raise no_such_choice(f"--{question.id}", answer, (*question.ids, UNKNOWN))
        given[question.id] = answer
    return (_answers_of(folder, person) if person else {}) | given


def _answers_of(folder: Path, alias: str) -> dict[str, str]:
    somebody = known_person(folder, alias)
    said = {
        "role": somebody.role,
        "age": (somebody.age_band or "").replace("_", "-"),
        "school": somebody.fields.get("school_kind"),
    }
    offered = {question.id: question.ids for question in questions()}
    return {name: answer for name, answer in said.items() if answer and answer in offered[name]}


def keep(folder: Path, answers: Answers, person: str = "") -> None:
    """Keep what is known, in place of the plan before; each person has a plan of their own.

    Raises DamagedFile, StateBusy, BadUsage.
    """
    save_answers(folder, known_answers(questions(), answers), person)


def plan(folder: Path, answers: Answers, *, person: str = "") -> Plan:
    """The plan for ``answers`` and what is done of it (by ``person``, when given)."""
    known = known_answers(questions(), answers)
    wanted = person.casefold()
    state = load_state(folder)
    old = archived(folder, state)[0] if state.numbers else ()
    requests = [
        request
        for request in (*old, *requests_of(state))
        if not wanted or request.person.casefold() == wanted
    ]
    return Plan(known, progress(plan_for(known, plan_rows()), requests))


def plan_paths(found: Plan) -> dict[str, GuidedPath]:
    """The paths of a plan by id."""
    return {each.row.path: knowledge.path(each.row.path) for each in found.standings}


def ask(session: Session, given: Answers, before: Answers) -> dict[str, str]:
    """Ask for what is not ``given``, one question a page, then let the person look it over.

    The answers ``before`` come first among the choices. Going back and changing one answer keep
    the others.
    """
    answers = dict(given)
    offered = {**before, **given}
    place = 0
    while (asked := _open_questions(given, answers)) and place < len(asked):
        question = asked[place]
        session.show(question_page(question, place + 1, len(asked)))
        answer = _ask_one(session, question, offered, back=place > 0)
        if answer == "back":
            place -= 1
            continue
        answers[question.id] = offered[question.id] = answer
        place += 1
    return _review(session, answers)


def _open_questions(given: Answers, answers: Answers) -> list[Question]:
    return [q for q in questions_for(questions(), answers.get("role")) if q.id not in given]


def _ask_one(
    session: Session, question: Question, offered: Mapping[str, str], *, back: bool
) -> str:
    """The answer to one question, "unknown" or "back"; what is in ``offered`` comes first."""
    fitting = question.offered(offered.get("role"))
    choices = [(option.id, option.text.pick(language())) for option in fitting]
    choices.append((UNKNOWN, t("start.unknown")))
    choices.sort(key=lambda choice: choice[0] != offered.get(question.id))
    if back:
        choices.append(("back", t("step.back")))
    return session.prompter.choose(question.id, question.text.pick(language()), choices)


def _review(session: Session, answers: dict[str, str]) -> dict[str, str]:
    """Show all answers and change single ones until the person is content."""
    while True:
        asked = questions_for(questions(), answers.get("role"))
        session.show(review_page(asked, answers))
        choices = [("ok", t("start.ok"))]
        choices += [(q.id, t("start.change", question=q.text.pick(language()))) for q in asked]
        chosen = session.prompter.choose("review", t("start.review"), choices)
        if chosen == "ok":
            return answers
        question = next(q for q in asked if q.id == chosen)
        session.show(question_page(question))
        answer = _ask_one(session, question, answers, back=True)
        if answer != "back":
            answers[chosen] = answer


def offer(session: Session, found: Plan, *, person: str = "") -> Answer | None:
    """Offer to begin the next path of the plan now; the walk's answer where it was begun."""
    if found.next is None:
        return None
    path = knowledge.path(found.next.row.path)
    choices = [
        ("yes", t("start.begin", title=path.title.pick(language()))),
        ("no", t("start.later")),
    ]
    if session.prompter.choose("begin", t("start.now"), choices) == "no":
        return None
    school = found.answers.get("school", "")
    return begin(session, path.id, role=role_in(found.answers), person=person, school=school)
