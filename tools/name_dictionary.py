"""Names of people in the dictionary that pymorphy3 ships, with their forms in each case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from sferum_cli.core.codes import GrammaticalCase, Sex
from sferum_cli.core.frozen import frozen
from sferum_cli.core.names import Part

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_PARTS: dict[str, Part] = {"Surn": "surname", "Name": "given", "Patr": "patronymic"}
_CASES: dict[str, GrammaticalCase] = {
    "gent": "genitive",
    "gen2": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "ablt": "instrumental",
    "loct": "prepositional",
}
# Slips of typing, slang, distorted spellings, initials: the dictionary itself marks them.
_ASIDE = {"Erro", "Infr", "Dist", "Init", "Abbr", "Slng"}


@frozen
class Known:
    """One word of a name for one sex, and the forms that the dictionary has for each case."""

    part: Part
    sex: Sex
    word: str
    forms: dict[GrammaticalCase, frozenset[str]]


def edition() -> str:
    """The name and the version of the dictionary."""
    return f"pymorphy3-dicts-ru {version('pymorphy3-dicts-ru')}"


def names() -> Iterator[Known]:
    """Every surname, given name and patronymic in the nominative singular, with its forms."""
    dictionary = _analyzer().dictionary
    paradigms = [dictionary.build_paradigm_info(n) for n in range(len(dictionary.paradigms))]
    for word, (paradigm, at) in dictionary.words.iteritems():
        prefix, tag, suffix = paradigms[paradigm][at]
        marks = set(tag.grammemes)
        part = next((_PARTS[mark] for mark in _PARTS if mark in marks), None)
        if part is None or not marks >= {"nomn", "sing"} or marks & _ASIDE:
            continue
        stem = word[len(prefix) : len(word) - len(suffix)]
        for sex in _sexes(marks):
            yield Known(part, sex, word, _forms(paradigms[paradigm], stem, sex))


def noun_forms(word: str, case: GrammaticalCase) -> frozenset[str]:
    """The forms of a noun or an adjective used as one, yo written as ye; none if it is unknown."""
    found = set()
    for parse in _analyzer().parse(word) if _analyzer().word_is_known(word) else ():
        if "nomn" in parse.tag:
            found |= {
                form.word.replace("ё", "е")
                for form in parse.lexeme
                if form.tag.number == parse.tag.number
                and form.tag.gender in (parse.tag.gender, None)
                and _CASES.get(form.tag.case) == case
            }
    return frozenset(found)


@cache
def _analyzer() -> MorphAnalyzer:
    # Sixteen megabytes that only a measurement needs.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def _sexes(marks: set[str]) -> tuple[Sex, ...]:
    if "masc" in marks:
        return ("male",)
    return ("female",) if "femn" in marks else ("male", "female")


def _forms(paradigm: list, stem: str, sex: Sex) -> dict[GrammaticalCase, frozenset[str]]:
    found: dict[GrammaticalCase, set[str]] = {}
    for prefix, tag, suffix in paradigm:
        marks = set(tag.grammemes)
        if "sing" not in marks or marks & _ASIDE or sex not in _sexes(marks):
            continue
        for mark in marks & set(_CASES):
            found.setdefault(_CASES[mark], set()).add(f"{prefix}{stem}{suffix}")
    return {case: frozenset(forms) for case, forms in found.items()}
