"""What the folder held after the last write, so that it is noticed when that is there no more.

The manifest is written after the files that it describes: one that is older than they are tells of
a write that was cut off, a file that is older than it says tells of a loss.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.state import State
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.backups import own_copies
from sferum_cli.storage.damage import read_toml
from sferum_cli.storage.files import patiently, read_text

MANIFEST = "manifest.toml"
PEOPLE = "people.toml"
SCHEMA = 1


@frozen
class Stamp:
    """A file as it was: its size in bytes, when it was written (ns) and a sum of its bytes."""

    size: int
    written: int
    sum: int


@frozen
class Manifest:
    """What is expected in the folder.

    ``generation`` is the ``next_id`` of the state: every write raises it, none takes it back.
    ``at`` is the moment of the newest event, ``files`` has a stamp of the state and of the people
    where there are any, and ``archived`` counts the requests in the archive.
    """

    generation: int = 0
    at: str = ""
    files: Mapping[str, Stamp] = NOTHING
    archived: int = 0


def read_manifest(folder: Path) -> Manifest | None:
    """What is expected in ``folder``; None where nothing is, or what is written makes no sense."""
    try:
        text = read_text(folder / MANIFEST)
        return _parsed(text) if text else None
    except (DamagedFile, LookupError, TypeError, ValueError, AttributeError):
        return None


@lru_cache(maxsize=1)  # a run looks at it before each file that it reads
def _parsed(text: str) -> Manifest | None:
    table = read_toml(text)
    if not isinstance(table, dict) or table["schema"] != SCHEMA:
        return None
    files = {str(name): _stamp(row) for name, row in table["file"].items()}
    return Manifest(int(table["generation"]), str(table["at"]), files, int(table["archived"]))


def _stamp(row: Mapping[str, int]) -> Stamp:
    return Stamp(int(row["size"]), int(row["written"]), int(row["sum"]))


def dump_manifest(manifest: Manifest) -> dict[str, object]:
    """The table to write for ``manifest``."""
    return {
        "schema": SCHEMA,
        "generation": manifest.generation,
        "at": manifest.at,
        "archived": manifest.archived,
        "file": {
            name: {"size": stamp.size, "written": stamp.written, "sum": stamp.sum}
            for name, stamp in manifest.files.items()
        },
    }


def with_state(manifest: Manifest, state: State, file: Path) -> Manifest:
    """``manifest`` once ``state`` is written to ``file``. Raises OSError."""
    at = state.events[-1].at if state.events else manifest.at
    generation = max(state.next_id, manifest.generation)
    return Manifest(generation, at, with_file(manifest, file).files, manifest.archived)


def with_file(manifest: Manifest, file: Path) -> Manifest:
    """``manifest`` once ``file`` is written, or removed. Raises OSError."""
    files = {name: stamp for name, stamp in manifest.files.items() if name != file.name}
    if file.exists():
        files[file.name] = stamp_of(file)
    return Manifest(manifest.generation, manifest.at, files, manifest.archived)


def stamp_of(file: Path) -> Stamp:
    """``file`` as it is. Raises OSError."""
    status = file.stat()
    return Stamp(status.st_size, status.st_mtime_ns, zlib.crc32(patiently(file.read_bytes)))


def is_same_file(file: Path, stamp: Stamp) -> bool:
    """Whether ``file`` is what it was, mostly at the price of one look at its size and time.

    One that was only copied or touched is the same. What is not there is not.
    """
    try:
        status = file.stat()
        if (status.st_size, status.st_mtime_ns) == (stamp.size, stamp.written):
            return True
        return status.st_size == stamp.size and stamp_of(file).sum == stamp.sum
    except OSError:
        return False


def insist_on_first_time(file: Path, manifest: Manifest) -> None:
    """Refuse to take ``file``, which is not there, for one that never was.

    Raises DamagedFile where the ``manifest`` expects it or copies of it lie beside.
    """
    copies = own_copies(file.parent, file.stem)
    if copies:
        raise DamagedFile("error.vanished", file=file)
    if file.name in manifest.files:
        raise DamagedFile("error.vanished_whole", file=file)
