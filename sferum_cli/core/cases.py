"""A case: all that concerns one person, folded from the events that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.codes import (
    ACTING,
    AGES,
    INSTITUTIONS,
    OWNERSHIPS,
    PUBLIC,
    SITUATIONS,
    ActingAs,
    Age,
    InstitutionKind,
    Ownership,
    Situation,
    one_of,
)
from sferum_cli.core.event_table import OF_CASES
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import NOTHING, frozen, replace
from sferum_cli.core.knowledge import ROLES, Role

MIGRATED = "case-"  # how an id begins that waits for the first write to become a random one
# --school and the states of schema 1 know three kinds; "state" is regional until told better.
OLD_OWNERSHIP: Mapping[str, Ownership] = {
    "state": "regional", "municipal": "municipal", "private": "private",
}  # fmt: skip
# And back: how ladders and letters of before call an ownership.
OLD_KINDS: Mapping[Ownership, str] = {
    "federal": "state", "regional": "state", "municipal": "municipal", "private": "private",
}  # fmt: skip


@frozen
class Institution:
    """Where the person learns or works: its kind and whose it is.

    Nobody has said what kind it is before ``stated``: a school is the most frequent.
    """

    kind: InstitutionKind = "school"
    ownership: Ownership = "unknown"
    stated: bool = False

    @property
    def public(self) -> bool:
        """Whether the law on appeals (59-FZ) surely binds it."""
        return self.ownership in PUBLIC

    def updated(
        self, kind: InstitutionKind | None = None, ownership: Ownership | None = None
    ) -> Institution:
        """The same with what was said of it now; None says nothing."""
        stated = self.stated or kind is not None
        return Institution(kind or self.kind, ownership or self.ownership, stated=stated)


@frozen
class Case:
    """Who somebody is and what is wanted for them.

    ``id`` is random and never used again. ``goals`` are those of ``start``; ``answers`` are its
    other answers by question. ``situation`` is empty while nobody said it.
    """

    id: str = ""
    alias: str = ""
    role: Role | None = None
    age: Age | None = None
    institution: Institution = Institution()
    acting_as: ActingAs | None = None
    situation: Situation | None = None
    goals: tuple[str, ...] = ()
    answers: Mapping[str, str] = NOTHING


def cases_of(events: Iterable[Event]) -> tuple[Case, ...]:
    """Every case that ``events`` (live ones, in order) tell of, in the order of opening."""
    found: dict[str, Case] = {}
    for event in events:
        if event.type in OF_CASES and (name := event.text("case")):
            found[name] = apply_case(found.get(name, Case(name)), event)
    return tuple(found.values())


def apply_case(case: Case, event: Event) -> Case:
    """``case`` after ``event``; what it does not say stays, an unknown code says nothing."""
    match event.type:
        case "case":
            kind = one_of(INSTITUTIONS, event.text("institution"))
            owner = one_of(OWNERSHIPS, event.text("ownership"))
            return replace(
                case,
                alias=event.text("alias") or case.alias,
                role=one_of(ROLES, event.text("role")) or case.role,
                age=one_of(AGES, event.text("age")) or case.age,
                institution=case.institution.updated(kind, owner),
                acting_as=one_of(ACTING, event.text("acting_as")) or case.acting_as,
                situation=one_of(SITUATIONS, event.text("situation")) or case.situation,
            )
        case "wanted":
            goal = event.text("goal")
            rest = tuple(each for each in case.goals if each != goal)
            return replace(case, goals=rest if event.text("wanted") == "no" else (*rest, goal))
        case _:
            answers = {**case.answers, event.text("question"): event.text("answer")}
            return replace(case, answers=answers)


def case_for(cases: Iterable[Case], *, case_id: str = "", alias: str = "") -> Case | None:
    """The case with that id, otherwise the latest of that alias; None where there is none."""
    found = None
    for case in cases:
        if case_id and case.id == case_id:
            return case
        if not case_id and is_same_alias(case.alias, alias):
            found = case
    return found


def changes(before: Case, after: Case) -> dict[str, str]:
    """The fields of a ``case`` event that turns ``before`` into ``after``; empty for none."""
    rows = (
        ("alias", before.alias, after.alias),
        ("role", before.role, after.role),
        ("age", before.age, after.age),
        ("institution", _kind_stated(before.institution), _kind_stated(after.institution)),
        ("ownership", before.institution.ownership, after.institution.ownership),
        ("acting_as", before.acting_as, after.acting_as),
        ("situation", before.situation, after.situation),
    )
    return {name: new for name, old, new in rows if new and new != old}


def _kind_stated(place: Institution) -> str:
    return place.kind if place.stated else ""


def ownership_of(school: str | None) -> Ownership | None:
    """The ownership that ``--school`` or ``--ownership`` means; None for what it does not."""
    return OLD_OWNERSHIP.get(school or "") or one_of(OWNERSHIPS, school)
