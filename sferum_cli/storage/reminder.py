"""reminder.toml: what the daily reminder made on this computer, so that just that is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sferum_cli.core.codes import one_of
from sferum_cli.core.reminder import MARK, SCHEDULERS, ReminderMade, Scheduler
from sferum_cli.errors import BadUsage, DamagedFile, refused
from sferum_cli.storage.attachments import sha256
from sferum_cli.storage.changes import locked
from sferum_cli.storage.damage import read_toml
from sferum_cli.storage.files import as_toml, patiently, read_text, replace_file, write_bytes
from sferum_cli.storage.output import rewrite

REMINDER = "reminder.toml"
STAMP = "reminded"


def load_made(folder: Path) -> ReminderMade | None:
    """What is set up, or None. Raises DamagedFile."""
    file = folder / REMINDER
    text = read_text(file)
    if text is None:
        return None
    table = read_toml(text)
    if isinstance(table, tuple):
        raise DamagedFile("error.reminder_damaged", file=file)
    by = one_of(SCHEDULERS, table.get("by"))
    try:
        if by is None:
            raise KeyError("by")
        return ReminderMade(
            by, str(table["at"]), {str(k): str(v) for k, v in table["files"].items()},
            tuple(map(str, table["folders"])), str(table["into"]), str(table["lines"]),
            table["new"] is True,
        )  # fmt: skip
    except (KeyError, AttributeError, TypeError) as error:
        raise DamagedFile("error.reminder_damaged", file=file) from error


def set_up(
    folder: Path,
    by: Scheduler,
    at: str,
    files: Mapping[Path, bytes],
    lines: tuple[Path, str] | None,
) -> ReminderMade:
    """Write ``files``, put ``lines`` into a file, and remember all of it before.

    Cut off in the middle, ``take_back`` takes back what there is. Raises BadUsage where a file of
    somebody else's has such a name, or it cannot be written; StateBusy. Then nothing is left.
    """
    for file in files:
        if file.exists() and MARK.encode() not in _content(file).replace(b"\0", b""):
            raise BadUsage("error.reminder_foreign", file=file)
    homes = [file.parent for file in files] + ([lines[0].parent] if lines else [])
    made = ReminderMade(
        by, at, {str(file): sha256(content) for file, content in files.items()}, _missing(homes)
    )
    if lines:
        into, text = lines
        before = _content(into)
        text = text if not before or before.endswith(b"\n") else f"\n{text}"
        made = ReminderMade(by, at, made.files, made.folders, str(into), text, not into.exists())
    with locked(folder):
        _remember(folder, made)
        try:
            for name in reversed(made.folders):
                Path(name).mkdir()
            for file, content in files.items():
                replace_file(file, content)
            if lines:
                rewrite(Path(made.into), before + made.lines.encode())
                write_bytes(folder / STAMP, b"\n")
        except (OSError, BadUsage) as error:
            _undo(made)
            _forget(folder)
            if isinstance(error, BadUsage):
                raise
            raise refused("error.write", error, file=error.filename or folder) from error
    return made


def take_back(folder: Path, made: ReminderMade) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove exactly what was ``made``: what went, and what stays since somebody changed it.

    Raises BadUsage, StateBusy.
    """
    with locked(folder):
        done = _undo(made)
        _forget(folder)
    return done


def _undo(made: ReminderMade) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone, left = [], []
    for name, before in made.files.items():
        file = Path(name)
        if not file.exists():
            continue
        try:
            if sha256(patiently(file.read_bytes)) == before:
                file.unlink()
                gone.append(name)
            else:
                left.append(name)
        except OSError:
            left.append(name)
    if made.into and (content := _content(Path(made.into))):
        lines = made.lines.encode()
        head, found, tail = content.rpartition(lines)
        try:
            if not found:
                left += [made.into] if MARK.encode() in content else []
            elif made.new and not head + tail:
                Path(made.into).unlink()
                gone.append(made.into)
            else:
                rewrite(Path(made.into), head + tail)
                gone.append(made.into)
        except (OSError, BadUsage):
            left.append(made.into)
    for name in made.folders:
        with suppress(OSError):  # somebody has put something else there
            Path(name).rmdir()
    return tuple(gone), tuple(left)


def _missing(places: list[Path]) -> tuple[str, ...]:
    """The folders that are not there yet, the inner ones first."""
    missing = {
        str(each) for place in places for each in (place, *place.parents) if not each.exists()
    }
    return tuple(sorted(missing, key=len, reverse=True))


def _content(file: Path) -> bytes:
    try:
        return patiently(file.read_bytes)
    except OSError:
        return b""


def _remember(folder: Path, made: ReminderMade) -> None:
    table: dict[str, Any] = {
        "schema": 1, "by": made.by, "at": made.at, "files": dict(made.files),
        "folders": list(made.folders), "into": made.into, "lines": made.lines, "new": made.new,
    }  # fmt: skip
    write_bytes(folder / REMINDER, as_toml(table))


def _forget(folder: Path) -> None:
    for name in (STAMP, REMINDER):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
