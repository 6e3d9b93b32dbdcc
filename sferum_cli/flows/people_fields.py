"""What letters need of a person: from a file of answers, or asked for one by one and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sferum_cli.core.codes import ActingAs
from sferum_cli.core.fields import Field
from sferum_cli.core.frozen import replace
from sferum_cli.core.people import CORRECTIONS, FIELDS, Person, answer_name, new_field, read_field
from sferum_cli.errors import BadUsage, Interrupted
from sferum_cli.flows.known_people import person_in
from sferum_cli.flows.session import Session
from sferum_cli.render.error_view import problem, problem_with
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.storage.people import People
from sferum_cli.storage.people_change import change_people
from sferum_cli.text import date_words, language, t

_FIELD_ANSWERS = {answer_name(name): name for name in FIELDS}
_CORRECTION_ANSWERS = {f"correct.{form}": form for form in CORRECTIONS}
CLEAR = "-"  # what is typed to empty a field, since Enter leaves it as it is


def update_person(folder: Path, alias: str, update: Callable[[Person], Person]) -> Person:
    """The person called ``alias`` after ``update``, written. Raises NotFound, and as it does."""

    def edit(people: People) -> tuple[People, Person]:
        person = update(person_in(people, alias))
        return {**people, person.alias: person}, person

    return change_people(folder, edit)


def as_answered(person: Person, answers: Mapping[str, str] | None, today: date) -> Person:
    """``person`` with what an answers file says of it; a blank empties a field.

    The file may be one written for letters: its other answers are left alone. Raises BadUsage.
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


def offer_fields(session: Session, person: Person) -> Person:
    """Ask for what letters will need, each kept when it is answered; gives the person as kept.

    Raises Interrupted, with the command that goes on.
    """
    try:
        return _filled_in(session, person)
    except Interrupted as left:
        left.values["resume"] = f"sferum people edit {person.alias}"
        raise


def _filled_in(session: Session, person: Person) -> Person:
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

    return update_person(folder, alias, update)
