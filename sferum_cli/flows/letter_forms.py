"""The names and titles of a letter in their cases, and which of these forms are not sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sferum_cli.core.codes import INSTITUTIONS, GrammaticalCase, one_of
from sferum_cli.core.doubts import Doubt
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.institutions import CASES
from sferum_cli.core.letter_clauses import NAMES, PLACE
from sferum_cli.core.letter_kinds import BLANK, LINE, LONG, LetterKind, more_children, names_of
from sferum_cli.core.names import (
    OBLIQUE,
    PersonName,
    full_name,
    surname_last,
    tidy_name,
)
from sferum_cli.errors import DamagedFile
from sferum_cli.render.names import decline
from sferum_cli.render.titles import Formed, body, governs, into, is_post, post, sex_told_by
from sferum_cli.shelf.declension import name_overrides, titles
from sferum_cli.shelf.institutions import institution_words
from sferum_cli.shelf.letters import form
from sferum_cli.text import capital

# Answers that are titles, and what they are called where a form is put right (correct.school...).
TITLES = {"school.name": "school", "authority.name": "authority", "prosecutor.name": "prosecutor"}
POSITION = "school.head.position"
_WORD = r"\{word\.([a-z_]+)"


@frozen
class DeclinedName:
    """A name or title as it is declined in a letter, and the cases in which it looks like that.

    ``doubt`` is there where the form should be shown to the person.
    """

    who: str
    cases: tuple[str, ...]
    text: str
    doubt: Doubt | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The answers that put the form right."""
        return tuple(f"correct.{self.who}.{case}" for case in self.cases)


def declined_words(who: str, forms: Sequence[str], values: Mapping[str, str]) -> str:
    """The words for a person of the letter, ``position``, an answer in TITLES or ``word.NAME``.

    The second and further children stand beside the first.

    ``forms`` are a case, and for a person ``short`` (with initials) or ``surname_last``; for a
    title also ``into`` (with its preposition), ``addressed`` or, for a school in the corner,
    ``governed`` (by the post above it); for children also ``details`` and, where the list goes on
    after them, ``and_more``. A blank is a line to fill in.
    """
    if who.startswith("word."):
        return _said_word(who.removeprefix("word."), forms, values)
    if who == "position" or who in TITLES:
        return _said_title(who, forms, values)
    if who == "child":
        each = [_said_child(one, forms, values) for one in ("child", *more_children(values))]
        if "and_more" in forms:
            return ", ".join(each)
        return form().conjunction.join([", ".join(each[:-1]), each[-1]] if each[1:] else each)
    return _said_name(who, forms, values)


def _said_child(who: str, forms: Sequence[str], values: Mapping[str, str]) -> str:
    """One child, with the day of birth and the class where ``details`` are wanted."""
    name = _said_name(who, forms, values)
    more = (values.get(f"{who}.birth_date", ""), values.get(f"{who}.class", ""))
    known = ", ".join(each for each in more if each)
    return f"{name} ({known})" if "details" in forms and known else name


def _said_word(name: str, forms: Sequence[str], values: Mapping[str, str]) -> str:
    """A word of the institution, or one that depends on whom the letter is about.

    Raises DamagedFile for one that no file has.
    """
    case = "_gen" if "gen" in forms else ""
    if name == "sheets":
        return values.get(f"rung.{forms[0]}.sheets" if forms else "main.sheets", BLANK)
    if name == "children_count":
        return str(1 + len(more_children(values)))
    if name in form().words:
        found = _word_of(form().words[name], case, values)
        found = re.sub(PLACE, lambda m: declined_words(m[1], m[2].split("|")[1:], values), found)
    else:
        place = institution_words(one_of(INSTITUTIONS, values.get("institution.kind")) or "school")
        grammar = next((each for each in CASES if each in forms), "nom")
        found = place.word(name, grammar, "ru") or ""
        if not found:  # a slip of ours: nothing stands in for a word in what is signed
            raise DamagedFile("error.knowledge", where="letters/form", problem=f"word.{name}")
    return capital(found) if "capital" in forms else found


def _word_of(words: Mapping[str, str], case: str, values: Mapping[str, str]) -> str:
    """The form in ``words`` that fits: by the letter before, its way, the place or who is meant."""
    ward = values.get("is.ward")
    many = "s" if more_children(values) else ""
    who = f"guarded{many}" if values.get("is.guardian") else f"ward{many}"
    keys = ["employee"] if values.get("is.employee") else []
    keys += [values.get(name, "") for name in ("main.way", "main.asked", "institution.kind")]
    keys += [f"{who}{case}", f"{who.rstrip('s')}{case}", f"ward{case}"] if ward else []
    keys += [f"own{case}", f"ward{case}"]
    return next(words[key] for key in keys if key in words)


