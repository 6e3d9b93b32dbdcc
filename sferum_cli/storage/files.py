"""Reading and writing the person's files: owner-only, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from sferum_cli.errors import HELD, RUN, DamagedFile, refused, said_by

if sys.platform == "darwin":
    import fcntl

T = TypeVar("T")

FOLDER_MODE = 0o700
FILE_MODE = 0o600
TEMPORARY = ".new-"
"""How the name of a file begins that is not whole yet; whoever holds the lock may remove it."""
PIECE = 1 << 18  # bytes read at a time
LARGEST = 100_000_000  # bytes; a journal of 10,000 requests has 10 million
_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)  # seconds between tries: 1.3 in all


def patiently(action: Callable[[], T]) -> T:
    """Do ``action`` again where Windows says that the file is held, for a second or so.

    Raises OSError: any other at once, that one in the end.
    """
    for pause in PAUSES:
        try:
            return action()
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            time.sleep(pause)
    return action()


def read_at_most(stream: BinaryIO, limit: int) -> bytes:
    """What ``stream`` holds: all of it, or more than ``limit`` bytes of what is larger.

    Room is taken as it fills: Windows gives what is asked for at once, and 100 MB take a while.
    """
    content = stream.read(PIECE)
    if len(content) < PIECE:
        return content
    pieces, size = [content], PIECE
    while size <= limit and (piece := stream.read(PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def read_bytes(file: Path) -> bytes:
    """The bytes of ``file``. Raises DamagedFile where the system does not give them."""
    try:
        return patiently(file.read_bytes)
    except OSError as error:
        raise unreadable(file, error) from error


def read_text(file: Path) -> str | None:
    """The text of ``file``, or None where there is none. Raises DamagedFile."""
    try:
        with patiently(lambda: open(file, "rb", opener=_open_plain)) as stream:
            content = read_at_most(stream, LARGEST)
    except FileNotFoundError:
        if file.is_symlink():
            target = os.path.realpath(file)
            raise DamagedFile("error.link_away", file=file, target=target) from None
        return None
    except OSError as error:
        raise unreadable(file, error) from error
    if len(content) > LARGEST:
        problem = f"> {LARGEST // 1_000_000} MB"
        raise DamagedFile("error.file_unreadable", file=file, problem=problem)
    try:
        text = decoded(content)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DamagedFile("error.file_not_text", file=file, line=line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")  # Windows ends lines with two


def decoded(content: bytes) -> str:
    """The text in ``content``, without the mark with which editors on Windows begin a file.

    Raises UnicodeDecodeError.
    """
    return content.decode().removeprefix("\ufeff")


def _open_plain(path: str, flags: int) -> int:
    """Open a plain file: a pipe would wait for ever, and a device has no end."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        os.close(handle)
        reason = errno.EISDIR if is_folder else errno.EINVAL
        raise OSError(reason, os.strerror(reason))
    return handle


def unreadable(file: Path, error: OSError) -> DamagedFile:
    """The error for a ``file`` that the system does not give."""
    return DamagedFile("error.file_unreadable", file=file, **said_by(error))


def as_toml(table: Mapping[str, Any]) -> bytes:
    """``table`` as TOML in UTF-8."""
    import tomli_w  # most runs only read

    return tomli_w.dumps(table).encode()


def make_folder(folder: Path) -> None:
    """Make ``folder`` so that only its owner can look inside. Raises BadUsage."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        narrow(folder, FOLDER_MODE)
    except OSError as error:
        raise refused("error.folder", error, folder=folder) from error


def write_bytes(file: Path, content: bytes) -> None:
    """Replace ``file`` by ``content`` in one step: a reader sees the old or the new, whole.

    The temporary file lies in the same folder, since a replacement across file systems is not one
    step. Raises BadUsage when the disk, a quota or the folder says no; the old file is then intact.
    """
    make_folder(file.parent)
    replace_file(file.resolve(), content)


def replace_file(file: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``file`` in one step; its folder is left as it is.

    Raises BadUsage when it cannot be written; the old file is then intact. Once the new one has
    its name nothing fails any more: a disk that does not confirm it is a warning.
    """
    temporary = file.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
    try:
        write_new_file(temporary, content)
        patiently(lambda: temporary.replace(file))
    except OSError as error:
        raise refused("error.write", error, file=file) from error
    finally:  # an error or a Ctrl-C leaves nothing half written behind
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    settle(file.parent)


def write_new_file(file: Path, content: bytes, *, confirmed: bool = True) -> None:
    """Make ``file``, which must not be there, and have the disk confirm it. Raises OSError.

    Without ``confirmed`` it is on the disk only after ``sync_all``.
    """
    handle = os.open(file, _NEW, FILE_MODE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if confirmed:
            sync(handle)
    finally:
        os.close(handle)


def sync(handle: int) -> None:
    """Have the disk itself confirm what was written to ``handle``. Raises OSError."""
    if sys.platform == "darwin":  # there fsync stops at the drive's own memory
        with suppress(OSError):  # a share may not know it
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def can_sync_all() -> bool:
    """Whether this system can have all disks confirm all files at once, and waits for it."""
    return sys.platform == "linux"  # elsewhere there is no such call, or it does not wait


def sync_all() -> None:
    """Have the disks confirm everything: quicker than file by file where there are hundreds."""
    if sys.platform == "linux":
        os.sync()


def settle(folder: Path) -> None:
    """Make what was renamed or removed in ``folder`` survive a power cut; a warning where not."""
    if os.name != "posix":  # no such call on Windows
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            sync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        RUN.warn("warning.unconfirmed", folder=folder, **said_by(error))


def probe(folder: Path) -> None:
    """Try whether a file can be made in ``folder``, and leave none. Raises OSError."""
    file = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
    try:
        write_new_file(file, b"sferum")
    finally:
        file.unlink(missing_ok=True)


def is_somebody_elses(path: Path) -> bool:
    """Whether ``path``, or where it leads, belongs to another user."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        return {path.lstat().st_uid, path.stat().st_uid} != {os.getuid()}
    return False


def is_open_to_others(path: Path) -> bool:
    """Whether other users may look into ``path``, though it is ours to close."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        status = path.lstat()
        closed = stat.S_ISLNK(status.st_mode) or status.st_mode & stat.S_ISVTX
        return not closed and bool(stat.S_IMODE(status.st_mode) & 0o077)
    return False


def narrow(path: Path, mode: int = FILE_MODE) -> None:
    """Take other people's rights away; a shared place such as /tmp is not ours to close."""
    if os.name != "posix":
        return
    status = path.stat()
    shared = status.st_mode & stat.S_ISVTX
    if status.st_uid == os.getuid() and not shared and stat.S_IMODE(status.st_mode) & 0o077:
        path.chmod(mode)
