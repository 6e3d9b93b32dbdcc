"""Where the person's files are, and whether all that is known and remembered is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sferum_cli.core.copies import Double
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.health import Ill
from sferum_cli.core.lint import Finding, lint
from sferum_cli.errors import RUN, DamagedFile, Exit
from sferum_cli.flows.copies_restore import doubles
from sferum_cli.flows.own_knowledge import slips
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.copies_restore_view import double_shape, doubles_page
from sferum_cli.render.data_view import check_page, check_shape, ill_shape, where_page, where_shape
from sferum_cli.render.error_view import error_words
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.own import KNOWLEDGE, broken_files, use_own
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.storage.archive import ARCHIVE, damaged_archive
from sferum_cli.storage.attachments import ATTACHMENTS, LETTERS
from sferum_cli.storage.backups import BACKUPS
from sferum_cli.storage.drafts import DRAFTS, load_drafts
from sferum_cli.storage.health import examine
from sferum_cli.storage.health import mend as put_right
from sferum_cli.storage.inventory import inventory
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import load_people
from sferum_cli.storage.plan import PLAN, load_plans
from sferum_cli.storage.state_file import STATE, load_state


@frozen
class KeptPlace:
    """One of the person's files or folders: its absolute path, and whether it is there yet."""

    name: str
    path: Path
    exists: bool


@frozen
class CheckUp:
    """What cannot be read, and what is wrong with the knowledge that can.

    ``doubles`` are copies that a program for synchronising laid beside. ``ills`` are what else is
    wrong with the folder.
    """

    damaged: tuple[DamagedFile, ...]
    findings: tuple[Finding, ...]
    doubles: tuple[Double, ...] = ()
    ills: tuple[Ill, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain about."""
        ill = any(not ill.note for ill in self.ills)
        return not (self.damaged or self.findings or self.doubles or ill)


def where(session: Session) -> Answer:
    """Where everything is that the program keeps, and every file with its kind."""
    found = kept_places(session.folder)
    files = [(file.name, file.kind or "other") for file in inventory(session.folder)]
    if session.unpacked:
        found = (*found, KeptPlace("unpacked", session.unpacked, True))
    read_once = ("plan",)  # an older version wrote it: it is named only where it is still there
    rows = [(p.name, p.path, p.exists) for p in found if p.exists or p.name not in read_once]
    shape = where_shape({place.name: place.path for place in found}, files)
    return Answer(where_page(rows, files), shape)


def check_files(session: Session, *, fix: bool = False) -> Answer:
    """Whether the files and the knowledge are sound; the exit code says so, too.

    With ``fix`` what is safe is put right before. Raises StateBusy, BadUsage.
    """
    mended = mend_files(session.folder, session.now()) if fix else ()
    found = check_up(session.folder, session.now())
    sentences = [(error.key, *error_words(error)) for error in found.damaged]
    beside = doubles_page(found.doubles)
    hints = [hint for _, _, hint in sentences if hint and "sferum data check" not in hint]
    messages = [message for _, message, _ in sentences]
    page = check_page(messages, found.findings, hints, beside, ills=found.ills, mended=mended)
    shape = {
        **check_shape([(key, message) for key, message, _ in sentences], found.findings),
        "sound": found.sound,
        "doubles": [double_shape(double) for double in found.doubles],
        "folder": [ill_shape(ill) for ill in found.ills],
        "fixed": [ill_shape(ill) for ill in mended],
    }
    return Answer(page, shape, Exit.OK if found.sound else Exit.DAMAGED)


def kept_places(folder: Path) -> tuple[KeptPlace, ...]:
    """Everything the program keeps in ``folder``, the folder itself first."""
    inner = {
        "state": STATE,
        "people": PEOPLE,
        "drafts": DRAFTS,
        "plan": PLAN,
        "archive": ARCHIVE,
        "letters": LETTERS,
        "attachments": ATTACHMENTS,
        "knowledge": KNOWLEDGE,
        "backups": BACKUPS,
    }
    named = {"folder": folder, **{name: folder / file for name, file in inner.items()}}
    return tuple(KeptPlace(name, path, path.exists()) for name, path in named.items())


def check_up(folder: Path, now: datetime) -> CheckUp:
    """Read and lint everything as of ``now``, and try to write; nothing is changed."""
    loaders = (load_state, load_people, load_drafts, load_plans)
    damaged = _failures(*(partial(load, folder) for load in loaders))
    wrong, findings = _knowledge(folder, now.date())
    broken = _different((*damaged, *damaged_archive(folder), *wrong))
    for error in broken:
        RUN.drop_warning(error)
    return CheckUp(broken, findings, doubles(folder, now.tzinfo), examine(folder, now))


def mend_files(folder: Path, now: datetime) -> tuple[Ill, ...]:
    """Put right what is safe to, and give what that was. Raises StateBusy, BadUsage."""
    if not folder.is_dir():
        return ()
    before = examine(folder, now)
    back = tuple(Ill("back", name) for name in put_right(folder))
    after = examine(folder, now)
    mended = (*back, *(ill for ill in before if ill.mendable and ill not in after))
    if mended:
        RUN.commit()
    return mended


def _knowledge(folder: Path, today: date) -> tuple[tuple[DamagedFile, ...], tuple[Finding, ...]]:
    use_own(folder / KNOWLEDGE)  # with what other commands leave out
    if own := broken_files():
        return tuple(own), ()
    if wrong := (*slips(), *_failures(plan_rows)):
        return wrong, ()
    shelf = replace(knowledge.shelf(), questions=questions(), plan=plan_rows())
    return (), tuple(lint(shelf, today))


def _failures(*loaders: Callable[[], object]) -> Iterator[DamagedFile]:
    for load in loaders:
        try:
            load()
        except DamagedFile as error:
            yield error


def _different(errors: Iterable[DamagedFile]) -> tuple[DamagedFile, ...]:
    """Each of the ``errors`` once: several readers may meet the same slip."""
    return tuple({f"{error.key} {error.values}": error for error in errors}.values())
