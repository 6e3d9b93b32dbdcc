"""Old state files made new: one pure function per schema number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 1

# MIGRATIONS[n] turns a table of schema n into one of schema n + 1.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrate(table: dict[str, Any], schema: int) -> dict[str, Any]:
    """``table`` in the shape of the current schema; the file itself is not touched."""
    for number in range(schema, SCHEMA):
        table = MIGRATIONS[number](table)
    return table
