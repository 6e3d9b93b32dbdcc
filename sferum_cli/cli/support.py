"""support: whom to turn to."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Institution, PathId, Role
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import support as flow

Every = Annotated[bool, typer.Option("--all", help="opt.all_contacts")]


def support(
    ctx: typer.Context,
    path: PathId = None,
    role: Role = None,
    institution: Institution = None,
    every: Every = False,
) -> int:
    """Whom to turn to when the standard way fails."""
    told = flow.support(session_of(ctx), path, institution, role=role, every=every)
    return give(ctx, told)
