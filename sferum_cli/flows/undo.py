"""Taking the last action back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sferum_cli.core.events import Event
from sferum_cli.core.state import just_undone, last_action, undo_action
from sferum_cli.errors import NeedsAnswer
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.ledger_shapes import event_shape
from sferum_cli.render.log_view import taken_back, undone_before
from sferum_cli.storage.changes import change
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t


def undo(session: Session, *, again: bool = False) -> Answer:
    """Take the last action back; where that was the last thing done, ask first, unless ``again``.

    Raises BadUsage where there is none, NeedsAnswer where nobody can be asked, StateBusy,
    DamagedFile.
    """
    state = load_state(session.folder)
    if not again and just_undone(state) and (ahead := last_action(state)):
        if not session.can_ask:
            raise NeedsAnswer("error.undo_again")
        session.show(undone_before(ahead))
        choices = [("no", t("agree.no")), ("yes", t("undo.again.yes"))]
        if session.prompter.choose("undo", t("undo.again.ask"), choices) != "yes":
            return Answer([Text(t("agree.left"))], {"undone": []})
    events = undo_last(session.folder, today=session.today, at=session.at)
    gone = [{**event_shape(event), "request": event.request} for event in events]
    return Answer(taken_back(events), {"undone": gone})


def undo_last(folder: Path, *, today: date, at: str) -> tuple[Event, ...]:
    """Take the last action back and give its events. Raises BadUsage where there is none."""
    return change(folder, lambda state: undo_action(state, at=at, today=today))
