"""plan.toml: the questions of `start` and the paths of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.plan import PlanRow, Question
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table

PLAN = "plan.toml"


@cache
def questions(folder: Path = OWN_KNOWLEDGE) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    return tuple(read(Question, row) for row in read_table(folder / PLAN).tables("question"))


@cache
def plan_rows(folder: Path = OWN_KNOWLEDGE) -> tuple[PlanRow, ...]:
    """What a plan is made of. Raises DamagedFile, also for a condition that no answer can meet."""
    asked = {question.id: question.ids for question in questions(folder)}
    return tuple(_plan_row(row, asked) for row in read_table(folder / PLAN).tables("row"))


def _plan_row(row: Table, asked: Mapping[str, tuple[str, ...]]) -> PlanRow:
    found = read(PlanRow, row)
    for name, wanted in found.when.items():
        if not wanted or not set(wanted) <= set(asked.get(name, ())):
            raise Table(found.when, f"{row.where}.when").bad(name)
    return found
