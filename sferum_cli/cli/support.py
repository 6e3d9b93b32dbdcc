"""support: whom to turn to."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Institution, PathId
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import support as flow

Every = Annotated[bool, typer.Option("--all", help="opt.all_contacts")]


def support(
    ctx: typer.Context,
    path: PathId = None,
    institution: Institution = None,
    every: Every = False,
) -> int:
    """Whom to turn to when the standard way fails."""
    return give(ctx, flow.support(session_of(ctx), path, institution, every=every))
