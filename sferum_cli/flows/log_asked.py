"""Asking what happened, in the person's own words, and turning the answer into events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sferum_cli.core import events as ev
from sferum_cli.core.events import EVENTS, Value, fields_of
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.requests import Request, possible
from sferum_cli.flows.days import ask_date
from sferum_cli.flows.heard import answer_danger
from sferum_cli.flows.session import Session
from sferum_cli.text import t

CHANNELS = ("in_person", "post", "portal", "site", "email", "chat", "phone")
RESULTS = (*ev.YES_NO, *ev.CLASSES)
FREE = ("note", "reason")  # fields in the person's own words
UNDATED = ("note", "snoozed", "due_changed", "attached")


@frozen
class Happening:
    """One thing that can have happened: its words' key, the event, what is known already."""

    key: str
    event: str
    known: Mapping[str, Value] = NOTHING


HAPPENINGS = (
    Happening("gone", "verified", {"result": "yes"}),
    Happening("not_gone", "verified", {"result": "no"}),
    Happening("did_it", "answered", {"result": "done"}),
    Happening("cannot", "answered", {"result": "refused"}),
    Happening("partly", "answered", {"result": "partly"}),
    Happening("not_us", "answered", {"result": "not_us"}),
    Happening("unclear", "answered", {"result": "unclear"}),
    Happening("sorted_done", "classified", {"result": "done"}),
    Happening("sorted_cannot", "classified", {"result": "refused"}),
    Happening("sorted_partly", "classified", {"result": "partly"}),
    Happening("sorted_not_us", "classified", {"result": "not_us"}),
    Happening("sorted_unclear", "classified", {"result": "unclear"}),
    Happening("info_sent", "info_sent"),
    Happening("sent", "sent"),
    Happening("drafted", "drafted"),
    Happening("myself", "done_by_user"),
    Happening("received", "received"),
    Happening("registered", "registered"),
    Happening("documents", "info_requested"),
    Happening("elsewhere", "forwarded"),
    Happening("auto", "auto_reply"),
    Happening("extended", "extended"),
    Happening("undelivered", "undelivered"),
    Happening("again", "reappeared"),
    Happening("silence", ""),
    Happening("note", "note"),
    Happening("later", "snoozed"),
    Happening("moved", "due_changed"),
    Happening("withdrawn", "withdrawn"),
    Happening("enough", "abandoned"),
)
_FIRST = {
    ev.SENT: ("received", "registered", "did_it"),
    ev.PLANNED: ("sent", "myself"),
    ev.DRAFTED: ("sent",),
    ev.UNDELIVERED: ("sent",),
}


@frozen
class Report:
    """What the person told: the event, its day, its fields, and a file to keep as proof."""

    event: str
    when: date
    fields: Mapping[str, Value]
    attach: str = ""


def ask_what_happened(session: Session, request: Request) -> str | Happening:
    """What happened to ``request``; the string ``silence`` when nothing did."""
    can = possible(request)
    fitting = [h for h in HAPPENINGS if h.event in can or (h.key == "silence" and request.open)]
    if request.status == ev.ANSWERED:
        fitting = [h for h in fitting if h.event != "answered"]
    if request.status == ev.CLOSED and request.outcome == "verified_done":
        fitting = [h for h in fitting if h.key != "not_gone"]
    first = _FIRST.get(request.status, ())
    fitting.sort(key=lambda h: first.index(h.key) if h.key in first else len(first))
    choices = [(h.key, t(f"happened.{h.key}")) for h in fitting]
    key = session.prompter.choose("happened", t("happened.what", id=request.id), choices)
    chosen = next(h for h in fitting if h.key == key)
    return "silence" if chosen.key == "silence" else chosen


def missing_fields(event: str, fields: Mapping[str, Value], *, attach: str | None) -> list[str]:
    """The fields that ``event`` cannot do without and that were not given."""
    needs = EVENTS[event].needs if event in EVENTS else ()
    return [name for name in needs if name not in fields and not (name == "file" and attach)]


def ask_report(
    session: Session, event: str, known: Mapping[str, Value], *, when: date | None = None
) -> Report:
    """Ask for what ``event`` still needs; everything that it can do without may be skipped."""
    fields = dict(known)
    if when is None:
        when = session.today if event in UNDATED else ask_day(session, "date", t("report.when"))
    names = fields_of(event)
    needs = EVENTS[event].needs
    if "result" in needs and "result" not in fields:
        fields["result"] = _result(session, event)
    if "until" in names and "until" not in fields:
        fields["until"] = ask_future(session)
    if "to" in names and "to" not in fields:
        fields["to"] = _line(session, "to", needed=True)
    if "channel" in names and event == "sent" and "channel" not in fields:
        options = [(key, t(f"value.channel.{key}")) for key in CHANNELS]
        fields["channel"] = session.prompter.choose("channel", t("report.channel"), options)
    for name in ("number", "reason", "note"):
        if name in names and name not in fields and (name in needs or not _extra(event, name)):
            fields[name] = _line(session, name, needed=name in needs)
    attach = _line(session, "attach", needed=event == "attached")
    return Report(event, when, {k: v for k, v in fields.items() if v != ""}, attach)


def _extra(event: str, name: str) -> bool:
    """Fields that are rarely known are left to the flags."""
    return name == "number" and event not in ("received", "registered", "answered")


def _result(session: Session, event: str) -> str:
    codes = ev.YES_NO if event == "verified" else ev.CLASSES
    options = [(code, t(f"value.result.{code}")) for code in codes]
    return session.prompter.choose("result", t(f"report.result.{event}"), options)


def _line(session: Session, name: str, *, needed: bool) -> str:
    def right(given: str) -> str | None:
        return t("report.needed") if needed and not given.strip() else None

    said = session.prompter.ask(name, t(f"report.{name}"), check=right)
    if name in FREE:
        answer_danger(session, said)
    return said


def ask_day(session: Session, name: str, question: str) -> date:
    """The day of something that has happened: mostly today."""
    answer = session.prompter.choose(
        name,
        question,
        [("today", t("end.today")), ("yesterday", t("end.yesterday")), ("other", t("end.other"))],
    )
    if answer == "today":
        return session.today
    if answer == "yesterday":
        return session.today - timedelta(days=1)
    return ask_date(session, f"{name}.date", t("end.date"))


def ask_future(session: Session) -> date:
    """A day to wait for."""
    return ask_date(session, "until", t("report.until"), future=True)
