"""people add, edit, list and remove: whom the requests are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import aliases, one_of
from sferum_cli.cli.options import Answers, Json, LocalCommand, LocalGroup, world_of

if TYPE_CHECKING:
    from sferum_cli.world import World


NewAlias = Annotated[str, typer.Argument(metavar="ALIAS", help="arg.alias")]
Alias = Annotated[str, typer.Argument(metavar="ALIAS", help="arg.alias", autocompletion=aliases)]
Acting = Annotated[
    str | None,
    typer.Option(
        "--acting-as",
        metavar="self|parent|employee",
        help="opt.acting_as",
        autocompletion=one_of("self", "parent", "employee"),
    ),
]
Age = Annotated[
    str | None,
    typer.Option(
        "--age",
        metavar="under-14|14-17|adult",
        help="opt.age",
        autocompletion=one_of("under-14", "14-17", "adult"),
    ),
]

app = typer.Typer(
    cls=LocalGroup,
    help="help.people",
    epilog="help.people.examples",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def people(ctx: typer.Context) -> None:
    """The list, when nothing else is named."""
    if ctx.invoked_subcommand is None:
        _list(world_of(ctx))


def add(
    ctx: typer.Context,
    alias: NewAlias,
    acting_as: Acting = None,
    age: Age = None,
    answers: Answers = None,
) -> None:
    """Add somebody; personal data come from questions or a file, never from the command line."""
    _save(world_of(ctx), alias, acting_as, age, answers, new=True)


def edit(
    ctx: typer.Context,
    alias: Alias,
    acting_as: Acting = None,
    age: Age = None,
    answers: Answers = None,
) -> None:
    """Change somebody."""
    _save(world_of(ctx), alias, acting_as, age, answers, new=False)


def _save(
    world: World,
    alias: str,
    acting_as: str | None,
    age: str | None,
    answers: str | None,
    *,
    new: bool,
) -> None:
    from sferum_cli.cli.asking import file_of, session_of
    from sferum_cli.cli.output import show
    from sferum_cli.flows import people as flow
    from sferum_cli.flows.inputs import answers_in
    from sferum_cli.render.people_view import saved_page

    person = (flow.add if new else flow.edit)(
        session_of(world, None),
        alias,
        acting_as=acting_as,
        age=age,
        answers=answers_in(file_of(world, answers)) if answers else None,
        asks=world.can_ask,
    )
    show(world, saved_page(person, new=new))


def list_people(ctx: typer.Context, json: Json = False) -> None:
    """Everybody the requests are for."""
    _list(world_of(ctx), json=json)


def _list(world: World, *, json: bool = False) -> None:
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.people import all_people
    from sferum_cli.render.people_view import people_page, people_shape

    found = all_people(world.folder)
    if json:
        return show_json(world, people_shape(found))
    return show(world, people_page(found))


def remove(ctx: typer.Context, alias: Alias) -> None:
    """Forget somebody."""
    from sferum_cli.cli.output import show
    from sferum_cli.flows.people import remove as remove_person
    from sferum_cli.render.people_view import removed_page

    world = world_of(ctx)
    show(world, removed_page(remove_person(world.folder, alias)))


for _name, _command in (
    ("add", add),
    ("edit", edit),
    ("list", list_people),
    ("remove", remove),
):
    app.command(
        _name,
        cls=LocalCommand,
        help=f"help.people.{_name}",
        epilog=f"help.people.{_name}.examples",
    )(_command)
