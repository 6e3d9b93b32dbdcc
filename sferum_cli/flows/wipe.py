"""Removing everything that the program keeps, once the person has typed the word."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sferum_cli.errors import RUN, BadUsage, DamagedFile, Exit
from sferum_cli.flows.remind import take_off
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.wipe_view import (
    after_page,
    before_page,
    nothing_to_wipe_page,
    wipe_shape,
)
from sferum_cli.storage.reminder import load_made
from sferum_cli.storage.wipe import ours, wipe_folder
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.computer import Computer


def wipe(session: Session, computer: Computer, *, confirmed: bool) -> Answer:
    """Show what will go, ask for the word unless ``confirmed``, and remove it.

    A daily reminder on this ``computer`` goes with it, unless what it made cannot be read any more.
    Raises BadUsage where nobody can be asked and it was not ``confirmed``, StateBusy; then nothing
    is removed. The exit code says whether something could not be.
    """
    found = ours(session.folder)
    unpacked = str(session.unpacked or "")
    if not found:
        return Answer(nothing_to_wipe_page(unpacked), wipe_shape(unpacked=unpacked))
    if not confirmed and not session.can_ask:
        raise BadUsage("error.wipe_confirm")
    rows = [(each.name, each.kind) for each in found]
    session.show(before_page(str(session.folder), rows, asks=not confirmed))
    if not confirmed and not types_the_word(session):
        return Answer([Text(t("agree.left"))], wipe_shape())
    with suppress(DamagedFile):
        if made := load_made(session.folder):
            take_off(session.folder, computer, made)
            RUN.commit()
    done = wipe_folder(session.folder)
    code = Exit.USAGE if done.failed else Exit.OK
    return Answer(after_page(done, unpacked), wipe_shape(done, unpacked), code)


def types_the_word(session: Session) -> bool:
    """Whether the person types the word; a bare Enter is asked again."""
    word, no = t("wipe.word"), t("delete.no")

    def right(given: str) -> str | None:
        return None if given.strip().lower() in (word, no) else t("wipe.type_it", word=word, no=no)

    answer = session.prompter.ask("confirm", t("wipe.ask", word=word, no=no), check=right)
    return answer.strip().lower() == word
