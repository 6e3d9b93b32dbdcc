"""Every file that the program keeps, told apart by its name: what it is, and whether it is ours."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sferum_cli.core.frozen import frozen

_WORD = r"[^/\\:*?\"<>|\x00-\x1f\x7f]"
_OURS = {
    "state": r"state\.toml",
    "people": r"people\.toml",
    "drafts": r"drafts\.toml",
    "plan": r"plan\.toml",
    "archive": r"archive/[a-z][a-z0-9-]*\.toml",
    "letters": r"letters/[a-z][a-z0-9-]*-letter-[0-9]+\.[a-z0-9]{1,5}",
    "attachments": r"attachments/[0-9a-f]{16}(\.[a-z0-9]{1,5})?",
    "knowledge": rf"knowledge/(paths/)?(?!\.){_WORD}+\.toml",
    "backups": r"backups/((state|people)-[0-9TZ.-]+\.toml|before-import-[0-9TZ-]+\.zip)"
    r"|(state|people)\.backup\.toml",
    "damaged": r"(state|people)\.damaged-[0-9TZ-]+\.toml",
    "copies": rf"(?i:state|people|drafts|plan)[ ._(-]{_WORD}*\.toml",
    "reminder": r"reminder\.toml|reminded",
    "settings": r"settings\.toml",
    "service": r"state\.lock|manifest\.toml",
    "leftovers": r"([a-z]+/(paths/)?)?\.new-[^/]+|\.import-[^/]+/.+|\.pending/.+"
    r"|\.sferum-[0-9]+-[^/]+(/.+)?",
}
_FOLDERS = (
    r"(archive|letters|attachments|knowledge(/paths)?|backups|\.import-[^/]+(/.+)?"
    r"|\.pending(/.+)?|\.sferum-[0-9]+-[^/]+(/.+)?)"
)
_RESERVED = r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?"
OUR_FOLDERS = ("archive", "letters", "attachments", "knowledge", "backups", ".pending")
OUR_FILES = ("settings.toml", "reminder.toml", "reminded", "state.lock", "manifest.toml")
"""What lies in the folder itself and is no journal: those say what is wrong when they are read."""
PRECIOUS = ("state", "people", "drafts", "plan", "archive", "letters", "attachments", "knowledge")
"""What an export holds, in the order in which an import puts it back, the state last of all."""


@frozen
class Kept:
    """A file in the person's folder: its name below it, with ``/``, and its kind.

    ``kind`` is empty for what is not ours. ``link`` says that it only leads to another place.
    """

    name: str
    kind: str
    link: bool = False


def file_kind(name: str) -> str:
    """The kind of the file called ``name`` below the folder; empty where it is not ours."""
    return next((kind for kind, form in _OURS.items() if re.fullmatch(form, name, re.ASCII)), "")


def is_our_place(folder: Path, file: Path) -> bool:
    """Whether ``file`` would stand where the program keeps its own in ``folder``, by any way."""
    root = os.path.realpath(folder)
    place = Path(os.path.realpath(file.parent)) / file.name
    if not place.is_relative_to(root):
        return False
    name = place.relative_to(root).as_posix().lower()  # some systems know no capitals
    return bool(file_kind(name) or re.fullmatch(_FOLDERS, name))


def is_portable(name: str) -> bool:
    """Whether every system can have a file of that ``name``, and none takes it for a way out."""
    parts = name.split("/")
    return all(
        part not in ("", ".", "..")
        and not re.fullmatch(_RESERVED, part, re.IGNORECASE)
        and not part.endswith((".", " "))
        and len(part.encode(errors="replace")) <= 200
        and part.isprintable()
        for part in parts
    )


def inventory(folder: Path) -> list[Kept]:
    """Every file in ``folder``, sorted by name; of what is not ours only the first level.

    Links are named and never followed. A folder that cannot be read holds nothing.
    """
    return sorted(_walk(folder, ""), key=lambda kept: kept.name)


def precious(folder: Path) -> list[Kept]:
    """What in ``folder`` belongs into an export, and leaves when an import takes its place."""
    return [each for each in inventory(folder) if each.kind in PRECIOUS and is_portable(each.name)]


def folders(folder: Path) -> list[Path]:
    """Our own folders in ``folder`` that are no links, the inner ones first."""
    found = [folder / name for name in _inner(folder, "")]
    return sorted(found, key=lambda each: len(each.parts), reverse=True)


def _inner(folder: Path, below: str) -> list[str]:
    return [
        deeper
        for entry in _entries(folder / below)
        if re.fullmatch(_FOLDERS, name := f"{below}{entry.name}")
        and entry.is_dir(follow_symlinks=False)
        for deeper in (name, *_inner(folder, f"{name}/"))
    ]


def _walk(folder: Path, below: str) -> list[Kept]:
    found = []
    for entry in _entries(folder / below):
        name = f"{below}{entry.name}"
        ours = bool(re.fullmatch(_FOLDERS, name))
        if ours and entry.is_dir(follow_symlinks=False):
            found += _walk(folder, f"{name}/")
        elif entry.is_dir(follow_symlinks=False):
            found.append(Kept(name, ""))
        else:
            link = entry.is_symlink()
            found.append(Kept(name, _link_kind(name) if ours and link else file_kind(name), link))
    return found


def _link_kind(name: str) -> str:
    return "leftovers" if name.startswith(".") else name.partition("/")[0]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
