"""The one ranking behind home, status, due and calendar: what to do next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sferum_cli.core import events as ev
from sferum_cli.core.clocks import Clock, Due, clocks_of, due_of, timing_of
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.frozen import frozen
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar

STALE = timedelta(days=180)  # after which what we know of a path should be looked at again
OWN_NEAR = 7  # calendar days before the end of the person's own term
NUDGE_DAYS = 2  # calendar days after which a letter that was written but not sent is mentioned
SNOOZED = 20

SCORES = {
    "overdue": 12,
    "needs_input": 10,
    "drafted": 9,
    "refused": 9,
    "due_today": 8,
    "not_classified": 7,
    "undelivered": 7,
    "recheck_due": 6,
    "due_soon": 5,
    "walk_paused": 4,
    "planned": 3,
    "drafted_today": 3,
    "unknown_start": 2,
    "waiting": 1,
    "recheck_later": 0,
    "passed_on": 0,
    "own_limit": 8,
    "own_overdue": 1,
    "reminded": 0,
    "stale": 2,
    "closed": -1,
}


@frozen
class NextAction:
    """One command to type, the code of its reason and how urgent it is."""

    command: str
    reason: str
    score: int


@frozen
class Outlook:
    """A request as it stands today: its clocks, its date, and what to do about it."""

    request: Request
    clocks: tuple[Clock, ...]
    due: Due | None
    timing: str | None
    next: NextAction


def outlook(
    request: Request,
    rules: Sequence[Rule],
    calendar: WorkCalendar,
    *,
    today: date,
    check_after: str = "",
    checked: date | None = None,
) -> Outlook:
    """How ``request`` stands on ``today`` under ``rules``.

    ``checked`` is the day on which what we know of its path was last checked.
    """
    clocks = clocks_of(request, rules, calendar)
    due = due_of(request, clocks, check_after=check_after)
    timing = timing_of(request, clocks, due, today, calendar)
    action = _next(request, timing, due, today=today, clocks=clocks)
    if action.reason == "waiting" and checked and today - checked > STALE:
        action = NextAction(f"sferum sources --path {request.path}", "stale", SCORES["stale"])
    return Outlook(request, clocks, due, timing, action)


def ranked(outlooks: Iterable[Outlook]) -> list[Outlook]:
    """The most urgent first; among equals the earlier date, then the order of opening."""
    return sorted(outlooks, key=lambda o: (-o.next.score, o.due.date if o.due else date.max))


def _next(
    request: Request, timing: str | None, due: Due | None, *, today: date, clocks: Sequence[Clock]
) -> NextAction:
    reason, command = _reason(request, timing, due, today)
    if reason == "overdue" and _reminder_runs(clocks, today):
        reason, command = "reminded", f"status {request.id}"
    score = SCORES[reason]
    snoozed = request.last("snoozed")
    until = snoozed.day("until") if snoozed else None
    if until is not None and today < until:
        score -= SNOOZED
    return NextAction(f"sferum {command}", reason, score)


def _reason(request: Request, timing: str | None, due: Due | None, today: date) -> tuple[str, str]:
    name = request.id
    if due is not None and due.kind == "own" and due.rule != "own":
        if today > due.date:
            return "own_overdue", f"escalate {name}"
        if due.date - today <= timedelta(days=OWN_NEAR):
            return "own_limit", f"escalate {name}"
    match request.status:
        case ev.CLOSED:
            return _after_the_end(request, timing)
        case ev.NEEDS_INPUT:
            return "needs_input", f"log {name} info_sent"
        case ev.ANSWERED:
            return _after_an_answer(request)
        case ev.UNDELIVERED:
            return "undelivered", f"log {name} sent"
        case ev.PLANNED:
            return ("walk_paused" if request.walk else "planned"), f"continue {name}"
        case ev.DRAFTED:
            made = request.last("drafted")
            waits = made is not None and today - made.date >= timedelta(days=NUDGE_DAYS)
            return ("drafted" if waits else "drafted_today"), f"log {name} sent"
    if timing in ("overdue", "long_overdue") and (due is None or due.kind != "courtesy"):
        if request.children:  # the person has acted on it: no nagging
            return "passed_on", f"status {request.children[-1]}"
        return "overdue", f"escalate {name}"
    if timing in ("overdue", "long_overdue", "recheck_due"):
        return "recheck_due", f"log {name} verified"
    if timing == "unknown_start":
        return "unknown_start", f"log {name} received"
    if timing in ("due_today", "due_soon"):
        return timing, f"log {name}"
    return "waiting", f"status {name}"


def _reminder_runs(clocks: Sequence[Clock], today: date) -> bool:
    """Whether the other side still has the time that the reminder gave it."""
    return any(c.deadline.rule.basis == "reminder" and today <= c.deadline.due for c in clocks)


def _after_the_end(request: Request, timing: str | None) -> tuple[str, str]:
    if timing == "recheck_due":
        return "recheck_due", f"log {request.id} verified"
    if request.outcome in ("refused", "partly_done") and not request.children:
        return "refused", f"escalate {request.id}"
    if timing is not None:
        return "recheck_later", f"status {request.id}"
    return "closed", f"status {request.id}"


def _after_an_answer(request: Request) -> tuple[str, str]:
    """An answer to be sorted, or a claim that turned out not to be true."""
    last = request.last("answered", "verified")
    if last is not None and last.type == "verified":
        return "refused", f"escalate {request.id}"
    return "not_classified", f"log {request.id} classified"
