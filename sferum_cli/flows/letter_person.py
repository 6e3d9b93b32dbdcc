"""What the person of a request has to say in a letter, and which letter is likely theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.codes import Age
from sferum_cli.core.frozen import replace
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.people import CORRECTIONS, answers_of, read_field, who_signs
from sferum_cli.core.requests import Request
from sferum_cli.errors import NotFound
from sferum_cli.flows.cases import known_case
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.session import Session
from sferum_cli.storage.people import People
from sferum_cli.storage.people_change import change_people


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


def band_of(session: Session, request: Request | None, alias: str) -> Age | None:
    """The age that was told of the one whom a letter is about; None where nobody told it.

    It is that of ``alias`` today, else that of the ``request``, else that of the case without a
    name.
    """
    if request is not None and not alias:
        return request.case.age
    return known_case(session.folder, alias, session.today).age


def likely_kinds(
    kinds: Sequence[LetterKind], folder: Path, alias: str, today: date
) -> tuple[tuple[LetterKind, ...], tuple[str, ...]]:
    """``kinds`` with those first that fit who must sign for the person, and who that is."""
    try:
        signs = who_signs(known_person(folder, alias), today) if alias else ()
    except NotFound:
        signs = ()
    first = "student-14-17" if "student" in signs else ""
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
