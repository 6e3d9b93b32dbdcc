"""why: how each date was computed."""

from __future__ import annotations

import typer

from sferum_cli.cli.options import MaybeRequest, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import why as flow


def why(ctx: typer.Context, request: MaybeRequest = None, person: Person = None) -> int:
    """How each date was computed."""
    return give(ctx, flow.why(session_of(ctx), request, person=person))
