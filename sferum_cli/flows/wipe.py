"""Removing everything that the program keeps, once the person has typed the word."""

from __future__ import annotations

from sferum_cli.errors import BadUsage, Exit
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.wipe_view import Outcome, after_page, before_page, nothing_page, wipe_shape
from sferum_cli.storage.wipe import ours
from sferum_cli.storage.wipe import wipe as remove_all
from sferum_cli.text import t


def wipe(session: Session, *, confirmed: bool) -> Answer:
    """Show what will go, ask for the word unless ``confirmed``, and remove it.

    Raises BadUsage where nobody can be asked and it was not ``confirmed``, StateBusy; then nothing
    is removed. The exit code says whether something could not be.
    """
    found = ours(session.folder)
    if not found:
        return Answer(nothing_page(), wipe_shape(Outcome()))
    if not confirmed and not session.can_ask:
        raise BadUsage("error.wipe_confirm")
    session.show(before_page(str(session.folder), [(each.name, each.kind) for each in found]))
    if not confirmed and not agrees(session):
        return Answer([Text(t("agree.left"))], wipe_shape(Outcome()))
    gone = remove_all(session.folder)
    done = Outcome(gone.removed, gone.failed, gone.left, gone.led)
    code = Exit.USAGE if gone.failed else Exit.OK
    return Answer(after_page(done), wipe_shape(done), code)


def agrees(session: Session) -> bool:
    """Whether the person types the word; a bare Enter is asked again."""
    word, no = t("wipe.word"), t("delete.no")

    def right(given: str) -> str | None:
        return None if given.strip().lower() in (word, no) else t("wipe.type_it", word=word, no=no)

    answer = session.prompter.ask("confirm", t("wipe.ask", word=word, no=no), check=right)
    return answer.strip().lower() == word
