"""Requests as they stand: all of them, those of one person, one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.flows.birthdays import come_of_age
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import Overview, for_programs, overview
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer, Page
from sferum_cli.render.status_view import home_page, more_closed, nothing_open, nothing_yet
from sferum_cli.text import language

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan


def status(
    session: Session,
    request_id: str | None = None,
    *,
    person: str | None = None,
    archive: bool = False,
) -> Answer:
    """How each request stands (of ``person``, when given), or all about one.

    ``archive`` reads those that were closed long ago, too. Raises NotFound for an unknown request
    or person, DamagedFile.
    """
    if request_id is not None:
        from sferum_cli.flows.status_of import status_of  # only one request alone needs it

        return status_of(session, request_id)
    today = session.today
    found = overview(session.folder, today=today, person=person, archive=archive)
    if person and not (found.items or found.archived):
        known_person(session.folder, person)  # nobody has no requests
    if archive:
        return _with_archive(found, today, lambda: _plans(session, found, person))
    page: Page
    if not found.items:
        page = nothing_open() if found.has_archive else nothing_yet()
    else:
        page = home_page(found.items, found.titles(language()), today)
        page += [more_closed()] if found.has_archive else []
        page += come_of_age(session, person)
    return Answer(page, lambda: for_programs(found.items, today, _plans(session, found, person)))


def _with_archive(found: Overview, today: date, plans: Callable[[], Sequence[CasePlan]]) -> Answer:
    from sferum_cli.render.archive_view import archive_page, damaged_shape  # only --all shows it

    titles = found.titles(language())
    page = home_page(found.items, titles, today) if found.items else []
    page += archive_page(found.archived, titles, found.damaged, today=today)
    items = (*found.items, *found.archived)
    damaged = damaged_shape(found.damaged)
    return Answer(page, lambda: {**for_programs(items, today, plans()), "damaged": damaged})


def _plans(session: Session, found: Overview, person: str | None) -> list[CasePlan]:
    from sferum_cli.flows.plans import plans_in  # most runs print no JSON

    every = plans_in(session.folder, found.state)
    return [p for p in every if person is None or is_same_alias(p.case.alias, person)]
