"""Earlier copies: what each holds, how it differs from now, and putting one back."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path

from sferum_cli.core.copies import Copy, Difference, Double, FileSummary
from sferum_cli.core.state import requests_of
from sferum_cli.errors import DamagedFile, NeedsAnswer, NotFound
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.copies_restore_view import (
    copies_page,
    copies_shape,
    copy_shape,
    differs_shape,
    restore_preview_page,
    restored_page,
)
from sferum_cli.storage.backups import Earlier, earlier_copies, is_same, written_at
from sferum_cli.storage.changes import put_back
from sferum_cli.storage.files import read_text
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import parse_people
from sferum_cli.storage.state_file import STATE, parse_state
from sferum_cli.text import t

FILES = {"state": STATE, "people": PEOPLE}


def restore(session: Session, which: str | None, *, agreed: bool) -> Answer:
    """The earlier copies; with a number what one would change, and once agreed, put it back.

    Raises as ``put_back``; it ends with NeedsAnswer where nobody can be asked.
    """
    folder, zone = session.folder, session.now().tzinfo
    if which is None:
        found = [copy for copy, _ in copies(folder, zone)]
        return Answer(copies_page(found), copies_shape(found))
    copy, file = find_copy(folder, which, zone)
    differs = difference(folder, copy)
    newer = differs.damage is not None and differs.damage.key == "error.file_newer"
    page = restore_preview_page(copy, differs, newer=newer)
    shape = {**copy_shape(copy), "differs": differs_shape(differs), "restored": False, "kept": None}
    if not agreed and not session.can_ask:
        return Answer(page, shape, but=NeedsAnswer("error.restore_yes", which=which))
    session.show(page)
    if not agreed and not agrees(session, "restore"):
        return Answer([Text(t("agree.left"))], shape)
    kept = put_back(
        folder / FILES[copy.of], file,
        understood=lambda each: _summary(copy.of, each), now=session.now(),
    )  # fmt: skip
    shape |= {"restored": True, "kept": str(kept) if kept else None}
    return Answer(restored_page(copy, str(kept or "")), shape)


def agrees(session: Session, name: str) -> bool:
    """Whether the person agrees to what ``name`` is about to do."""
    choices = [("yes", t(f"agree.yes.{name}")), ("no", t("agree.no"))]
    return session.prompter.choose(name, t(f"agree.ask.{name}"), choices) == "yes"


def copies(folder: Path, zone: tzinfo | None) -> tuple[tuple[Copy, Path], ...]:
    """Every earlier copy and its file, the newest first, those of other programs at the end.

    Their times are those of ``zone``.
    """
    there = enumerate(earlier_copies(folder), start=1)
    return tuple((_copy(folder, n, each, zone), each.file) for n, each in there)


def find_copy(folder: Path, which: str, zone: tzinfo | None) -> tuple[Copy, Path]:
    """The copy with that number or file name. Raises NotFound, DamagedFile for a damaged one."""
    there = copies(folder, zone)
    for copy, file in there:
        if which in (str(copy.number), copy.name):
            if copy.damage:
                raise copy.damage
            return copy, file
    key = "error.copy_unknown" if there else "error.no_copies"
    raise NotFound(key, given=which[:80], last=len(there))


def doubles(folder: Path, zone: tzinfo | None) -> tuple[Double, ...]:
    """What a program for synchronising laid beside."""
    found = []
    for copy, _ in copies(folder, zone):
        if copy.foreign:
            ours = written_at(folder / FILES[copy.of])
            newer = ours is None or copy.time > ours
            found.append(Double(copy, difference(folder, copy), newer))
    return tuple(found)


def difference(folder: Path, copy: Copy) -> Difference:
    """What would differ from now if ``copy`` were put back."""
    now, damage = _read(copy.of, folder / FILES[copy.of])
    if now is None or copy.summary is None:
        return Difference(now, damage)
    was, present = copy.summary.entries, now.entries
    return Difference(
        now,
        damage,
        returns=tuple(name for name in was if name not in present),
        goes=tuple(name for name in present if name not in was),
        changes=tuple(name for name in was if present.get(name, was[name]) != was[name]),
    )


def _copy(folder: Path, number: int, earlier: Earlier, zone: tzinfo | None) -> Copy:
    summary, damage = _read(earlier.of, earlier.file)
    return Copy(
        number, earlier.file.name, earlier.of, earlier.written.astimezone(zone), summary, damage,
        foreign=earlier.foreign, same=is_same(earlier.file, folder / FILES[earlier.of]),
    )  # fmt: skip


def _read(of: str, file: Path) -> tuple[FileSummary | None, DamagedFile | None]:
    try:
        return _summary(of, file), None
    except DamagedFile as error:
        return None, error


def _summary(of: str, file: Path) -> FileSummary:
    """What ``file`` holds; nothing where it is missing. Raises DamagedFile."""
    text = read_text(file)
    if text is None:
        return FileSummary(of)
    if of == "people":
        return FileSummary(of, dict(parse_people(text, file)))
    state = parse_state(text, file)
    requests = requests_of(state)
    walks = [r for r in requests if r.open and r.walk and not r.walk.finished]
    return FileSummary(
        of,
        {request.id: request.events for request in requests},
        open=sum(request.open for request in requests),
        events=len(state.events),
        walks=len(walks),
    )
