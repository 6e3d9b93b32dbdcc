"""Old state files made new: one pure function per schema number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 2


def _words_of_two(table: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 has a word for an agreed day and for "there was nothing"; no event is lost.

    The cases come later, from what the events say (core/adoption.py).
    """
    rows = table.get("event", [])
    if not isinstance(rows, list):
        return table
    return {**table, "event": [_renamed(row) for row in rows]}


def _renamed(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    if row.get("type") == "due_changed":
        return {**row, "type": "agreed"}
    if row.get("result") == "not_applicable":
        return {**row, "result": "nothing_there"}
    return row


# MIGRATIONS[n] turns a table of schema n into one of schema n + 1.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _words_of_two}


def migrate(table: dict[str, Any], schema: int) -> dict[str, Any]:
    """``table`` in the shape of the current schema; the file itself is not touched."""
    for number in range(schema, SCHEMA):
        table = MIGRATIONS[number](table)
    return table