def _said_name(who: str, forms: Sequence[str], values: Mapping[str, str]) -> str:
    names = people_of(values)
    if who not in names or is_blank(names[who]):
        return LINE if "surname_last" in forms else LONG
    if "surname_last" in forms:
        return surname_last(tidy_name(names[who], name_overrides()))
    case = _case(forms)
    if case == "nominative":
        return full_name(tidy_name(names[who], name_overrides()))
    corrected = {str(case): values.get(f"correct.{who}.{case}", "")}
    found = decline(names[who], case, overrides=name_overrides(), corrections=corrected)
    return found.short if "short" in forms else found.text


def forms_in(kind: LetterKind, values: Mapping[str, str]) -> tuple[DeclinedName, ...]:
    """The declined names and titles of a letter, to be looked at once; those not sure first."""
    names = people_of(values)
    found: dict[tuple[str, str], DeclinedName] = {}
    for who, case in sorted(set(_wanted(kind, values)), key=_place):
        if who in names:
            if is_blank(names[who]):
                continue
            corrected = {str(case): values.get(f"correct.{who}.{case}", "")}
            name = decline(names[who], case, overrides=name_overrides(), corrections=corrected)
            shown = Formed(name.text, name.doubt)
        elif who == "position" or who in TITLES.values():
            if _given(who, values) == BLANK:
                continue
            shown = _title(who, case, values)
        else:
            continue
        known = found.get((who, shown.text))
        cases = (*(known.cases if known else ()), case)
        found[who, shown.text] = DeclinedName(who, cases, shown.text, shown.doubt)
    return tuple(sorted(found.values(), key=lambda each: each.doubt is None))


def people_of(values: Mapping[str, str]) -> dict[str, PersonName]:
    """The people of a letter; the head's sex may be told by the position."""
    names = names_of(values)
    head = names.get("head")
    if head and head.sex is None and (sex := sex_told_by(values.get(POSITION, ""), titles())):
        names["head"] = replace(head, sex=sex)
    return names


def is_blank(name: PersonName) -> bool:
    """Whether the name is to be filled in by hand."""
    return BLANK in (name.surname, name.given)


def _said_title(who: str, forms: Sequence[str], values: Mapping[str, str]) -> str:
    name = TITLES.get(who, who)
    if _given(name, values) == BLANK:
        return LONG
    case = _title_case(name, forms, values)
    text = _title(name, case, values).text
    if "into" in forms:
        return into(text, titles())
    if "addressed" in forms:
        return capital(into(text, titles()) if case == "accusative" else text)
    return text


def _title(name: str, case: GrammaticalCase, values: Mapping[str, str]) -> Formed:
    if corrected := values.get(f"correct.{name}.{case}", ""):
        return Formed(corrected)
    given = _given(name, values)
    return (post if is_post(given, titles()) or name == "position" else body)(given, case, titles())


def _given(name: str, values: Mapping[str, str]) -> str:
    if name == "position":
        place = institution_words(one_of(INSTITUTIONS, values.get("institution.kind")) or "school")
        position = values.get(POSITION, "") or place.word("head", "nom", "ru") or form().position
        return _without_school(position, values.get("school.name", ""))
    return values.get(f"{name}.name", "")


def _without_school(position: str, school: str) -> str:
    """``position`` without the school at its end: the next line of the corner names it."""
    cases: tuple[GrammaticalCase, ...] = ("nominative", "genitive", "instrumental")
    forms = [f"{body(school, case, titles()).text} ".lower() for case in cases]
    words = position.split()
    for at in range(1, len(words)):
        named = " ".join(words[at:]).lower()
        if any(form.startswith(f"{named} ") for form in forms):
            return " ".join(words[:at])
    return position


def _title_case(name: str, forms: Iterable[str], values: Mapping[str, str]) -> GrammaticalCase:
    if name == "position" or ("addressed" in forms and is_post(_given(name, values), titles())):
        return "dative"
    if "governed" in forms:
        return governs(_given("position", values), titles())
    return "accusative" if {"into", "addressed"} & set(forms) else _case(forms)


def _place(wanted: tuple[str, GrammaticalCase]) -> tuple[str, int]:
    who, case = wanted
    return who, OBLIQUE.index(case)


def _case(forms: Iterable[str]) -> GrammaticalCase:
    return next((each for each in OBLIQUE if each in forms), "nominative")


def _wanted(kind: LetterKind, values: Mapping[str, str]) -> list[tuple[str, GrammaticalCase]]:
    """Who or what stands in the letter in another case than the nominative, and in which."""
    texts = [clause.text for clause in kind.clauses() if clause.when.met(values)]
    words = {name for text in texts for name in re.findall(_WORD, text)}
    texts += [text for name in words for text in form().words.get(name, {}).values()]
    found: list[tuple[str, GrammaticalCase]] = []
    for token in re.finditer(PLACE, " ".join(texts)):
        who, forms = token[1], token[2].split("|")[1:]
        if who == "position" or who in TITLES:
            name = TITLES.get(who, who)
            if _given(name, values):
                found.append((name, _title_case(name, forms, values)))
        elif who in NAMES:
            every = ("child", *more_children(values)) if who == "child" else (who,)
            found += [(each, case) for each in every for case in OBLIQUE if case in forms]
    return [(who, case) for who, case in found if case != "nominative"]
