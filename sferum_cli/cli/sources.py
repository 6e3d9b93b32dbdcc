"""sources and sources report: what the program says, why, and how to correct it."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.complete import path_ids
from sferum_cli.cli.options import Json, LocalCommand, LocalGroup, world_of


def _facts(incomplete: str) -> list[tuple[str, str]]:
    """The ids of facts with their texts, for the shell."""
    from sferum_cli.flows.sources import fact_titles
    from sferum_cli.text import language

    return [(name, text) for name, text in fact_titles(language()) if name.startswith(incomplete)]


def _trusts(incomplete: str) -> list[str]:
    """The kinds of trust there are, for the shell."""
    from sferum_cli.flows.sources import trust_names

    return [trust for trust in trust_names() if trust.startswith(incomplete)]


PathOption = Annotated[
    str | None, typer.Option("--path", metavar="PATH", help="opt.path", autocompletion=path_ids)
]
Trust = Annotated[
    str | None, typer.Option("--trust", metavar="TRUST", help="opt.trust", autocompletion=_trusts)
]
SomeFact = Annotated[
    str | None, typer.Argument(metavar="FACT", help="arg.fact", autocompletion=_facts)
]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]

app = typer.Typer(
    cls=LocalGroup,
    help="help.sources",
    epilog="help.sources.examples",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def sources(
    ctx: typer.Context, path: PathOption = None, trust: Trust = None, json: Json = False
) -> None:
    """Every fact with its source, trust and age, when nothing else is named."""
    if ctx.invoked_subcommand is not None:
        return None
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.sources import open_sources
    from sferum_cli.render.sources_view import sources_page, sources_shape

    world = world_of(ctx)
    book = open_sources(world.today, path_id=path, trust=trust)
    if json:
        return show_json(world, sources_shape(book.claims, book.sources))
    return show(world, sources_page(book.claims, book.sources))


def report(
    ctx: typer.Context, fact: SomeFact = None, output: Output = None, force: Force = False
) -> None:
    """Write the text of a correction, to the screen or to a file."""
    from sferum_cli import __version__
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, write
    from sferum_cli.flows.sources import write_correction
    from sferum_cli.render.blocks import Text
    from sferum_cli.text import t

    world = world_of(ctx)
    target = file_of(world, output) if output else None
    text = write_correction(fact, target, today=world.today, version=__version__, overwrite=force)
    if target is None:
        return write(world, text)
    return show(world, [Text(t("sources.written", file=target), "good")])


app.command("report", cls=LocalCommand, help="help.report", epilog="help.report.examples")(report)
