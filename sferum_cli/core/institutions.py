"""The kinds of institutions and their words: a text with gaps, filled for one kind of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from sferum_cli.core.frozen import fields_of, frozen, is_frozen, replace
from sferum_cli.core.knowledge import Bilingual, When

InstitutionKind = Literal["school", "kindergarten", "college", "university"]
GrammaticalCase = Literal["nom", "gen", "dat", "acc", "ins", "loc"]

CASES: tuple[GrammaticalCase, ...] = ("nom", "gen", "dat", "acc", "ins", "loc")
GAP = re.compile(r"\{([A-Za-z]+)(?::([a-z]+))?\}")
_EITHER = re.compile(r"\{([^{}/:]*)/([^{}/:]*)\}")

T = TypeVar("T")


@frozen
class Institution:
    """One kind of institution: its Russian words in the six cases of ``CASES``, its English ones.

    ``feminine`` is the gender of its own name: it chooses between the halves of ``{she/he}``.
    """

    id: InstitutionKind
    feminine: bool
    russian: Mapping[str, tuple[str, ...]]
    english: Mapping[str, str]

    def word(self, name: str, case: str, language: str) -> str | None:
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


def fill(text: Bilingual, institution: Institution) -> Bilingual:
    """``text`` with each ``{word}``, ``{word:case}`` and ``{she/he}`` filled for ``institution``.

    A capital (``{Institution}``) begins a sentence. What is no word of institutions stays.
    """
    if "{" not in text.ru + text.en:
        return text
    half = 1 if institution.feminine else 2
    filled = []
    for language in ("ru", "en"):
        said = _EITHER.sub(lambda found: found[half], text.pick(language))

        def one(found: re.Match[str], language: str = language) -> str:
            return institution.word(found[1], found[2] or "", language) or found[0]

        filled.append(GAP.sub(one, said))
    return Bilingual(*filled)


def for_institution(record: T, institution: Institution) -> T:
    """A record of the knowledge in the words of ``institution``, down to its innermost sentence.

    What concerns only other institutions (``when.institutions``) is left out.
    """
    filled: Any = _filled(record, institution)
    return filled  # type: ignore[no-any-return]


def _filled(value: Any, institution: Institution) -> Any:
    if isinstance(value, Bilingual):
        return fill(value, institution)
    if isinstance(value, tuple):
        return tuple(_filled(each, institution) for each in value if _concerns(each, institution))
    if isinstance(value, Mapping):
        return {name: _filled(each, institution) for name, each in value.items()}
    if is_frozen(value):
        changed = {
            name: new
            for name, old in fields_of(value).items()
            if (new := _filled(old, institution)) is not old
        }
        return replace(value, **changed) if changed else value
    return value


def _concerns(value: Any, institution: Institution) -> bool:
    when = getattr(value, "when", None)
    return (
        not isinstance(when, When) or not when.institutions or (institution.id in when.institutions)
    )
