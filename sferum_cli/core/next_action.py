"""The one ranking behind home, status, due and calendar: what to do next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.family import back_again, begun_above, carried_on, go_on_with
from sferum_cli.core.frozen import replace
from sferum_cli.core.obligations import mine
from sferum_cli.core.outlook import (
    SPEAKING,
    Due,
    NextAction,
    Outlook,
    Reason,
    check_due,
    next_recheck,
    timing_of,
)
from sferum_cli.core.request_today import RequestToday
from sferum_cli.core.requests import Request
from sferum_cli.core.waiting import by_its_channel, overdue, waiting
from sferum_cli.core.workdays import WorkCalendar

OWN_AHEAD = timedelta(days=30)  # from when on the person's own term is spoken of each day
OWN_BEHIND = timedelta(days=14)  # until when, once it is over
NUDGE_DAYS = 2  # calendar days after which a letter that was written but not sent is mentioned
UNCLEAR_DAYS = 7  # after which an answer that said nothing is asked about again


def outlook(
    request: Request,
    rules: Sequence[Rule],
    calendar: WorkCalendar,
    *,
    today: date,
    family: Iterable[Request] = (),
    check_after: str = "",
    checked: date | None = None,
    letter: str | None = None,
) -> Outlook:
    """How ``request`` stands on ``today``; the arguments are those of a ``RequestToday``."""
    now = RequestToday(
        request, rules, calendar, today,
        family=tuple(family), check_after=check_after, checked=checked,
        letter=letter,
    )  # fmt: skip
    actions = sorted([_main(now), *_own_terms(now)], key=lambda each: -each.score)
    first = actions[0]
    return Outlook(
        request, now.obligations, first.due,
        timing_of(first, request, now.obligations, today, calendar), first,
        tuple(each for each in actions[1:] if each.reason in SPEAKING),
    )  # fmt: skip


def _own_terms(now: RequestToday) -> list[NextAction]:
    """The person's own terms that are near or just over, each with the way to keep it."""
    found = []
    for own in mine(now.obligations):
        due = Due(own.due, own.rule.id, own.certainty, "own")
        begun = begun_above(now.request, now.family, "court")
        command = (
            go_on_with(now.family, begun) if begun else f"escalate {now.request.id} --to court"
        )
        if now.today > own.due:
            if now.today - own.due <= OWN_BEHIND:
                found.append(now.action("own_overdue", command, due))
        elif own.due - now.today <= OWN_AHEAD:
            found.append(now.action("own_limit", command, due))
    return found


def _main(now: RequestToday) -> NextAction:
    name, round_ = now.request.id, now.round
    match now.request.status:
        case "closed":
            return _ended(now)
        case "planned" if other := begun_above(now.request, now.family):
            return now.action("elsewhere", go_on_with(now.family, other))
        case "planned":
            reason: Reason = "walk_paused" if now.request.walk else "planned"
            return now.quiet(reason, f"continue {name}")
        case "drafted":
            return _drafted(now)
        case "needs_input":
            asked = round_.last("info_requested")
            due = now.day_to_act(asked.date if asked else now.today, "needs_input")
            return now.action("needs_input", f"log {name} info_sent", due)
        case "undelivered":
            back = now.request.last("undelivered", "returned", "refused_at_desk")
            due = now.day_to_act(back.date if back else now.today, "undelivered")
            return now.action("undelivered", _gone(now.request), due)
        case "answered":
            return _answered(now)
        case "claimed_done":
            return _look(now, check_due(now.request, now.obligations, now.check_after))
        case "sent" | "accepted":
            return waiting(now)


def _drafted(now: RequestToday) -> NextAction:
    made = now.request.last("drafted")
    when = (made.date if made else now.today) + timedelta(days=NUDGE_DAYS)
    reason: Reason = "drafted" if when <= now.today else "drafted_today"
    return now.action(reason, _gone(now.request), now.day_to_act(when, "drafted"))


def _gone(request: Request) -> str:
    """What records that its letter has gone, by the channel for which it was made."""
    return f"log {request.id} sent{by_its_channel(request)}"


def _answered(now: RequestToday) -> NextAction:
    """An answer to be sorted, one that said nothing, or a claim that proved untrue."""
    name = now.request.id
    if now.request.untrue and (look := now.request.last("verified")):
        return _up(now, "refused", look.date, "broken")
    answer, told = now.round.last("answered"), now.round.last("classified")
    when = answer.date if answer else now.today
    if told is None or (answer and told.id < answer.id):
        due = now.day_to_act(when, "not_classified")
        return now.action("not_classified", f"log {name} classified", due)
    if now.late:
        return overdue(now)
    again = when + timedelta(days=UNCLEAR_DAYS)
    reason: Reason = "unclear" if again <= now.today else "waiting"
    what = " classified" if reason == "unclear" else ""
    return now.action(reason, f"log {name}{what}", now.day_to_act(again, "unclear"))


def _look(now: RequestToday, due: Due) -> NextAction:
    """To look on that day, or on the later one until which the person put it off."""
    until = now.put_off()
    if until is not None and until > due.date:
        due = replace(due, date=until)
    reason: Reason = "recheck_due" if due.date <= now.today else "recheck_later"
    return now.action(reason, f"log {now.request.id} verified", due)


def _ended(now: RequestToday) -> NextAction:
    request = now.request
    again = next_recheck(request)
    if again:
        days, when = again
        return _look(now, Due(when, f"recheck-{days}", "fact", "recheck"))
    last = request.last("answered", "verified")
    when = last.date if last else now.today
    if back := back_again(now.family):
        return now.action("came_back", go_on_with(now.family, back))
    match request.outcome:
        case "refused" if not request.children:
            return _up(now, "refused", when)
        case "partly_done" if not request.children:
            return _up(now, "refused", when, "partly")
        case "wrong_addressee" if not request.children:
            return _up(now, "not_us", when)
        case "nothing_there":
            return now.action("nothing_there", "")
        case "escalated" if now.late and request.children:
            return now.action("passed_on", f"status {request.children[-1]}")
        case _:
            further = carried_on(request, now.family)
            return now.action("closed", f"status {further}" if further else "")


def _up(now: RequestToday, reason: Reason, when: date, what: str = "") -> NextAction:
    """The next rung: the one that was begun, the operator for "not us", else the best.

    ``what`` tells kinds of one reason apart: a part that was done, a claim that is untrue.
    """
    name = now.request.id
    due = now.day_to_act(when, what or reason)
    if begun := begun_above(now.request, now.family):
        return now.action("rung_begun", go_on_with(now.family, begun), due)
    if now.request.addressee == "court":
        return now.quiet("last_rung", "support court")
    institution = now.request.addressee == "institution"
    to = " --to operator" if reason == "not_us" and institution else ""
    return now.action(reason, f"escalate {name}{to}", due)
