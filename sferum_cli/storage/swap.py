"""Putting all in the place of all: made ready beside, then swapped, the state first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sferum_cli.core.frozen import replace
from sferum_cli.core.state import State
from sferum_cli.errors import BadUsage
from sferum_cli.storage.backups import BACKUPS, free_name
from sferum_cli.storage.changes import as_written, expect, raised
from sferum_cli.storage.commits import Tell, Together, write_together
from sferum_cli.storage.inventory import file_kind, precious
from sferum_cli.storage.manifest import PEOPLE, Manifest, read_manifest, with_file, with_state
from sferum_cli.storage.state_file import STATE
from sferum_cli.storage.undisturbed import undisturbed


def before_import(folder: Path, now: datetime) -> Path:
    """Where the present is kept while something else takes its place."""
    return free_name(folder / BACKUPS, "before-import", now, ending="zip")


def check_links(folder: Path) -> None:
    """Refuse to swap what only leads to another place. Raises BadUsage."""
    for kept in precious(folder):
        if kept.link:
            raise BadUsage("error.import_link", name=kept.name)


def swap_in(folder: Path, files: Mapping[str, bytes], *, tell: Tell | None = None) -> None:
    """Let ``files`` (by name) take the place of all that is of value in ``folder``.

    Call it under the lock, after ``check_links``. All of it happens when the state takes its place,
    or nothing does; a run that is cut off after that is finished by the next. The counter of the
    state never goes back. What is not ours stays. Raises BadUsage, DamagedFile.
    """
    new = dict(files)
    state = raised(folder, new[STATE], folder / STATE) if STATE in new else None
    if state:
        new[STATE] = as_written(state, new[STATE], folder / STATE)
    gone = [each.name for each in precious(folder) if each.name not in new]
    lead = STATE if STATE in (*new, *gone) else next(iter(sorted(new)), "")
    after = {name: content for name, content in new.items() if name != lead}
    with undisturbed():
        write_together(
            folder,
            Together(lead, new.get(lead), after=after, gone=tuple(n for n in gone if n != lead)),
            tell=tell,
        )
        before = read_manifest(folder) or Manifest()
        archived = sum(file_kind(name) == "archive" for name in new)
        expect(folder, lambda: _manifest(folder, replace(before, archived=archived), state))


def _manifest(folder: Path, before: Manifest, state: State | None) -> Manifest:
    bare = replace(before, files={})
    there = with_state(bare, state, folder / STATE) if state else bare
    return with_file(there, folder / PEOPLE)
