"""The near one: which known name a mistyped word stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from sferum_cli.core.words import folded

CLOSE = 0.66  # likeness from 0 to 1 from which a word counts as a slip of the keyboard
LEAST = 3  # letters from which a beginning or a slip says anything
LONGEST = 60  # characters; whatever is longer is no slip of a name


def nearest(spellings: Sequence[str], names: Mapping[str, Sequence[str]]) -> str:
    """The name that one of ``spellings`` stands for, or an empty text where none is near.

    ``spellings`` are the ways to read what was typed, the likeliest first; ``names`` maps each
    name to other words for it. A word that is right wins over a beginning, a beginning over a
    slip. A digit is never a slip: school-3 is not near to school-1.
    """
    if found := exact_name(spellings, names):
        return found
    owners = _owners(names)
    for said in _read(spellings):
        fitting = {word: name for word, name in owners.items() if _digits_fit(said, word)}
        begun = {name for word, name in fitting.items() if _begins(said, word)}
        if len(begun) == 1:
            return begun.pop()
        if _telling(said) and (close := get_close_matches(said, fitting, n=1, cutoff=CLOSE)):
            return owners[close[0]]
    return ""


def exact_name(spellings: Sequence[str], names: Mapping[str, Sequence[str]]) -> str:
    """The name that one of ``spellings`` is a right word for; an empty text where none is.

    Arguments as of ``nearest``.
    """
    owners = _owners(names)
    return next((owners[said] for said in _read(spellings) if said in owners), "")


def _read(spellings: Sequence[str]) -> list[str]:
    return [_plain(said) for said in spellings if 0 < len(said) <= LONGEST]


def _owners(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each word with the name it belongs to: a name before other words, the first before more."""
    owners = {_plain(name): name for name in names}
    for name, words in names.items():
        for word in words:
            owners.setdefault(_plain(word), name)
    return owners


def _plain(word: str) -> str:
    return folded(word).replace("_", "-").strip(" .,;:!?\"'")


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())


def _digits_fit(said: str, word: str) -> bool:
    return not _digits(said) or _digits(said) == _digits(word)


def _begins(said: str, word: str) -> bool:
    """Whether ``said`` begins ``word``, or is the whole of its number."""
    return said.isdigit() or (_telling(said) and word.startswith(said))


def _telling(said: str) -> bool:
    """Whether enough was typed to mean a word by it: the dashes of an option are no letters."""
    return len(said.strip("-")) >= LEAST
