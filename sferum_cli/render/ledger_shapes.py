"""The ledger as plain dictionaries: obligations, how each date was computed, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sferum_cli.core.codes import Language
from sferum_cli.core.events import Event
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import NextAction, Outlook


def json_value(value: object) -> object:
    """A day as text, anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def event_shape(event: Event) -> dict[str, Any]:
    """An event with its own fields beside it."""
    own = {key: json_value(value) for key, value in event.data.items()}
    return {
        "id": event.id,
        "at": event.at,
        "type": event.type,
        "date": event.date.isoformat(),
        **own,
    }


def obligation_shape(o: Obligation) -> dict[str, Any]:
    """One obligation of the ledger."""
    return {
        "rule": o.rule.id,
        "round": o.round,
        "owed_by": o.owed_by,
        "due": o.due.isoformat(),
        "state": o.state,
        "certainty": o.certainty,
        "started": o.deadline.start.isoformat(),
        "started_by": _brief(o.start),
        "met_on": o.met.date.isoformat() if o.met else None,
        "met_by": _brief(o.met),
        "ended_on": o.ended.date.isoformat() if o.ended else None,
        "ended_by": _brief(o.ended),
        "days_late": o.days_late,
        "lawful_until": json_value(o.lawful_until),
        "extended_until": json_value(o.extended_until),
        "agreed": json_value(o.agreed),
    }


def _brief(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"id": event.id, "type": event.type, "date": event.date.isoformat()}


def why_shape(item: Outlook, lang: Language) -> dict[str, Any]:
    """Each date of a request with its calculation, and what is to be done about them now."""
    return {
        "id": item.request.id,
        "person": item.request.person or None,
        "people": list(item.request.people),
        "next": {"command": item.next.command, "reason": item.next.reason},
        "dates": [_calculation(o, lang) for o in item.obligations],
    }


def _calculation(o: Obligation, lang: Language) -> dict[str, Any]:
    deadline = o.deadline
    limit = deadline.extension_limit
    return {
        "date": deadline.due.isoformat(),
        "rule": deadline.rule.id,
        "round": o.round,
        "owed_by": o.owed_by,
        "state": o.state,
        "met_by": _brief(o.met),
        "ended_by": _brief(o.ended),
        "days_late": o.days_late,
        "trigger": event_shape(o.start),
        "amount": deadline.rule.amount,
        "unit": deadline.rule.unit,
        "counted": [day.isoformat() for day in deadline.counted],
        "skipped": [off.date.isoformat() for off in deadline.skipped],
        "skipped_names": {
            off.date.isoformat(): off.name.pick(lang) for off in deadline.skipped if off.name
        },
        "plain": deadline.plain.isoformat(),
        "moved": deadline.moved,
        "extended": deadline.extended,
        "extension_limit": json_value(limit),
        "too_long": o.extended_until is not None and (limit is None or o.extended_until > limit),
        "paused_days": deadline.paused_days,
        "certainty": o.certainty,
        "binding": deadline.rule.binding,
        "running": o.live,
        "source": deadline.rule.sources[0] if deadline.rule.sources else None,
        "own": deadline.rule.added,
        "own_years": list(deadline.added_years),
    }


def _what(action: NextAction) -> str:
    """The rule that is due, or the reason where no rule stands behind it."""
    due = action.due
    return due.rule if due and due.kind in ("term", "courtesy", "own") else action.reason


def due_shape(items: Sequence[Outlook]) -> dict[str, Any]:
    """What is due today."""
    rows = [
        {
            "id": item.request.id,
            "person": item.request.person or None,
            "people": list(item.request.people),
            "what": _what(each),
            "timing": item.timing,
            "date": each.due.date.isoformat() if each.due else None,
            "command": each.command,
        }
        for item in items
        for each in item.spoken
    ]
    return {"due": rows}
