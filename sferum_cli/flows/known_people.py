"""Finding the person a request is for."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.people import Person
from sferum_cli.errors import NotFound
from sferum_cli.storage.people import People, load_people


def known_person(folder: Path, alias: str) -> Person:
    """The person with that alias, capitals aside. Raises NotFound with the aliases there are."""
    return person_in(load_people(folder), alias)


def person_in(people: People, alias: str) -> Person:
    """The same among ``people``. Raises NotFound with the aliases there are."""
    if found := same_alias(people, alias):
        return found
    raise NotFound("error.person_unknown", given=alias, known=tuple(people))


def same_alias(people: People, alias: str) -> Person | None:
    """Who has that alias, capitals aside; None where nobody has."""
    return next((p for name, p in people.items() if is_same_alias(name, alias)), None)
