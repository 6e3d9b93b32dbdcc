"""sources, its check and its export: what the program says, why, and how to correct it."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.commands import Group
from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import Force, Output
from sferum_cli.cli.output import give
from sferum_cli.cli.screen import to_read
from sferum_cli.cli.session import session_of
from sferum_cli.flows import screens as screens_flow
from sferum_cli.flows import sources as flow

PathOption = Annotated[
    str | None,
    typer.Option("--path", metavar="PATH", help="opt.path", autocompletion=offering("paths")),
]
Trust = Annotated[
    str | None,
    typer.Option("--trust", metavar="TRUST", help="opt.trust", autocompletion=offering("trusts")),
]
Filled = Annotated[str | None, typer.Argument(metavar="FILE", help="arg.filled")]
SomeFact = Annotated[
    str | None, typer.Argument(metavar="FACT", help="arg.fact", autocompletion=offering("fact_ids"))
]


def sources_alone(ctx: typer.Context, path: PathOption = None, trust: Trust = None) -> int | None:
    """Every fact with its source, trust and age, when nothing else is named."""
    if ctx.invoked_subcommand:
        return None
    return give(ctx, flow.list_sources(session_of(ctx), path_id=path, trust=trust), to_read)


def check(
    ctx: typer.Context, filled: Filled = None, output: Output = None, force: Force = False
) -> int:
    """The screens that nobody has seen, as a list to fill in; or read the filled list."""
    return give(ctx, screens_flow.check_screens(session_of(ctx), filled, output, force=force))


def export(
    ctx: typer.Context, fact: SomeFact = None, output: Output = None, force: Force = False
) -> int:
    """Write a text for the maintainers, to the screen or to a file."""
    return give(ctx, flow.export_facts(session_of(ctx), fact, output, force=force))


sources = Group(
    sources_alone,
    {"check": "sources:check", "export": "sources:export", "report": "sources:export"},
)
