"""The one way to change the state: lock, read, change, write, let go, in one short breath."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sferum_cli.core.archive import split
from sferum_cli.core.frozen import NOTHING, replace
from sferum_cli.core.state import State, with_case_ids
from sferum_cli.errors import RUN, BadUsage, DamagedFile, StateBusy, refused, said_by
from sferum_cli.storage.archive import archive_file, belongs
from sferum_cli.storage.backups import is_kept, keep_backup, keep_damaged
from sferum_cli.storage.commits import Together, recover, write_together
from sferum_cli.storage.files import (
    FOLDER_MODE,
    as_toml,
    decoded,
    make_folder,
    narrow,
    patiently,
    write_bytes,
)
from sferum_cli.storage.inventory import folders
from sferum_cli.storage.leftovers import sweep
from sferum_cli.storage.lock import file_lock
from sferum_cli.storage.manifest import (
    MANIFEST,
    Manifest,
    dump_manifest,
    read_manifest,
    with_file,
    with_state,
)
from sferum_cli.storage.plan import PLAN
from sferum_cli.storage.state_file import STATE, dump_state, load_state, parse_state
from sferum_cli.storage.undisturbed import undisturbed

LOCK = "state.lock"
_ID = "0123456789abcdefghijklmnopqrstuvwxyz"
T = TypeVar("T")

MANY = 500  # requests that leave at once from which the person is told how far it is
PATIENCE = 10.0  # seconds to wait for another process before giving up


def change(
    folder: Path, edit: Callable[[State], tuple[State, T]], *, patience: float = PATIENCE
) -> T:
    """Apply ``edit`` to the newest state under the lock and write the result.

    What is closed for good leaves the state for the archive on the way. The lock belongs to the
    process and ends with it, so a killed process blocks nobody. Raises StateBusy after
    ``patience`` seconds, DamagedFile, BadUsage, and whatever ``edit`` raises: then nothing is
    written. What fails once the state is written is a warning (``written.warnings``).
    """

    def alone(state: State) -> tuple[State, Mapping[str, bytes], T]:
        changed, answer = edit(state)
        return changed, {}, answer

    return change_with_files(folder, alone, patience=patience)


def change_with_files(
    folder: Path,
    edit: Callable[[State], tuple[State, Mapping[str, bytes], T]],
    *,
    patience: float = PATIENCE,
) -> T:
    """The same, where ``edit`` gives new files, too, by their names below ``folder``.

    State and files are written together or not at all. No file of such a name may be there yet.
    """
    with locked(folder, patience=patience):
        state, files, answer = edit(with_case_ids(load_state(folder), new_case_id))
        with undisturbed():
            kept, came = _put_away(folder, state)
            save_state(folder, kept, files, came=came)
        return answer


def new_case_id() -> str:
    """An id for a case: eight characters that nobody else's calendar holds."""
    number, letters = int.from_bytes(os.urandom(16)), ""
    for _ in range(8):
        number, place = divmod(number, len(_ID))
        letters += _ID[place]
    return letters


