"""The program: its commands, each loaded when it is asked for, and what it does without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from sferum_cli import __version__
from sferum_cli.cli.commands import HELP_NAMES, LocalCommand, LocalGroup
from sferum_cli.cli.contents import COMMANDS
from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import give
from sferum_cli.errors import Exit
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Lines

if TYPE_CHECKING:
    from typer._click.core import Context

    from sferum_cli.world import World


class Commands(Mapping[str, Any]):
    """The commands by name, each built when it is first asked for: a run needs one of twenty."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command called ``name``. Raises KeyError."""
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._built:
            self._built[name] = _build(name)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _build(name: str) -> Any:
    """The command ``name`` as the framework wants it, with its help in the person's language.

    It is the function named as its module, or the ``app`` of a module that is a group of commands.
    """
    member = f"{name}_" if iskeyword(name) else name
    module = import_module(f"sferum_cli.cli.{member}")
    if found := getattr(module, "app", None):
        group = get_command(found)
        group.name = name
        return group
    single = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=HELP_NAMES)
    single.command(name, cls=LocalCommand, help=f"help.{name}", epilog=f"help.{name}.examples")(
        getattr(module, member)
    )
    return get_command(single)


class Program(LocalGroup):
    """The group of all commands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.commands = Commands()  # type: ignore[assignment]  # a mapping is all that is needed

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command; from here on, what the person added is known, too."""
        if args[0] == "help":
            args = [*args[1:], "--help"]
        world = ctx.find_root().obj
        if world is not None:
            _take_own(world)
            if not ctx.resilient_parsing:
                _look_at_folder(world)
        return super().resolve_command(ctx, args)


def _take_own(world: World) -> None:
    from sferum_cli.flows.own_knowledge import take_own  # help and version read nothing

    take_own(world.folder)


def _look_at_folder(world: World) -> None:
    from sferum_cli.flows.folder import look_at  # nor does Tab look for what changed

    look_at(world.folder, world.now())


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
def program(ctx: typer.Context, version: Version = False) -> int:
    """Where things stand, when no command is named."""
    if version:
        told = Lines((f"sferum {__version__}",))
        raise typer.Exit(give(ctx, Answer([told], {"version": __version__})))
    if ctx.invoked_subcommand is not None:
        return Exit.OK
    from sferum_cli.cli.home import home  # a command of its own, for who names none

    _take_own(world_of(ctx))
    _look_at_folder(world_of(ctx))
    return home(ctx)
