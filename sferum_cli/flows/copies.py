"""Everything in one file for another computer, and back out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from sferum_cli import __version__
from sferum_cli.core.copies import Contents
from sferum_cli.core.state import requests_of
from sferum_cli.errors import BadUsage, DamagedFile, NotFound
from sferum_cli.flows.copies_restore import agrees
from sferum_cli.flows.files import destination
from sferum_cli.flows.own_knowledge import take_own
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.copies_view import (
    contents_shape,
    exported_page,
    import_preview_page,
    imported_page,
)
from sferum_cli.storage.archive import check_archive
from sferum_cli.storage.bundle import Bundle, gather, pack, unpack
from sferum_cli.storage.changes import locked
from sferum_cli.storage.commits import Tell
from sferum_cli.storage.files import decoded, write_bytes
from sferum_cli.storage.inventory import file_kind, precious
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import load_people, parse_people
from sferum_cli.storage.plan import load_plans
from sferum_cli.storage.state_file import STATE, load_state, parse_state
from sferum_cli.storage.swap import before_import, check_links, swap_in
from sferum_cli.text import t

_LOADERS: tuple[Callable[[Path], object], ...] = (
    load_state, load_people, load_plans, check_archive,
)  # fmt: skip


EXPORT = "sferum-data.zip"
STEP = 2000  # files between two words of how far an import is


def export_data(session: Session, output: str | None, *, force: bool) -> Answer:
    """Write everything of value into one zip.

    Raises NotFound where there is nothing, DamagedFile (an export of damage could not be
    imported), BadUsage for a place where nothing may be written, StateBusy.
    """
    folder, place = session.folder, destination(session, output, EXPORT, force=force)
    place.check()
    if not precious(folder):
        raise NotFound("error.nothing_to_export")
    files, left = _everything(folder)
    bundle = Bundle(files, session.at, __version__)
    content = place.write(pack(bundle))
    contents = contents_of(bundle)
    page = exported_page(contents, place.name or "", left)
    shape = {**contents_shape(contents), "file": place.name, "left": left}
    return Answer(page, shape, content=content)


def _everything(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """What an export holds and what stays behind, as of one moment.

    On a disk that takes nothing there is no lock, and nobody whom it would keep out.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder))
        except BadUsage as error:
            if error.values.get("cause") != "read_only":
                raise
        for load in _LOADERS:
            load(folder)
        return gather(folder)


def import_(session: Session, name: str, *, replace: bool) -> Answer:
    """Show what an export holds, ask, and put all of it in.

    Raises NotFound, DamagedFile, and as ``import_all``.
    """
    folder = session.folder
    bundle = unpack(session.file(name))
    contents = contents_of(bundle)
    session.show(import_preview_page(contents, there=check_free(folder, replace=True)))
    check_free(folder, replace=replace)
    shape = {**contents_shape(contents), "imported": False, "kept": None}
    if session.can_ask and not agrees(session, "import"):
        return Answer([Text(t("agree.left"))], shape)
    sound = is_sound(folder)

    def tell(done: int, total: int) -> None:
        if total > STEP and done % STEP == 0:
            session.show([Text(t("import.progress", done=done, total=total), "quiet")])

    before = import_all(folder, bundle, now=session.now(), replace=replace, tell=tell)
    shape |= {"imported": True, "kept": str(before) if before else None}
    return Answer(imported_page(str(before or ""), sound=sound), shape)


def check_free(folder: Path, *, replace: bool) -> bool:
    """Whether ``folder`` already holds something. Raises BadUsage for that, unless ``replace``."""
    check_links(folder)
    there = bool(precious(folder))
    if there and not replace:
        raise BadUsage("error.import_full", folder=folder)
    return there


def is_sound(folder: Path) -> bool:
    """Whether what is in ``folder`` can be read."""
    try:
        for load in _LOADERS:
            load(folder)
    except DamagedFile:
        return False
    return True


def import_all(
    folder: Path, bundle: Bundle, *, now: datetime, replace: bool, tell: Tell | None = None
) -> Path | None:
    """Put all of ``bundle`` into ``folder``; gives where what was there before is kept.

    ``tell`` is told how many files are ready, and of how many. Raises BadUsage (something is there
    already and not ``replace``; nothing can be written),
    StateBusy; then everything is as it was.
    """
    with locked(folder):
        before = None
        if check_free(folder, replace=replace):
            before = before_import(folder, now)
            present = Bundle(gather(folder)[0], now.isoformat(timespec="seconds"), __version__)
            write_bytes(before, pack(present))
        try:
            swap_in(folder, bundle.files, tell=tell)
        except BaseException:
            if before:  # it holds what is still there
                with suppress(OSError):
                    before.unlink()
            raise
    take_own(folder)  # a slip in what came along is said at once
    return before


def contents_of(bundle: Bundle) -> Contents:
    """What ``bundle`` holds, in numbers."""
    text = {name: decoded(bundle.files[name]) for name in (STATE, PEOPLE) if name in bundle.files}
    requests = requests_of(parse_state(text[STATE], Path(STATE))) if STATE in text else ()
    return Contents(
        kinds=dict(Counter(file_kind(name) for name in bundle.files)),
        requests=tuple(request.id for request in requests),
        people=len(parse_people(text[PEOPLE], Path(PEOPLE))) if PEOPLE in text else 0,
        made=bundle.made,
        program=bundle.program,
    )
