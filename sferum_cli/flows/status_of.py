"""One request as it stands: its history, its terms, what a volunteer would say."""

from __future__ import annotations

from typing import Any

from sferum_cli.flows.checks import checks_for
from sferum_cli.flows.letter_kept import kept_lines
from sferum_cli.flows.overview import for_programs, outlook_by_id, title_of
from sferum_cli.flows.plans import plans_in
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.playbook_view import play_page
from sferum_cli.render.status_view import details
from sferum_cli.render.timeline import timeline


def status_of(session: Session, request_id: str) -> Answer:
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
