"""What the institution is and whose: asked once, where something depends on it."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_cli.core.cases import Case, ownership_of
from sferum_cli.core.codes import INSTITUTIONS, OWNERSHIPS, EventType, InstitutionKind, one_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import Role
from sferum_cli.core.ladder import LadderPlace
from sferum_cli.core.questions import UNKNOWN, Question
from sferum_cli.core.requests import Request, allowed
from sferum_cli.errors import Interrupted
from sferum_cli.flows.cases import known_case, tell
from sferum_cli.flows.overview import outlook_by_id, rules_for
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block, Command, Text
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.ladder import ladder
from sferum_cli.shelf.plan import questions
from sferum_cli.text import language, t

OWNER, KIND = "ownership", "institution"  # questions of `start`
ELSEWHERE = "elsewhere"  # the answer of who is at no school, though all speaks of one
# The events after which the terms are told.
_STARTING: tuple[EventType, ...] = ("sent", "received", "registered")


def ask_owner(session: Session, request_id: str, event: EventType) -> bool:
    """Whether ``event`` starts a term that only some owners have while the owner is not known.

    A person is asked first, once, and the answer is kept before the event is. Raises NotFound,
    StateBusy, DamagedFile, and Interrupted: then nothing is written.
    """
    request = outlook_by_id(session.folder, request_id, today=session.today).request
    starting = next((each for each in _STARTING if each == event), None)
    if not (starting and _depends(request) and allowed(request, starting)):
        return False
    case = known_case(session.folder, request.person, session.today)
    if not session.asks or OWNER in case.answers:
        return True
    return not _ask(session, case, "owner.ask")


def ask_above(session: Session, place: LadderPlace, to: str, head: Block) -> bool:
    """Ask a person whose it is where that decides who the rung ``to`` is; whether it was said.

    ``head`` is what the screen is headed with.
    Raises as ``ask_owner``.
    """
    request = place.item.request
    own = request.institution
    case = known_case(session.folder, request.person, session.today)
    if not session.asks or own.ownership != UNKNOWN or OWNER in case.answers:
        return False
    names = [rung.id for rung in place.above if to in (rung.id, *rung.paths)]
    rungs = [
        [rung for rung in ladder(institution=own.kind, ownership=each) if rung.id in names]
        for each in OWNERSHIPS
        if each != UNKNOWN
    ]
    if all(each == rungs[0] for each in rungs):
        return False
    return _ask(session, case, "owner.ask.above", [head])


def elsewhere(case: Case) -> list[tuple[str, str]]:
    """The choice of who is at another kind of institution, while nobody said which it is."""
    return [] if case.institution.stated else [(ELSEWHERE, t("place.elsewhere"))]


def ask_kind(session: Session, role: Role | None) -> InstitutionKind:
    """Which kind of institution it is, of those at which there is such a role."""
    question = _question(KIND, USUAL)
    options = [o for o in question.options if not o.roles or role is None or role in o.roles]
    choices = [(o.id, o.text.pick(language())) for o in options if o.id != USUAL]
    answer = session.prompter.choose(KIND, question.text.pick(language()), choices)
    return one_of(INSTITUTIONS, answer) or USUAL


def _ask(session: Session, case: Case, key: str, head: Sequence[Block] = ()) -> bool:
    """Ask whose it is, and what it is where that was not said; whether the person knew."""
    try:
        while (answer := _answer(session, case, key, head)) == ELSEWHERE:
            place = case.institution.updated(ask_kind(session, case.role))
            case = replace(case, institution=place)
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    owner = ownership_of(answer)
    if owner is None or owner == UNKNOWN:
        tell(session, case, {OWNER: (UNKNOWN,)})
        return False
    tell(session, replace(case, institution=case.institution.updated(ownership=owner)), {})
    return True


def _depends(request: Request) -> bool:
    return (
        request.addressee == "institution"
        and request.institution.ownership == UNKNOWN
        and any(each.ownership for rule in rules_for(request) for each in rule.applies)
    )


def _answer(session: Session, case: Case, key: str, head: Sequence[Block]) -> str:
    lang, question = language(), _question(OWNER, case.institution.kind)
    choices = [(each.id, each.text.pick(lang)) for each in question.options]
    choices += [(UNKNOWN, t("start.unknown")), *elsewhere(case)]
    if question.find:
        session.show([*head, Text(t("start.find", find=question.find.pick(lang)), "quiet")])
    asked = t(key, question=question.text.pick(lang))
    return session.prompter.choose(OWNER, asked, choices)


def how_to_tell(request: Request) -> Block:
    """How to say whose the institution is, where nobody can be asked."""
    person = f" --person {request.person}" if request.person else ""
    command = f"sferum start --ownership municipal --no-input{person}"
    question = _question(OWNER, request.institution.kind).text.pick(language())
    words = t("owner.ask", question=question)
    return Command(command, "", words.rstrip("."))


def _question(name: str, kind: InstitutionKind) -> Question:
    return next(each for each in questions(institution=kind) if each.id == name)
