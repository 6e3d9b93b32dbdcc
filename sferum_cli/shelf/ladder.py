"""The rungs of the ladder and the checks of a result, from their knowledge files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind, Ownership
from sferum_cli.core.knowledge import Remark
from sferum_cli.core.ladder import Rung
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table
from sferum_cli.shelf.wording import worded, worded_for_owner


@follows_own
@cache
@kept
def ladder(
    folder: Path = SHIPPED,
    *,
    institution: InstitutionKind = USUAL,
    ownership: Ownership = "unknown",
) -> tuple[Rung, ...]:
    """Every rung, from the bottom up, in the words of ``institution`` and of who is above it."""
    rungs = [read(Rung, row) for row in read_table(folder / "ladder.toml").tables("rung")]
    rungs.sort(key=lambda rung: rung.number)
    return worded_for_owner(tuple(rungs), institution, ownership, folder)


@follows_own
@cache
@kept
def checks(folder: Path = SHIPPED, *, institution: InstitutionKind = USUAL) -> tuple[Remark, ...]:
    """What to look at to see whether something is really gone, by role."""
    rows = tuple(read(Remark, row) for row in read_table(folder / "checks.toml").tables("check"))
    return worded(rows, institution, folder)
