"""What `status` shows beside the list: one request whole, or those closed long ago, too."""

from __future__ import annotations

from typing import Any

from sferum_cli.flows.checks import checks_for
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.letter_kept import kept_lines
from sferum_cli.flows.overview import for_programs, outlook_by_id, overview, title_of
from sferum_cli.flows.plans import plans_in
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.archive_view import archive_page, damaged_shape
from sferum_cli.render.playbook_view import play_page
from sferum_cli.render.status_view import details, home_page
from sferum_cli.render.timeline import timeline
from sferum_cli.text import language


def one_request(session: Session, request_id: str) -> Answer:
    """How that request stands and what happened to it. Raises NotFound, DamagedFile."""
    today = session.today
    item = outlook_by_id(session.folder, request_id, today=today)
    title = title_of(item.request)
    drawing = timeline(item, today, session.width - 2)
    letters = kept_lines(item.request)
    checks = checks_for(item)
    page = details(item, title, today=today, drawing=drawing, checks=checks, letters=letters)
    if play := play_for(item):
        page += play_page(play, item.request)

    def shape() -> dict[str, Any]:
        plans = [p for p in plans_in(session.folder) if item.request.is_for(p.case.alias)]
        return for_programs([item], today, plans)

    return Answer(page, shape)


def with_closed(session: Session, person: str | None) -> Answer:
    """How each request stands (of ``person``, when given), those that were closed long ago, too.

    Raises NotFound for an unknown person, DamagedFile.
    """
    today = session.today
    found = overview(session.folder, today=today, person=person, archive=True)
    if person and not (found.items or found.archived):
        known_person(session.folder, person)  # nobody has no requests
    titles, damaged = found.titles(language()), damaged_shape(found.damaged)
    page = home_page(found.items, titles, today) if found.items else []
    page += archive_page(found.archived, titles, found.damaged, today=today)

    def shape() -> dict[str, Any]:
        plans = plans_in(session.folder, found.state, person)
        return {**for_programs((*found.items, *found.archived), today, plans), "damaged": damaged}

    return Answer(page, shape)
