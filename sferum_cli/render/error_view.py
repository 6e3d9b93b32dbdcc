"""An error in the person's language: what is wrong, and what to type next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.codes import Channel, EventType
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import OPEN
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.errors import BadUsage, DamagedFile, NotFound, SferumError
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.clean import clean
from sferum_cli.render.command_line import (
    Mend,
    near_command,
    with_answers_file,
    with_flags,
    with_name,
)
from sferum_cli.text import day, has, language, t

SHOWN = 40  # characters of what was typed that are repeated
# What helps against these is the same whatever the program was doing, and whichever the file.
_PASSING = ("exhausted", "away", "long_name")
_OF_THE_PLACE = ("rights", "read_only", "broken", "no_lock", "in_the_way", "other")
_ASKS_FOR_A_FILE = "error.letter_needs"
_MEANT = "error.event_meant"


def error_words(
    error: SferumError, words: Sequence[str] = (), home: Path | None = None, mend: Mend = list
) -> tuple[str, str]:
    """The error and its hint; ``words`` is the command line as it was typed.

    Where the error carries what was ``given`` and what is ``known``, the hint is the same command
    with the near name in place of the mistyped one; ``mend`` looks after the other words, and
    where it cannot, the name alone is offered. What helps against a refusal of the system
    depends on whether the file lies in ``home``, the person's own folder.
    """
    values = {name: _in_words(name, value) for name, value in error.values.items()}
    cause = error.values.get("cause", "other")
    values = _with_cause(values)
    if (why := error.values.get("why")) and isinstance(
        inner := error.values.get("why_values"), dict
    ):
        values["why"] = t(str(why), **_with_cause(inner))
    if error.key == _ASKS_FOR_A_FILE:
        values["command"] = with_answers_file(words, str(error.values["kind"]))
    if "lacking" in values:
        values["command"] = with_flags(words, str(values["command"]), str(values["lacking"]))
    if error.key == _MEANT:
        given, meant = str(error.values["given"]), str(error.values["meant"])
        values["command"] = with_name(words, given, meant) or values["command"]
    message = t(error.key, **values)
    hint = near_command(error, words, mend)
    passes = cause in _PASSING and isinstance(error, (BadUsage, DamagedFile))
    if not hint and not passes and has(f"{error.key}.hint"):
        hint = t(f"{error.key}.hint", **values)
    if not hint and "cause" in error.values:
        intact = [] if error.written else [t("error.not_written")]
        hint = " ".join([*intact, t(_what_helps(error, str(cause), home))])
    return clean(message), clean(hint)


def _with_cause(values: Mapping[str, object]) -> dict[str, object]:
    """``values`` with what the system said in the person's words, where its cause has any."""
    cause = values.get("cause", "other")
    return {**values, "problem": t(f"cause.{cause}")} if cause != "other" else {**values}


def _what_helps(error: SferumError, cause: str, home: Path | None) -> str:
    """The key of the sentence; a file that is not the program's own has a place of its own."""
    place = error.values.get("file") or error.values.get("folder")
    if home and place and cause in _OF_THE_PLACE:
        there = Path(str(place))
        if home not in (there, *there.parents) and home.resolve() not in there.resolve().parents:
            return "cause.elsewhere"
    return f"cause.{cause}.hint"


def problem(error: SferumError) -> str:
    """The error alone, for a question that is asked again."""
    return error_words(error)[0]


def problem_with(attempt: Callable[[], object]) -> str | None:
    """Why ``attempt`` is refused, for a question that is asked again; None where it is not."""
    try:
        attempt()
    except (BadUsage, NotFound) as error:
        return problem(error)
    return None


def why_not(error: SferumError) -> list[Block]:
    """What kept something from being done, and how it can be, in sentences."""
    return [Text(line, "warn") for line in error_words(error) if line]


def reason(error: SferumError) -> str:
    """Only why, where the error says it apart from the file; else the whole sentence."""
    why, inner = error.values.get("why"), error.values.get("why_values")
    return t(str(why), **inner) if why and isinstance(inner, dict) else problem(error)


def copy_words(number: int, sent: date, channel: Channel | None) -> str:
    """A copy of a letter: its number, the day it was sent and, where it is known, how."""
    how = f", {t(f'value.channel.{channel}')}" if channel else ""
    return t("report.copy.of", n=number, day=day(sent)) + how


def _entry(number: int, event_type: EventType, when: date) -> str:
    """An event that may be put right: its number, what it was and when."""
    return t("log.entry", n=number, what=t(f"event.{event_type}"), day=day(when))


def _in_words(name: str, value: object) -> object:
    """Values for a sentence: days in words, codes translated, lists joined."""
    if name == "given" and isinstance(value, str):
        return value[:SHOWN]
    if isinstance(value, date):
        return day(value)
    if name == "possible" and isinstance(value, tuple):
        telling = [event for event in value if not EVENTS[event].statuses >= OPEN] or value
        return ", ".join(f"{event} ({t(f'event.{event}')})" for event in telling)
    if name == "copies" and isinstance(value, tuple):
        return "; ".join(copy_words(*each) for each in value)
    if name == "entries" and isinstance(value, tuple):
        return "; ".join(_entry(*each) for each in value) or t("error.none")
    if name == "state":
        return t(f"outcome.{value}" if has(f"outcome.{value}") else f"status.{value}")
    if name == "event" and has(f"event.{value}"):
        return f"{value} ({t(f'event.{value}')})"
    if name == "born_as":
        return t(f"people.age.{str(value).replace('-', '_')}")
    if name == "other" and has(f"event.{value}"):
        return t(f"event.{value}")
    if isinstance(value, Bilingual):
        return value.pick(language())
    if name == "titles" and isinstance(value, tuple):
        return ", ".join(t("error.titled", title=each.pick(language())) for each in value)
    if name == "letters" and isinstance(value, tuple):
        return ", ".join(f"{each} ({title.pick(language())})" for each, title in value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or t("error.none")
    return value
