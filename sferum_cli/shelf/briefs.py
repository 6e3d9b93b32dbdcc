"""briefs.toml: the short answer for each role."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.briefs import Brief
from sferum_cli.core.codes import InstitutionKind
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table
from sferum_cli.shelf.wording import worded


@follows_own
@cache
def briefs(folder: Path = SHIPPED, *, institution: InstitutionKind = USUAL) -> tuple[Brief, ...]:
    """Every brief, the most asked for first, in the words of ``institution``. DamagedFile."""
    rows = tuple(read(Brief, row) for row in read_table(folder / "briefs.toml").tables("brief"))
    return worded(rows, institution, folder)
