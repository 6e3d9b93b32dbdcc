"""Home, status, why, due and undo: what was asked of whom, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import request_ids
from sferum_cli.cli.options import Json, Person, world_of

if TYPE_CHECKING:
    from sferum_cli.flows.status import Overview
    from sferum_cli.render.blocks import Block
    from sferum_cli.world import World

RequestId = Annotated[
    str | None, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
SomeRequest = Annotated[
    str, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
All = Annotated[bool, typer.Option("--all", help="opt.all")]


def home(world: World) -> None:
    """Each open request and one next command; the first time, what to type."""
    from sferum_cli.cli.output import show
    from sferum_cli.flows.status import overview
    from sferum_cli.render.status_view import home as home_page
    from sferum_cli.render.status_view import welcome
    from sferum_cli.text import language

    found = overview(world.folder, today=world.today)
    if found.items:
        return show(world, home_page(found.items, found.titles(language()), world.today))
    return show(world, [*welcome(), *(_nothing_open() if found.has_archive else [])])


def status(
    ctx: typer.Context,
    request: RequestId = None,
    person: Person = None,
    archive: All = False,
    json: Json = False,
) -> None:
    """How each request stands, or all about one."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.status import checks_for, one, overview, walked
    from sferum_cli.render.status_view import details, nothing_yet
    from sferum_cli.render.status_view import home as home_page
    from sferum_cli.text import language

    world = world_of(ctx)
    today = world.today
    if request is not None:
        item, path = one(world.folder, request, today=today)
        if json:
            from sferum_cli.render.shapes import status_shape

            paths = {path.id: path} if path else {}
            return show_json(world, status_shape([item], paths, today))
        title = path.title.pick(language()) if path else item.request.path
        from sferum_cli.render.timeline import timeline

        drawing = timeline(item, today, (world.width or 80) - 2)
        page = details(item, title, today=today, drawing=drawing, checks=checks_for(item))
        return show(world, page)
    found = overview(world.folder, today=today, person=person, archive=archive)
    if person and not (found.items or found.archived):
        from sferum_cli.flows.known_people import known_person

        known_person(world.folder, person)  # nobody has no requests: an unknown name is a slip
    if archive:
        return _with_archive(world, found, json=json)
    if json:
        from sferum_cli.render.shapes import status_shape

        return show_json(world, status_shape(found.items, walked(found.items), today))
    if not found.items:
        return show(world, _nothing_open() if found.has_archive else nothing_yet())
    page = home_page(found.items, found.titles(language()), today)
    if found.has_archive:
        from sferum_cli.render.archive_view import more_closed

        page.append(more_closed())
    return show(world, page)


def _nothing_open() -> list[Block]:
    from sferum_cli.render.archive_view import nothing_open

    return nothing_open()


def _with_archive(world: World, found: Overview, *, json: bool) -> None:
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.status import walked
    from sferum_cli.render.archive_view import archive_page, damaged_shape
    from sferum_cli.render.shapes import status_shape
    from sferum_cli.render.status_view import home as home_page
    from sferum_cli.text import language

    today = world.today
    if json:
        items = (*found.items, *found.archived)
        shape = status_shape(items, walked(items), today)
        return show_json(world, {**shape, "damaged": damaged_shape(found.damaged)})
    titles = found.titles(language())
    page = home_page(found.items, titles, today) if found.items else []
    old = archive_page(found.archived, titles, found.damaged, today=today)
    return show(world, [*page, *old])


def undo(ctx: typer.Context, json: Json = False) -> None:
    """Take the last action back."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.log import take_back
    from sferum_cli.render.ledger_shapes import SCHEMA, event_shape
    from sferum_cli.render.status_view import taken_back

    world = world_of(ctx)
    at = world.now().isoformat(timespec="seconds")
    events = take_back(world.folder, today=world.today, at=at)
    if json:
        gone = [{**event_shape(event), "request": event.request} for event in events]
        return show_json(world, {"schema": SCHEMA, "undone": gone})
    return show(world, taken_back(events))


def why(ctx: typer.Context, request: SomeRequest, json: Json = False) -> None:
    """How each date was computed."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.status import explained
    from sferum_cli.render.ledger_shapes import why_shape
    from sferum_cli.render.why_view import why_page
    from sferum_cli.text import language

    world = world_of(ctx)
    item, calendar = explained(world.folder, request, today=world.today)
    if json:
        return show_json(world, why_shape(item, language()))
    return show(world, why_page(item, calendar, world.today))


def due(ctx: typer.Context, json: Json = False) -> None:
    """What is due: one line each. Raises Exit with the code that says there is something."""
    from sferum_cli.cli.output import show_json, show_lines
    from sferum_cli.errors import Exit
    from sferum_cli.flows.status import due_items
    from sferum_cli.render.status_view import due_lines

    world = world_of(ctx)
    items = due_items(world.folder, today=world.today)
    if json:
        from sferum_cli.render.ledger_shapes import due_shape

        show_json(world, due_shape(items))
    else:
        show_lines(world, [line for item in items for line in due_lines(item, world.today)])
    if items:
        raise typer.Exit(Exit.DUE)
