"""Files written for the person, where they asked for them: never over another by surprise."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from sferum_cli.errors import RUN, BadUsage
from sferum_cli.storage.files import replace_file, write_bytes

UNFINISHED = ".sferum-"
"""How the name of a file begins that is not whole yet, in a folder that is not ours."""
# Windows takes these for devices, whatever the ending.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?", re.IGNORECASE)


def write_new(file: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to ``file`` in one step, readable by its owner only.

    Raises BadUsage for a file that is there already (unless ``overwrite``), for a folder, a link,
    and for a place where nothing can be written.
    """
    check_place(file, overwrite=overwrite)
    replace_file(file, content, prefix=UNFINISHED)
    RUN.commit()


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
    """Write ``files`` (by their names below it) into a new or empty folder. Raises BadUsage."""
    _check_name(folder)
    if folder.is_symlink() or folder.is_file():
        raise BadUsage("error.output_place", file=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise BadUsage("error.folder_full", folder=folder)
    for name, content in files.items():
        write_bytes(folder / name, content, prefix=UNFINISHED)
        RUN.commit()


def _check_name(file: Path) -> None:
    """Refuse a name that some system cannot keep or shows as another: the file will be sent on."""
    name = file.name
    odd = any(c in '<>:"|?*\\' or unicodedata.category(c).startswith("C") for c in name)
    if odd or name.endswith((".", " ")) or _DEVICE.fullmatch(name):
        raise BadUsage("error.output_name", name=name[:60])


def zipped(files: Mapping[str, bytes]) -> bytes:
    """``files`` as a zip that is the same whenever it is made."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    paper = BytesIO()
    with ZipFile(paper, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same on Windows, where it would be 0
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return paper.getvalue()
