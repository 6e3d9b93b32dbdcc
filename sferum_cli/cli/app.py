"""The program: its commands, each loaded when it is asked for, and what it does without one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from sferum_cli import __version__
from sferum_cli.cli import output
from sferum_cli.cli.commands import HELP_NAMES, Commands, LocalGroup, usage
from sferum_cli.cli.contents import COMMANDS
from sferum_cli.cli.options import Json, Language, NoInput, Plain, take_common, world_of
from sferum_cli.errors import Exit, Interrupted
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Lines
from sferum_cli.text import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Context

    from sferum_cli.world import World


def _where(name: str) -> str:
    """The function of a command: named as its module, and that as what is typed."""
    member = f"{name}_" if iskeyword(name) else name
    return f"{member}:{member}"


class Program(LocalGroup):
    """The group of all commands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        common = take_common(self.params)
        self.commands = Commands({name: _where(name) for name in COMMANDS}, "help", common)  # type: ignore[assignment]  # a mapping is all that is needed

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command; from here on, what the person added is known, too."""
        if args[0] == "help":
            args = [*args[1:], "--help"]
        world = ctx.find_root().obj
        if world is not None:
            _open(world, looks=not ctx.resilient_parsing)
        return super().resolve_command(ctx, args)


def _open(world: World, *, looks: bool = True) -> None:
    from sferum_cli.flows.folder import open_folder  # help and version read nothing

    open_folder(world.folder, world.now(), looks=looks)


Version = Annotated[bool, typer.Option("--version", "-V", help="opt.version", is_eager=True)]

app = typer.Typer(
    cls=Program,
    help="help.sferum",
    epilog="help.sferum.examples",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings=HELP_NAMES,
)


@app.callback(invoke_without_command=True)
def program(
    ctx: typer.Context,
    version: Version = False,
    lang: Language = None,
    plain: Plain = False,
    no_input: NoInput = False,
    json: Json = False,
) -> int:
    """Where things stand, when no command is named; the options common to all are noted."""
    if version:
        told = Lines((f"sferum {__version__}",))
        raise typer.Exit(output.give(ctx, Answer([told], {"version": __version__})))
    if ctx.invoked_subcommand is not None:
        return Exit.OK
    world = world_of(ctx)
    _open(world)
    # What a choice may lead to is loaded for a person only: a pipe reads a list.
    home = import_module(f"sferum_cli.cli.{'home_asked' if world.can_ask else 'home'}")
    return int(home.home(ctx))


@cache
def program_in(_language: str) -> Any:
    """All commands as the framework runs them; what they say of themselves is in one language."""
    return get_command(app)


def run(world: World, words: Sequence[str]) -> int:
    """Run the command that ``words`` name; gives its exit code. Raises SferumError."""
    try:
        code = program_in(language())(
            list(words), obj=world, standalone_mode=False, prog_name="sferum"
        )
    except typer.TyperException as error:
        raise usage().usage_error(error, words) from error
    except typer.Abort as error:
        raise Interrupted("error.interrupted") from error
    if code == Exit.INTERRUPTED:
        raise Interrupted("error.interrupted")
    return int(code or Exit.OK)
