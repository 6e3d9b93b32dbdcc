"""Writing down what happened to a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from sferum_cli.core.cases import one_of
from sferum_cli.core.codes import EVENT_TYPES, EventType
from sferum_cli.core.dates import read_date
from sferum_cli.core.event_checks import check_days, check_event
from sferum_cli.core.event_table import EVENTS, event_fields, recordable
from sferum_cli.core.events import Event, Value
from sferum_cli.core.ladder import came_back, closing, opening
from sferum_cli.core.letter_copies import copy_sent
from sferum_cli.core.outlook import LOOK_DAYS, Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New, State, new_request_id, record, request_of
from sferum_cli.errors import BadUsage, Interrupted, NeedsAnswer, NotFound
from sferum_cli.flows.checks import checks_for
from sferum_cli.flows.heard import answer_danger, danger_told
from sferum_cli.flows.inputs import read_day
from sferum_cli.flows.log_asked import (
    FREE,
    LogChoice,
    Report,
    Untold,
    ask_looked,
    ask_report,
    ask_what_happened,
    missing_fields,
)
from sferum_cli.flows.log_heard import closes, happening_of, refuse_guess, refuse_silence
from sferum_cli.flows.overview import one, title_of
from sferum_cli.flows.owner_asked import ask_owner, how_to_tell
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.obligations import sentence
from sferum_cli.render.playbook_view import play_page
from sferum_cli.render.shapes import request_shape
from sferum_cli.render.status_view import recorded, silence_page, where_it_stands
from sferum_cli.shelf.ladder import ladder
from sferum_cli.storage.archive import recall
from sferum_cli.storage.attachments import neutral_name, new_proof, read_proof, sha256
from sferum_cli.storage.changes import change_with_files
from sferum_cli.text import date_words, t


def log(
    session: Session,
    request_id: str | None,
    event: str | None,
    fields: Mapping[str, Value],
    *,
    day: str | None = None,
    until: str | None = None,
    attach: str | None = None,
    back: bool = False,
) -> Answer:
    """Record what happened, from what is given and, where something is missing, from the person.

    Without an ``event`` the person is asked in words of their own, and with ``back`` may go back:
    then the page is empty. For an agreed date ``day`` alone is that date. Raises NeedsAnswer where
    nobody can be asked, Interrupted, and as ``write_down``; then nothing is written.
    """
    if request_id and event is None and _is_event(request_id):
        request_id, event = None, request_id
    request_id = which(session, request_id)
    if event is None and not session.can_ask:
        raise NeedsAnswer("error.event_needed", id=request_id)
    name = event.replace("-", "_") if event else None
    if name == "agreed" and day and not until:
        day, until = None, day
    if name and until:
        fields = {**fields, "until": read_day(until, session.today, future=True)}
    for said in FREE:
        answer_danger(session, str(fields.get(said, "")))
    try:
        report = _told(session, request_id, name, fields, day=day, attach=attach, back=back)
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    return _answered(session, request_id, report)


def log_asked(session: Session, request_id: str, event: str, known: Mapping[str, Value]) -> Answer:
    """Ask all about ``event``, of which the person said that it happened, and record it.

    Raises as ``write_down``, and Interrupted: then nothing is written.
    """
    item = one(session.folder, request_id, today=session.today)
    return _answered(session, request_id, _asked(session, item, event, known, None))


def _answered(session: Session, request_id: str, report: Report | Untold) -> Answer:
    """What was written down, or the page of what was not."""
    if report == "back":
        return Answer([], {"request": None, "danger": None}, left=True)
    if isinstance(report, Report):
        return _write(session, request_id, report)
    item = one(session.folder, request_id, today=session.today)
    page = silence_page(item, session.today) if report == "silence" else [Text(t("report.later"))]
    return Answer(page, {"request": request_shape(item), "danger": None})


def _asked(
    session: Session, item: Outlook, event: str, fields: Mapping[str, Value], when: date | None
) -> Report | Untold:
    """All about ``event``; whether it has worked comes first.

    Not looked yet is no event, but where it was time to look that is put off by some days.
    """
    if event == "verified" and "result" not in fields:
        looked = ask_looked(session)
        if looked == "later" and item.timing == "recheck_due":
            until = session.today + timedelta(days=LOOK_DAYS)
            return Report("snoozed", session.today, {"until": until})
        if looked == "later":
            return "later"
        fields = {**fields, "result": looked}
    return ask_report(session, item.request, event, fields, when=when)


def _write(session: Session, request_id: str, report: Report) -> Answer:
    unsure = ask_owner(session, request_id, report.event)
    item, events = write_down(
        session.folder, request_id, report.event, when=report.when, today=session.today,
        at=session.at, fields=report.fields,
        proof=session.file(report.attach) if report.attach else None,
    )  # fmt: skip
    title = title_of(item.request)
    page = recorded(item, events, title, today=session.today, checks=checks_for(item))
    if unsure and not session.asks and report.event == "sent":  # said once
        page.append(how_to_tell(item.request))
    if play := play_for(item, next((e for e in reversed(events) if e.request == request_id), None)):
        page += play_page(play, item.request)
    danger = danger_told(*(str(report.fields.get(name, "")) for name in FREE))
    return Answer(page, {"request": request_shape(item), "danger": danger})


def _is_event(word: str) -> bool:
    """Whether the one word that was given says what happened, and to no request by name."""
    return word.replace("-", "_") in EVENTS or happening_of(word) is not None


def _told(
    session: Session,
    request_id: str,
    event: str | None,
    fields: Mapping[str, Value],
    *,
    day: str | None,
    attach: str | None,
    back: bool,
) -> Report | Untold:
    """What happened, or that nothing did."""
    item = one(session.folder, request_id, today=session.today)
    when = read_day(day, session.today) if day else None
    if event is None:
        chosen = ask_what_happened(session, item.request, back=back)
        if not isinstance(chosen, LogChoice):
            return chosen
        return _asked(session, item, chosen.event, {**chosen.known, **fields}, when)
    heard = None if event in EVENTS else happening_of(event.replace("_", " "))
    if heard and heard.key == "silence":
        if not session.can_ask:
            refuse_silence(
                item.request, item.next.command, sentence(where_it_stands(item, session.today))
            )
        return "silence"
    if heard:
        if closes(heard) and not session.can_ask:
            refuse_guess(item.request, heard, event)
        event, fields = heard.event, {**heard.known, **fields}
    if session.can_ask and missing_fields(item.request, event, fields, attach=attach):
        return _asked(session, item, event, fields, when)
    return Report(event, when or session.today, fields, attach or "")


def write_down(
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
    kind = one_of(EVENT_TYPES, event_type)
    if kind is None or not EVENTS[kind].recordable:
        raise NotFound("error.event_unknown", given=event_type, known=recordable())
    given = _typed(kind, fields, today)
    content = read_proof(proof) if proof else b""
    if proof:
        given |= {"file": neutral_name(content, proof.name), "sha256": sha256(content)}

    def edit(state: State) -> tuple[State, dict[str, bytes], tuple[Event, ...]]:
        state = recall(folder, state, request_id)
        request = request_of(state, request_id)
        new = _with_proof(request, kind, when, given)
        first = Event(0, at, new[0].type, request_id, when, 0, new[0].data)
        check_event(request, first)
        check_days(request, first, today)
        if kind == "reappeared":
            new = [*_came_back(state, request, when, dict(new[0].data)), *new[1:]]
        if kind == "sent" and request.parent:
            new += closing(request_of(state, request.parent), request.id, when)
        changed, added = record(state, new, at=at)
        files = new_proof(folder, str(given["file"]), content) if proof else {}
        return changed, files, added

    added = change_with_files(folder, edit)
    return one(folder, request_id, today=today), added


def _typed(event_type: EventType, fields: Mapping[str, Value], today: date) -> dict[str, Value]:
    """``fields`` as they are kept: a day that puts another right is a day."""
    given = dict(fields)
    if event_type == "corrected" and given.get("field") in ("date", "until"):
        given["to"] = read_date(str(given.get("to", "")), today, date_words()).day
    if event_type == "returned" and given.get("copy") is True:
        del given["copy"]  # which one is not said by that
    return given


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
