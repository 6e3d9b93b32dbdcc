"""plan.toml: the questions of `start` and the paths of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind, Ownership
from sferum_cli.core.gaps import for_institution
from sferum_cli.core.institutions import with_those_above
from sferum_cli.core.plan import PlanRow, Question
from sferum_cli.shelf.institutions import USUAL, institution_words, institutions
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table
from sferum_cli.shelf.terms import quotes

PLAN = "plan.toml"


@follows_own
@cache
@kept
def questions(
    folder: Path = OWN_KNOWLEDGE, *, institution: InstitutionKind = USUAL
) -> tuple[Question, ...]:
    """Every question, in the order in which they are asked. Raises DamagedFile."""
    words = institution_words(institution, folder)
    rows = read_table(folder / PLAN).tables("question")
    return tuple(for_institution(read(Question, row), words, quotes(folder)) for row in rows)


@follows_own
@cache
@kept
def plan_rows(
    folder: Path = OWN_KNOWLEDGE,
    *,
    institution: InstitutionKind = USUAL,
    ownership: Ownership = "unknown",
) -> tuple[PlanRow, ...]:
    """What a plan is made of, in the words of ``institution`` and of who is above it.

    Raises DamagedFile, also for a condition that no answer can meet.
    """
    asked = {question.id: question.ids for question in questions(folder)}
    rows = (_plan_row(row, asked) for row in read_table(folder / PLAN).tables("row"))
    kind = institution_words(institution, folder)
    words = with_those_above(kind, institutions(folder), ownership)
    return for_institution(tuple(rows), words, quotes(folder))


def _plan_row(row: Table, asked: Mapping[str, tuple[str, ...]]) -> PlanRow:
    found = read(PlanRow, row)
    for name, wanted in found.when.items():
        if not wanted or not set(wanted) <= set(asked.get(name, ())):
            raise Table(found.when, f"{row.where}.when").bad(name)
    return found
