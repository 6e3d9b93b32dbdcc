"""A person's name as it is spelled, and what our own data says about its forms."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, get_args

from sferum_cli.core.codes import GrammaticalCase, Sex
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.errors import DamagedFile

Part = Literal["surname", "given", "patronymic"]

# The order of a rule's endings; the nominative is the name itself.
OBLIQUE: tuple[GrammaticalCase, ...] = get_args(GrammaticalCase)[1:]
_INITIALS = r"(?P<initials>(?:[^\W\d_]\. ?){1,2})"
_SURNAME_INITIALS = rf"(?P<surname>[^.]+) {_INITIALS}"
_INITIALS_SURNAME = rf"{_INITIALS}(?P<surname>[^.]+)"
_TWO_INITIALS = r"(?P<first>[^\W\d_]\.) ?(?P<second>[^\W\d_]\.) ?"
SEPARATORS = "([ \u2010-\u2014-]+)"
NBSP = "\u00a0"
# Marks that come along when a name is copied from a page and that nobody sees.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_APOSTROPHES = ("'", "\u2019", "\u02bc")
_YO, _YE = "\u0451", "\u0435"


@frozen
class PersonName:
    """A name in the nominative. ``sex`` is what the person said, None where nobody said it."""

    surname: str
    given: str
    patronymic: str = ""
    sex: Sex | None = None


@frozen
class NameRule:
    """How the words of one part of a name are declined: those in ``words``, and those with one of
    the ``endings`` (a regular expression and the letters in which all that it fits ends).

    ``forms`` are the five oblique endings put in place of the last ``cut`` letters; empty, the
    word stays as it is; None, the library declines it. ``sex`` None means either; ``first`` means
    only where another word of the same part follows, and ``before`` which words these may be
    (regular expressions). ``sure`` is False where usage varies or the spelling does not tell, so
    that the form is worth showing beside the ``other`` one, in place of ``other_cut`` letters;
    None, the other one is the word as it stands or, for a word that stays, the library's form.
    """

    part: Part
    words: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    forms: tuple[str, ...] | None = None
    cut: int = 0
    sex: Sex | None = None
    first: bool = False
    before: tuple[str, ...] = ()
    sure: bool = True
    other: tuple[str, ...] | None = None
    other_cut: int = 0

    def fits(self, word: str, second: str | None) -> bool:
        """Whether the rule is for ``word``, in small letters, its yo written as ye.

        ``second`` is the word of the same part that follows, None for the last one.
        """
        if second is None and (self.first or self.before):
            return False
        if self.before and not any(re.fullmatch(each, second or "") for each in self.before):
            return False
        return word in self.words or any(
            word.endswith(tail) and re.search(ending, word) for ending, tail in self.endings
        )


@frozen
class Patronymics:
    """``male`` and ``female`` are the endings of patronymics; ``son`` and ``daughter`` the words
    that stand behind a father's name and make a patronymic that is never declined.
    """

    male: tuple[str, ...]
    female: tuple[str, ...]
    son: tuple[str, ...]
    daughter: tuple[str, ...]

    @property
    def undeclined(self) -> tuple[str, ...]:
        """The words for a child behind the father's name."""
        return self.son + self.daughter


@frozen
class Overrides:
    """Our own data on names. ``rules`` are tried in their order and the first that fits decides.

    ``particles`` (small, unstressed words before a surname) stay as they are; ``male_surname`` are
    the endings of surnames that a woman does not have.
    """

    rules: tuple[NameRule, ...]
    particles: frozenset[str]
    patronymic: Patronymics
    male_surname: tuple[str, ...]

    def rule(
        self, part: Part, word: str, *, sex: Sex, second: str | None = None
    ) -> NameRule | None:
        """The rule for ``word`` of that part of the name, or None where we have none.

        ``second`` is the word of the same part behind it, if there is one. Raises
        DamagedFile for an ending that is no regular expression.
        """
        key = word.lower().replace(_YO, _YE)
        fitting = (
            rule
            for rule in self.rules
            if rule.part == part and rule.sex in (None, sex) and rule.fits(key, second)
        )
        try:
            return next(fitting, None)
        except re.error as error:
            raise DamagedFile("error.knowledge", where="names.toml", problem=str(error)) from error


def tidy_name(name: PersonName, overrides: Overrides) -> PersonName:
    """``name`` in one line, composed (NFC), with capitals where it was typed without any.

    A part in all capitals or in any other mixture is the person's own choice and stays.
    """
    behind = frozenset(overrides.patronymic.undeclined)
    surname, given, patronymic = _initials_apart(
        _one_line(name.surname), _one_line(name.given), _one_line(name.patronymic)
    )
    return replace(
        name,
        surname=_capitals(surname, overrides.particles),
        given=_capitals(given, frozenset()),
        patronymic=_capitals(patronymic, behind),
    )


def _initials_apart(surname: str, given: str, patronymic: str) -> tuple[str, str, str]:
    """The parts of a name, where the initials were typed beside the surname or in one word."""
    found = re.fullmatch(_SURNAME_INITIALS, surname) or re.fullmatch(_INITIALS_SURNAME, surname)
    if found and not given and not patronymic:
        surname, given = found["surname"], found["initials"]
    if not patronymic and (two := re.fullmatch(_TWO_INITIALS, given)):
        given, patronymic = two["first"], two["second"]
    return surname, given, patronymic


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.translate(_UNSEEN).split()))


def _capitals(text: str, small: frozenset[str]) -> str:
    if not text.islower() or not all(map(is_cyrillic, filter(str.isalpha, text))):
        return text
    pieces = re.split(SEPARATORS, text)
    return "".join(piece if piece in small else _capital(piece, small) for piece in pieces)


def _capital(piece: str, small: frozenset[str]) -> str:
    if piece[1:2] in _APOSTROPHES and piece[:1] in small:
        return piece[:1].upper() + piece[1] + _capital(piece[2:], small)
    at = next((n for n, character in enumerate(piece) if character.isalpha()), 0)
    return piece[:at] + piece[at : at + 1].upper() + piece[at + 1 :]


def is_cyrillic(character: str) -> bool:
    """Whether this one character is a letter of a Cyrillic alphabet."""
    return "\u0400" <= character <= "\u052f" and character.isalpha()


def is_shouted(text: str) -> bool:
    """Whether ``text`` is in all capitals; a single letter is only an initial."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def full_name(name: PersonName) -> str:
    """Surname, given name and patronymic, as far as there are any."""
    return " ".join(filter(None, (name.surname, name.given, name.patronymic)))


def initials_surname(name: PersonName) -> str:
    """The surname of a tidy name and then its initials, which no line break parts."""
    return NBSP.join(filter(None, (name.surname, _initials(name))))


def surname_last(name: PersonName) -> str:
    """The initials of a tidy name and then its surname, which no line break parts."""
    return NBSP.join(filter(None, (_initials(name), name.surname)))


def _initials(name: PersonName) -> str:
    # What stands behind the father's name in a patronymic has no initial of its own.
    father = re.split(SEPARATORS, name.patronymic)[0]
    words = [*name.given.split(), *father.split()]
    return NBSP.join("-".join(map(_initial, word.split("-"))) for word in words)


def _initial(word: str) -> str:
    return f"{word[0].upper()}." if word[:1].isalpha() and not word.endswith(".") else word
