"""continue: going on with a paused walk."""

from __future__ import annotations

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.options import Answers, MaybeRequest, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import continue_ as flow


def continue_(
    ctx: typer.Context,
    request: MaybeRequest = None,
    person: Person = None,
    answers: Answers = None,
) -> int:
    """Go on with a paused walk."""
    session = session_of(ctx, answers_from(ctx, answers))
    return give(ctx, flow.continue_(session, request, person=person))
