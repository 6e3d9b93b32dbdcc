"""The ladder: who is asked after whom, and what each rung needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from sferum_cli.core import events as ev
from sferum_cli.core.codes import Addressee, Situation
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual, Remark, Role
from sferum_cli.core.obligations import Obligation, breached, owed
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request, allowed
from sferum_cli.core.state import New

Owned = Literal["public", "private"]


@frozen
class Rung:
    """One addressee in the order of escalation. ``paths`` are the paths walked on this rung.

    ``next`` names the rungs to go to from here, the best first; ``owners`` says what
    changes with whose the institution is, ``roles`` for whom the rung is, ``addressee`` who stands
    on it where its number alone does not tell.
    """

    number: int
    id: str
    title: Bilingual
    who: Bilingual
    moment: Bilingual
    wait: Bilingual
    paths: tuple[str, ...]
    next: tuple[str, ...]
    need: tuple[Remark, ...] = ()
    parallel: Bilingual | None = None
    owners: Mapping[Owned, Bilingual] = NOTHING
    roles: tuple[Role, ...] = ()
    addressee: Addressee | None = None
    sources: tuple[str, ...] = ()


Readiness = Literal[
    "refused", "partly", "not_us", "broken", "undelivered", "overdue", "waiting", "unknown",
    "not_sent", "self", "answered", "claimed", "done", "nothing_there", "left",
]  # fmt: skip
_OVER: dict[str | None, Readiness] = {
    "refused": "refused",
    "partly_done": "partly",
    "wrong_addressee": "not_us",
    "nothing_there": "nothing_there",
    "withdrawn": "left",
    "abandoned": "left",
}
_ANSWERS: dict[str, Readiness] = {"refused": "refused", "partly": "partly", "not_us": "not_us"}


@frozen
class LadderPlace:
    """A request on the ladder: all rungs, its own, those above it, and why to go up now.

    The first of those ``above`` is the one to take: the best one, or the one that was chosen.
    """

    item: Outlook
    rungs: tuple[Rung, ...]
    here: Rung
    above: tuple[Rung, ...]
    reason: Readiness


def rungs_for(rungs: Sequence[Rung], role: Role | None) -> tuple[Rung, ...]:
    """The rungs that are for somebody of ``role``; those of everybody where it is not known."""
    return tuple(rung for rung in rungs if not rung.roles or role in rung.roles)


def rung_of(request: Request, rungs: Sequence[Rung]) -> Rung:
    """The rung on which ``request`` stands: by its path, otherwise by its number."""
    for rung in rungs:
        if request.path in rung.paths:
            return rung
    return next((rung for rung in rungs if rung.number == request.rung), rungs[0])


def ways_up(rung: Rung, rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """The rungs to go to from ``rung``, the best first; empty on the last one."""
    by_id = {each.id: each for each in rungs}
    return tuple(by_id[name] for name in rung.next if name in by_id)


def first_of(
    above: Sequence[Rung], reason: Readiness, here: Rung, to: str = ""
) -> tuple[Rung, ...]:
    """``above`` with the rung to take first: ``to`` where it is one of them, else the best.

    Who says that the institution is the wrong one to ask means the operator of the service.
    """
    wanted = to or ("operator" if reason == "not_us" and here.number == 1 else "")
    first = [rung for rung in above if wanted in (rung.id, *rung.paths)]
    return (*first, *(rung for rung in above if rung not in first))


def readiness(request: Request, obligations: Sequence[Obligation], today: date) -> Readiness:
    """Why going up makes sense ``today``, or that it does not or not yet.

    ``broken`` is a claim that proved untrue, ``claimed`` one at which nobody has looked,
    ``answered`` an answer that decided nothing or that is not sorted yet, ``self`` that nothing was
    asked of anybody yet, ``unknown`` that nothing tells when the time is up, if any runs.
    """
    if request.outcome == "verified_done" or request.success is not None:
        return "done"
    if over := _OVER.get(request.outcome):
        return over
    if request.status == "claimed_done":
        return "claimed"
    if told := request.round.last("answered", "classified", "verified"):
        return (
            "broken" if told.type == "verified" else _ANSWERS.get(told.text("result"), "answered")
        )
    if request.status == "undelivered":
        return "undelivered"
    if request.status in ("planned", "drafted"):
        return "not_sent" if request.rung else "self"
    if breached(obligations):
        return "overdue"
    ahead = any(not o.lacks or o.due >= today for o in owed(obligations))
    return "waiting" if ahead else "unknown"


def closing(parent: Request, child: str, today: date) -> list[New]:
    """What the sending of ``child`` writes about the request below it: it was passed on."""
    if allowed(parent, "escalated") and child not in parent.children:
        return [New("escalated", parent.id, today, {"child": child})]
    return []


def opening(
    request: Request,
    path: str,
    rung: int,
    child: str,
    today: date,
    situation: Situation | None = None,
    addressee: Addressee | None = None,
) -> New:
    """The request of the next rung, for the same case, children and role."""
    data: dict[str, ev.Value] = {"path": path, "rung": rung, "parent": request.id}
    rows = (
        ("case", request.case.id), ("role", request.role), ("person", request.person),
        ("situation", situation), ("addressee", addressee), ("also", " ".join(request.also)),
    )  # fmt: skip
    data |= {name: value for name, value in rows if value}
    return New("planned", child, today, data)


def came_back(request: Request, rungs: Sequence[Rung]) -> tuple[str, int]:
    """Where to ask again when an entry came back, and on which rung.

    The same addressee first; one that let it happen twice is gone over.
    """
    if request.situation != "re_added":
        return request.path, request.rung
    return path_above(request, rungs)


def path_above(request: Request, rungs: Sequence[Rung]) -> tuple[str, int]:
    """The path one rung up from ``request`` and its rung; the same path on the last rung."""
    for rung in ways_up(rung_of(request, rungs), rungs):
        if rung.paths:
            return rung.paths[0], rung.number
    return request.path, request.rung
