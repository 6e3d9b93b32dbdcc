"""Requests as they stand: all of them, those of one person, one of them."""

from __future__ import annotations

from typing import Any

from sferum_cli.flows.birthdays import come_of_age
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import Overview, for_programs, overview
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer, Page
from sferum_cli.render.status_view import home_page, more_closed, nothing_open, nothing_yet
from sferum_cli.text import language


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
    if request_id is not None or archive:
        from sferum_cli.flows.status_more import one_request, with_closed  # most look at the list

        return one_request(session, request_id) if request_id else with_closed(session, person)
    found = overview(session.folder, today=session.today, person=person)
    if person and not (found.items or found.archived):
        known_person(session.folder, person)  # nobody has no requests
    page: Page
    if not found.items:
        page = nothing_open() if found.has_archive else nothing_yet()
    else:
        page = home_page(found.items, found.titles(language()), session.today)
        page += [more_closed()] if found.has_archive else []
        page += come_of_age(session, person)
    return Answer(page, lambda: _shape(session, found, person))


def _shape(session: Session, found: Overview, person: str | None) -> dict[str, Any]:
    from sferum_cli.flows.plans import plans_in  # most runs print no JSON

    plans = plans_in(session.folder, found.state, person)
    return for_programs(found.items, session.today, plans)
