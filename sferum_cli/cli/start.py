"""start: a few questions, and the plan that fits the answers."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.options import (
    Again,
    Age,
    Answers,
    Institution,
    Ownership,
    Person,
    Role,
    School,
    choice,
)
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import start as flow
from sferum_cli.flows.cases import Whom

Entry = Annotated[str | None, choice("entry", "max", "vk", "sferum", "diary", "nowhere")]
Goal = Annotated[
    list[str] | None,
    choice(
        "goal", "gosuslugi", "school", "profile", "max", "chats", "move", "refuse", "stranger",
        "safety", "received", "all",
    ),
]  # fmt: skip
Creator = Annotated[str | None, choice("creator", "me", "school", "unknown")]
Tried = Annotated[str | None, choice("tried", "nothing", "settings", "school", "operator")]


def start(
    ctx: typer.Context,
    role: Role = None,
    age: Age = None,
    entry: Entry = None,
    goal: Goal = None,
    creator: Creator = None,
    tried: Tried = None,
    institution: Institution = None,
    ownership: Ownership = None,
    school: School = None,
    again: Again = False,
    person: Person = None,
    answers: Answers = None,
) -> int:
    """Make the plan, or show the one there is with what is done of it."""
    said = {
        "role": role, "age": age, "entry": entry, "goal": ",".join(goal) if goal else None,
        "creator": creator, "tried": tried, "school": school,
        "institution": institution, "ownership": ownership,
    }  # fmt: skip
    flags = {name: answer for name, answer in said.items() if answer is not None}
    file = answers_from(ctx, answers)
    whom = Whom(person, role, institution, ownership, school)
    planned = flow.start(session_of(ctx), flags, file, whom, again=again)
    return give(ctx, planned)
