"""log and escalate: writing down what happened, and going one rung up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import channels, event_names, request_ids, results, rung_names
from sferum_cli.cli.options import Answers, Json, world_of
from sferum_cli.errors import Interrupted, NeedsAnswer

if TYPE_CHECKING:
    from sferum_cli.core.events import Value as FieldValue
    from sferum_cli.flows.log_asked import Report
    from sferum_cli.flows.session import Session
    from sferum_cli.world import World

SomeRequest = Annotated[
    str, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
EventName = Annotated[
    str | None, typer.Argument(metavar="EVENT", help="arg.event", autocompletion=event_names)
]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="opt.date")]
Number = Annotated[str | None, typer.Option("--number", metavar="TEXT", help="opt.number")]
Channel = Annotated[
    str | None,
    typer.Option("--channel", metavar="TEXT", help="opt.channel", autocompletion=channels),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="opt.note")]
Attach = Annotated[str | None, typer.Option("--attach", metavar="FILE", help="opt.attach")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="opt.until")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="opt.reason")]
To = Annotated[str | None, typer.Option("--to", metavar="TEXT", help="opt.to")]
Result = Annotated[
    str | None, typer.Option("--result", metavar="TEXT", help="opt.result", autocompletion=results)
]
Written = Annotated[str | None, typer.Option("--written", metavar="yes|no", help="opt.written")]
RuleId = Annotated[str | None, typer.Option("--rule", metavar="RULE", help="opt.rule")]
With = Annotated[str | None, typer.Option("--with", metavar="TEXT", help="opt.with")]
Copy = Annotated[bool, typer.Option("--copy", help="opt.copy")]
EventId = Annotated[int | None, typer.Option("--event", metavar="N", help="opt.event_id")]
Field = Annotated[str | None, typer.Option("--field", metavar="NAME", help="opt.field")]
Value = Annotated[str | None, typer.Option("--value", metavar="TEXT", help="opt.value")]
ToRung = Annotated[
    str | None, typer.Option("--to", metavar="RUNG", help="opt.to_rung", autocompletion=rung_names)
]


def log(
    ctx: typer.Context,
    request: SomeRequest,
    event: EventName = None,
    day: Day = None,
    number: Number = None,
    channel: Channel = None,
    note: Note = None,
    attach: Attach = None,
    until: Until = None,
    reason: Reason = None,
    to: To = None,
    result: Result = None,
    written: Written = None,
    rule: RuleId = None,
    with_whom: With = None,
    copy: Copy = False,
    event_id: EventId = None,
    field: Field = None,
    value: Value = None,
    answers: Answers = None,
    json: Json = False,
) -> None:
    """Record what happened; without an event, ask in the person's words.

    Raises NeedsAnswer where nobody can be asked, and Interrupted: then nothing was recorded.
    """
    from sferum_cli.cli.asking import session_of
    from sferum_cli.flows.heard import answer_danger

    world = world_of(ctx)
    world.no_input = world.no_input or json
    fields: dict[str, FieldValue] = {
        name: value
        for name, value in (
            ("number", number), ("channel", channel), ("note", note), ("reason", reason),
            ("to", to or value), ("result", result), ("written", written), ("rule", rule),
            ("with", with_whom), ("copy", copy), ("event", event_id), ("field", field),
        )
        if value
    }  # fmt: skip
    asks = world.can_ask or answers is not None
    if event is None and not asks:
        raise NeedsAnswer("error.event_needed", id=request)
    if event is not None and (until or day):
        day, fields = _days(world, event, day, until=until, fields=fields)
    session = session_of(world, answers, silent=json)
    for said in (note, reason):
        answer_danger(session, said or "")
    try:
        report = _told(session, request, event, fields, day=day, attach=attach, asks=asks)
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    if report is None:
        return _nothing_happened(world, request)
    return _write(world, request, report, json=json)


def _days(
    world: World, event: str, day: str | None, *, until: str | None, fields: dict[str, FieldValue]
) -> tuple[str | None, dict[str, FieldValue]]:
    """``--until`` as a day; for an agreed date ``--date`` alone is that date."""
    from sferum_cli.flows.inputs import read_day

    if event.replace("-", "_") == "agreed" and day and not until:
        day, until = None, day
    if until:
        fields = {**fields, "until": read_day(until, world.today, future=True)}
    return day, fields


def _told(
    session: Session,
    request_id: str,
    event: str | None,
    fields: dict[str, FieldValue],
    *,
    day: str | None,
    attach: str | None,
    asks: bool,
) -> Report | None:
    """What happened, from the flags and, where something is missing, from the person."""
    from sferum_cli.flows.inputs import read_day
    from sferum_cli.flows.log_asked import (
        Happening,
        Report,
        ask_report,
        ask_what_happened,
        missing_fields,
    )
    from sferum_cli.flows.status import one

    item, _ = one(session.folder, request_id, today=session.today)
    when = read_day(day, session.today) if day else None
    if event is None:
        chosen = ask_what_happened(session, item.request)
        if not isinstance(chosen, Happening):
            return None
        return ask_report(session, chosen.event, {**chosen.known, **fields}, when=when)
    name = event.replace("-", "_")
    missing = missing_fields(name, fields, attach=attach)
    if missing and asks:
        return ask_report(session, name, fields, when=when)
    return Report(name, when or session.today, fields, attach or "")


def _nothing_happened(world: World, request_id: str) -> None:
    from sferum_cli.cli.output import show
    from sferum_cli.flows.status import one
    from sferum_cli.render.status_view import silence_page

    item, _ = one(world.folder, request_id, today=world.today)
    show(world, silence_page(item, world.today))


def _write(world: World, request_id: str, report: Report, *, json: bool) -> None:
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.heard import danger_told
    from sferum_cli.flows.log import log as record
    from sferum_cli.flows.log_asked import FREE
    from sferum_cli.flows.session import moment
    from sferum_cli.flows.status import checks_for, path_of
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import request_shape
    from sferum_cli.render.status_view import recorded
    from sferum_cli.text import language

    item, events = record(
        world.folder,
        request_id,
        report.event,
        when=report.when,
        today=world.today,
        at=moment(world.now),
        fields=report.fields,
        proof=file_of(world, report.attach) if report.attach else None,
    )
    if json:
        said = (str(report.fields.get(name, "")) for name in FREE)
        told = {"schema": SCHEMA, "request": request_shape(item), "danger": danger_told(*said)}
        return show_json(world, told)
    path = path_of(item.request)
    title = path.title.pick(language()) if path else item.request.path
    checks = checks_for(item)
    return show(world, recorded(item, events, title, today=world.today, checks=checks))


def escalate(
    ctx: typer.Context, request: SomeRequest, to: ToRung = None, json: Json = False
) -> None:
    """Go one rung up: the map, what it needs, and the new request."""
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.escalate import go_up, rung_facts, where
    from sferum_cli.flows.letter import likeliest
    from sferum_cli.flows.session import moment
    from sferum_cli.flows.status import one
    from sferum_cli.render.escalate_view import escalation, opened_above
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import request_shape
    from sferum_cli.text import language, t

    world = world_of(ctx)
    world.no_input = world.no_input or json
    place = where(world.folder, request, today=world.today)
    if not json:
        show(world, escalation(place, rung_facts()))
    if not [rung for rung in place.above if rung.paths]:
        return show_json(world, {"schema": SCHEMA, "request": None}) if json else None
    if world.can_ask:
        options = [(rung.id, rung.title.pick(language())) for rung in place.above if rung.paths]
        if to is None:
            to = session_of(world, None).prompter.choose(
                "rung", t("ladder.ask"), [*options, ("no", t("ladder.not_now"))]
            )
        if to == "no":
            return None
    child = go_up(world.folder, request, to=to, today=world.today, at=moment(world.now))
    item, path = one(world.folder, child, today=world.today)
    if json:
        letter = likeliest(item.request)
        told = {"schema": SCHEMA, "request": request_shape(item), "letter": letter}
        return show_json(world, told)
    title = path.title.pick(language()) if path else child
    return show(world, opened_above(child, title, likeliest(item.request)))
