"""briefs.toml: the short answer for each role."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.briefs import Brief
from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.gaps import for_institution
from sferum_cli.shelf.institutions import USUAL, institution_words
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, read_table
from sferum_cli.shelf.terms import quotes


@follows_own
@cache
def briefs(
    folder: Path = OWN_KNOWLEDGE, *, institution: InstitutionKind = USUAL
) -> tuple[Brief, ...]:
    """Every brief, the most asked for first, in the words of ``institution``. DamagedFile."""
    rows = tuple(read(Brief, row) for row in read_table(folder / "briefs.toml").tables("brief"))
    return for_institution(rows, institution_words(institution, folder), quotes(folder))
