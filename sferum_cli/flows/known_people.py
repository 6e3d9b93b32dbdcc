"""Finding the person a request is for, and what that person has to say in a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sferum_cli.core.people import CORRECTIONS, Person, alias_key, answers_of
from sferum_cli.errors import NotFound
from sferum_cli.storage.people import People, change_people, load_people


def known_person(folder: Path, alias: str) -> Person:
    """The person with that alias, capitals aside. Raises NotFound with the aliases there are."""
    people = load_people(folder)
    wanted = alias_key(alias)
    for name, person in people.items():
        if alias_key(name) == wanted:
            return person
    raise NotFound("error.person_unknown", alias=alias[:40], known=tuple(people))


def letter_answers(folder: Path, alias: str) -> dict[str, str]:
    """What the person has to say in a letter; nothing where the person is gone."""
    try:
        return answers_of(known_person(folder, alias)) if alias else {}
    except NotFound:
        return {}


def keep_corrections(folder: Path, alias: str, values: Mapping[str, str]) -> None:
    """Keep the forms of names that the person put right (``correct.child.genitive``)."""
    given = {name.removeprefix("correct."): v for name, v in values.items() if v}
    new = {form: given[form] for form in CORRECTIONS if form in given}

    def edit(people: People) -> tuple[People, None]:
        person = known_person(folder, alias)
        kept = replace(person, corrections={**person.corrections, **new})
        return {**people, person.alias: kept}, None

    if new and alias:
        change_people(folder, edit)
