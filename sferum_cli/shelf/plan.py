"""plan.toml: the questions of `start` and the paths of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind, Ownership
from sferum_cli.core.plan import PlanRow
from sferum_cli.core.questions import Question
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_table
from sferum_cli.shelf.wording import worded, worded_for_owner

PLAN = "plan.toml"


@follows_own
@cache
@kept
def questions(
    folder: Path = SHIPPED, *, institution: InstitutionKind = USUAL
) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    rows = read_table(folder / PLAN).tables("question")
    return worded(tuple(read(Question, row) for row in rows), institution, folder)


@follows_own
@cache
@kept
def plan_rows(
    folder: Path = SHIPPED,
    *,
    institution: InstitutionKind = USUAL,
    ownership: Ownership = "unknown",
) -> tuple[PlanRow, ...]:
    """What a plan is made of, in the words of ``institution`` and of who is above it.

    Raises DamagedFile, also for a condition that no answer can meet.
    """
    asked = {question.id: question.ids for question in questions(folder)}
    rows = (_plan_row(row, asked) for row in read_table(folder / PLAN).tables("row"))
    return worded_for_owner(tuple(rows), institution, ownership, folder)


def _plan_row(row: Table, asked: Mapping[str, tuple[str, ...]]) -> PlanRow:
    found = read(PlanRow, row)
    for name, wanted in found.when.items():
        if not wanted or not set(wanted) <= set(asked.get(name, ())):
            raise Table(found.when, f"{row.where}.when").bad(name)
    return found
