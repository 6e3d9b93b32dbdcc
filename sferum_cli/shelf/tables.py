"""TOML tables read key by key, so that a slip is named by file and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import tomli

from sferum_cli.core.knowledge import Bilingual, Target, WayKind
from sferum_cli.core.links import is_page
from sferum_cli.errors import DamagedFile

SHIPPED = Path(__file__).parent.parent / "knowledge"
MOST = 1000  # days or months in a term; more is a slip of the pen


class Table:
    """One TOML table that is read key by key, so that a slip is named by file and place."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, dict):
            raise DamagedFile("error.knowledge", where=where, problem="table")
        self.values = dict(values)
        self.where = where

    def bad(self, key: str, known: Sequence[str] = ()) -> DamagedFile:
        """The error that names ``key`` in this table, and what it may be: the ``known`` codes."""
        problem = ", ".join(known) or key
        return DamagedFile("error.knowledge", where=f"{self.where}.{key}", problem=problem)

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of ``key``, which must be of ``kind``; it counts as read."""
        value = self.values.pop(key, default)
        if value is ... or (value is not default and type(value) is not kind):
            raise self.bad(key)
        return value

    def both(self, key: str) -> Bilingual:
        """The sentence under ``key`` in both languages."""
        pair = self.values.pop(key, None)
        if not isinstance(pair, dict) or pair.keys() != {"ru", "en"}:
            raise self.bad(key)
        ru, en = pair["ru"], pair["en"]
        if not (isinstance(ru, str) and isinstance(en, str) and ru.strip() and en.strip()):
            raise self.bad(key)
        return Bilingual(ru.strip(), en.strip())

    def page(self, key: str) -> str | None:
        """The address of a web page, or None where it is missing."""
        address: str | None = self.take(key, str, None)
        if address is not None and not is_page(address):
            raise self.bad(key)
        return address

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, empty where it is missing."""
        words = self.take(key, list, [])
        if not all(isinstance(word, str) for word in words):
            raise self.bad(key)
        return tuple(words)

    def amount(self, key: str) -> int:
        """A number of days or months."""
        amount: int = self.take(key, int)
        if not 0 <= amount <= MOST:
            raise self.bad(key)
        return amount

    def target(self, key: str) -> Target:
        """Where a way leads: a code, and after a colon the id of a step, a path or an outcome."""
        code, _, name = self.take(key, str).partition(":")
        for kind in get_args(WayKind):
            if kind == code:
                return Target(kind, name)
        raise self.bad(key, get_args(WayKind))

    def code(self, key: str, known: Sequence[str]) -> Any:
        """One of the ``known`` codes."""
        given = self.take(key, str)
        if given not in known:
            raise self.bad(key, known)
        return given

    def codes(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of ``known`` codes, in their order; empty where it is missing."""
        given = self.words(key)
        found = tuple(code for code in known if code in given)
        if len(found) != len(given):
            raise self.bad(key, known)
        return found

    def table(self, key: str) -> Table:
        """The inner table under ``key``."""
        return Table(self.values.pop(key), f"{self.where}.{key}")

    def tables(self, key: str) -> list[Table]:
        """The array of tables under ``key``, each with its place."""
        rows = self.take(key, list, [])
        return [Table(row, f"{self.where}.{key}[{n}]") for n, row in enumerate(rows, start=1)]

    def done(self) -> None:
        """Refuse whatever was not read: an unknown key is a slip of the pen."""
        for key in self.values:
            raise self.bad(key)


def read_table(file: Path) -> Table:
    """The whole of a knowledge file. Raises DamagedFile."""
    return _parsed(_text(file), file)


def read_head(file: Path) -> Table:
    """The keys of a knowledge file that stand before its first array of tables. Raises DamagedFile.

    They are all the keys of the file itself: TOML has no way back to them after a table.
    """
    return _parsed(_text(file).partition("\n[[")[0], file)


def read_rows(file: Path, kind: str, ids: Iterable[str]) -> list[Table]:
    """The tables of ``kind`` with those ids in a file of such tables; no other is parsed.

    Each begins with its id, as a test insists. Raises DamagedFile.
    """
    parts = _parts(file, kind)
    wanted = {f'id = "{name}"' for name in ids}
    text = "".join(part for line, part in parts.items() if line in wanted)
    return _parsed(text, file).tables(kind)


@cache
def _parts(file: Path, kind: str) -> dict[str, str]:
    """The text of each table of ``kind`` in ``file`` by its first line, which is its id."""
    head = f"[[{kind}]]\n"
    parts = _text(file).split(head)[1:]
    return {part.partition("\n")[0]: head + part for part in parts}


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _parsed(text: str, file: Path) -> Table:
    try:
        return Table(tomli.loads(text), file.name)
    except tomli.TOMLDecodeError as error:
        raise _damaged(file, error) from error


def _damaged(file: Path, error: Exception) -> DamagedFile:
    return DamagedFile("error.knowledge", where=file.name, problem=str(error))
