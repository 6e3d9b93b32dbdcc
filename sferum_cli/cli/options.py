"""The options that every command takes, and help in the person's language."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.core import Parameter
from typer.core import TyperCommand, TyperGroup, TyperOption

from sferum_cli.cli.complete import aliases, one_of
from sferum_cli.errors import BadUsage
from sferum_cli.text import has, t, use

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

    from sferum_cli.world import World


def world_of(ctx: typer.Context) -> World:
    """The world that this run was started with."""
    world: World = ctx.find_root().obj
    return world


def _set_language(ctx: Any, _param: Any, value: str | None) -> None:
    if value is None:
        return
    if value not in ("ru", "en"):
        raise BadUsage("error.choice", option="--lang", given=value, choices="ru, en")
    use(value)
    if world := ctx.find_root().obj:
        world.language = value


def _set_plain(ctx: Any, _param: Any, value: bool) -> None:
    if value and (world := ctx.find_root().obj):
        world.plain = True


def _set_no_input(ctx: Any, _param: Any, value: bool) -> None:
    if value and (world := ctx.find_root().obj):
        world.no_input = True


def _show_help(ctx: Any, _param: Any, value: bool) -> None:
    """The framework writes help past our stream; help must be as legible as the rest."""
    if value and not ctx.resilient_parsing:
        from sferum_cli.cli.output import write

        write(world_of(ctx), ctx.get_help() + "\n")
        ctx.exit()


def common_options() -> list[Parameter]:
    """``--lang``, ``--plain`` and ``--no-input``, accepted before and after a command's name."""
    return [
        TyperOption(
            param_decls=["--lang"], metavar="ru|en", help=t("opt.lang"), expose_value=False,
            callback=_set_language,
            autocompletion=lambda _ctx, _words, begun: one_of("ru", "en")(begun),
        ),
        TyperOption(
            param_decls=["--plain"], is_flag=True, default=False, help=t("opt.plain"),
            expose_value=False, callback=_set_plain,
        ),
        TyperOption(
            param_decls=["--no-input"], is_flag=True, default=False, help=t("opt.no_input"),
            expose_value=False, callback=_set_no_input,
        ),
    ]  # fmt: skip


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

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The usage line with its word in the person's language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]  # the command has it
        formatter.write_usage(ctx.command_path, pieces, prefix=t("help.usage") + " ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Arguments and options under translated headings."""
        for kind, title in (("argument", "help.arguments"), ("option", "help.options")):
            params = self.get_params(ctx)
            records = [p.get_help_record(ctx) for p in params if p.param_type_name == kind]
            if rows := [record for record in records if record]:
                with formatter.section(t(title)):
                    formatter.write_dl(rows)

    def format_epilog(self, _ctx: Context, formatter: HelpFormatter) -> None:
        """The examples, line by line."""
        epilog: str | None = self.epilog  # type: ignore[attr-defined]  # the command has it
        if epilog:
            formatter.write_paragraph()
            with formatter.section(t("help.examples")):
                for line in epilog.strip().split("\n"):
                    formatter.write(f"{' ' * formatter.current_indent}{line.strip()}\n")


class LocalCommand(_Localised, TyperCommand):
    """A command in the person's language."""


class LocalGroup(_Localised, TyperGroup):
    """The group of all commands, suggesting the near word for a mistyped one."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Commands first: that is what people look for."""
        rows = [
            (name, (command.help or "").split("\n")[0])
            for name, command in self.commands.items()
            if not command.hidden
        ]
        with formatter.section(t("help.commands")):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command. Raises BadUsage that names the nearest one."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            near = get_close_matches(name, list(self.commands), n=1, cutoff=0.5)
            key = "error.command_near" if near else "error.command_unknown"
            place = ctx.command_path
            raise BadUsage(key, given=name[:40], near=near[0] if near else "", command=place)
        return super().resolve_command(ctx, args)


Json = Annotated[bool, typer.Option("--json", help="opt.json")]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="student|parent|teacher",
        help="opt.role",
        autocompletion=one_of("parent", "student", "teacher"),
    ),
]
Person = Annotated[
    str | None,
    typer.Option("--person", metavar="ALIAS", help="opt.person", autocompletion=aliases),
]
Answers = Annotated[str | None, typer.Option("--answers", metavar="FILE", help="opt.answers")]
