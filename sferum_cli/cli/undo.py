"""undo: the last action back."""

from __future__ import annotations

import typer

from sferum_cli.cli.options import AgainUndo
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import undo as flow


def undo(ctx: typer.Context, again: AgainUndo = False) -> int:
    """Take the last action back; right after that, one more."""
    return give(ctx, flow.undo(session_of(ctx), again=again))
