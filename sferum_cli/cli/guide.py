"""guide: the knowledge to read; no questions, no state."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.options import Force, Institution, Output, PathId, Role, choice
from sferum_cli.cli.output import give
from sferum_cli.cli.screen import to_read
from sferum_cli.cli.session import session_of
from sferum_cli.flows import guide as flow

Format = Annotated[
    str | None, choice("format", "text", "md", "html", "pdf", key="opt.guide_format")
]
Search = Annotated[str | None, typer.Option("--search", metavar="TEXT", help="opt.search")]
All = Annotated[bool, typer.Option("--all", help="opt.guide_all")]


def guide(
    ctx: typer.Context,
    path: PathId = None,
    role: Role = None,
    institution: Institution = None,
    search: Search = None,
    everything: All = False,
    format_name: Format = None,
    output: Output = None,
    force: Force = False,
) -> int:
    """Read a path, the answer for a role, all paths, or find the place that answers a question."""
    read = flow.guide(
        session_of(ctx), path, role=role, institution=institution, search=search,
        everything=everything, format_name=format_name, output=output, force=force,
    )  # fmt: skip
    return give(ctx, read, to_read)
