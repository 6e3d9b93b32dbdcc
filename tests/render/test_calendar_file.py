"""The calendar file, read back by another parser than the one that wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.parser import Contentline
from journal import entries, happened, opened

from sferum_cli.core.calendar import Entry
from sferum_cli.core.frozen import replace
from sferum_cli.core.state import New, record
from sferum_cli.render.calendar_file import to_ics

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
RECEIVED = happened(opened(), "sent", "received")
VERIFIED = happened(opened("gosuslugi"), "done_by_user", "verified:yes")
STATES = {
    "nothing received yet": happened(opened(), "sent"),
    "received": RECEIVED,
    "answered": happened(RECEIVED, "answered:refused", first=date(2026, 12, 1)),
    "verified": VERIFIED,
    "agreed": happened(RECEIVED, "agreed:2026-12-01", first=date(2026, 11, 28)),
}
every_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def read_back(content: bytes) -> dict[str, Any]:
    """The events that vobject finds, by their UID."""
    found = vobject.readOne(content.decode())
    return {event.uid.value: event for event in found.contents["vevent"]}


def written(entry: Entry) -> Any:
    return read_back(to_ics([entry], now=NOW))[entry.uid]


@every_state
def test_another_parser_reads_the_same_days(state: Any) -> None:
    found = entries(state)
    events = read_back(to_ics(found, now=NOW))
    assert list(events) == [entry.uid for entry in found]
    for entry in found:
        event = events[entry.uid]
        assert event.dtstart.value == entry.date
        assert event.dtend.value == entry.date + timedelta(days=1)
        assert int(event.sequence.value) == entry.sequence
        assert (event.status.value == "CANCELLED") == entry.cancelled
        assert event.dtstamp.value == NOW
        assert entry.request_id in event.summary.value


@every_state
def test_every_line_keeps_to_the_format(state: Any) -> None:
    content = to_ics(entries(state), now=NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # a letter is never cut in two
    assert lines.count(b"METHOD:PUBLISH") == 1
    assert lines.count(b"VERSION:2.0") == 1


@every_state
def test_the_same_days_give_the_same_bytes(state: Any) -> None:
    assert to_ics(entries(state), now=NOW) == to_ics(entries(state), now=NOW)


@every_state
def test_the_library_would_write_every_byte_so(state: Any) -> None:
    content = to_ics(entries(state), now=NOW)
    assert content.count(b"BEGIN:VEVENT") > 0
    assert Calendar.from_ical(content).to_ical() == content


def rows_of_summary(person: str) -> list[bytes]:
    entry = entries(RECEIVED)[0]
    case = replace(entry.request.case, alias=person)
    content = to_ics([replace(entry, request=replace(entry.request, case=case))], now=NOW)
    summary = content[content.index(b"SUMMARY") : content.index(b"\r\nDTSTART")]
    return summary.split(b"\r\n")


@given(st.text("aя，𝄞 ", min_size=20, max_size=90))
def test_a_line_is_folded_as_the_library_folds_it(person: str) -> None:
    rows = rows_of_summary(person)
    whole = b"".join([rows[0], *(row.removeprefix(b" ") for row in rows[1:])])
    assert b"\r\n".join(rows) == Contentline(whole).to_ical()


@given(st.text("aя;,", min_size=20, max_size=90))
def test_neither_a_letter_nor_an_escape_is_cut_in_two(person: str) -> None:
    rows = rows_of_summary(person)
    assert max(len(row) for row in rows) <= 75
    assert all(row.decode() and not row.endswith(b"\\") for row in rows[:-1])


def test_a_day_is_whole_private_and_leaves_the_person_free() -> None:
    event = written(entries(RECEIVED)[0])
    assert b"DTSTART;VALUE=DATE:20261211\r\n" in to_ics(entries(RECEIVED), now=NOW)
    assert event.transp.value == "TRANSPARENT"
    assert event.contents["class"][0].value == "PRIVATE"


def test_it_reminds_the_day_before_and_on_the_day_at_nine() -> None:
    event = written(entries(RECEIVED)[0])
    midnight = datetime(2026, 12, 11, tzinfo=UTC)
    alarms = [midnight + alarm.trigger.value for alarm in event.contents["valarm"]]
    assert alarms == [datetime(2026, 12, day, 9, tzinfo=UTC) for day in (10, 11)]


def test_a_day_that_is_over_or_struck_out_rings_no_alarm() -> None:
    first = entries(RECEIVED)[0]
    late = datetime(2026, 12, 12, 12, tzinfo=UTC)
    assert b"VALARM" in to_ics([first], now=NOW)
    assert b"VALARM" not in to_ics([first], now=late)
    assert b"VALARM" not in to_ics(entries(STATES["answered"]), now=NOW)


def test_a_date_that_is_an_estimate_is_tentative_and_says_so() -> None:
    guess = written(entries(STATES["nothing received yet"])[0])
    assert guess.status.value == "TENTATIVE"
    assert "(примерно)" in guess.summary.value
    sure = written(entries(RECEIVED)[0])
    assert sure.status.value == "CONFIRMED"
    assert "примерно" not in sure.summary.value


def test_a_day_names_one_command_to_type() -> None:
    assert "sferum status school-1" in written(entries(RECEIVED)[0]).description.value
    again = next(entry for entry in entries(VERIFIED) if entry.rule == "recheck-30")
    assert "sferum log gosuslugi-1 verified" in written(again).description.value


secret = st.text("абвгдежзиклмн ,;:\\\n\"'", max_size=30).map(lambda text: f"Щъ{text}Щъ")


@given(secret, secret)
def test_no_name_and_no_note_is_ever_in_it(note: str, to: str) -> None:
    state = happened(opened(school="municipal"), "sent")
    told = [
        New("forwarded", "school-1", date(2026, 11, 27), {"to": to, "number": note}),
        New("note", "school-1", date(2026, 11, 27), {"note": note}),
        New("agreed", "school-1", NOW.date(), {"until": date(2026, 12, 1), "with": note}),
    ]
    state = record(state, told, at=NOW.isoformat())[0]
    content = to_ics(entries(state), now=NOW).replace(b"\r\n ", b"")
    assert b"school-1" in content
    assert "Щъ" not in content.decode()
