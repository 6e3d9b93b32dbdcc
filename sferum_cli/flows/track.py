"""Requests: what there is, what happened, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sferum_cli.core.clocks import pick_rules
from sferum_cli.core.events import EVENTS, Event, Value, fields_of
from sferum_cli.core.knowledge import GuidedPath
from sferum_cli.core.next_action import Outlook, outlook, ranked
from sferum_cli.core.requests import Request, check_event
from sferum_cli.core.state import (
    New,
    State,
    check_date,
    record,
    request_of,
    requests_of,
    undo,
)
from sferum_cli.errors import BadUsage, NotFound
from sferum_cli.storage import knowledge
from sferum_cli.storage.rules import all_rules, work_calendar
from sferum_cli.storage.state_file import load_state


@dataclass(frozen=True, slots=True)
class Overview:
    """Every request as it stands, the most urgent first, with the paths they walk."""

    items: tuple[Outlook, ...]
    paths: Mapping[str, GuidedPath]

    def titles(self, language: str) -> dict[str, str]:
        """The title of each path by its id."""
        return {path_id: path.title.pick(language) for path_id, path in self.paths.items()}


def overview(folder: Path, *, today: date, person: str | None = None) -> Overview:
    """All requests in ``folder`` (of ``person``, when given) as of ``today``."""
    requests = [r for r in requests_of(load_state(folder)) if person in (None, r.person)]
    items = ranked(look(request, today=today) for request in requests)
    return Overview(tuple(items), {r.path: knowledge.path(r.path) for r in known(requests)})


def known(requests: Sequence[Request]) -> list[Request]:
    """Those whose path the program still knows."""
    ids = knowledge.path_ids()
    return [request for request in requests if request.path in ids]


def one(folder: Path, request_id: str, *, today: date) -> tuple[Outlook, GuidedPath | None]:
    """One request and its path. Raises NotFound with the ids there are."""
    request = request_of(load_state(folder), request_id)
    path = knowledge.path(request.path) if known([request]) else None
    return look(request, today=today), path


def look(request: Request, *, today: date) -> Outlook:
    """How a request stands on ``today``."""
    path = knowledge.path(request.path) if known([request]) else None
    rules = pick_rules(all_rules(), path.deadlines) if path else ()
    return outlook(
        request,
        rules,
        work_calendar(),
        today=today,
        check_after=path.check_after if path else "",
    )


def log(
    folder: Path,
    request_id: str,
    event_type: str,
    *,
    when: date,
    today: date,
    at: str,
    fields: Mapping[str, Value],
) -> tuple[Outlook, tuple[Event, ...]]:
    """Record what happened and give the request as it is now with the events written.

    Raises NotFound, BadUsage (an event the table does not allow, a field it does not have, a day
    that cannot be), StateBusy, DamagedFile; then nothing is written.
    """
    from sferum_cli.storage.changes import change

    def edit(state: State) -> tuple[State, tuple[Event, ...]]:
        request = request_of(state, request_id)
        new = _news(request, event_type, when, fields)
        check_event(request, Event(0, at, new[0].type, request_id, when, 0, new[0].data))
        check_date(request, new[0].type, when, today)
        return record(state, new, at=at)

    if event_type not in EVENTS or not EVENTS[event_type].recordable:
        raise NotFound("error.event_unknown", given=event_type)
    added = change(folder, edit)
    return one(folder, request_id, today=today)[0], added


def _news(request: Request, event_type: str, when: date, fields: Mapping[str, Value]) -> list[New]:
    """The events that one report amounts to: an answer with its result is two."""
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    if event_type == "answered" and "result" in given:
        second = {"result": given.pop("result")}
        return [
            *_news(request, event_type, when, given),
            New("classified", request.id, when, second),
        ]
    for name in given:
        if name not in fields_of(event_type):
            raise BadUsage("error.event_field", event=event_type, field=name)
    return [New(event_type, request.id, when, given)]


def take_back(folder: Path, *, today: date, at: str) -> tuple[Event, ...]:
    """Take the last action back and give its events. Raises BadUsage where there is none."""
    from sferum_cli.storage.changes import change

    return change(folder, lambda state: undo(state, at=at, today=today))
