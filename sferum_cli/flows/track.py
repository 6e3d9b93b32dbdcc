"""Requests: what there is, what happened, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sferum_cli.core.clocks import pick_rules
from sferum_cli.core.events import CLAIMED, EVENTS, Event, Value, fields_of
from sferum_cli.core.knowledge import GuidedPath
from sferum_cli.core.ladder import opening, path_above
from sferum_cli.core.next_action import Outlook, outlook, ranked
from sferum_cli.core.requests import Request, check_event
from sferum_cli.core.state import (
    New,
    State,
    check_date,
    new_request_id,
    record,
    request_of,
    requests_of,
    undo,
)
from sferum_cli.core.workdays import WorkCalendar
from sferum_cli.errors import BadUsage, NotFound
from sferum_cli.storage import knowledge
from sferum_cli.storage.attachments import keep_proof, neutral_name, read_proof, sha256
from sferum_cli.storage.ladder import checks, ladder
from sferum_cli.storage.rules import all_rules, work_calendar
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language

DUE = ("due_today", "overdue", "long_overdue", "recheck_due")


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
    wanted = person.casefold() if person else None
    requests = requests_of(load_state(folder))
    if wanted is not None:
        requests = tuple(r for r in requests if r.person.casefold() == wanted)
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


def explained(folder: Path, request_id: str, *, today: date) -> tuple[Outlook, WorkCalendar]:
    """One request and the calendar its dates were computed with. Raises NotFound."""
    return one(folder, request_id, today=today)[0], work_calendar()


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
        checked=path.checked if path else None,
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
    proof: Path | None = None,
) -> tuple[Outlook, tuple[Event, ...]]:
    """Record what happened and give the request as it is now with the events written.

    ``proof`` is a file to keep beside the state. Raises NotFound, BadUsage (an event the table
    does not allow, a field it does not have, a day that cannot be), StateBusy, DamagedFile; then
    nothing is written.
    """
    from sferum_cli.storage.changes import change

    given = dict(fields)
    content = read_proof(proof) if proof else b""
    if proof:
        given |= {"file": neutral_name(content, proof.name), "sha256": sha256(content)}

    def edit(state: State) -> tuple[State, tuple[Event, ...]]:
        request = request_of(state, request_id)
        new = _with_proof(request, event_type, when, given)
        check_event(request, Event(0, at, new[0].type, request_id, when, 0, new[0].data))
        check_date(request, new[0].type, when, today)
        if event_type == "reappeared":
            new = [*_came_back(state, request, when, dict(new[0].data)), *new[1:]]
        changed = record(state, new, at=at)
        if proof:
            keep_proof(folder, str(given["file"]), content)
        return changed

    if event_type not in EVENTS or not EVENTS[event_type].recordable:
        raise NotFound("error.event_unknown", given=event_type)
    added = change(folder, edit)
    return one(folder, request_id, today=today)[0], added


def _with_proof(
    request: Request, event_type: str, when: date, given: Mapping[str, Value]
) -> list[New]:
    """The events of a report; a file that the event has no place for is attached beside it."""
    if "file" not in given or "file" in fields_of(event_type):
        return _news(request, event_type, when, given)
    rest = {name: value for name, value in given.items() if name not in ("file", "sha256")}
    attached = {"file": given["file"], "sha256": given["sha256"]}
    return [*_news(request, event_type, when, rest), New("attached", request.id, when, attached)]


def _came_back(state: State, request: Request, when: date, data: dict[str, Value]) -> list[New]:
    """An entry that came back opens a linked request one rung up, in the same action."""
    path, rung = path_above(request, ladder())
    child = new_request_id(state, path)
    return [
        New("reappeared", request.id, when, {**data, "child": child}),
        opening(request, path, rung, child, when),
    ]


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


def due_items(folder: Path, *, today: date) -> tuple[Outlook, ...]:
    """The requests of which something is due on ``today`` and was not put off."""
    return tuple(
        item
        for item in overview(folder, today=today).items
        if item.timing in DUE and item.next.score > 0
    )


def checks_for(item: Outlook) -> tuple[str, ...]:
    """What the person can look at to see whether it is really done; empty when it is not time."""
    request = item.request
    if request.status != CLAIMED and item.timing != "recheck_due":
        return ()
    lang = language()
    paths = [knowledge.path(each.path) for each in known([request])]
    own = [path.ending_for(request.role).check for path in paths]
    if request.rung == 0 and not any(path.kind == "delete" for path in paths):
        return tuple(check.pick(lang) for check in own)
    general = [check.text for check in checks() if check.when.fits(request.role)]
    return tuple(check.pick(lang) for check in (*own, *general))
