"""Asking for what an event still needs: its day, its fields and its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sferum_cli.core.codes import CHANNELS, RESULTS, RETURN_REASONS, YES_NO, EventType
from sferum_cli.core.event_checks import needed
from sferum_cli.core.event_table import EVENTS, event_fields
from sferum_cli.core.events import Value
from sferum_cli.core.frozen import frozen
from sferum_cli.core.requests import Request
from sferum_cli.flows.days import ask_date, day_meant, unread
from sferum_cli.flows.heard import answer_danger
from sferum_cli.flows.session import Session
from sferum_cli.render.error_view import copy_words, problem_with
from sferum_cli.storage.attachments import read_proof
from sferum_cli.text import t

RESULTS_ASKED = (*YES_NO, *RESULTS)
FREE = ("note", "reason")  # fields in the person's own words


@frozen
class Report:
    """What the person told: the event, its day, its fields, and a file to keep as proof.

    ``assumed`` is what nobody said and was taken all the same.
    """

    event: EventType
    when: date
    fields: Mapping[str, Value]
    attach: str = ""
    assumed: tuple[str, ...] = ()


def missing_fields(
    request: Request, event: EventType, fields: Mapping[str, Value], *, attach: str | None
) -> list[str]:
    """The fields that ``event`` cannot do without and that were not given."""
    required = needed(request, event)
    told = {name for name, value in fields.items() if value is not True}
    return [name for name in required if name not in told and not (name == "file" and attach)]


def undecided(event: EventType, fields: Mapping[str, Value], when: date | None) -> list[str]:
    """What decides a term and was not said: the day, how it was sent, the number they gave."""
    row = EVENTS[event]
    past = ["date"] if row.asked == "past" and when is None else []
    return past + [name for name in row.decides if name not in fields]


def ask_report(
    session: Session,
    request: Request,
    event: EventType,
    known: Mapping[str, Value],
    *,
    when: date | None = None,
    attach: str = "",
    brief: bool = False,
) -> Report:
    """Ask for what ``event`` still needs; everything that it can do without may be skipped.

    With ``brief`` only what it cannot do without and what decides a term is asked.
    """
    fields = dict(known)
    if when is None:
        past = EVENTS[event].asked == "past"
        when = ask_day(session, "date", t("report.when")) if past else session.today
    names = event_fields(event)
    required = EVENTS[event].required
    if "result" in required and "result" not in fields:
        fields["result"] = _result(session)
    if "until" in names and "until" not in fields:
        fields["until"] = ask_future(session)
    if "written" in required and "written" not in fields:
        fields["written"] = _choice(session, "written", YES_NO)
    if event == "returned":
        if "copy" in missing_fields(request, event, fields, attach=None):
            fields["copy"] = _which_copy(session, request)
        if "reason" not in fields:
            fields["reason"] = _choice(session, "reason", RETURN_REASONS)
    if "to" in names and "to" not in fields:
        fields["to"] = _line(session, "to", needed=True)
    if "channel" in names and event == "sent" and "channel" not in fields:
        likeliest_first = sorted(CHANNELS, key=lambda each: each != request.channel)
        fields["channel"] = _choice(session, "channel", likeliest_first)
    if event == "sent" and session.asks and fields.get("channel") == "in_person":
        return _handed_over(session, fields, when, attach)
    wanted = (*required, *EVENTS[event].decides) if brief else names
    for name in ("number", "reason", "note"):
        if name in wanted and name not in fields and (name in required or not _extra(event, name)):
            fields[name] = _line(session, name, needed=name in required)
    if not attach and not brief:
        attach = _line(session, "attach", needed=event == "attached")
    return Report(event, when, {k: v for k, v in fields.items() if v != ""}, attach)


def ask_looked(session: Session) -> str:
    """Whether it has worked: "yes", "no", or "later", the default: Enter alone is no look."""
    codes = ("later", *YES_NO)
    options = [(code, t(f"value.result.{code}")) for code in codes]
    return session.prompter.choose("result", t("report.result.verified"), options)


def _handed_over(session: Session, fields: dict[str, Value], when: date, attach: str) -> Report:
    """Who brings a letter gets the mark and often the number at once: that is one record."""
    if _choice(session, "stamp", ("no", "yes")) == "no":
        return Report("sent", when, fields, attach)
    fields["stamp"] = "yes"
    if "number" not in fields and (number := _line(session, "number", needed=False)):
        fields["number"] = number
    return Report("sent", when, fields, attach or _line(session, "photo", needed=False))


def _choice(session: Session, name: str, codes: Sequence[str]) -> str:
    """One of ``codes``, told in words."""
    options = [(code, t(f"value.{name}.{code}")) for code in codes]
    return session.prompter.choose(name, t(f"report.{name}"), options)


def _which_copy(session: Session, request: Request) -> int:
    """The number of the copy that came back: those sent by post stand first."""
    copies = sorted(request.round.under_way.items(), key=lambda each: each[1].channel != "post")
    options = [(str(n), copy_words(n, sent.date, sent.channel)) for n, sent in copies]
    return int(session.prompter.choose("copy", t("report.copy"), options))


def _extra(event: EventType, name: str) -> bool:
    """Fields that are rarely known are left to the flags."""
    return name == "number" and event not in ("received", "registered", "answered")


def _result(session: Session) -> str:
    options = [(code, t(f"value.result.{code}")) for code in RESULTS]
    return session.prompter.choose("result", t("report.result.classified"), options)


def _line(session: Session, name: str, *, needed: bool) -> str:
    def right(given: str) -> str | None:
        if not given.strip():
            return t("report.needed") if needed else None
        if name not in ("attach", "photo"):
            return None
        # Said while the other answers are not lost yet.
        return problem_with(lambda: read_proof(session.file(given)))

    said = session.prompter.ask(name, t(f"report.{name}"), check=right)
    if name in FREE:
        answer_danger(session, said)
    return said


def ask_day(session: Session, name: str, question: str) -> date:
    """The day of something that has happened: mostly today, or one that is typed at once."""
    choices = [
        ("today", t("end.today")),
        ("yesterday", t("end.yesterday")),
        ("other", t("end.other")),
    ]
    said = session.prompter.choose(
        name, question, choices, free=lambda x: unread(session, x, helps=True)
    )
    if said == "today":
        return session.today
    if said == "yesterday":
        return session.today - timedelta(days=1)
    typed = None if said == "other" else day_meant(session, f"{name}.date", said)
    return typed or ask_date(session, f"{name}.date", t("end.date"))


def ask_future(session: Session) -> date:
    """A day to wait for."""
    return ask_date(session, "until", t("report.until"), future=True)
