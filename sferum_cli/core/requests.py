"""A request: whose turn it is, how it ended, and what may happen to it now."""

from __future__ import annotations

from datetime import date

from sferum_cli.core import events as ev
from sferum_cli.core.aliases import alias_key
from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.codes import (
    Addressee,
    Channel,
    EventType,
    Outcome,
    Situation,
    Status,
)
from sferum_cli.core.event_table import EVENTS, recordable
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Role
from sferum_cli.core.rounds import Round
from sferum_cli.core.walks import Walk


@frozen
class Request:
    """What has been asked of somebody, as its events tell it.

    ``number`` is the incoming number of the newest round; ``opened`` the day it was planned;
    ``before`` the status to which an ended request can be opened again; ``also`` the aliases of the
    further children of its letter; ``success`` the event on another of its chain that ended it.
    """

    id: str
    path: str = ""
    case: Case = Case()
    role: Role | None = None
    rung: int = 0
    parent: str = ""
    addressee: Addressee = "self"
    situation: Situation | None = None
    status: Status = ev.PLANNED
    outcome: Outcome | None = None
    before: Status = ev.PLANNED
    opened: date | None = None
    number: str = ""
    children: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    walk: Walk | None = None
    success: Event | None = None
    also: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether anything can still come of it by itself."""
        return self.status != ev.CLOSED

    @property
    def untrue(self) -> bool:
        """Whether a look found that what was claimed to be done is not; no answer came since."""
        last = self.last("answered", "verified")
        return self.status == ev.ANSWERED and last is not None and last.type == "verified"

    @property
    def needless(self) -> bool:
        """Whether another request of its chain was enough before anything was done for this one."""
        return self.success is not None and self.first("sent", "done_by_user") is None

    @property
    def stands(self) -> str:
        """Its outcome or status; of an answer also what has become of it."""
        if self.needless:
            return "no_need"
        if self.status == ev.CLAIMED:
            claim = self.last("classified", "done_by_user")
            return "claimed_by_them" if claim and claim.type == "classified" else ev.CLAIMED
        if self.status != ev.ANSWERED:
            return self.outcome or self.status
        last = self.last("answered", "classified")
        is_sorted = last is not None and last.type == "classified"
        return "broken" if self.untrue else "answered_sorted" if is_sorted else "answered"

    @property
    def person(self) -> str:
        """The alias of whom it is for; empty where nobody was named."""
        return self.case.alias

    @property
    def people(self) -> tuple[str, ...]:
        """The aliases of all whom it is for; empty where nobody was named."""
        return tuple(alias for alias in self.cases if alias)

    @property
    def cases(self) -> tuple[str, ...]:
        """The aliases of the cases in which it stands, its own first; "" is who was not named."""
        return (self.person, *self.also)

    def is_for(self, alias: str) -> bool:
        """Whether it is for whoever is called that; "" is who was not named."""
        return alias_key(alias) in map(alias_key, self.cases)

    @property
    def institution(self) -> Institution:
        """The school (or other institution) of the person."""
        return self.case.institution

    @property
    def why_asked(self) -> Situation | None:
        """The situation: the request's own, else that of the case."""
        return self.situation or self.case.situation

    def last(self, *types: EventType) -> Event | None:
        """The latest event of one of ``types``."""
        return next((e for e in reversed(self.events) if e.type in types), None)

    def first(self, *types: EventType) -> Event | None:
        """The earliest event of one of ``types``."""
        return next((e for e in self.events if e.type in types), None)

    def event(self, number: int) -> Event | None:
        """The event with that id."""
        return next((e for e in self.events if e.id == number), None)

    @property
    def channel(self) -> Channel | None:
        """How its letter went or is to go: by post once they did not take it; None if unknown."""
        told = self._channel_told
        if told and told.type == "refused_at_desk":
            return "post"
        return told.channel if told else None

    @property
    def channel_ahead(self) -> Channel | None:
        """How a letter that has not gone is to go; None where it has, or nothing tells."""
        told = self._channel_told
        return self.channel if told and told.type != "sent" else None

    @property
    def _channel_told(self) -> Event | None:
        """What told last how its letter goes: one that was made after the first is attached."""
        for event in reversed(self.events):
            again = event.type == "attached" and event.text("channel")
            if event.type in ("drafted", "sent", "refused_at_desk"):
                return event
            if again and event.text("letter") not in ("", "reminder"):
                return event
        return None

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Its rounds, the first one first; there is always one."""
        found: list[list[Event]] = [[]]
        for event in self.events:
            again = event.type == "sent" and not event.data.get("copy")
            if again and any(e.type == "sent" for e in found[-1]):
                found.append([])
            found[-1].append(event)
        return tuple(Round(n, tuple(events)) for n, events in enumerate(found, start=1))

    @property
    def round(self) -> Round:
        """The newest round."""
        return self.rounds[-1]


def allowed(request: Request, event_type: EventType) -> bool:
    """Whether the table lets ``event_type`` happen to ``request`` now."""
    row = EVENTS[event_type]
    if event_type in ("received", "registered") and request.status == ev.ACCEPTED:
        # A letter is often taken at the desk first and gets its number later; each is told once.
        return request.round.last(event_type) is None
    if event_type == "sent" and request.status == ev.ACCEPTED:
        return request.round.spoken  # what was asked by word of mouth may still be written
    if event_type == "verified" and request.untrue:
        return True  # they were told that it was not done: who looks again may find it gone
    if request.status == ev.CLOSED and row.outcomes:
        return request.outcome in row.outcomes and request.success is None
    return request.status in row.statuses


def possible(request: Request) -> tuple[EventType, ...]:
    """The events that a person can record for ``request`` now, in the order of the table."""
    return tuple(name for name in recordable() if allowed(request, name))


# What comes of having asked somebody, and what belongs to asking: nobody asks for an own step.
_ONCE_ASKED: frozenset[EventType] = frozenset({"auto_reply", "withdrawn"})
_ASKING: frozenset[EventType] = frozenset({"drafted", "sent", "refused_at_desk", "agreed"})


def was_asked(request: Request) -> bool:
    """Whether anything was sent or said to the other side, so that it can answer or be silent."""
    return request.first("sent") is not None


def offered(request: Request) -> tuple[EventType, ...]:
    """Those of ``possible`` that a person is to choose from: what nothing speaks for is left out.

    It can be written down all the same.
    """
    if was_asked(request):
        return possible(request)
    alone = not request.rung and request.first("drafted") is None
    unlikely = _ONCE_ASKED | _ASKING if alone else _ONCE_ASKED
    return tuple(name for name in possible(request) if name not in unlikely)
