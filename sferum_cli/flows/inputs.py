"""What comes in from flags and files: days, roles, answers, and what the shell may offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sferum_cli.core import codes
from sferum_cli.core.dates import read_date
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.state import requests_of
from sferum_cli.errors import SferumError, no_such_choice
from sferum_cli.shelf import knowledge
from sferum_cli.storage.answers import read_answers
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import date_words, language, t

CHANNELS: tuple[str, ...] = codes.CHANNELS
SCHOOLS = ("state", "municipal", "private")


def read_role(given: str | None) -> Role | None:
    """The role named by an option. Raises BadUsage with the roles there are."""
    if given is None:
        return None
    for role in ROLES:
        if role == given:
            return role
    raise no_such_choice("--role", given, ROLES)


def read_school(given: str | None) -> str:
    """The kind of the school named by an option, empty where it is not known. Raises BadUsage."""
    if given is not None and given not in SCHOOLS:
        raise no_such_choice("--school", given, SCHOOLS)
    return given or ""


def read_day(given: str | None, today: date, *, future: bool = False) -> date:
    """The day named by an option, ``today`` where it is left out. Raises BadUsage.

    A day without a year or a week is the last such one, or the next where ``future`` is set.
    """
    return read_date(given, today, date_words(), future=future).day if given else today


def answers_in(file: Path) -> Mapping[str, str]:
    """The answers written in ``file``. Raises NotFound, BadUsage."""
    return read_answers(file)


def path_titles() -> list[tuple[str, str]]:
    """The ids of all paths with their titles."""
    lang = language()
    heads = [knowledge.path_head(path_id) for path_id in knowledge.path_ids()]
    return [(head.id, head.title.pick(lang)) for head in heads]


def request_names(folder: Path) -> list[str]:
    """The ids of the requests in ``folder``; none when they cannot be read."""
    try:
        return [request.id for request in requests_of(load_state(folder))]
    except SferumError:
        return []


def event_titles() -> list[tuple[str, str]]:
    """The events that can be recorded, with the person's words for them."""
    return [(name, t(f"event.{name}")) for name, kind in EVENTS.items() if kind.recordable]
