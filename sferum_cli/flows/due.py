"""What is due today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sferum_cli.core.outlook import Outlook
from sferum_cli.errors import Exit
from sferum_cli.flows.overview import overview
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Pairs
from sferum_cli.render.ledger_shapes import due_shape
from sferum_cli.render.status_view import due_rows


def due(session: Session, person: str | None = None) -> Answer:
    """A line for each thing that is due (for ``person``, when given).

    The exit code says whether anything is. Raises NotFound for an unknown person, DamagedFile.
    """
    items = due_items(session.folder, today=session.today, person=person)
    if person and not items:
        from sferum_cli.flows.known_people import known_person  # each shell asks what is due

        known_person(session.folder, person)
    rows = tuple(row for item in items for row in due_rows(item, session.today))
    page = [Pairs(rows)] if rows else []
    return Answer(page, due_shape(items), Exit.DUE if items else Exit.OK)


def due_items(folder: Path, *, today: date, person: str | None = None) -> tuple[Outlook, ...]:
    """The requests of which something is due on ``today`` and was not put off."""
    found = overview(folder, today=today, person=person)
    return tuple(item for item in found.items if item.spoken)
