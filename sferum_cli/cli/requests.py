"""Home, status, log and undo: what was asked of whom, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import event_names, request_ids
from sferum_cli.cli.options import Json, Person, world_of

if TYPE_CHECKING:
    from sferum_cli.core.events import Value
    from sferum_cli.world import World

RequestId = Annotated[
    str | None, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
SomeRequest = Annotated[
    str, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
EventName = Annotated[
    str | None, typer.Argument(metavar="EVENT", help="arg.event", autocompletion=event_names)
]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="opt.date")]
Number = Annotated[str | None, typer.Option("--number", metavar="TEXT", help="opt.number")]
Channel = Annotated[str | None, typer.Option("--channel", metavar="TEXT", help="opt.channel")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="opt.note")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="opt.until")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="opt.reason")]
To = Annotated[str | None, typer.Option("--to", metavar="TEXT", help="opt.to")]
Result = Annotated[str | None, typer.Option("--result", metavar="TEXT", help="opt.result")]


def home(world: World) -> None:
    """Each open request and one next command; the first time, what to type."""
    from sferum_cli.cli.output import show
    from sferum_cli.flows.track import overview
    from sferum_cli.render.request_view import home as home_page
    from sferum_cli.render.request_view import welcome
    from sferum_cli.text import language

    found = overview(world.folder, today=world.today)
    if not found.items:
        return show(world, welcome())
    return show(world, home_page(found.items, found.titles(language()), world.today))


def status(
    ctx: typer.Context, request: RequestId = None, person: Person = None, json: Json = False
) -> None:
    """How each request stands, or all about one."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.track import one, overview
    from sferum_cli.render.request_view import details, nothing_yet
    from sferum_cli.render.request_view import home as home_page
    from sferum_cli.render.shapes import status_shape
    from sferum_cli.text import language

    world = world_of(ctx)
    today = world.today
    if request is not None:
        item, path = one(world.folder, request, today=today)
        if json:
            paths = {path.id: path} if path else {}
            return show_json(world, status_shape([item], paths, today))
        title = path.title.pick(language()) if path else item.request.path
        return show(world, details(item, title, today))
    found = overview(world.folder, today=today, person=person)
    if json:
        return show_json(world, status_shape(found.items, found.paths, today))
    if not found.items:
        return show(world, nothing_yet())
    return show(world, home_page(found.items, found.titles(language()), today))


def log(
    ctx: typer.Context,
    request: SomeRequest,
    event: EventName = None,
    day: Day = None,
    number: Number = None,
    channel: Channel = None,
    note: Note = None,
    until: Until = None,
    reason: Reason = None,
    to: To = None,
    result: Result = None,
    json: Json = False,
) -> None:
    """Record what happened."""
    from sferum_cli.cli.asking import read_day
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.errors import NeedsAnswer
    from sferum_cli.flows.track import log as record
    from sferum_cli.flows.track import one
    from sferum_cli.render.request_view import recorded
    from sferum_cli.render.shapes import SCHEMA, request_shape
    from sferum_cli.text import language

    world = world_of(ctx)
    if event is None:
        raise NeedsAnswer("error.event_needed", id=request)
    fields: dict[str, Value] = {
        name: value
        for name, value in (
            ("number", number), ("channel", channel), ("note", note), ("reason", reason),
            ("to", to), ("result", result),
        )
        if value
    }  # fmt: skip
    if until:
        fields["until"] = read_day(until, world)
    item, events = record(
        world.folder, request, event.replace("-", "_"), when=read_day(day, world),
        today=world.today, at=world.now().isoformat(timespec="seconds"), fields=fields,
    )  # fmt: skip
    if json:
        return show_json(world, {"schema": SCHEMA, "request": request_shape(item)})
    path = one(world.folder, request, today=world.today)[1]
    title = path.title.pick(language()) if path else item.request.path
    return show(world, recorded(item, events, title, world.today))


def undo(ctx: typer.Context, json: Json = False) -> None:
    """Take the last action back."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.track import take_back
    from sferum_cli.render.request_view import taken_back
    from sferum_cli.render.shapes import SCHEMA, event_shape

    world = world_of(ctx)
    at = world.now().isoformat(timespec="seconds")
    events = take_back(world.folder, today=world.today, at=at)
    if json:
        gone = [{**event_shape(event), "request": event.request} for event in events]
        return show_json(world, {"schema": SCHEMA, "undone": gone})
    return show(world, taken_back(events))
