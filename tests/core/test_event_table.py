"""The table of events: no row with an empty cell, no line without words, no status without a way on."""

from __future__ import annotations

from itertools import pairwise

from misses import over

from sferum_cli.core.codes import OUTCOMES, STATUSES
from sferum_cli.core.event_table import (
    EVENTS,
    OF_CASES,
    event_fields,
    recordable,
)
from sferum_cli.core.events import AFTER_SENT, CLAIMED, CLOSED, EventRow
from sferum_cli.core.frozen import replace
from sferum_cli.text import en, ru

LINES = [(name, line) for name, kind in EVENTS.items() for line in kind.lines]
SORTED_BY = {"answered": "classified"}  # what is known of an answer is written as its sorting
# Nobody picks them in the dialogue: a file comes along with `log`, a correction and the end of one
# term are told by their numbers in the typed command.
TYPED = ("attached", "corrected", "not_needed")


def empty_cells(name: str, kind: EventRow) -> list[str]:
    """What a row lacks that another room will ask for."""
    lacks = []
    sorting = EVENTS[SORTED_BY[name]].required if name in SORTED_BY else ()
    if kind.recordable and not kind.lines and name not in TYPED:
        lacks.append("no line in the dialogue")
    if kind.recordable and not kind.statuses:
        lacks.append("happens from nowhere")
    if kind.closing != (kind.to == CLOSED):
        lacks.append("closes without saying so")
    if (kind.to == CLOSED) != (kind.outcome is not None):
        lacks.append("an end without an outcome")
    if kind.outcomes and not kind.outcomes <= set(OUTCOMES):
        lacks.append("an outcome that nobody knows")
    if CLOSED in kind.statuses and not kind.outcomes and kind.statuses != frozenset(STATUSES):
        lacks.append("happens after which end?")
    for line in kind.lines:
        if not set(line.known) <= {*kind.required, *kind.fields, *sorting}:
            lacks.append(f"{line.key} knows a field that the row has not")
        lacks += [
            f"{line.key} has no words" for table in (ru.TEXT, en.TEXT)
            if f"happened.{line.key}" not in table
        ]  # fmt: skip
    return lacks


def test_no_row_has_an_empty_cell() -> None:
    assert {name: lacks for name in EVENTS if (lacks := empty_cells(name, EVENTS[name]))} == {}


@over(
    [
        replace(EVENTS["sent"], lines=()),
        replace(EVENTS["sent"], statuses=frozenset()),
        replace(EVENTS["withdrawn"], closing=False),
        replace(EVENTS["withdrawn"], outcome=None),
        replace(EVENTS["reopened"], outcomes=frozenset()),
        replace(EVENTS["verified"], required=()),
        replace(EVENTS["sent"], lines=(replace(EVENTS["sent"].lines[0], key="nothing"),)),
    ]
)
def test_an_empty_cell_would_be_seen(spoilt: EventRow) -> None:
    assert empty_cells("made-up", spoilt)


def test_each_line_of_the_dialogue_has_a_place_of_its_own() -> None:
    places = [line.place for _, line in LINES]
    assert len(set(places)) == len(places)
    keys = [line.key for _, line in LINES]
    assert len(set(keys)) == len(keys)


def test_the_time_line_marks_whatever_moves_a_letter_and_every_look() -> None:
    moved = {name for name, row in EVENTS.items() if row.to in (*AFTER_SENT, CLAIMED)}
    marked = {name for name, row in EVENTS.items() if row.drawn}
    assert marked == moved | {"reminded", "verified", "reappeared"}


def test_every_result_is_offered_by_the_event_that_carries_it() -> None:
    for name, line in LINES:
        if line.known:
            assert name in ("answered", "classified", "verified"), line


def test_what_concerns_a_case_happens_to_no_request() -> None:
    for name in OF_CASES:
        assert not EVENTS[name].statuses
        assert "case" in event_fields(name)
        assert name not in recordable()


def test_the_days_of_one_round_are_in_the_order_of_what_happens_in_it() -> None:
    order = sorted((n for n in EVENTS if EVENTS[n].phase), key=lambda name: EVENTS[name].phase)
    assert order == ["sent", "received", "registered", "answered"]
    assert all(EVENTS[one].to in EVENTS[two].statuses or EVENTS[one].to == EVENTS[two].to
               for one, two in pairwise(order))  # fmt: skip


def test_every_status_is_reached_and_left_and_leads_to_an_end() -> None:
    ways = {(source, kind.to) for kind in EVENTS.values() if kind.to for source in kind.statuses}
    assert {to for _, to in ways} | {"planned"} == set(STATUSES)
    ended = {CLOSED}
    for _ in STATUSES:
        ended |= {source for source, to in ways if to in ended}
    assert ended == set(STATUSES)


def test_a_field_is_named_once_and_a_note_may_stand_beside_any() -> None:
    for name in EVENTS:
        fields = event_fields(name)
        assert len(set(fields)) == len(fields)
        assert fields[: len(EVENTS[name].required)] == EVENTS[name].required
        assert "note" in fields


def test_what_the_program_writes_itself_is_not_to_be_typed() -> None:
    assert set(EVENTS) - set(recordable()) == {
        *OF_CASES, "planned", "escalated", "walk", "undone",
    }  # fmt: skip
