"""The people on the screen and as JSON: who acts for whom, never their personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.people import Person, who_signs
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.text import t


def people_page(people: Sequence[Person]) -> list[Block]:
    """Everybody in a line each, or how to add the first."""
    if not people:
        return [
            Text(t("people.none")),
            Command("sferum people add ALIAS", t("people.alias_is"), t("home.next")),
        ]
    rows = tuple((person.alias, _summary(person)) for person in people)
    return [Heading(t("people.title")), Pairs(rows), Text(t("people.kept"), "quiet")]


def saved_page(person: Person, *, new: bool) -> list[Block]:
    """Somebody was added or changed; who signs, and how to begin."""
    words = t("people.added" if new else "people.changed", alias=person.alias)
    signers = t("people.and").join(t(f"people.signs.{code}") for code in who_signs(person))
    rows = ((t("people.who"), _summary(person)), (t("people.signs"), signers))
    command = f"sferum unlink --person {person.alias}"
    return [Text(words, "good"), Pairs(rows), Command(command, "", t("home.next"))]


def removed_page(alias: str) -> list[Block]:
    """Somebody was removed with all personal data."""
    return [Text(t("people.removed", alias=alias), "good")]


def people_shape(people: Sequence[Person]) -> dict[str, Any]:
    """Everybody for programs."""
    return {"people": [person_shape(person) for person in people]}


def person_shape(person: Person) -> dict[str, Any]:
    """Somebody for programs, without personal data."""
    return {
        "alias": person.alias,
        "acting_as": person.acting_as,
        "age_band": person.age_band,
        "role": person.role,
    }


def _summary(person: Person) -> str:
    """Who acts, the age where it says anything, and whether there is something for letters."""
    parts = [t(f"people.acting.{person.acting_as}")]
    if person.acting_as != "employee":
        parts.append(t(f"people.age.{person.age_band or 'unknown'}"))
    return "; ".join([*parts, t("people.filled" if person.fields else "people.unfilled")])
