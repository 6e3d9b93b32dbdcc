"""What was typed for a letter, offered to be kept with the person for the next ones."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.aliases import read_alias
from sferum_cli.core.cases import OLD_KINDS
from sferum_cli.core.codes import ACTING, OWNERSHIPS, ActingAs, Age, one_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import Role
from sferum_cli.core.letter_guards import age_on
from sferum_cli.core.letter_kinds import BLANK
from sferum_cli.core.people import (
    CORRECTIONS,
    FIELDS,
    AgeBand,
    Person,
    ages_for,
    answer_name,
    new_field,
)
from sferum_cli.flows.known_people import same_alias
from sferum_cli.flows.letter_children import typed_children
from sferum_cli.flows.letter_decided import Decided
from sferum_cli.flows.letter_person import keep_corrections
from sferum_cli.flows.session import Session
from sferum_cli.render.error_view import problem_with
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.storage.people import People, load_people
from sferum_cli.storage.people_change import change_people
from sferum_cli.text import date_words, t

_ACTING: Mapping[Role, ActingAs] = {"parent": "parent", "student": "self", "teacher": "employee"}
_BANDS: Mapping[Age, AgeBand] = {"under-14": "under_14", "14-17": "14_17", "adult": "adult"}


def offer_to_remember(session: Session, decided: Decided) -> str:
    """Offer to keep what was typed and is not kept yet; gives the alias of whom the letter is for.

    Nothing is asked where nothing is new. Raises Interrupted, StateBusy, BadUsage.
    """
    alias = decided.seen.alias
    person = same_alias(load_people(session.folder), alias) if alias else None
    if alias and person is None:
        return alias
    new = new_fields(session, decided, person)
    if any(new.values()) or _puts_forms_right(decided, person):
        choices = [("yes", t("letter.remember.yes")), ("no", t("letter.remember.no"))]
        if session.prompter.choose("remember", t("letter.remember"), choices) == "yes":
            alias = alias or _ask_alias(session, decided.seen.values)
            _keep(session, alias, decided, new)
            keep_corrections(session.folder, alias, decided.said)
            for child in typed_children(decided.said):
                _keep_child(session, alias, decided, child)
    return alias


def _keep_child(session: Session, first: str, decided: Decided, child: str) -> None:
    """Keep a further child as somebody of its own, with the same adult and the same school."""
    values = {
        name.replace(child, "child", 1) if name.startswith(f"{child}.") else name: value
        for name, value in decided.seen.values.items()
        if not name.startswith("child.")
    }
    own = {name: value for name, value in _kept_fields(session, values).items() if "child_" in name}
    alias = _ask_alias(session, {**values, "applicant.given": ""})

    def edit(people: People) -> tuple[People, None]:
        person = same_alias(people, first) or _person(session, first, decided)
        shared = {name: v for name, v in person.fields.items() if not name.startswith("child_")}
        band = _person(session, alias, replace(decided, seen=replace(decided.seen, values=values)))
        kept = Person(alias, person.acting_as, band.age_band, {**shared, **own})
        return {**people, kept.alias: kept}, None

    change_people(session.folder, edit)


def new_fields(session: Session, decided: Decided, person: Person | None) -> dict[str, str]:
    """What was said, by the names of people.toml, where it may be kept there and is not yet."""
    said = dict(decided.said)
    if owned := one_of(OWNERSHIPS, said.get("institution.ownership")):
        said["school.kind"] = OLD_KINDS.get(owned, "")
    if person and person.role == "parent" and "parent.surname" in decided.kind.fields:
        said = _turned(said)
    known = person.fields if person else {}
    return {
        name: value
        for name, value in _kept_fields(session, said).items()
        if known.get(name) != value and (value or not known.get(name))
    }


def _kept_fields(session: Session, said: Mapping[str, str]) -> dict[str, str]:
    """The answers among ``said`` that people.toml may hold, by their names there.

    What was left out is empty there: the next letter asks for it no more.
    """
    found = {}
    for name in FIELDS:
        answer = answer_name(name)
        if said.get(answer, BLANK) != BLANK and answer_fields()[answer].kept:
            found[name] = new_field(
                answer_fields()[answer], said[answer], today=session.today, words=date_words()
            )
    return found


def _puts_forms_right(decided: Decided, person: Person | None) -> bool:
    """Whether a form of a name was put right that is not kept with the person yet."""
    known = person.corrections if person else {}
    said = {form: decided.said.get(f"correct.{form}", "") for form in CORRECTIONS}
    return any(words and known.get(form) != words for form, words in said.items())


def _turned(said: Mapping[str, str]) -> dict[str, str]:
    """A letter that the student signs too names a parent's record the other way round."""
    turned = {}
    for name, value in said.items():
        group, _, rest = name.partition(".")
        group = {"applicant": "child", "parent": "applicant"}.get(group, group)
        turned[f"{group}.{rest}" if rest else name] = value
    return turned


def _ask_alias(session: Session, values: Mapping[str, str]) -> str:
    """What the person is called in lists: a word of their own."""
    people = load_people(session.folder)

    def right(given: str) -> str | None:
        if wrong := problem_with(lambda: read_alias(given)):
            return wrong
        taken = same_alias(people, read_alias(given))
        return t("letter.remember.taken", alias=taken.alias) if taken else None

    names = [values.get("child.given", ""), values.get("applicant.given", "")]
    known = [name.lower() for name in names if name != BLANK]
    free = (name for name in (*known, t("letter.remember.usual")) if right(name) is None)
    likely = next(free, "")
    return read_alias(
        session.prompter.ask("alias", t("letter.remember.alias"), default=likely, check=right)
    )


def _keep(session: Session, alias: str, decided: Decided, new: Mapping[str, str]) -> None:
    """Write it into people.toml, with the person where there is none yet."""

    def edit(people: People) -> tuple[People, None]:
        person = same_alias(people, alias) or _person(session, alias, decided)
        kept = replace(person, fields={**person.fields, **new})
        return {**people, kept.alias: kept}, None

    change_people(session.folder, edit)


def _person(session: Session, alias: str, decided: Decided) -> Person:
    seen = decided.seen
    told = one_of(ACTING, seen.values.get("applicant.acting_as")) or seen.facts.case.acting_as
    acting = told or (_ACTING[seen.role] if seen.role else "parent")
    about = "child" if acting in ("parent", "guardian", "adoptive_parent") else "applicant"
    age = age_on(seen.values.get(f"{about}.birth_date", ""), session.today) or seen.facts.case.age
    band = _BANDS[age] if age else None
    fitting = ages_for(acting)
    if band not in fitting:
        band = fitting[0] if len(fitting) == 1 else None
    return Person(alias, acting, band)
