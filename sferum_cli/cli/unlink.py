"""unlink, delete and continue: walking a path, or printing it where nobody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import one_of, request_ids, unlink_ids
from sferum_cli.cli.options import Answers, Json, Person, RoleOption, world_of
from sferum_cli.errors import BadUsage, NeedsAnswer

if TYPE_CHECKING:
    from sferum_cli.core.knowledge import Role
    from sferum_cli.world import World

Target = Annotated[
    str | None, typer.Argument(metavar="TARGET", help="arg.target", autocompletion=unlink_ids)
]
RequestId = Annotated[
    str | None, typer.Argument(metavar="ID", help="arg.request", autocompletion=request_ids)
]
School = Annotated[
    str | None,
    typer.Option(
        "--school",
        metavar="state|municipal|private",
        help="opt.school",
        autocompletion=one_of("state", "municipal", "private"),
    ),
]
Confirm = Annotated[bool, typer.Option("--confirm", help="opt.confirm")]


def unlink(
    ctx: typer.Context,
    target: Target = None,
    role: RoleOption = None,
    person: Person = None,
    school: School = None,
    confirm: Confirm = False,
    answers: Answers = None,
    json: Json = False,
) -> None:
    """Walk the way out of one thing.

    Raises NeedsAnswer without a target, and BadUsage for ``delete``, a command of its own.
    """
    from sferum_cli.cli.asking import session_of
    from sferum_cli.flows.guide import unlink_choices

    world = world_of(ctx)
    world.no_input = world.no_input or json
    if target is None:
        choices = unlink_choices()
        if not world.can_ask and not answers:
            raise NeedsAnswer("error.target_needed", known=tuple(name for name, _ in choices))
        from sferum_cli.text import t

        session = session_of(world, answers)
        target = session.prompter.choose("target", t("unlink.what"), choices)
    if target == "delete":
        raise BadUsage("error.use_delete")
    _walk(
        world, target, role=role, person=person, school=school, confirm=confirm,
        answers=answers, json=json,
    )  # fmt: skip


def delete(
    ctx: typer.Context,
    confirm: Confirm = False,
    role: RoleOption = None,
    person: Person = None,
    answers: Answers = None,
    json: Json = False,
) -> None:
    """Walk the full deletion."""
    world = world_of(ctx)
    world.no_input = world.no_input or json
    _walk(world, "delete", role=role, person=person, answers=answers, json=json, confirm=confirm)


def _walk(
    world: World,
    target: str,
    *,
    role: str | None,
    person: str | None,
    answers: str | None,
    json: bool,
    school: str | None = None,
    confirm: bool = False,
) -> None:
    from sferum_cli.cli.asking import session_of
    from sferum_cli.flows.guide import deletes
    from sferum_cli.flows.inputs import read_role, read_school
    from sferum_cli.flows.known_people import known_person
    from sferum_cli.flows.walk import begin

    known_role: Role | None = read_role(role)
    if deletes(target) and not (confirm or answers or world.can_ask):
        raise BadUsage("error.confirm_needed", path=target)
    if person:
        somebody = known_person(world.folder, person)
        person, known_role = somebody.alias, known_role or somebody.role
        school = school or somebody.fields.get("school_kind")
    kind = read_school(school)
    if world.can_ask or answers:
        session = session_of(world, answers, silent=json)
        request_id = begin(
            session, target, role=known_role, person=person or "", school=kind, confirmed=confirm
        )
        if json:
            _tell_json(world, request_id)
        return
    _checklist(world, target, known_role, person or "", school=kind, json=json)


def _checklist(
    world: World, target: str, role: Role | None, person: str, *, school: str, json: bool
) -> None:
    """Nobody can be asked: open the request as planned and print the whole path."""
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.guide import open_path, reading_page
    from sferum_cli.flows.status import one
    from sferum_cli.flows.walk import open_request
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import path_shape, request_shape
    from sferum_cli.render.walk_view import planned_page
    from sferum_cli.text import language

    book = open_path(target)
    if role is None and book.path.by_role:
        raise NeedsAnswer("error.role_needed", path=target)
    session = session_of(world, None)
    request_id = open_request(session, book.path, role=role, person=person, school=school)
    item, _ = one(world.folder, request_id, today=world.today)
    if json:
        shape = path_shape(
            book.path, role, language(), contacts=book.contacts, rules=book.rules, facts=book.facts
        )
        show_json(world, {"schema": SCHEMA, "request": request_shape(item), "path": shape})
        return
    page = reading_page(book, role, world.today)
    show(world, [*page, *planned_page(item, book.path)])


def _tell_json(world: World, request_id: str | None) -> None:
    from sferum_cli.cli.output import show_json
    from sferum_cli.flows.status import one
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import request_shape

    item = one(world.folder, request_id, today=world.today)[0] if request_id else None
    show_json(world, {"schema": SCHEMA, "request": request_shape(item) if item else None})


def resume(
    ctx: typer.Context, request: RequestId = None, answers: Answers = None, json: Json = False
) -> None:
    """Go on with a paused walk. Raises NeedsAnswer where there are several."""
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import show
    from sferum_cli.flows.walk import begun_walks, remaining_page
    from sferum_cli.flows.walk import resume as go_on
    from sferum_cli.render.walk_view import nothing_waits
    from sferum_cli.text import t

    world = world_of(ctx)
    world.no_input = world.no_input or json
    session = session_of(world, answers, silent=json)
    if request is None:
        begun = begun_walks(world.folder)
        if not begun:
            if json:
                return _tell_json(world, None)
            return show(world, nothing_waits())
        request = begun[0][0]
        if len(begun) > 1:
            if not world.can_ask and not answers:
                raise NeedsAnswer("error.which_walk", known=tuple(name for name, _ in begun))
            request = session.prompter.choose("request", t("continue.which"), begun)
    if world.can_ask or answers:
        go_on(session, request)
    elif not json:
        return show(world, remaining_page(world.folder, request))
    if json:
        _tell_json(world, request)
    return None
