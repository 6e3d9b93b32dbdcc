"""Somebody the requests are for: who acts, who must sign, and what letters will need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from sferum_cli.core.codes import ActingAs, Age, GrammaticalCase, Sex
from sferum_cli.core.dates import DateWords, read_birth
from sferum_cli.core.fields import Field, insist_on_reachable, read_value
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Role, SchoolKind
from sferum_cli.errors import BadUsage

AgeBand = Literal["under_14", "14_17", "adult"]
Signer = Literal["parent", "guardian", "adoptive_parent", "student", "self"]

# The most frequent first.
WHO_ACTS: tuple[ActingAs, ...] = ("parent", "guardian", "adoptive_parent", "self", "employee")
AGE_BANDS: tuple[AgeBand, ...] = get_args(AgeBand)
_ROLES: Mapping[ActingAs, Role] = {
    "parent": "parent", "guardian": "parent", "adoptive_parent": "parent", "self": "student",
    "employee": "teacher",
}  # fmt: skip
# An adult acts alone, so nobody is the acting parent of one; an employee is always an adult.
_AGES: Mapping[ActingAs, tuple[AgeBand, ...]] = {
    "parent": ("under_14", "14_17"),
    "guardian": ("under_14", "14_17"),
    "adoptive_parent": ("under_14", "14_17"),
    "self": ("14_17", "adult", "under_14"),
    "employee": ("adult",),
}

# The personal fields as people.toml names them. What they are stands in knowledge/fields.toml.
FIELDS = (
    "surname", "given", "patronymic", "sex", "address", "phone", "email",
    "child_surname", "child_given", "child_patronymic", "child_sex", "child_birth_date",
    "child_class",
    "school_name", "school_kind", "head_surname", "head_given", "head_patronymic", "head_sex",
    "head_position",
)  # fmt: skip
CORRECTIONS = tuple(
    f"{who}.{case}"
    for who in ("applicant", "child", "head", "position", "school")
    for case in get_args(GrammaticalCase)
)
_TABLES = {"child": "child", "head": "school.head", "school": "school"}
_CODES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("sex", "child_sex", "head_sex"), get_args(Sex)),
    "school_kind": get_args(SchoolKind),
}

LIMIT = 300  # characters of one personal field


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


def who_signs(person: Person, today: date) -> tuple[Signer, ...]:
    """Who must sign a letter for ``person`` on ``today``.

    Under 14 the parent alone (Civil Code art. 28, Family Code art. 64 p. 1). For 14-17 the law
    names no age for consent to personal data, so the student and a parent both sign; so do they
    where the age is not known, since one signature too many spoils nothing. A guardian or an
    adoptive parent signs in a parent's place.
    """
    age = age_of(person, today)
    if person.acting_as == "employee" or age == "adult":
        return ("self",)
    acting = person.acting_as
    adult: Signer = acting if acting in ("guardian", "adoptive_parent") else "parent"
    return (adult,) if age == "under-14" else ("student", adult)


def ages_for(acting_as: ActingAs) -> tuple[AgeBand, ...]:
    """The age bands that fit, the most frequent first."""
    return _AGES[acting_as]


def answer_name(name: str) -> str:
    """The personal field ``name`` as answers files and letters call it: child.birth_date."""
    table, _, rest = name.partition("_")
    return f"{_TABLES[table]}.{rest}" if table in _TABLES else f"applicant.{name}"


def answers_of(person: Person) -> dict[str, str]:
    """What ``person`` has to say in a letter, by the names of answers; days as YYYY-MM-DD."""
    own = {answer_name(name): value for name, value in person.fields.items()}
    return own | {f"correct.{form}": words for form, words in person.corrections.items()}


def read_field(name: str, given: str) -> str:
    """The personal field ``name`` as people.toml holds it: one line; a birth date as YYYY-MM-DD.

    An empty value stays empty. Raises BadUsage, which never repeats what was typed.
    """
    value = _one_line(given)
    if name in _CODES and value and value not in _CODES[name]:
        raise BadUsage("error.person_choice", choices=_CODES[name])
    if name == "child_birth_date" and value:
        return read_birth(value, date.max).isoformat()
    return value


def new_field(field: Field, given: str, *, today: date, words: DateWords = NOTHING) -> str:
    """What is given now as an answer to ``field``, as it is kept.

    An empty value stays empty. Raises BadUsage, which never repeats what was typed.
    """
    value = _one_line(given)
    if not value:
        return ""
    insist_on_reachable(field, value)
    found = read_value(field, value, today=today, words=words)
    return found if isinstance(found, str) else found.day.isoformat()


def _one_line(text: str) -> str:
    """Composed, without line breaks and characters that nobody sees. Raises BadUsage if long."""
    seen = (" " if c.isspace() else c for c in text)
    kept = "".join(c for c in seen if not unicodedata.category(c).startswith("C"))
    line = unicodedata.normalize("NFC", " ".join(kept.split()))
    if len(line) > LIMIT:
        raise BadUsage("error.person_long", limit=LIMIT)
    return line


_OF_BAND: Mapping[AgeBand, Age] = {"under_14": "under-14", "14_17": "14-17", "adult": "adult"}
TURNS = (14, 18)  # the birthdays that change who signs
WARNED = timedelta(days=60)  # before such a birthday it is spoken of


def born_of(person: Person) -> date | None:
    """The birth date of the one whom the case is about, where it is known."""
    try:
        return date.fromisoformat(person.fields.get("child_birth_date", ""))
    except ValueError:
        return None


def age_of(person: Person, today: date) -> Age | None:
    """The age on ``today``: by the birth date where it is known, else the band that was told."""
    born = born_of(person)
    if born is None:
        return _OF_BAND[person.age_band] if person.age_band else None
    return age_at(born, today)


def insist_on_born(person: Person, told: Age, today: date) -> None:
    """Raises BadUsage where the birth date of ``person`` makes another age than was ``told``."""
    born = born_of(person)
    if born is not None and (age := age_at(born, today)) != told:
        raise BadUsage("error.person_born", alias=person.alias, born_as=age)


def age_at(born: date, today: date) -> Age:
    """The age on ``today`` of somebody born on ``born``."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return "under-14" if years < TURNS[0] else "14-17" if years < TURNS[1] else "adult"


def birthday_near(person: Person, today: date) -> tuple[int, date] | None:
    """Which birthday that changes who signs comes within 60 calendar days, and when."""
    born = born_of(person)
    if born is None:
        return None
    for years in TURNS:
        try:
            when = born.replace(year=born.year + years)
        except ValueError:  # 29 February
            when = date(born.year + years, 3, 1)
        if today <= when <= today + WARNED:
            return years, when
    return None


def birthdays(people: Iterable[Person], today: date) -> tuple[tuple[Person, int, date], ...]:
    """Of whom such a birthday comes soon, which and when, the nearest first."""
    found = ((each, near) for each in people if (near := birthday_near(each, today)))
    return tuple(sorted(((p, *near) for p, near in found), key=lambda row: row[2]))
