"""Words as people write them: their forms, words that mean the same, slips of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sferum_cli.core.frozen import frozen

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
LONGEST = 30  # letters of a word; longer ones are no words
PREFIX_LETTERS = 4  # a stem this long that begins another is taken for a form of it
PREFIX_TAIL = 4  # letters that the longer of the two may have more
FORM, SLIP = 0.8, 0.2  # worth of a kindred form; what each slip of the keyboard costs


@frozen
class Cut:
    """Endings to take off a word, where at least ``least`` letters are left."""

    least: int
    endings: frozenset[str]


@frozen
class WordRules:
    """What is compared: words to skip, endings to cut in turn, words that mean the same."""

    stop: frozenset[str]
    cuts: tuple[Cut, ...]
    same: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Stemmer:
    """Words to stems by the rules of a language; remembers what it has seen."""

    rules: WordRules
    same: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for first, *others in self.rules.same:
            self.same |= dict.fromkeys((self.stem(x) for x in others), self.stem(first))

    def stem(self, word: str) -> str:
        """``word`` (small letters) without its endings."""
        if (known := self._seen.get(word)) is not None:
            return known
        stem = word
        for cut in self.rules.cuts:
            stem = _without_ending(stem, cut)
        self._seen[word] = stem
        return stem

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of the words that say something, each once, in their order."""
        words = _WORD.findall(folded(text))
        return tuple(
            dict.fromkeys(
                self.stem(word)
                for word in words
                if word not in self.rules.stop and len(word) <= LONGEST
            )
        )

    def meanings(self, text: str) -> tuple[str, ...]:
        """The same, with one stem for all the words that mean one thing."""
        return tuple(dict.fromkeys(self.same.get(stem, stem) for stem in self.stems(text)))


def folded(text: str) -> str:
    """Small letters, and one letter for the two that people write at will."""
    return text.casefold().replace("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}")


def words_of(text: str) -> list[str]:
    """The words of ``text`` in small letters, in their order; an apostrophe parts no word."""
    return _WORD.findall(
        folded(text).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )


def _without_ending(word: str, cut: Cut) -> str:
    longest = min(max(map(len, cut.endings)), len(word) - cut.least)
    for length in range(longest, 0, -1):
        if word[-length:] in cut.endings:
            return word[:-length]
    return word


def distance(one: str, other: str, most: int) -> int:
    """How many slips (a letter wrong, missing, too many, two swapped) part the words.

    Gives ``most`` + 1 for anything farther.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        new = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def likenesses(stem: str, known: Iterable[str]) -> dict[str, float]:
    """The known stems that ``stem`` may stand for, with how alike they are (1 is the same).

    Slips of the keyboard are looked for only where no known word fits: a word that is right
    is no slip.
    """
    known = set(known)
    found = {other: FORM for other in known if _kindred(stem, other)}
    if stem in known:
        found[stem] = 1.0
    if found or len(stem) < PREFIX_LETTERS:
        return found
    most = min(2, len(stem) // 3)
    slips = {
        other: distance(stem, other, most)
        for other in known
        if len(other) >= PREFIX_LETTERS and _share_enough(stem, other, most)
    }
    near = min(slips.values(), default=most + 1)
    return {x: 1 - SLIP * n for x, n in slips.items() if n == near <= most}


def _kindred(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return PREFIX_LETTERS <= len(short) < len(long) <= len(short) + PREFIX_TAIL and long.startswith(
        short
    )


def _share_enough(one: str, other: str, most: int) -> bool:
    """A quick look before counting slips: each slip takes away or adds one letter of each."""
    return len(set(one) ^ set(other)) <= 2 * most and abs(len(one) - len(other)) <= most
