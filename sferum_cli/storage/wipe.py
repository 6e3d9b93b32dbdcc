"""Removing all that is ours by its name: no link is followed, nothing of others is touched."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.storage.changes import LOCK, locked
from sferum_cli.storage.inventory import Kept, folders, inventory


@frozen
class Wiped:
    """What became of the files, by name: removed, not removable, not ours, and where links led."""

    removed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    led: tuple[str, ...] = ()


def ours(folder: Path) -> list[Kept]:
    """Everything in ``folder`` that a wipe removes."""
    return [kept for kept in inventory(folder) if kept.kind]


def wipe(folder: Path) -> Wiped:
    """Remove all that is ours, go on past what cannot be removed, and tell what is left.

    Raises StateBusy, and BadUsage where not even the lock can be taken; then nothing is removed.
    """
    removed, failed, led = [], [], []
    with locked(folder):
        for kept in ours(folder):
            if kept.name == LOCK:
                continue
            file = folder / kept.name
            target = os.path.realpath(file) if kept.link else ""
            try:
                file.unlink()
            except OSError:
                failed.append(kept.name)
            else:
                removed.append(kept.name)
                led += [target] if target else []
        left = [kept.name for kept in inventory(folder) if not kept.kind]
    # Windows removes no file that is open, and the lock was until here.
    with suppress(OSError):
        (folder / LOCK).unlink()
    for empty in (*folders(folder), folder):
        with suppress(OSError):
            empty.rmdir()
    return Wiped(tuple(removed), tuple(failed), tuple(left), tuple(led))
