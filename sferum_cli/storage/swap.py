"""Putting all in the place of all: made ready beside, then swapped, the state last."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sferum_cli.errors import BadUsage
from sferum_cli.storage.backups import BACKUPS, free_name
from sferum_cli.storage.files import make_folder, write_bytes
from sferum_cli.storage.inventory import STAGING, precious
from sferum_cli.storage.state_file import STATE


def before_import(folder: Path, now: datetime) -> Path:
    """Where the present is kept while something else takes its place."""
    return free_name(folder / BACKUPS, "before-import", now, ending="zip")


def check_links(folder: Path) -> None:
    """Refuse to swap what only leads to another place. Raises BadUsage."""
    for kept in precious(folder):
        if kept.link:
            raise BadUsage("error.import_link", name=kept.name)


def swap_in(folder: Path, files: Mapping[str, bytes]) -> None:
    """Let ``files`` (by name) take the place of all that is of value in ``folder``.

    Call it under the lock, after ``check_links``. Everything is on the disk before the first file
    is moved, the state is moved last, and when a move fails those before it are taken back. What
    is not ours stays. Raises BadUsage.
    """
    present = precious(folder)
    make_folder(folder)
    for leaving in folder.glob(f"{STAGING}*"):
        shutil.rmtree(leaving, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(dir=folder, prefix=STAGING))
    try:
        for name, content in files.items():
            write_bytes(staging / "new" / name, content)
        # The new state takes the place of the old in one step; where there is none, it leaves last.
        outs = [kept.name for kept in present if kept.name != STATE or STATE not in files]
        moves = [(folder / name, staging / "old" / name) for name in _state_last(outs)]
        moves += [(staging / "new" / name, folder / name) for name in _state_last(files)]
        _move_all(moves)
    except OSError as error:
        raise BadUsage("error.write", file=folder, problem=error.strerror or "?") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _state_last(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name == STATE, name))


def _move_all(moves: list[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            make_folder(target.parent)
            source.replace(target)
            done.append((source, target))
    except (OSError, BadUsage):
        for source, target in reversed(done):
            with suppress(OSError):
                target.replace(source)
        raise
