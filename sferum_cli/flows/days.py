"""Asking for a day: it is read as people write it, and repeated in words where it was a guess."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.dates import Reading, read_date
from sferum_cli.errors import BadUsage
from sferum_cli.flows.session import Session
from sferum_cli.render.error_view import problem
from sferum_cli.text import date_words, day, t, weekday


def ask_date(session: Session, name: str, question: str, *, future: bool = False) -> date:
    """The day that the person types: one that has come, or any where ``future`` is set."""

    def reading(given: str) -> Reading:
        found = read_date(given, session.today, date_words(), future=future)
        if not future and found.day > session.today:
            raise BadUsage("error.date_future", given=found.day)
        return found

    def right(given: str) -> str | None:
        try:
            reading(given)
        except BadUsage as error:
            return problem(error)
        return None

    while True:
        found = reading(session.prompter.ask(name, question, check=right))
        if is_meant(session, name, found):
            return found.day


def is_meant(session: Session, name: str, found: Reading) -> bool:
    """Whether ``found`` is the day that was meant: a guess is repeated in words and asked about."""
    if found.how != "guessed" or not session.asks:
        return True
    choices = [("yes", t("day.right")), ("no", t("day.again"))]
    question = t("day.guessed", weekday=weekday(found.day), day=day(found.day))
    return session.prompter.choose(f"{name}.right", question, choices) == "yes"
