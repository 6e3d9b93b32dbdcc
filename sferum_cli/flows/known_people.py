"""Finding the person a request is for, and what that person has to say in a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sferum_cli.core.aliases import alias_key
from sferum_cli.core.frozen import replace
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.people import (
    CORRECTIONS,
    Person,
    answers_of,
    birthdays,
    read_field,
    who_signs,
)
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block
from sferum_cli.render.people_view import birthday_page
from sferum_cli.storage.people import People, change_people, load_people


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
    wanted = alias_key(alias)
    return next((p for name, p in people.items() if alias_key(name) == wanted), None)


def come_of_age(session: Session, alias: str | None = None) -> list[Block]:
    """A line for each (of ``alias``, where given) who soon comes of an age that changes who signs.

    None where the file of people cannot be read: who asks for a state is not kept from it.
    """
    try:
        people = load_people(session.folder)
    except DamagedFile:
        return []
    near = birthdays(people.values(), session.today)
    return birthday_page(n for n in near if not alias or alias_key(n[0].alias) == alias_key(alias))


def letter_answers(folder: Path, alias: str, kind: LetterKind) -> dict[str, str]:
    """What the person has to say in a letter of ``kind``; nothing where the person is gone.

    Where a student of 14-17 applies and a parent signs beside, the parent's own record holds both:
    the child's name is then the applicant's.
    """
    try:
        person = known_person(folder, alias)
    except NotFound:
        return {}
    answers = answers_of(person)
    if person.role != "parent" or "parent.surname" not in kind.fields:
        return answers
    both: dict[str, str] = {}
    for name, value in answers.items():
        group, _, rest = name.partition(".")
        if group == "applicant" and f"parent.{rest}" in kind.fields:
            both[f"parent.{rest}"] = value
        elif group == "child":
            both[f"applicant.{rest}"] = value
        else:
            both.setdefault(name, value)
    return both


def likely_kinds(
    kinds: Sequence[LetterKind], folder: Path, alias: str
) -> tuple[tuple[LetterKind, ...], tuple[str, ...]]:
    """``kinds`` with those first that fit who must sign for the person, and who that is."""
    try:
        signs = who_signs(known_person(folder, alias)) if alias else ()
    except NotFound:
        signs = ()
    first = "student-14-17" if signs == ("student", "parent") else ""
    first = "student-adult" if signs == ("self",) else first
    return tuple(sorted(kinds, key=lambda kind: kind.id != first)), signs


def keep_corrections(folder: Path, alias: str, values: Mapping[str, str]) -> None:
    """Keep the forms of names that the person put right (``correct.child.genitive``).

    Raises BadUsage for one that is too long, and what ``change_people`` raises.
    """
    given = {name.removeprefix("correct."): v for name, v in values.items() if v}
    new = {form: read_field(form, given[form]) for form in CORRECTIONS if form in given}

    def edit(people: People) -> tuple[People, None]:
        person = known_person(folder, alias)
        kept = replace(person, corrections={**person.corrections, **new})
        return {**people, person.alias: kept}, None

    if new and alias:
        change_people(folder, edit)
