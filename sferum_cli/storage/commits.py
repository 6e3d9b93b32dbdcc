"""Several files written as one: all of them or none, whatever is cut off in the middle.

What is to be done is put down first. Then the leading file takes its place in one step, and with
that all of it is done: the next run finishes the rest. Cut off before that, the next run takes it
back.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.errors import RUN, BadUsage, DamagedFile, refused, said_by
from sferum_cli.storage.damage import read_toml
from sferum_cli.storage.files import (
    as_toml,
    can_sync_all,
    make_folder,
    patiently,
    read_text,
    settle,
    sync_all,
    write_bytes,
    write_new_file,
)

PENDING = ".pending"
"""The folder of what is being written together."""
WORK_LIST = "todo.toml"
MANY = 200  # files; from here on all are confirmed at once
_NEXT_ID = r"^next_id *= *(\d+)"

Tell = Callable[[int, int], None]
"""Told how many files are ready, and of how many."""


@frozen
class Together:
    """Files written as one, by their names below the folder.

    ``lead`` is the one whose new ``content`` (None: its removal) makes all of it happen. ``beside``
    are new files, made before and taken back with it; ``after`` take the place of what is there,
    and ``gone`` are removed, once it has happened.
    """

    lead: str
    content: bytes | None
    beside: Mapping[str, bytes] = NOTHING
    after: Mapping[str, bytes] = NOTHING
    gone: tuple[str, ...] = ()


def write_together(folder: Path, files: Together, *, tell: Tell | None = None) -> None:
    """Write ``files`` into ``folder``, all or none. Call it under the lock.

    Raises BadUsage where the leading file could not take its place: then all is as it was. What
    fails after that is a warning, and the next run that writes goes on with it.
    """
    if not (files.beside or files.after or files.gone) and files.content is not None:
        write_bytes(folder / files.lead, files.content)
        RUN.commit()
        return
    make_folder(folder)
    try:
        _prepare(folder, files, tell)
        _lead(folder, files)
    except OSError as error:
        _take_back(folder)
        raise refused("error.write", error, file=folder) from error
    except BaseException:
        _take_back(folder)
        raise
    RUN.commit()
    _finish(folder)


def is_pending(folder: Path) -> bool:
    """Whether something was cut off in ``folder``, or is being written at this moment."""
    return os.path.isdir(folder / PENDING)


def recover(folder: Path) -> None:
    """Finish what was cut off in ``folder``, or take it back. Call it under the lock.

    It never fails: what cannot be done now is left for the next run.
    """
    if not is_pending(folder):
        return
    todo = _read(folder)
    happened = None if todo is None else _happened(folder, todo)
    if happened:
        RUN.warn("warning.finished", folder=folder)
        _finish(folder)
    elif happened is False or todo is None:
        _take_back(folder)


def put_down(folder: Path, todo: Mapping[str, Any]) -> None:
    """Put down what is to be done, safe on the disk. Raises OSError, BadUsage."""
    write_bytes(folder / PENDING / WORK_LIST, as_toml({"schema": 1, **todo}))
    settle(folder)


def forget(folder: Path) -> None:
    """Let go of what was put down, now that it is done. Raises OSError."""
    (folder / PENDING / WORK_LIST).unlink(missing_ok=True)
    shutil.rmtree(folder / PENDING)


def _prepare(folder: Path, files: Together, tell: Tell | None) -> None:
    for name in (*files.after, *files.beside):
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        make_folder((folder / name).parent)
    made: set[Path] = set()
    one_by_one = len(files.after) < MANY or not can_sync_all()
    for number, (name, content) in enumerate(files.after.items(), start=1):
        place = folder / PENDING / "new" / name
        if place.parent not in made:
            make_folder(place.parent)
            made.add(place.parent)
        write_new_file(place, content, confirmed=one_by_one)
        if tell:
            tell(number, len(files.after))
    if not one_by_one:
        sync_all()
    for place in made:
        settle(place)
    put_down(
        folder,
        {
            "lead": files.lead,
            "sum": -1 if files.content is None else zlib.crc32(files.content),
            "next_id": _next_id(files.content),
            "beside": list(files.beside),
            "after": list(files.after),
            "gone": list(files.gone),
        },
    )
    for name, content in files.beside.items():
        write_bytes(folder / name, content)


def _lead(folder: Path, files: Together) -> None:
    if files.content is not None:
        write_bytes(folder / files.lead, files.content)
    elif files.lead:
        (folder / files.lead).unlink(missing_ok=True)
        settle(folder)


def _happened(folder: Path, todo: Mapping[str, Any]) -> bool | None:
    """Whether the leading file had taken its place; None where that cannot be told."""
    lead = folder / str(todo["lead"])
    if todo["sum"] == -1:
        return not todo["lead"] or not os.path.lexists(lead)
    try:
        content = patiently(lead.read_bytes) if read_text(lead) is not None else None
    except (DamagedFile, OSError):
        return None
    if content is None:
        return False
    # An edit by hand may have come after it: what counts further is that the journal went on.
    same: bool = zlib.crc32(content) == todo["sum"]
    return same or 0 < todo["next_id"] <= _next_id(content)


def _next_id(content: bytes | None) -> int:
    found = re.search(_NEXT_ID, (content or b"")[:200].decode(errors="replace"), re.MULTILINE)
    return int(found[1]) if found else 0


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        table = read_toml(read_text(folder / PENDING / WORK_LIST) or "")
    except DamagedFile:
        return None
    keys = {"lead", "sum", "next_id", "beside", "after", "gone"}
    return table if isinstance(table, dict) and keys <= set(table) else None


def _take_back(folder: Path) -> None:
    """As if nothing had been begun, as far as the disk lets us; the next run tries again."""
    todo = _read(folder) or {"beside": []}
    with suppress(OSError):
        for name in todo["beside"]:
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / PENDING)
        settle(folder)


def _finish(folder: Path) -> None:
    """Do what is left once the leading file has its place; a warning where it cannot be done."""
    todo = _read(folder)
    if todo is None:
        return
    try:
        for name in todo["after"]:
            _move(folder / PENDING / "new" / name, folder / name)
        for name in todo["gone"]:
            (folder / name).unlink(missing_ok=True)
        for place in _folders(folder, [*todo["after"], *todo["gone"]]):
            settle(place)
        forget(folder)
        settle(folder)
    except (OSError, BadUsage) as error:
        RUN.warn("warning.unfinished", folder=folder, **said_by(error))


def _move(source: Path, target: Path) -> None:
    if not source.exists():  # moved before the run was cut off
        return
    make_folder(target.parent)
    patiently(lambda: source.replace(target.resolve()))


def _folders(folder: Path, names: Iterable[str]) -> set[Path]:
    return {place for name in names if (place := (folder / name).parent).is_dir()}
