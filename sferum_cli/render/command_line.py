"""The command line as it was typed, put right: the near name in place, or what it lacks behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sferum_cli.core.near import exact_name, nearest
from sferum_cli.errors import SferumError
from sferum_cli.text import t, words_said
from sferum_cli.text.keyboard import other_layout

LONGEST = 160  # characters of a command that is offered whole
# What ends a request is written down by its own name alone, never by a word for it.
ENDS_BY_NAME = "error.event_unknown"
_DASHES = "-\N{EN DASH}\N{EM DASH}"  # the long ones are what word processors make of two
_UNSAFE = frozenset("\"'`$\\!%^&|<>*?;()\r\n\t\0")  # what a shell might take for its own


Mend = Callable[[Sequence[str]], list[str]]
"""What gives the words of a command with all their slips mended, or none."""


def near_command(error: SferumError, words: Sequence[str], mend: Mend = list) -> str:
    """The command with the near name for what was mistyped, as a hint; empty where none is near.

    ``mend`` looks after the other words; where it cannot, the name alone is offered. Where no name
    is near to the value of an option, it is the command with the first of them.
    """
    given, known = error.values.get("given"), error.values.get("known")
    if not isinstance(given, str) or not isinstance(known, tuple):
        return ""
    option = str(error.values.get("option", ""))
    if name := near_name(given, known):
        command = _offered(_corrected(words, given, name, option=option), mend)
        return t("tip.command", command=command) if command else t("tip.word", near=name)
    first = _corrected(words, given, str(known[0]), option=option) if option and known else []
    command = _offered(first, mend)
    return t("tip.example", command=command) if command else ""


def near_name(given: str, known: Sequence[object]) -> str:
    """The one of the ``known`` that ``given`` stands for; empty where none is near."""
    return nearest(_spellings(given), _names(known))


def _offered(corrected: Sequence[str], mend: Mend) -> str:
    """The command to offer: all its words are mended; empty where that cannot be."""
    words = mend(corrected[1:])
    return _line([*corrected[:1], *words]) if words else ""


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


def with_name(words: Sequence[str], given: str, name: str) -> str:
    """The command as it was typed, with ``name`` for ``given``; empty where it has no place."""
    return _line(_corrected(words, given, name, option=""))


def with_answers_file(words: Sequence[str], kind: str) -> str:
    """The command as it was typed, with a file of answers where it named none."""
    named = any(word.partition("=")[0] == "--answers" for word in words)
    more = [] if named else ["--answers", "answers.toml"]
    typed = _line(["sferum", *words, *more]) if "letter" in words else ""
    return typed or f"sferum letter {kind} --answers answers.toml"


def with_flags(words: Sequence[str], command: str, lacking: str) -> str:
    """The command as it was typed, with the flags that it lacks; ``command`` where none was."""
    said_anew = ("--no-input", *lacking.split())
    kept = [word for word in words if word not in said_anew]
    typed = _line(["sferum", *kept]) if command.split()[1] in kept else ""
    return f"{typed} {lacking}" if typed else command


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
    return (*words_said(f"near.{last}"), last)


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


def _same(word: str, given: str) -> bool:
    """Names of events are typed with hyphens, too."""
    return word.replace("-", "_") == given.replace("-", "_")


def _line(words: Sequence[str]) -> str:
    """``words`` as one line that any shell takes as it is; empty where none is sure to."""
    if any(_UNSAFE & set(word) for word in words):
        return ""
    line = " ".join(word if word and " " not in word else f'"{word}"' for word in words)
    return line if len(line) <= LONGEST else ""
