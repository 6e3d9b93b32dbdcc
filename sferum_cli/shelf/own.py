"""The person's own knowledge: which folder it lies in, its files, and their tables.

A process has one shelf: the folder is chosen once, before anything is read, and every cache of a
loader follows it. Why: docs/decisions/0009-one-run-in-a-process.md
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.tables import Table, read_table

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

KNOWLEDGE = "knowledge"
KINDS = ("source", "fact", "contact", "rule", "year")
LARGEST = 1_000_000  # bytes; nobody writes more by hand
_PATH_ID = r"[a-z][a-z0-9-]{0,39}"

L = TypeVar("L", bound="_lru_cache_wrapper[Any]")
_loaders: list[_lru_cache_wrapper[Any]] = []
_folder: Path | None = None
_left_out: set[str] = set()


def use_own(folder: Path | None) -> None:
    """Take the person's own knowledge from ``folder`` from now on; none where it is missing."""
    global _folder
    # Not Path.is_dir: a folder that may not be looked into is no own knowledge, and no crash.
    there = folder if folder is not None and os.path.isdir(folder) else None
    if there or _folder:
        _forget()
    _folder = there
    _left_out.clear()


def leave_out(slip: DamagedFile) -> bool:
    """Go on without the own file in which ``slip`` was found; False where it is in none of them."""
    where = str(slip.values.get("where", ""))
    names = [name for place in ("", "paths") for name in _names(place)]
    found = next((name for name in names if where == name or where.startswith(f"{name}.")), None)
    if found is None:
        return False
    _left_out.add(found)
    _forget()
    return True


def _names(place: str) -> list[str]:
    try:
        return [_name(file) for file in _files(place)]
    except DamagedFile:  # the folder itself
        return [_name(_folder / place)] if _folder else []


def _forget() -> None:
    for loader in _loaders:
        loader.cache_clear()


def has_own() -> bool:
    """Whether the person has own knowledge."""
    return _folder is not None


def follows_own(loader: L) -> L:
    """Let a cached loader forget what it read when the folder changes."""
    _loaders.append(loader)
    return loader


def with_own(shipped: Path, kind: str) -> Iterator[tuple[Table, bool]]:
    """The tables of ``kind`` in a shipped file, then the person's own, marked by True.

    A later id takes the place of an earlier one. Raises DamagedFile.
    """
    for row in read_table(shipped).tables(kind):
        yield row, False
    for row in _own_tables().get(kind, ()):
        yield Table(row.values, row.where), True


@follows_own
@cache
def _own_tables() -> dict[str, tuple[Table, ...]]:
    found: dict[str, tuple[Table, ...]] = dict.fromkeys(KINDS, ())
    for file in _files(""):
        for kind, rows in _kinds(_read(file)).items():
            found[kind] += rows
    return found


def _kinds(table: Table) -> dict[str, tuple[Table, ...]]:
    found = {kind: tuple(table.tables(kind)) for kind in KINDS}
    table.done()
    return found


def own_path_ids() -> tuple[str, ...]:
    """The ids of the person's own paths; a file is named after its path. Raises DamagedFile."""
    return tuple(file.stem for file in _files("paths"))


def own_path(path_id: str) -> Table:
    """The whole file of an own path. Raises DamagedFile."""
    file = next(file for file in _files("paths") if file.stem == path_id)
    table = _read(file)
    if not re.fullmatch(_PATH_ID, path_id) or table.values.get("id") != path_id:
        raise table.bad("id")
    return table


def broken_files() -> list[DamagedFile]:
    """What is wrong with each of the own files that cannot be read, one error a file."""
    broken = []
    for place in ("", "paths"):
        try:
            files = _files(place)
        except DamagedFile as error:
            broken.append(error)
            continue
        for file in files:
            try:
                table = _read(file)
                if not place:
                    _kinds(table)
            except DamagedFile as error:
                broken.append(error)
    return broken


def _files(place: str) -> list[Path]:
    """The TOML files in the folder, or in its inner folder ``place``, in the order of names."""
    if _folder is None:
        return []
    folder = _folder / place
    if _name(folder) in _left_out:
        return []
    if folder.is_symlink():
        raise DamagedFile("error.own_link", where=_name(folder))
    try:
        names = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _damaged(folder, error.strerror or "?") from error
    ours = [file for file in names if file.suffix == ".toml" and not file.name.startswith(".")]
    return [file for file in ours if _name(file) not in _left_out]


def _read(file: Path) -> Table:
    """One own file. Raises DamagedFile for anything but a small plain file of TOML."""
    # A link could lead to a device or to a file that somebody else may change.
    if file.is_symlink() or not file.is_file():
        raise DamagedFile("error.own_link", where=_name(file))
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise DamagedFile("error.own_large", where=_name(file), most=LARGEST // 1_000_000)
        # Editors on Windows begin a file with a mark of the encoding.
        return Table(tomli.loads(content.decode("utf-8-sig")), _name(file))
    except OSError as error:
        raise _damaged(file, error.strerror or "?") from error
    except (ValueError, RecursionError) as error:
        raise _damaged(file, str(error)) from error


def _name(file: Path) -> str:
    """The file as it is called from the folder above, the same on every system."""
    return file.relative_to(_folder.parent).as_posix() if _folder else file.name


def _damaged(file: Path, problem: str) -> DamagedFile:
    return DamagedFile("error.knowledge", where=_name(file), problem=problem)
