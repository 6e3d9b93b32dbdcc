"""What an event must satisfy before it is written: the table allows it, its fields are right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sferum_cli.core import events as ev
from sferum_cli.core.codes import CHANNELS, RESULTS, RETURN_REASONS, YES_NO, Channel, EventType
from sferum_cli.core.corrections import put_right
from sferum_cli.core.event_days import NEVER_WRONG, contradictions, not_before
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request, allowed, offered
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice

LONGEST = 20_000  # characters of one field
CORRECTABLE = ("date", "number", "channel", "until", "reason", "to")

# What is missed in words of its own: the fields that say which of several, by a number.
_WHICH = {"copy": "error.event_needs_copy", "event": "error.event_needs_event"}

# What ``log`` calls a field, where that is not the field's own name.
_OPTIONS: dict[tuple[EventType, str], str] = {
    ("attached", "file"): "attach",
    ("corrected", "to"): "value",
}

_CHOICES: dict[tuple[EventType, str], tuple[str, ...]] = {
    ("classified", "result"): RESULTS,
    ("verified", "result"): YES_NO,
    ("abandoned", "result"): ("nothing_there",),
    ("returned", "reason"): RETURN_REASONS,
    ("extended", "written"): YES_NO,
    ("corrected", "field"): CORRECTABLE,
}


def check_event(request: Request, event: Event) -> None:
    """Refuse an event that the table does not allow, or that misses or misuses a field.

    Guards come before what is missing. Raises as ``check_guards``, and NeedsAnswer for a field
    that is missing; nothing is changed.
    """
    check_guards(request, event)
    required = needed(request, event.type)
    for name in required:
        if not event.text(name):
            raise NeedsAnswer(
                _WHICH.get(name, "error.event_needs"),
                event=event.type, field=_option(event, name), id=request.id,
                command=f"sferum log {request.id} {event.type} {_flags(request, event, required)}",
                lacking=_flags(request, event, [n for n in required if not event.text(n)]),
                copies=_copies(request), entries=_entries(request),
            )  # fmt: skip
    if event.type == "corrected":
        _check_correction(request, event)


def check_guards(request: Request, event: Event) -> None:
    """Refuse an event that no further field could make right.

    Raises BadUsage, where the event is out of turn with the list of what is ``offered`` now.
    """
    row = EVENTS.get(event.type)
    if event.type == "returned" and len(request.round.all("sent")) > 1:
        _check_awaited(request)
    undone = event.type == "verified" and event.result == "no" and not request.open
    if row is None or undone or not allowed(request, event.type):
        raise BadUsage(
            "error.event_not_now", event=event.type, id=request.id, possible=offered(request),
            state=request.stands,
        )  # fmt: skip
    for name, value in event.data.items():
        if isinstance(value, str) and not _writable(value):
            raise BadUsage("error.event_text", field=name, limit=LONGEST, id=request.id)
    if event.type == "sent":
        _check_copy(request, event)
    elif event.type == "returned":
        _check_which(request, event)
    for (event_type, name), known in _CHOICES.items():
        given = event.text(name)
        if event.type == event_type and given and given not in known:
            raise BadUsage(
                "error.event_result", given=given, option=f"--{name}", known=known, id=request.id
            )
    given = event.text("channel")
    if given and given not in CHANNELS:
        raise BadUsage(
            "error.event_result", given=given, option="--channel", known=CHANNELS, id=request.id
        )
    if event.type == "corrected":
        _check_corrected(request, event)


def check_rule(event: Event, obligations: Iterable[Obligation]) -> None:
    """Refuse a rule that is not there: they extend a term of theirs, the person drops an own one.

    Raises BadUsage that names those there are.
    """
    theirs = event.type == "extended"
    known = dict.fromkeys(o.rule.id for o in obligations if (o.owed_by == "them") == theirs)
    if (given := event.text("rule")) and given not in known:
        raise no_such_choice("--rule", given, known)


def needed(request: Request, event_type: EventType) -> tuple[str, ...]:
    """The fields that the event cannot do without: of several copies, also which came back."""
    several = event_type == "returned" and len(request.round.under_way) > 1
    return (*EVENTS[event_type].required, *(["copy"] if several else []))


def _flags(request: Request, event: Event, names: Iterable[str]) -> str:
    return " ".join(f"--{_option(event, each)} {_shown(request, event, each)}" for each in names)


def _option(event: Event, field: str) -> str:
    return _OPTIONS.get((event.type, field), field)


def _shown(request: Request, event: Event, name: str) -> str:
    """What stands behind ``--name`` in a command: what was given, else what it may be."""
    given, known = event.data.get(name), _CHOICES.get((event.type, name), ())
    if name == "copy":
        known = tuple(str(n) for n in request.round.under_way)
    if name == "event":
        known = tuple(str(n) for n, _, _ in _entries(request))
    if isinstance(given, date):
        return given.isoformat()
    return str(given) if str(given) in known else "|".join(known) or "..."


def _copies(request: Request) -> tuple[tuple[int, date, Channel | None], ...]:
    """The copies under way: their number, day and channel."""
    return tuple((n, e.date, e.channel) for n, e in request.round.under_way.items())


def _check_copy(request: Request, event: Event) -> None:
    """A second copy is told as one: else a new round would forget what has been proved."""
    copy = event.data.get("copy")
    if copy is not None and request.status != ev.SENT:
        raise BadUsage("error.event_no_copy", id=request.id)
    if request.status == ev.SENT and copy is None:
        raise BadUsage(
            "error.event_copy", id=request.id, lacking="--copy",
            command=f"sferum log {request.id} sent --copy",
        )  # fmt: skip
    if copy is not None and copy is not True:  # a 1 is no True here
        raise BadUsage(
            "error.event_copy_number", given=event.text("copy"), id=request.id,
            number=request.round.next_copy,
        )  # fmt: skip


def _check_awaited(request: Request) -> None:
    """A copy that comes back after another arrived changes nothing: the terms run already."""
    if request.open and (proof := request.round.received):
        raise BadUsage("error.event_returned_late", id=request.id, start=proof.date)


def _entries(request: Request) -> tuple[tuple[int, EventType, date], ...]:
    """The events that may be put right: their number, type and day."""
    return tuple((e.id, e.type, e.date) for e in request.events if e.type not in NEVER_WRONG)


def _check_which(request: Request, event: Event) -> None:
    """Nothing comes back that was not sent, nor before it was."""
    if "copy" not in event.data:
        return
    copy = request.round.under_way.get(event.number("copy"))
    if copy is None:
        raise BadUsage(
            "error.event_copy_gone", given=event.text("copy"), id=request.id,
            copies=_copies(request),
        )  # fmt: skip
    not_before(request, event.date, copy)


def _writable(text: str) -> bool:
    """Whether ``text`` can be kept: not a book, and no half characters of a broken encoding."""
    return len(text) <= LONGEST and not any("\ud800" <= c <= "\udfff" for c in text)


def _check_corrected(request: Request, fix: Event) -> None:
    """Refuse to correct what is not there."""
    if "event" not in fix.data:
        return
    event = request.event(fix.number("event"))
    field = fix.text("field")
    if event is None or event.type in NEVER_WRONG:
        entries = _entries(request)
        raise BadUsage(
            "error.correct_event", given=fix.text("event"), entries=entries, id=request.id,
            numbers="|".join(str(n) for n, _, _ in entries) or "...",
            fields="|".join(CORRECTABLE),
        )  # fmt: skip
    known = ("", "date", *EVENTS[event.type].fields, *EVENTS[event.type].required)
    if field not in known:
        raise BadUsage("error.event_field", event=event.type, field=field)


def _check_correction(request: Request, fix: Event) -> None:
    """Refuse a correction that makes a later event impossible, or of a day to no day."""
    event, field = request.event(fix.number("event")), fix.text("field")
    if event is None:
        return  # refused by its number before
    if field in ("date", "until") and not isinstance(fix.data.get("to"), date):
        raise BadUsage("error.date_unreadable", given=fix.text("to")[:40])
    right = put_right(event, fix)
    changed = tuple(right if e.id == event.id else e for e in request.events)
    before = {e.id for e in contradictions(request, request.events)}
    for problem in contradictions(request, changed):
        if problem.id not in before:
            raise BadUsage("error.correct_impossible", id=request.id, event=problem.type)
