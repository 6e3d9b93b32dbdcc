"""evidence: the pack for a regulator."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.complete import request_ids
from sferum_cli.cli.options import Json, world_of

SomeRequest = Annotated[
    str, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]


def evidence(
    ctx: typer.Context,
    request: SomeRequest,
    output: Output = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Collect chronology, letters, attachments and hashes."""
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.evidence import collect
    from sferum_cli.render.blocks import Text
    from sferum_cli.text import t

    world = world_of(ctx)
    target = file_of(world, output or f"{request}.zip")
    pack = collect(world.folder, request, target, today=world.today, overwrite=force)
    if json:
        told = {"schema": 1, "id": request, "file": str(target), "count": pack.count}
        return show_json(world, {**told, "missing": list(pack.missing)})
    show(world, [Text(t("evidence.written", file=target, count=pack.count), "good")])
    if pack.missing:
        names = ", ".join(pack.missing)
        show(world, [Text(t("evidence.missing", names=names), "danger")])
    return None
