"""What older files remembered of a person becomes a case: requests with aliases, and plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sferum_cli.core.aliases import alias_key
from sferum_cli.core.cases import MIGRATED, ownership_of
from sferum_cli.core.codes import AGES, EventType, one_of
from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.state import State

Plans = Mapping[str, Mapping[str, str]]
_Row = tuple[EventType, dict[str, Value]]

_OF_CASE = ("role", "age", "school")  # answers of a plan that say who somebody is


def adopt(state: State, plans: Plans, day: date) -> State:
    """``state`` of schema 1 with a case for each alias, and with what its ``plans`` held.

    ``plans`` are the answers of the old plan.toml by alias ("" for nobody in particular); ``day``
    stands for the day on which they were given where the journal tells none. The new events come
    first, under ids below 1: nothing that was written changes, and ``undo`` goes back past them.
    A case has no id of its own before the first write.
    """
    aliases = dict.fromkeys(alias_key(e.text("person")) for e in _opened(state))
    aliases |= dict.fromkeys(map(alias_key, plans))
    rows = [row for n, alias in enumerate(aliases, 1) for row in _rows(n, alias, state, plans)]
    if not rows:
        return state
    first = state.events[0] if state.events else None
    at, when = (first.at, first.date) if first else (f"{day.isoformat()}T00:00:00", day)
    events = tuple(
        Event(n - len(rows), at, kind, "", when, n - len(rows), data)
        for n, (kind, data) in enumerate(rows, 1)
    )
    return replace(state, events=(*events, *state.events))


def _opened(state: State) -> list[Event]:
    return [e for e in state.events if e.type == "planned" and not e.text("case")]


def _rows(n: int, alias: str, state: State, plans: Plans) -> list[_Row]:
    """The events of one case, as types with their fields."""
    name = f"{MIGRATED}{n}"
    said = {key: answer for whose, own in plans.items() if alias_key(whose) == alias
            for key, answer in own.items()}  # fmt: skip
    own = [e for e in _opened(state) if alias_key(e.text("person")) == alias]
    schools = [e.text("school") for e in own if e.text("school")] + [said.get("school", "")]
    roles = [e.text("role") for e in own if e.text("role")] + [said.get("role", "")]
    spelt = next((e.text("person") for e in own), alias)
    fields: dict[str, Value] = {"case": name, "alias": spelt}
    fields["role"] = one_of(ROLES, roles[0]) or ""
    fields["age"] = one_of(AGES, said.get("age")) or ""
    fields["ownership"] = next((o for s in schools if (o := ownership_of(s))), "")
    rows: list[_Row] = [("case", {k: v for k, v in fields.items() if v})]
    if goal := said.get("goal"):
        rows.append(("wanted", {"case": name, "goal": goal}))
    for question, answer in said.items():
        if question not in (*_OF_CASE, "goal"):
            rows.append(("told", {"case": name, "question": question, "answer": answer}))
    return rows
