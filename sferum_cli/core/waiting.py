"""What to do while the other side has to act: wait, find out, remind, go one rung up."""

from __future__ import annotations

from datetime import timedelta

from sferum_cli.core.deadlines import SOON, working_days_left
from sferum_cli.core.family import begun_above, go_on_with
from sferum_cli.core.letter_copies import is_in_writing, reminder_to_send
from sferum_cli.core.outlook import NextAction, Reason, due_of
from sferum_cli.core.receipts import days_to_chase
from sferum_cli.core.request_today import RequestToday
from sferum_cli.core.requests import Request

STALE = timedelta(days=180)  # after which what we know of a path should be looked at again
REMIND_WITHIN = 10  # working days of delay in which a reminder comes before the next rung
REMINDED_RUNGS = (1, 2, 3)  # on which it does


def waiting(now: RequestToday) -> NextAction:
    """What to do about a letter that went out and was not answered."""
    name = now.request.id
    if now.late:
        return overdue(now)
    if posted := _posted(now):
        return posted
    courtesy = [o for o in now.obligations if o.owed_by == "nobody" and o.state == "open"]
    terms = [*now.ahead, *courtesy]
    if now.round.spoken and not terms:
        due = now.day_to_act(now.round.copies[-1].date, "spoken")
        return now.action("spoken", _in_writing(now), due)
    ahead = [o for o in terms if o.due >= now.today]
    guesses = [o for o in terms if o.lacks]
    if guesses and not ahead:
        return now.quiet("unknown_start", f"log {name} {guesses[0].lacks}")
    if not ahead:
        return now.quiet("waiting", f"log {name}")
    due = due_of(ahead[0])
    if ahead[0].lacks:
        return now.action("unknown_start", f"log {name} {ahead[0].lacks}", due)
    if now.checked and now.today - now.checked > STALE:
        return now.action("stale", f"sources --path {now.request.path}", due)
    if due.date == now.today:
        return now.action("due_today", f"log {name}", due)
    soon = working_days_left(due.date, now.today, now.calendar) <= SOON
    return now.action("due_soon" if soon else "waiting", f"log {name}", due)


def _in_writing(now: RequestToday) -> str:
    """What was only said has to be written, then sent, then recorded: what is next of these."""
    name = now.request.id
    if now.letter is not None and not is_in_writing(now.request):
        kind = f"{now.letter} " if now.letter else ""
        return f"letter {kind}--request {name}"
    flag = " --copy" if now.request.status == "sent" else ""
    return f"log {name} sent{flag}{by_its_channel(now.request)}"


def overdue(now: RequestToday) -> NextAction:
    """Something is late: the reminder first, then the next rung."""
    first, name = now.late[0], now.request.id
    due = due_of(first)
    if now.request.children:  # the person has acted on it: no nagging
        return now.action("passed_on", f"status {now.request.children[-1]}", due)
    if _reminder_waits(now):
        return now.action("remind", f"log {name} reminded", due)
    begun = begun_above(now.request, now.family)
    if begun and (_at_work(now, begun) or not _reminder_first(now)):
        return now.action("rung_begun", go_on_with(now.family, begun), due)
    runs = [o for o in now.obligations if "reminded" in o.rule.starts and o.state == "open"]
    if runs:
        return now.action("reminded", f"log {name}", due_of(runs[0]))
    if _reminder_first(now):
        return now.action("remind", f"letter reminder --request {name}", due)
    if now.request.addressee == "court":
        return now.action("last_rung", "support court", due)
    return now.action("overdue", f"escalate {name}", due)


def by_its_channel(request: Request) -> str:
    """The flag that says how the letter that is ready is to go; empty where nothing tells."""
    return f" --channel {request.channel_ahead}" if request.channel_ahead else ""


def _reminder_first(now: RequestToday) -> bool:
    """Whether the term is over for so few days that nobody was reminded and should be."""
    late = now.calendar.working_between(now.late[0].due, now.today)
    human = now.request.rung in REMINDED_RUNGS and now.round.last("reminded") is None
    return human and late < REMIND_WITHIN


def _at_work(now: RequestToday, name: str) -> bool:
    """Whether anything was done for the next rung: to have read about it changes no advice."""
    return any(r.id == name and (r.status != "planned" or r.walk) for r in now.family)


def _reminder_waits(now: RequestToday) -> bool:
    """Whether a reminder was written after all else and is still worth sending.

    Who wrote it late has as long for it as for one that was to be written in time.
    """
    made, begun = reminder_to_send(now.request), begun_above(now.request, now.family)
    above = [event.id for r in now.family if r.id == begun for event in r.events]
    if made is None or (_at_work(now, begun) and max(above, default=0) > made.id):
        return False
    since = max(made.date, now.late[0].due)
    return now.calendar.working_between(since, now.today) < REMIND_WITHIN


def _posted(now: RequestToday) -> NextAction | None:
    """A letter of no receipt: find out whether it arrived, then send it once more."""
    days = days_to_chase(now.request, now.obligations, now.today)
    if days is None:
        return None
    name, (track, copy) = now.request.id, days
    if now.today >= copy:
        due = now.day_to_act(copy, "second_copy")
        command = f"log {name} sent --copy{by_its_channel(now.request)}"
        return now.action("second_copy", command, due)
    reason: Reason = "post_track" if now.today >= track else "unknown_start"
    return now.action(reason, f"log {name} received", now.day_to_act(track, "post_track"))
