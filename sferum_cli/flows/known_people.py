"""Finding the person a request is for, and who soon comes of age."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.people import Person, birthdays
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block
from sferum_cli.render.people_view import birthday_page
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


def come_of_age(session: Session, alias: str | None = None) -> list[Block]:
    """A line for each (of ``alias``, where given) who soon comes of an age that changes who signs.

    No line where the file of people cannot be read: who asks for a state is not kept from it.
    """
    try:
        people = load_people(session.folder)
    except DamagedFile:
        return []
    near = birthdays(people.values(), session.today)
    return birthday_page(n for n in near if not alias or is_same_alias(n[0].alias, alias))
