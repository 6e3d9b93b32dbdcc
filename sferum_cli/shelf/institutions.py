"""institutions.toml: the words of schools, kindergartens, colleges and universities."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.institutions import CASES, Institution, InstitutionKind
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, read_rows

USUAL: InstitutionKind = "school"  # where nobody has said what it is


@cache
def words_of(kind: InstitutionKind, folder: Path = OWN_KNOWLEDGE) -> Institution:
    """One kind of institution; no other is read. Raises DamagedFile, also for a missing case."""
    (row,) = read_rows(folder / "institutions.toml", "institution", (kind,))
    found = read(Institution, row)
    for name, forms in found.russian.items():
        if len(forms) != len(CASES) or name not in found.english:
            raise DamagedFile("error.knowledge", where=f"{row.where}.russian.{name}", problem=name)
    return found
