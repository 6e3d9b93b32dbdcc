"""What is wrong with the person's folder beside damage, and putting right what is safe to."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sferum_cli.core.events import Event
from sferum_cli.core.health import Ill
from sferum_cli.core.letter_copies import keeps_letter
from sferum_cli.core.state import live_events
from sferum_cli.errors import RUN, DamagedFile, said_by
from sferum_cli.storage.archive import ARCHIVE, archived_events, archived_ids
from sferum_cli.storage.attachments import ATTACHMENTS, LETTERS, kept_file, sha256
from sferum_cli.storage.backups import own_copies
from sferum_cli.storage.changes import LOCK, expect, locked
from sferum_cli.storage.commits import PENDING, is_pending
from sferum_cli.storage.files import (
    is_open_to_others,
    is_somebody_elses,
    narrow,
    patiently,
    probe,
    write_bytes,
)
from sferum_cli.storage.inventory import OUR_FILES, OUR_FOLDERS, folders, inventory
from sferum_cli.storage.leftovers import EVERYWHERE, leftovers, sweep
from sferum_cli.storage.manifest import (
    PEOPLE,
    Manifest,
    read_manifest,
    stamp_of,
    with_file,
    with_state,
)
from sferum_cli.storage.notice import is_behind
from sferum_cli.storage.state_file import STATE, load_state
from sferum_cli.storage.undisturbed import undisturbed


def examine(folder: Path, now: datetime) -> tuple[Ill, ...]:
    """All that is wrong with ``folder``; it tries to write and leaves nothing behind.

    What cannot be read is not among it. ``now`` is aware.
    """
    if not folder.is_dir():
        return ()
    found = (_places, _writing, _rights, _proofs, _left, _archive)
    return (*(ill for look in found for ill in look(folder)), *_clock(folder, now))


def _places(folder: Path) -> Iterator[Ill]:
    for name in OUR_FOLDERS:
        place = folder / name
        target = {"target": os.path.realpath(place)}
        if place.is_symlink() and place.is_dir():
            yield Ill("link", name, target, note=True)
        elif place.is_symlink():
            yield Ill("link_away", name, target)
        elif place.exists() and not place.is_dir():
            yield Ill("no_folder", name)
    for name in OUR_FILES:
        if (folder / name).is_dir():
            yield Ill("no_file", name)


def _writing(folder: Path) -> Iterator[Ill]:
    refusals = {}
    for place in (folder, *folders(folder)):
        try:
            probe(place)
        except OSError as error:
            refusals[_name(place, folder)] = said_by(error)
    for name in (LOCK, STATE, PEOPLE):
        try:
            os.close(os.open(folder / name, os.O_RDWR))
        except (FileNotFoundError, IsADirectoryError):  # the one is made, the other told already
            pass
        except OSError as error:
            # A journal without the right to write is replaced all the same, one that is locked not.
            if name == LOCK or error.errno != errno.EACCES or os.name != "posix":
                refusals[name] = said_by(error)
    for name, said in refusals.items():
        if not name or said != refusals.get(""):  # of all of it, once
            yield Ill("no_write", name, said)


def _rights(folder: Path) -> Iterator[Ill]:
    # What was added by hand is no secret, and has the rights that the editor gave it.
    kept = [each for each in inventory(folder) if each.kind not in ("", "leftovers", "knowledge")]
    files = [folder / each.name for each in kept]
    ours = [place for place in folders(folder) if place.name not in ("knowledge", "paths")]
    for path in (folder, *ours, *files) if files else ():
        if is_somebody_elses(path):
            yield Ill("others_file", _name(path, folder))
        elif is_open_to_others(path):
            yield Ill("open_to_others", _name(path, folder), mendable=True)


def _proofs(folder: Path) -> Iterator[Ill]:
    for event in _all_events(folder):
        name, sum_then = event.text("file"), event.text("sha256")
        is_letter = keeps_letter(event)
        if not name or not sum_then:
            continue
        content = kept_file(folder, name, is_letter=is_letter)
        place = f"{LETTERS if is_letter else ATTACHMENTS}/{name}"
        if content is None:
            yield Ill("proof_gone", place, {"id": event.request})
        elif sha256(content) != sum_then:
            yield Ill("proof_changed", place, {"id": event.request})


def _all_events(folder: Path) -> Iterator[Event]:
    with suppress(DamagedFile):
        yield from live_events(load_state(folder))
    for request_id in archived_ids(folder):
        with suppress(DamagedFile):
            yield from archived_events(folder, request_id)


def _left(folder: Path) -> Iterator[Ill]:
    for file in leftovers(folder):
        yield Ill("left", _name(file, folder), mendable=True)
    if is_pending(folder):
        yield Ill("pending", PENDING, mendable=True)


def _archive(folder: Path) -> Iterator[Ill]:
    manifest = read_manifest(folder)
    missing = manifest.archived - len(archived_ids(folder)) if manifest else 0
    if missing > 0:
        yield Ill("archive_gone", ARCHIVE, {"n": missing}, mendable=True)


def _clock(folder: Path, now: datetime) -> Iterator[Ill]:
    manifest = read_manifest(folder)
    if manifest and is_behind(now, manifest):
        yield Ill("clock", values={"today": now.date(), "last": manifest.at[:10]}, note=True)


def _name(path: Path, folder: Path) -> str:
    return "" if path == folder else path.relative_to(folder).as_posix()


def mend(folder: Path) -> tuple[str, ...]:
    """Put right in ``folder`` what is safe to, and give the names of files that are back.

    Left unfinished is finished, leftovers go, rights are narrowed, a file that has vanished comes
    back where a copy holds the very bytes it had, and what is there is expected from now on.
    Raises StateBusy, BadUsage.
    """
    with locked(folder), undisturbed():
        sweep(folder, EVERYWHERE)
        for path in (folder / kept.name for kept in inventory(folder) if kept.kind):
            if is_open_to_others(path):
                narrow(path)
                RUN.commit()
        back = tuple(name for name in (STATE, PEOPLE) if _put_back(folder, name))
        with suppress(OSError):
            if (now := _as_it_is(folder)) != read_manifest(folder):
                expect(folder, lambda: now)
        return back


def _put_back(folder: Path, name: str) -> bool:
    stamp = (read_manifest(folder) or Manifest()).files.get(name)
    copies = own_copies(folder, Path(name).stem)
    if stamp is None or not copies or os.path.lexists(folder / name):
        return False
    newest = copies[-1].file
    if stamp_of(newest).sum != stamp.sum:
        return False
    write_bytes(folder / name, patiently(newest.read_bytes))
    RUN.commit()
    return True


def _as_it_is(folder: Path) -> Manifest:
    before = read_manifest(folder) or Manifest()
    now = Manifest(before.generation, before.at, before.files, len(archived_ids(folder)))
    with suppress(DamagedFile):
        if (folder / STATE).exists():
            now = with_state(now, load_state(folder), folder / STATE)
    return with_file(now, folder / PEOPLE) if (folder / PEOPLE).exists() else now
