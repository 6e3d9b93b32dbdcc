"""What to do while the other side has to act: wait, find out, remind, go one rung up."""

from __future__ import annotations

from datetime import timedelta

from sferum_cli.core.deadlines import SOON, working_days_left
from sferum_cli.core.desk import Desk
from sferum_cli.core.family import begun_above, go_on_with
from sferum_cli.core.letter_copies import reminder_to_send
from sferum_cli.core.outlook import NextAction, Reason, due_of
from sferum_cli.core.receipts import days_to_chase

STALE = timedelta(days=180)  # after which what we know of a path should be looked at again
REMIND_WITHIN = 10  # working days of delay in which a reminder comes before the next rung
_REMINDED_RUNGS = (1, 2, 3)


def waiting(desk: Desk) -> NextAction:
    """What to do about a letter that went out and was not answered."""
    name = desk.request.id
    if desk.late:
        return overdue(desk)
    if posted := _posted(desk):
        return posted
    courtesy = [o for o in desk.obligations if o.owed_by == "nobody" and o.state == "open"]
    terms = [*desk.ahead, *courtesy]
    ahead = [o for o in terms if o.due >= desk.today]
    guesses = [o for o in terms if o.lacks]
    if guesses and not ahead:
        return desk.quiet("unknown_start", f"log {name} {guesses[0].lacks}")
    if not ahead:
        return desk.quiet("waiting", f"log {name}")
    due = due_of(ahead[0])
    if ahead[0].lacks:
        return desk.action("unknown_start", f"log {name} {ahead[0].lacks}", due)
    if desk.checked and desk.today - desk.checked > STALE:
        return desk.action("stale", f"sources --path {desk.request.path}", due)
    if due.date == desk.today:
        return desk.action("due_today", f"log {name}", due)
    soon = working_days_left(due.date, desk.today, desk.calendar) <= SOON
    return desk.action("due_soon" if soon else "waiting", f"log {name}", due)


def overdue(desk: Desk) -> NextAction:
    """Something is late: the reminder first, then the next rung."""
    first, name = desk.late[0], desk.request.id
    due = due_of(first)
    if desk.request.children:  # the person has acted on it: no nagging
        return desk.action("passed_on", f"status {desk.request.children[-1]}", due)
    if _reminder_waits(desk):
        return desk.action("remind", f"log {name} reminded", due)
    if begun := begun_above(desk.request, desk.family):
        return desk.action("rung_begun", go_on_with(desk.family, begun), due)
    runs = [o for o in desk.obligations if "reminded" in o.rule.starts and o.state == "open"]
    if runs:
        return desk.action("reminded", f"log {name}", due_of(runs[0]))
    late = desk.calendar.working_between(first.due, desk.today)
    human = desk.request.rung in _REMINDED_RUNGS and desk.round.last("reminded") is None
    if human and late < REMIND_WITHIN:
        return desk.action("remind", f"letter reminder --request {name}", due)
    if desk.request.addressee == "court":
        return desk.action("last_rung", "support court", due)
    return desk.action("overdue", f"escalate {name}", due)


def _reminder_waits(desk: Desk) -> bool:
    """Whether a reminder was written after all else and is still worth sending.

    Who wrote it late has as long for it as for one that was to be written in time.
    """
    made, begun = reminder_to_send(desk.request), begun_above(desk.request, desk.family)
    above = (event.id for r in desk.family if r.id == begun for event in r.events)
    if made is None or max(above, default=0) > made.id:
        return False
    since = max(made.date, desk.late[0].due)
    return desk.calendar.working_between(since, desk.today) < REMIND_WITHIN


def _posted(desk: Desk) -> NextAction | None:
    """A letter of no receipt: find out whether it arrived, then send it once more."""
    days = days_to_chase(desk.request, desk.obligations, desk.today)
    if days is None:
        return None
    name, (track, copy) = desk.request.id, days
    if desk.today >= copy:
        due = desk.day_to_act(copy, "second_copy")
        return desk.action("second_copy", f"log {name} sent --copy", due)
    reason: Reason = "post_track" if desk.today >= track else "unknown_start"
    return desk.action(reason, f"log {name} received", desk.day_to_act(track, "post_track"))
