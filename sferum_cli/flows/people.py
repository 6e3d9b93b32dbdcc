"""The people the requests are for: adding, changing, removing, and what letters ask of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sferum_cli.core.aliases import read_alias
from sferum_cli.core.codes import ActingAs
from sferum_cli.core.fields import Field
from sferum_cli.core.frozen import replace
from sferum_cli.core.people import (
    ACTING,
    AGES,
    CORRECTIONS,
    FIELDS,
    AgeBand,
    Person,
    ages_for,
    answer_name,
    birthdays,
    new_field,
    read_field,
)
from sferum_cli.core.state import requests_of
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice
from sferum_cli.flows.known_people import person_in, same_alias
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.error_view import problem, problem_with
from sferum_cli.render.people_view import (
    birthday_page,
    people_page,
    people_shape,
    person_shape,
    removed_page,
    saved_page,
)
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.storage.people import People, load_people
from sferum_cli.storage.people_change import change_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import date_words, language, t

_FIELD_ANSWERS = {answer_name(name): name for name in FIELDS}
_CORRECTION_ANSWERS = {f"correct.{form}": form for form in CORRECTIONS}
CLEAR = "-"  # what is typed to empty a field, since Enter leaves it as it is


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
    kind = _read_acting(acting_as or given.get("acting_as"))
    if kind is None:
        if not session.can_ask:
            raise NeedsAnswer("error.person_acting_needed", known=ACTING, alias=alias)
        kind = _ask_acting(session)
    band = _read_age(age or given.get("age"), kind)
    if band is None and len(ages_for(kind)) == 1:
        band = ages_for(kind)[0]
    if band is None and session.can_ask:
        band = _ask_age(session, kind)
    person = _with_answers(Person(alias, kind, band), answers, session.today)

    def edit(people: People) -> tuple[People, None]:
        _new(people, alias)
        return {**people, alias: person}, None

    change_people(session.folder, edit)
    if session.can_ask and answers is None:
        person = _offer_fields(session, person)
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
    kind = _read_acting(acting_as or given.get("acting_as")) or old.acting_as
    if bare:
        kind = _ask_acting(session, now=old.acting_as)
    band = _read_age(age or given.get("age"), kind)
    fitting = ages_for(kind)
    if band is None:
        kept = old.age_band if old.age_band in fitting else None
        band = fitting[0] if len(fitting) == 1 else kept
        if session.can_ask and len(fitting) > 1 and (bare or kept != old.age_band):
            band = _ask_age(session, kind, now=kept)

    def update(person: Person) -> Person:
        changed = replace(person, acting_as=kind, age_band=band)
        return _with_answers(changed, answers, session.today)

    person = _update(session.folder, alias, update)
    changed = _offer_fields(session, person) if bare else person
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
        waiting = tuple(r.id for r in there if r.open and r.person == person.alias)
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


def _update(folder: Path, alias: str, update: Callable[[Person], Person]) -> Person:
    def edit(people: People) -> tuple[People, Person]:
        person = update(person_in(people, alias))
        return {**people, person.alias: person}, person

    return change_people(folder, edit)


def _read_acting(given: str | None) -> ActingAs | None:
    if given is None:
        return None
    for known in ACTING:
        if known == given:
            return known
    raise no_such_choice("--acting-as", given, ACTING)


def _read_age(given: str | None, acting_as: ActingAs) -> AgeBand | None:
    if given is None:
        return None
    for known in AGES:
        if known == given.replace("-", "_"):
            if known not in ages_for(acting_as):
                raise BadUsage("error.person_age", age=given, acting_as=acting_as)
            return known
    raise no_such_choice("--age", given, (age.replace("_", "-") for age in AGES))


def _ask_acting(session: Session, *, now: ActingAs | None = None) -> ActingAs:
    order = sorted(ACTING, key=lambda kind: kind != now)
    choices = [(kind, t(f"people.acting.{kind}")) for kind in order]
    answer = session.prompter.choose("acting_as", t("people.ask.acting"), choices)
    return next(kind for kind in ACTING if kind == answer)


def _ask_age(session: Session, acting_as: ActingAs, *, now: AgeBand | None = None) -> AgeBand:
    order = sorted(ages_for(acting_as), key=lambda band: band != now)
    question = t(
        "people.ask.age_child"
        if acting_as in ("parent", "guardian", "adoptive_parent")
        else "people.ask.age"
    )
    choices = [(band, t(f"people.age.{band}")) for band in order]
    answer = session.prompter.choose("age", question, choices)
    return next(band for band in AGES if band == answer)


def _with_answers(person: Person, answers: Mapping[str, str] | None, today: date) -> Person:
    """``person`` with what an answers file says of it; a blank empties a field.

    The file may be one written for letters: its other answers are left alone.
    """
    if answers is None:
        return person
    fields, corrections = dict(person.fields), dict(person.corrections)
    said = {"acting_as", "age"} & set(answers)
    for kept, names in ((fields, _FIELD_ANSWERS), (corrections, _CORRECTION_ANSWERS)):
        for answer in (name for name in names if name in answers):
            said.add(answer)
            kept[names[answer]] = _checked(answer, names[answer], answers[answer], today)
    if not said:
        raise BadUsage("error.person_answers")
    return replace(person, fields=_filled(fields), corrections=_filled(corrections))


def _checked(answer: str, name: str, value: str, today: date) -> str:
    # A file written for letters leaves a place to fill in by hand as dashes or underscores.
    given = value if value.strip("-_ ") else ""
    try:
        if answer in _CORRECTION_ANSWERS:
            return read_field(name, given)
        return new_field(answer_fields()[answer], given, today=today, words=date_words())
    except BadUsage as error:
        raise BadUsage("error.answer_wrong", name=answer, problem=problem(error)) from error


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in (*FIELDS, *CORRECTIONS) if values.get(name)}


def _offer_fields(session: Session, person: Person) -> Person:
    choices = [("now", t("people.fill.now")), ("later", t("people.fill.later"))]
    if session.prompter.choose("fill", t("people.fill"), choices) == "later":
        return person
    for field in _fields_for(person.acting_as):
        name = _FIELD_ANSWERS[field.id]
        if field.type == "sex" and person.fields.get(name.replace("sex", "patronymic")):
            continue  # the patronymic tells the sex, or else the letter will ask
        value = _ask_field(session, field, person.fields.get(name, ""))
        if value != person.fields.get(name, ""):
            person = _set_field(session.folder, person.alias, name, value)
    return person


def _fields_for(acting_as: ActingAs) -> list[Field]:
    """What letters for such a person can need, in the order of asking."""
    kept = [field for field in answer_fields().values() if field.kept]
    return [
        field for field in kept if acting_as not in ("self", "employee") or field.group != "child"
    ]


def _ask_field(session: Session, field: Field, now: str) -> str:
    """The new value of a personal field; Enter leaves it as it is."""
    question = field.question.pick(language())
    if field.choices:
        choices = [(choice.id, choice.text.pick(language())) for choice in field.choices]
        leave = t("people.leave", value=dict(choices)[now]) if now else t("people.skip")
        clear = [("clear", t("people.clear"))] if now else []
        answer = session.prompter.choose(field.id, question, [("keep", leave), *choices, *clear])
        return {"keep": now, "clear": ""}.get(answer, answer)

    def read(said: str) -> str:
        given = "" if said == CLEAR else said
        return new_field(field, given, today=session.today, words=date_words())

    return read(
        session.prompter.ask(
            field.id, question, default=now, check=lambda said: problem_with(lambda: read(said))
        )
    )


def _set_field(folder: Path, alias: str, name: str, value: str) -> Person:
    def update(person: Person) -> Person:
        return replace(person, fields=_filled({**person.fields, name: value}))

    return _update(folder, alias, update)
