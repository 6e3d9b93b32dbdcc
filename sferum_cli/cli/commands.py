"""Commands and groups in the person's language, with the options that each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sferum_cli.cli.options import LONG_DASHES, common_options
from sferum_cli.cli.output import give
from sferum_cli.errors import BadUsage
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Lines
from sferum_cli.text import has, t

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context, Parameter

    from sferum_cli.world import World

HELP_NAMES = {"help_option_names": ["--help", "-h"]}
# The framework's own options, whose words are English.
_FRAMEWORK = {
    "install_completion": "opt.install_completion",
    "show_completion": "opt.show_completion",
}


def _translate(command: AnyCommand) -> None:
    """Help keys to sentences, once per command object."""
    command.help = t(command.help) if command.help and has(command.help) else command.help
    if command.epilog and has(command.epilog):
        command.epilog = t(command.epilog)
    for param in command.params:
        key = getattr(param, "help", None)
        if key and has(key):
            param.help = t(key)  # type: ignore[attr-defined]  # arguments and options both have it
    command.params.extend(common_options())


class _Localised:
    """What commands and groups share: help in the person's language and the common options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _translate(self)  # type: ignore[arg-type]  # mixed into commands only

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words. Raises BadUsage for a long dash, which word processors make of two."""
        if any(word.startswith(LONG_DASHES) for word in args) and not ctx.resilient_parsing:
            from sferum_cli.cli.usage import refuse_long_dash  # only a slip needs it

            refuse_long_dash(ctx, args)
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]  # the command has it
        return rest

    def get_help_option(self, ctx: Context) -> Any:
        """The --help option, told in the person's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # the command has it
        if option is not None:
            option.help = t("opt.help")
            option.callback = _show_help
        return option

    def get_params(self, ctx: Context) -> list[Parameter]:
        """All options; the framework adds its own late, so they are translated here."""
        params: list[Parameter] = super().get_params(ctx)  # type: ignore[misc]  # the command has it
        for param in params:
            if key := _FRAMEWORK.get(param.name or ""):
                param.help = t(key)  # type: ignore[attr-defined]  # an option has it
        return params

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """What follows the name, in the person's language: first what has to be said."""
        params = [p for p in self.get_params(ctx) if p.param_type_name == "argument"]
        named = [str(p.metavar) if p.required else f"[{p.metavar}]" for p in params]
        command = [t("help.command")] if hasattr(self, "commands") else []
        return [*command, *named, t("help.any_options")]

    def get_help(self, ctx: Context) -> str:
        """The whole page of help."""
        from sferum_cli.cli.help_page import help_page  # only --help needs it

        world: World = ctx.find_root().obj
        return help_page(self, ctx, world)


class LocalCommand(_Localised, TyperCommand):
    """A command in the person's language."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words. Raises BadUsage that names the one too many."""
        ctx.allow_extra_args = True
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise BadUsage("error.extra", given=extra[0], command=ctx.command_path)
        return extra


class LocalGroup(_Localised, TyperGroup):
    """The group of all commands, suggesting the near word for a mistyped one."""

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command. Raises BadUsage with those there are."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            from sferum_cli.cli.usage import commands_of  # only a slip needs it

            known = commands_of(self, ctx)
            raise BadUsage(
                "error.command_unknown", given=name, known=known, command=ctx.command_path
            )
        return super().resolve_command(ctx, args)


def _show_help(ctx: Any, _param: Any, value: bool) -> None:
    """The framework writes help past our stream; help must be as legible as the rest."""
    if value and not ctx.resilient_parsing:
        page = ctx.get_help()
        shape = {"command": ctx.command_path, "help": page}
        ctx.exit(give(ctx, Answer([Lines(tuple(page.split("\n")))], shape)))


def group(
    name: str, alone: Callable[..., Any], commands: Mapping[str, Callable[..., Any]]
) -> typer.Typer:
    """A group of commands; ``alone`` is what it does without one of them."""
    made = typer.Typer(
        cls=LocalGroup, help=f"help.{name}", epilog=f"help.{name}.examples", rich_markup_mode=None,
        add_completion=False, context_settings=HELP_NAMES,
    )  # fmt: skip
    made.callback(invoke_without_command=True)(alone)
    for inner, command in commands.items():
        words = f"help.{name}.{inner}"
        made.command(inner, cls=LocalCommand, help=words, epilog=f"{words}.examples")(command)
    return made
