"""A file that is not there any more is told apart from one that never was."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.errors import DamagedFile
from sferum_cli.storage.backups import own_copies
from sferum_cli.storage.manifest import Manifest


def insist_on_first_time(file: Path, manifest: Manifest) -> None:
    """Refuse to take ``file``, which is not there, for one that never was.

    Raises DamagedFile where the ``manifest`` expects it or copies of it lie beside.
    """
    copies = own_copies(file.parent, file.stem)
    if copies:
        raise DamagedFile("error.vanished", file=file)
    if file.name in manifest.files:
        raise DamagedFile("error.vanished_whole", file=file)
