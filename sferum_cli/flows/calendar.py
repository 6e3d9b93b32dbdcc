"""The dates of all requests as a calendar file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sferum_cli.core.calendar import Entry, dates_ahead, earlier
from sferum_cli.core.state import requests_of
from sferum_cli.flows.status import look
from sferum_cli.render.calendar_file import to_ics
from sferum_cli.storage.output import write_new
from sferum_cli.storage.state_file import load_state


def agenda(folder: Path, *, today: date) -> tuple[Entry, ...]:
    """Every day ahead of the requests in ``folder``, and those to be struck out. DamagedFile."""
    state = load_state(folder)
    now = [look(request, today=today) for request in requests_of(state)]
    before = [look(request, today=today) for request in earlier(state)]
    return dates_ahead(now, before, sequence=state.next_id)


def calendar_text(entries: tuple[Entry, ...], *, now: datetime) -> str:
    """The calendar as text with the line ends of its format."""
    return to_ics(entries, now=now).decode()


def write_calendar(
    entries: tuple[Entry, ...], file: Path, *, now: datetime, overwrite: bool
) -> None:
    """Write the calendar to ``file``. Raises BadUsage, above all for one that is there already."""
    write_new(file, to_ics(entries, now=now), overwrite=overwrite)
