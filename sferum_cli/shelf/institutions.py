"""institutions.toml: the words of schools and others, whose they are, and who stands above them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.institutions import CASES, Above, Body, Institutions, InstitutionWords, Owner
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_rows, read_table

USUAL: InstitutionKind = "school"  # where nobody has said what it is
FILE = "institutions.toml"


@cache
@kept
def institution_words(kind: InstitutionKind, folder: Path = SHIPPED) -> InstitutionWords:
    """One kind of institution; no other is read. Raises DamagedFile, also for a missing case."""
    return _whole(read_rows(folder / FILE, "institution", (kind,))[0])


@cache
@kept
def institutions(folder: Path = SHIPPED) -> Institutions:
    """All that is known about institutions. Raises DamagedFile."""
    table = read_table(folder / FILE)
    found = Institutions(
        kinds=tuple(_whole(row) for row in table.tables("institution")),
        owners=tuple(read(Owner, row) for row in table.tables("ownership")),
        bodies=tuple(_body(row) for row in table.tables("body")),
        above=tuple(read(Above, row) for row in table.tables("above")),
    )
    table.done()
    return found


def _body(row: Table) -> Body:
    """A body with every case of its name."""
    found = read(Body, row)
    if len(found.name.russian) != len(CASES):
        raise row.bad("name")
    return found


def _whole(row: Table) -> InstitutionWords:
    """One kind with every case of every word."""
    found = read(InstitutionWords, row)
    forms = [*found.russian.values(), *(head.russian for head in found.other_heads)]
    if any(len(each) != len(CASES) for each in forms) or set(found.russian) != set(found.english):
        raise row.bad("russian")
    return found
