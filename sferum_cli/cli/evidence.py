"""evidence: the pack for a regulator."""

from __future__ import annotations

import typer

from sferum_cli.cli.options import Force, MaybeRequest, Output, Person
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import evidence as flow


def evidence(
    ctx: typer.Context,
    request: MaybeRequest = None,
    output: Output = None,
    person: Person = None,
    force: Force = False,
) -> int:
    """Collect chronology, letters, attachments and hashes."""
    told = flow.evidence(session_of(ctx), request, output, force=force, person=person)
    return give(ctx, told)
