"""Where a data file went wrong: the line, and a key for the words; never what is written there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tomli

from sferum_cli.errors import DamagedFile

DamageReason = tuple[str, dict[str, object]]
"""A text key and its values."""

_PLACE = r"at line (\d+), column (\d+)"
_MERGE = r"^(<{7}|={7}|>{7})( |$)"


def read_toml(text: str) -> dict[str, Any] | DamageReason:
    """The table written in ``text``, or why it cannot be read."""
    if not text.strip():
        return "damage.empty", {}
    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        return _why(text, str(error))


def _why(text: str, problem: str) -> DamageReason:
    if "\0" in text:
        return "damage.zeros", {"line": _line(text, text.index("\0"))}
    if merge := re.search(_MERGE, text, flags=re.MULTILINE):
        return "damage.merge", {"line": _line(text, merge.start()), "mark": merge[1]}
    if place := re.search(_PLACE, problem):
        return "damage.toml", {"line": int(place[1]), "column": int(place[2])}
    return "damage.cut", {"line": len(text.rstrip().splitlines())}


def read_versioned(text: str, file: Path, key: str, *, known: int) -> tuple[dict[str, Any], int]:
    """The table written in ``text`` of ``file``, and the number of its schema.

    Raises DamagedFile: ``key`` for what cannot be understood, and as ``schema_of``.
    """
    table = read_toml(text)
    if isinstance(table, tuple):
        raise damaged(key, file, *table)
    schema = schema_of(table, file, known=known)
    if schema is None:
        raise damaged(key, file, "damage.schema_missing", {})
    return table, schema


def damaged(key: str, file: Path, why: str, values: dict[str, object]) -> DamagedFile:
    """The error ``key`` of ``file``; ``why`` is a text key, and its ``values`` fill it."""
    return DamagedFile(key, file=file, why=why, why_values=values)


def schema_of(table: dict[str, Any], file: Path, *, known: int) -> int | None:
    """The schema number of ``table``, None where it has no sensible one.

    Raises DamagedFile for one that only a newer program knows.
    """
    schema = table.get("schema")
    if type(schema) is not int or schema < 1:
        return None
    if schema > known:
        raise DamagedFile("error.file_newer", file=file, found=schema, known=known)
    return schema


def line_of(text: str, array: str, place: int, key: str) -> int:
    """The line of ``key`` in the table number ``place`` of ``array``.

    Where the key is missing it is the line on which the table begins; place 0 is the file itself.
    """
    lines = text.splitlines()
    headers = [n for n, line in enumerate(lines) if line.strip() == f"[[{array}]]"]
    begin = headers[place - 1] if 1 <= place <= len(headers) else 0
    for n, line in enumerate(lines[begin:], start=begin):
        if n > begin and line.startswith("[[") and place:
            break
        if line.partition("=")[0].strip() == key:
            return n + 1
    return begin + 1


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
