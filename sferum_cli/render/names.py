"""A person's name in the case that a sentence needs, and what else the form might be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from sferum_cli.core.codes import GrammaticalCase, Sex
from sferum_cli.core.doubts import Doubt, DoubtReason
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.names import (
    OBLIQUE,
    SEPARATORS,
    Overrides,
    Part,
    PersonName,
    full_name,
    initials_surname,
    is_cyrillic,
    is_shouted,
    tidy_name,
)
from sferum_cli.errors import NeedsAnswer

_RUSSIAN = frozenset(map(chr, (*range(0x0410, 0x0450), 0x0401, 0x0451)))
_INSIDE = frozenset("'\u2019\u02bc")
_AROUND = '()[]"\u00ab\u00bb\u201e\u201c\u201d,;:!?'
_NO_CORRECTIONS: Mapping[str, str] = MappingProxyType({})


@frozen
class Declined:
    """A name in one case: ``text`` in full, ``short`` with initials behind the surname.

    ``doubt`` is there where the form should be shown to the person before it goes into a letter;
    its variants are full texts.
    """

    text: str
    short: str
    doubt: Doubt | None = None

    @property
    def sure(self) -> bool:
        """Whether there is no doubt."""
        return self.doubt is None


@frozen
class _Form:
    """A word or a part of a name in a case, what it may be instead, and why."""

    text: str
    others: tuple[str, ...] = ()
    why: DoubtReason | None = None


def sex_of(name: PersonName, overrides: Overrides) -> Sex | None:
    """What the person said or, failing that, what the patronymic tells; None where neither does.

    Surnames and given names are not asked: they mislead too often.
    """
    return name.sex or _sex_told_by(tidy_name(name, overrides).patronymic, overrides)


def needs_sex(name: PersonName, overrides: Overrides) -> bool:
    """Whether the sex must be asked: nothing tells it, and more than initials is declined."""
    return sex_of(name, overrides) is None and not _only_initials(tidy_name(name, overrides))


def decline(
    name: PersonName,
    case: GrammaticalCase,
    *,
    overrides: Overrides,
    corrections: Mapping[str, str] = _NO_CORRECTIONS,
) -> Declined:
    """``name``, given in the nominative, in ``case``.

    ``corrections`` are the person's own full forms by case; one that is there is final. What is
    not plainly a Russian word (Latin letters, initials, signs) stays as it is. Raises NeedsAnswer
    where the form depends on a sex that is neither given nor told by the patronymic; of a surname
    with initials the forms of both sexes are given, as a doubt where they differ.

    The rules are those of the reference desk of gramota.ru and of D. Rosenthal's handbook.
    """
    tidied = tidy_name(name, overrides)
    if corrected := " ".join(corrections.get(case, "").split()):
        surname = " ".join(corrected.split()[: len(tidied.surname.split())])
        return Declined(corrected, initials_surname(replace(tidied, surname=surname)))
    if case == "nominative":
        return Declined(full_name(tidied), initials_surname(tidied))
    sex = sex_of(tidied, overrides)
    if sex is None and not _only_initials(tidied):
        raise NeedsAnswer("error.sex_needed")
    if sex is None:
        likely, other = sexes(tidied.surname, overrides)
        return _of_either(tidied, _Decliner(case, likely, overrides), other)
    told = _sex_told_by(tidied.patronymic, overrides)
    if told not in (None, sex):
        return _of_either(tidied, _Decliner(case, sex, overrides), told)
    return _Decliner(case, sex, overrides).name(tidied)


@frozen
class _Decliner:
    """What every part of one name shares: the case, the sex, our own data on names."""

    case: GrammaticalCase
    sex: Sex
    overrides: Overrides

    def name(self, name: PersonName) -> Declined:
        """The whole name, and what of it is not sure."""
        surname, given = self.part("surname", name.surname), self.part("given", name.given)
        patronymic = self.patronymic(name.patronymic)
        first = PersonName(surname.text, given.text, patronymic.text)
        variants = [
            first,
            *(replace(first, surname=other) for other in surname.others),
            *(replace(first, given=other) for other in given.others),
            *(replace(first, patronymic=other) for other in patronymic.others),
        ]
        why = surname.why or given.why or patronymic.why
        doubt = Doubt(full_name(name), tuple(map(full_name, variants)), why) if why else None
        short = initials_surname(replace(name, surname=surname.text))
        return Declined(full_name(first), short, doubt)

    def patronymic(self, text: str) -> _Form:
        if text.lower().endswith(self.overrides.patronymic.undeclined):
            return _Form(text)
        return self.part("patronymic", text)

    def part(self, part: Part, text: str) -> _Form:
        pieces = re.split(SEPARATORS, text)
        forms = [_Form(piece) for piece in pieces]
        declined: list[int] = []
        for at in range(0, len(pieces), 2):
            second = pieces[at + 2].lower() if at + 2 < len(pieces) else None
            if second is None or pieces[at].lower() not in self.overrides.particles:
                forms[at] = self.piece(part, pieces[at], second)
                declined.append(at)
        # Two whole words with a space between may be one foreign name or two.
        for before, at in pairwise(declined):
            if " " in pieces[at - 1] and _is_word(pieces[before]) and _is_word(pieces[at]):
                kept = forms[before]
                others = (*kept.others, pieces[before])
                forms[before] = _Form(kept.text, others, kept.why or "usage")
        shown = _joined(forms)
        return _shouted(shown) if is_shouted(text) else shown

    def piece(self, part: Part, piece: str, second: str | None) -> _Form:
        """One word with what stands around it; ``second`` is the word behind it."""
        word = piece.strip(_AROUND)
        if not piece or word.endswith("."):
            return _Form(piece)
        if not word or not all(is_cyrillic(each) or each in _INSIDE for each in word):
            return _Form(piece, why="spelling")
        if len(word) == 1:
            return _Form(piece, why=None if word == piece else "spelling")
        form = self.word(part, word, second)
        plain = word == piece and _RUSSIAN.union(_INSIDE).issuperset(word)
        return _Form(
            piece.replace(word, form.text),
            tuple(piece.replace(word, other) for other in form.others),
            form.why if plain else "spelling",
        )

    def word(self, part: Part, word: str, second: str | None) -> _Form:
        """By our own rules, else by the library; what both leave open has another form."""
        rule = self.overrides.rule(part, word, sex=self.sex, second=second)
        at = OBLIQUE.index(self.case)
        if rule and rule.sure and rule.forms is not None:
            return _Form(_ending(word, rule.cut, rule.forms, at))
        library = _library()(part, word, self.case, self.sex)
        if rule is None:
            # The library leaves alone what it does not know; what stays for a reason has a rule.
            return _Form(library, why=None if library != word else "unknown")
        form = library if rule.forms is None else _ending(word, rule.cut, rule.forms, at)
        if rule.sure:
            return _Form(form)
        if rule.other is not None:
            other = _ending(word, rule.other_cut, rule.other, at)
        else:
            other = word if form != word else library
        return _Form(form, (other,), "usage") if other != form else _Form(form)


def _of_either(name: PersonName, likely: _Decliner, other: Sex) -> Declined:
    """``name`` where its sex is a question; what is the same for both is none."""
    first, second = likely.name(name), replace(likely, sex=other).name(name)
    if first.text == second.text:
        return first
    variants = (first.text, second.text)
    return replace(first, doubt=Doubt(full_name(name), variants, "sex"))


def sexes(surname: str, overrides: Overrides) -> tuple[Sex, Sex]:
    """The likelier sex first; where the surname tells none, the one that keeps it as it is."""
    if surname.lower().endswith(overrides.male_surname):
        return "male", "female"
    return "female", "male"


def _only_initials(name: PersonName) -> bool:
    return all(word.endswith(".") for word in f"{name.given} {name.patronymic}".split())


def _sex_told_by(patronymic: str, overrides: Overrides) -> Sex | None:
    told, ours = patronymic.lower(), overrides.patronymic
    if told.endswith(ours.male + ours.son):
        return "male"
    if told.endswith(ours.female + ours.daughter):
        return "female"
    return None


def _joined(forms: Sequence[_Form]) -> _Form:
    """Forms side by side; each other form of one of them is another form of the whole."""
    texts = [form.text for form in forms]
    others = tuple(
        "".join([*texts[:at], other, *texts[at + 1 :]])
        for at, form in enumerate(forms)
        for other in form.others
    )
    return _Form("".join(texts), others, next((form.why for form in forms if form.why), None))


def _shouted(form: _Form) -> _Form:
    return _Form(form.text.upper(), tuple(map(str.upper, form.others)), form.why)


def _is_word(piece: str) -> bool:
    return bool(piece) and not piece.endswith(".")


@cache
def _library() -> Callable[[Part, str, GrammaticalCase, Sex], str]:
    """What declines a word that no rule of ours knows."""
    import pytrovich  # heavy: it reads all its rules, and only a letter declines names

    maker = pytrovich.PetrovichDeclinationMaker()
    parts = {
        "surname": pytrovich.NamePart.LASTNAME,
        "given": pytrovich.NamePart.FIRSTNAME,
        "patronymic": pytrovich.NamePart.MIDDLENAME,
    }

    def declined(part: Part, word: str, case: GrammaticalCase, sex: Sex) -> str:
        gender, into = pytrovich.Gender[sex.upper()], pytrovich.Case[case.upper()]
        form: str = maker.make(parts[part], gender, into, word)
        return form

    return declined


def _ending(word: str, cut: int, forms: Sequence[str], at: int) -> str:
    return word[: len(word) - cut] + forms[at] if forms else word
