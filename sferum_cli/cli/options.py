"""The options: those that every command takes, and those that several share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

from sferum_cli.cli.complete import offering, offering_words
from sferum_cli.errors import no_such_choice
from sferum_cli.text import t

if TYPE_CHECKING:
    from typer._click.core import Parameter

    from sferum_cli.world import World

LONG_DASHES = ("\N{EN DASH}", "\N{EM DASH}")
LANGUAGES = ("ru", "en")
MAYBE_NUMBER = "[N]"  # what stands behind an option whose number may be left out


def world_of(ctx: typer.Context) -> World:
    """The world that this run was started with."""
    world: World = ctx.find_root().obj
    return world


def _set_language(ctx: Any, _param: Any, value: str | None) -> None:
    if value is None:
        return
    if value not in LANGUAGES:
        raise no_such_choice("--lang", value, LANGUAGES)
    if world := ctx.find_root().obj:
        world.language, world.origins["language"] = value, "option"


def _set(ctx: Any, param: Any, value: bool) -> None:
    """Note a flag in the world, under its own name; a program cannot be asked anything."""
    if value and (world := ctx.find_root().obj):
        setattr(world, param.name, True)
        world.origins[param.name] = "option"
        world.no_input = world.no_input or world.json


def _flag(name: str, **more: Any) -> TyperOption:
    return TyperOption(
        param_decls=[f"--{name}"], is_flag=True, default=False, expose_value=False, callback=_set,
        help=t(f"opt.{name.replace('-', '_')}"), **more,
    )  # fmt: skip


def common_options() -> list[Parameter]:
    """What is accepted before and after a command's name."""
    return [
        TyperOption(
            param_decls=["--lang"], metavar="|".join(LANGUAGES), help=t("opt.lang"),
            expose_value=False, callback=_set_language,
            autocompletion=lambda _ctx, _words, begun: offering_words(*LANGUAGES)(begun),
        ),
        _flag("plain", is_eager=True),
        _flag("no-input"),
        _flag("json", is_eager=True),
    ]  # fmt: skip


def choice(name: str, *words: str, key: str = "") -> Any:
    """An option ``--name`` with closed choices; ``key`` of its help where that is another."""
    return typer.Option(
        f"--{name}",
        metavar="|".join(words),
        help=key or f"opt.{name.replace('-', '_')}",
        autocompletion=offering_words(*words),
    )


MaybeRequest = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="arg.request", autocompletion=offering("requests")),
]
PathId = Annotated[
    str | None, typer.Argument(metavar="PATH", help="arg.path", autocompletion=offering("paths"))
]
Role = Annotated[str | None, choice("role", "student", "parent", "teacher")]
Person = Annotated[
    str | None,
    typer.Option(
        "--person", metavar="ALIAS", help="opt.person", autocompletion=offering("aliases")
    ),
]
Age = Annotated[str | None, choice("age", "under-14", "14-17", "adult")]
Institution = Annotated[
    str | None, choice("institution", "school", "kindergarten", "college", "university")
]
Ownership = Annotated[
    str | None, choice("ownership", "federal", "regional", "municipal", "private")
]
Again = Annotated[bool, typer.Option("--again", help="opt.again")]
AgainOpen = Annotated[bool, typer.Option("--again", help="opt.again_open")]
AgainUndo = Annotated[bool, typer.Option("--again", help="opt.again_undo")]
School = Annotated[str | None, choice("school", "state", "municipal", "private")]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel", metavar="TEXT", help="opt.channel", autocompletion=offering("channels")
    ),
]
Confirm = Annotated[bool, typer.Option("--confirm", help="opt.confirm")]
Answers = Annotated[str | None, typer.Option("--answers", metavar="FILE", help="opt.answers")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]
