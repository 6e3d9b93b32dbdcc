"""Where things stand, for who runs the bare name of the program elsewhere than at a terminal."""

from __future__ import annotations

from sferum_cli.core.tasks import task_list
from sferum_cli.flows.birthdays import come_of_age
from sferum_cli.flows.overview import for_programs, overview
from sferum_cli.flows.plans import path_title, plans_in
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.plan_view import planned_next
from sferum_cli.render.status_view import home_page, nothing_open
from sferum_cli.render.welcome_view import welcome
from sferum_cli.text import language


def home(session: Session) -> Answer:
    """Each open request and one next command; the first time, what to type. DamagedFile."""
    today, lang = session.today, language()
    found = overview(session.folder, today=today)
    plans = plans_in(session.folder, found.state)
    ahead = [
        planned_next(each, task, path_title(task.path, each.case).pick(lang))
        for each in task_list(plans, found.items)
        for task in each.tasks
        if task.item is None
    ]
    if found.items or ahead:
        page = home_page(found.items, found.titles(lang), today, ahead)
        page += come_of_age(session)
    else:
        page = [*welcome(), *(nothing_open() if found.has_archive else [])]
    return Answer(page, lambda: for_programs(found.items, today, plans))
