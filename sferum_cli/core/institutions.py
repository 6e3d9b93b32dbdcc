"""Schools, kindergartens, colleges, universities: their words, whose they are, who stands above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from sferum_cli.core.codes import InstitutionKind, Language, Ownership
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Bilingual

Appeals = Literal["yes", "open", "unknown"]
CaseKey = Literal["nom", "gen", "dat", "acc", "ins", "loc"]

CASES: tuple[CaseKey, ...] = ("nom", "gen", "dat", "acc", "ins", "loc")
_WORD = r"\w+"

T = TypeVar("T")


@frozen
class Word:
    """A word in the six Russian cases of ``CASES``, and in English."""

    russian: tuple[str, ...]
    english: str

    def pick(self, language: Language, case: CaseKey = "nom") -> str:
        """The word in ``language`` ("ru" or "en"); English has one form."""
        return self.english if language == "en" else self.russian[CASES.index(case)]


@frozen
class InstitutionWords:
    """One kind of institution: its Russian words in the six cases of ``CASES``, its English ones.

    ``feminine`` is the gender of its own name: it chooses between the halves of ``{she/he}``.
    ``other_heads`` are the titles that its head may have beside the word ``head``. ``diary`` tells
    whether such institutions keep an electronic diary, ``state_systems`` whether the education law
    binds them to state information systems (273-FZ, art. 16 p. 3.1). ``signs`` are words of an
    official name that tell the kind.
    """

    id: InstitutionKind
    title: Bilingual
    feminine: bool
    russian: Mapping[str, tuple[str, ...]]
    english: Mapping[str, str]
    other_heads: tuple[Word, ...]
    diary: bool
    state_systems: bool
    signs: tuple[str, ...]
    facts: tuple[str, ...]

    def word(self, name: str, case: str, language: Language) -> str | None:
        """One word in one case (English has none of those), None where there is no such word."""
        key = name.lower()
        if language == "en":
            found = self.english.get(key)
        else:
            forms = self.russian.get(key, ())
            found = dict(zip(CASES, forms, strict=False)).get(case or "nom")  # type: ignore[call-overload]
        if found and name[0].isupper():
            return found[0].upper() + found[1:]
        return found


@frozen
class Owner:
    """Whose an institution is; ``appeals`` tells whether 59-FZ binds it to answer."""

    id: Ownership
    title: Bilingual
    appeals: Appeals
    signs: tuple[str, ...]
    facts: tuple[str, ...]


@frozen
class Body:
    """A body above an institution; ``find`` says where the right one is named."""

    id: str
    name: Word
    find: Bilingual
    facts: tuple[str, ...]


@frozen
class Above:
    """The founder and the supervisor (ids of bodies) of some kinds and owners; empty means any."""

    founder: str
    supervisor: str
    kinds: tuple[InstitutionKind, ...] = ()
    ownership: tuple[Ownership, ...] = ()

    def fits(self, kind: InstitutionKind, ownership: Ownership) -> bool:
        """Whether this row is about such an institution."""
        return kind in (self.kinds or (kind,)) and ownership in (self.ownership or (ownership,))


@frozen
class Institutions:
    """All that is known about institutions of every kind."""

    kinds: tuple[InstitutionWords, ...]
    owners: tuple[Owner, ...]
    bodies: tuple[Body, ...]
    above: tuple[Above, ...]

    def kind(self, kind: InstitutionKind) -> InstitutionWords:
        """What a kind is called and has."""
        return next(each for each in self.kinds if each.id == kind)

    def owner(self, ownership: Ownership) -> Owner:
        """What is known of such an owner."""
        return next(each for each in self.owners if each.id == ownership)

    def founder(self, kind: InstitutionKind, ownership: Ownership) -> Body:
        """The next rung above the head of such an institution."""
        return self._body(self._above(kind, ownership).founder)

    def supervisor(self, kind: InstitutionKind, ownership: Ownership) -> Body:
        """Who supervises its education, beside the prosecutor and Roskomnadzor."""
        return self._body(self._above(kind, ownership).supervisor)

    def kind_of_name(self, name: str) -> InstitutionKind | None:
        """The kind that an official ``name`` tells, or None where it tells none, or several."""
        return _told([(each.id, each.signs) for each in self.kinds], name)

    def ownership_of_name(self, name: str) -> Ownership | None:
        """Whose it is by an official ``name``, or None where that tells nothing, or several."""
        return _told([(owner.id, owner.signs) for owner in self.owners], name)

    def _above(self, kind: InstitutionKind, ownership: Ownership) -> Above:
        return next(row for row in self.above if row.fits(kind, ownership))

    def _body(self, name: str) -> Body:
        return next(body for body in self.bodies if body.id == name)


def with_those_above(
    kind: InstitutionWords, known: Institutions, ownership: Ownership
) -> InstitutionWords:
    """``kind`` with the words ``founder``, ``supervisor`` and ``authority`` for such an owner.

    ``authority`` is who answers for the education by law: the founder, but for a private one the
    supervisor; ``find`` tells where it is named.
    """
    founder = known.founder(kind.id, ownership)
    supervisor = known.supervisor(kind.id, ownership)
    authority = supervisor if ownership == "private" else founder
    names = (("founder", founder), ("supervisor", supervisor), ("authority", authority))
    russian = {name: body.name.russian for name, body in names}
    english = {name: body.name.english for name, body in names}
    return replace(
        kind,
        russian={**kind.russian, **russian, "find": (authority.find.ru,)},
        english={**kind.english, **english, "find": authority.find.en},
    )


def _told(signs: Iterable[tuple[T, tuple[str, ...]]], name: str) -> T | None:
    """The one id with a sign among the words of ``name``."""
    words = re.findall(_WORD, name.casefold())
    found = {each for each, of in signs if any(_has(w, sign) for w in words for sign in of)}
    return found.pop() if len(found) == 1 else None


def _has(word: str, sign: str) -> bool:
    """Whether ``word`` is the sign; ``*`` at its end stands for any ending."""
    return word.startswith(sign[:-1]) if sign.endswith("*") else word == sign
