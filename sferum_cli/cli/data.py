"""data: where the person's files are, whether all is sound, and the commands that keep them."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.commands import Group
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import data as flow

Fix = Annotated[bool, typer.Option("--fix", help="opt.fix")]


def data_alone(ctx: typer.Context) -> int | None:
    """Where the files are, when nothing else is named."""
    return None if ctx.invoked_subcommand else where(ctx)


def where(ctx: typer.Context) -> int:
    """Where the person's files are."""
    return give(ctx, flow.where(session_of(ctx)))


def check(ctx: typer.Context, fix: Fix = False) -> int:
    """Whether the files and the knowledge are sound; the exit code says so, too."""
    return give(ctx, flow.check_files(session_of(ctx), fix=fix))


data = Group(
    data_alone,
    {
        "where": "data:where", "check": "data:check", "restore": "copies:restore",
        "export": "copies:export", "import": "copies:import_", "wipe": "wipe:wipe",
    },
)  # fmt: skip
