"""data: where the person's files are, whether all is sound, and the commands that keep them."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.commands import group
from sferum_cli.cli.copies import export, import_, restore
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.cli.wipe import wipe
from sferum_cli.flows import data as flow

Fix = Annotated[bool, typer.Option("--fix", help="opt.fix")]


def data(ctx: typer.Context) -> int | None:
    """Where the files are, when nothing else is named."""
    return None if ctx.invoked_subcommand else where(ctx)


def where(ctx: typer.Context) -> int:
    """Where the person's files are."""
    return give(ctx, flow.where(session_of(ctx)))


def check(ctx: typer.Context, fix: Fix = False) -> int:
    """Whether the files and the knowledge are sound; the exit code says so, too."""
    return give(ctx, flow.check(session_of(ctx), fix=fix))


app = group(
    "data",
    data,
    {
        "where": where, "check": check, "restore": restore, "export": export, "import": import_,
        "wipe": wipe,
    },
)  # fmt: skip
