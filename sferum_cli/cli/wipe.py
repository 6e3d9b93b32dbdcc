"""data wipe: removing everything, once the word is typed."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Json, world_of
from sferum_cli.errors import BadUsage

Confirm = Annotated[bool, typer.Option("--confirm", help="opt.confirm_wipe")]


def wipe(ctx: typer.Context, confirm: Confirm = False, json: Json = False) -> None:
    """Show what will go, ask for the word, remove it, and say what stays out of reach.

    Raises BadUsage where nobody can be asked and ``--confirm`` was not said, Exit with the code
    where something could not be removed.
    """
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.errors import Exit
    from sferum_cli.flows.wipe import agrees, to_wipe
    from sferum_cli.flows.wipe import wipe as remove_all
    from sferum_cli.render.blocks import Text
    from sferum_cli.render.wipe_view import (
        Outcome,
        after_page,
        before_page,
        nothing_page,
        wipe_shape,
    )
    from sferum_cli.text import t

    world = world_of(ctx)
    world.no_input = world.no_input or json
    found = to_wipe(world.folder)
    if not found:
        none = wipe_shape(Outcome((), (), (), ()))
        return show_json(world, none) if json else show(world, nothing_page())
    if not confirm and not world.can_ask:
        raise BadUsage("error.wipe_confirm")
    if not json:
        show(world, before_page(str(world.folder), [(kept.name, kept.kind) for kept in found]))
    if not confirm and not agrees(session_of(world, None)):
        return show(world, [Text(t("agree.left"))])
    gone = remove_all(world.folder)
    done = Outcome(gone.removed, gone.failed, gone.left, gone.led)
    show_json(world, wipe_shape(done)) if json else show(world, after_page(done))
    if gone.failed:
        raise typer.Exit(Exit.USAGE)
    return None
