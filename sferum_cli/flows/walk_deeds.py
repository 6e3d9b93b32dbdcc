"""What a step asks to be done, done inside the walk: a letter, a record, a folder, a rung up."""

from __future__ import annotations

from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import Step
from sferum_cli.core.requests import Request
from sferum_cli.core.walks import WayOut
from sferum_cli.errors import BadUsage, NeedsAnswer, NotFound
from sferum_cli.flows.escalate import escalate
from sferum_cli.flows.evidence import evidence
from sferum_cli.flows.inputs import read_event
from sferum_cli.flows.kinds import kinds_for
from sferum_cli.flows.letter_written import is_made, letter
from sferum_cli.flows.log import log_asked
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.error_view import why_not
from sferum_cli.render.indoors import indoors

RECORDED = 2  # blocks: what was written down and where that leaves the request; more at the end

Done = bool | WayOut
"""Whether a deed was done, or the walk that it leads to."""


def do(session: Session, request: Request, step: Step) -> Done:
    """Do what ``step`` asks for; where it cannot be, the person reads why and nothing is lost.

    Raises Interrupted: what was not finished is not written.
    """
    verb, _, what = step.action.partition(":")
    try:
        match verb:
            case "letter":
                written = write_its_letter(session, request, what)
                return _said(session, written) and is_made(written)
            case "log":
                answer = log_asked(session, request.id, read_event(what), {})
                session.show(indoors(answer.page[:RECORDED]))
                return True
            case "evidence":
                return _said(session, evidence(session, request.id, None, force=False))
            case "escalate":
                return up(session, request.id)
            case _:
                return WayOut(path=what)
    except (BadUsage, NotFound, NeedsAnswer) as error:
        say_why_not(session, error)
        return False


def _said(session: Session, answer: Answer) -> bool:
    session.show(indoors(answer.page))
    return True


def write_its_letter(session: Session, request: Request, kind: str) -> Answer:
    """Write the letter of ``kind`` for ``request``; without a kind the one that fits, or asked."""
    fitting = kinds_for(request.path, request.role)
    only = fitting[0].id if len(fitting) == 1 else None
    return letter(session, kind or only, request_id=request.id)


def go_up(session: Session, request: Request) -> Done:
    """``up`` from where a walk does not get on: what keeps it from being done is only told."""
    try:
        return up(session, request.id)
    except (BadUsage, NotFound, NeedsAnswer) as error:
        say_why_not(session, error)
        return False


def up(session: Session, request_id: str, *, to: str | None = None) -> Done:
    """One rung up: the request of that rung, which is walked next; False where none was taken.

    One that was opened before is gone on with.
    """
    at_home = replace(session, show=lambda page: session.show(indoors(page)))
    try:
        answer = escalate(at_home, request_id, to=to)
    except BadUsage as error:
        if child := error.values.get("child"):
            return WayOut(request=str(child))
        raise
    session.show(indoors(answer.page))
    opened = answer.shape["request"]
    return WayOut(request=opened["id"]) if opened else False


def say_why_not(session: Session, error: BadUsage | NotFound | NeedsAnswer) -> None:
    """Say what kept a deed from being done, and how it can be."""
    session.show(indoors(why_not(error)))
