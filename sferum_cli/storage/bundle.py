"""An export: everything in one zip, and all that is checked before an import touches anything."""

from __future__ import annotations

import stat
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sferum_cli.core.frozen import frozen
from sferum_cli.errors import BadUsage, DamagedFile, NotFound
from sferum_cli.storage.attachments import sha256
from sferum_cli.storage.damage import read_toml, schema_of
from sferum_cli.storage.drafts import parse_drafts
from sferum_cli.storage.files import as_toml, decoded, patiently, read_bytes, unreadable
from sferum_cli.storage.inventory import PRECIOUS, file_kind, inventory, is_portable, precious
from sferum_cli.storage.people import parse_people
from sferum_cli.storage.plan import parse_plans
from sferum_cli.storage.state_file import parse_state
from sferum_cli.storage.zips import zipped

MANIFEST = "manifest.toml"
SCHEMA = 1
MOST_FILES = 50_000
MOST_BYTES = 500_000_000  # unpacked; a zip of a few kilobytes can pretend to hold any number
_PARSERS: dict[str, Callable[[str, Path], object]] = {
    "state": parse_state,
    "people": parse_people,
    "drafts": parse_drafts,
    "plan": parse_plans,
    "archive": parse_state,
}


@frozen
class Bundle:
    """What an export holds: bytes by name, when it was made, and by which version."""

    files: Mapping[str, bytes]
    made: str = ""
    program: str = ""


def gather(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Everything of value in ``folder``, by name, and the names of what had to stay behind.

    Left behind are links to folders and below them, names that no other system could have, and
    files of others in our own folders. Raises DamagedFile for one that cannot be read, BadUsage
    when it is too much for one export.
    """
    there = [each for each in inventory(folder) if each.kind in ("", *PRECIOUS)]
    stays = {each.name for each in there if each.link and not _is_followed(each.name)}
    taken = {each.name for each in precious(folder)} - stays
    files = {name: read_bytes(folder / name) for name in sorted(taken)}
    left = [n for each in there if ("/" in (n := each.name) or n in stays) and n not in taken]
    _insist_on_size(len(files), sum(map(len, files.values())), folder)
    return files, left


def pack(bundle: Bundle) -> bytes:
    """``bundle`` as a zip with its manifest; the same content gives the same bytes."""
    rows = [{"name": name, "sha256": sha256(content)} for name, content in bundle.files.items()]
    manifest = {
        "schema": SCHEMA, "program": bundle.program, "made": bundle.made,
        "file": sorted(rows, key=lambda row: row["name"]),
    }  # fmt: skip
    return zipped({**bundle.files, MANIFEST: as_toml(manifest)})


def unpack(file: Path) -> Bundle:
    """What the export ``file`` holds, in memory only.

    Raises NotFound, and DamagedFile for anything that is not sound to the last byte: the zip, a
    name, a size, a hash, a file that cannot be understood or that a newer program wrote.
    """
    if file.exists() and not file.is_file():  # a device has no end
        raise _bad(file, "bundle.zip")
    try:
        with patiently(lambda: file.open("rb")) as stream, ZipFile(stream) as archive:
            entries = _entries(archive, file)
            files = {entry.filename: _content(archive, entry, file) for entry in entries}
    except FileNotFoundError as error:
        raise NotFound("error.bundle_missing", file=file) from error
    except OSError as error:
        raise unreadable(file, error) from error
    # Its manual does not say all that zipfile raises for hostile bytes; the tests found these.
    except (BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as error:
        raise _bad(file, "bundle.zip") from error
    bundle = _with_manifest(files, file)
    for name, content in bundle.files.items():
        _parse(name, content, file)
    return bundle


def _entries(archive: ZipFile, file: Path) -> list[ZipInfo]:
    """The entries, once none of them is a trap. Raises DamagedFile."""
    entries = archive.infolist()
    _insist_on_size(len(entries), sum(entry.file_size for entry in entries), file)
    seen: set[str] = set()
    for entry in entries:
        # zipfile cuts a name at a NUL and turns backslashes: only the name as written counts.
        name = entry.orig_filename
        shown = name[:80]
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if name != MANIFEST and (file_kind(name) not in PRECIOUS or not is_portable(name)):
            raise _bad(file, "bundle.name", name=shown)
        if kind not in (0, stat.S_IFREG):
            raise _bad(file, "bundle.link", name=shown)
        same = unicodedata.normalize("NFC", name).casefold()  # one file on Windows and macOS
        if same in seen:
            raise _bad(file, "bundle.twice", name=shown)
        seen.add(same)
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _bad(file, "bundle.zip")
    return entries


def _content(archive: ZipFile, entry: ZipInfo, file: Path) -> bytes:
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _bad(file, "bundle.size", name=entry.filename[:80])
    return content


def _with_manifest(files: dict[str, bytes], file: Path) -> Bundle:
    """The files without the manifest, once it tells the truth of each. Raises DamagedFile."""
    if MANIFEST not in files:
        raise _bad(file, "bundle.manifest")
    table = read_toml(files.pop(MANIFEST).decode(errors="replace"))
    if isinstance(table, tuple) or schema_of(table, file, known=SCHEMA) is None:
        raise _bad(file, "bundle.manifest")
    rows = table.get("file", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _bad(file, "bundle.manifest")
    told = {str(row.get("name")): row.get("sha256") for row in rows}
    for name in sorted({*told, *files}):
        if name not in files or name not in told:
            raise _bad(file, "bundle.listed", name=name[:80])
        if sha256(files[name]) != told[name]:
            raise _bad(file, "bundle.hash", name=name[:80])
    return Bundle(files, str(table.get("made", ""))[:40], str(table.get("program", ""))[:40])


def _parse(name: str, content: bytes, file: Path) -> None:
    parser = _PARSERS.get(file_kind(name))
    if parser is None:
        return
    try:
        parser(decoded(content), Path(name))
    except UnicodeDecodeError as error:
        raise _bad(file, "bundle.text", name=name) from error
    except DamagedFile as error:
        values = {**error.values, "file": file}
        if error.key == "error.file_newer":
            raise DamagedFile(error.key, **values) from error
        raise DamagedFile("error.bundle_inside", **{**values, "name": name}) from error


def _insist_on_size(count: int, size: int, file: Path) -> None:
    if count > MOST_FILES or size > MOST_BYTES:
        raise BadUsage(
            "error.bundle_big", file=file, files=MOST_FILES, megabytes=MOST_BYTES // 1_000_000
        )


def _is_followed(name: str) -> bool:
    """Whether a link of that ``name`` is read: one of our own files in the folder itself."""
    return bool(file_kind(name)) and "/" not in name


def _bad(file: Path, why: str, **values: object) -> DamagedFile:
    return DamagedFile("error.bundle", file=file, why=why, why_values=values)
