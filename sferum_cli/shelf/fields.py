"""fields.toml: the answers that letters can need, in the order in which they are asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.fields import Field
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table


@cache
def answer_fields(folder: Path = OWN_KNOWLEDGE) -> dict[str, Field]:
    """Every field by id, in the order of asking. Raises DamagedFile."""
    fields = map(_field, read_table(folder / "fields.toml").tables("field"))
    return {field.id: field for field in fields}


def _field(row: Table) -> Field:
    field = read(Field, row)
    if (field.type in ("choice", "sex")) != bool(field.choices):
        raise row.bad("choice")
    return field
