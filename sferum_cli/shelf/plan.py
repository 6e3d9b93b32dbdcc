"""plan.toml: the questions of `start` and the paths of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.plan import Option, PlanRow, Question
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table

PLAN = "plan.toml"


@cache
def questions(folder: Path = OWN_KNOWLEDGE) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    return tuple(_question(row) for row in read_table(folder / PLAN).tables("question"))


@cache
def plan_rows(folder: Path = OWN_KNOWLEDGE) -> tuple[PlanRow, ...]:
    """What a plan is made of. Raises DamagedFile, also for a condition that no answer can meet."""
    asked = {question.id: question.ids for question in questions(folder)}
    return tuple(_plan_row(row, asked) for row in read_table(folder / PLAN).tables("row"))


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


def _plan_row(row: Table, asked: Mapping[str, tuple[str, ...]]) -> PlanRow:
    found = PlanRow(
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
    return found


def _when(row: Table, asked: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    if "when" not in row.values:
        return {}
    inner = row.table("when")
    found = {name: inner.words(name) for name in tuple(inner.values)}
    for name, wanted in found.items():
        if not wanted or not set(wanted) <= set(asked.get(name, ())):
            raise inner.bad(name)
    return found
