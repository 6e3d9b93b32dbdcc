"""status: what was asked of whom, and how it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import MaybeRequest, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import status as flow

All = Annotated[bool, typer.Option("--all", help="opt.all")]


def status(
    ctx: typer.Context, request: MaybeRequest = None, person: Person = None, archive: All = False
) -> int:
    """How each request stands, or all about one."""
    return give(ctx, flow.status(session_of(ctx), request, person=person, archive=archive))
