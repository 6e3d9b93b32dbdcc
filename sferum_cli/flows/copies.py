"""Everything in one file for another computer, and back out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sferum_cli import __version__
from sferum_cli.core.frozen import fields_of, frozen
from sferum_cli.core.state import requests_of
from sferum_cli.errors import BadUsage, DamagedFile, NotFound
from sferum_cli.storage.archive import check_archive
from sferum_cli.storage.bundle import Bundle, gather, pack, unpack
from sferum_cli.storage.changes import locked
from sferum_cli.storage.commits import Tell
from sferum_cli.storage.files import write_bytes
from sferum_cli.storage.inventory import kind_of, precious
from sferum_cli.storage.output import check_place, write_new
from sferum_cli.storage.people import PEOPLE, load_people, parse_people
from sferum_cli.storage.plan import load_answers
from sferum_cli.storage.state_file import STATE, load_state, parse_state
from sferum_cli.storage.swap import before_import, check_links, swap_in

_LOADERS: tuple[Callable[[Path], object], ...] = (
    load_state, load_people, load_answers, check_archive,
)  # fmt: skip


@frozen
class Contents:
    """What an export holds: files by kind, request ids, and how many people."""

    kinds: Mapping[str, int]
    requests: tuple[str, ...]
    people: int
    made: str
    program: str

    def row(self) -> dict[str, Any]:
        """The same as a table."""
        return fields_of(self)


@frozen
class Exported:
    """What went into an export, and the names of what had to stay behind."""

    contents: Contents
    left: tuple[str, ...]


def export(folder: Path, target: Path, *, now: datetime, overwrite: bool) -> Exported:
    """Write everything of value in ``folder`` into one zip at ``target``.

    Raises NotFound where there is nothing, DamagedFile (an export of damage could not be
    imported), BadUsage for a place where nothing may be written, StateBusy.
    """
    check_place(target, overwrite=overwrite)
    if not precious(folder):
        raise NotFound("error.nothing_to_export")
    with locked(folder):
        for load in _LOADERS:
            load(folder)
        files, left = gather(folder)
    bundle = Bundle(files, now.isoformat(timespec="seconds"), __version__)
    write_new(target, pack(bundle), overwrite=overwrite)
    return Exported(contents_of(bundle), tuple(left))


def read_export(file: Path) -> Bundle:
    """What is in the export ``file``, all of it checked. Raises NotFound, DamagedFile."""
    return unpack(file)


def check_free(folder: Path, *, replace: bool) -> bool:
    """Whether ``folder`` already holds something. Raises BadUsage for that, unless ``replace``."""
    check_links(folder)
    there = bool(precious(folder))
    if there and not replace:
        raise BadUsage("error.import_full", folder=folder)
    return there


def is_sound(folder: Path) -> bool:
    """Whether what is in ``folder`` can be read."""
    try:
        for load in _LOADERS:
            load(folder)
    except DamagedFile:
        return False
    return True


def import_all(
    folder: Path, bundle: Bundle, *, now: datetime, replace: bool, tell: Tell | None = None
) -> Path | None:
    """Put all of ``bundle`` into ``folder``; gives where what was there before is kept.

    ``tell`` is told how many files are ready, and of how many. Raises BadUsage (something is there
    already and not ``replace``; nothing can be written),
    StateBusy; then everything is as it was.
    """
    with locked(folder):
        before = None
        if check_free(folder, replace=replace):
            before = before_import(folder, now)
            present = Bundle(gather(folder)[0], now.isoformat(timespec="seconds"), __version__)
            write_bytes(before, pack(present))
        swap_in(folder, bundle.files, tell=tell)
        return before


def contents_of(bundle: Bundle) -> Contents:
    """What ``bundle`` holds, in numbers."""
    text = {
        name: bundle.files[name].decode("utf-8-sig")
        for name in (STATE, PEOPLE)
        if name in bundle.files
    }
    requests = requests_of(parse_state(text[STATE], Path(STATE))) if STATE in text else ()
    return Contents(
        kinds=dict(Counter(kind_of(name) for name in bundle.files)),
        requests=tuple(request.id for request in requests),
        people=len(parse_people(text[PEOPLE], Path(PEOPLE))) if PEOPLE in text else 0,
        made=bundle.made,
        program=bundle.program,
    )
