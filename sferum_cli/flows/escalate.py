"""Going one rung up: where we are, what the next rung needs, and opening its request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.ladder import (
    LadderPlace,
    Rung,
    first_of,
    opening,
    readiness,
    rung_of,
    rungs_for,
    ways_up,
)
from sferum_cli.core.state import State, new_request_id, record, request_of, requests_of
from sferum_cli.errors import BadUsage
from sferum_cli.flows.kinds import likeliest
from sferum_cli.flows.overview import outlook_by_id, title_of
from sferum_cli.flows.owner_asked import ask_above
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Block
from sferum_cli.render.escalate_view import escalation, ladder_title, next_rung, opened_above
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder
from sferum_cli.storage.archive import recall
from sferum_cli.storage.changes import change
from sferum_cli.text import language, t


def escalate(
    session: Session, request_id: str | None, *, to: str | None, person: str | None = None
) -> Answer:
    """The map of the rungs, and the request of the next one (``to``, or as the person chooses).

    Raises as ``open_next_rung``.
    """
    request_id = which(session, request_id, person=person)
    place = ladder_place(session.folder, request_id, today=session.today, to=to or "")
    if place.reason == "done":
        raise BadUsage("error.up_done", id=request_id)
    if to and ask_above(session, place, to, ladder_title(place.item.request)):
        place = ladder_place(session.folder, request_id, today=session.today, to=to or "")
    page: list[Block] = escalation(place, knowledge.facts())
    rungs = [rung for rung in place.above if rung.paths]
    if not rungs:
        return Answer(page, {"request": None, "letter": None})
    if to is None and session.can_ask:
        to = _ask_rung(session, place, rungs, page)
        page = []
        if to == "no":
            return Answer([], {"request": None, "letter": None})
        ask_above(session, place, to, ladder_title(place.item.request))
    child = open_next_rung(session.folder, request_id, to=to, today=session.today, at=session.at)
    item = outlook_by_id(session.folder, child, today=session.today)
    letter = likeliest(item.request)
    shape = {"request": request_shape(item), "letter": letter}
    return Answer([*page, *opened_above(child, title_of(item.request), letter)], shape)


def _ask_rung(
    session: Session, place: LadderPlace, rungs: Sequence[Rung], details: Sequence[Block]
) -> str:
    """The rung that the person goes up to, or "no"."""
    options = [(rung.id, rung.title.pick(language())) for rung in rungs]
    options += [("more", t("ladder.more")), ("no", t("ladder.not_now"))]
    while True:
        session.show(next_rung(place))
        answer = session.prompter.choose("rung", t("ladder.ask"), options)
        if answer != "more":
            return answer
        session.show(details)


def ladder_place(folder: Path, request_id: str, *, today: date, to: str = "") -> LadderPlace:
    """Where the request stands on the ladder, ``to`` the first above it. Raises NotFound."""
    item = outlook_by_id(folder, request_id, today=today)
    place = item.request.institution
    every = ladder(institution=place.kind, ownership=place.ownership)
    rungs = rungs_for(every, item.request.role)
    here = rung_of(item.request, rungs)
    reason = readiness(item.request, item.obligations, today)
    above = first_of(ways_up(here, rungs), reason, here, to)
    return LadderPlace(item, rungs, here, above, reason)


def open_next_rung(folder: Path, request_id: str, *, to: str | None, today: date, at: str) -> str:
    """Open the request of the next rung (``to``, or the best one) and give its id.

    Raises NotFound, BadUsage for a rung that is not above this one, on the last rung, and where
    the request of that rung is open already.
    """
    place = ladder_place(folder, request_id, today=today)
    rung = _chosen(place, to)
    path = rung.paths[0]

    def edit(state: State) -> tuple[State, str]:
        state = recall(folder, state, request_id)
        request = request_of(state, request_id)
        for other in requests_of(state):
            if other.open and (other.parent, other.path) == (request.id, path):
                raise BadUsage("error.already_up", id=request.id, child=other.id)
        child = new_request_id(state, path)
        new = [opening(request, path, rung.number, child, today, addressee=rung.addressee)]
        return record(state, new, at=at)[0], child

    return change(folder, edit)


def _chosen(place: LadderPlace, to: str | None) -> Rung:
    above = [rung for rung in place.above if rung.paths]
    if not above:
        raise BadUsage("error.last_rung", id=place.item.request.id)
    if to is None:
        return above[0]
    for rung in above:
        if to in (rung.id, *rung.paths):
            return rung
    known = tuple(rung.id for rung in above)
    raise BadUsage(
        "error.not_above", given=to, option="--to", known=known, id=place.item.request.id
    )
