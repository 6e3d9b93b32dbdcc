"""An error in words, with every slip of the command line mended in the one that is offered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sferum_cli.cli.tab import after, words_for
from sferum_cli.errors import SferumError
from sferum_cli.render.command_line import near_name
from sferum_cli.render.error_view import error_words


def error_and_hint(error: SferumError, words: Sequence[str], home: Path | None) -> tuple[str, str]:
    """The error and its hint; ``words`` is the command line as it was typed in ``home``."""
    if not words or home is None:
        return error_words(error, words, home)
    return error_words(error, words, home, partial(mended, folder=home))


def mended(words: Sequence[str], folder: Path) -> list[str]:
    """``words`` with the known one for each that cannot stand where it does.

    None of them where one is near to nothing.
    """
    done: list[str] = []
    for word in words:
        if not (new := _mended(done, word, folder)):
            return []
        done.append(new)
    return done


def _mended(done: Sequence[str], word: str, folder: Path) -> str:
    """``word`` behind those that are ``done``; empty where nothing is near."""
    if done[:1] == ["help"]:
        done = done[1:]
    head, equals, value = word.partition("=")
    if not equals or word[:1] != "-":
        return _known(done, word, folder)
    name = _known(done, head, folder)
    told = _known([*done, name], value, folder) if name else ""
    return f"{name}={told}" if told else ""


def _known(done: Sequence[str], word: str, folder: Path) -> str:
    begun = "-" if word[:1] == "-" else ""
    kinds = after(done, begun)
    known = words_for([*done], begun, folder)
    if word in known or kinds == "?":
        return word
    if word == "help" and not done:
        return word
    if "," in word:
        parts = [near_name(part, tuple(known)) for part in word.split(",")]
        return ",".join(parts) if all(parts) else ""
    if kinds == "@requests" and word in words_for([*done, word], "", folder):
        return word  # where there is one request its name may be left out
    return near_name(word, tuple(known))
