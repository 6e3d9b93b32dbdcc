"""unlink: walking the way out of one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_of
from sferum_cli.cli.complete import offer
from sferum_cli.cli.options import Answers, Confirm, Person, Role, School
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import unlink as flow

Target = Annotated[
    str | None, typer.Argument(metavar="TARGET", help="arg.target", autocompletion=offer("targets"))
]


def unlink(
    ctx: typer.Context,
    target: Target = None,
    role: Role = None,
    person: Person = None,
    school: School = None,
    confirm: Confirm = False,
    answers: Answers = None,
) -> int:
    """Walk the way out of one thing."""
    session = session_of(ctx, answers_of(ctx, answers))
    walked = flow.unlink(
        session, target, role=role, person=person, school=school, confirmed=confirm
    )
    return give(ctx, walked)
