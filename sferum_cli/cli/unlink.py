"""unlink: walking the way out of one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import (
    AgainOpen,
    Answers,
    Confirm,
    Institution,
    Ownership,
    Person,
    Role,
    School,
)
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import unlink as flow
from sferum_cli.flows.cases import Whom

Target = Annotated[
    str | None,
    typer.Argument(metavar="TARGET", help="arg.target", autocompletion=offering("targets")),
]


def unlink(
    ctx: typer.Context,
    target: Target = None,
    role: Role = None,
    person: Person = None,
    institution: Institution = None,
    ownership: Ownership = None,
    school: School = None,
    again: AgainOpen = False,
    confirm: Confirm = False,
    answers: Answers = None,
) -> int:
    """Walk the way out of one thing."""
    session = session_of(ctx, answers_from(ctx, answers))
    whom = Whom(person, role, institution, ownership, school)
    walked = flow.unlink(session, target, whom, confirmed=confirm, again=again)
    return give(ctx, walked)
