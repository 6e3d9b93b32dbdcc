"""A person's name in the case that a sentence needs, with a word on how sure the form is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytrovich

from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.names import (
    OBLIQUE,
    SEPARATORS,
    Case,
    Overrides,
    Part,
    PersonName,
    Sex,
    full_name,
    initials_surname,
    is_cyrillic,
    is_shouted,
    tidy,
)
from sferum_cli.errors import NeedsAnswer

_MAKER = pytrovich.PetrovichDeclinationMaker()
_PARTS = {
    "surname": pytrovich.NamePart.LASTNAME,
    "given": pytrovich.NamePart.FIRSTNAME,
    "patronymic": pytrovich.NamePart.MIDDLENAME,
}
_RUSSIAN = frozenset(map(chr, (*range(0x0410, 0x0450), 0x0401, 0x0451)))
_INSIDE = frozenset("'\u2019\u02bc")
_AROUND = '()[]"\u00ab\u00bb\u201e\u201c\u201d,;:!?'
_NO_CORRECTIONS: Mapping[str, str] = MappingProxyType({})


@frozen
class Declined:
    """A name in one case: ``text`` in full, ``short`` with initials behind the surname.

    ``sure`` is False where the form should be shown to the person before it goes into a letter.
    """

    text: str
    short: str
    sure: bool


def sex_of(name: PersonName, overrides: Overrides) -> Sex | None:
    """What the person said or, failing that, what the patronymic tells; None where neither does.

    Surnames and given names are not asked: they mislead too often.
    """
    return name.sex or _sex_told_by(tidy(name, overrides).patronymic, overrides)


def decline(
    name: PersonName,
    case: Case,
    *,
    overrides: Overrides,
    corrections: Mapping[str, str] = _NO_CORRECTIONS,
) -> Declined:
    """``name``, given in the nominative, in ``case``.

    ``corrections`` are the person's own full forms by case; one that is there is final. What is
    not plainly a Russian word (Latin letters, initials, signs) stays as it is. Raises NeedsAnswer
    where the form depends on a sex that is neither given nor told by the patronymic.

    The rules are those of the reference desk of gramota.ru and of D. Rosenthal's handbook.
    """
    tidied = tidy(name, overrides)
    if corrected := " ".join(corrections.get(case, "").split()):
        surname = " ".join(corrected.split()[: len(tidied.surname.split())])
        return _declined(corrected, replace(tidied, surname=surname), sure=True)
    if case == "nominative":
        return _declined(full_name(tidied), tidied, sure=True)
    sex = sex_of(tidied, overrides)
    if sex is None:
        raise NeedsAnswer("error.sex_needed")
    surname, surname_sure = _part("surname", tidied.surname, case, sex=sex, overrides=overrides)
    given, given_sure = _part("given", tidied.given, case, sex=sex, overrides=overrides)
    patronymic, rest_sure = _patronymic(tidied.patronymic, case, sex=sex, overrides=overrides)
    full = full_name(PersonName(surname, given, patronymic))
    sure = surname_sure and given_sure and rest_sure
    return _declined(full, replace(tidied, surname=surname), sure=sure)


def _declined(text: str, short_from: PersonName, *, sure: bool) -> Declined:
    return Declined(text, initials_surname(short_from), sure)


def _sex_told_by(patronymic: str, overrides: Overrides) -> Sex | None:
    told = patronymic.lower()
    if told.endswith(overrides.male + overrides.son):
        return "male"
    if told.endswith(overrides.female + overrides.daughter):
        return "female"
    return None


def _patronymic(text: str, case: Case, *, sex: Sex, overrides: Overrides) -> tuple[str, bool]:
    agrees = _sex_told_by(text, overrides) in (None, sex)
    if text.lower().endswith(overrides.son + overrides.daughter):
        return text, agrees
    form, sure = _part("patronymic", text, case, sex=sex, overrides=overrides)
    return form, sure and agrees


def _part(part: Part, text: str, case: Case, *, sex: Sex, overrides: Overrides) -> tuple[str, bool]:
    pieces = SEPARATORS.split(text)
    sure = True
    plain_before = False
    for at in range(0, len(pieces), 2):
        first = at < len(pieces) - 1
        if first and pieces[at].lower() in overrides.particles:
            continue
        # Two whole words with a space between may be one foreign name or two.
        sure = sure and not (plain_before and " " in pieces[at - 1])
        plain_before = True
        pieces[at], piece_sure = _piece(
            part, pieces[at], case, sex=sex, overrides=overrides, first=first
        )
        sure = sure and piece_sure
    form = "".join(pieces)
    return form.upper() if is_shouted(text) else form, sure


def _piece(
    part: Part, piece: str, case: Case, *, sex: Sex, overrides: Overrides, first: bool
) -> tuple[str, bool]:
    word = piece.strip(_AROUND)
    if not piece or word.endswith("."):
        return piece, True
    if not word or not all(is_cyrillic(each) or each in _INSIDE for each in word):
        return piece, False
    if len(word) == 1:
        return piece, word == piece
    form, sure = _word(part, word, case, sex=sex, overrides=overrides, first=first)
    sure = sure and word == piece and _RUSSIAN.union(_INSIDE).issuperset(word)
    return piece.replace(word, form), sure


def _word(
    part: Part, word: str, case: Case, *, sex: Sex, overrides: Overrides, first: bool
) -> tuple[str, bool]:
    rule = overrides.rule(part, word, sex=sex, first=first)
    if rule and rule.forms is not None:
        if not rule.forms:
            return word, rule.sure
        return word[: len(word) - rule.cut] + rule.forms[OBLIQUE.index(case)], rule.sure
    form = _MAKER.make(
        _PARTS[part], pytrovich.Gender[sex.upper()], pytrovich.Case[case.upper()], word
    )
    # The library leaves alone what it does not know; what stays for a reason has a rule of ours.
    return form, form != word and (rule is None or rule.sure)
