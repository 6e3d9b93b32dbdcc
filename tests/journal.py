"""Journals for tests: events as a person would record them, and how the requests then stand."""

from __future__ import annotations

from datetime import date, timedelta

from sferum_cli.core.calendar import Entry
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.state import New, State, record, requests_of, undo_action
from sferum_cli.flows.calendar import entries_ahead
from sferum_cli.flows.overview import outlooks as looks
from sferum_cli.shelf import knowledge

START = date(2026, 11, 26)
AT = "2026-11-26T12:00:00+00:00"


def opened(path: str = "school", **fields: str) -> State:
    """A journal in which one request of ``path`` was opened."""
    rung = knowledge.path(path).rung
    data = {"path": path, "role": "parent", "school": "private", "rung": rung, **fields}
    return record(State(), [New("planned", f"{path}-1", START, data)], at=AT)[0]


def happened(state: State, *steps: str, first: date = START, request: str = "") -> State:
    """``state`` after ``steps``, written ``type`` or ``type:value``, one a day from ``first`` on.

    The value is the result, or the day where the event has one. ``undo`` takes the last back.
    """
    request = request or state.events[0].request
    for n, step in enumerate(steps):
        name, _, value = step.partition(":")
        when = first + timedelta(days=n)
        if name == "undo":
            state = undo_action(state, at=AT, today=when)[0]
            continue
        dated = name in ("extended", "agreed", "snoozed")
        data = {("until" if dated else "result"): date.fromisoformat(value) if dated else value}
        if name == "extended":
            data["written"] = "yes"
        data = data if value else {}
        new = [New(name, request, when, data)]
        if name == "answered" and value:
            new = [New(name, request, when), New("classified", request, when, data)]
        state = record(state, new, at=AT)[0]
    return state


def outlooks(state: State, *, today: date = START) -> list[Outlook]:
    return list(looks(requests_of(state), today=today))


def entries(state: State) -> tuple[Entry, ...]:
    """What the calendar of ``state`` holds."""
    return entries_ahead(state, today=START)


def live(state: State) -> dict[str, date]:
    """The days that are really ahead, by the part of the uid that names the rule."""
    return {entry.rule: entry.date for entry in entries(state) if not entry.cancelled}
