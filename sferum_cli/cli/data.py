"""data: where the person's files are, whether all is sound, and the commands that keep them."""

from __future__ import annotations

import typer

from sferum_cli.cli import keep
from sferum_cli.cli.options import Json, LocalCommand, LocalGroup, world_of

app = typer.Typer(
    cls=LocalGroup,
    help="help.data",
    epilog="help.data.examples",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def data(ctx: typer.Context) -> None:
    """Where the files are, when nothing else is named."""
    if ctx.invoked_subcommand is None:
        where(ctx)


def where(ctx: typer.Context, json: Json = False) -> None:
    """Where the person's files are."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.data import places
    from sferum_cli.render.data_view import where_page, where_shape

    world = world_of(ctx)
    found = places(world.folder)
    if json:
        return show_json(world, where_shape({place.name: place.path for place in found}))
    return show(world, where_page([(place.name, place.path, place.exists) for place in found]))


def check(ctx: typer.Context, json: Json = False) -> None:
    """Whether the files and the knowledge are sound."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.errors import Exit
    from sferum_cli.flows.data import check as check_all
    from sferum_cli.render.data_view import check_page, check_shape
    from sferum_cli.render.error_view import problem

    world = world_of(ctx)
    found = check_all(world.folder, world.today)
    damaged = [(error.key, problem(error)) for error in found.damaged]
    if json:
        show_json(world, check_shape(damaged, found.findings))
    else:
        show(world, check_page([told for _, told in damaged], found.findings))
    if not found.sound:
        raise typer.Exit(Exit.DAMAGED)


for _name, _command in (("where", where), ("check", check), ("restore", keep.restore)):
    app.command(
        _name,
        cls=LocalCommand,
        help=f"help.data.{_name}",
        epilog=f"help.data.{_name}.examples",
    )(_command)
