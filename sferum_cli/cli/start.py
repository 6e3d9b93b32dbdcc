"""start: a few questions, and the plan that fits the answers."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_of
from sferum_cli.cli.options import Answers, Person, Role, School, choice
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import start as flow

Age = Annotated[str | None, choice("age", "under-14", "14-17", "adult")]
Entry = Annotated[str | None, choice("entry", "max", "vk", "sferum", "diary", "nowhere")]
Goal = Annotated[
    str | None,
    choice(
        "goal", "gosuslugi", "school", "profile", "max", "chats", "move", "refuse", "stranger",
        "safety", "received", "all",
    ),
]  # fmt: skip
Creator = Annotated[str | None, choice("creator", "me", "school", "unknown")]
Tried = Annotated[str | None, choice("tried", "nothing", "settings", "school", "operator")]
Again = Annotated[bool, typer.Option("--again", help="opt.again")]


def start(
    ctx: typer.Context,
    role: Role = None,
    age: Age = None,
    entry: Entry = None,
    goal: Goal = None,
    creator: Creator = None,
    tried: Tried = None,
    school: School = None,
    again: Again = False,
    person: Person = None,
    answers: Answers = None,
) -> int:
    """Make the plan, or show the one there is with what is done of it."""
    said = {
        "role": role, "age": age, "entry": entry, "goal": goal, "creator": creator,
        "tried": tried, "school": school,
    }  # fmt: skip
    flags = {name: answer for name, answer in said.items() if answer is not None}
    file = answers_of(ctx, answers)
    planned = flow.start(session_of(ctx), flags, file, again=again, person=person or "")
    return give(ctx, planned)
