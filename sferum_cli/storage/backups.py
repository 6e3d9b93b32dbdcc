"""Copies of the state and of the people: one of each content there was, and thinned out.

A copy is named after the moment when its content was written, in UTC. The newest is what the file
holds now, so that damage to the file itself loses nothing. Kept are the newest ten, the
first of each of the newest eight days and the first of each of the newest eight weeks that have
any: a mistake of this minute can be taken back, and so can one that nobody noticed for a month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.storage.files import narrow, write_bytes

BACKUPS = "backups"
OF = ("state", "people")
NEWEST, DAYS, WEEKS = 10, 8, 8
_NAME = re.compile(r"(state|people)-(\d{4}-\d{2}-\d{2}T\d{6}(\.\d{3})?Z)\.toml", re.ASCII)
_COPY = re.compile(r"(state|people)(?!\.damaged-)[ ._(-].*\.toml", re.IGNORECASE)


@frozen
class Earlier:
    """An earlier copy: the file, what it is a copy of, and the moment it was written (UTC).

    ``foreign`` marks a copy that a program for synchronising laid beside the file.
    """

    file: Path
    of: str
    written: datetime
    foreign: bool = False


def keep_backup(file: Path) -> Path | None:
    """Keep ``file`` as it is now among the backups, and let go of those that are too many.

    Gives the backup, None where there was nothing to keep. Call it under the lock and only for a
    file that could be read: damage must push out no good copy. Two changes within one thousandth
    of a second leave the later one. Raises BadUsage, DamagedFile.
    """
    if not file.exists():
        return None
    content, folder, made = _read(file), file.parent / BACKUPS, _name(file)
    write_bytes(folder / made, content)
    there = [(each.file.name, each.written) for each in _in_backups(file.parent, file.stem)]
    keep = kept(there) | {made}
    for name in keep:
        narrow(folder / name)
    for name in {name for name, _ in there} - keep:
        with suppress(OSError):  # one copy too many is no reason to fail
            (folder / name).unlink()
    return folder / made


def is_kept(file: Path) -> bool:
    """Whether what ``file`` holds is among the backups already, to judge by the moment."""
    return not file.exists() or (file.parent / BACKUPS / _name(file)).exists()


def _name(file: Path) -> str:
    moment = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return f"{file.stem}-{_stamp(moment, 'milliseconds')}.toml"


def _stamp(moment: datetime, precision: str) -> str:
    """``moment`` in UTC as part of a file's name, without the colon that Windows refuses."""
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec=precision).replace(':', '')}Z"


def keep_damaged(file: Path, now: datetime) -> Path:
    """Keep a ``file`` that cannot be understood beside itself, named after ``now``; gives where.

    Raises BadUsage, and DamagedFile for one that is no file at all.
    """
    content = _read(file)
    place = free_name(file.parent, f"{file.stem}.damaged", now, ending="toml")
    write_bytes(place, content)
    return place


def free_name(folder: Path, stem: str, now: datetime, *, ending: str) -> Path:
    """A file in ``folder`` that is not there yet, named after ``stem`` and the moment ``now``."""
    stamp = _stamp(now, "seconds")
    names = (f"{stem}-{stamp}{more}.{ending}" for more in chain([""], map("-{}".format, count(2))))
    return next(place for place in map(folder.joinpath, names) if not place.exists())


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        problem = error.strerror or "?"
        raise DamagedFile("error.file_unreadable", file=file, problem=problem) from error


def kept(backups: Iterable[tuple[str, datetime]]) -> set[str]:
    """The names of those ``backups`` (name, moment) that the rule of this room keeps."""
    ordered = sorted(backups, key=lambda each: (each[1], each[0]))
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
        found += [*_in_backups(folder, of), *_dated(folder / f"{of}.backup.toml", of)]
    newest_first = sorted(found, key=lambda each: (each.written, each.of), reverse=True)
    return [*newest_first, *foreign_copies(folder)]


def foreign_copies(folder: Path) -> list[Earlier]:
    """What a program for synchronising laid beside the state or the people, the newest first."""
    found = []
    for file in _files(folder):
        ours = {f"{of}.{end}" for of in OF for end in ("toml", "backup.toml")}
        if file.name not in ours and (copy := _COPY.fullmatch(file.name)):
            found += _dated(file, copy[1].lower(), foreign=True)
    return sorted(found, key=lambda each: each.written, reverse=True)


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not where one of them cannot be read."""
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def forget_backups(folder: Path, of: str) -> None:
    """Remove our own earlier copies of ``of``, damaged ones too: who is forgotten is in none.

    Raises BadUsage when one cannot be removed.
    """
    ours = [each.file for each in earlier_copies(folder) if each.of == of and not each.foreign]
    damaged = [file for file in _files(folder) if file.name.startswith(f"{of}.damaged-")]
    for file in (*ours, *damaged):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise BadUsage("error.write", file=file, problem=error.strerror or "?") from error


def _in_backups(folder: Path, of: str) -> list[Earlier]:
    found = []
    for file in _files(folder / BACKUPS):
        name = _NAME.fullmatch(file.name)
        if name and name[1] == of and not file.is_symlink():
            with suppress(ValueError):  # 99 o'clock
                found.append(Earlier(file, of, datetime.fromisoformat(name[2])))
    return found


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
