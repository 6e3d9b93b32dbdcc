"""Why the next command is the next one, in a sentence."""

from __future__ import annotations

from sferum_cli.core.outlook import NextAction, Outlook
from sferum_cli.core.receipts import went_by_post
from sferum_cli.core.requests import Request
from sferum_cli.core.waiting import REMIND_WITHIN, REMINDED_RUNGS
from sferum_cli.render.obligations import whom
from sferum_cli.text import day, plural, t


def reason_line(item: Outlook, action: NextAction | None = None) -> str:
    """The reason for the next command in a sentence."""
    action = action or item.next
    due = action.due
    key = f"next.{action.reason}"
    if action.reason == "overdue":
        answered = item.request.round.last("answered")
        key = "next.overdue_unclear" if answered else "next.overdue"
        key += ".unreminded" if is_too_late_to_remind(item.request) else ""
    elif action.reason == "closed":
        key = _closed_key(item.request, action)
    elif due and (action.reason, due.rule) in _TOLD_APART:
        key = f"next.{action.reason}.{due.rule}"
    elif is_reminder_to_send(action):
        key = "next.remind.written"
    elif action.reason == "remind" and not _may_move(item, action):
        key = "next.remind.fixed"
    elif action.reason == "spoken" and action.command.startswith("sferum letter "):
        key = "next.spoken.letter"
    elif action.reason == "unknown_start" and action.command.endswith(" registered"):
        key = "next.unknown_start.registered"
    elif action.reason == "post_track" and not went_by_post(item.request):
        key = "next.post_track.direct"
    about = t("due.about") if due and due.certainty == "estimate" else ""
    return t(
        key,
        id=item.request.id,
        date=f"{about}{day(due.date)}" if due else "",
        who=t(whom(item.request)),
        until=day(action.asleep) if action.asleep else "",
        within=plural(REMIND_WITHIN, "count.working_day"),
    )


def _closed_key(request: Request, action: NextAction) -> str:
    """Whether it is all over, goes on elsewhere, or was left by the person."""
    if action.command != "sferum":
        return "next.closed.further"
    left = request.outcome in ("abandoned", "withdrawn") and not request.success
    return "next.closed.left" if left else "next.closed"


def is_too_late_to_remind(request: Request) -> bool:
    """Whether a reminder would have come first, but nobody sent one while it was worth it."""
    return request.rung in REMINDED_RUNGS and request.round.last("reminded") is None


def is_reminder_to_send(action: NextAction) -> bool:
    """Whether the reminder that is to come first is written and waits to be sent."""
    return action.reason == "remind" and action.command.endswith(" reminded")


def _may_move(item: Outlook, action: NextAction) -> bool:
    """Whether the other side may have extended the term that is over."""
    rules = (o.rule for o in item.obligations if action.due and o.rule.id == action.due.rule)
    return any(rule.extension for rule in rules)


# What one reason says of different days.
_TOLD_APART = (("unknown_start", "post_track"), ("waiting", "unclear"), ("refused", "partly"))
