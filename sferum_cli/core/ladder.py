"""The ladder: who is asked after whom, and what each rung needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core import events as ev
from sferum_cli.core.clocks import Clock
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual, Remark, SchoolKind
from sferum_cli.core.next_action import Outlook
from sferum_cli.core.requests import Request, allowed
from sferum_cli.core.state import New


@frozen
class Rung:
    """One addressee in the order of escalation. ``paths`` are the paths walked on this rung.

    ``next`` names the rungs to go to from here, the best first; ``schools`` says how the kind of
    the school (state, municipal, private) changes what may be asked.
    """

    number: int
    id: str
    title: Bilingual
    who: Bilingual
    when: Bilingual
    wait: Bilingual
    paths: tuple[str, ...]
    next: tuple[str, ...]
    need: tuple[Remark, ...] = ()
    parallel: Bilingual | None = None
    schools: Mapping[SchoolKind, Bilingual] = NOTHING
    sources: tuple[str, ...] = ()


@frozen
class Position:
    """A request on the ladder: all rungs, its own, those above it, and why to go up now."""

    item: Outlook
    rungs: tuple[Rung, ...]
    here: Rung
    above: tuple[Rung, ...]
    reason: str


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


def readiness(request: Request, clocks: Sequence[Clock]) -> str:
    """Why going up makes sense now, or that the other side still has time.

    One of ``refused``, ``broken`` (a claim that proved untrue), ``undelivered``, ``overdue``,
    ``waiting``, ``not_sent``, ``self`` (nothing was asked of anybody yet).
    """
    if request.outcome in ("refused", "partly_done", "not_applicable"):
        return "refused"
    if request.outcome == "verified_done" or request.status == ev.CLAIMED:
        return "broken"
    if request.status == ev.ANSWERED:
        last = request.last("answered", "verified")
        return "broken" if last and last.type == "verified" else "refused"
    if request.status == ev.UNDELIVERED:
        return "undelivered"
    if request.status in (ev.PLANNED, ev.DRAFTED):
        return "not_sent" if request.rung else "self"
    return "waiting" if any(clock.running for clock in clocks) else "overdue"


def closing(request: Request, child: str, today: date) -> list[New]:
    """What going up writes about the request below: passed on, or given up if never sent."""
    if allowed(request, "escalated"):
        return [New("escalated", request.id, today, {"child": child})]
    if request.outcome == "verified_done" and allowed(request, "reappeared"):
        return [New("reappeared", request.id, today, {"child": child})]
    if allowed(request, "abandoned"):
        return [New("abandoned", request.id, today, {"reason": child})]
    return [New("note", request.id, today, {"note": child})]


def opening(request: Request, path: str, rung: int, child: str, today: date) -> New:
    """The request of the next rung, for the same person and role."""
    data: dict[str, ev.Value] = {"path": path, "rung": rung, "parent": request.id}
    for name in ("role", "person", "school"):
        if value := getattr(request, name):
            data[name] = value
    return New("planned", child, today, data)


def path_above(request: Request, rungs: Sequence[Rung]) -> tuple[str, int]:
    """The path one rung up from ``request`` and its rung; the same path on the last rung."""
    for rung in ways_up(rung_of(request, rungs), rungs):
        if rung.paths:
            return rung.paths[0], rung.number
    return request.path, request.rung
