"""What a run that was cut off left behind: half written files, which may hold personal data."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from sferum_cli.storage.files import TEMPORARY

STAGING = ".import-"
"""How the folder begins in which earlier versions made an import ready."""
OFTEN = ("", "backups", "archive")
EVERYWHERE = (*OFTEN, "letters", "attachments", "knowledge", "knowledge/paths")


def sweep(folder: Path, places: tuple[str, ...] = OFTEN) -> None:
    """Remove the leftovers in the inner ``places`` of ``folder``, as far as that is possible.

    Call it under the lock: what another process is just writing looks the same.
    """
    for file in leftovers(folder, places):
        with suppress(OSError):
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink()


def leftovers(folder: Path, places: tuple[str, ...] = EVERYWHERE) -> list[Path]:
    """What was left behind in the inner ``places`` of ``folder``, sorted."""
    found = []
    for place in places:
        with suppress(OSError), os.scandir(folder / place) as entries:
            found += [Path(each.path) for each in entries if _is_left(each.name)]
    return sorted(found)


def _is_left(name: str) -> bool:
    return name.startswith((TEMPORARY, STAGING))
