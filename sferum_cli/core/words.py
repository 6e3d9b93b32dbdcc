"""Words as people write them: their forms, words that mean the same, slips of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from sferum_cli.core.frozen import frozen

_WORD = r"[^\W_]+"
LONGEST = 30  # letters of a word; longer ones are no words
FORM, SLIP = 0.8, 0.2  # worth of a kindred form; what each slip of the keyboard costs
HALF = 0.5  # how alike a word and its denial are
LEAST_FORM = 5  # letters of a stem from which one that begins with it is a form of it
FORM_TAIL = 3  # letters that the longer of the two may have more
LEAST_SLIP = 4  # letters of a stem from which it may have slips
TWO_SLIPS = 8  # and from which it may have two
LATIN = 2  # letters more of each, for English words are short and near to each other
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


def by_stem(terms: Iterable[str]) -> dict[str, list[str]]:
    """The terms by their stems: one is there as it is, denied, or both."""
    known: dict[str, list[str]] = {}
    for term in terms:
        known.setdefault(term.removeprefix(DENIED), []).append(term)
    return known


def likenesses(
    term: str, known: Mapping[str, Iterable[str]], right: Container[str] = ()
) -> dict[str, float]:
    """The ``known`` terms, by stem, that ``term`` may stand for, with how alike (1 is the same).

    Slips of the keyboard are looked for only where no known word fits, and not in ``right``
    words: a word that is right is no slip. What is denied is half alike to what is not.
    """
    stem, denied = term.removeprefix(DENIED), term.startswith(DENIED)
    start = stem[:LEAST_FORM]  # forms of a word have it in common
    found = {other: FORM for other in known if other.startswith(start) and _is_form(stem, other)}
    if stem in known:
        found[stem] = 1.0
    if not found and stem not in right:
        found = _slips(stem, known)
    return {
        each: worth if each.startswith(DENIED) == denied else worth * HALF
        for other, worth in found.items()
        for each in known[other]
    }


def _slips(stem: str, known: Iterable[str]) -> dict[str, float]:
    """The nearest of the words that differ by slips only; the first sound is always meant."""
    most = most_slips(stem)
    lengths = range(max(LEAST_SLIP, len(stem) - most), len(stem) + most + 1)
    near = [other for other in known if len(other) in lengths and _may_be_slip(stem, other, most)]
    slips = {other: distance(stem, other, most) for other in near}
    least = min(slips.values(), default=most + 1)
    return {other: 1 - SLIP * n for other, n in slips.items() if n == least <= most}


def most_slips(word: str) -> int:
    """How many slips of the keyboard a word of its length may have."""
    length = len(word) - LATIN * word.isascii()
    return 0 if length < LEAST_SLIP else 1 if length < TWO_SLIPS else 2


def _is_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return LEAST_FORM <= len(short) < len(long) <= len(short) + FORM_TAIL and long.startswith(short)


# Vowels that are heard alike where a word begins.
_SOUND = str.maketrans(
    {
        "\N{CYRILLIC SMALL LETTER O}": "\N{CYRILLIC SMALL LETTER A}",
        "\N{CYRILLIC SMALL LETTER I}": "\N{CYRILLIC SMALL LETTER IE}",
        "\N{CYRILLIC SMALL LETTER E}": "\N{CYRILLIC SMALL LETTER IE}",
    }
)


def _may_be_slip(one: str, other: str, most: int) -> bool:
    """A quick look before counting slips: the first sound, and letters that one alone has."""
    return (
        one[:1].translate(_SOUND) == other[:1].translate(_SOUND)
        and len(set(one) ^ set(other)) <= 2 * most
    )
