"""What ``sferum`` alone is at a terminal: the task list, to choose from."""

from __future__ import annotations

import typer

from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows.home_asked import stay


def home(ctx: typer.Context) -> int:
    """Ask what to do, do it, and ask again until the person leaves."""
    return give(ctx, stay(session_of(ctx)))
