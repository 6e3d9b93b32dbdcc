"""Danger in what a person writes: fraud, harm to a child, threats, papers that are dictated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Contact
from sferum_cli.core.slips import distance
from sferum_cli.core.words import words_of

SLIP_FROM = 6  # letters of a pattern from which one slip of the keyboard is forgiven
_Place = tuple[int, int]  # of a phrase among the words: its first word, and the one after its last
Phrase = tuple[str, ...]  # words that follow each other; one that ends with * may go on


@frozen
class Sign:
    """What gives a danger away: one phrase of each group, all within ``within`` words.

    ``unless`` are phrases that make it harmless wherever they stand.
    """

    groups: tuple[tuple[Phrase, ...], ...]
    unless: tuple[Phrase, ...] = ()
    within: int = 12


@frozen
class Danger:
    """A danger with its one screen: what to do now, and the one contact to turn to (its id).

    ``text`` has one thing to do in each line. ``facts`` are what it rests on. ``path`` goes on
    from there; where there is none, nothing else may stand beside the screen.
    """

    id: str
    title: Bilingual
    text: Bilingual
    contact: str
    facts: tuple[str, ...]
    signs: tuple[Sign, ...]
    path: str | None = None


@frozen
class Stop:
    """A danger that was heard, and the contact to turn to."""

    danger: Danger
    contact: Contact


@frozen
class DangerRules:
    """The dangers, the gravest first, and what only looks like one.

    ``harmless`` phrases are not looked at. ``denials`` are words that deny the next one. ``right``
    words are spelled as they are meant, however near to a sign.
    """

    dangers: tuple[Danger, ...]
    harmless: tuple[Phrase, ...]
    denials: frozenset[str]
    right: tuple[str, ...]


def find_danger(said: str, rules: DangerRules) -> Danger | None:
    """The gravest danger that ``said`` tells of, None where it tells of none.

    A word that is denied ("they do not ask for the code") is no sign.
    """
    words = words_of(said)
    whole = _Words(words)
    harmless = whole.beginning_so(rules.harmless)
    masks = [place for pattern in harmless for place in whole.places(pattern, None)]
    hidden = {n for place in masks for n in range(*place)}
    heard = _Words(["" if n in hidden else word for n, word in enumerate(words)])

    @cache
    def places(pattern: Phrase) -> list[_Place]:
        return heard.places(pattern, rules.right)

    def gives_away(sign: Sign) -> bool:
        found = []
        for group in sign.groups:
            said_so = {place for pattern in heard.beginning_so(group) for place in places(pattern)}
            found.append(sorted(place for place in said_so if not denied(place)))
            if not found[-1]:
                return False
        if any(places(pattern) for pattern in heard.beginning_so(sign.unless)):
            return False
        return _near_each_other(found, sign.within)

    def denied(place: _Place) -> bool:
        start, _ = place
        return start > 0 and heard.words[start - 1] in rules.denials

    return next((x for x in rules.dangers if any(map(gives_away, x.signs))), None)


def patterns(phrases: Sequence[str], groups: Mapping[str, tuple[Phrase, ...]]) -> Iterator[Phrase]:
    """Phrases as patterns; ``@name`` stands for all of a named group. Raises KeyError."""
    for phrase in phrases:
        if phrase.startswith("@"):
            yield from groups[phrase[1:]]
        else:
            yield tuple(phrase.split())


def _near_each_other(found: Sequence[Sequence[_Place]], within: int) -> bool:
    """Whether one place of each group can be taken so that all stand close and apart."""
    for first in found[0]:
        lowest, highest = (first[1] - within, 0), (first[0] + within, 0)
        close = [x[bisect_left(x, lowest) : bisect_left(x, highest)] for x in found[1:]]
        for rest in product(*close):
            chosen = sorted((first, *rest))
            span = max(end for _, end in chosen) - chosen[0][0]
            if span <= within and all(a[1] <= b[0] for a, b in pairwise(chosen)):
                return True
    return False


class _Words:
    """The words of a text, findable by their first letter: neither form nor slip changes it."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._begin: dict[str, list[int]] = {}
        for n, word in enumerate(words):
            self._begin.setdefault(word[:1], []).append(n)

    def beginning_so(self, patterns: Sequence[Phrase]) -> list[Phrase]:
        """Those of many ``patterns`` that may stand here: one of the words begins so."""
        return [pattern for pattern in patterns if pattern[0][:1] in self._begin]

    def places(self, pattern: Phrase, right: Sequence[str] | None) -> list[_Place]:
        """Where the pattern stands; slips are forgiven but in ``right`` words, in None nowhere."""
        last = len(self.words) - len(pattern)
        return [
            (start, start + len(pattern))
            for start in self._begin.get(pattern[0][:1], ())
            if start <= last
            and all(_fits(part, self.words[start + n], right) for n, part in enumerate(pattern))
        ]


def _fits(part: str, word: str, right: Sequence[str] | None) -> bool:
    """Whether ``word`` is the pattern's word, or begins with it where it ends with a star."""
    stem = part.removesuffix("*")
    if word == stem or (part != stem and word.startswith(stem)):
        return True
    if right is None or len(stem) < SLIP_FROM or word[:1] != stem[:1]:
        return False
    return _is_slip(part, word) and not any(_fits(whole, word, None) for whole in right)


@lru_cache(maxsize=4096)
def _is_slip(part: str, word: str) -> bool:
    stem = part.removesuffix("*")
    lengths = (len(stem) - 1, len(stem), len(stem) + 1) if part != stem else (len(word),)
    return any(distance(word[:length], stem, 1) <= 1 for length in lengths)
