"""data restore, export, import: going back, and moving everything to another computer."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Force, Output
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import copies as flow
from sferum_cli.flows import copies_restore

Which = Annotated[str | None, typer.Argument(metavar="N", help="arg.copy")]
Yes = Annotated[bool, typer.Option("--yes", help="opt.yes")]
Bundle = Annotated[str, typer.Argument(metavar="FILE", help="arg.bundle")]
Replace = Annotated[bool, typer.Option("--replace", help="opt.replace")]


def restore(ctx: typer.Context, which: Which = None, yes: Yes = False) -> int:
    """List the earlier copies; with a number show what one would change, ask, put it back."""
    return give(ctx, copies_restore.restore(session_of(ctx), which, agreed=yes))


def export(ctx: typer.Context, output: Output = None, force: Force = False) -> int:
    """Write everything into one file."""
    return give(ctx, flow.export_data(session_of(ctx), output, force=force))


def import_(ctx: typer.Context, file: Bundle, replace: Replace = False) -> int:
    """Show what an export holds, ask, and put all of it in."""
    return give(ctx, flow.import_(session_of(ctx), file, replace=replace))
