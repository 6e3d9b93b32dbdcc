"""What the person saw, written as a file of their own knowledge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sferum_cli.errors import RUN
from sferum_cli.storage.changes import locked
from sferum_cli.storage.files import as_toml, write_bytes
from sferum_cli.storage.undisturbed import undisturbed

SEEN = "seen-"


def keep_seen(folder: Path, day: date, table_for: Callable[[str], Mapping[str, Any]]) -> Path:
    """Write what ``table_for`` makes of the name of a new file; gives the file.

    Files are numbered in the order of being read, so that what was seen last counts. Raises
    StateBusy, BadUsage.
    """
    with locked(folder), undisturbed():
        taken = {file.stem for file in (folder / "knowledge").glob(f"{SEEN}*.toml")}
        number = 1
        while (name := f"{SEEN}{day.isoformat()}-{number:02}") in taken:
            number += 1
        file = folder / "knowledge" / f"{name}.toml"
        write_bytes(file, as_toml(table_for(name)))
        RUN.commit()
    return file
