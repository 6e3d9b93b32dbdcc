"""calendar: the dates of all requests for the calendar of a phone."""

from __future__ import annotations

import typer

from sferum_cli.cli.options import Force, Output, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import calendar as flow


def calendar(
    ctx: typer.Context, output: Output = "sferum.ics", person: Person = None, force: Force = False
) -> int:
    """Write every date into a calendar file; ``-`` is stdout."""
    return give(ctx, flow.calendar(session_of(ctx), output, force=force, person=person))
