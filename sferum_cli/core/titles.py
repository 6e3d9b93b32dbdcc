"""What our data says about the words of posts, institutions and authorities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from sferum_cli.core.frozen import frozen
from sferum_cli.core.names import OBLIQUE, GrammaticalCase
from sferum_cli.errors import DamagedFile

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
class Titles:
    """Our own data on titles. Words are in small letters, their yo written as ye.

    ``adjectives`` and ``guesses`` are patterns by the letters that a word ends in, tried in their
    order; ``acting`` are spellings of "acting" (regular expressions) and how each is written;
    ``adverbs`` stand in front of a head and have no case, ``joins`` stand between two words of
    the same case; ``in_charge`` are the beginnings of posts that have what they head in the
    instrumental. ``legal`` are the heads that are no proper names, and ``legal_adjectives`` the
    beginnings of what stands in front of them; ``into`` is the preposition, ``plain`` or ``full``
    (``before`` such words).
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
    into: Mapping[str, str]

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Titles:
        """The data of ``titles.toml``, parsed. Raises DamagedFile for a slip in it."""
        try:
            adjectives = _by_ending(data["adjective"])
            return cls(
                heads={
                    word: _head(word, row, adjectives, person=kind == "post")
                    for kind in ("post", "body")
                    for row in data[kind]
                    for word in row["words"]
                },
                adjectives=adjectives,
                guesses=_by_ending(data["guess"]),
                acting=tuple((_spelling(row["typed"]), row["written"]) for row in data["acting"]),
                adverbs=frozenset(data["adverbs"]),
                joins=frozenset(data["joins"]),
                in_charge=tuple(data["in_charge"]),
                legal=frozenset(data["legal"]),
                legal_adjectives=tuple(data["legal_adjectives"]),
                into={**data["into"], "before": re.compile(data["into"]["before"]).pattern},
            )
        except (KeyError, TypeError, ValueError, StopIteration, re.error) as error:
            raise DamagedFile("error.knowledge", where="titles.toml", problem=str(error)) from error

    def head(self, word: str) -> Head | None:
        """The head that ``word`` is in the nominative; None for any other word."""
        return self.heads.get(key_of(word))

    def adjective(self, word: str) -> Pattern | None:
        """How ``word`` is declined if it is an adjective in the nominative; None if it is none.

        What begins with a quotation mark begins a name, which is not declined.
        """
        key = key_of(word)
        return next(_fitting(key, self.adjectives), None) if key.isalpha() else None

    def guess(self, word: str) -> Pattern | None:
        """How a noun that is no head of ours is likely to be declined."""
        return next(_fitting(key_of(word), self.guesses), None)

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


def _fitting(word: str, patterns: Endings) -> Iterator[Pattern]:
    return (pattern for tail, pattern in patterns if word.endswith(tail))


def _head(word: str, row: Mapping[str, Any], adjectives: Endings, *, person: bool) -> Head:
    if "forms" in row:
        return Head(person, _pattern(row))
    return Head(person, next(_fitting(word, adjectives)), adjectival=True)


def _by_ending(rows: list[Mapping[str, Any]]) -> Endings:
    return tuple((ending, _pattern(row)) for row in rows for ending in row["endings"])


def _pattern(row: Mapping[str, Any]) -> Pattern:
    forms = tuple(row["forms"])
    if forms and len(forms) != len(OBLIQUE):
        raise ValueError(f"forms {forms}")
    return Pattern(row["gender"], row.get("cut", 0), forms)


def _spelling(typed: str) -> str:
    whole = rf"(?:{typed})(?:(?<=\.)|(?!\w)) ?(?P<rest>.*)"
    return re.compile(whole, re.IGNORECASE).pattern
