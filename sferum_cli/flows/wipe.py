"""Removing everything that the program keeps, once the person has typed the word."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.flows.session import Session
from sferum_cli.storage.inventory import Kept
from sferum_cli.storage.wipe import Wiped, ours
from sferum_cli.storage.wipe import wipe as remove_all
from sferum_cli.text import t


def to_wipe(folder: Path) -> list[Kept]:
    """What a wipe of ``folder`` would remove."""
    return ours(folder)


def agrees(session: Session) -> bool:
    """Whether the person types the word; a bare Enter is asked again."""
    word, no = t("wipe.word"), t("delete.no")

    def right(given: str) -> str | None:
        return None if given.strip().lower() in (word, no) else t("wipe.type_it", word=word, no=no)

    answer = session.prompter.ask("confirm", t("wipe.ask", word=word, no=no), check=right)
    return answer.strip().lower() == word


def wipe(folder: Path) -> Wiped:
    """Remove it all. Raises StateBusy, BadUsage; then nothing is removed."""
    return remove_all(folder)
