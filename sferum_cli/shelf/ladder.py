"""The rungs of the ladder and the checks of a result, from their knowledge files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind, Ownership
from sferum_cli.core.gaps import for_institution
from sferum_cli.core.institutions import with_those_above
from sferum_cli.core.knowledge import Remark
from sferum_cli.core.ladder import Rung
from sferum_cli.shelf.institutions import USUAL, institution_words, institutions
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, read_table
from sferum_cli.shelf.terms import quotes


@follows_own
@cache
@kept
def ladder(
    folder: Path = OWN_KNOWLEDGE,
    *,
    institution: InstitutionKind = USUAL,
    ownership: Ownership = "unknown",
) -> tuple[Rung, ...]:
    """Every rung, from the bottom up, in the words of ``institution`` and of who is above it."""
    words = with_those_above(
        institution_words(institution, folder), institutions(folder), ownership
    )
    rungs = [read(Rung, row) for row in read_table(folder / "ladder.toml").tables("rung")]
    rungs = [for_institution(rung, words, quotes(folder)) for rung in rungs]
    return tuple(sorted(rungs, key=lambda rung: rung.number))


@follows_own
@cache
@kept
def checks(
    folder: Path = OWN_KNOWLEDGE, *, institution: InstitutionKind = USUAL
) -> tuple[Remark, ...]:
    """What to look at to see whether something is really gone, by role."""
    rows = tuple(read(Remark, row) for row in read_table(folder / "checks.toml").tables("check"))
    return for_institution(rows, institution_words(institution, folder), quotes(folder))
