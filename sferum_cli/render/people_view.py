"""The people on the screen and as JSON: who acts for whom, never their personal data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sferum_cli.core.people import Person, age_of, birthday_near, birthdays, who_signs
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.text import day, t


def people_page(people: Sequence[Person], today: date) -> list[Block]:
    """Everybody in a line each, or how to add the first."""
    if not people:
        return [
            Text(t("people.none")),
            Command("sferum people add ALIAS", t("people.alias_is"), t("home.next")),
        ]
    rows = tuple((person.alias, _summary(person, today)) for person in people)
    near = birthday_page(birthdays(people, today))
    return [Heading(t("people.title")), Pairs(rows), *near, Text(t("people.kept"), "quiet")]


def birthday_page(near: Iterable[tuple[Person, int, date]]) -> list[Block]:
    """Who comes of an age that changes who signs: the alias, when, what it changes."""
    return [
        Text(t(f"people.turns.{years}", alias=person.alias, date=day(when)), "warn")
        for person, years, when in near
    ]


def saved_page(person: Person, today: date, *, new: bool) -> list[Block]:
    """Somebody was added or changed; who signs, and how to begin."""
    words = t("people.added" if new else "people.changed", alias=person.alias)
    signers = t("people.and").join(t(f"people.signs.{code}") for code in who_signs(person, today))
    rows = ((t("people.who"), _summary(person, today)), (t("people.signs"), signers))
    command = f"sferum start --person {person.alias}"
    return [Text(words, "good"), Pairs(rows), Command(command, "", t("home.next"))]


def removed_page(alias: str) -> list[Block]:
    """Somebody was removed with all personal data."""
    return [Text(t("people.removed", alias=alias), "good")]


def people_shape(people: Sequence[Person], today: date) -> dict[str, Any]:
    """Everybody for programs."""
    return {"people": [person_shape(person, today) for person in people]}


def person_shape(person: Person, today: date) -> dict[str, Any]:
    """Somebody for programs, without personal data; ``turns`` is the age that comes soon."""
    near = birthday_near(person, today)
    return {
        "alias": person.alias,
        "acting_as": person.acting_as,
        "age_band": _band(person, today),
        "role": person.role,
        "turns": near[0] if near else None,
    }


def _band(person: Person, today: date) -> str | None:
    """The age on ``today`` as the band that people.toml would name."""
    age = age_of(person, today)
    return age.replace("-", "_") if age else None


def _summary(person: Person, today: date) -> str:
    """Who acts, the age where it says anything, and whether there is something for letters."""
    parts = [t(f"people.acting.{person.acting_as}")]
    if person.acting_as != "employee":
        parts.append(t(f"people.age.{_band(person, today) or 'unknown'}"))
    return "; ".join([*parts, t("people.filled" if person.fields else "people.unfilled")])
