"""Asking for a day: it is read as people write it, and repeated in words where it was a guess."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.dates import Reading, read_date
from sferum_cli.errors import BadUsage
from sferum_cli.flows.session import Session
from sferum_cli.render.error_view import error_words
from sferum_cli.text import date_words, day, t, weekday


def ask_date(session: Session, name: str, question: str, *, future: bool = False) -> date:
    """The day that the person types: one that has come, or any where ``future`` is set."""
    while True:
        given = session.prompter.ask(name, question, check=lambda x: unread(session, x, future))
        if (found := day_meant(session, name, given, future)) is not None:
            return found


def unread(
    session: Session, given: str, future: bool = False, *, helps: bool = False
) -> str | None:
    """Why ``given`` is no day to take, with ``helps`` what to do, too; None where it is one."""
    try:
        _reading(session, given, future)
    except BadUsage as error:
        why, how = error_words(error)
        return f"{why.rstrip('.')}. {how}" if helps and how else why
    return None


def day_meant(session: Session, name: str, given: str, future: bool = False) -> date | None:
    """The day that was typed; None where it was a guess and another one was meant. BadUsage."""
    found = _reading(session, given, future)
    return found.day if is_meant(session, name, found) else None


def _reading(session: Session, given: str, future: bool) -> Reading:
    found = read_date(given, session.today, date_words(), future=future)
    if not future and found.day > session.today:
        raise BadUsage("error.date_future", given=found.day)
    return found


def is_meant(session: Session, name: str, found: Reading) -> bool:
    """Whether ``found`` is the day that was meant: a guess is repeated in words and asked about."""
    if found.how != "guessed" or not session.asks:
        return True
    choices = [("yes", t("day.right")), ("no", t("day.again"))]
    question = t("day.guessed", weekday=weekday(found.day), day=day(found.day))
    return session.prompter.choose(f"{name}.right", question, choices) == "yes"
