"""Files kept as proof: copied beside the state under a neutral name, with their hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sferum_cli.errors import BadUsage, NotFound
from sferum_cli.storage.files import write_bytes

ATTACHMENTS = "attachments"
LETTERS = "letters"
LIMIT = 50_000_000  # bytes
_KEPT = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]{1,5})?", re.ASCII)
_ENDING = re.compile(r"\.[a-z0-9]{1,5}", re.ASCII)


def read_proof(source: Path) -> bytes:
    """The content of a file to be kept. Raises NotFound and BadUsage (too big, no file)."""
    try:
        with source.open("rb") as stream:
            content = stream.read(LIMIT + 1)  # a device has no end
    except FileNotFoundError as error:
        raise NotFound("error.attach_missing", file=source) from error
    except OSError as error:
        raise BadUsage("error.attach", file=source, problem=error.strerror or "?") from error
    if len(content) > LIMIT:
        raise BadUsage("error.attach_big", limit=LIMIT // 1_000_000)
    return content


def neutral_name(content: bytes, source_name: str) -> str:
    """The name under which ``content`` is kept: its hash, since names can name people."""
    ending = Path(source_name).suffix.lower()
    kept = ending if _ENDING.fullmatch(ending) else ""
    return f"{hashlib.sha256(content).hexdigest()[:16]}{kept}"


def keep_proof(folder: Path, name: str, content: bytes) -> None:
    """Write ``content`` under ``name`` among the attachments. Raises BadUsage."""
    write_bytes(folder / ATTACHMENTS / name, content)


def letter_name(request_id: str, number: int, ending: str) -> str:
    """The neutral name under which a letter is kept."""
    return f"{request_id}-letter-{number}.{ending}"


def keep_letter(folder: Path, name: str, content: bytes) -> None:
    """Write the exact bytes of a letter among the letters. Raises BadUsage."""
    write_bytes(folder / LETTERS / name, content)


def sha256(content: bytes) -> str:
    """The SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def kept_file(folder: Path, name: str, *, is_letter: bool) -> bytes | None:
    """The bytes kept under ``name``; None where they are gone or the name leads elsewhere."""
    if not _KEPT.fullmatch(name):
        return None
    file = folder / (LETTERS if is_letter else ATTACHMENTS) / name
    try:
        return None if file.is_symlink() else file.read_bytes()
    except OSError:
        return None
