"""What every run notices about the folder before it begins, at the price of a look or two."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType

from sferum_cli.core.state import State
from sferum_cli.errors import RUN, BadUsage, DamagedFile, SferumError, StateBusy, said_by
from sferum_cli.storage.commits import is_pending
from sferum_cli.storage.files import read_text, unreadable
from sferum_cli.storage.manifest import PEOPLE, Manifest, is_same_file, read_manifest
from sferum_cli.storage.state_file import STATE, parse_state

MOMENT = 0.2  # seconds to wait for a process that is just writing; then it is no concern of ours
A_DAY = timedelta(days=1)  # two time zones are never further apart than about that


def notice(folder: Path, now: datetime) -> None:
    """Finish what was cut off in ``folder`` and warn of what is not as it was left.

    What is damaged or gone is told by whoever needs it. ``now`` is aware. Raises DamagedFile where
    there can be no such folder: that is no first start.
    """
    if is_pending(folder):
        _recover(folder)
    manifest = read_manifest(folder)
    if manifest is None:
        _insist_on_place(folder)
        return
    if is_behind(now, manifest):
        RUN.warn("warning.clock", today=now.date(), last=_day(manifest))
    if PEOPLE in manifest.files and not (folder / PEOPLE).exists():
        RUN.warn("error.vanished", file=folder / PEOPLE)
    if STATE in manifest.files and not is_same_file(folder / STATE, manifest.files[STATE]):
        _look_closer(folder)


def _insist_on_place(folder: Path) -> None:
    """Refuse a link to a disk that is not there, a file, and a folder of somebody else's.

    Raises DamagedFile.
    """
    there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    if not there.is_dir() and os.path.lexists(there):
        key = "error.link_away" if there.is_symlink() else "error.home_no_folder"
        raise DamagedFile(key, file=there, target=os.path.realpath(there))
    try:
        os.scandir(os.path.join(folder, ".")).close()  # to look into it takes two rights
    except FileNotFoundError:
        pass
    except PermissionError as error:
        raise DamagedFile("error.home_closed", file=folder, **said_by(error)) from error
    except OSError as error:
        raise unreadable(folder, error) from error


def _changes() -> ModuleType:
    from sferum_cli.storage import changes  # hardly any run has to

    return changes


def _recover(folder: Path) -> None:
    with suppress(SferumError, OSError), _changes().locked(folder, patience=MOMENT):
        pass


def is_behind(now: datetime, manifest: Manifest) -> bool:
    """Whether the clock says less than the journal does, by more than zones can explain."""
    last = _moment(manifest.at)
    return last is not None and now.astimezone() < last - A_DAY


def _day(manifest: Manifest) -> date | None:
    moment = _moment(manifest.at)
    return moment.date() if moment else None


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment.astimezone()


def _look_closer(folder: Path) -> None:
    """The state is not as it was left: see why, under the lock where there can be one."""
    try:
        with _changes().locked(folder, patience=MOMENT):
            _judge(folder, may_write=True)
    except StateBusy:
        return  # somebody is just writing: then it may well be another
    except (BadUsage, OSError):
        _judge(folder, may_write=False)


def _judge(folder: Path, *, may_write: bool) -> None:
    manifest = read_manifest(folder) or Manifest()
    stamp = manifest.files.get(STATE)
    state = _state(folder)
    if stamp is None or state is None or is_same_file(folder / STATE, stamp):
        return
    if state.next_id < manifest.generation:
        found, last = state.next_id - 1, manifest.generation - 1
        RUN.warn("warning.older", file=folder / STATE, found=found, last=last)
        return
    if all(each.key != "warning.finished" for each in RUN.warnings):  # that says it already
        RUN.warn("warning.newer", file=folder / STATE)
    if may_write:
        _changes().state_is_written(folder, state, manifest)


def _state(folder: Path) -> State | None:
    try:
        text = read_text(folder / STATE)
        return None if text is None else parse_state(text, folder / STATE)
    except DamagedFile:
        return None
