"""The other requests of one chain: what was begun one rung up, and how to go on with it."""

from __future__ import annotations

from collections.abc import Iterable

from sferum_cli.core.codes import Outcome
from sferum_cli.core.requests import Request

# How a request ends from which one goes further.
UNREACHED: tuple[Outcome, ...] = ("refused", "partly_done", "wrong_addressee", "escalated")


def begun_above(request: Request, family: Iterable[Request], path: str = "") -> str:
    """The request one rung up that was opened and whose letter is not sent yet; else empty.

    With ``path`` only one of that path counts.
    """
    for other in family:
        mine = other.parent == request.id and other.id not in request.children
        if mine and other.open and path in ("", other.path):
            return other.id
    return ""


def back_again(family: Iterable[Request]) -> str:
    """The request that was opened because the entry was there again, while it is open."""
    return next((r.id for r in family if r.situation == "re_added" and r.open), "")


def carried_on(request: Request, family: Iterable[Request]) -> str:
    """The request that the matter of a closed one was passed on to and that reached no result yet.

    Empty where the goal is reached, or where the person left it there.
    """
    back = request.last("reappeared")
    if request.success or (request.outcome == "verified_done" and not back):
        return ""
    names = (*request.children, back.text("child") if back else "")
    further = (r for r in family if r.id in names and (r.open or r.outcome in UNREACHED))
    return max((r.id for r in further), key=names.index, default="")


def go_on_with(family: Iterable[Request], name: str) -> str:
    """The command that goes on with another request of the family."""
    other = next(each for each in family if each.id == name)
    begun = other.status in ("planned", "drafted")
    return f"continue {name}" if begun else f"status {name}"
