"""Making a plan: what is given, what is asked, and the plan that fits the answers."""

from __future__ import annotations

from typing import Any

from sferum_cli.core.cases import ownership_of
from sferum_cli.core.codes import AGES, InstitutionKind, one_of
from sferum_cli.core.people import insist_on_born
from sferum_cli.core.plan import Plan
from sferum_cli.core.questions import (
    IN_CASE,
    UNKNOWN,
    Answers,
    answers_beside,
    answers_of_case,
    case_with,
    role_in,
)
from sferum_cli.errors import RUN, Interrupted, NeedsAnswer, no_such_choice
from sferum_cli.flows.cases import Whom, tell, told_case
from sferum_cli.flows.known_people import same_alias
from sferum_cli.flows.plans import plan_of, requests_for
from sferum_cli.flows.session import Session
from sferum_cli.flows.start_asked import ask
from sferum_cli.render.answer import Answer
from sferum_cli.render.plan_view import plan_page, plan_shape
from sferum_cli.render.trust_view import known_counts
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.plan import questions
from sferum_cli.storage.people import load_people


def start(
    session: Session, flags: Answers, file: Answers | None, whom: Whom, *, again: bool
) -> Answer:
    """Make the plan, or show the one there is with what is done of it.

    Raises BadUsage, NotFound for the person, NeedsAnswer, StateBusy, DamagedFile, Interrupted.
    """
    try:
        return _start(session, flags, file, whom, again=again)
    except Interrupted as left:
        person = f" --person {whom.person}" if whom.person else ""
        unasked = " --again" if left.values.pop("unasked", False) else ""
        if RUN.written:
            left.values.setdefault("resume", f"sferum start{person}{unasked}")
        raise


def _start(
    session: Session, flags: Answers, file: Answers | None, whom: Whom, *, again: bool
) -> Answer:
    if again and not flags and file is None and not session.can_ask:
        raise NeedsAnswer("error.again_unasked")
    given = given_answers(flags, file or {})
    told = told_case(session, whom)
    _insist_on_age(session, told.alias, given)
    known = answers_of_case(told)
    started = bool(told.goals or told.answers)
    if not started or again or flags or file is not None:
        told = case_with(told, given)
        if session.can_ask:
            settled = {} if again else {name: known[name] for name in IN_CASE if name in known}
            known = ask(session, told, {**settled, **given}, known if again else {})
        else:
            known = {**known, **given}
        told = tell(session, case_with(told, known), answers_beside(known))
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


def _insist_on_age(session: Session, alias: str, given: Answers) -> None:
    """Raises BadUsage for an age that the recorded birth date contradicts."""
    person = same_alias(load_people(session.folder), alias) if alias else None
    if person and (age := one_of(AGES, given.get("age"))):
        insist_on_born(person, age, session.today)


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
        named = f"--{question.id}" if question.id in flags else question.id
        if answer is None and question.id == "ownership":
            answer = old
        if answer is None:
            continue
        offered = (*question.ids, UNKNOWN)
        for each in answer.split(","):
            if each not in offered:
                raise no_such_choice(named, each, offered)
        given[question.id] = answer
    return given
