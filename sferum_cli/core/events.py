"""An event, the statuses it leads between, and what a row of the table of events says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from sferum_cli.core.codes import (
    CHANNELS,
    RESULTS,
    YES_NO,
    Channel,
    EventType,
    Outcome,
    Result,
    Status,
    YesNo,
)
from sferum_cli.core.frozen import NOTHING, frozen

Day = date
Value = str | int | bool | date

PLANNED: Status = "planned"
DRAFTED: Status = "drafted"
SENT: Status = "sent"
ACCEPTED: Status = "accepted"
ANSWERED: Status = "answered"
CLAIMED: Status = "claimed_done"
CLOSED: Status = "closed"
NEEDS_INPUT: Status = "needs_input"
UNDELIVERED: Status = "undelivered"

OPEN: frozenset[Status] = frozenset(get_args(Status)) - {CLOSED}
WAITING: frozenset[Status] = frozenset({SENT, ACCEPTED})
AFTER_SENT: frozenset[Status] = frozenset({SENT, ACCEPTED, NEEDS_INPUT, UNDELIVERED, ANSWERED})
ANY: frozenset[Status] = frozenset(get_args(Status))

_CHANNELS: Mapping[object, Channel] = {code: code for code in CHANNELS}
_RESULTS: Mapping[object, Result | YesNo] = {code: code for code in (*RESULTS, *YES_NO)}

# Whose day is asked for: of something past, of nothing (it happens as it is told), or ahead.
DayAsked = Literal["past", "none"]
# Where in one round an event belongs: nothing may lie before what it follows.
Phase = Literal[0, 1, 2, 3, 4]


@frozen
class Event:
    """Something that happened, on ``date``; written down once and never changed.

    ``action`` groups what one action of the person wrote: ``undo`` takes an action back whole.
    ``at`` is the moment of writing (ISO 8601); ``data`` holds the event's own fields. ``request``
    is empty for what concerns a case and no request.
    """

    id: int
    at: str
    type: EventType
    request: str
    date: date
    action: int
    data: Mapping[str, Value] = NOTHING

    def text(self, name: str) -> str:
        """The field ``name`` as text, empty where it is missing."""
        value = self.data.get(name)
        return "" if value is None else str(value)

    @property
    def result(self) -> Result | YesNo | None:
        """How an answer was sorted, or what a look showed; None where nothing says it."""
        return _RESULTS.get(self.data.get("result"))

    @property
    def channel(self) -> Channel | None:
        """How it went or came, None where nobody wrote it down."""
        return _CHANNELS.get(self.data.get("channel"))

    def number(self, name: str) -> int:
        """The field ``name`` as a whole number, 0 where it is missing or is none."""
        value = self.data.get(name)
        return value if isinstance(value, int) else 0

    def day(self, name: str) -> Day | None:
        """The field ``name`` where it is a date."""
        value = self.data.get(name)
        return value if isinstance(value, date) else None


def by_day(event: Event) -> tuple[Day, int]:
    """The order of days, not that of writing; of one day that of writing."""
    return event.date, event.id


@frozen
class Happening:
    """One line of the dialogue "what happened": the key of its words and what is known by it.

    ``place`` orders the lines; the lower comes first.
    """

    key: str
    place: int
    known: Mapping[str, Value] = NOTHING


@frozen
class EventRow:
    """One row of the table: where the event may happen, where it leads and what it carries.

    ``to`` is None where the status stays as it is. ``required`` are the fields that it cannot do
    without; ``outcomes`` are those from which it may happen although the request is closed.
    ``decides`` are those that may be missing but decide a term, beside its day.
    ``lines`` are its places in the dialogue, ``asked`` whose day the dialogue asks for, ``drawn``
    whether the time line marks it, ``phase`` its place in the order of days of one round (0 for
    none), ``closing`` whether it ends a request (and is therefore never guessed).
    """

    statuses: frozenset[Status]
    to: Status | None = None
    outcome: Outcome | None = None
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    outcomes: frozenset[Outcome] = frozenset()
    recordable: bool = True
    lines: tuple[Happening, ...] = ()
    asked: DayAsked = "past"
    drawn: bool = False
    phase: Phase = 0
    closing: bool = False
