"""The fold: the request that its events add up to, whichever they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sferum_cli.core import events as ev
from sferum_cli.core.cases import Case, Institution, ownership_of
from sferum_cli.core.codes import (
    SITUATIONS,
    Addressee,
    EventType,
    Outcome,
    Result,
    Status,
    YesNo,
    one_of,
)
from sferum_cli.core.corrections import corrected
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.requests import Request, allowed
from sferum_cli.core.walks import step_walk

_CLASSIFIED: Mapping[Result | YesNo | None, tuple[Status, Outcome | None]] = {
    "done": (ev.CLAIMED, None),
    "partly": (ev.CLOSED, "partly_done"),
    "refused": (ev.CLOSED, "refused"),
    "not_us": (ev.CLOSED, "wrong_addressee"),
    "nothing_there": (ev.CLOSED, "nothing_there"),
    "unclear": (ev.ANSWERED, None),
}
# By the rung of the ladder on which a request stands.
_ADDRESSEES: tuple[Addressee, ...] = (
    "self", "institution", "operator", "authority", "roskomnadzor", "prosecutor", "court",
)  # fmt: skip
# What ``apply`` looks into, beside the events that lead to a status of their own.
_READ: frozenset[EventType] = frozenset({
    "planned", "walk", "classified", "verified", "reappeared", "reopened", "returned", "sent",
    "received", "registered",
})  # fmt: skip
_RESTS = ev.OPEN - {ev.ANSWERED}  # to which of them an ended request can be opened again


def fold(
    request_id: str,
    events: Iterable[Event],
    *,
    case: Case | None = None,
    given_up: Collection[str] = (),
) -> Request:
    """The request that ``events`` (its own, in order) add up to. Never raises.

    ``given_up`` are requests whose letter was never sent, or that were abandoned or withdrawn:
    nothing was handed on to them.
    """
    request = Request(request_id)
    quiet: list[Event] = []  # taken in together: each would copy all that was before it
    for event in corrected(tuple(events)):
        handed_on = event.type == "escalated" and event.text("child") not in given_up
        if handed_on or _moves(event):
            request = apply(_with_events(request, quiet), event, case=case)
            quiet.clear()
        else:
            quiet.append(event)
    return _with_events(request, quiet)


def _moves(event: Event) -> bool:
    """Whether ``event`` can make more of a request than one event more; handing on aside."""
    row = EVENTS.get(event.type)
    leads = row is not None and row.to is not None
    return event.type in _READ or leads or "also" in event.data


def _with_events(request: Request, more: Sequence[Event]) -> Request:
    return replace(request, events=(*request.events, *more)) if more else request


def apply(request: Request, event: Event, *, case: Case | None = None) -> Request:
    """``request`` after ``event``; one that the table does not allow changes no status."""
    if event.type == "walk":
        return replace(request, walk=step_walk(request.walk, event))
    known = replace(request, events=(*request.events, event))
    if event.type == "planned":
        return _opened(known, event, case)
    row = EVENTS.get(event.type)
    if row is None or not allowed(request, event.type):
        return known
    match event.type:
        case "classified":
            status, outcome = _CLASSIFIED.get(event.result, (request.status, request.outcome))
            return _moved(known, status, outcome)
        case "verified":
            return _verified(known, event)
        case "escalated" | "reappeared":
            return _passed_on(known, event)
        case "reopened":
            return replace(known, status=request.before, outcome=None)
        case "returned":
            return known if known.round.copies else _moved(known, ev.UNDELIVERED)
        case "drafted" if event.text("letter"):
            known = replace(known, also=_also(event))
        case "attached" if event.text("letter"):
            known = replace(known, also=tuple(dict.fromkeys((*request.also, *_also(event)))))
        case "sent" if not event.data.get("copy"):
            return _moved(replace(known, number=""), ev.SENT)
        case "received" | "registered" if event.text("number"):
            known = replace(known, number=event.text("number"))
    if row.to is None:
        return known
    outcome = row.outcome
    if event.type == "abandoned" and event.result == "nothing_there":
        outcome = "nothing_there"  # there was nothing to leave: that is no giving up
    return _moved(known, row.to, outcome)


def _moved(request: Request, status: Status, outcome: Outcome | None = None) -> Request:
    before = status if status in _RESTS else request.before
    return replace(request, status=status, outcome=outcome, before=before)


def _opened(request: Request, event: Event, case: Case | None) -> Request:
    role = one_of(ROLES, event.text("role"))
    if case is None:  # nothing tells of a case: what the event itself says is all that is known
        institution = Institution(ownership=ownership_of(event.text("school")) or "unknown")
        case = Case(alias=event.text("person"), role=role, institution=institution)
    rung = event.number("rung")
    given = one_of((*_ADDRESSEES, "labour"), event.text("addressee"))
    return replace(
        request,
        path=event.text("path"),
        case=case,
        role=role or case.role,
        rung=rung,
        parent=event.text("parent"),
        addressee=given or (_ADDRESSEES[rung] if rung in range(len(_ADDRESSEES)) else "self"),
        situation=one_of(SITUATIONS, event.text("situation")),
        opened=event.date,
        also=_also(event),
    )


def _also(event: Event) -> tuple[str, ...]:
    return tuple(event.text("also").split())


def _verified(request: Request, event: Event) -> Request:
    if event.result == "yes":
        return _moved(request, ev.CLOSED, "verified_done")
    if request.status == ev.CLOSED:
        return request
    return _moved(request, ev.ANSWERED)


def _passed_on(request: Request, event: Event) -> Request:
    child = event.text("child")
    request = replace(request, children=(*request.children, child) if child else request.children)
    if event.type == "reappeared" or request.status in (*ev.WAITING, ev.NEEDS_INPUT):
        return request  # what they owe runs on
    return _moved(request, ev.CLOSED, "escalated")
