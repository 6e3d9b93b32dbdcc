"""What was written down wrongly and put right later: the events as they are then."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.events import Event
from sferum_cli.core.frozen import replace


def corrected(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """``events`` with what was put right later put right; the corrections stay among them."""
    fixes = [e for e in events if e.type == "corrected"]
    if not fixes:
        return events
    found = {event.id: event for event in events}
    for fix in fixes:
        if wrong := found.get(fix.number("event")):
            found[wrong.id] = put_right(wrong, fix)
    return tuple(found.values())


def put_right(event: Event, fix: Event) -> Event:
    """``event`` as the ``corrected`` event ``fix`` has it."""
    field, value = fix.text("field"), fix.data.get("to")
    if field == "date":
        return replace(event, date=value) if isinstance(value, date) else event
    if value is None:
        return event
    return replace(event, data={**event.data, field: value})
