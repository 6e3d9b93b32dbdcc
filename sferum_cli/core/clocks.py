"""Which deadlines run for a request, from its events and the rules of its path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sferum_cli.core import events as ev
from sferum_cli.core.deadlines import (
    SOON,
    Deadline,
    Pause,
    Rule,
    compute,
    timing,
    working_days_left,
)
from sferum_cli.core.events import Day, Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar

RECHECK_DAYS = (7, 30, 90)
STATE_SCHOOLS = ("state", "municipal")


@frozen
class Clock:
    """One deadline of one request: the event that started it and whether it still runs."""

    deadline: Deadline
    trigger: Event
    running: bool


@frozen
class Due:
    """The date to look at now. ``original`` is kept where the person moved it.

    ``kind`` is ``clock`` (the other side's term), ``courtesy`` (nobody is bound), ``check`` (see
    whether it is done), ``recheck`` (see whether it still is) or ``own`` (the person's own date).
    """

    date: date
    rule: str
    certainty: str
    kind: str
    original: Day | None = None


def clocks_of(request: Request, rules: Sequence[Rule], calendar: WorkCalendar) -> tuple[Clock, ...]:
    """The clocks of ``request``, the earliest due first."""
    running = request.status in (ev.SENT, ev.ACCEPTED, ev.NEEDS_INPUT)
    clocks = []
    for rule in rules:
        if rule.schools == "state" and request.school not in STATE_SCHOOLS:
            continue
        trigger, documented = _trigger(request, rule)
        if trigger is None:
            continue
        deadline = compute(
            rule,
            trigger.date,
            calendar,
            documented=documented,
            extended_until=_extended_until(request, rule, trigger),
            pauses=_pauses(request),
        )
        still = not request.children if rule.own else running or rule.basis == "done"
        clocks.append(Clock(deadline, trigger, still))
    return tuple(sorted(clocks, key=lambda clock: (clock.deadline.due, clock.deadline.rule.id)))


def _trigger(request: Request, rule: Rule) -> tuple[Event | None, bool]:
    """The event that starts ``rule`` and whether that start is documented."""
    sent = request.last("sent")
    numbered = next((e for e in request.events if e.type == "received" and e.text("number")), None)
    match rule.basis:
        case "sent":
            return sent, True
        case "receipt":
            start = request.first("received") or request.first("registered")
        case "registration":
            start = request.first("registered") or numbered
        case "forwarded":
            return request.last("forwarded"), True
        case "done":
            return request.last("done_by_user"), True
        case "info_sent":
            return request.last("info_sent"), True
        case "reminder":
            return reminder_of(request), True
        case "refusal":
            refused = (e for e in request.events if e.text("result") == "refused")
            return next(refused, None), True
        case _:
            return None, False
    return (start, True) if start else (sent, False)


def reminder_of(request: Request) -> Event | None:
    """The one reminder that was written for ``request``."""
    return next((e for e in request.events if e.text("letter") == "reminder"), None)


def _extended_until(request: Request, rule: Rule, trigger: Event) -> date | None:
    if rule.extension is None:
        return None
    event = request.last("extended")
    return event.day("until") if event and event.id > trigger.id else None


def _pauses(request: Request) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    for event in request.events:
        if event.type == "info_requested":
            pauses.append(Pause(event.date, None))
        elif event.type == "info_sent" and pauses and pauses[-1].end is None:
            pauses[-1] = Pause(pauses[-1].start, max(event.date, pauses[-1].start))
    return tuple(pauses)


def next_recheck(request: Request) -> tuple[int, date] | None:
    """After how many days, and when, to look again whether the result still holds."""
    checks = [e.date for e in request.events if e.type == "verified" and e.text("result") == "yes"]
    if request.outcome != "verified_done" or not checks or request.last("reappeared"):
        return None
    for days in RECHECK_DAYS:
        when = checks[0] + timedelta(days=days)
        if when > max(checks):
            return days, when
    return None


def due_of(request: Request, clocks: Sequence[Clock], *, check_after: str = "") -> Due | None:
    """The one date that matters next for ``request``, or None where nothing is awaited.

    ``check_after`` names the rule after which a claim can first be checked.
    """
    due = _natural_due(request, clocks, check_after)
    moved = request.last("due_changed")
    until = moved.day("until") if moved else None
    if until is None or not (request.open or due):
        return due
    return Due(until, due.rule if due else "own", "fact", "own", due.date if due else None)


def _natural_due(request: Request, clocks: Sequence[Clock], check_after: str) -> Due | None:
    if request.outcome == "verified_done":
        again = next_recheck(request)
        return Due(again[1], f"recheck-{again[0]}", "fact", "recheck") if again else None
    if request.status == ev.CLAIMED:
        claim = request.last("done_by_user", "classified")
        for clock in clocks:
            if clock.deadline.rule.id == check_after:
                return Due(clock.deadline.due, check_after, "fact", "check")
        return Due(claim.date, "check", "fact", "check") if claim else None
    for clock in clocks:
        if clock.running and clock.deadline.rule.own:
            d = clock.deadline
            return Due(d.due, d.rule.id, d.certainty, "own")
        if clock.running and request.open and not clock.deadline.paused_now:
            kind = "clock" if clock.deadline.rule.binding else "courtesy"
            d = clock.deadline
            return Due(d.due, d.rule.id, d.certainty, kind)
    return None


def timing_of(
    request: Request, clocks: Sequence[Clock], due: Due | None, today: date, calendar: WorkCalendar
) -> str | None:
    """Where ``today`` stands against the request's date; None where no date is awaited."""
    if request.status in (ev.PLANNED, ev.DRAFTED):
        return "not_started"
    running = [clock for clock in clocks if clock.running and request.open]
    if request.status == ev.NEEDS_INPUT and any(c.deadline.paused_now for c in running):
        return "paused"
    if due is None:
        return None
    if due.kind in ("check", "recheck") and due.date <= today:
        return "recheck_due"
    if due.certainty == "estimate" and request.status == ev.SENT and not _documented(request):
        return "unknown_start"
    found = next((c for c in running if c.deadline.rule.id == due.rule), None)
    if found and due.kind in ("clock", "courtesy"):
        return timing(found.deadline, today, calendar)
    if today >= due.date:
        return "overdue" if today > due.date else "due_today"
    return "due_soon" if working_days_left(due.date, today, calendar) <= SOON else "running"


def _documented(request: Request) -> bool:
    return request.last("received", "registered") is not None
