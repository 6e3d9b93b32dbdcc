"""Commands and groups in the person's language, with the options that each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from sferum_cli.cli.options import LONG_DASHES, MAYBE_NUMBER
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
_ASK_FOR_HELP = frozenset(HELP_NAMES["help_option_names"])
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


def usage() -> ModuleType:
    """The module that tells the framework's complaints as our own."""
    from sferum_cli.cli import usage  # only a slip needs it

    return usage


class _Localised:
    """What commands and groups share: help in the person's language and the common options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _translate(self)  # type: ignore[arg-type]  # mixed into commands only

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words. Raises BadUsage for a long dash, which word processors make of two."""
        if any(word.startswith(LONG_DASHES) for word in args) and not ctx.resilient_parsing:
            usage().refuse_long_dash(ctx, args)
        if not _ASK_FOR_HELP.isdisjoint(args):  # answered at once: how it is shown comes first
            args = sorted(args, key=lambda word: word not in ("--json", "--plain"))
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
                param.callback = _set_up_tab
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
        extra = super().parse_args(ctx, _with_values(args, self.params))
        if extra and not ctx.resilient_parsing:
            raise BadUsage("error.extra", given=extra[0], command=ctx.command_path)
        return extra


def _with_values(args: Sequence[str], params: Iterable[Parameter]) -> list[str]:
    """``args`` with an empty value where a number was left out that may be: ``[N]`` in the help."""
    free = {name for p in params if getattr(p, "metavar", "") == MAYBE_NUMBER for name in p.opts}
    return [
        f"{word}=" if word in free and not after.isdecimal() else word
        for word, after in zip(args, [*args[1:], ""], strict=False)
    ]


class LocalGroup(_Localised, TyperGroup):
    """The group of all commands, suggesting the near word for a mistyped one."""

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command. Raises BadUsage with those there are."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            known = usage().typed_commands(self, ctx)
            raise BadUsage(
                "error.command_unknown", given=name, known=known, command=ctx.command_path
            )
        return super().resolve_command(ctx, args)


def _set_up_tab(ctx: Any, param: Any, value: Any) -> Any:
    """In place of the framework's own, which speaks English and loosens a policy of Windows."""
    if not value:
        return value
    module = import_module("sferum_cli.cli.completion")
    do = module.install if param.name == "install_completion" else module.show_script
    return do(ctx, param, value)


def _show_help(ctx: Any, _param: Any, value: bool) -> None:
    """The framework writes help past our stream; help must be as legible as the rest."""
    if value and not ctx.resilient_parsing:
        page = ctx.get_help()
        shape = {"command": ctx.command_path, "help": page}
        ctx.exit(give(ctx, Answer([Lines(tuple(page.split("\n")))], shape)))


class Group(NamedTuple):
    """A group of commands: what it does ``alone``, and the function of each command.

    A function is "module:name" in this folder.
    """

    alone: Callable[..., Any]
    commands: Mapping[str, str]


class Commands(Mapping[str, Any]):
    """The commands by name, each built when it is first asked for: a run needs one of twenty.

    ``where`` names the function or the ``Group`` of each; their help stands under ``key``. Each
    takes the ``common`` options.
    """

    def __init__(self, where: Mapping[str, str], key: str, common: Sequence[Parameter]) -> None:
        self._where, self._key, self._common = where, key, common
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command called ``name``. Raises KeyError."""
        if name not in self._built:
            module, _, member = self._where[name].partition(":")
            found = import_module(f"sferum_cli.cli.{module}")
            key = f"{self._key}.{name}"
            self._built[name] = _built(name, getattr(found, member), key, self._common)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)


def _built(
    name: str, found: Callable[..., Any] | Group, key: str, common: Sequence[Parameter]
) -> Any:
    """The command ``name`` as the framework wants it, with its help in the person's language."""
    made = typer.Typer(
        cls=LocalGroup, rich_markup_mode=None, add_completion=False, help=key,
        epilog=f"{key}.examples", context_settings=HELP_NAMES,
    )  # fmt: skip
    if isinstance(found, Group):
        made.callback(invoke_without_command=True)(found.alone)
    else:
        made.command(name, cls=LocalCommand, help=key, epilog=f"{key}.examples")(found)
    command: Any = get_command(made)
    command.params.extend(common)
    if isinstance(found, Group):
        command.name = name
        command.commands = Commands(found.commands, key, common)
    return command