def _put_away(folder: Path, state: State) -> tuple[State, int]:
    """``state`` without what is closed for good, once that is on the disk in the archive.

    And how many requests came to those that were there. Killed in between, both hold it. What the
    archive cannot take stays where it is.
    """
    kept, leaving = split(state)
    staying = [name for name, events in leaving.items() if not belongs(folder, name, events)]
    if staying:
        kept, leaving = split(state, staying)
    came = 0
    try:
        for n, (name, events) in enumerate(leaving.items()):
            if len(leaving) >= MANY and n % (len(leaving) // 10) == 0:
                RUN.put_away(n, len(leaving))
            if file := archive_file(folder, name):
                came += not file.exists()
                write_bytes(file, as_toml(dump_state(State(events, events[-1].id + 1))))
    except BadUsage:
        return state, came
    return kept, came


@contextmanager
def locked(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one lock of ``folder``, with all in order that an earlier run left unfinished.

    Raises StateBusy after ``patience`` seconds, and BadUsage where nothing can be written.
    """
    make_folder(folder)
    with ExitStack() as stack:
        try:
            stack.enter_context(file_lock(folder / LOCK, patience))
        except TimeoutError as error:
            raise StateBusy("error.busy", seconds=int(patience)) from error
        except OSError as error:
            raise refused("error.lock", error, folder=folder) from error
        with undisturbed():
            for place in folders(folder):
                narrow(place, FOLDER_MODE)
            sweep(folder)
            recover(folder)
        yield


def save_state(
    folder: Path, state: State, files: Mapping[str, bytes] = NOTHING, *, came: int = 0
) -> None:
    """Write ``state``, and the new ``files`` with it or not at all. Call it under the lock.

    A copy is kept, and one of what was there, if by another hand. ``came`` says how many requests
    more the archive holds. Raises BadUsage; then nothing is written.
    """
    file = folder / STATE
    with undisturbed():
        if not is_kept(file):
            keep_backup(file)
        write_together(folder, Together(STATE, as_toml(dump_state(state)), beside=files))
        with suppress(OSError):  # what it held is in the journal now, and nobody reads it again
            (folder / PLAN).unlink()
        before = read_manifest(folder) or Manifest()
        state_is_written(folder, state, replace(before, archived=before.archived + came))


def state_is_written(folder: Path, state: State, before: Manifest) -> None:
    """Keep a copy of the ``state`` just written and expect it from now on. It never fails."""
    keep_copy(folder / STATE)
    expect(folder, lambda: with_state(before, state, folder / STATE))


def file_is_written(file: Path) -> None:
    """Keep a copy of ``file``, just written, and expect it from now on. It never fails."""
    keep_copy(file)
    expect(file.parent, lambda: with_file(read_manifest(file.parent) or Manifest(), file))


def keep_copy(file: Path) -> None:
    """Keep a copy of ``file``, which is written already; a warning where it cannot be kept."""
    try:
        keep_backup(file)
    except (BadUsage, DamagedFile, OSError) as error:
        RUN.warn("warning.no_copy", file=file, **said_by(error))


def expect(folder: Path, what: Callable[[], Manifest]) -> None:
    """Write the manifest. It never fails: the next run notices an old one, and catches up."""
    with suppress(BadUsage, OSError):
        write_bytes(folder / MANIFEST, as_toml(dump_manifest(what())))


def put_back(
    file: Path, copy: Path, *, understood: Callable[[Path], object], now: datetime
) -> Path | None:
    """Put ``copy`` in the place of ``file`` under the lock; gives where what was there is kept.

    ``understood`` raises DamagedFile for a file that cannot be read: a copy that it refuses is
    not put back, and a present file that it refuses is kept beside, named after ``now``.
    """
    folder = file.parent
    with locked(folder):
        understood(copy)
        content = patiently(copy.read_bytes)
        try:
            understood(file)
            kept = keep_backup(file)
        except DamagedFile:
            kept = keep_damaged(file, now)
        state = raised(folder, content, copy) if file.name == STATE else None
        if state:
            content = as_written(state, content, copy)
        with undisturbed():
            write_together(folder, Together(file.name, content))
            if state:
                state_is_written(folder, state, read_manifest(folder) or Manifest())
            else:
                file_is_written(file)
        return kept


def raised(folder: Path, content: bytes, name: Path) -> State:
    """The state in ``content`` as it can follow the present one: its counter never goes back.

    A calendar takes no notice of changes whose number it has had already. Raises DamagedFile.
    """
    state = parse_state(decoded(content), name)
    try:
        present = load_state(folder)
        differs = present.events != state.events
        counter = present.next_id if present.events or present.next_id > 1 else 0
    except DamagedFile:
        counter = (read_manifest(folder) or Manifest()).generation
        differs = state.next_id != counter
    return replace(state, next_id=max(state.next_id, counter + differs))


def as_written(state: State, content: bytes, name: Path) -> bytes:
    """``content`` where it holds just ``state``, else the ``state`` written anew."""
    if parse_state(decoded(content), name) == state:
        return content
    return as_toml(dump_state(state))
