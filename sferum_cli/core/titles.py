"""What our data says about the words of posts, institutions and authorities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sferum_cli.core.codes import GrammaticalCase
from sferum_cli.core.frozen import frozen
from sferum_cli.core.names import OBLIQUE

Gender = Literal["male", "female", "neuter", "plural"]
_YO, _YE = "\u0451", "\u0435"


@frozen
class Pattern:
    """How a word is declined: the five oblique ``forms`` in place of its last ``cut`` letters.

    Without forms the word stays as it is.
    """

    gender: Gender
    cut: int = 0
    forms: tuple[str, ...] = ()

    def form(self, word: str, case: GrammaticalCase, *, person: bool) -> str:
        """``word`` in ``case``, its capitals kept; a man's accusative is never his nominative."""
        if case == "nominative" or not self.forms:
            return word
        like_a_thing = key_of(word).endswith(self.forms[2]) and len(self.forms[2]) == self.cut
        if case == "accusative" and person and self.gender == "male" and like_a_thing:
            case = "genitive"
        ending = self.forms[OBLIQUE.index(case)]
        capitals = word.isupper() and len(word) > 1
        return word[: len(word) - self.cut] + (ending.upper() if capitals else ending)


Endings = tuple[tuple[str, Pattern], ...]


@frozen
class Head:
    """A word that carries the case: of a ``person`` (a post) or of a body.

    ``adjectival`` is a post like "acting", which is an adjective by its forms.
    """

    person: bool
    pattern: Pattern
    adjectival: bool = False


@frozen
class Into:
    """The preposition: ``plain``, or ``full`` ``before`` such words (a regular expression)."""

    plain: str
    full: str
    before: str


@frozen
class Titles:
    """Our own data on titles. Words are in small letters, their yo written as ye.

    ``adjectives`` and ``guesses`` are patterns by the letters that a word ends in, tried in their
    order; ``acting`` are spellings of "acting" (regular expressions) and how each is written;
    ``adverbs`` stand in front of a head and have no case, ``joins`` stand between two words of
    the same case; ``in_charge`` are the beginnings of posts that have what they head in the
    instrumental. ``legal`` are the heads that are no proper names, and ``legal_adjectives`` the
    beginnings of what stands in front of them.
    """

    heads: Mapping[str, Head]
    adjectives: Endings
    guesses: Endings
    acting: tuple[tuple[str, str], ...]
    adverbs: frozenset[str]
    joins: frozenset[str]
    in_charge: tuple[str, ...]
    legal: frozenset[str]
    legal_adjectives: tuple[str, ...]
    into: Into

    def head(self, word: str) -> Head | None:
        """The head that ``word`` is in the nominative; None for any other word."""
        return self.heads.get(key_of(word))

    def adjective(self, word: str) -> Pattern | None:
        """How ``word`` is declined if it is an adjective in the nominative; None if it is none.

        What begins with a quotation mark begins a name, which is not declined.
        """
        key = key_of(word)
        return first_fitting(key, self.adjectives) if key.isalpha() else None

    def guess(self, word: str) -> Pattern | None:
        """How a noun that is no head of ours is likely to be declined."""
        return first_fitting(key_of(word), self.guesses)

    def is_dative(self, word: str) -> bool:
        """Whether ``word`` is a post in the dative."""
        key = key_of(word)
        posts = ((known, head) for known, head in self.heads.items() if head.person)
        return any(head.pattern.form(known, "dative", person=True) == key for known, head in posts)

    def nominative(self, text: str) -> str:
        """``text``, back in the nominative where a feminine body was typed in the accusative.

        The accusative of all other bodies is their nominative.
        """
        bodies = {
            head.pattern.form(known, "accusative", person=False): known
            for known, head in self.heads.items()
            if head.pattern.gender == "female" and not head.person
        }
        endings = {
            pattern.forms[2]: ending
            for ending, pattern in self.adjectives
            if pattern.gender == "female" and len(ending) == len(pattern.forms[2])
        }
        words = text.split(" ")
        for at, word in enumerate(words):
            key = key_of(word)
            known = bodies.get(key) or endings.get(key[-2:])
            if known is None:
                break
            words[at] = word[:-2] + known[-2:]
            if key in bodies:
                return " ".join(words)
        return text


def key_of(word: str) -> str:
    """``word`` as our data spells it, without a comma behind it."""
    return word.rstrip(",").lower().replace(_YO, _YE)


def first_fitting(word: str, patterns: Endings) -> Pattern | None:
    """The first of the ``patterns`` whose letters ``word`` ends in."""
    return next((pattern for tail, pattern in patterns if word.endswith(tail)), None)
