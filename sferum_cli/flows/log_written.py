"""One report becomes the events of a request, written with the file that proves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sferum_cli.core.codes import EventType
from sferum_cli.core.dates import read_date
from sferum_cli.core.event_checks import check_event, check_rule
from sferum_cli.core.event_days import check_days
from sferum_cli.core.event_table import event_fields
from sferum_cli.core.events import Event, Value
from sferum_cli.core.ladder import came_back, closing, opening
from sferum_cli.core.letter_copies import copy_sent
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New, State, new_request_id, record, request_of
from sferum_cli.errors import BadUsage
from sferum_cli.flows.log_asked import Report
from sferum_cli.flows.overview import outlook_by_id, outlook_of
from sferum_cli.shelf.ladder import ladder
from sferum_cli.storage.archive import recall
from sferum_cli.storage.attachments import neutral_name, new_proof, read_proof, sha256
from sferum_cli.storage.changes import change_with_files
from sferum_cli.text import date_words


def write_down(
    folder: Path,
    request_id: str,
    report: Report,
    *,
    today: date,
    at: str,
    proof: Path | None = None,
) -> tuple[Outlook, tuple[Event, ...]]:
    """Record what happened and give the request as it is now with the events written.

    ``proof`` is the file that ``report`` attaches, to be kept beside the state. Raises NotFound,
    BadUsage (an event the table does not allow, a field it does not have, a day that cannot be),
    StateBusy, DamagedFile; then nothing is written.
    """
    kind, when = report.event, report.when
    given = _typed(kind, report.fields, today)
    content = read_proof(proof) if proof else b""
    if proof:
        given |= {"file": neutral_name(content, proof.name), "sha256": sha256(content)}

    def edit(state: State) -> tuple[State, dict[str, bytes], tuple[Event, ...]]:
        state = recall(folder, state, request_id)
        request = request_of(state, request_id)
        what, told = _as_it_is(request, kind, given)
        new = _with_proof(request, what, when, told)
        first = Event(0, at, new[0].type, request_id, when, 0, new[0].data)
        if first.text("rule"):
            check_rule(first, outlook_of(request, today=today).obligations)
        check_days(request, first, today)
        check_event(request, first)
        if what == "reappeared":
            new = [*_came_back(state, request, when, dict(new[0].data)), *new[1:]]
        if kind == "sent" and request.parent:
            new += closing(request_of(state, request.parent), request.id, when)
        changed, added = record(state, new, at=at)
        files = new_proof(folder, str(given["file"]), content) if proof else {}
        return changed, files, added

    added = change_with_files(folder, edit)
    return outlook_by_id(folder, request_id, today=today), added


def _typed(event_type: EventType, fields: Mapping[str, Value], today: date) -> dict[str, Value]:
    """``fields`` as they are kept: a day that puts another right is a day."""
    given = dict(fields)
    if event_type == "corrected" and given.get("field") in ("date", "until") and "to" in given:
        given["to"] = read_date(str(given["to"]), today, date_words()).day
    if event_type == "returned" and given.get("copy") is True:
        del given["copy"]  # which one is not said by that
    return given


def _as_it_is(
    request: Request, event_type: EventType, fields: Mapping[str, Value]
) -> tuple[EventType, Mapping[str, Value]]:
    """Who looks after the success and finds it undone tells that the entry is there again."""
    undone = event_type == "verified" and fields.get("result") == "no"
    if undone and request.outcome == "verified_done" and request.success is None:
        return "reappeared", {name: each for name, each in fields.items() if name != "result"}
    return event_type, fields


def _number(value: Value | None) -> int:
    return value if isinstance(value, int) else 0


def _with_proof(
    request: Request, event_type: EventType, when: date, given: Mapping[str, Value]
) -> list[New]:
    """The events of a report; a file that the event has no place for is attached beside it."""
    if "file" not in given or "file" in event_fields(event_type):
        return _news(request, event_type, when, given)
    rest = {name: value for name, value in given.items() if name not in ("file", "sha256")}
    attached = {"file": given["file"], "sha256": given["sha256"]}
    return [*_news(request, event_type, when, rest), New("attached", request.id, when, attached)]


def _came_back(state: State, request: Request, when: date, data: dict[str, Value]) -> list[New]:
    """An entry that came back opens a linked request, in the same action: the school first."""
    path, rung = came_back(request, ladder(institution=request.institution.kind))
    child = new_request_id(state, path)
    return [
        New("reappeared", request.id, when, {**data, "child": child}),
        opening(request, path, rung, child, when, "re_added"),
    ]


def _news(
    request: Request, event_type: EventType, when: date, fields: Mapping[str, Value]
) -> list[New]:
    """The events that one report amounts to: an answer with its result is two."""
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    if event_type == "corrected" and (old := request.event(_number(given.get("event")))):
        field = str(given.get("field", ""))
        was = old.date if field == "date" else old.data.get(field)
        given |= {"was": was} if was is not None else {}
    if event_type == "answered" and "result" in given:
        second: dict[str, Value] = {
            name: given.pop(name) for name in ("result", "reason") if name in given
        }
        return [
            *_news(request, event_type, when, given),
            New("classified", request.id, when, second),
        ]
    if event_type == "sent" and given.get("copy") == request.round.next_copy:
        given["copy"] = True  # its number follows from those before it
    if event_type == "sent" and given.get("channel") == "in_person":
        # The mark on the second copy is the proof of receipt: told with the hand-over.
        proof = ("number", "file", "sha256")
        mark = {name: given.pop(name) for name in proof if name in given}
        if given.pop("stamp", "") or mark.get("number"):
            return [
                *_news(request, event_type, when, given),
                New("received", request.id, when, mark),
            ]
        given |= mark
    for name in given:
        if name not in event_fields(event_type):
            raise BadUsage("error.event_field", event=event_type, field=name)
    if event_type in ("sent", "reminded") and "letter" not in given:
        copy = copy_sent(request, Event(0, "", event_type, request.id, when, 0))
        given |= {"letter": copy.text("letter")} if copy else {}
    return [New(event_type, request.id, when, given)]
