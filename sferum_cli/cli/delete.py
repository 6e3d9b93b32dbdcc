"""delete: walking the full deletion."""

from __future__ import annotations

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.options import AgainOpen, Answers, Confirm, Person, Role
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows.cases import Whom
from sferum_cli.flows.unlink import walk


def delete(
    ctx: typer.Context,
    confirm: Confirm = False,
    role: Role = None,
    person: Person = None,
    again: AgainOpen = False,
    answers: Answers = None,
) -> int:
    """Walk the full deletion."""
    session = session_of(ctx, answers_from(ctx, answers))
    walked = walk(session, "delete", Whom(person, role), confirmed=confirm, again=again)
    return give(ctx, walked)
