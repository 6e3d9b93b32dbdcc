"""Files written for the person, where they asked for them: never over another by surprise."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.errors import BadUsage
from sferum_cli.storage.files import replace_file


def write_new(file: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to ``file`` in one step, readable by its owner only.

    Raises BadUsage for a file that is there already (unless ``overwrite``), for a folder, a link,
    and for a place where nothing can be written.
    """
    if file.is_symlink() or file.is_dir():
        raise BadUsage("error.output_place", file=file)
    if file.exists() and not overwrite:
        raise BadUsage("error.file_exists", file=file)
    if not file.parent.is_dir():
        raise BadUsage("error.output_folder", folder=file.parent)
    replace_file(file, content)
