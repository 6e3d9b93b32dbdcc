"""The dates of all requests as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sferum_cli.core.calendar import Entry, all_gone, calendar_days, entries_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, requests_of, undone_ids
from sferum_cli.flows.files import destination
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import of_person, outlooks
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.calendar_file import to_ics
from sferum_cli.render.calendar_view import calendar_shape, nothing_ahead, written
from sferum_cli.shelf.deadlines import work_calendar
from sferum_cli.storage.lost import lost_states
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t

FILE = "sferum.ics"


def calendar(
    session: Session, output: str | None, *, force: bool, person: str | None = None
) -> Answer:
    """Write every day ahead (of ``person``, when given) to a file.

    Raises NotFound for an unknown person, DamagedFile, BadUsage, above all for a file that is
    there.
    """
    place = destination(session, output, FILE, force=force)
    state = load_state(session.folder)
    lost = lost_states(session.folder, state)
    entries = entries_ahead(state, today=session.today, person=person, lost=lost)
    if person and not entries:
        known_person(session.folder, person)
    if not entries:  # a calendar without a single day is no valid file
        if place.file is None:
            return Answer([], calendar_shape((), None), beside=[t("calendar.none")])
        return Answer(nothing_ahead(), calendar_shape((), None))
    content = place.write(to_ics(entries, now=session.now()))
    file = place.name
    again = _again(output, person)
    return Answer(
        lambda: written(entries, file or "", again),
        lambda: calendar_shape(entries, file),
        content=content,
    )


def _again(output: str | None, person: str | None) -> str:
    """The command that writes the same file once more."""
    words = ["--person", person] if person else []
    words += (
        ["-o", f'"{output}"' if " " in output else output] if output not in (None, FILE) else []
    )
    return " ".join(["sferum", "calendar", *words, "--force"])


def entries_ahead(
    state: State, *, today: date, person: str | None = None, lost: Iterable[State] = ()
) -> tuple[Entry, ...]:
    """Every day ahead of the requests of ``state``, and those to be struck out.

    ``lost`` are the states in whose place an earlier copy was put: a calendar may have their days.
    """
    work, sequence = work_calendar(), state.next_id
    once = [_with_undone(state), *(_without(each, state) for each in lost)]
    before: dict[str, list[Outlook]] = {}
    for requests in once:
        for item in outlooks(of_person(requests, person), today=today):
            before.setdefault(item.request.id, []).append(item)
    items = outlooks(of_person(requests_of(state), person), today=today)
    here = {item.request.id for item in items}
    gone = [each for name, each in before.items() if name not in here]
    return calendar_days(
        [
            *(entries_of(i, before.get(i.request.id, ()), work, sequence=sequence) for i in items),
            *(all_gone(each, work, sequence=sequence) for each in gone),
        ]
    )


def _without(lost: State, state: State) -> tuple[Request, ...]:
    """The requests of ``lost`` of which ``state`` has lost something."""
    known = {(event.id, event.at) for event in state.events}
    touched = {event.request for event in lost.events if (event.id, event.at) not in known}
    return tuple(r for r in requests_of(lost) if r.id in touched)


def _with_undone(state: State) -> tuple[Request, ...]:
    """The requests of which something was taken back, as they were before."""
    undone = undone_ids(state)
    if not undone:
        return ()
    touched = {event.request for event in state.events if event.id in undone}
    kept = tuple(e for e in state.events if e.type != "undone")
    return tuple(r for r in requests_of(replace(state, events=kept)) if r.id in touched)
