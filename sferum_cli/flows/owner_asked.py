"""Whose the institution is: asked once, when a term depends on it and nobody said it yet."""

from __future__ import annotations

from sferum_cli.core.cases import ownership_of
from sferum_cli.core.codes import EventType
from sferum_cli.core.frozen import replace
from sferum_cli.core.plan import UNKNOWN, Question
from sferum_cli.core.requests import Request, allowed
from sferum_cli.errors import Interrupted
from sferum_cli.flows.cases import known_case, tell
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import one, rules_for
from sferum_cli.render.blocks import Block, Command, Text
from sferum_cli.shelf.plan import questions
from sferum_cli.text import language, t

OWNER = "ownership"  # the question of `start`
# The events after which the terms are told.
_STARTING: tuple[EventType, ...] = ("sent", "received", "registered")


def ask_owner(session: Session, request_id: str, event: str) -> bool:
    """Whether ``event`` starts a term that only some owners have while the owner is not known.

    A person is asked first, once, and the answer is kept before the event is. Raises NotFound,
    StateBusy, DamagedFile, and Interrupted: then nothing is written.
    """
    request = one(session.folder, request_id, today=session.today)[0].request
    starting = next((each for each in _STARTING if each == event), None)
    if not (starting and _depends(request) and allowed(request, starting)):
        return False
    case = known_case(session.folder, request.person, session.today)
    if not session.asks or OWNER in case.told:
        return True
    try:
        answer = _answer(session, _question(request))
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    owner = ownership_of(answer)
    if owner is None or owner == UNKNOWN:
        tell(session, case, {OWNER: (UNKNOWN,)})
        return True
    place = replace(case.institution, ownership=owner)
    tell(session, replace(case, institution=place), {})
    return False


def _depends(request: Request) -> bool:
    return (
        request.addressee == "institution"
        and request.institution.ownership == UNKNOWN
        and any(each.ownership for rule in rules_for(request) for each in rule.applies)
    )


def _answer(session: Session, question: Question) -> str:
    lang = language()
    choices = [(each.id, each.text.pick(lang)) for each in question.options]
    choices.append((UNKNOWN, t("start.unknown")))
    if question.find:
        session.show([Text(t("start.find", find=question.find.pick(lang)), "quiet")])
    asked = t("owner.ask", question=question.text.pick(lang))
    return session.prompter.choose(OWNER, asked, choices)


def how_to_tell(request: Request) -> Block:
    """How to say whose the institution is, where nobody can be asked."""
    person = f" --person {request.person}" if request.person else ""
    command = f"sferum start --ownership municipal --no-input{person}"
    words = t("owner.ask", question=_question(request).text.pick(language()))
    return Command(command, "", words.rstrip("."))


def _question(request: Request) -> Question:
    kind = request.institution.kind
    return next(each for each in questions(institution=kind) if each.id == OWNER)
