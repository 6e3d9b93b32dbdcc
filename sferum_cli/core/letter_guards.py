"""Which letter may be written at all: for this request, role and age, on this day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sferum_cli.core.codes import Age
from sferum_cli.core.letter_kinds import LetterKind, more_children
from sferum_cli.core.obligations import Obligation, breached
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage

_OF_AGE: Mapping[Age, tuple[str, ...]] = {
    "under-14": ("school-parent",),
    "14-17": ("student-14-17", "school-parent"),
    "adult": ("student-adult",),
}


def insist_on_request(kind: LetterKind, request: Request, kinds: Sequence[LetterKind]) -> None:
    """Raises BadUsage with the kinds that fit, where ``kind`` is not for the path and role."""
    paths = {path for each in kinds for path in each.paths}
    if request.path in paths and request.path not in kind.paths:
        raise _misfit(kind, request, kinds)
    if request.role is not None and request.role not in kind.roles:
        raise _misfit(kind, request, kinds)


def insist_on_late(kind: LetterKind, request: Request, obligations: Sequence[Obligation]) -> None:
    """Raises BadUsage for a reminder where nothing is late, or where there was one already."""
    if not kind.reminder:
        return
    if before := request.round.last("reminded"):
        raise BadUsage("error.reminded", id=request.id, date=before.date)
    if not breached(obligations):
        raise BadUsage("error.nothing_late", id=request.id)


def insist_on_age(
    kind: LetterKind, values: Mapping[str, str], band: Age | None, today: date
) -> None:
    """Raises BadUsage with the right kind, where somebody is too old or too young for ``kind``.

    A birth date (DD.MM.YYYY) decides; without one the ``band`` that was told.
    """
    wards = () if kind.applies_itself else ("child", *more_children(values))
    if "parent" not in kind.roles:
        wards = ()
    people = ("applicant",) if kind.applies_itself else wards
    for who in people:
        age = age_on(values.get(f"{who}.birth_date", ""), today)
        if age is None and values.get(f"{who}.surname"):
            age = band
        fit: tuple[Age, ...] = kind.ages or (("under-14", "14-17") if wards else ())
        if age is not None and fit and age not in fit:
            raise BadUsage("error.letter_age", kind=kind.id, age=age, known=_OF_AGE[age])


def age_on(birth: str, today: date) -> Age | None:
    """The age band of somebody born on ``birth`` (DD.MM.YYYY); None for what is no such day."""
    try:
        born = datetime.strptime(birth, "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return "under-14" if years < 14 else "14-17" if years < 18 else "adult"


def fitting(request: Request, kinds: Sequence[LetterKind]) -> tuple[LetterKind, ...]:
    """The kinds that are for the path and the role of ``request``."""
    return tuple(
        kind
        for kind in kinds
        if request.path in kind.paths and (request.role is None or request.role in kind.roles)
    )


def _misfit(kind: LetterKind, request: Request, kinds: Sequence[LetterKind]) -> BadUsage:
    known = tuple(each.id for each in fitting(request, kinds))
    return BadUsage("error.letter_misfit", kind=kind.id, id=request.id, known=known)
