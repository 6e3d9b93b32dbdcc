"""How a request stands on one day: its obligations, its date, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from sferum_cli.core.codes import Certainty, Timing
from sferum_cli.core.deadlines import SOON, timing, working_days_left
from sferum_cli.core.events import Day
from sferum_cli.core.frozen import frozen
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar

RECHECK_DAYS = (7, 30, 90)  # after a verified result: has it come back?
LOOK_DAYS = 3  # calendar days until the person looks who was to look and has not yet

DueKind = Literal["term", "courtesy", "check", "recheck", "own", "act"]
Reason = Literal[
    "overdue", "remind", "rung_begun", "needs_input", "drafted", "refused", "not_us", "due_today",
    "own_limit", "not_classified", "undelivered", "second_copy", "post_track", "recheck_due",
    "spoken", "unclear", "due_soon", "silent", "walk_paused", "planned", "drafted_today",
    "unknown_start", "stale", "waiting", "own_overdue", "reminded", "recheck_later", "passed_on",
    "last_rung", "came_back", "elsewhere", "nothing_there", "closed", "plan",
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)

SCORES: dict[Reason, int] = {
    "overdue": 12,
    "remind": 12,
    "rung_begun": 11,
    "needs_input": 10,
    "drafted": 9,
    "refused": 9,
    "not_us": 9,
    "due_today": 8,
    "own_limit": 10,
    "not_classified": 7,
    "undelivered": 7,
    "second_copy": 7,
    "spoken": 7,
    "post_track": 6,
    "recheck_due": 6,
    "unclear": 5,
    "due_soon": 5,
    "silent": 4,
    "walk_paused": 4,
    "planned": 3,
    "drafted_today": 3,
    "plan": 3,
    "unknown_start": 2,
    "stale": 2,
    "waiting": 1,
    "own_overdue": 1,
    "reminded": 0,
    "recheck_later": 0,
    "passed_on": 0,
    "last_rung": 0,
    "came_back": -1,
    "elsewhere": 0,
    "nothing_there": -1,
    "closed": -1,
}
# Of these `due` speaks from the day of their date on.
SPEAKING: frozenset[Reason] = frozenset({
    "overdue", "remind", "rung_begun", "needs_input", "drafted", "refused", "not_us", "due_today",
    "own_limit", "own_overdue", "not_classified", "undelivered", "second_copy", "post_track",
    "spoken", "recheck_due", "unclear", "silent",
})  # fmt: skip


@frozen
class Due:
    """The date to look at now.

    ``rule`` is the id of a deadline rule or, where none stands behind the date, what it is for.
    ``kind``: ``term`` (the other side's), ``courtesy`` (nobody is bound), ``check`` (see whether
    it is done), ``recheck`` (see whether it still is), ``own`` (the person's own term by law),
    ``act`` (the day to do something). ``agreed`` is a day agreed with them, shown beside it.
    """

    date: date
    rule: str
    certainty: Certainty
    kind: DueKind
    agreed: Day | None = None


@frozen
class NextAction:
    """One command to type, the code of its reason, its date if it has one, how urgent it is."""

    command: str
    reason: Reason
    score: int
    due: Due | None = None
    asleep: date | None = None


@frozen
class Outlook:
    """A request as it stands today: its obligations, its date, and what to do about it.

    ``others`` are further things to do that `due` speaks of: above all the person's own terms.
    """

    request: Request
    obligations: tuple[Obligation, ...]
    due: Due | None
    timing: Timing | None
    next: NextAction
    others: tuple[NextAction, ...] = ()

    @property
    def spoken(self) -> tuple[NextAction, ...]:
        """What `due` says of it today."""
        return tuple(each for each in (self.next, *self.others) if speaks(each))


def speaks(action: NextAction) -> bool:
    """Whether `due` tells of ``action`` today: its day has come and nobody put it off."""
    return action.reason in SPEAKING and action.asleep is None


def ranked(outlooks: Iterable[Outlook]) -> list[Outlook]:
    """The most urgent first; among equals the earlier date, then the order of opening."""
    return sorted(outlooks, key=lambda o: (-o.next.score, o.due.date if o.due else date.max))


def next_recheck(request: Request) -> tuple[int, date] | None:
    """After how many days, and when, to look again whether the result still holds."""
    checks = [e.date for e in request.events if e.type == "verified" and e.result == "yes"]
    if request.outcome != "verified_done" or not checks or request.last("reappeared"):
        return None
    for days in RECHECK_DAYS:
        when = checks[0] + timedelta(days=days)
        if when > max(checks):
            return days, when
    return None


# Where the start of the term is what nobody knows, or none began: then nothing is late.
_UNPROVED: tuple[Reason, ...] = ("unknown_start", "post_track", "second_copy", "spoken")


def timing_of(
    first: NextAction,
    request: Request,
    obligations: Sequence[Obligation],
    today: date,
    calendar: WorkCalendar,
) -> Timing | None:
    """Where today stands against the date of ``first``; None where nothing is awaited."""
    if request.status in ("planned", "drafted"):
        return "not_started"
    if any(o.deadline.paused_now and o.state == "open" for o in obligations):
        return "paused"
    due = first.due
    if due is None:
        return None
    guesses = any(o.lacks and o.live for o in obligations)
    if first.reason in _UNPROVED or (first.reason == "silent" and guesses):
        return "unknown_start"
    if due.kind in ("check", "recheck") and due.date <= today:
        return "recheck_due"
    found = next((o for o in obligations if o.live and o.rule.id == due.rule), None)
    if found and found.lacks and today > found.due and due.kind == "term":
        return "unknown_start"
    if found and due.kind in ("term", "courtesy"):
        return timing(found.deadline, today, calendar)
    if today >= due.date:
        return "overdue" if today > due.date else "due_today"
    near = working_days_left(due.date, today, calendar) <= SOON
    return "due_soon" if near else "running"


def due_of(o: Obligation) -> Due:
    """The last day of a term as a date to look at."""
    kind: DueKind = "term" if o.owed_by == "them" else "courtesy"
    return Due(o.due, o.rule.id, o.certainty, kind, o.agreed)


def check_due(request: Request, obligations: Iterable[Obligation], check_after: str) -> Due:
    """When to look at what is claimed to be done: the last day of the rule ``check_after``.

    Without that rule what they say is looked at on its own day, what the person did, who could
    have looked at once, some days later.
    """
    for each in obligations:
        if each.rule.id == check_after:
            return Due(each.due, check_after, "fact", "check")
    claim = request.last("done_by_user", "classified")
    when = claim.date if claim else request.opened or date.min
    if claim and claim.type == "done_by_user":
        when += timedelta(days=LOOK_DAYS)
    return Due(when, "check", "fact", "check")
