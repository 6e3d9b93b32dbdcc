"""Earlier copies: what each holds, how it differs from now, and putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.state import requests_of
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.storage.backups import Earlier, earlier_copies, is_same, written_at
from sferum_cli.storage.changes import put_back
from sferum_cli.storage.files import read_text
from sferum_cli.storage.people import PEOPLE, parse_people
from sferum_cli.storage.state_file import STATE, parse_state

FILES = {"state": STATE, "people": PEOPLE}


@frozen
class Holding:
    """What a file holds: ``entries`` are the events of each request by id, or people by alias."""

    entries: Mapping[str, object] = NOTHING
    open: int = 0
    events: int = 0
    walks: int = 0


@frozen
class Copy:
    """An earlier copy by its number in the list; ``holding`` or ``damage`` is None.

    ``same`` says that the file that counts holds the same now.
    """

    number: int
    earlier: Earlier
    holding: Holding | None
    damage: DamagedFile | None
    same: bool


@frozen
class Difference:
    """What putting a copy back would do: entries that return, that go, that become other.

    ``now`` is what the present file holds, ``damage`` why that cannot be said.
    """

    now: Holding | None
    damage: DamagedFile | None
    returns: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def copies(folder: Path) -> tuple[Copy, ...]:
    """Every earlier copy, the newest first, those of a program for synchronising at the end."""
    return tuple(_copy(folder, n, each) for n, each in enumerate(earlier_copies(folder), start=1))


def find_copy(folder: Path, which: str) -> Copy:
    """The copy with that number or file name. Raises NotFound, DamagedFile for a damaged one."""
    there = earlier_copies(folder)
    for number, each in enumerate(there, start=1):
        if which in (str(number), each.file.name):
            copy = _copy(folder, number, each)
            if copy.damage:
                raise copy.damage
            return copy
    key = "error.copy_unknown" if there else "error.no_copies"
    raise NotFound(key, given=which[:80], last=len(there))


def doubles(folder: Path) -> tuple[tuple[Copy, bool], ...]:
    """What a program for synchronising laid beside, each with whether it is later than ours."""
    found = []
    for copy in copies(folder):
        if copy.earlier.foreign:
            ours = written_at(folder / FILES[copy.earlier.of])
            found.append((copy, ours is None or copy.earlier.written > ours))
    return tuple(found)


def difference(folder: Path, copy: Copy) -> Difference:
    """What would differ from now if ``copy`` were put back."""
    now, damage = _look(copy.earlier.of, folder / FILES[copy.earlier.of])
    if now is None or copy.holding is None:
        return Difference(now, damage)
    was, present = copy.holding.entries, now.entries
    return Difference(
        now,
        damage,
        returns=tuple(name for name in was if name not in present),
        goes=tuple(name for name in present if name not in was),
        changes=tuple(name for name in was if present.get(name, was[name]) != was[name]),
    )


def restore(folder: Path, copy: Copy, now: datetime) -> Path | None:
    """Put ``copy`` back and give the file in which what was there is kept, if there was anything.

    What was sound becomes the newest backup; what was damaged stays beside under the moment
    ``now``. Raises DamagedFile, StateBusy, BadUsage; then nothing is changed.
    """
    of = copy.earlier.of
    return put_back(
        folder / FILES[of], copy.earlier.file, understood=lambda file: _holding(of, file), now=now
    )


def _copy(folder: Path, number: int, earlier: Earlier) -> Copy:
    holding, damage = _look(earlier.of, earlier.file)
    return Copy(number, earlier, holding, damage, is_same(earlier.file, folder / FILES[earlier.of]))


def _look(of: str, file: Path) -> tuple[Holding | None, DamagedFile | None]:
    try:
        return _holding(of, file), None
    except DamagedFile as error:
        return None, error


def _holding(of: str, file: Path) -> Holding:
    """What ``file`` holds; nothing where it is missing. Raises DamagedFile."""
    text = read_text(file)
    if text is None:
        return Holding()
    if of == "people":
        return Holding(dict(parse_people(text, file)))
    state = parse_state(text, file)
    requests = requests_of(state)
    walks = [r for r in requests if r.open and r.walk and not r.walk.finished]
    return Holding(
        {request.id: request.events for request in requests},
        open=sum(request.open for request in requests),
        events=len(state.events),
        walks=len(walks),
    )
