"""The case of a person: found in the journal, told by options and answers, opened and changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.cases import Case, case_for, changes, ownership_of
from sferum_cli.core.codes import INSTITUTIONS, OWNERSHIPS, Age, InstitutionKind
from sferum_cli.core.events import Value
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Role, SchoolKind
from sferum_cli.core.people import Person, age_of
from sferum_cli.core.state import New, State, record, state_cases
from sferum_cli.errors import NeedsAnswer, SferumError
from sferum_cli.flows.inputs import read_code, read_role
from sferum_cli.flows.known_people import known_person, same_alias
from sferum_cli.flows.session import Session
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.storage.changes import change, new_case_id
from sferum_cli.storage.people import load_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t

NOBODY = "-"  # among the aliases to choose from: none begins with a dash
SCHOOLS: tuple[SchoolKind, ...] = ("state", "municipal", "private")


@frozen
class Whom:
    """What the options of a command say of the person; None is what they leave out.

    ``school`` is the old name of ``ownership``.
    """

    person: str | None = None
    role: str | None = None
    institution: str | None = None
    ownership: str | None = None
    school: str | None = None


def told_case(session: Session, whom: Whom) -> Case:
    """What the options say of the person, with what people.toml and the journal know already.

    Raises BadUsage for an unknown code, NotFound for an unknown person, NeedsAnswer where it is
    not said for whom of several.
    """
    kind = read_code("--institution", whom.institution, INSTITUTIONS)
    owner = read_code("--ownership", whom.ownership, OWNERSHIPS)
    school = read_code("--school", whom.school, SCHOOLS)
    role = read_role(whom.role)
    person = whose(session, whom.person)
    alias = known_person(session.folder, person).alias if person else ""
    known = known_case(session.folder, alias, session.today)
    if person is None and not session.can_ask:
        known = _only_one(session, role, kind) or known
    place = known.institution.updated(kind, owner or ownership_of(school))
    return replace(known, role=role or known.role, institution=place)


def _only_one(session: Session, role: Role | None, kind: InstitutionKind | None) -> Case | None:
    """The case of the one person who is known, where nobody can be asked whose it is.

    None where there is a case without a name, too, or where what was told is not said of them.
    """
    aliases = tuple(load_people(session.folder))
    if len(aliases) != 1 or case_for(state_cases(load_state(session.folder)), alias=""):
        return None
    case = known_case(session.folder, aliases[0], session.today)
    elsewhere = kind is not None and kind != case.institution.kind and case.id
    other = role is not None and role != (case.role or role)
    return None if elsewhere or other else case


def kind_here(folder: Path, given: str | None = None) -> InstitutionKind:
    """The kind of institution to speak of where no case is meant.

    It is the one ``given``, else that of all cases where they agree. What is only read has to be
    readable beside a damaged state, too. Raises BadUsage for an unknown code.
    """
    if kind := read_code("--institution", given, INSTITUTIONS):
        return kind
    try:
        kinds = {case.institution.kind for case in state_cases(load_state(folder))}
    except SferumError:
        return USUAL
    return kinds.pop() if len(kinds) == 1 else USUAL


def known_case(folder: Path, alias: str, today: date) -> Case:
    """The case of ``alias`` as the journal and people.toml tell it; one without an id if new."""
    found = case_for(state_cases(load_state(folder)), alias=alias) or Case(alias=alias)
    return with_person(found, same_alias(load_people(folder), alias) if alias else None, today)


def with_person(case: Case, person: Person | None, today: date) -> Case:
    """``case`` with what people.toml says: it is asked there, and the age grows with the days."""
    if person is None:
        return case
    age: Age | None = age_of(person, today) or case.age
    place = case.institution
    if place.ownership == "unknown" and (kind := person.fields.get("school_kind")):
        place = replace(place, ownership=ownership_of(kind) or "unknown")
    return replace(
        case,
        alias=person.alias,
        role=case.role or person.role,
        age=age,
        acting_as=person.acting_as,
        institution=place,
    )


def case_news(state: State, told: Case, today: date) -> tuple[Case, list[New]]:
    """The case that ``told`` speaks of, and the events that open it or bring it up to date.

    One that got its alias since ``told`` was read is the same case still.
    """
    cases = state_cases(state)
    known = case_for(cases, alias=told.alias)
    if told.id and not told.alias:
        known = case_for(cases, case_id=told.id) or known
    if known is None:
        opened = replace(told, id=new_case_id())
        fields: dict[str, Value] = {"case": opened.id, **changes(Case(), opened)}
        return opened, [New("case", "", today, fields)]
    alias = told.alias or known.alias
    case = replace(told, id=known.id, alias=alias, goals=known.goals, answers=known.answers)
    changed = changes(known, case)
    return case, [New("case", "", today, {"case": known.id, **changed})] if changed else []


def tell(session: Session, told: Case, answers: dict[str, tuple[str, ...]]) -> Case:
    """Write into the journal who ``told`` is and what was answered: a goal, another question.

    Raises StateBusy, DamagedFile, BadUsage.
    """

    def edit(state: State) -> tuple[State, Case]:
        case, news = case_news(state, told, session.today)
        for question, said in answers.items():
            news += _news_of(case, question, said, session.today)
        if news:
            state = record(state, news, at=session.at)[0]
        found = case_for(state_cases(state), case_id=case.id)
        return state, found or case

    return change(session.folder, edit)


def _news_of(case: Case, question: str, said: Sequence[str], today: date) -> list[New]:
    own = {"case": case.id}
    if question != "goal":
        answer = said[0] if said else ""
        if case.answers.get(question, "") == answer:
            return []
        return [New("told", "", today, {**own, "question": question, "answer": answer})]
    wanted = [New("wanted", "", today, {**own, "goal": g}) for g in said if g not in case.goals]
    dropped = [
        New("wanted", "", today, {**own, "goal": goal, "wanted": "no"})
        for goal in case.goals
        if goal not in said
    ]
    return [*wanted, *dropped]


def whose(session: Session, person: str | None) -> str | None:
    """For whom it is: the one named, else the person says; nobody where nobody is known.

    One who is known is asked about, too: a second child has no alias yet.

    Raises NeedsAnswer that names them where there are several and nobody can be asked.
    """
    if person is not None:
        return person
    aliases = tuple(load_people(session.folder))
    if len(aliases) > 1 and not session.can_ask:
        raise NeedsAnswer("error.person_needed", known=aliases)
    if not aliases or not session.can_ask:
        return None
    choices = [*((alias, alias) for alias in aliases), (NOBODY, t("case.nobody"))]
    chosen = session.prompter.choose("person", t("case.whose"), choices)
    return None if chosen == NOBODY else chosen
