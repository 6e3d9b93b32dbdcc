"""What comes in as words on the command line: days, roles and events."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from sferum_cli.core.codes import EventType, one_of
from sferum_cli.core.dates import read_date
from sferum_cli.core.event_table import recordable
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.errors import NotFound, no_such_choice
from sferum_cli.text import date_words

T = TypeVar("T", bound=str)


def read_code(option: str, given: str | None, known: tuple[T, ...]) -> T | None:
    """The code that ``option`` names. Raises BadUsage with those that are ``known``."""
    code = one_of(known, given)
    if given is not None and code is None:
        raise no_such_choice(option, given, known)
    return code


def read_role(given: str | None) -> Role | None:
    """The role named by an option. Raises BadUsage with the roles there are."""
    return read_code("--role", given, ROLES)


def read_event(given: str) -> EventType:
    """The event of that name. Raises NotFound with those that a person can write down."""
    known = recordable()
    if event := one_of(known, given):
        return event
    raise NotFound("error.event_unknown", given=given, known=known)


def read_day(given: str | None, today: date, *, future: bool = False) -> date:
    """The day named by an option, ``today`` where it is left out. Raises BadUsage.

    A day without a year or a week is the last such one, or the next where ``future`` is set.
    """
    return read_date(given, today, date_words(), future=future).day if given else today
