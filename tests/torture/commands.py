"""Every command that writes, with something to do for each: what the tests of failing disks share."""

from __future__ import annotations

import os
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.flows.folder import open_folder
from sferum_cli.storage import output
from sferum_cli.storage.inventory import PRECIOUS, file_kind, inventory

INPUTS = ("answers.toml", "scan.png", "all.zip")
NOTE = ("log", "school-1", "note", "--note", "new")
COMMANDS = {
    "log": NOTE,
    "attach": (*NOTE, "--attach", "{out}/scan.png"),
    "archive": ("log", "school-1", "note", "--note", "late", "--date", "2027-06-01"),
    "undo": ("undo", "--again"),
    "unlink": ("unlink", "gosuslugi", "--role", "parent", "--no-input"),
    "escalate": ("escalate", "school-1", "--to", "operator"),
    "letter": (*LETTER[:-1], "{out}/answers.toml", "--format", "txt"),
    "letter -o": (*LETTER[:-1], "{out}/answers.toml", "--format", "txt", "-o", "{out}/new.txt"),
    "people add": ("people", "add", "vova", "--acting-as", "parent"),
    "people edit": ("people", "edit", "petya", "--age", "14-17"),
    "people remove": ("people", "remove", "petya"),
    "start": ("start", "--role", "parent", "--entry", "max", "--no-input"),
    "restore": ("data", "restore", "2", "--yes"),
    "import": ("data", "import", "{out}/all.zip", "--replace"),
    "wipe": ("data", "wipe", "--confirm"),
    "export": ("data", "export", "-o", "{out}/new.zip"),
    "calendar": ("calendar", "-o", "{out}/new.ics"),
    "evidence": ("evidence", "school-1", "-o", "{out}/new"),
    "evidence zip": ("evidence", "school-1", "-o", "{out}/new.zip"),
    "guide": ("guide", "school", "--role", "parent", "--format", "md", "-o", "{out}/new.md"),
    "sources": ("sources", "report", "menu-linked-services", "-o", "{out}/new.txt"),
}  # fmt: skip


def build(place: Path) -> None:
    """A folder in which every command has something to do, and one with its inputs and outputs."""
    bench = Bench(place / "home")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("people", "edit", "petya", "--age", "under-14")
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    bench.ok("log", "vk-1", "abandoned")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received")
    other = Bench(place / "out")
    written(other, ANSWERS)
    (place / "out" / "scan.png").write_bytes(b"\x89PNG")
    elsewhere = Bench(place / "elsewhere")
    elsewhere.ok("people", "add", "anna", "--acting-as", "parent")
    elsewhere.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    elsewhere.ok("data", "export", "-o", str(place / "out" / "all.zip"))


def day_of(words: tuple[str, ...]) -> date:
    """The day on which a command is given: what is closed leaves for the archive much later."""
    return date(2027, 6, 1) if any("2027" in word for word in words) else date(2026, 11, 23)


def line(words: tuple[str, ...], place: Path) -> list[str]:
    """The words of a command as they are typed for ``place``."""
    return [word.format(out=place / "out") for word in words]


def process(words: tuple[str, ...], place: Path) -> tuple[list[str], dict[str, str]]:
    """A command as a process of its own: what to start, and the environment."""
    kept_back = {k: v for k, v in os.environ.items() if not k.startswith("SFERUM")}
    own = {
        "SFERUM_HOME": str(place / "home"), "SFERUM_LANG": "ru", "PYTHONDONTWRITEBYTECODE": "1",
        "SFERUM_TODAY": day_of(words).isoformat(), "PYTHONUTF8": "1", "TZ": "UTC",
    }  # fmt: skip
    return [sys.executable, "-m", "sferum_cli", *line(words, place)], {**kept_back, **own}


def kept(place: Path) -> dict[str, object]:
    """The person's own files by their names; journals as the events they hold together."""
    home = place / "home"
    names = [each.name for each in inventory(home) if each.kind in PRECIOUS]
    files: dict[str, object] = {name: (home / name).read_bytes() for name in names}
    journals = [name for name in names if file_kind(name) in ("state", "archive")]
    rows = [row for name in journals for row in tomllib.loads(_text(files.pop(name)))["event"]]
    return {**files, "events": {row["id"]: row for row in rows}}


def _text(content: object) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def asked_for(place: Path) -> dict[str, bytes]:
    """What was written where the person asked for it."""
    there = (place / "out").rglob("*")
    files = [file for file in there if file.is_file() and file.name not in INPUTS]
    return {str(file.relative_to(place)): file.read_bytes() for file in files}


def settled(place: Path) -> tuple[dict[str, object], dict[str, bytes]]:
    """What is there once the next command has come, and the next that writes beside the same file."""
    open_folder(place / "home", datetime(2027, 6, 1, 12, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:  # the process that was cut off is gone
        patch.setattr(output, "_is_alive", lambda process: False)
        output.sweep_beside(place / "out")
    assert not (place / "home" / ".pending").exists()
    return kept(place), asked_for(place)
