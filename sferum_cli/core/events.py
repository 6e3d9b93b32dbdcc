"""What can happen to a request: the table of events, from which status to which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sferum_cli.core.frozen import NOTHING, frozen

Day = date
Value = str | int | bool | date

PLANNED, DRAFTED, SENT, ACCEPTED = "planned", "drafted", "sent", "accepted"
ANSWERED, CLAIMED, CLOSED = "answered", "claimed_done", "closed"
NEEDS_INPUT, UNDELIVERED = "needs_input", "undelivered"

STATUSES = (
    PLANNED, DRAFTED, SENT, ACCEPTED, NEEDS_INPUT, UNDELIVERED, ANSWERED, CLAIMED, CLOSED,
)  # fmt: skip
OUTCOMES = (
    "verified_done",
    "partly_done",
    "refused",
    "escalated",
    "withdrawn",
    "not_applicable",
    "abandoned",
)
OPEN = frozenset(STATUSES) - {CLOSED}
WAITING = frozenset({SENT, ACCEPTED})
AFTER_SENT = frozenset({SENT, ACCEPTED, NEEDS_INPUT, UNDELIVERED, ANSWERED})
ANY = frozenset(STATUSES)

CLASSES = ("done", "partly", "refused", "not_us", "unclear")
YES_NO = ("yes", "no")


@frozen
class Event:
    """Something that happened, on ``date``; written down once and never changed.

    ``action`` groups what one action of the person wrote: ``undo`` takes an action back whole.
    ``at`` is the moment of writing (ISO 8601); ``data`` holds the event's own fields.
    """

    id: int
    at: str
    type: str
    request: str
    date: date
    action: int
    data: Mapping[str, Value] = NOTHING

    def text(self, name: str) -> str:
        """The field ``name`` as text, empty where it is missing."""
        value = self.data.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """The field ``name`` as a whole number, 0 where it is missing or is none."""
        value = self.data.get(name)
        return value if isinstance(value, int) else 0

    def day(self, name: str) -> Day | None:
        """The field ``name`` where it is a date."""
        value = self.data.get(name)
        return value if isinstance(value, date) else None


@frozen
class Kind:
    """One row of the table: where the event may happen, where it leads and what it carries.

    ``to`` is None where the status stays as it is. ``needs`` are the fields it cannot do without;
    ``outcomes`` lists closed outcomes from which it may happen although the request is closed.
    """

    sources: frozenset[str]
    to: str | None = None
    outcome: str | None = None
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    outcomes: frozenset[str] = frozenset()
    recordable: bool = True


EVENTS: Mapping[str, Kind] = {
    "planned": Kind(
        frozenset(),
        PLANNED,
        fields=("path", "role", "person", "parent", "rung", "addressee", "school"),
        recordable=False,
    ),
    "drafted": Kind(frozenset({PLANNED, DRAFTED}), DRAFTED, fields=("letter", "file", "sha256")),
    "sent": Kind(
        frozenset({PLANNED, DRAFTED, UNDELIVERED}), SENT, fields=("channel", "file", "sha256")
    ),
    "received": Kind(frozenset({SENT}), ACCEPTED, fields=("number", "channel", "file", "sha256")),
    "registered": Kind(frozenset({SENT}), ACCEPTED, fields=("number", "channel", "file", "sha256")),
    "auto_reply": Kind(OPEN, fields=("channel",)),
    "undelivered": Kind(WAITING, UNDELIVERED, fields=("reason", "channel")),
    "info_requested": Kind(WAITING, NEEDS_INPUT, fields=("reason", "channel", "number")),
    "info_sent": Kind(frozenset({NEEDS_INPUT}), SENT, fields=("channel",)),
    "extended": Kind(WAITING, fields=("until", "reason", "number"), needs=("until",)),
    "forwarded": Kind(WAITING, ACCEPTED, fields=("to", "number"), needs=("to",)),
    "done_by_user": Kind(frozenset({PLANNED}), CLAIMED),
    "answered": Kind(AFTER_SENT, ANSWERED, fields=("number", "channel", "file", "sha256")),
    "classified": Kind(frozenset({ANSWERED}), fields=("result", "reason"), needs=("result",)),
    "verified": Kind(
        frozenset({CLAIMED}),
        fields=("result",),
        needs=("result",),
        outcomes=frozenset({"verified_done"}),
    ),
    "reappeared": Kind(frozenset({CLOSED}), fields=("child",), outcomes=frozenset(OUTCOMES)),
    "escalated": Kind(
        WAITING | {ANSWERED, UNDELIVERED},
        fields=("child",),
        outcomes=frozenset({"refused", "partly_done"}),
        recordable=False,
    ),
    "withdrawn": Kind(OPEN, CLOSED, "withdrawn", fields=("reason",)),
    "abandoned": Kind(OPEN, CLOSED, "abandoned", fields=("reason", "result")),
    "snoozed": Kind(ANY, fields=("until", "reason"), needs=("until",)),
    "due_changed": Kind(ANY, fields=("until", "reason"), needs=("until",)),
    "note": Kind(ANY, needs=("note",)),
    "attached": Kind(ANY, fields=("sha256", "letter"), needs=("file",)),
    "walk": Kind(ANY, fields=("step", "answer"), recordable=False),
    "undone": Kind(ANY, fields=("event",), recordable=False),
}


def fields_of(event_type: str) -> tuple[str, ...]:
    """The fields that the event may carry; a note can stand beside any."""
    kind = EVENTS[event_type]
    return tuple(dict.fromkeys((*kind.needs, *kind.fields, "note")))
