"""data: where the person's files are, whether all is sound, and the commands that keep them."""

from __future__ import annotations

import typer

from sferum_cli.cli import copies, wipe
from sferum_cli.cli.options import Json, LocalCommand, LocalGroup, world_of

app = typer.Typer(
    cls=LocalGroup,
    help="help.data",
    epilog="help.data.examples",
    rich_markup_mode=None,
    add_completion=False,
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
    from sferum_cli.flows.data import files, places
    from sferum_cli.render.data_view import where_page, where_shape

    world = world_of(ctx)
    found = places(world.folder)
    named = [(file.name, file.kind or "other") for file in files(world.folder)]
    if json:
        return show_json(world, where_shape({place.name: place.path for place in found}, named))
    rows = [(place.name, place.path, place.exists) for place in found]
    return show(world, where_page(rows, named))


def check(ctx: typer.Context, json: Json = False) -> None:
    """Whether the files and the knowledge are sound. Raises Exit with the code where not."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.errors import Exit
    from sferum_cli.flows.data import check as check_all
    from sferum_cli.render.copies_restore_view import copy_shape, doubles_page
    from sferum_cli.render.data_view import check_page, check_shape
    from sferum_cli.render.error_view import told

    world = world_of(ctx)
    found = check_all(world.folder, world.today)
    sentences = [(error.key, *told(error)) for error in found.damaged]
    damaged = [(key, message) for key, message, _ in sentences]
    doubles = [copies.double_row(world, copy, newer=newer) for copy, newer in found.doubles]
    if json:
        shape = check_shape(damaged, found.findings)
        rows = [copy_shape(row) for row in doubles]
        show_json(world, {**shape, "sound": found.sound, "doubles": rows})
    else:
        blocks = doubles_page(doubles, found.unfinished)
        hints = [hint for _, _, hint in sentences if hint]
        page = check_page([message for _, message in damaged], found.findings, hints, blocks)
        show(world, page)
    if not found.sound:
        raise typer.Exit(Exit.DAMAGED)


for _name, _command in (
    ("where", where),
    ("check", check),
    ("restore", copies.restore),
    ("export", copies.export),
    ("import", copies.import_),
    ("wipe", wipe.wipe),
):
    app.command(
        _name,
        cls=LocalCommand,
        help=f"help.data.{_name}",
        epilog=f"help.data.{_name}.examples",
    )(_command)
