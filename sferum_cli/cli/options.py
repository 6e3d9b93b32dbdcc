"""The options: those that every command takes, and those that several share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sferum_cli.cli.complete import offering, offering_words
from sferum_cli.errors import no_such_choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click.core import Parameter

    from sferum_cli.world import World

LONG_DASHES = ("\N{EN DASH}", "\N{EM DASH}")
LANGUAGES = ("ru", "en")
COMMON = ("lang", "plain", "no_input", "json")  # what every command takes, before or after its name
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


def _flag(name: str, **more: Any) -> Any:
    key = f"opt.{name.replace('-', '_')}"
    return typer.Option(f"--{name}", expose_value=False, help=key, **more)


def take_common(params: Iterable[Parameter]) -> list[Parameter]:
    """The options among ``params`` that every command takes, each noting what was said."""
    common = [param for param in params if param.name in COMMON]
    for param in common:
        param.callback = _set_language if param.name == "lang" else _set
    return common


def choice(name: str, *words: str, key: str = "") -> Any:
    """An option ``--name`` with closed choices; ``key`` of its help where that is another."""
    return typer.Option(
        f"--{name}",
        metavar="|".join(words),
        help=key or f"opt.{name.replace('-', '_')}",
        autocompletion=offering_words(*words),
    )


Language = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="|".join(LANGUAGES), help="opt.lang", expose_value=False,
        autocompletion=offering_words(*LANGUAGES),
    ),
]  # fmt: skip
Plain = Annotated[bool, _flag("plain", is_eager=True)]
NoInput = Annotated[bool, _flag("no-input")]
Json = Annotated[bool, _flag("json", is_eager=True)]


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
