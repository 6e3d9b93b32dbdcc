"""Writing down what happened to a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sferum_cli.core.codes import CHANNELS, EventType, one_of
from sferum_cli.core.event_checks import check_guards
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event, Value
from sferum_cli.core.outlook import LOOK_DAYS, Outlook
from sferum_cli.core.requests import Request, offered
from sferum_cli.errors import Interrupted, NeedsAnswer, NotFound
from sferum_cli.flows.checks import checks_for
from sferum_cli.flows.heard import answer_danger, danger_told
from sferum_cli.flows.inputs import read_day, read_event
from sferum_cli.flows.log_asked import (
    FREE,
    Report,
    ask_looked,
    ask_report,
    missing_fields,
    undecided,
)
from sferum_cli.flows.log_happened import Untold, ask_what_happened
from sferum_cli.flows.log_heard import closes, happening_of, refuse_guess, refuse_silence
from sferum_cli.flows.log_written import write_down
from sferum_cli.flows.overview import outlook_by_id, title_of
from sferum_cli.flows.owner_asked import ask_owner, how_to_tell
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.log_view import assumed, recorded, silence_page
from sferum_cli.render.playbook_view import play_page
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.render.status_view import where_it_stands
from sferum_cli.storage.archive import find_request
from sferum_cli.text import capital, t


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
    person: str | None = None,
) -> Answer:
    """Record what happened, from what is given and, where something is missing, from the person.

    Without an ``event`` the person is asked in words of their own, and with ``back`` may go back:
    then the page is empty. For an agreed date ``day`` alone is that date. Raises NeedsAnswer where
    nobody can be asked, NotFound for one word that is neither, Interrupted, and as ``write_down``;
    then nothing is written.
    """
    if request_id and event is None and _is_event(request_id):
        request_id, event = None, request_id
    request_id = which(session, request_id, person=person)
    if event is None:
        request = _named(session, request_id)
        if not session.can_ask:
            raise NeedsAnswer("error.event_needed", id=request_id, word=_for_example(request))
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


def log_asked(
    session: Session, request_id: str, event: EventType, known: Mapping[str, Value]
) -> Answer:
    """Ask all about ``event``, of which the person said that it happened, and record it.

    Raises as ``write_down``, and Interrupted: then nothing is written.
    """
    item = outlook_by_id(session.folder, request_id, today=session.today)
    return _answered(session, request_id, _asked(session, item, event, known, None))


def _answered(session: Session, request_id: str, report: Report | Untold) -> Answer:
    """What was written down, or the page of what was not."""
    if report == "back":
        return Answer([], {"request": None, "danger": None}, left=True)
    if isinstance(report, Report):
        return _write(session, request_id, report)
    item = outlook_by_id(session.folder, request_id, today=session.today)
    page = silence_page(item, session.today) if report == "silence" else [Text(t("report.later"))]
    return Answer(page, {"request": request_shape(item), "danger": None})


def _asked(
    session: Session,
    item: Outlook,
    event: EventType,
    fields: Mapping[str, Value],
    when: date | None,
    *,
    attach: str = "",
    brief: bool = False,
) -> Report | Untold:
    """All about ``event``, with ``brief`` what decides; whether it has worked comes first.

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
    return ask_report(session, item.request, event, fields, when=when, attach=attach, brief=brief)


def _write(session: Session, request_id: str, report: Report) -> Answer:
    unsure = ask_owner(session, request_id, report.event)
    item, events = write_down(
        session.folder, request_id, report, today=session.today, at=session.at,
        proof=session.file(report.attach) if report.attach else None,
    )  # fmt: skip
    title = title_of(item.request)
    page = recorded(item, events, title, today=session.today, checks=checks_for(item))
    page[1:1] = assumed(report.assumed, one_of(CHANNELS, report.fields.get("channel")))
    if unsure and not session.asks and report.event == "sent":  # said once
        page.append(how_to_tell(item.request))
    if play := play_for(item, next((e for e in reversed(events) if e.request == request_id), None)):
        page += play_page(play, item.request)
    danger = danger_told(*(str(report.fields.get(name, "")) for name in FREE))
    shape = {"request": request_shape(item), "danger": danger, "assumed": list(report.assumed)}
    return Answer(page, shape)


def _named(session: Session, word: str) -> Request:
    """The request that the one ``word`` names. Raises NotFound: it names no event either."""
    try:
        return find_request(session.folder, word)
    except NotFound as error:
        known = error.values["known"]
        if isinstance(known, tuple) and known and not session.can_ask:
            known = ", ".join(known)  # no near name is offered: it alone would record nothing
        raise NotFound("error.log_word", **{**error.values, "known": known}) from error


def _for_example(request: Request) -> str:
    """An event that can be recorded now, with all that it needs."""
    can = offered(request)
    if "verified" in can and request.open:
        return "verified --result yes"
    plain = [name for name in can if not EVENTS[name].required]
    return next(name for name in ("answered", "sent", "done_by_user", *plain) if name in plain)


def _is_event(word: str) -> bool:
    """Whether the one word that was given says what happened, and to no request by name."""
    return word.replace("-", "_") in EVENTS or happening_of(word) is not None


def _told(
    session: Session,
    request_id: str,
    given: str | None,
    fields: Mapping[str, Value],
    *,
    day: str | None,
    attach: str | None,
    back: bool,
) -> Report | Untold:
    """What happened, by the name or the words ``given`` or asked for, or that nothing did."""
    item = outlook_by_id(session.folder, request_id, today=session.today)
    when = read_day(day, session.today) if day else None
    if given is None:
        chosen = ask_what_happened(session, item.request, back=back)
        if isinstance(chosen, str):
            return chosen
        event, known = chosen
        return _asked(session, item, event, {**known, **fields}, when)
    heard = None if given in EVENTS else happening_of(given.replace("_", " "))
    if heard is None:
        event = read_event(given)
    elif heard.event is None:
        if not session.can_ask:
            refuse_silence(
                item.request, item.next.command, capital(where_it_stands(item, session.today))
            )
        return "silence"
    else:
        if closes(heard) and not session.can_ask:
            refuse_guess(item.request, heard, given, fields, when, session.today)
        event, fields = heard.event, {**heard.known, **fields}
    unsaid = undecided(event, fields, when)
    lacking = missing_fields(item.request, event, fields, attach=attach)
    if (lacking and session.can_ask) or (unsaid and session.asks):
        _guard(item.request, event, fields, when or session.today)
        return _asked(session, item, event, fields, when, attach=attach or "", brief=not lacking)
    if "channel" in unsaid and item.request.channel_ahead:
        fields = {**fields, "channel": item.request.channel_ahead}
    taken = tuple(name for name in unsaid if name != "number")  # no number is no guess
    return Report(event, when or session.today, fields, attach or "", taken)


def _guard(request: Request, event: EventType, fields: Mapping[str, Value], when: date) -> None:
    """Refuse, before anything is asked, what no answer could make right. Raises BadUsage."""
    said = {k: v for k, v in fields.items() if v is not True or event == "sent"}
    check_guards(request, Event(0, "", event, request.id, when, 0, said))
