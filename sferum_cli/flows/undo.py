"""Taking the last action back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sferum_cli.core.events import Event
from sferum_cli.core.state import undo_action
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.ledger_shapes import event_shape
from sferum_cli.render.log_view import taken_back
from sferum_cli.storage.changes import change


def undo(session: Session) -> Answer:
    """Take the last action back. Raises BadUsage where there is none, StateBusy, DamagedFile."""
    events = undo_last(session.folder, today=session.today, at=session.at)
    gone = [{**event_shape(event), "request": event.request} for event in events]
    return Answer(taken_back(events), {"undone": gone})


def undo_last(folder: Path, *, today: date, at: str) -> tuple[Event, ...]:
    """Take the last action back and give its events. Raises BadUsage where there is none."""
    return change(folder, lambda state: undo_action(state, at=at, today=today))
