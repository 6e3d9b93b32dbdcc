"""An error in the person's language: what is wrong, and what to type next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.codes import Channel, EventType
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import OPEN
from sferum_cli.core.near import exact_name, nearest
from sferum_cli.errors import BadUsage, DamagedFile, NotFound, SferumError
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.clean import clean
from sferum_cli.text import day, has, in_all_languages, t
from sferum_cli.text.keyboard import other_layout

SHOWN = 40  # characters of what was typed that are repeated
LONGEST = 160  # characters of a command that is offered whole
# What ends a request is written down by its own name alone, never by a word for it.
ENDS_BY_NAME = "error.event_unknown"
# What helps against these is the same whatever the program was doing, and whichever the file.
_PASSING = ("exhausted", "away", "long_name")
_OF_THE_PLACE = ("rights", "read_only", "broken", "no_lock", "in_the_way", "other")
_ASKS_FOR_A_FILE = "error.letter_needs"
_MEANT = "error.event_meant"
_DASHES = "-\N{EN DASH}\N{EM DASH}"  # the long ones are what word processors make of two
_UNSAFE = frozenset("\"'`$\\!%^&|<>*?;()\r\n\t\0")  # what a shell might take for its own


def error_words(
    error: SferumError, words: Sequence[str] = (), home: Path | None = None
) -> tuple[str, str]:
    """The error and its hint; ``words`` is the command line as it was typed.

    Where the error carries what was ``given`` and what is ``known``, the hint is the same command
    with the near name in place of the mistyped one. What helps against a refusal of the system
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
        values["command"] = _with_answers(words, str(error.values["kind"]))
    if "lacking" in values:
        values["command"] = _with_flags(words, str(values["command"]), str(values["lacking"]))
    if error.key == _MEANT:
        given, meant = str(error.values["given"]), str(error.values["meant"])
        values["command"] = _line(_corrected(words, given, meant, option="")) or values["command"]
    message = t(error.key, **values)
    hint = _near(error, words)
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


def _near(error: SferumError, words: Sequence[str]) -> str:
    given, known = error.values.get("given"), error.values.get("known")
    if not isinstance(given, str) or not isinstance(known, tuple):
        return ""
    option = str(error.values.get("option", ""))
    if name := nearest(_spellings(given), _names(known)):
        command = _line(_corrected(words, given, name, option=option))
        return t("tip.command", command=command) if command else t("tip.word", near=name)
    first = _corrected(words, given, str(known[0]), option=option) if option and known else []
    command = _line(first)
    return t("tip.example", command=command) if command else ""


def understood(error: SferumError, words: Sequence[str]) -> list[str]:
    """The command line that was meant, where a right word stands in place of a name; else none.

    A word that is only near, and one for several words, is never taken: that is for a hint.
    """
    given, known = error.values.get("given"), error.values.get("known")
    if not isinstance(given, str) or not isinstance(known, tuple) or error.key == ENDS_BY_NAME:
        return []
    name = exact_name(_spellings(given), _names(known))
    if not name or " " in name or name == given:
        return []
    return _corrected(words, given, name, option=str(error.values.get("option", "")))[1:]


def _spellings(given: str) -> tuple[str, ...]:
    """What was typed, and what it says in the other layout of the keyboard."""
    if given[:1] in tuple(_DASHES):
        given = f"--{given.lstrip(_DASHES)}"
    return (given, other_layout(given.lower()))


def _names(known: Sequence[object]) -> dict[str, tuple[str, ...]]:
    """What may be named, each with what people call it.

    A request is called after its path, with its number or, where it is the only one, without.
    """
    names = [str(each) for each in known]
    heads = [_head(name) for name in names]
    found = {}
    for name, head in zip(names, heads, strict=True):
        number = name[len(head) :]
        words = _other_words(head if number else name)
        if number:
            alone = words if heads.count(head) == 1 else ()
            words = (*(f"{word}{number}" for word in words), *alone)
        found[name] = words
    return found


def _head(name: str) -> str:
    """The path in the id of a request; any other name as it is."""
    head, _, number = name.rpartition("-")
    numbered = head and number.isdecimal() and " " not in name and head != "14"
    return head if numbered else name


def _other_words(name: str) -> tuple[str, ...]:
    """What people call ``name``; of a command with its word, what they call the word."""
    last = (name.split() or [name])[-1]
    words = [word for each in in_all_languages(f"near.{last}") for word in each.split(", ")]
    return (*words, last)


def _corrected(words: Sequence[str], given: str, name: str, *, option: str) -> list[str]:
    """The words of the whole command with ``name`` for ``given``; none where it has no place."""
    for place, word in enumerate(words):
        head, equals, tail = word.partition("=")
        is_option = bool(equals) and word[0] in _DASHES
        if _same(word, given) and option in ("", words[place - 1] if place else ""):
            new = name.split()
        elif is_option and head == given and not option:
            new = [f"{name}={tail}"]
        elif is_option and tail == given and option in ("", head):
            new = [f"{head}={name}"]
        else:
            continue
        return ["sferum", *words[:place], *new, *words[place + 1 :]]
    return []


def _with_answers(words: Sequence[str], kind: str) -> str:
    """The command as it was typed, with a file of answers where it named none."""
    named = any(word.partition("=")[0] == "--answers" for word in words)
    more = [] if named else ["--answers", "answers.toml"]
    typed = _line(["sferum", *words, *more]) if "letter" in words else ""
    return typed or f"sferum letter {kind} --answers answers.toml"


def _with_flags(words: Sequence[str], command: str, lacking: str) -> str:
    """The command as it was typed, with the flags that it lacks; ``command`` where none was."""
    said_anew = ("--no-input", *lacking.split())
    kept = [word for word in words if word not in said_anew]
    typed = _line(["sferum", *kept]) if command.split()[1] in kept else ""
    return f"{typed} {lacking}" if typed else command


def _same(word: str, given: str) -> bool:
    """Names of events are typed with hyphens, too."""
    return word.replace("-", "_") == given.replace("-", "_")


def _line(words: Sequence[str]) -> str:
    """``words`` as one line that any shell takes as it is; empty where none is sure to."""
    if any(_UNSAFE & set(word) for word in words):
        return ""
    line = " ".join(word if word and " " not in word else f'"{word}"' for word in words)
    return line if len(line) <= LONGEST else ""


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
    if name == "other" and has(f"event.{value}"):
        return t(f"event.{value}")
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or t("error.none")
    return value
