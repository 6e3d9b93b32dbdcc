"""Making a plan: the questions, the review of the answers, and the plan that fits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sferum_cli.core.cases import Case, Institution, ownership_of
from sferum_cli.core.codes import AGES, INSTITUTIONS, InstitutionKind, one_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.plan import Plan
from sferum_cli.core.questions import (
    UNKNOWN,
    Answers,
    Question,
    answers_of_case,
    questions_for,
    role_in,
)
from sferum_cli.errors import NeedsAnswer, no_such_choice
from sferum_cli.flows.cases import Whom, tell, told_case
from sferum_cli.flows.plans import plan_of, requests_for
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.plan_view import (
    plan_page,
    plan_shape,
    question_page,
    review_page,
    said,
)
from sferum_cli.render.trust_view import known_counts
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.plan import questions
from sferum_cli.text import language, t

ALONE = ("all", UNKNOWN)  # goals beside which there is no other
WHO = ("role", "age", "institution", "ownership")  # what the case itself holds


def start(
    session: Session, flags: Answers, file: Answers | None, whom: Whom, *, again: bool
) -> Answer:
    """Make the plan, or show the one there is with what is done of it.

    Raises BadUsage, NotFound for the person, NeedsAnswer, StateBusy, DamagedFile.
    """
    if again and not flags and file is None and not session.can_ask:
        raise NeedsAnswer("error.again_unasked")
    given = given_answers(flags, file or {})
    told = told_case(session, whom)
    known = answers_of_case(told)
    started = bool(told.goals or told.answers)
    if not started or again or flags or file is not None:
        told = _told_with(told, given)
        if session.can_ask:
            asked = given if again else {**_who(known), **given}
            known = ask(session, told, asked, known if again else {})
        else:
            known = {**known, **given}
        told = tell(session, _told_with(told, known), _others(known))
    kind = told.institution.kind
    found = plan_of(known, requests_for(session.folder, told.alias), kind)
    person = told.alias
    heads = {
        each.row.path: knowledge.path_head(each.row.path, institution=kind) for each in found.items
    }
    offers = session.can_ask and found.next is not None
    page = plan_page(found, heads, _known(found, kind), person=person, asks=offers)
    if not offers:
        return Answer(page, lambda: _shape(found, kind, person))
    from sferum_cli.flows.offer_next import offer_next  # a walk: only for who can be asked

    session.show(page)
    return offer_next(session, found, told) or Answer([], lambda: _shape(found, kind, person))


def _known(found: Plan, kind: InstitutionKind) -> str:
    """How well the next path of a plan is known, for the middle of a sentence."""
    if found.next is None:
        return ""
    path = knowledge.path(found.next.row.path, institution=kind)
    return known_counts(path, knowledge.facts(), role_in(found.answers))


def _shape(found: Plan, kind: InstitutionKind, person: str) -> dict[str, Any]:
    ids = [each.row.path for each in found.items]
    paths = {path_id: knowledge.path(path_id, institution=kind) for path_id in ids}
    asked = questions(institution=kind)
    return plan_shape(found, paths, knowledge.facts(), asked, person=person)


def given_answers(flags: Answers, file: Answers) -> dict[str, str]:
    """What is known before anybody is asked: from flags, else the file; several goals by commas.

    Raises BadUsage for an answer that its question does not offer.
    """
    given: dict[str, str] = {}
    old = ownership_of(flags.get("school", file.get("school")))
    for question in questions():
        answer = flags.get(question.id, file.get(question.id))
        if answer is None and question.id == "ownership":
            answer = old
        if answer is None:
            continue
        offered = (*question.ids, UNKNOWN)
        for each in answer.split(","):
            if each not in offered:
                raise no_such_choice(f"--{question.id}", each, offered)
        given[question.id] = answer
    return given


def _who(known: Answers) -> dict[str, str]:
    """What is known of the person and need not be asked again."""
    return {name: known[name] for name in WHO if name in known}


def _told_with(told: Case, known: Answers) -> Case:
    """``told`` with what the answers say of who it is."""
    place, kind = told.institution, one_of(INSTITUTIONS, known.get("institution"))
    age = one_of(AGES, known.get("age")) or told.age
    if age is None and kind == "kindergarten":
        age = "under-14"
    return replace(
        told,
        role=role_in(known) or told.role,
        age=age,
        institution=Institution(
            kind or place.kind,
            ownership_of(known.get("ownership")) or place.ownership,
            stated=place.stated or kind is not None,
        ),
    )


def _others(known: Answers) -> dict[str, tuple[str, ...]]:
    """The answers that say what is wanted and how things are."""
    return {
        name: () if answer == UNKNOWN else tuple(answer.split(","))
        for name, answer in known.items()
        if name not in WHO
    }


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
        answer = _ask_one(session, question, offered, back=place > 0)
        if answer == "back":
            place -= 1
            continue
        answers[question.id] = offered[question.id] = answer
        tell(session, _told_with(told, answers), _others({question.id: answer}))
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
