"""state.toml to State and back: parsing, the schema number, what is wrong and where."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sferum_cli.core.events import Event, Value
from sferum_cli.core.state import State
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.files import read_text
from sferum_cli.storage.migrations import SCHEMA, migrate

STATE = "state.toml"
BACKUP = "state.backup.toml"
# Letters are kept under the name of their request: one that leads elsewhere is no request.
_REQUEST = re.compile(r"([a-z][a-z0-9-]*-[0-9]+)?")
_OWN = ("id", "at", "type", "request", "date", "action")


def load_state(folder: Path) -> State:
    """What ``folder`` remembers; an empty State where there is nothing yet.

    Raises DamagedFile for a file that cannot be understood; the file stays as it is.
    """
    text = read_text(folder / STATE)
    return State() if text is None else parse_state(text, folder / STATE)


def parse_state(text: str, file: Path) -> State:
    """The State written in ``text``. Raises DamagedFile that says where; ``file`` is its name."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise _damaged(file, "damage.toml", detail=str(error)) from error
    schema = table.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise _damaged(file, "damage.schema_missing")
    if schema > SCHEMA:
        raise _damaged(file, "damage.schema_newer", found=schema, known=SCHEMA)
    table = migrate(table, schema)
    rows = table.get("event", [])
    numbers = table.get("numbers", {})
    if not isinstance(rows, list) or not isinstance(numbers, dict):
        raise _damaged(file, "damage.shape")
    events = tuple(_event(row, place, file) for place, row in enumerate(rows, start=1))
    ids = [event.id for event in events]
    if ids != sorted(set(ids)):
        raise _damaged(file, "damage.order")
    following = table.get("next_id", 1)
    if not isinstance(following, int) or (ids and following <= ids[-1]):
        raise _damaged(file, "damage.key", place=0, key="next_id")
    if not all(type(number) is int for number in numbers.values()):
        raise _damaged(file, "damage.key", place=0, key="numbers")
    return State(events, following, numbers)


def dump_state(state: State) -> dict[str, Any]:
    """The table to write for ``state``."""
    table: dict[str, Any] = {"schema": SCHEMA, "next_id": state.next_id}
    if state.numbers:
        table["numbers"] = dict(state.numbers)
    table["event"] = [
        {
            "id": e.id, "at": e.at, "type": e.type, "request": e.request, "date": e.date,
            "action": e.action, **e.data,
        }
        for e in state.events
    ]  # fmt: skip
    return table


def _event(row: Any, place: int, file: Path) -> Event:
    if not isinstance(row, dict):
        raise _damaged(file, "damage.event", place=place)
    for key, kind in (("id", int), ("action", int), ("at", str), ("type", str), ("request", str)):
        if type(row.get(key)) is not kind:
            raise _damaged(file, "damage.key", place=place, key=key)
    if not _REQUEST.fullmatch(row["request"]):
        raise _damaged(file, "damage.key", place=place, key="request")
    when = row.get("date")
    if not isinstance(when, date) or isinstance(when, datetime):
        raise _damaged(file, "damage.key", place=place, key="date")
    data: dict[str, Value] = {}
    for key, value in row.items():
        if key in _OWN:
            continue
        if isinstance(value, datetime) or not isinstance(value, (str, int, bool, date)):
            raise _damaged(file, "damage.key", place=place, key=key)
        data[key] = value
    return Event(row["id"], row["at"], row["type"], row["request"], when, row["action"], data)


def _damaged(file: Path, why: str, **values: object) -> DamagedFile:
    backup = file.with_name(BACKUP)
    key = "error.state_damaged" if backup.exists() else "error.state_damaged_alone"
    return DamagedFile(key, file=file, why=why, why_values=values, backup=backup)
