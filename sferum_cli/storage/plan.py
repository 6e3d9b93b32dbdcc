"""plan.toml, shipped: questions and doors; plan.toml, the person's: what was answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.plan import Door, Option, Question
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.files import read_text
from sferum_cli.storage.tables import OWN_KNOWLEDGE, Table, read_table

PLAN = "plan.toml"
SCHEMA = 1


@cache
def questions(folder: Path = OWN_KNOWLEDGE) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    return tuple(_question(row) for row in read_table(folder / PLAN).tables("question"))


@cache
def doors(folder: Path = OWN_KNOWLEDGE) -> tuple[Door, ...]:
    """Every door. Raises DamagedFile, also for a condition that no answer can meet."""
    asked = {question.id: question.ids for question in questions(folder)}
    return tuple(_door(row, asked) for row in read_table(folder / PLAN).tables("door"))


def load_answers(folder: Path) -> dict[str, str] | None:
    """What was answered before, by question; None where there is no plan yet.

    Raises DamagedFile for a file that cannot be understood; the file stays as it is.
    """
    file = folder / PLAN
    text = read_text(file)
    if text is None:
        return None
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise _damaged(file, "damage.toml", detail=str(error)) from error
    schema, answers = table.get("schema"), table.get("answers", {})
    if type(schema) is not int:
        raise _damaged(file, "damage.schema_missing")
    if schema > SCHEMA:
        raise _damaged(file, "damage.schema_newer", found=schema, known=SCHEMA)
    asked = {question.id: question.ids for question in questions()}
    if not isinstance(answers, dict) or schema < 1:
        raise _damaged(file, "plan.damage", place="answers")
    for name, answer in answers.items():
        if answer not in asked.get(name, ()):
            raise _damaged(file, "plan.damage", place=f"answers.{name}")
    return answers


def save_answers(folder: Path, answers: Mapping[str, str]) -> None:
    """Keep the answers, and nothing else. Raises StateBusy, BadUsage."""
    from sferum_cli.storage.changes import locked, save_table

    with locked(folder):
        table = {"schema": SCHEMA, "answers": dict(answers)}
        save_table(folder / PLAN, table, backup=None)


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


def _damaged(file: Path, why: str, **values: object) -> DamagedFile:
    return DamagedFile("error.plan_damaged", file=file, why=why, why_values=values)
