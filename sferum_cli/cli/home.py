"""What ``sferum`` alone says."""

from __future__ import annotations

import typer

from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import home as flow


def home(ctx: typer.Context) -> int:
    """Each open request and one next command; the first time, what to type."""
    return give(ctx, flow.home(session_of(ctx)))
