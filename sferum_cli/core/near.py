"""The near one: which known name a mistyped word stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sferum_cli.core.slips import distance
from sferum_cli.core.words import folded

LEAST = 3  # letters from which a beginning or a slip says anything; a slip for each so many
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
        begun = sorted((word for word in fitting if _begins(said, word)), key=len)
        if len({fitting[word] for word in begun}) == 1:
            return fitting[begun[0]]
        if _telling(said) and (meant := _meant(said, begun, fitting)):
            return fitting[meant]
    return ""


def _meant(said: str, begun: Sequence[str], words: Iterable[str]) -> str:
    """The shortest word of those ``begun``, where half of it was said; else the one with the fewest
    slips of the keyboard; an empty text for too many.
    """
    if begun and len(begun[0]) <= 2 * len(said):
        return begun[0]
    letters = said.lstrip("-")  # dashes are alike in all options
    most = len(letters) // LEAST
    slips = {word: distance(letters, word.lstrip("-"), most) for word in words}
    best = min(slips, key=lambda word: slips[word], default="")
    return best if slips.get(best, most + 1) <= most else ""


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
