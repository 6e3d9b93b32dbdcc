"""Where the person's files are, and whether all that is known and remembered is sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sferum_cli.core.lint import Finding, lint
from sferum_cli.errors import DamagedFile
from sferum_cli.storage import knowledge
from sferum_cli.storage.attachments import ATTACHMENTS, LETTERS
from sferum_cli.storage.own import KNOWLEDGE, broken_files
from sferum_cli.storage.people import PEOPLE, load_people
from sferum_cli.storage.plan import PLAN, doors, load_answers, questions
from sferum_cli.storage.rules import all_rules, work_calendar
from sferum_cli.storage.state_file import STATE, load_state

ARCHIVE = "archive.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """One of the person's files or folders: its absolute path, and whether it is there yet."""

    name: str
    path: Path
    exists: bool


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What cannot be read, and what is wrong with the knowledge that can."""

    damaged: tuple[DamagedFile, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain about."""
        return not self.damaged and not self.findings


def places(folder: Path) -> tuple[Place, ...]:
    """Everything the program keeps in ``folder``, the folder itself first."""
    inner = {
        "state": STATE,
        "people": PEOPLE,
        "plan": PLAN,
        "archive": ARCHIVE,
        "letters": LETTERS,
        "attachments": ATTACHMENTS,
        "knowledge": KNOWLEDGE,
    }
    named = {"folder": folder, **{name: folder / file for name, file in inner.items()}}
    return tuple(Place(name, path, path.exists()) for name, path in named.items())


def check(folder: Path, today: date) -> CheckUp:
    """Read and lint everything as of ``today``; nothing is changed."""
    damaged = _failures(
        lambda: load_state(folder), lambda: load_people(folder), lambda: load_answers(folder)
    )
    if own := broken_files():
        return CheckUp((*damaged, *own), ())
    wrong = _failures(
        knowledge.sources, knowledge.facts, knowledge.contacts, all_rules, work_calendar, doors,
        *(lambda name=name: knowledge.read_path(name) for name in knowledge.path_ids()),
    )  # fmt: skip
    if wrong:
        return CheckUp((*damaged, *wrong), ())
    shelf = replace(knowledge.shelf(), questions=questions(), doors=doors())
    return CheckUp(damaged, tuple(lint(shelf, today)))


def _failures(*loaders: Callable[[], object]) -> tuple[DamagedFile, ...]:
    failed: dict[str, DamagedFile] = {}
    for load in loaders:
        try:
            load()
        except DamagedFile as error:  # several loaders may meet the same slip
            failed.setdefault(f"{error.key} {error.values}", error)
    return tuple(failed.values())
