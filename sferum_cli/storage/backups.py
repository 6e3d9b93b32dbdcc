"""Copies of the state and of the people: one of each content there was, and thinned out.

A copy is named after its number, which counts on with each copy whatever the clock says, and the
moment when its content was written, in UTC. The newest is what the file holds now, so that damage
to the file itself loses nothing. Kept are the newest ten, the first of each of the newest eight
days and the first of each of the newest eight weeks that have any: a mistake of this minute can be
taken back, and so can one that nobody noticed for a month.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.storage.files import narrow, patiently, read_bytes, write_bytes

BACKUPS = "backups"
OF = ("state", "people")
NEWEST, DAYS, WEEKS = 10, 8, 8
_NAME = (
    r"(state|people)-((?P<number>\d{6,9})-)?(?P<moment>\d{4}-\d{2}-\d{2}T\d{6}(\.\d{3})?Z)\.toml"
)
_COPY = r"(state|people)(?!\.damaged-)[ ._(-].*\.toml"


@frozen
class Earlier:
    """An earlier copy: the file, what it is a copy of, and the moment it was written (UTC).

    ``number`` says which came later, 0 where an older version of the program kept it. ``foreign``
    marks a copy that a program for synchronising laid beside the file.
    """

    file: Path
    of: str
    written: datetime
    foreign: bool = False
    number: int = 0

    @property
    def age(self) -> tuple[int, datetime, str]:
        """What puts copies in order, the oldest first: a clock alone may have been wrong."""
        return self.number, self.written, self.file.name


def keep_backup(file: Path) -> Path | None:
    """Keep ``file`` as it is now among the backups, and let go of those that are too many.

    Gives the backup, None where there was nothing to keep. Call it under the lock and only for a
    file that could be read: damage must push out no good copy. Raises BadUsage, DamagedFile.
    """
    if not file.exists():
        return None
    there = own_copies(file.parent, file.stem)
    if there and is_same(there[-1].file, file):
        made = there[-1].file
    else:
        copy = _next_copy(file, there)
        made = copy.file
        write_bytes(made, read_bytes(file))
        there = [*there, copy]
    keep = worth_keeping((each.file.name, each.written) for each in there) | {made.name}
    for each in there:
        if each.file.name in keep:
            narrow(each.file)
        else:
            with suppress(OSError):  # one copy too many is no reason to fail
                each.file.unlink()
    return made


def is_kept(file: Path) -> bool:
    """Whether what ``file`` holds is the newest of its backups already."""
    there = own_copies(file.parent, file.stem)
    return not file.exists() or bool(there and is_same(there[-1].file, file))


def _next_copy(file: Path, there: Sequence[Earlier]) -> Earlier:
    """Where the next copy of ``file`` goes, after those ``there`` and those of the other file."""
    moment = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    others = (own_copies(file.parent, of) for of in OF if of != file.stem)
    number = max((each.number for each in chain(there, *others)), default=0) + 1
    name = f"{file.stem}-{number:06}-{_stamp(moment, 'milliseconds')}.toml"
    return Earlier(file.parent / BACKUPS / name, file.stem, moment, number=number)


def _stamp(moment: datetime, precision: str) -> str:
    """``moment`` in UTC as part of a file's name, without the colon that Windows refuses."""
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec=precision).replace(':', '')}Z"


def keep_damaged(file: Path, now: datetime) -> Path:
    """Keep a ``file`` that cannot be understood beside itself, named after ``now``; gives where.

    Raises BadUsage, and DamagedFile for one that is no file at all.
    """
    content = read_bytes(file)
    place = free_name(file.parent, f"{file.stem}.damaged", now, ending="toml")
    write_bytes(place, content)
    return place


def free_name(folder: Path, stem: str, now: datetime, *, ending: str) -> Path:
    """A file in ``folder`` that is not there yet, named after ``stem`` and the moment ``now``."""
    stamp = _stamp(now, "seconds")
    names = (f"{stem}-{stamp}{more}.{ending}" for more in chain([""], map("-{}".format, count(2))))
    return next(place for place in map(folder.joinpath, names) if not place.exists())


def worth_keeping(backups: Iterable[tuple[str, datetime]]) -> set[str]:
    """The names of those ``backups`` that the rule of this room keeps.

    They are given as name and moment in the order in which they were made.
    """
    ordered = list(backups)
    days = _firsts(ordered, lambda moment: moment.date().toordinal())
    weeks = _firsts(ordered, lambda moment: (moment.date().toordinal() - 1) // 7)
    return {name for name, _ in ordered[-NEWEST:]} | {*days[-DAYS:], *weeks[-WEEKS:]}


def _firsts(ordered: list[tuple[str, datetime]], period: Callable[[datetime], int]) -> list[str]:
    firsts: dict[int, str] = {}
    for name, moment in ordered:
        firsts.setdefault(period(moment), name)
    return list(firsts.values())


def earlier_copies(folder: Path) -> list[Earlier]:
    """Every earlier copy in ``folder``, the newest first; foreign ones at the end."""
    found = []
    for of in OF:  # older versions of the program kept one a file
        found += [*own_copies(folder, of), *_dated(folder / f"{of}.backup.toml", of)]
    newest_first = sorted(found, key=lambda each: each.age, reverse=True)
    return [*newest_first, *foreign_copies(folder)]


def foreign_copies(folder: Path) -> list[Earlier]:
    """What a program for synchronising laid beside the state or the people, the newest first."""
    found = []
    for file in _files(folder):
        ours = {f"{of}.{end}" for of in OF for end in ("toml", "backup.toml")}
        if file.name not in ours and (copy := re.fullmatch(_COPY, file.name, re.IGNORECASE)):
            found += _dated(file, copy[1].lower(), foreign=True)
    return sorted(found, key=lambda each: each.written, reverse=True)


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not where one of them cannot be read."""
    try:
        return patiently(one.read_bytes) == patiently(other.read_bytes)
    except OSError:
        return False


def all_backups(folder: Path, of: str) -> list[Path]:
    """Our own earlier copies of ``of``, damaged ones too: who is forgotten may be in none."""
    ours = [each.file for each in earlier_copies(folder) if each.of == of and not each.foreign]
    damaged = [file for file in _files(folder) if file.name.startswith(f"{of}.damaged-")]
    return [*ours, *damaged]


def own_copies(folder: Path, of: str) -> list[Earlier]:
    """The copies of ``of`` that this program keeps in ``folder``, the oldest first."""
    found = []
    for name in _names(folder / BACKUPS):
        if name.startswith(f"{of}-") and (told := re.fullmatch(_NAME, name, re.ASCII)):
            with suppress(ValueError):  # 99 o'clock
                moment = datetime.fromisoformat(told["moment"])
                number = int(told["number"] or 0)
                found.append(Earlier(folder / BACKUPS / name, of, moment, number=number))
    return sorted(found, key=lambda each: each.age)


def _names(folder: Path) -> list[str]:
    """The files in ``folder`` that are no links."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if not entry.is_symlink()]
    except OSError:
        return []


def _dated(file: Path, of: str, *, foreign: bool = False) -> list[Earlier]:
    written = written_at(file)
    return [Earlier(file, of, written, foreign)] if written else []


def written_at(file: Path) -> datetime | None:
    """The moment when ``file`` was written (UTC), to the second; None where there is none."""
    try:
        return datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    except OSError:
        return None


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
