"""What a volunteer would say now: the play that fits a request and what has just happened."""

from __future__ import annotations

from sferum_cli.core.codes import Channel, EventType, Status
from sferum_cli.core.events import Event
from sferum_cli.core.obligations import breached
from sferum_cli.core.outlook import Outlook, Reason
from sferum_cli.core.playbook import Play, moments_of, plays_for
from sferum_cli.core.requests import Request
from sferum_cli.shelf.playbook import plays

_SILENT: tuple[Reason, ...] = ("overdue", "rung_begun")  # with whom nothing was answered
_WAITING: tuple[Reason, ...] = ("reminded", "waiting", "due_soon")
# What leaves a letter with its sender: each has its own way on.
_UNDELIVERED: tuple[EventType, ...] = ("undelivered", "refused_at_desk", "returned")


def play_for(item: Outlook, event: Event | None = None) -> Play | None:
    """The most telling play for ``item``, after ``event`` where one was just written down."""
    request = item.request
    if not request.open and event is None:
        return None
    kind, again = (event.type, event.text("child")) if event else (None, "")
    if kind == "reappeared" and not again.startswith(f"{request.path}-"):
        return None  # somebody else is asked this time: the new request says what to do
    moments = (*_of_what_happened(item, event), *_of_how_it_stands(item))
    place = request.institution.kind
    found = plays_for(plays(institution=place), moments, role=request.role, institution=place,
                      addressee=request.addressee)  # fmt: skip
    return found[0] if found else None


def _of_what_happened(item: Outlook, event: Event | None) -> tuple[str, ...]:
    """The moments of ``event``, and of how a letter that is undelivered came back."""
    request = item.request
    kind = event.type if event else None
    if kind in ("received", "registered"):  # who has the number need not ask for it
        kind = "registered" if request.number else "received"
    if kind == "reminded" and not _answer_awaited(item):
        kind = None  # there is something to do meanwhile, and the page says what
    if kind == "verified" and not request.round.last("answered"):
        kind = None  # the play is about what they said
    result = event.result or event.text("reason") if event else ""
    moments = moments_of(event=kind, result=result, channel=_channel(request))
    if request.status == "undelivered" and (how := request.round.last(*_UNDELIVERED)):
        moments += moments_of(event=how.type, result=how.text("reason"))
    return moments


def _of_how_it_stands(item: Outlook) -> tuple[str, ...]:
    """The moments of the answer, the terms and the status, whatever happened last."""
    request = item.request
    moments: tuple[str, ...] = ()
    status: Status | None = request.status
    late = breached(item.obligations)
    timing = item.timing if late else None  # or it is our own day
    following: Reason | None = item.next.reason
    if request.round.last("answered"):  # nobody asks for an answer that came
        timing, following = None, None if following in _SILENT else following
        if request.open and status != "claimed_done" and following != "reminded":
            moments += _of_their_answer(request)
    elif status == "answered":  # what the person had done alone proved not to be
        status = None
    fixed = bool(late) and not any(o.rule.extension for o in late)
    moments += moments_of(timing=timing, following=following, fixed=fixed)
    if request.status == "accepted" and not request.number:  # as on the day it came
        moments += moments_of(event="received", channel=_channel(request))
    else:
        moments += moments_of(status=status, channel=_channel(request))
    return moments + moments_of(situation=request.why_asked if request.open else None)


def _channel(request: Request) -> Channel | None:
    """How the letter went, or is to go while it is a draft."""
    if request.status == "drafted":
        return request.channel
    copies = request.round.written or request.round.copies
    sent = next(reversed(copies), None) or request.round.last("sent")
    return sent.channel if sent else None


def _of_their_answer(request: Request) -> tuple[str, ...]:
    """The moments of what they answered last, and of the look that proved it untrue."""
    if request.untrue:
        return moments_of(event="verified", result="no")
    told = request.round.last("answered", "classified")
    return moments_of(event=told.type, result=told.result or "") if told else ()


def _answer_awaited(item: Outlook) -> bool:
    """Whether to wait for an answer to a reminder is all there is to do."""
    runs = any("reminded" in o.rule.starts and o.state == "open" for o in item.obligations)
    return runs and item.next.reason in _WAITING
