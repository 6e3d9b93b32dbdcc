"""The table of contents: every command of the program and the key of its help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from sferum_cli.cli.options import LocalCommand, LocalGroup, world_of

if TYPE_CHECKING:
    from typer._click.core import Context

    from sferum_cli.world import World

# Each command where it is defined; a group of commands is the ``app`` of its module.
CONTENTS = {
    "start": "start:start",
    "unlink": "unlink:unlink",
    "delete": "unlink:delete",
    "continue": "unlink:resume",
    "guide": "guide:guide",
    "support": "guide:support",
    "status": "status:status",
    "log": "log:log",
    "why": "status:why",
    "escalate": "log:escalate",
    "letter": "letter:letter",
    "due": "status:due",
    "calendar": "calendar:calendar",
    "evidence": "evidence:evidence",
    "undo": "status:undo",
    "people": "people:app",
    "sources": "sources:app",
    "data": "data:app",
}


class Commands(Mapping[str, Any]):
    """The commands by name, each built when it is first asked for: a run needs one of twenty."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command called ``name``. Raises KeyError."""
        if name not in self._built:
            self._built[name] = _build(name, CONTENTS[name])
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CONTENTS)

    def __len__(self) -> int:
        return len(CONTENTS)


def _build(name: str, where: str) -> Any:
    """The command ``name`` as the framework wants it, with its help in the person's language."""
    module, _, member = where.partition(":")
    found = getattr(import_module(f"sferum_cli.cli.{module}"), member)
    if isinstance(found, typer.Typer):
        group = get_command(found)
        group.name = name
        return group
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, cls=LocalCommand, help=f"help.{name}", epilog=f"help.{name}.examples")(
        found
    )
    return get_command(single)


class Program(LocalGroup):
    """The group of all commands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.commands = Commands()  # type: ignore[assignment]  # a mapping is all that is needed

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command; from here on, what the person added is known, too."""
        world = ctx.find_root().obj
        if world is not None:
            _take_own(world)
            if not ctx.resilient_parsing:
                _look_at_folder(world)
        return super().resolve_command(ctx, args)


def _take_own(world: World) -> None:
    from sferum_cli.flows.own_knowledge import take_own

    take_own(world.folder)


def _look_at_folder(world: World) -> None:
    from sferum_cli.flows.folder import look_at

    look_at(world.folder, world.now())


app = typer.Typer(
    cls=Program,
    help="help.sferum",
    epilog="help.sferum.examples",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def home(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="opt.version", is_eager=True)] = False,
) -> None:
    """Where things stand, when no command is named."""
    if version:
        from sferum_cli import __version__
        from sferum_cli.cli.output import write

        write(world_of(ctx), f"sferum {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from sferum_cli.cli.status import home as overview

        _take_own(world_of(ctx))
        _look_at_folder(world_of(ctx))
        overview(world_of(ctx))
