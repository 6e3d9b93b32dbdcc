"""state.toml to State and back: parsing, the schema number, what is wrong and where."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from sferum_cli.core.adoption import adopt
from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.state import State
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.damage import damaged, line_of, read_versioned
from sferum_cli.storage.files import read_text
from sferum_cli.storage.manifest import Manifest, insist_on_first_time, read_manifest
from sferum_cli.storage.migrations import SCHEMA, migrate
from sferum_cli.storage.plan import load_plans, plan_day

STATE = "state.toml"
_DAMAGED = "error.state_damaged"
MOST = 2**31 - 1  # a calendar counts its changes by the events, and RFC 5545 counts no further
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # further on there is no day to count to
# Letters are kept under the name of their request: one that leads elsewhere is no request.
REQUEST_ID = r"[a-z][a-z0-9-]*-[0-9]+"
_PLAIN = (str, int, bool)
_OWN = ("id", "at", "type", "request", "date", "action")


def load_state(folder: Path) -> State:
    """What ``folder`` remembers; an empty State where there is nothing yet.

    Its counter never goes back behind what was written last, whoever put an older file there.
    Raises DamagedFile for a file that cannot be understood (it stays as it is) or has vanished.
    """
    text = read_text(folder / STATE)
    manifest = read_manifest(folder) or Manifest()
    if text is None:
        insist_on_first_time(folder / STATE, manifest)
    state, schema = (State(), 1) if text is None else _parsed(text, folder / STATE)
    if schema == 1:  # what came before there were cases
        state = adopt(state, load_plans(folder), plan_day(folder))
    if state.next_id < manifest.generation:
        return replace(state, next_id=manifest.generation)
    return state


def parse_state(text: str, file: Path) -> State:
    """The State written in ``text``. Raises DamagedFile that says where; ``file`` is its name."""
    return _parsed(text, file)[0]


@lru_cache(maxsize=1)
def _parsed(text: str, file: Path) -> tuple[State, int]:
    """The State written in ``text`` and the number of the schema it was written in.

    A command that writes reads the same file before it waits for the lock and under it.
    """
    table, schema = read_versioned(text, file, _DAMAGED, known=SCHEMA)
    table = migrate(table, schema)
    rows = table.get("event", [])
    numbers = table.get("numbers", {})
    if not isinstance(rows, list) or not isinstance(numbers, dict):
        raise damaged(_DAMAGED, file, "damage.shape", {})
    for place, row in enumerate(rows, start=1):
        if key := _wrong_key(row):
            line = line_of(text, "event", place, key)
            raise damaged(_DAMAGED, file, "damage.key", {"line": line, "place": place, "key": key})
    events = tuple(_event(row) for row in rows)
    ids = [event.id for event in events]
    for place, (before, after) in enumerate(pairwise(ids), start=2):
        if after <= before:
            line = line_of(text, "event", place, "id")
            raise damaged(_DAMAGED, file, "damage.order", {"line": line})
    following = table.get("next_id", 1)
    if type(following) is not int or following > MOST or (ids and following <= ids[-1]):
        raise _field(file, text, "next_id")
    if not all(type(number) is int for number in numbers.values()):
        raise _field(file, text, "numbers")
    return State(events, following, numbers), schema


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


def _wrong_key(row: Any) -> str:
    """The key of an event that is missing or holds what it may not; empty where all is well."""
    if not isinstance(row, dict):
        return "event"
    for key, kind in (("id", int), ("action", int), ("at", str), ("type", str), ("request", str)):
        if type(row.get(key)) is not kind:
            return key
    if row["request"] and not re.fullmatch(REQUEST_ID, row["request"]):
        return "request"
    if type(row.get("date")) is not date:  # a moment is a date of another type
        return "date"
    for key, value in row.items():
        kind = type(value)
        if kind not in _PLAIN and (kind is not date or not FIRST <= value <= LAST):
            return str(key)
    return ""


def _event(row: dict[str, Any]) -> Event:
    data: dict[str, Value] = {key: value for key, value in row.items() if key not in _OWN}
    return Event(
        row["id"], row["at"], row["type"], row["request"], row["date"], row["action"], data
    )


def _field(file: Path, text: str, key: str) -> DamagedFile:
    return damaged(_DAMAGED, file, "damage.field", {"line": line_of(text, "", 0, key), "key": key})
