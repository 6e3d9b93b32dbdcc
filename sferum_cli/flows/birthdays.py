"""Who soon comes of an age that changes who signs."""

from __future__ import annotations

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.people import birthdays
from sferum_cli.errors import DamagedFile
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block
from sferum_cli.render.people_view import birthday_page
from sferum_cli.storage.people import load_people


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
