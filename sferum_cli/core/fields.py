"""The answers that letters need: what each is called, how it is read, whether it may be kept."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, assert_never

from sferum_cli.core.dates import FIRST_BIRTH, DateWords, Reading, read_birth, read_date
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.errors import BadUsage

FieldType = Literal[
    "line", "phone", "email", "birthday", "day", "day_over", "day_ahead", "choice", "sex"
]  # fmt: skip

_DIGITS = 5  # the shortest numbers of a town
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"


@frozen
class Choice:
    """One of the answers to choose from."""

    id: str
    text: Bilingual


@frozen
class Field:
    """One answer: ``id`` is its name in letters and in files of answers.

    ``title`` is what it is called and ``ask`` the question, where that says more. ``kept`` says
    that people.toml may hold it. Where the answer ``after`` was left out, this one is pointless.
    A ``sex`` is asked for only where the name does not tell it.
    """

    id: str
    type: FieldType
    title: Bilingual
    ask: Bilingual | None = None
    kept: bool = False
    after: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def group(self) -> str:
        """Whom or what it is about: ``child``, ``school.head``."""
        return self.id.rpartition(".")[0]

    @property
    def question(self) -> Bilingual:
        """How it is asked for."""
        return self.ask or self.title

    @property
    def codes(self) -> tuple[str, ...]:
        """What may be chosen; empty where anything may be written."""
        return tuple(choice.id for choice in self.choices)


def read_value(
    field: Field, given: str, *, today: date, words: DateWords = NOTHING
) -> str | Reading:
    """What ``given`` means as an answer to ``field``: a day, or the words as they are.

    Raises BadUsage for what does not fit; for a birthday it never repeats what was typed.
    """
    match field.type:
        case "line" | "phone" | "email":
            return given
        case "birthday":
            return Reading(read_birth(given, today, words), "written")
        case "day" | "day_over" | "day_ahead":
            ahead = field.type == "day_ahead"
            found = read_date(given, today, words, future=ahead, earliest=FIRST_BIRTH)
            if found.day > today and not ahead:
                raise BadUsage("error.date_future", given=found.day)
            if found.day == today and field.type == "day_over":
                raise BadUsage("error.date_today", given=found.day)
            return found
        case "choice" | "sex":
            if given not in field.codes:
                raise BadUsage("error.person_choice", choices=field.codes)
            return given
        case _:
            assert_never(field.type)


def insist_on_reachable(field: Field, value: str) -> None:
    """Raises BadUsage for an e-mail or a phone at which no answer can arrive.

    Only what is given now is looked at so: what was kept before stays readable.
    """
    if field.type == "email" and not re.fullmatch(_EMAIL, value):
        raise BadUsage("error.person_email")
    if field.type == "phone" and sum(map(str.isdecimal, value)) < _DIGITS:
        raise BadUsage("error.person_phone")
