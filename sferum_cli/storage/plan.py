"""plan.toml, shipped: questions and doors; plan.toml, the person's: what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sferum_cli.core.people import alias_key
from sferum_cli.core.plan import Door, Option, Question
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.damage import read_toml, schema_of
from sferum_cli.storage.files import read_text
from sferum_cli.storage.tables import OWN_KNOWLEDGE, Table, read_table

PLAN = "plan.toml"
SCHEMA = 1
NOBODY = ""  # whose the plan is that was made without naming a person
_Plans = dict[str, dict[str, str]]


@cache
def questions(folder: Path = OWN_KNOWLEDGE) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    return tuple(_question(row) for row in read_table(folder / PLAN).tables("question"))


@cache
def doors(folder: Path = OWN_KNOWLEDGE) -> tuple[Door, ...]:
    """Every door. Raises DamagedFile, also for a condition that no answer can meet."""
    asked = {question.id: question.ids for question in questions(folder)}
    return tuple(_door(row, asked) for row in read_table(folder / PLAN).tables("door"))


def load_answers(folder: Path, person: str = "") -> dict[str, str] | None:
    """What was answered before, by question; None where there is no plan yet.

    Each person has a plan of their own; without an alias it is the one of nobody in particular.
    Raises DamagedFile for a file that cannot be understood; the file stays as it is.
    """
    return _load(folder).get(alias_key(person))


def save_answers(folder: Path, answers: Mapping[str, str], person: str = "") -> None:
    """Keep the answers, and nothing else. Raises DamagedFile, StateBusy, BadUsage."""
    _change(folder, lambda plans: {**plans, alias_key(person): dict(answers)})


def forget_plan(folder: Path, person: str) -> None:
    """Drop the plan of somebody. Raises DamagedFile, StateBusy, BadUsage."""
    key = alias_key(person)
    if key in _load(folder):
        _change(folder, lambda plans: {k: v for k, v in plans.items() if k != key})


def _change(folder: Path, edit: Callable[[_Plans], _Plans]) -> None:
    from sferum_cli.storage.changes import locked, save_table

    with locked(folder):
        plans = edit(_load(folder))
        table: dict[str, Any] = {"schema": SCHEMA}
        if NOBODY in plans:
            table["answers"] = plans[NOBODY]
        if theirs := {name: said for name, said in plans.items() if name != NOBODY}:
            table["person"] = theirs
        save_table(folder / PLAN, table, backup=False)


def _load(folder: Path) -> _Plans:
    text = read_text(folder / PLAN)
    return {} if text is None else parse_plans(text, folder / PLAN)


def parse_plans(text: str, file: Path) -> dict[str, dict[str, str]]:
    """The answers of everybody written in ``text``. Raises DamagedFile; ``file`` is its name."""
    table = read_toml(text)
    if isinstance(table, tuple):
        raise _damaged(file, *table)
    if schema_of(table, file, known=SCHEMA) is None:
        raise _damaged(file, "damage.schema_missing", {})
    theirs = table.get("person", {})
    if not isinstance(theirs, dict):
        raise _damaged(file, "plan.damage", {"place": "person"})
    plans = {
        alias_key(name): _answers(said, f"person.{name}", file) for name, said in theirs.items()
    }
    if "answers" in table:
        plans[NOBODY] = _answers(table["answers"], "answers", file)
    return plans


def _answers(answers: Any, place: str, file: Path) -> dict[str, str]:
    if not isinstance(answers, dict):
        raise _damaged(file, "plan.damage", {"place": place})
    asked = {question.id: question.ids for question in questions()}
    for name, answer in answers.items():
        if answer not in asked.get(name, ()):
            raise _damaged(file, "plan.damage", {"place": f"{place}.{name}"})
    return answers


def _question(row: Table) -> Question:
    question = Question(
        id=row.take("id", str),
        text=row.both("text"),
        find=row.both("find"),
        options=tuple(_option(inner) for inner in row.tables("option")),
        roles=row.roles("roles"),
    )
    row.done()
    return question


def _option(row: Table) -> Option:
    option = Option(id=row.take("id", str), text=row.both("text"))
    row.done()
    return option


def _door(row: Table, asked: Mapping[str, tuple[str, ...]]) -> Door:
    door = Door(
        path=row.take("path", str),
        order=row.take("order", int),
        why=row.both("why"),
        time=row.both("time"),
        cost=row.both("cost"),
        parallel=row.both_or_none("parallel"),
        when=_when(row, asked),
        gentle=row.take("gentle", bool, False),
        irreversible=row.take("irreversible", bool, False),
        ladder=row.take("ladder", bool, False),
    )
    row.done()
    return door


def _when(row: Table, asked: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    if "when" not in row.values:
        return {}
    inner = row.table("when")
    found = {name: inner.words(name) for name in tuple(inner.values)}
    for name, wanted in found.items():
        if not wanted or not set(wanted) <= set(asked.get(name, ())):
            raise inner.bad(name)
    return found


def _damaged(file: Path, why: str, values: dict[str, object]) -> DamagedFile:
    return DamagedFile("error.plan_damaged", file=file, why=why, why_values=values)
