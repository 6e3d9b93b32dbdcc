"""Which request is meant where none was named: the only one there is, or the person says."""

from __future__ import annotations

from collections.abc import Callable

from sferum_cli.core.requests import Request
from sferum_cli.core.state import requests_of
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import head_of, of_known_paths, of_person
from sferum_cli.flows.session import Session
from sferum_cli.render.status_view import id_and_alias
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


def which(
    session: Session,
    request_id: str | None,
    fits: Callable[[Request], bool] = lambda request: request.open,
    *,
    person: str | None = None,
) -> str:
    """``request_id``, or the one request that ``fits``; where there are several a person is asked.

    With ``person`` only theirs are looked at. Raises BadUsage where there is none, NotFound for an
    unknown person, NeedsAnswer that names the requests where nobody can be asked.
    """
    if request_id is not None:
        return request_id
    every = of_person(requests_of(load_state(session.folder)), person)
    if person and not every:
        known_person(session.folder, person)  # nobody has no requests
    found = [request for request in every if fits(request)] or list(every)
    if not found:
        raise BadUsage("error.no_request")
    if len(found) == 1:
        return found[0].id
    if not session.can_ask:
        raise NeedsAnswer("error.which_request", known=tuple(request.id for request in found))
    lang = language()
    titles = {r.id: head_of(r).title.pick(lang) for r in of_known_paths(found)}
    choices = [(r.id, f"{id_and_alias(r)} · {titles.get(r.id, r.path)}") for r in found]
    return session.prompter.choose("request", t("log.which"), choices)
