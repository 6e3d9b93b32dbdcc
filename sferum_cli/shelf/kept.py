"""What was read of the knowledge that ships, kept beside it as Python keeps its bytecode."""

from __future__ import annotations

import _pickle  # without the half of pickle that is written in Python: a third of its cost
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sferum_cli.shelf.own import has_own
from sferum_cli.shelf.tables import SHIPPED

P = ParamSpec("P")
T = TypeVar("T")

PLACE = SHIPPED / "__pycache__"
# What a kept value depends on: the knowledge, and the code that reads it.
ROOMS = ("knowledge", "knowledge/paths", "knowledge/letters", "core", "shelf")


def kept(loader: Callable[P, T]) -> Callable[P, T]:
    """Let a loader of the knowledge that ships read its files once, not in every process.

    Its arguments are words and the folder, and its value depends on nothing else. A change of any
    file or of the code that reads them makes all that is kept worthless. As with bytecode, nothing
    is kept where that is not wanted (PYTHONDONTWRITEBYTECODE) or not possible. What the person
    added is never kept.
    """

    @wraps(loader)
    def read(*args: P.args, **named: P.kwargs) -> T:
        given = [each for each in args if each is not SHIPPED]
        given += [word for pair in sorted(named.items()) for word in pair]
        if has_own() or not all(isinstance(each, str) and _is_plain(each) for each in given):
            return loader(*args, **named)
        file = PLACE / f"{'.'.join([loader.__name__, *map(str, given)])}.kept"
        stamp = _stamp()
        if found := _look_up(file, stamp):
            value: T = found[0]
            return value
        value = loader(*args, **named)
        if not sys.dont_write_bytecode:
            _keep(file, stamp + _pickle.dumps(value))
        return value

    return read


def _is_plain(word: str) -> bool:
    return word.isascii() and word.replace("-", "").replace("_", "").isalnum()


def _look_up(file: Path, stamp: bytes) -> list[Any]:
    """What ``file`` holds, in a list; an empty one where it is not there, damaged or older."""
    try:
        content = file.read_bytes()
        if not content.startswith(stamp):
            return []
        return [_pickle.loads(content[len(stamp) :])]  # as much ours as bytecode is
    except Exception:  # whatever is wrong with it, the knowledge itself can be read
        return []


def _keep(file: Path, content: bytes) -> None:
    new = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        new.write_bytes(content)
        new.replace(file)


@cache
def _stamp() -> bytes:
    """Name, size and time of every file that counts."""
    root = SHIPPED.parent
    files = [file for room in ROOMS for file in os.scandir(root / room) if file.is_file()]
    seen = [(file.name, (s := file.stat()).st_size, s.st_mtime_ns) for file in files]
    return marshal.dumps(sorted(seen))
