"""Requests that are closed for good: one file each, read only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sferum_cli.core.archive import recalled
from sferum_cli.core.event_table import OF_CASES
from sferum_cli.core.events import Event
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, request_of, requests_of
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.files import read_text
from sferum_cli.storage.state_file import REQUEST_ID, load_state, parse_state

ARCHIVE = "archive"
LONGEST = 100  # characters; no file system has to take more of a name


def archive_file(folder: Path, request_id: str) -> Path | None:
    """Where ``request_id`` lies when it is archived; None for what can be no name of a request."""
    if len(request_id) > LONGEST or not re.fullmatch(REQUEST_ID, request_id):
        return None
    return folder / ARCHIVE / f"{request_id}.toml"


def recall(folder: Path, state: State, request_id: str) -> State:
    """``state`` with ``request_id`` back in the journal, where only the archive has it.

    Nothing is written: it comes back for good when the state is, until it is split again. The
    file stays; what the journal has counts. Raises DamagedFile.
    """
    if any(event.request == request_id for event in state.events):
        return state
    events = archived_events(folder, request_id)
    if not events:
        return state
    return recalled(state, events)


def find_request(folder: Path, request_id: str) -> Request:
    """The request with that id, archived or not. Raises NotFound, DamagedFile."""
    return request_of(recall(folder, load_state(folder), request_id), request_id)


def archived_events(folder: Path, request_id: str) -> tuple[Event, ...]:
    """The events of ``request_id`` in the archive, none where it is not there.

    Raises DamagedFile.
    """
    file = archive_file(folder, request_id)
    text = read_text(file) if file else None
    if file is None or text is None:
        return ()
    try:
        events = parse_state(text, file).events
    except DamagedFile as error:
        if error.key != "error.state_damaged":
            raise
        raise DamagedFile("error.archive_damaged", **error.values) from error
    if any(event.request != request_id for event in events):
        why = {"why": "damage.other_request", "why_values": {}}
        raise DamagedFile("error.archive_damaged", file=file, **why)
    return events


def archived(folder: Path, state: State) -> tuple[tuple[Request, ...], tuple[DamagedFile, ...]]:
    """The archived requests that ``state`` does not have, the first opened first.

    And what is wrong with those that cannot be read.
    """
    here = {event.request for event in state.events}
    cases = tuple(event for event in state.events if event.type in OF_CASES)
    found: list[Request] = []
    damaged = []
    for name in archived_ids(folder):
        if name not in here:
            try:
                found += requests_of(State((*cases, *archived_events(folder, name))))
            except DamagedFile as error:
                damaged.append(error)
    return tuple(sorted(found, key=_age)), tuple(damaged)


def check_archive(folder: Path) -> None:
    """Read every archived request. Raises DamagedFile for the first that cannot be read."""
    for damage in damaged_archive(folder):
        raise damage


def damaged_archive(folder: Path) -> Iterator[DamagedFile]:
    """What is wrong with each archived request that cannot be read."""
    for name in archived_ids(folder):
        try:
            archived_events(folder, name)
        except DamagedFile as error:
            yield error


def archived_ids(folder: Path) -> list[str]:
    """The ids of the requests that lie in the archive, sorted; what is in the files is not read."""
    there = (file.stem for file in (folder / ARCHIVE).glob("*.toml"))
    return sorted(name for name in there if archive_file(folder, name))


def _age(request: Request) -> tuple[object, ...]:
    return request.opened, request.events[0].id


def belongs(folder: Path, request_id: str, events: Sequence[Event]) -> bool:
    """Whether ``events`` can take their place in the archive: nothing else lies there.

    An earlier part of the same events gives way; damage and another request of the same name
    (after an older copy of the state was put back) do not.
    """
    try:
        there = archived_events(folder, request_id)
    except DamagedFile:
        return False
    return archive_file(folder, request_id) is not None and all(e in events for e in there)
