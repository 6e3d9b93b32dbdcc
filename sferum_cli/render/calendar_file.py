"""Days as an RFC 5545 file that any calendar can import again; the only owner of icalendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from sferum_cli.core.calendar import Entry
from sferum_cli.render.calendar_view import advice, title
from sferum_cli.render.clean import clean

PRODUCT = "-//sferum//sferum calendar//RU"
ONE_DAY = timedelta(days=1)
NINE = timedelta(hours=9)  # in the morning of the day of an alarm


def to_ics(entries: Iterable[Entry], *, now: datetime) -> bytes:
    """``entries`` as whole days; the same entries and moment give the same bytes.

    ``now`` is aware. The file publishes (RFC 5546, 3.2.1): a calendar that knows a UID takes the
    one with the higher SEQUENCE, or strikes it out. A day that is over rings no alarm.
    """
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for entry in entries:
        file.add_component(_event(entry, now))
    content: bytes = file.to_ical()
    return content


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", clean(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.date)
    event.add("dtend", entry.date + ONE_DAY)
    event.add("summary", title(entry))
    event.add("description", advice(entry))
    event.add("status", _status(entry))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if not entry.cancelled and entry.date >= now.date():
        for days in entry.alarms:
            trigger = NINE - timedelta(days=days)
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title(entry))
            alarm.add("trigger", trigger)
            event.add_component(alarm)
    return event


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.certainty == "estimate" else "CONFIRMED"
