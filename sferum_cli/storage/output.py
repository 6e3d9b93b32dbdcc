"""Files written for the person, where they asked for them: never over another by surprise."""

from __future__ import annotations

import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sferum_cli.errors import RUN, BadUsage, refused
from sferum_cli.storage.files import make_folder, patiently, replace_file, settle, write_new_file
from sferum_cli.storage.undisturbed import undisturbed

UNFINISHED = ".sferum-"
"""How the name of a file begins that is not whole yet, in a folder that is not ours."""
# Windows takes these for devices, whatever the ending.
_DEVICE = r"(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?"


def write_new(file: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to ``file`` in one step, readable by its owner only.

    Raises BadUsage for a file that is there already (unless ``overwrite``), for a folder, a link,
    and for a place where nothing can be written.
    """
    with prepared(file, content, overwrite=overwrite) as put:
        put()


@contextmanager
def prepared(file: Path, content: bytes, *, overwrite: bool) -> Iterator[Callable[[], None]]:
    """``content`` made ready beside ``file``; what this gives puts it there, in one step.

    So what else belongs to it can be written in between: where there is no room for the file, it is
    not. Whatever is not put there is gone after the block. Raises what ``write_new`` raises.
    """
    check_place(file, overwrite=overwrite)
    sweep_beside(file.parent)
    temporary = unfinished(file.parent)
    try:
        with _refusing(file):
            write_new_file(temporary, content)
        yield lambda: _put(temporary, file)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put(made: Path, place: Path) -> None:
    with undisturbed(), _refusing(place):
        patiently(lambda: made.replace(place))
        RUN.commit()
        settle(place.parent)


@contextmanager
def _refusing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused("error.write", error, file=file) from error


def unfinished(folder: Path) -> Path:
    """A name in ``folder`` for what is not whole yet; it tells which process makes it."""
    return folder / f"{UNFINISHED}{os.getpid()}-{os.urandom(4).hex()}"


def sweep_beside(folder: Path) -> None:
    """Remove what a process that was killed left half written in ``folder``, of ours alone."""
    for left in sorted(folder.glob(f"{UNFINISHED}*")):
        owner = left.name.removeprefix(UNFINISHED).partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


def _is_alive(process: int) -> bool:
    if os.name != "posix":  # there the same call would end it; an open file cannot be removed
        return False
    with suppress(PermissionError, OverflowError):  # somebody else's
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def rewrite(file: Path, content: bytes) -> None:
    """Write a file of the person's own: where a link leads, and as open to others as it was.

    Raises BadUsage, OSError.
    """
    place = file.resolve()
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, content)
    if mode is not None and os.name == "posix":
        place.chmod(mode)


def check_place(file: Path, *, overwrite: bool) -> None:
    """Refuse a place where ``write_new`` would refuse to write. Raises BadUsage."""
    _check_name(file)
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise BadUsage("error.output_place", file=file)
    if file.exists() and not overwrite:
        raise BadUsage("error.file_exists", file=file)
    if not file.parent.is_dir():
        raise BadUsage("error.output_folder", folder=file.parent)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (by their names below it) into a new or empty folder, all or none.

    Raises BadUsage.
    """
    _check_name(folder)
    if folder.is_symlink() or folder.is_file():
        raise BadUsage("error.output_place", file=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise BadUsage("error.folder_full", folder=folder)
    made = unfinished(folder.parent)
    try:
        with _refusing(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            sweep_beside(folder.parent)
            for name, content in files.items():
                make_folder((made / name).parent)
                write_new_file(made / name, content)
            if folder.is_dir():
                folder.rmdir()
        _put(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _check_name(file: Path) -> None:
    """Refuse a name that some system cannot keep or shows as another: the file will be sent on."""
    name = file.name
    odd = any(c in '<>:"|?*\\' or unicodedata.category(c).startswith("C") for c in name)
    if odd or name.endswith((".", " ")) or re.fullmatch(_DEVICE, name, re.IGNORECASE):
        raise BadUsage("error.output_name", name=name[:60])
