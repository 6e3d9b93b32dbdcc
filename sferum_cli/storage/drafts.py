"""drafts.toml: what was answered for letters that are not made yet; personal, owner-only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.frozen import frozen
from sferum_cli.storage.changes import locked
from sferum_cli.storage.commits import Together, write_together
from sferum_cli.storage.damage import damaged, read_versioned
from sferum_cli.storage.files import as_toml, read_text
from sferum_cli.storage.undisturbed import undisturbed

DRAFTS = "drafts.toml"
SCHEMA = 1
_DAMAGED = "error.drafts_damaged"


@frozen
class Draft:
    """The answers for a letter of ``kind`` for ``person`` ("" for nobody named), and their day.

    ``kind`` is empty while the person has not come to it.
    """

    kind: str
    person: str
    day: date
    answers: dict[str, str]

    def is_for(self, kind: str, person: str) -> bool:
        """Whether it is that of the letter of ``kind`` for ``person``."""
        return self.kind == kind and is_same_alias(self.person, person)


def load_drafts(folder: Path) -> tuple[Draft, ...]:
    """Every draft, the oldest first; none where there is no file.

    Raises DamagedFile for a file that cannot be understood; it stays as it is.
    """
    text = read_text(folder / DRAFTS)
    return () if text is None else parse_drafts(text, folder / DRAFTS)


def parse_drafts(text: str, file: Path) -> tuple[Draft, ...]:
    """The drafts written in ``text``. Raises DamagedFile; ``file`` is its name."""
    table, _ = read_versioned(text, file, _DAMAGED, known=SCHEMA)
    rows = table.get("draft", [])
    if not isinstance(rows, list):
        raise damaged(_DAMAGED, file, "drafts.damage", {"place": "draft"})
    return tuple(_draft(row, place, file) for place, row in enumerate(rows, start=1))


def _draft(row: Any, place: int, file: Path) -> Draft:
    try:
        kind, person, answers = row["kind"], row["person"], row["answers"]
        if not all(isinstance(value, str) for value in (kind, person, *answers.values())):
            raise TypeError
        return Draft(kind, person, date.fromisoformat(row["day"]), answers)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise damaged(_DAMAGED, file, "drafts.damage", {"place": place}) from error


def keep_draft(folder: Path, draft: Draft, *, instead: tuple[str, str] | None = None) -> None:
    """Keep ``draft`` in the place of an earlier one of its kind and person.

    It takes the place of the one that ``instead`` names by kind and person, too. Raises StateBusy,
    DamagedFile, BadUsage; then nothing is written.
    """
    gone = {(draft.kind, draft.person), instead or (draft.kind, draft.person)}
    _write(folder, lambda each: any(each.is_for(*name) for name in gone), draft)


def forget_draft(folder: Path, kind: str, person: str) -> None:
    """Let go of the draft of ``kind`` for ``person``, if there is one. Raises as ``keep_draft``."""
    if any(each.is_for(kind, person) for each in load_drafts(folder)):
        _write(folder, lambda each: each.is_for(kind, person))


def _write(folder: Path, is_gone: Callable[[Draft], bool], *new: Draft) -> None:
    with locked(folder):
        kept = [each for each in load_drafts(folder) if not is_gone(each)]
        content = dump_drafts([*kept, *new])
        with undisturbed():
            write_together(folder, Together(DRAFTS, content))


def dump_drafts(drafts: Iterable[Draft]) -> bytes | None:
    """The file to write for ``drafts``; None, no file, where there are none."""
    rows = [
        {"kind": d.kind, "person": d.person, "day": d.day.isoformat(), "answers": d.answers}
        for d in drafts
    ]
    return as_toml({"schema": SCHEMA, "draft": rows}) if rows else None
