"""Somebody the requests are for: who acts, who must sign, and what letters will need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from sferum_cli.core.dates import Words, read_birth
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Role
from sferum_cli.core.names import Case
from sferum_cli.errors import BadUsage

ActingAs = Literal["parent", "self", "employee"]
AgeBand = Literal["under_14", "14_17", "adult"]
Signer = Literal["parent", "student", "self"]

ACTING: tuple[ActingAs, ...] = get_args(ActingAs)
AGES: tuple[AgeBand, ...] = get_args(AgeBand)
_ROLES: Mapping[ActingAs, Role] = {"parent": "parent", "self": "student", "employee": "teacher"}
# An adult acts alone, so nobody is the acting parent of one; an employee is always an adult.
_AGES: Mapping[ActingAs, tuple[AgeBand, ...]] = {
    "parent": ("under_14", "14_17"),
    "self": ("14_17", "adult", "under_14"),
    "employee": ("adult",),
}

OWN = ("surname", "given", "patronymic", "sex", "address", "phone", "email")
CHILD = (
    "child_surname", "child_given", "child_patronymic", "child_sex", "child_birth_date",
    "child_class",
)  # fmt: skip
SCHOOL = (
    "school_name", "school_kind", "head_position", "head_surname", "head_given",
    "head_patronymic", "head_sex",
)  # fmt: skip
FIELDS = OWN + CHILD + SCHOOL
CORRECTIONS = tuple(
    f"{who}.{case}"
    for who in ("applicant", "child", "head", "position", "school")
    for case in get_args(Case)
)
_TABLES = {"child": "child", "head": "school.head", "school": "school"}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "sex": ("male", "female"),
    "child_sex": ("male", "female"),
    "head_sex": ("male", "female"),
    "school_kind": ("state", "municipal", "private"),
}

LIMIT = 300  # characters of one personal field
_ALIAS = re.compile(
    "[0-9A-Za-z\u0410-\u044f\u0401\u0451][0-9A-Za-z\u0410-\u044f\u0401\u0451_-]{,29}"
)
_DIGITS = 5  # the shortest numbers of a town
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@frozen
class Person:
    """Somebody the requests are for; ``age_band`` is the child's where a parent acts.

    ``fields`` (names from FIELDS) are for letters only. ``corrections`` (names from CORRECTIONS)
    are full names and titles in a case, as the person put them right.
    """

    alias: str
    acting_as: ActingAs
    age_band: AgeBand | None = None
    fields: Mapping[str, str] = NOTHING
    corrections: Mapping[str, str] = NOTHING

    @property
    def role(self) -> Role:
        """The role in which this person walks the paths."""
        return _ROLES[self.acting_as]


def who_signs(person: Person) -> tuple[Signer, ...]:
    """Who must sign a letter for ``person``.

    Under 14 the parent alone (Civil Code art. 28, Family Code art. 64 p. 1). For 14-17 the law
    names no age for consent to personal data, so the student and a parent both sign; so do they
    where the age is not known, since one signature too many spoils nothing.
    """
    if person.acting_as == "employee" or person.age_band == "adult":
        return ("self",)
    return ("parent",) if person.age_band == "under_14" else ("student", "parent")


def read_alias(given: str) -> str:
    """The alias that was typed: letters, digits, - and _, at most 30. Raises BadUsage."""
    alias = unicodedata.normalize("NFC", given.strip())
    if not _ALIAS.fullmatch(alias):
        raise BadUsage("error.person_alias", given=given[:40])
    return alias


def alias_key(alias: str) -> str:
    """What two spellings of one alias have in common: capitals make no difference."""
    return unicodedata.normalize("NFC", alias.strip()).casefold()


def ages_for(acting_as: ActingAs) -> tuple[AgeBand, ...]:
    """The age bands that fit, the most frequent first."""
    return _AGES[acting_as]


def fields_for(acting_as: ActingAs) -> tuple[str, ...]:
    """The personal fields that letters of such a person can need, in the order of asking."""
    return FIELDS if acting_as == "parent" else OWN + SCHOOL


def answer_name(name: str) -> str:
    """The personal field ``name`` as answers files and letters call it: child.birth_date."""
    table, _, rest = name.partition("_")
    return f"{_TABLES[table]}.{rest}" if table in _TABLES else f"applicant.{name}"


def answers_of(person: Person) -> dict[str, str]:
    """What ``person`` has to say in a letter, by the names of answers; days as YYYY-MM-DD."""
    own = {answer_name(name): value for name, value in person.fields.items()}
    return own | {f"correct.{form}": words for form, words in person.corrections.items()}


def read_field(name: str, given: str, *, today: date = date.max, words: Words = NOTHING) -> str:
    """The personal field ``name`` as it is kept: one line; a birth date as YYYY-MM-DD.

    An empty value stays empty. Raises BadUsage, which never repeats what was typed.
    """
    value = _one_line(given)
    if not value:
        return ""
    if len(value) > LIMIT:
        raise BadUsage("error.person_long", limit=LIMIT)
    if name in CHOICES and value not in CHOICES[name]:
        raise BadUsage("error.person_choice", choices=CHOICES[name])
    if name == "email":
        insist_on_reachable(name, value)
    if name == "child_birth_date":
        return read_birth(value, today, words).isoformat()
    return value


def new_field(name: str, given: str, *, today: date, words: Words = NOTHING) -> str:
    """``read_field`` of what is given now; raises BadUsage for a phone without a number, too.

    What was kept before that was asked for stays readable.
    """
    value = read_field(name, given, today=today, words=words)
    if value:
        insist_on_reachable(name, value)
    return value


def insist_on_reachable(name: str, value: str) -> None:
    """Raises BadUsage for an ``email`` or a ``phone`` at which no answer can arrive."""
    if name == "email" and not _EMAIL.fullmatch(value):
        raise BadUsage("error.person_email")
    if name == "phone" and sum(map(str.isdecimal, value)) < _DIGITS:
        raise BadUsage("error.person_phone")


def _one_line(text: str) -> str:
    """Composed, without line breaks and characters that nobody sees."""
    seen = (" " if c.isspace() else c for c in text)
    kept = "".join(c for c in seen if not unicodedata.category(c).startswith("C"))
    return unicodedata.normalize("NFC", " ".join(kept.split()))
