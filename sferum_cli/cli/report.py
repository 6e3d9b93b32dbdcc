"""report: one page about every case, to look at, to print, to send on."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Force, Output, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import report as flow

NoNames = Annotated[bool, typer.Option("--no-names", help="opt.no_names")]


def report(
    ctx: typer.Context,
    output: Output = None,
    person: Person = None,
    no_names: NoNames = False,
    force: Force = False,
) -> int:
    """Write the page; ``-`` is stdout."""
    told = flow.report(session_of(ctx), output, person=person, names=not no_names, force=force)
    return give(ctx, told)
