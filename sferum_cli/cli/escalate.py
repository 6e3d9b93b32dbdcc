"""escalate: one rung up."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import MaybeRequest, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import escalate as flow

ToRung = Annotated[
    str | None,
    typer.Option("--to", metavar="RUNG", help="opt.to_rung", autocompletion=offering("rungs")),
]


def escalate(
    ctx: typer.Context, request: MaybeRequest = None, to: ToRung = None, person: Person = None
) -> int:
    """Go one rung up: the map, what it needs, and the new request."""
    return give(ctx, flow.escalate(session_of(ctx), request, to=to, person=person))
