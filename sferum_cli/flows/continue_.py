"""Going on with a paused walk."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.events import DRAFTED, PLANNED
from sferum_cli.core.state import requests_of
from sferum_cli.core.walk_place import place, walk_over
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import head_of, known_path, of_known_paths, of_person, outlook_by_id
from sferum_cli.flows.paths import open_path, steps_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk import NOTHING_OPENED, resume
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Block
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.render.status_view import id_and_alias
from sferum_cli.render.step_view import step_page
from sferum_cli.render.walk_view import nothing_waits, paused_page
from sferum_cli.storage.archive import find_request
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


def continue_(session: Session, request_id: str | None, *, person: str | None = None) -> Answer:
    """Go on with a walk, or print what is left of it where nobody can be asked.

    Raises NeedsAnswer where there are several and none was named, NotFound, BadUsage.
    """
    if request_id is None:
        begun = begun_walks(session.folder, person)
        if person and not begun:
            known_person(session.folder, person)
        if not begun:
            return Answer(nothing_waits(), NOTHING_OPENED)
        request_id = begun[0][0]
        if len(begun) > 1:
            if not session.can_ask:
                raise NeedsAnswer("error.which_walk", known=tuple(name for name, _ in begun))
            request_id = session.prompter.choose("request", t("continue.which"), begun)
    if session.can_ask:
        return resume(session, request_id)
    page = remaining_page(session.folder, request_id)
    item = outlook_by_id(session.folder, request_id, today=session.today)
    return Answer(page, {"request": request_shape(item)})


def begun_walks(folder: Path, person: str | None = None) -> list[tuple[str, str]]:
    """The walks that wait (of ``person``, when given), the latest opened first: ids and titles.

    Paused walks come before requests that were only opened, and those before what is left of a
    walk whose letter has gone already: each of them waits where none of the kind before it does.
    """
    requests = reversed(of_person(requests_of(load_state(folder)), person))
    left = [r for r in of_known_paths(tuple(requests)) if not walk_over(r, known_path(r))]
    waiting = [r for r in left if r.status in (PLANNED, DRAFTED)]
    paused = [r for r in waiting if r.walk]
    lang = language()
    return [
        (r.id, f"{id_and_alias(r)} · {head_of(r).title.pick(lang)}")
        for r in paused or waiting or [r for r in left if r.walk]
    ]


def remaining_page(folder: Path, request_id: str) -> list[Block]:
    """The steps of a walk that are still to be done, for who cannot be asked.

    Raises NotFound, and BadUsage for a finished one.
    """
    request = find_request(folder, request_id)
    book = open_path(request.path, request.institution.kind)
    if walk_over(request, book.path):
        raise BadUsage("error.walk_finished", id=request_id)
    steps = steps_of(request, book.path)
    of, added = len(steps), book.path.added
    pages = [step_page(s, n, of, book.facts, added=added) for n, s in enumerate(steps, start=1)]
    left = pages[place(request, book.path) :]
    return [block for page in left for block in page] + paused_page(request_id)
