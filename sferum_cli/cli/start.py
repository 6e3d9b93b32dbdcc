"""start: a few questions, and the plan that fits the answers."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sferum_cli.cli.complete import one_of
from sferum_cli.cli.options import Answers, Json, Person, RoleOption, world_of


def _option(name: str, *choices: str) -> Any:
    return typer.Option(
        f"--{name}",
        metavar="|".join(choices),
        help=f"opt.{name}",
        autocompletion=one_of(*choices),
    )


Age = Annotated[str | None, _option("age", "under-14", "14-17", "adult")]
Entry = Annotated[str | None, _option("entry", "max", "vk", "sferum", "diary", "nowhere")]
Goal = Annotated[
    str | None,
    _option(
        "goal",
        "gosuslugi",
        "school",
        "profile",
        "max",
        "chats",
        "move",
        "refuse",
        "stranger",
        "safety",
        "received",
        "all",
    ),
]
Creator = Annotated[str | None, _option("creator", "me", "school", "unknown")]
Tried = Annotated[str | None, _option("tried", "nothing", "settings", "school", "operator")]
School = Annotated[str | None, _option("school", "state", "municipal", "private")]
Again = Annotated[bool, typer.Option("--again", help="opt.again")]


def start(
    ctx: typer.Context,
    role: RoleOption = None,
    age: Age = None,
    entry: Entry = None,
    goal: Goal = None,
    creator: Creator = None,
    tried: Tried = None,
    school: School = None,
    again: Again = False,
    person: Person = None,
    answers: Answers = None,
    json: Json = False,
) -> None:
    """Make the plan, or show the one there is with what is done of it."""
    from sferum_cli.cli.asking import file_of, session_of
    from sferum_cli.cli.output import show_json
    from sferum_cli.flows import start as flow
    from sferum_cli.flows.inputs import answers_in
    from sferum_cli.render.plan_view import plan_page, plan_shape

    world = world_of(ctx)
    world.no_input = world.no_input or json
    said = {
        "role": role, "age": age, "entry": entry, "goal": goal, "creator": creator,
        "tried": tried, "school": school,
    }  # fmt: skip
    flags = {name: answer for name, answer in said.items() if answer is not None}
    file = answers_in(file_of(world, answers)) if answers else {}
    whose = person or ""
    given = flow.given_answers(world.folder, flags, file, person=whose)
    before = flow.saved_answers(world.folder, whose)
    session = session_of(world, None)
    known = before
    if known is None or again or flags or answers:
        old = (before or {}) if again else {}
        known = flow.ask(session, given, old) if world.can_ask else {**old, **given}
        flow.keep(world.folder, known, whose)
    plan = flow.plan(world.folder, known, person=whose)
    paths, facts = flow.plan_paths(plan), flow.all_facts()
    if json:
        shape = plan_shape(plan, paths, facts, flow.all_questions(), person=whose)
        return show_json(world, shape)
    session.show(plan_page(plan, paths, facts, person=whose))
    if world.can_ask:
        flow.offer(session, plan, person=whose)
    return None
