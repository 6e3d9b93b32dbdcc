"""What comes in as words on the command line: days and roles."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.dates import read_date
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.errors import no_such_choice
from sferum_cli.text import date_words


def read_role(given: str | None) -> Role | None:
    """The role named by an option. Raises BadUsage with the roles there are."""
    if given is None:
        return None
    for role in ROLES:
        if role == given:
            return role
    raise no_such_choice("--role", given, ROLES)


def read_day(given: str | None, today: date, *, future: bool = False) -> date:
    """The day named by an option, ``today`` where it is left out. Raises BadUsage.

    A day without a year or a week is the last such one, or the next where ``future`` is set.
    """
    return read_date(given, today, date_words(), future=future).day if given else today
