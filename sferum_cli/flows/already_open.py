"""A path that is open already: what the person wants then, before a second request is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sferum_cli.core.requests import Request
from sferum_cli.core.state import requests_of
from sferum_cli.core.walk_place import walk_over
from sferum_cli.flows.overview import outlook_of
from sferum_cli.flows.session import Session
from sferum_cli.render.walk_view import already_page
from sferum_cli.shelf import knowledge
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import t


def open_already(folder: Path, path_id: str, person: str) -> Request | None:
    """The open request on that path for the same person, the latest; None where there is none."""
    requests = reversed(requests_of(load_state(folder)))
    same = (r for r in requests if r.open and r.path == path_id)
    return next((r for r in same if r.is_for(person)), None)


def what_is_left(request: Request) -> Literal["continue", "look"]:
    """Whether its steps wait for the person, or the other side."""
    return "look" if walk_over(request, knowledge.path(request.path)) else "continue"


def ask_what_then(session: Session, request: Request) -> str:
    """ "continue" the walk of ``request``, open a "new" one, or "no": neither."""
    session.show(already_page(outlook_of(request, today=session.today), session.today))
    choices = [("continue", t("walk.already.continue", id=request.id))]
    choices = choices if what_is_left(request) == "continue" else []
    choices += [("no", t("walk.already.no")), ("new", t("walk.already.new"))]
    return session.prompter.choose("already", t("walk.already.ask"), choices)
