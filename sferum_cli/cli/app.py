"""The table of contents: every command of the program and the key of its help."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli import (
    agenda,
    data,
    evidence,
    letter,
    people,
    reading,
    record,
    requests,
    sources,
    start,
    walks,
)
from sferum_cli.cli.options import LocalCommand, LocalGroup, world_of

app = typer.Typer(
    cls=LocalGroup,
    help="help.sferum",
    epilog="help.sferum.examples",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def home(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="opt.version", is_eager=True)] = False,
) -> None:
    """Where things stand, when no command is named."""
    if version:
        from sferum_cli import __version__
        from sferum_cli.cli.output import write

        write(world_of(ctx), f"sferum {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        requests.home(world_of(ctx))


for _name, _command in (
    ("start", start.start),
    ("unlink", walks.unlink),
    ("delete", walks.delete),
    ("continue", walks.resume),
    ("guide", reading.guide),
    ("support", reading.support),
    ("status", requests.status),
    ("log", record.log),
    ("why", requests.why),
    ("escalate", record.escalate),
    ("letter", letter.letter),
    ("due", requests.due),
    ("calendar", agenda.calendar),
    ("evidence", evidence.evidence),
    ("undo", requests.undo),
):
    app.command(_name, cls=LocalCommand, help=f"help.{_name}", epilog=f"help.{_name}.examples")(
        _command
    )
app.add_typer(people.app, name="people")
app.add_typer(sources.app, name="sources")
app.add_typer(data.app, name="data")
