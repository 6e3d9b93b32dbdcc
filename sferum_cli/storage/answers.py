"""An answers file: what a walk or a letter would ask, written down beforehand as TOML."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path
from typing import Any

import tomli

from sferum_cli.errors import BadUsage, NotFound, refused
from sferum_cli.storage.files import patiently

LIMIT = 1_000_000  # bytes; nobody writes more answers than that


def read_answers(file: Path) -> dict[str, str]:
    """The answers in ``file`` by their dotted names, as text; days as YYYY-MM-DD.

    Raises NotFound, and BadUsage for what is not TOML or not an answer.
    """
    return parse_answers(_content(file), str(file))


def read_text_of(file: Path) -> str:
    """The text of a file that the person filled in. Raises NotFound and BadUsage as above."""
    return _text(_content(file, "error.screens_file"), str(file))


def _content(file: Path, missing: str = "error.answers_missing") -> bytes:
    try:
        with patiently(lambda: file.open("rb")) as stream:
            return stream.read(LIMIT + 1)  # a device has no end
    except FileNotFoundError as error:
        raise NotFound(missing, file=file) from error
    except OSError as error:
        raise refused("error.file", error, file=file) from error


def parse_answers(content: bytes, name: str) -> dict[str, str]:
    """The answers in ``content``, which came from ``name``. Raises BadUsage as ``read_answers``.

    Another encoding is not guessed: a name would be misspelt in a letter that is signed.
    """
    text = _text(content, name)
    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadUsage("error.answers", file=name, problem=str(error)[:200]) from error
    return dict(_flat(table, "", name))


def _text(content: bytes, name: str) -> str:
    if len(content) > LIMIT:
        raise BadUsage("error.answers", file=name, problem=f"> {LIMIT} bytes")
    try:
        return content.decode(_encoding(content)).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadUsage("error.answers_encoding", file=name, line=line) from error


def _encoding(content: bytes) -> str:
    """How the text is written down: UTF-8, or what PowerShell's ``>`` makes, which says so."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if marked else "utf-8"


def _flat(table: dict[str, Any], prefix: str, file: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}.", file)
        elif isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            # [[child]]: the first is called child, the others child2, child3 and so on.
            for number, row in enumerate(value, start=1):
                rows += _flat(row, f"{name}{'' if number == 1 else number}.", file)
        elif isinstance(value, bool):
            rows.append((name, "yes" if value else "no"))
        elif isinstance(value, (str, int)):
            rows.append((name, str(value)))
        elif isinstance(value, date):
            rows.append((name, value.isoformat()[:10]))
        else:
            raise BadUsage("error.answers", file=file, problem=name)
    return rows
