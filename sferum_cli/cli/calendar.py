"""calendar: the dates of all requests for the calendar of a phone."""

from __future__ import annotations

from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.options import Json, world_of

if TYPE_CHECKING:
    from sferum_cli.world import World

Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]
FILE = "sferum.ics"
STDOUT = "-"


def calendar(
    ctx: typer.Context, output: Output = FILE, force: Force = False, json: Json = False
) -> None:
    """Write every date into a calendar file; ``-`` is stdout."""
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.calendar import agenda, calendar_text, write_calendar
    from sferum_cli.render.calendar_view import agenda_shape, nothing_ahead, written
    from sferum_cli.text import t

    world = world_of(ctx)
    entries = agenda(world.folder, today=world.today)
    target = None if output == STDOUT else file_of(world, output)
    # A calendar without a single day is no valid file, so none is written.
    if entries and target is not None:
        write_calendar(entries, target, now=world.now(), overwrite=force)
    if json:
        kept = str(target) if entries and target is not None else None
        return show_json(world, agenda_shape(entries, kept))
    if target is not None:
        return show(world, written(entries, str(target)) if entries else nothing_ahead())
    if entries:
        return _to_stdout(world, calendar_text(entries, now=world.now()))
    world.stderr.write(t("calendar.none") + "\n")
    return None


def _to_stdout(world: World, text: str) -> None:
    """The file itself, in the encoding and with the line ends of its format."""
    from sferum_cli.cli.output import write

    if isinstance(world.stdout, TextIOWrapper):
        world.stdout.reconfigure(encoding="utf-8", newline="")
    write(world, text)
