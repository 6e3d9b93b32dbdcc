"""The people the requests are for: listing, adding, changing, removing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sferum_cli.core.aliases import read_alias
from sferum_cli.core.codes import AGES, ActingAs, one_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.people import (
    AGE_BANDS,
    WHO_ACTS,
    AgeBand,
    Person,
    ages_for,
    birthdays,
    born_of,
    insist_on_born,
)
from sferum_cli.core.state import requests_of
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice
from sferum_cli.flows.inputs import read_code
from sferum_cli.flows.known_people import person_in, same_alias
from sferum_cli.flows.people_fields import as_answered, offer_fields, update_person
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.people_view import (
    birthday_page,
    people_page,
    people_shape,
    person_shape,
    removed_page,
    saved_page,
)
from sferum_cli.storage.people import People, load_people
from sferum_cli.storage.people_change import change_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t


def list_people(session: Session) -> Answer:
    """Everybody, in the order of adding. Raises DamagedFile."""
    found = tuple(load_people(session.folder).values())
    return Answer(people_page(found, session.today), people_shape(found, session.today))


def add(
    session: Session,
    alias: str,
    *,
    acting_as: str | None = None,
    age: str | None = None,
    answers: Mapping[str, str] | None = None,
) -> Answer:
    """Add somebody, asking for what was not given.

    The person is saved before the personal fields are asked for, and each field when it is
    answered. Raises BadUsage, NeedsAnswer without an ``acting_as``.
    """
    alias = read_alias(alias)
    _new(load_people(session.folder), alias)
    given = answers or {}
    kind = _read_acting(acting_as, given)
    if kind is None:
        if not session.can_ask:
            raise NeedsAnswer("error.person_acting_needed", known=WHO_ACTS, alias=alias)
        kind = _ask_acting(session)
    band = _read_age(age, given, kind)
    if band is None and len(ages_for(kind)) == 1:
        band = ages_for(kind)[0]
    if band is None and session.can_ask and not given.get("child.birth_date"):
        band = _ask_age(session, kind)
    person = as_answered(Person(alias, kind, band), answers, session.today)
    _insist_on_age(person, age or given.get("age"), session.today)

    def edit(people: People) -> tuple[People, None]:
        _new(people, alias)
        return {**people, alias: person}, None

    change_people(session.folder, edit)
    if session.can_ask and answers is None:
        person = offer_fields(session, person)
    return _saved(person, session.today, new=True)


def edit(
    session: Session,
    alias: str,
    *,
    acting_as: str | None = None,
    age: str | None = None,
    answers: Mapping[str, str] | None = None,
) -> Answer:
    """Change somebody: what is given, or, with nothing given, what the person says when asked.

    An age band that does not fit a new ``acting_as`` is forgotten. Raises NotFound, BadUsage,
    NeedsAnswer when nothing is given and nobody can be asked.
    """
    old = person_in(load_people(session.folder), alias)
    bare = not acting_as and not age and answers is None
    if bare and not session.can_ask:
        raise NeedsAnswer("error.person_edit_needed", alias=old.alias)
    given = answers or {}
    kind = _read_acting(acting_as, given) or old.acting_as
    if bare:
        kind = _ask_acting(session, now=old.acting_as)
    band = _read_age(age, given, kind)
    fitting = ages_for(kind)
    if band is None:
        kept = old.age_band if old.age_band in fitting else None
        band = fitting[0] if len(fitting) == 1 else kept
        asks = bare or kept != old.age_band
        if session.can_ask and len(fitting) > 1 and asks and born_of(old) is None:
            band = _ask_age(session, kind, now=kept)

    def update(person: Person) -> Person:
        changed = replace(person, acting_as=kind, age_band=band)
        changed = as_answered(changed, answers, session.today)
        _insist_on_age(changed, age or given.get("age"), session.today)
        return changed

    person = update_person(session.folder, alias, update)
    changed = offer_fields(session, person) if bare else person
    return _saved(changed, session.today, new=False)


def _saved(person: Person, today: date, *, new: bool) -> Answer:
    page = [*saved_page(person, today, new=new), *birthday_page(birthdays([person], today))]
    return Answer(page, {"person": person_shape(person, today)})


def remove(session: Session, alias: str) -> Answer:
    """Forget somebody with all personal data, backup and plan included.

    Raises NotFound, and BadUsage with the open requests that belong to the alias.
    """

    def edit(people: People) -> tuple[People, str]:
        person = person_in(people, alias)
        there = requests_of(load_state(session.folder))
        waiting = tuple(r.id for r in there if r.open and r.is_for(person.alias))
        if waiting:
            raise BadUsage(
                "error.person_busy", alias=person.alias, requests=waiting, first=waiting[0]
            )
        rest = {name: other for name, other in people.items() if name != person.alias}
        return rest, person.alias

    gone = change_people(session.folder, edit, forget=True)
    return Answer(removed_page(gone), {"removed": gone})


def _new(people: People, alias: str) -> None:
    if taken := same_alias(people, alias):
        raise BadUsage("error.person_exists", alias=taken.alias)


def _read_acting(flag: str | None, file: Mapping[str, str]) -> ActingAs | None:
    """Who acts, by the flag or else by the answers file; an error names the one it came from."""
    option, given = ("--acting-as", flag) if flag else ("acting_as", file.get("acting_as"))
    return read_code(option, given, WHO_ACTS)


def _read_age(flag: str | None, file: Mapping[str, str], acting_as: ActingAs) -> AgeBand | None:
    """The age that was told, by the flag or else by the answers file."""
    option, given = ("--age", flag) if flag else ("age", file.get("age"))
    if given is None:
        return None
    band = one_of(AGE_BANDS, given.replace("-", "_"))
    if band is None:
        raise no_such_choice(option, given, (age.replace("_", "-") for age in AGE_BANDS))
    if band not in ages_for(acting_as):
        raise BadUsage("error.person_age", age=given, acting_as=acting_as)
    return band


def _insist_on_age(person: Person, told: str | None, today: date) -> None:
    """Raises BadUsage where an age was ``told`` that the recorded birth date contradicts."""
    if told and (age := one_of(AGES, told.replace("_", "-"))):
        insist_on_born(person, age, today)


def _ask_acting(session: Session, *, now: ActingAs | None = None) -> ActingAs:
    order = sorted(WHO_ACTS, key=lambda kind: kind != now)
    choices = [(kind, t(f"people.acting.{kind}")) for kind in order]
    answer = session.prompter.choose("acting_as", t("people.ask.acting"), choices)
    return next(kind for kind in WHO_ACTS if kind == answer)


def _ask_age(session: Session, acting_as: ActingAs, *, now: AgeBand | None = None) -> AgeBand:
    order = sorted(ages_for(acting_as), key=lambda band: band != now)
    question = t(
        "people.ask.age_child"
        if acting_as in ("parent", "guardian", "adoptive_parent")
        else "people.ask.age"
    )
    choices = [(band, t(f"people.age.{band}")) for band in order]
    answer = session.prompter.choose("age", question, choices)
    return next(band for band in AGE_BANDS if band == answer)
