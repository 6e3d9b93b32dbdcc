"""people add, edit, list and remove: whom the requests are for."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.commands import Group
from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import Age, Answers, choice
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import people as flow

NewAlias = Annotated[str, typer.Argument(metavar="ALIAS", help="arg.alias")]
Alias = Annotated[
    str, typer.Argument(metavar="ALIAS", help="arg.alias", autocompletion=offering("aliases"))
]
Acting = Annotated[str | None, choice("acting-as", "self", "parent", "employee")]


def people_alone(ctx: typer.Context) -> int | None:
    """The list, when nothing else is named."""
    return None if ctx.invoked_subcommand else list_people(ctx)


def add(
    ctx: typer.Context,
    alias: NewAlias,
    acting_as: Acting = None,
    age: Age = None,
    answers: Answers = None,
) -> int:
    """Add somebody; personal data come from questions or a file, never from the command line."""
    given = answers_from(ctx, answers)
    return give(ctx, flow.add(session_of(ctx), alias, acting_as=acting_as, age=age, answers=given))


def edit(
    ctx: typer.Context,
    alias: Alias,
    acting_as: Acting = None,
    age: Age = None,
    answers: Answers = None,
) -> int:
    """Change somebody."""
    given = answers_from(ctx, answers)
    return give(ctx, flow.edit(session_of(ctx), alias, acting_as=acting_as, age=age, answers=given))


def list_people(ctx: typer.Context) -> int:
    """Everybody the requests are for."""
    return give(ctx, flow.list_people(session_of(ctx)))


def remove(ctx: typer.Context, alias: Alias) -> int:
    """Forget somebody."""
    return give(ctx, flow.remove(session_of(ctx), alias))


people = Group(
    people_alone,
    {
        "add": "people:add", "edit": "people:edit", "list": "people:list_people",
        "remove": "people:remove",
    },
)  # fmt: skip
