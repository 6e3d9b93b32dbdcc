"""The one way to change the state: lock, read, change, write, let go, in one short breath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sferum_cli.core.archive import split
from sferum_cli.core.state import State
from sferum_cli.errors import BadUsage, DamagedFile, StateBusy
from sferum_cli.storage.archive import archive_file, belongs
from sferum_cli.storage.backups import is_kept, keep_backup, keep_damaged
from sferum_cli.storage.files import make_folder, write_bytes
from sferum_cli.storage.state_file import STATE, dump_state, load_state

LOCK = "state.lock"
T = TypeVar("T")

PATIENCE = 10.0  # seconds to wait for another process before giving up


def change(
    folder: Path, edit: Callable[[State], tuple[State, T]], *, patience: float = PATIENCE
) -> T:
    """Apply ``edit`` to the newest state under the lock and write the result.

    What is closed for good leaves the state for the archive on the way. The lock belongs to the
    process and ends with it, so a killed process blocks nobody. Raises StateBusy after
    ``patience`` seconds, DamagedFile, and whatever ``edit`` raises: then nothing is written.
    """
    with locked(folder, patience=patience):
        state, answer = edit(load_state(folder))
        save_state(folder, _put_away(folder, state))
        return answer


def _put_away(folder: Path, state: State) -> State:
    """``state`` without what is closed for good, once that is on the disk in the archive.

    Killed in between, both hold it. What the archive cannot take stays where it is.
    """
    _, ready = split(state)
    kept, leaving = split(
        state, [name for name, events in ready.items() if not belongs(folder, name, events)]
    )
    try:
        for name, events in leaving.items():
            if file := archive_file(folder, name):
                alone = State(events, events[-1].id + 1)
                save_table(file, dump_state(alone), backup=False)
    except BadUsage:
        return state
    return kept


@contextmanager
def locked(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one lock of ``folder``. Raises StateBusy after ``patience`` seconds, and BadUsage
    where nothing can be written.
    """
    from filelock import FileLock, Timeout  # most runs only read

    make_folder(folder)
    try:
        with FileLock(folder / LOCK, timeout=patience, mode=0o600):
            yield
    except Timeout as error:
        raise StateBusy("error.busy", seconds=int(patience)) from error
    except OSError as error:
        raise BadUsage("error.write", file=folder / LOCK, problem=error.strerror or "?") from error


def save_state(folder: Path, state: State) -> None:
    """Write ``state`` and keep a backup of it. Call it under the lock."""
    save_table(folder / STATE, dump_state(state), backup=True)


def save_table(file: Path, table: Mapping[str, Any], *, backup: bool) -> None:
    """Write ``table`` as TOML. Call it under the lock, and with ``backup`` only for a file that was
    read and understood.

    What is written is then kept among the backups, and so is what was there, if by another hand.
    """
    if backup and not is_kept(file):
        keep_backup(file)
    write_bytes(file, as_toml(table))
    if backup:
        keep_backup(file)


def as_toml(table: Mapping[str, Any]) -> bytes:
    """``table`` as TOML in UTF-8."""
    import tomli_w

    return tomli_w.dumps(table).encode()


def put_back(
    file: Path, copy: Path, *, understood: Callable[[Path], object], now: datetime
) -> Path | None:
    """Put ``copy`` in the place of ``file`` under the lock; gives where what was there is kept.

    ``understood`` raises DamagedFile for a file that cannot be read: a copy that it refuses is
    not put back, and a present file that it refuses is kept beside, named after ``now``.
    """
    with locked(file.parent):
        understood(copy)
        content = copy.read_bytes()
        try:
            understood(file)
            kept = keep_backup(file)
        except DamagedFile:
            kept = keep_damaged(file, now)
        write_bytes(file, content)
        return kept
