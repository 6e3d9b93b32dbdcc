"""What was written down once and is in the journal no more: an earlier copy took its place."""

from __future__ import annotations

import re
from pathlib import Path

from sferum_cli.core.state import State
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.backups import own_copies
from sferum_cli.storage.files import read_text
from sferum_cli.storage.state_file import parse_state

_EVENT = r'(?m)^id = (\d+)\nat = "([^"\n]*)"\ntype = "[^"\n]*"\nrequest = "([^"\n]*)"'
_Told = tuple[int, str]  # the number of an event and the moment it was written


def lost_states(folder: Path, state: State) -> tuple[State, ...]:
    """The states among the backups that hold events which ``state`` has lost, the newest first.

    Each holds some that those before it do not. What was archived is not lost, and where the
    numbers of the events have no gap nothing is: then no file is read.
    """
    if len(state.events) + 1 >= state.next_id:
        return ()
    known: set[_Told] = {(event.id, event.at) for event in state.events}
    found = []
    for copy in reversed(own_copies(folder, "state")):
        try:
            text = read_text(copy.file) or ""
            if lost := _told(text, state) - known:
                found.append(parse_state(text, copy.file))
                known |= lost
        except DamagedFile:
            continue  # what cannot be read was exported by nobody who still has it
    return tuple(found)


def _told(text: str, state: State) -> set[_Told]:
    """The events of requests in ``text``, but of those that went into the archive since."""
    return {
        (int(number), at)
        for number, at, request in re.findall(_EVENT, text)
        if request and not _is_archived(request, state)
    }


def _is_archived(request: str, state: State) -> bool:
    path, _, number = request.rpartition("-")
    return number.isdecimal() and int(number) <= state.numbers.get(path, 0)
