"""Where things stand, for who types the bare name of the program."""

from __future__ import annotations

from sferum_cli.flows.plans import plans_in
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import for_programs, overview
from sferum_cli.render.answer import Answer
from sferum_cli.render.plan_view import planned_next
from sferum_cli.render.status_view import home as home_page
from sferum_cli.render.status_view import nothing_open, welcome
from sferum_cli.shelf import knowledge
from sferum_cli.text import language


def home(session: Session) -> Answer:
    """The task list: a person does what is on it, a pipe gets each line and one next command.

    Raises DamagedFile, and Interrupted where a person leaves in the middle.
    """
    if session.asks:
        # What a choice may lead to is loaded for a person only: a pipe reads a list.
        from sferum_cli.flows.home_asked import stay

        return stay(session)
    today, lang = session.today, language()
    found = overview(session.folder, today=today)
    plans = plans_in(session.folder, found.state)
    ahead = [
        planned_next(each, knowledge.path_head(each.plan.next.row.path).title.pick(lang))
        for each in plans
        if each.wanted and each.plan.next
    ]
    if found.items or ahead:
        page = home_page(found.items, found.titles(lang), today, ahead)
    else:
        page = [*welcome(), *(nothing_open() if found.has_archive else [])]
    return Answer(page, lambda: for_programs(found.items, today, plans))
