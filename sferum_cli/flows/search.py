"""Finding what to read by the person's own words: the pages there are, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.danger import Stop
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Role
from sferum_cli.core.requests import Request, possible
from sferum_cli.core.search import Found
from sferum_cli.core.state import requests_of
from sferum_cli.core.words import folded
from sferum_cli.errors import SferumError
from sferum_cli.flows.heard import danger_heard
from sferum_cli.render.answer import Answer
from sferum_cli.render.search_view import found_page, found_shape
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.search import topics
from sferum_cli.shelf.search_pages import pages
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language
from sferum_cli.text.keyboard import other_layout

MOST = 5
IN_THE_CASE = 1.06  # for a path that the person walks


@frozen
class Asker:
    """Who asks: the role, where it is known, the requests that are open, the institution."""

    role: Role | None = None
    requests: tuple[Request, ...] = ()
    kind: InstitutionKind = USUAL

    @property
    def only_request(self) -> Request | None:
        """The one request that has gone out, None where there is none or more."""
        out = [request for request in self.requests if request.status not in ("planned", "drafted")]
        return out[0] if len(out) == 1 else None


NOBODY = Asker()


def answer_to(query: str, who: Asker, path_id: str | None) -> Answer:
    """The danger in ``query``, if any, and the best places for it. Raises as ``find``."""
    stop, found = answer(query, who, path_id)
    lang = language()
    return Answer(found_page(query, stop, found, lang), found_shape(query, stop, found, lang))


def asker(folder: Path, role: Role | None, kind: InstitutionKind = USUAL) -> Asker:
    """Who asks, by the open requests in ``folder``; a damaged one keeps nobody from searching."""
    try:
        requests = tuple(request for request in requests_of(load_state(folder)) if request.open)
    except SferumError:
        requests = ()
    roles = {request.role for request in requests}
    return Asker(role or (roles.pop() if len(roles) == 1 else None), requests, kind)


def answer(
    query: str, who: Asker = NOBODY, path_id: str | None = None
) -> tuple[Stop | None, list[Found]]:
    """The danger in ``query``, if any, and the places that may stand beside it.

    Raises NotFound for an unknown path.
    """
    stop = danger_heard(query)
    alone = stop is not None and stop.danger.path is None
    return stop, [] if alone else find(query, who, path_id)


def find(query: str, who: Asker = NOBODY, path_id: str | None = None) -> list[Found]:
    """The best places for ``query``, at most five, in one path or in all; none where none fits.

    Raises NotFound for an unknown path.
    """
    return finder(who, path_id)(query)


def finder(who: Asker = NOBODY, path_id: str | None = None) -> Callable[[str], list[Found]]:
    """``find`` for many queries: the pages are read once. Raises NotFound for an unknown path."""
    known, index = pages(who.role, who.kind, path_id)
    walked = {request.path for request in who.requests}
    favoured = {key: IN_THE_CASE for key in known if known[key].path in walked}

    def ask(query: str) -> list[Found]:
        hits = index.find(query, favoured)
        if not hits and query.isascii():
            hits = index.find(other_layout(query.lower()), favoured)
        found = (replace(known[hit.key], score=min(1.0, round(hit.score, 3))) for hit in hits)
        return [_with_request(place, who.only_request) for place in _different(found)]

    return ask


def _with_request(place: Found, request: Request | None) -> Found:
    """A topic goes on with the one request there is, where it can."""
    topic = next((topic for topic in topics() if topic.id == place.about), None)
    if topic is None or request is None or not topic.with_request:
        return place
    wanted = topic.with_request.format(id=request.id)
    event = wanted.split()[3:4] if wanted.startswith("sferum log ") else []
    return replace(place, command=wanted) if set(event) <= set(possible(request)) else place


def _different(found: Iterable[Found]) -> list[Found]:
    """The first few; one and the same trouble is told once, wherever else it can happen."""
    told: dict[str, Found] = {}
    for place in found:
        whole = any(other.path == place.path and other.step is None for other in told.values())
        if place.path and place.step and not place.trouble and whole:
            continue  # the step is on the way of a path that is told already
        told.setdefault(folded(place.title.ru), place)
        if len(told) == MOST:
            break
    return list(told.values())
