"""Words as people write them: their stems, and words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sferum_cli.core.frozen import frozen

_WORD = r"[^\W_]+"
LONGEST = 30  # letters of a word; longer ones are no words
DENIED = "!"  # begins the term of a word that is denied: "does not come"


@frozen
class Cut:
    """Endings to take off a word, where at least ``least`` letters are left."""

    least: int
    endings: frozenset[str]


@frozen
class WordRules:
    """What is compared: words to skip, endings to cut in turn, words that mean the same.

    ``denials`` deny the word after them (or, at the end, the one before). ``right`` words are no
    slips of others, however near. ``ours`` are skipped too, but say that it is about these pages;
    a query all of whose words are known is about them too where it has a term of ``near`` and
    none of ``far``.
    """

    stop: frozenset[str]
    cuts: tuple[Cut, ...]
    same: tuple[tuple[str, ...], ...]
    denials: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()


class Stemmer:
    """Words to terms by the rules of a language; remembers what it has seen.

    ``spellings`` maps the stems of the words that mean one thing to its term.
    """

    def __init__(self, rules: WordRules) -> None:
        """A word of a group is known by its whole; by its stem where no other group has it."""
        self.rules = rules
        self._same: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self.right = frozenset(map(self.stem, self.rules.right))
        self.far = self.rules.far | frozenset(map(self.stem, self.rules.far))
        self.skipped = self.rules.stop | self.rules.ours
        by_stem: dict[str, set[str]] = {}
        for first, *others in self.rules.same:
            for word in (first, *others):
                self._same[word] = first
                stem = self.stem(word.removeprefix(DENIED))
                by_stem.setdefault(word[: word.startswith(DENIED)] + stem, set()).add(first)
        self._same |= {stem: min(means) for stem, means in by_stem.items() if len(means) == 1}
        self.spellings = {stem: min(means) for stem, means in by_stem.items()}

    def stem(self, word: str) -> str:
        """``word`` (small letters) without its endings."""
        if (known := self._seen.get(word)) is not None:
            return known
        stem = word
        for cut in self.rules.cuts:
            stem = _without_ending(stem, cut)
        self._seen[word] = stem
        return stem

    def terms(self, text: str) -> tuple[str, ...]:
        """What the text says: stems in their order, each once; denied ones begin with DENIED.

        One term stands for all the words that mean one thing.
        """
        said: list[str] = []
        denied = False
        for word in words_of(text):
            if word in self.rules.denials:
                denied = True
            elif word not in self.skipped and len(word) <= LONGEST:
                said.append(self._meaning(DENIED * denied, word))
                denied = False
        if denied and said and not said[-1].startswith(DENIED):
            said[-1] = self._meaning(DENIED, said[-1])
        return tuple(dict.fromkeys(said))

    def is_ours(self, text: str) -> bool:
        """Whether the text names what the pages are about."""
        return not self.rules.ours.isdisjoint(words_of(text))

    def is_near(self, terms: Iterable[str]) -> bool:
        """Whether the terms name what the pages are about, and nothing else."""
        bare = {term.removeprefix(DENIED) for term in terms}
        return not bare.isdisjoint(self.rules.near) and bare.isdisjoint(self.far)

    def _meaning(self, sign: str, word: str) -> str:
        """The term of a word, or of its denial; a denial can mean the same as another word."""
        stem = self.stem(word)
        meant = next((self._same[x] for x in (word, stem) if x in self._same), stem)
        return next(
            (self._same[x] for x in (sign + word, sign + stem, sign + meant) if x in self._same),
            sign + meant,
        )


def folded(text: str) -> str:
    """Small letters, and one letter for the two that people write at will."""
    return text.casefold().replace("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}")


def words_of(text: str) -> list[str]:
    """The words of ``text`` in small letters, in their order; an apostrophe parts no word."""
    return re.findall(
        _WORD, folded(text).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )


def _without_ending(word: str, cut: Cut) -> str:
    longest = min(max(map(len, cut.endings)), len(word) - cut.least)
    for length in range(longest, 0, -1):
        if word[-length:] in cut.endings:
            return word[:-length]
    return word


def by_stem(terms: Iterable[str]) -> dict[str, list[str]]:
    """The terms by their stems: one is there as it is, denied, or both."""
    known: dict[str, list[str]] = {}
    for term in terms:
        known.setdefault(term.removeprefix(DENIED), []).append(term)
    return known
