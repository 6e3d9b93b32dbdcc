"""The one ranking behind home, status, due and calendar: what to do next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.desk import Desk
from sferum_cli.core.family import back_again, begun_above, go_on_with
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
from sferum_cli.core.requests import Request
from sferum_cli.core.waiting import overdue, waiting
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
) -> Outlook:
    """How ``request`` stands on ``today`` under ``rules``; the others are those of a ``Desk``."""
    desk = Desk(
        request, rules, calendar, today,
        family=tuple(family), check_after=check_after, checked=checked,
    )  # fmt: skip
    actions = sorted([_main(desk), *_own_terms(desk)], key=lambda each: -each.score)
    first = actions[0]
    return Outlook(
        request, desk.obligations, first.due,
        timing_of(first, request, desk.obligations, today, calendar), first,
        tuple(each for each in actions[1:] if each.reason in SPEAKING),
    )  # fmt: skip


def _own_terms(desk: Desk) -> list[NextAction]:
    """The person's own terms that are near or just over, each with the way to keep it."""
    found = []
    for own in mine(desk.obligations):
        due = Due(own.due, own.rule.id, own.certainty, "own")
        begun = begun_above(desk.request, desk.family, "court")
        command = (
            go_on_with(desk.family, begun) if begun else f"escalate {desk.request.id} --to court"
        )
        if desk.today > own.due:
            if desk.today - own.due <= OWN_BEHIND:
                found.append(desk.action("own_overdue", command, due))
        elif own.due - desk.today <= OWN_AHEAD:
            found.append(desk.action("own_limit", command, due))
    return found


def _main(desk: Desk) -> NextAction:
    name, round_ = desk.request.id, desk.round
    match desk.request.status:
        case "closed":
            return _ended(desk)
        case "planned" if other := begun_above(desk.request, desk.family):
            return desk.action("elsewhere", go_on_with(desk.family, other))
        case "planned":
            reason: Reason = "walk_paused" if desk.request.walk else "planned"
            return desk.quiet(reason, f"continue {name}")
        case "drafted":
            return _drafted(desk)
        case "needs_input":
            asked = round_.last("info_requested")
            due = desk.day_to_act(asked.date if asked else desk.today, "needs_input")
            return desk.action("needs_input", f"log {name} info_sent", due)
        case "undelivered":
            back = desk.request.last("undelivered", "returned", "refused_at_desk")
            due = desk.day_to_act(back.date if back else desk.today, "undelivered")
            return desk.action("undelivered", f"log {name} sent", due)
        case "answered":
            return _answered(desk)
        case "claimed_done":
            return _look(desk, check_due(desk.request, desk.obligations, desk.check_after))
        case "sent" | "accepted":
            return waiting(desk)


def _drafted(desk: Desk) -> NextAction:
    made = desk.request.last("drafted")
    when = (made.date if made else desk.today) + timedelta(days=NUDGE_DAYS)
    reason: Reason = "drafted" if when <= desk.today else "drafted_today"
    return desk.action(reason, f"log {desk.request.id} sent", desk.day_to_act(when, "drafted"))


def _answered(desk: Desk) -> NextAction:
    """An answer to be sorted, one that said nothing, or a claim that proved untrue."""
    name = desk.request.id
    last = desk.request.last("answered", "verified")
    if last is not None and last.type == "verified":
        return _up(desk, "refused", last.date, "broken")
    answer, told = desk.round.last("answered"), desk.round.last("classified")
    when = answer.date if answer else desk.today
    if told is None or (answer and told.id < answer.id):
        due = desk.day_to_act(when, "not_classified")
        return desk.action("not_classified", f"log {name} classified", due)
    if desk.late:
        return overdue(desk)
    again = when + timedelta(days=UNCLEAR_DAYS)
    reason: Reason = "unclear" if again <= desk.today else "waiting"
    what = " classified" if reason == "unclear" else ""
    return desk.action(reason, f"log {name}{what}", desk.day_to_act(again, "unclear"))


def _look(desk: Desk, due: Due) -> NextAction:
    """To look on that day, or on the later one until which the person put it off."""
    until = desk.put_off()
    if until is not None and until > due.date:
        due = replace(due, date=until)
    reason: Reason = "recheck_due" if due.date <= desk.today else "recheck_later"
    return desk.action(reason, f"log {desk.request.id} verified", due)


def _ended(desk: Desk) -> NextAction:
    request = desk.request
    again = next_recheck(request)
    if again:
        days, when = again
        return _look(desk, Due(when, f"recheck-{days}", "fact", "recheck"))
    last = request.last("answered", "verified")
    when = last.date if last else desk.today
    if back := back_again(desk.family):
        return desk.action("came_back", go_on_with(desk.family, back))
    match request.outcome:
        case "refused" if not request.children:
            return _up(desk, "refused", when)
        case "partly_done" if not request.children:
            return _up(desk, "refused", when, "partly")
        case "wrong_addressee" if not request.children:
            return _up(desk, "not_us", when)
        case "nothing_there":
            return desk.action("nothing_there", "")
        case "escalated" if desk.late and request.children:
            return desk.action("passed_on", f"status {request.children[-1]}")
        case _:
            return desk.action("closed", "")


def _up(desk: Desk, reason: Reason, when: date, what: str = "") -> NextAction:
    """The next rung: the one that was begun, the operator for "not us", else the best.

    ``what`` tells kinds of one reason apart: a part that was done, a claim that is untrue.
    """
    name = desk.request.id
    due = desk.day_to_act(when, what or reason)
    if begun := begun_above(desk.request, desk.family):
        return desk.action("rung_begun", go_on_with(desk.family, begun), due)
    if desk.request.addressee == "court":
        return desk.quiet("last_rung", "support court")
    institution = desk.request.addressee == "institution"
    to = " --to operator" if reason == "not_us" and institution else ""
    return desk.action(reason, f"escalate {name}{to}", due)
