"""Which letter may be written at all: for this request, role and age, on this day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sferum_cli.core.codes import Age, Situation
from sferum_cli.core.dates import read_birth
from sferum_cli.core.knowledge import Bilingual, Role
from sferum_cli.core.letter_kinds import LetterKind, more_children
from sferum_cli.core.obligations import Obligation, breached
from sferum_cli.core.people import age_at
from sferum_cli.core.requests import Request
from sferum_cli.core.rule_words import answers_in
from sferum_cli.errors import BadUsage

_OF_AGE: Mapping[Age, tuple[str, ...]] = {
    "under-14": ("school-parent",),
    "14-17": ("student-14-17", "school-parent"),
    "adult": ("student-adult",),
}

# Situations in which nothing is asked that the others ask.
_OF_THEIR_OWN: tuple[Situation, ...] = ("not_in", "asked_to_explain")


def insist_on_request(
    kind: LetterKind, request: Request, kinds: Callable[[], Sequence[LetterKind]]
) -> None:
    """Raises BadUsage with those of all ``kinds`` that fit, where ``kind`` does not.

    It has to be for the path and the role of ``request``.
    """
    if not fitting_kinds(request, [kind]):
        fitting = fitting_kinds(request, kinds())
        key = "error.letter_misfit" if fitting else "error.letter_none"
        raise BadUsage(key, kind=kind.id, title=kind.title, id=request.id, letters=named(fitting))


def insist_on_situation(
    kind: LetterKind,
    situation: Situation | None,
    role: Role | None,
    kinds: Callable[[], Sequence[LetterKind]],
) -> None:
    """Raises BadUsage with those of all ``kinds`` that fit, where ``kind`` would speak of another.

    Whoever is not in has nothing to withdraw, and whoever has to explain withdraws nothing.
    """
    if situation not in _OF_THEIR_OWN or not kind.situations or situation in kind.situations:
        return
    fitting = [
        each for each in kinds()
        if situation in each.situations and (not role or role in each.roles)
    ]  # fmt: skip
    raise BadUsage("error.letter_situation", title=kind.title, letters=named(fitting))


def insist_on_person(
    kind: LetterKind, role: Role | None, kinds: Callable[[], Sequence[LetterKind]]
) -> None:
    """Raises BadUsage with those of all ``kinds`` that fit, where ``kind`` is for another role.

    ``role`` is that of the person for whom it is, None where it is not known.
    """
    if role and role not in kind.roles:
        letters = named([each for each in kinds() if role in each.roles])
        raise BadUsage("error.letter_role", title=kind.title, letters=letters)


def insist_on_late(kind: LetterKind, request: Request, obligations: Sequence[Obligation]) -> None:
    """Raises BadUsage for a reminder where nothing is late, they refused, or there was one."""
    if not kind.reminder:
        return
    if refused := [e for e, result in answers_in(request.round) if result == "refused"]:
        raise BadUsage("error.letter_contested", id=request.id, date=refused[-1].date)
    if before := request.round.last("reminded"):
        raise BadUsage("error.reminded", id=request.id, date=before.date)
    if not breached(obligations):
        raise BadUsage("error.nothing_late", id=request.id)


def insist_on_age(
    kind: LetterKind, values: Mapping[str, str], role: Role | None, band: Age | None, today: date,
    kinds: Callable[[], Sequence[LetterKind]],
) -> None:  # fmt: skip
    """Raises BadUsage with the right one of ``kinds``, where somebody is of no age for ``kind``.

    A birth date (DD.MM.YYYY) decides; without one the ``band`` that was told. ``role`` is empty
    where it is not known.
    """
    wards = () if kind.applies_itself else ("child", *more_children(values))
    if "parent" not in kind.roles or role not in (None, "parent"):
        wards = ()
    people = ("applicant",) if kind.applies_itself else wards
    for who in people:
        age = age_on(values.get(f"{who}.birth_date", ""), today)
        if age is None and (role or kind.applies_itself or values.get(f"{who}.surname")):
            age = band
        fit: tuple[Age, ...] = kind.ages or (("under-14", "14-17") if wards else ())
        if age is not None and fit and age not in fit:
            titles = tuple(each.title for each in kinds() if each.id in _OF_AGE[age])
            raise BadUsage("error.letter_age", titles=titles, first=_OF_AGE[age][0])


def age_on(birth: str, today: date) -> Age | None:
    """The age of somebody born on ``birth``, as it is written; None for what is no such day."""
    try:
        return age_at(read_birth(birth, today), today)
    except BadUsage:
        return None


def named(kinds: Sequence[LetterKind]) -> tuple[tuple[str, Bilingual], ...]:
    """``kinds`` as an error tells them: what is typed, and what it is."""
    return tuple((kind.id, kind.title) for kind in kinds)


def fitting_kinds(request: Request, kinds: Sequence[LetterKind]) -> tuple[LetterKind, ...]:
    """The kinds that are for the path and the role of ``request``."""
    return tuple(
        kind
        for kind in kinds
        if request.path in kind.paths and (request.role is None or request.role in kind.roles)
    )
