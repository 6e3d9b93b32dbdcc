"""The dates of all requests as a calendar file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sferum_cli.core.calendar import Entry, all_gone, calendar_days, entries_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, requests_of, undone_ids
from sferum_cli.flows.status import outlooks
from sferum_cli.render.calendar_file import to_ics
from sferum_cli.shelf.deadlines import work_calendar
from sferum_cli.storage.output import write_new
from sferum_cli.storage.state_file import load_state


def agenda(folder: Path, *, today: date) -> tuple[Entry, ...]:
    """Every day ahead of the requests in ``folder``, and those to be struck out. DamagedFile."""
    return agenda_of(load_state(folder), today=today)


def agenda_of(state: State, *, today: date) -> tuple[Entry, ...]:
    """Every day ahead of the requests of ``state``, and those to be struck out."""
    work, sequence = work_calendar(), state.next_id
    before = {item.request.id: item for item in outlooks(_with_undone(state), today=today)}
    items = outlooks(requests_of(state), today=today)
    gone = [item for name, item in before.items() if name not in {i.request.id for i in items}]
    return calendar_days(
        [
            *(entries_of(i, before.get(i.request.id), work, sequence=sequence) for i in items),
            *(all_gone(item, work, sequence=sequence) for item in gone),
        ]
    )


def _with_undone(state: State) -> tuple[Request, ...]:
    """The requests of which something was taken back, as they were before."""
    undone = undone_ids(state)
    touched = {event.request for event in state.events if event.id in undone}
    kept = tuple(e for e in state.events if e.type != "undone")
    return tuple(r for r in requests_of(replace(state, events=kept)) if r.id in touched)


def calendar_text(entries: tuple[Entry, ...], *, now: datetime) -> str:
    """The calendar as text with the line ends of its format."""
    return to_ics(entries, now=now).decode()


def write_calendar(
    entries: tuple[Entry, ...], file: Path, *, now: datetime, overwrite: bool
) -> None:
    """Write the calendar to ``file``. Raises BadUsage, above all for one that is there already."""
    write_new(file, to_ics(entries, now=now), overwrite=overwrite)
