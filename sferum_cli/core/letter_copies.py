"""Which kept letter it was that went out."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.events import Event
from sferum_cli.core.requests import Request

REMINDER = "reminder"


def keeps_letter(event: Event) -> bool:
    """Whether the file of ``event`` is a letter of ours; what went out names its letter, too."""
    return event.type in ("drafted", "attached") and bool(event.text("letter"))


def kept_letters(request: Request) -> tuple[Event, ...]:
    """The events of ``request`` that keep a letter, in their order."""
    return tuple(e for e in request.events if keeps_letter(e))


def copy_sent(request: Request, sent: Event) -> Event | None:
    """The event that kept what went out with ``sent`` or ``reminded``; None where none was kept.

    It is the last one before that; a reminder goes out as ``reminded`` and no other letter does.
    """
    before = [e for e in kept_letters(request) if e.id < sent.id or not sent.id]
    name = sent.text("letter")
    reminding = sent.type == "reminded"
    fitting = [
        e for e in before
        if (e.text("letter") == REMINDER) is reminding and name in ("", e.text("letter"))
    ]  # fmt: skip
    return fitting[-1] if fitting else None


def sent_on(request: Request, kept: Event) -> date | None:
    """The day on which the letter of ``kept`` first went out; None where it never did."""
    went = (e for e in request.events if e.type in ("sent", "reminded"))
    return next((e.date for e in went if copy_sent(request, e) == kept), None)


def reminder_to_send(request: Request) -> Event | None:
    """The event that kept the reminder of the newest round, while none has gone out in it."""
    if request.round.last("reminded"):
        return None
    kept = (e for e in reversed(request.round.events) if keeps_letter(e))
    return next((e for e in kept if e.text("letter") == REMINDER), None)


def is_in_writing(request: Request) -> bool:
    """Whether a letter that asks for something was kept in the newest round, sent or not."""
    return any(keeps_letter(e) and e.text("letter") != REMINDER for e in request.round.events)
