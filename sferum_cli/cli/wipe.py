"""data wipe: removing everything, once the word is typed."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import wipe as flow

ConfirmWipe = Annotated[bool, typer.Option("--confirm", help="opt.confirm_wipe")]


def wipe(ctx: typer.Context, confirm: ConfirmWipe = False) -> int:
    """Show what will go, ask for the word, remove it, and say what stays out of reach."""
    computer = world_of(ctx).computer()
    return give(ctx, flow.wipe(session_of(ctx), computer, confirmed=confirm))
