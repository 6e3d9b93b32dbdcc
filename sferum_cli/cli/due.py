"""due: for a shell hook or a scheduler."""

from __future__ import annotations

import typer

from sferum_cli.cli.options import Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import due as flow


def due(ctx: typer.Context, person: Person = None) -> int:
    """What is due: one line each. The exit code says whether there is something."""
    return give(ctx, flow.due(session_of(ctx), person))
