"""Asking what happened: the lines that fit a request, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sferum_cli.core import events as ev
from sferum_cli.core.codes import EVENT_TYPES, EventType
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Value
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.requests import Request, offered, was_asked
from sferum_cli.flows.log_meant import ask_in_words
from sferum_cli.flows.session import Session
from sferum_cli.text import t

# Nothing came, the person would rather not say, or did not look yet.
Untold = Literal["silence", "back", "later"]
_SILENCE = 75  # after the answers that may have come
_FIRST = {
    ev.SENT: ("received", "registered", "did_it"),
    ev.PLANNED: ("sent", "myself"),
    ev.DRAFTED: ("sent",),
    ev.UNDELIVERED: ("sent",),
}


@frozen
class LogChoice:
    """One thing that can have happened: its words' key, the event, what is known already.

    Silence is no event.
    """

    key: str
    event: EventType | None
    known: Mapping[str, Value] = NOTHING


def _happenings() -> tuple[LogChoice, ...]:
    """Every line of the dialogue, as the table of events orders them."""
    lines = [
        (line.place, LogChoice(line.key, name, line.known))
        for name in EVENT_TYPES
        for line in EVENTS[name].lines
    ]
    lines.append((_SILENCE, LogChoice("silence", None)))
    return tuple(line for _, line in sorted(lines, key=lambda row: row[0]))


HAPPENINGS = _happenings()


def ask_what_happened(
    session: Session, request: Request, *, back: bool = False
) -> Untold | tuple[EventType, Mapping[str, Value]]:
    """What happened to ``request``, with the fields that are known by that.

    ``silence`` when nothing did, ``back`` where that is wanted.
    """
    can, silent = offered(request), request.open and was_asked(request)
    fitting = [h for h in HAPPENINGS if h.event in can or (h.key == "silence" and silent)]
    if request.status == ev.ANSWERED:
        fitting = [h for h in fitting if h.event != "answered"]
    if request.status == ev.CLOSED and request.outcome == "verified_done":
        fitting = [h for h in fitting if h.key != "not_gone"]
    first = _FIRST.get(request.status, ())
    if request.status == ev.PLANNED and not request.rung:  # nobody else is asked for anything
        first = ("myself",)
    fitting.sort(key=lambda h: first.index(h.key) if h.key in first else len(first))
    copy = request.status == ev.SENT
    choices = [
        (h.key, t("happened.sent_copy" if copy and h.key == "sent" else f"happened.{h.key}"))
        for h in fitting
    ]
    choices += [("back", t("step.back"))] if back else []
    key = ask_in_words(session, t("happened.what", id=request.id), choices)
    if key == "back":
        return "back"
    chosen = next(h for h in fitting if h.key == key)
    if chosen.event is None:
        return "silence"
    return chosen.event, {"copy": True} if copy and chosen.event == "sent" else chosen.known
