"""Where things stand, for who types the bare name of the program."""

from __future__ import annotations

from sferum_cli.flows.session import Session
from sferum_cli.flows.status import for_programs, overview
from sferum_cli.render.answer import Answer
from sferum_cli.render.status_view import home as home_page
from sferum_cli.render.status_view import nothing_open, welcome
from sferum_cli.text import language


def home(session: Session) -> Answer:
    """Each open request and one next command; the first time, what to type. DamagedFile."""
    today = session.today
    found = overview(session.folder, today=today)
    if found.items:
        page = home_page(found.items, found.titles(language()), today)
    else:
        page = [*welcome(), *(nothing_open() if found.has_archive else [])]
    return Answer(page, lambda: for_programs(found.items, today))
