"""fields.toml: the answers that letters can need, in the order in which they are asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from sferum_cli.core.fields import Field
from sferum_cli.core.frozen import replace
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_table


@cache
@kept
def answer_fields(folder: Path = SHIPPED) -> dict[str, Field]:
    """Every field by id, in the order of asking. Raises DamagedFile."""
    fields = map(_field, read_table(folder / "fields.toml").tables("field"))
    return {field.id: field for field in fields}


def field_of(name: str) -> Field | None:
    """The field of an answer, if there is one; that of a further child (``child2.given``), too."""
    group, _, rest = name.partition(".")
    if not re.fullmatch(r"child[2-9]", group):
        return answer_fields().get(name)
    first = answer_fields().get(f"child.{rest}")
    return (
        replace(first, id=name, after=f"{group}.surname" if first.after else "") if first else None
    )


def known_field(name: str) -> Field:
    """The field of an answer that letters need."""
    if (field := field_of(name)) is None:
        raise KeyError(name)
    return field


def _field(row: Table) -> Field:
    field = read(Field, row)
    if (field.type in ("choice", "sex")) != bool(field.choices):
        raise row.bad("choice")
    return field
