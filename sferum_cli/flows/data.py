"""Where the person's files are, and whether all that is known and remembered is sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sferum_cli.core.copies import Double
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.lint import Finding, lint
from sferum_cli.errors import DamagedFile, Exit
from sferum_cli.flows.copies_restore import doubles
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.copies_restore_view import double_shape, doubles_page
from sferum_cli.render.data_view import check_page, check_shape, where_page, where_shape
from sferum_cli.render.error_view import told
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import all_rules, work_calendar
from sferum_cli.shelf.own import KNOWLEDGE, broken_files
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.storage.archive import ARCHIVE, damaged_archive
from sferum_cli.storage.attachments import ATTACHMENTS, LETTERS
from sferum_cli.storage.backups import BACKUPS
from sferum_cli.storage.inventory import inventory
from sferum_cli.storage.leftovers import leftovers
from sferum_cli.storage.people import PEOPLE, load_people
from sferum_cli.storage.plan import PLAN, load_plans
from sferum_cli.storage.state_file import STATE, load_state


@frozen
class Place:
    """One of the person's files or folders: its absolute path, and whether it is there yet."""

    name: str
    path: Path
    exists: bool


@frozen
class CheckUp:
    """What cannot be read, and what is wrong with the knowledge that can.

    ``doubles`` are copies that a program for synchronising laid beside. ``unfinished``
    are the leavings of an import that was cut off.
    """

    damaged: tuple[DamagedFile, ...]
    findings: tuple[Finding, ...]
    doubles: tuple[Double, ...] = ()
    unfinished: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain about."""
        return not (self.damaged or self.findings or self.doubles or self.unfinished)


def where(session: Session) -> Answer:
    """Where everything is that the program keeps, and every file with its kind."""
    found = places(session.folder)
    files = [(file.name, file.kind or "other") for file in inventory(session.folder)]
    rows = [(place.name, place.path, place.exists) for place in found]
    shape = where_shape({place.name: place.path for place in found}, files)
    return Answer(where_page(rows, files), shape)


def check(session: Session) -> Answer:
    """Whether the files and the knowledge are sound; the exit code says so, too."""
    found = check_up(session.folder, session.now())
    sentences = [(error.key, *told(error)) for error in found.damaged]
    beside = doubles_page(found.doubles, found.unfinished)
    hints = [hint for _, _, hint in sentences if hint]
    page = check_page([message for _, message, _ in sentences], found.findings, hints, beside)
    shape = {
        **check_shape([(key, message) for key, message, _ in sentences], found.findings),
        "sound": found.sound,
        "doubles": [double_shape(double) for double in found.doubles],
        "unfinished": found.unfinished,
    }
    return Answer(page, shape, Exit.OK if found.sound else Exit.DAMAGED)


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
        "backups": BACKUPS,
    }
    named = {"folder": folder, **{name: folder / file for name, file in inner.items()}}
    return tuple(Place(name, path, path.exists()) for name, path in named.items())


def check_up(folder: Path, now: datetime) -> CheckUp:
    """Read and lint everything as of ``now``; nothing is changed."""
    damaged = _failures(
        lambda: load_state(folder), lambda: load_people(folder), lambda: load_plans(folder)
    )
    wrong, findings = _knowledge(now.date())
    return CheckUp(
        (*damaged, *damaged_archive(folder), *wrong),
        findings,
        doubles(folder, now.tzinfo),
        _unfinished(folder),
    )


def _knowledge(today: date) -> tuple[tuple[DamagedFile, ...], tuple[Finding, ...]]:
    if own := broken_files():
        return tuple(own), ()
    wrong = _failures(
        knowledge.sources, knowledge.facts, knowledge.contacts, all_rules, work_calendar, plan_rows,
        *(lambda name=name: knowledge.read_path(name) for name in knowledge.path_ids()),
    )  # fmt: skip
    if wrong:
        return wrong, ()
    shelf = replace(knowledge.shelf(), questions=questions(), plan=plan_rows())
    return (), tuple(lint(shelf, today))


def _unfinished(folder: Path) -> tuple[str, ...]:
    return tuple(file.relative_to(folder).as_posix() for file in leftovers(folder))


def _failures(*loaders: Callable[[], object]) -> tuple[DamagedFile, ...]:
    failed: dict[str, DamagedFile] = {}
    for load in loaders:
        try:
            load()
        except DamagedFile as error:  # several loaders may meet the same slip
            failed.setdefault(f"{error.key} {error.values}", error)
    return tuple(failed.values())
