"""Changing people.toml: under the lock of the state, with a backup, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sferum_cli.core.aliases import alias_key
from sferum_cli.errors import DamagedFile
from sferum_cli.storage import changes
from sferum_cli.storage.backups import all_backups, is_kept, keep_backup
from sferum_cli.storage.commits import Together, write_together
from sferum_cli.storage.drafts import DRAFTS, dump_drafts, load_drafts
from sferum_cli.storage.files import as_toml
from sferum_cli.storage.leftovers import EVERYWHERE, sweep
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import People, dump_people, load_people
from sferum_cli.storage.undisturbed import undisturbed

T = TypeVar("T")


def change_people(
    folder: Path, edit: Callable[[People], tuple[People, T]], *, forget: bool = False
) -> T:
    """Apply ``edit`` to the newest people, write the result and keep a backup of it.

    It happens under the lock of the state, so that no request is opened for somebody who is just
    being removed. ``forget`` leaves no backup and no draft: who is removed is gone. Raises
    StateBusy, DamagedFile, BadUsage, and whatever ``edit`` raises: then nothing is written.
    """
    with changes.locked(folder):
        people, answer = edit(load_people(folder))
        if not forget and not is_kept(folder / PEOPLE):
            keep_backup(folder / PEOPLE)
        gone = [_below(file, folder) for file in all_backups(folder, "people")] if forget else []
        if forget:
            sweep(folder, EVERYWHERE)
        content = as_toml(dump_people(people.values()))
        drafts = _drafts_left(folder, people) if forget else {}
        gone += [name for name, left in drafts.items() if left is None]
        after = {name: left for name, left in drafts.items() if left is not None}
        with undisturbed():
            write_together(folder, Together(PEOPLE, content, after=after, gone=tuple(gone)))
            changes.file_is_written(folder / PEOPLE)
        return answer


def _drafts_left(folder: Path, people: People) -> dict[str, bytes | None]:
    """The drafts without those of who is gone; None in the place of a file that goes whole.

    One that cannot be read may be about anybody.
    """
    if not (folder / DRAFTS).exists():
        return {}
    try:
        drafts = load_drafts(folder)
    except DamagedFile:
        return {DRAFTS: None}
    there = {alias_key(alias) for alias in people} | {""}
    return {DRAFTS: dump_drafts(each for each in drafts if alias_key(each.person) in there)}


def _below(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
