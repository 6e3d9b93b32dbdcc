"""Days as an RFC 5545 file that any calendar can import again; the only owner of icalendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from icalendar import Alarm, Calendar, Component, Event, vText

from sferum_cli.core.calendar import Entry
from sferum_cli.core.workdays import ONE_DAY
from sferum_cli.render.calendar_view import advice, title
from sferum_cli.render.clean import clean

PRODUCT = "-//sferum//sferum calendar//RU"
NINE = timedelta(hours=9)  # in the morning of the day of an alarm
_END = b"END:VCALENDAR\r\n"
_LONGEST = 74  # octets in a row of a folded line, the space before a further row not counted


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
    head: bytes = file.to_ical().removesuffix(_END)
    return b"".join([head, *(part for each in entries for part in _event(each, now)), _END])


def _event(entry: Entry, now: datetime) -> Iterator[bytes]:
    """The lines of an event, in the library's order."""
    said = vText(title(entry)).to_ical()
    yield b"BEGIN:VEVENT\r\n"
    yield _folded(b"SUMMARY:" + said)
    yield _line(Event, "dtstart", entry.date)
    yield _line(Event, "dtend", entry.date + ONE_DAY)
    yield _line(Event, "dtstamp", now.astimezone(UTC))
    yield _folded(b"UID:" + vText(clean(entry.uid)).to_ical())
    yield _line(Event, "sequence", entry.sequence)
    yield _line(Event, "class", "PRIVATE")
    yield _folded(b"DESCRIPTION:" + vText(advice(entry)).to_ical())
    yield _line(Event, "status", _status(entry))
    yield _line(Event, "transp", "TRANSPARENT")
    if not entry.cancelled and entry.date >= now.date():
        told = _folded(b"DESCRIPTION:" + said)
        for days in entry.alarms:
            yield b"BEGIN:VALARM\r\n"
            yield _line(Alarm, "action", "DISPLAY")
            yield told
            yield _line(Alarm, "trigger", NINE - timedelta(days=days))
            yield b"END:VALARM\r\n"
    yield b"END:VEVENT\r\n"


@cache  # most lines are those of every event
def _line(kind: type[Component], name: str, value: Any) -> bytes:
    """One property as the library writes it."""
    part = kind()
    part.add(name, value)
    line: bytes = part.content_line(name.upper(), part[name]).to_ical()
    return line + b"\r\n"


def _folded(line: bytes) -> bytes:
    """A line of UTF-8 as the library folds it, which looks at each letter (RFC 5545, 3.1).

    No row is longer than 75 octets, and neither a letter nor an escape is cut in two.
    """
    rows, start = [], 0
    while len(line) - start > _LONGEST:
        end = start + _LONGEST
        while line[end] & 0xC0 == 0x80:  # the middle of a letter
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        rows.append(line[start:end])
        start = end
    return b"\r\n ".join([*rows, line[start:]]) + b"\r\n"


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.certainty == "estimate" else "CONFIRMED"
