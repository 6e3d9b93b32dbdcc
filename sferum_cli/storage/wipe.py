"""Removing all that is ours by its name: no link is followed, nothing of others is touched."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sferum_cli.core.health import Wiped
from sferum_cli.errors import RUN, BadUsage, refused, said_by
from sferum_cli.storage.changes import LOCK, locked
from sferum_cli.storage.commits import forget, put_down
from sferum_cli.storage.files import patiently, settle
from sferum_cli.storage.inventory import Kept, folders, inventory
from sferum_cli.storage.leftovers import EVERYWHERE, sweep
from sferum_cli.storage.state_file import STATE
from sferum_cli.storage.undisturbed import undisturbed


def ours(folder: Path) -> list[Kept]:
    """Everything in ``folder`` that a wipe removes."""
    return [kept for kept in inventory(folder) if kept.kind]


def wipe_folder(folder: Path) -> Wiped:
    """Remove all that is ours, go on past what cannot be removed, and tell what is left.

    Cut off in the middle, the next run goes on with it, unless the disk was full. Raises
    StateBusy, and BadUsage where not even the lock can be taken or nothing can be written; then
    nothing is removed.
    """
    with locked(folder), undisturbed():
        sweep(folder, EVERYWHERE)
        there = [kept for kept in ours(folder) if kept.name != LOCK]
        names = sorted((kept.name for kept in there), key=lambda name: (name != STATE, name))
        try:
            put_down(folder, {**_NOTHING_ELSE, "gone": names})
        except (OSError, BadUsage) as error:
            if said_by(error)["cause"] != "space":  # for want of room nothing is kept
                raise refused("error.write", error, file=folder) from error
        RUN.commit()
        removed, failed, led = _remove(folder, there)
        with suppress(OSError):
            forget(folder)
        left = [kept.name for kept in inventory(folder) if not kept.kind]
        settle(folder)
    # Windows removes no file that is open, and the lock was until here.
    with suppress(OSError):
        (folder / LOCK).unlink()
    for empty in (*folders(folder), folder):
        with suppress(OSError):
            empty.rmdir()
    settle(folder if folder.exists() else folder.parent)
    return Wiped(tuple(removed), tuple(failed), tuple(left), tuple(led))


# No file leads here: whoever has typed the word wants all of it gone, whatever happens meanwhile.
_NOTHING_ELSE = {"lead": "", "sum": -1, "next_id": 0, "beside": [], "after": []}


def _remove(folder: Path, there: list[Kept]) -> tuple[list[str], list[str], list[str]]:
    removed, failed, led = [], [], []
    for kept in sorted(there, key=lambda kept: (kept.name != STATE, kept.name)):
        file = folder / kept.name
        target = os.path.realpath(file) if kept.link else ""
        try:
            patiently(file.unlink)
        except OSError:
            failed.append(kept.name)
        else:
            removed.append(kept.name)
            led += [target] if target else []
    return removed, failed, led
