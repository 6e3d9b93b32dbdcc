"""A request is the fold of its events: whose turn it is, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sferum_cli.core import events as ev
from sferum_cli.core.events import EVENTS, Event
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.walks import Walk, step_walk
from sferum_cli.errors import BadUsage, NeedsAnswer

_CLASSIFIED: dict[str, tuple[str, str | None]] = {
    "done": (ev.CLAIMED, None),
    "partly": (ev.CLOSED, "partly_done"),
    "refused": (ev.CLOSED, "refused"),
    "not_us": (ev.CLOSED, "not_applicable"),
    "unclear": (ev.NEEDS_INPUT, None),
}
LONGEST = 20_000  # characters of one field
_STAYS_USEFUL = ev.WAITING


@frozen
class Request:
    """What has been asked of somebody, as its events tell it.

    ``number`` is the incoming number that the other side gave; ``opened`` the day it was planned.
    """

    id: str
    path: str = ""
    person: str = ""
    role: Role | None = None
    rung: int = 0
    parent: str = ""
    addressee: str = ""
    school: str = ""
    status: str = ev.PLANNED
    outcome: str | None = None
    opened: date | None = None
    number: str = ""
    children: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    walk: Walk | None = None

    @property
    def open(self) -> bool:
        """Whether anything can still come of it by itself."""
        return self.status != ev.CLOSED

    def last(self, *types: str) -> Event | None:
        """The latest event of one of ``types``."""
        return next((e for e in reversed(self.events) if e.type in types), None)

    def first(self, *types: str) -> Event | None:
        """The earliest event of one of ``types``."""
        return next((e for e in self.events if e.type in types), None)


def allowed(request: Request, event_type: str) -> bool:
    """Whether the table lets ``event_type`` happen to ``request`` now."""
    kind = EVENTS[event_type]
    if event_type in ("received", "registered") and request.status == ev.ACCEPTED:
        # A letter is often taken at the desk first and gets its number later; each is told once.
        return request.last(event_type) is None
    if request.status == ev.CLOSED and kind.outcomes:
        return request.outcome in kind.outcomes
    return request.status in kind.sources


def possible(request: Request) -> tuple[str, ...]:
    """The events that a person can record for ``request`` now, in the order of the table."""
    return tuple(
        name for name, kind in EVENTS.items() if kind.recordable and allowed(request, name)
    )


def check_event(request: Request, event: Event) -> None:
    """Refuse an event that the table does not allow, or that misses or misuses a field.

    Raises BadUsage with the list of what is possible now (``possible``), NeedsAnswer for a field
    that is missing; nothing is changed.
    """
    kind = EVENTS.get(event.type)
    if kind is None or not allowed(request, event.type):
        raise BadUsage(
            "error.event_not_now", event=event.type, id=request.id, possible=possible(request),
            state=request.outcome or request.status,
        )  # fmt: skip
    for name, value in event.data.items():
        if isinstance(value, str) and not _writable(value):
            raise BadUsage("error.event_text", field=name, limit=LONGEST, id=request.id)
    for name in kind.needs:
        if not event.text(name):
            raise NeedsAnswer("error.event_needs", event=event.type, field=name, id=request.id)
    result = event.text("result")
    choices = {"classified": ev.CLASSES, "verified": ev.YES_NO}.get(event.type)
    if choices and result not in choices:
        raise BadUsage(
            "error.event_result", given=result, option="--result", known=choices, id=request.id
        )
    if event.type == "verified" and result == "no" and request.status == ev.CLOSED:
        raise BadUsage("error.event_reappeared", id=request.id)


def _writable(text: str) -> bool:
    """Whether ``text`` can be kept: not a book, and no half characters of a broken encoding."""
    return len(text) <= LONGEST and not any("\ud800" <= c <= "\udfff" for c in text)


def fold(request_id: str, events: Iterable[Event]) -> Request:
    """The request that ``events`` (its own, in order) add up to. Never raises."""
    request = Request(request_id)
    for event in events:
        request = apply(request, event)
    return request


def apply(request: Request, event: Event) -> Request:
    """``request`` after ``event``; one that the table does not allow changes no status."""
    if event.type == "walk":
        return replace(request, walk=step_walk(request.walk, event))
    known = replace(request, events=(*request.events, event))
    if event.type == "planned":
        return _opened(known, event)
    kind = EVENTS.get(event.type)
    if kind is None or not allowed(request, event.type):
        return known
    if event.type == "classified":
        status, outcome = _CLASSIFIED.get(event.text("result"), (request.status, request.outcome))
        return replace(known, status=status, outcome=outcome)
    if event.type == "verified":
        return _verified(known, event)
    if event.type in ("escalated", "reappeared"):
        return _passed_on(known, event)
    if event.type in ("received", "registered") and event.text("number"):
        known = replace(known, number=event.text("number"))
    if kind.to is None:
        return known
    outcome = kind.outcome
    if event.type == "abandoned" and event.text("result") == "not_applicable":
        outcome = "not_applicable"  # there was nothing to leave: that is no giving up
    return replace(known, status=kind.to, outcome=outcome)


def _opened(request: Request, event: Event) -> Request:
    role = event.text("role")
    return replace(
        request,
        path=event.text("path"),
        person=event.text("person"),
        role=role if role in ROLES else None,
        rung=event.number("rung"),
        parent=event.text("parent"),
        addressee=event.text("addressee"),
        school=event.text("school"),
        opened=event.date,
    )


def _verified(request: Request, event: Event) -> Request:
    if event.text("result") == "yes":
        return replace(request, status=ev.CLOSED, outcome="verified_done")
    if request.status == ev.CLOSED:
        return request
    return replace(request, status=ev.ANSWERED, outcome=None)


def _passed_on(request: Request, event: Event) -> Request:
    child = event.text("child")
    request = replace(request, children=(*request.children, child) if child else request.children)
    if event.type == "reappeared" or request.status in _STAYS_USEFUL:
        return request
    return replace(request, status=ev.CLOSED, outcome="escalated")
