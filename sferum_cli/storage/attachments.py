"""Files kept as proof: copied beside the state under a neutral name, with their hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sferum_cli.errors import BadUsage, NotFound, refused
from sferum_cli.storage.files import patiently, read_at_most

ATTACHMENTS = "attachments"
LETTERS = "letters"
LIMIT = 50_000_000  # bytes
_KEPT = r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]{1,5})?"
_ENDING = r"\.[a-z0-9]{1,5}"


def read_proof(source: Path) -> bytes:
    """The content of a file to be kept. Raises NotFound and BadUsage (too big, no file)."""
    try:
        with patiently(lambda: source.open("rb")) as stream:
            content = read_at_most(stream, LIMIT)  # a device has no end
    except FileNotFoundError as error:
        raise NotFound("error.attach_missing", file=source) from error
    except OSError as error:
        raise refused("error.attach", error, file=source) from error
    if len(content) > LIMIT:
        raise BadUsage("error.attach_big", limit=LIMIT // 1_000_000)
    return content


def neutral_name(content: bytes, source_name: str) -> str:
    """The name under which ``content`` is kept: its hash, since names can name people."""
    ending = Path(source_name).suffix.lower()
    kept = ending if re.fullmatch(_ENDING, ending, re.ASCII) else ""
    return f"{sha256(content)[:16]}{kept}"


def new_proof(folder: Path, name: str, content: bytes) -> dict[str, bytes]:
    """The file to keep ``content`` under ``name``, by its place; none where it is kept already.

    What lies there under its own hash and has changed since gives way to what was given.
    """
    place = f"{ATTACHMENTS}/{name}"
    if kept_file(folder, name, is_letter=False) == content:
        return {}
    return {place: content}


def letter_place(name: str) -> str:
    """Where the letter called ``name`` is kept, below the folder."""
    return f"{LETTERS}/{name}"


def letter_name(folder: Path, request_id: str, count: int, ending: str) -> str:
    """The neutral name under which the next letter is kept, after ``count`` others.

    A number is never used twice: after an older copy of the state was put back, letters lie there
    of which it knows nothing.
    """
    taken = [count]
    for file in (folder / LETTERS).glob(f"{request_id}-letter-*"):
        number = file.stem.rpartition("-")[2]
        taken += [int(number)] if number.isdecimal() else []
    return f"{request_id}-letter-{max(taken) + 1}.{ending}"


def sha256(content: bytes) -> str:
    """The SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def kept_file(folder: Path, name: str, *, is_letter: bool) -> bytes | None:
    """The bytes kept under ``name``; None where they are gone or the name leads elsewhere."""
    if not re.fullmatch(_KEPT, name, re.ASCII):
        return None
    file = folder / (LETTERS if is_letter else ATTACHMENTS) / name
    try:
        return None if file.is_symlink() else patiently(file.read_bytes)
    except OSError:
        return None
