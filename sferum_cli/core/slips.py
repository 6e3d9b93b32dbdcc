"""How alike two words are: forms of one word, and slips of the keyboard."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from sferum_cli.core.words import DENIED

FORM, SLIP = 0.8, 0.2  # worth of a kindred form; what each slip of the keyboard costs
HALF = 0.5  # how alike a word and its denial are
LEAST_FORM = 5  # letters of a stem from which one that begins with it is a form of it
FORM_TAIL = 3  # letters that the longer of the two may have more
LEAST_SLIP = 4  # letters of a stem from which it may have slips
TWO_SLIPS = 8  # and from which it may have two
LATIN = 2  # letters more of each, for English words are short and near to each other
# Vowels that are heard alike where a word begins.
_SOUND = str.maketrans(
    {
        "\N{CYRILLIC SMALL LETTER O}": "\N{CYRILLIC SMALL LETTER A}",
        "\N{CYRILLIC SMALL LETTER I}": "\N{CYRILLIC SMALL LETTER IE}",
        "\N{CYRILLIC SMALL LETTER E}": "\N{CYRILLIC SMALL LETTER IE}",
    }
)


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


def _may_be_slip(one: str, other: str, most: int) -> bool:
    """A quick look before counting slips: the first sound, and letters that one alone has."""
    return (
        one[:1].translate(_SOUND) == other[:1].translate(_SOUND)
        and len(set(one) ^ set(other)) <= 2 * most
    )
