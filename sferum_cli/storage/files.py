"""Reading and writing the person's files: owner-only, whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from sferum_cli.errors import BadUsage, DamagedFile

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def read_text(file: Path) -> str | None:
    """The text of ``file``, or None where there is none. Raises DamagedFile."""
    try:
        return file.read_text(encoding="utf-8-sig")  # editors on Windows begin it with a mark
    except FileNotFoundError:
        if file.is_symlink():
            raise DamagedFile("error.file_unreadable", file=file, problem="link") from None
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DamagedFile("error.file_not_text", file=file, line=line) from error
    except OSError as error:
        raise DamagedFile(
            "error.file_unreadable", file=file, problem=error.strerror or "?"
        ) from error


def make_folder(folder: Path) -> None:
    """Make ``folder`` so that only its owner can look inside. Raises BadUsage."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        narrow(folder, FOLDER_MODE)
    except OSError as error:
        raise BadUsage("error.folder", folder=folder, problem=error.strerror or "?") from error


def write_bytes(file: Path, content: bytes) -> None:
    """Replace ``file`` by ``content`` in one step: a reader sees the old or the new, whole.

    The temporary file lies in the same folder, since a replacement across file systems is not one
    step. Raises BadUsage when the disk, a quota or the folder says no; the old file is then intact.
    """
    make_folder(file.parent)
    replace_file(file.resolve(), content)


def replace_file(file: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``file`` in one step; its folder is left as it is.

    Raises BadUsage when it cannot be written; the old file is then intact.
    """
    target = file
    temporary = ""
    try:
        import tempfile

        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise BadUsage("error.write", file=file, problem=error.strerror or "?") from error


def narrow(path: Path, mode: int = FILE_MODE) -> None:
    """Take other people's rights away; a shared place such as /tmp is not ours to close."""
    if os.name != "posix":
        return
    status = path.stat()
    shared = status.st_mode & stat.S_ISVTX
    if status.st_uid == os.getuid() and not shared and stat.S_IMODE(status.st_mode) & 0o077:
        path.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Make the replacement itself survive a power cut (no such call on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
