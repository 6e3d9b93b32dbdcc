"""The table of events: one row each, with all that other rooms ask of an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sferum_cli.core.codes import EVENT_TYPES, EventType, Outcome
from sferum_cli.core.events import (
    ACCEPTED,
    AFTER_SENT,
    ANSWERED,
    ANY,
    CLAIMED,
    CLOSED,
    DRAFTED,
    NEEDS_INPUT,
    OPEN,
    PLANNED,
    SENT,
    UNDELIVERED,
    WAITING,
    EventRow,
    Happening,
)

_LATE: frozenset[Outcome] = frozenset({"refused", "partly_done", "wrong_addressee", "escalated"})
_REOPENABLE: frozenset[Outcome] = _LATE | {"abandoned", "withdrawn"}
_ALL: frozenset[Outcome] = frozenset(get_args(Outcome))

_CASE_FIELDS = ("case", "alias", "role", "age", "institution", "ownership", "acting_as")
_PROOF = ("file", "sha256")

EVENTS: Mapping[EventType, EventRow] = {
    "case": EventRow(frozenset(), fields=(*_CASE_FIELDS, "situation"), recordable=False),
    "wanted": EventRow(frozenset(), fields=("case", "goal", "wanted"), recordable=False),
    "told": EventRow(frozenset(), fields=("case", "question", "answer"), recordable=False),
    "planned": EventRow(
        frozenset(),
        PLANNED,
        fields=(
            "path", "case", "role", "person", "also", "parent", "rung", "addressee", "situation",
            "school",
        ),
        recordable=False,
    ),
    "drafted": EventRow(
        frozenset({PLANNED, DRAFTED}),
        DRAFTED,
        fields=("letter", "pages", "channel", "also", *_PROOF),
        lines=(Happening("drafted", 150),),
    ),
    "sent": EventRow(
        frozenset({PLANNED, DRAFTED, UNDELIVERED, NEEDS_INPUT, SENT}),
        SENT,
        fields=("channel", "copy", "letter", *_PROOF),
        decides=("channel",),
        lines=(Happening("sent", 140),),
        drawn=True,
        phase=1,
    ),
    "received": EventRow(
        frozenset({SENT}),
        ACCEPTED,
        fields=("number", "channel", *_PROOF),
        decides=("number",),
        lines=(Happening("received", 170),),
        drawn=True,
        phase=2,
    ),
    "registered": EventRow(
        frozenset({SENT}),
        ACCEPTED,
        fields=("number", "channel", *_PROOF),
        decides=("number",),
        lines=(Happening("registered", 180),),
        drawn=True,
        phase=3,
    ),
    "auto_reply": EventRow(OPEN, fields=("channel",), lines=(Happening("auto", 210),)),
    "undelivered": EventRow(
        WAITING,
        UNDELIVERED,
        fields=("reason", "channel"),
        lines=(Happening("undelivered", 230),),
        drawn=True,
    ),
    "refused_at_desk": EventRow(
        frozenset({PLANNED, DRAFTED}),
        UNDELIVERED,
        fields=("reason",),
        lines=(Happening("refused_at_desk", 145),),
        drawn=True,
    ),
    "returned": EventRow(
        frozenset({SENT}),
        UNDELIVERED,
        fields=("copy", "channel"),
        required=("reason",),
        lines=(Happening("returned", 235),),
        drawn=True,
    ),
    "info_requested": EventRow(
        WAITING,
        NEEDS_INPUT,
        fields=("reason", "channel", "number"),
        lines=(Happening("documents", 190),),
        drawn=True,
    ),
    "info_sent": EventRow(
        frozenset({NEEDS_INPUT}),
        SENT,
        fields=("channel",),
        lines=(Happening("info_sent", 130),),
        drawn=True,
    ),
    "extended": EventRow(
        WAITING,
        fields=("rule", "reason", "number"),
        required=("until", "written"),
        lines=(Happening("extended", 220),),
    ),
    "forwarded": EventRow(
        WAITING,
        ACCEPTED,
        fields=("to", "number"),
        required=("to",),
        lines=(Happening("elsewhere", 200),),
        drawn=True,
    ),
    "reminded": EventRow(
        frozenset({SENT, ACCEPTED, ANSWERED}),
        fields=("channel", "letter", *_PROOF),
        lines=(Happening("reminded", 135),),
        drawn=True,
    ),
    "done_by_user": EventRow(
        frozenset({PLANNED}), CLAIMED, lines=(Happening("myself", 160),), drawn=True
    ),
    "answered": EventRow(
        AFTER_SENT,
        ANSWERED,
        fields=("number", "channel", *_PROOF),
        outcomes=_LATE,
        lines=(
            Happening("did_it", 30, {"result": "done"}),
            Happening("cannot", 40, {"result": "refused"}),
            Happening("partly", 50, {"result": "partly"}),
            Happening("not_us", 60, {"result": "not_us"}),
            Happening("nothing_there", 65, {"result": "nothing_there"}),
            Happening("unclear", 70, {"result": "unclear"}),
        ),
        drawn=True,
        phase=4,
    ),
    "classified": EventRow(
        frozenset({ANSWERED}),
        fields=("reason",),
        required=("result",),
        lines=(
            Happening("sorted_done", 80, {"result": "done"}),
            Happening("sorted_cannot", 90, {"result": "refused"}),
            Happening("sorted_partly", 100, {"result": "partly"}),
            Happening("sorted_not_us", 110, {"result": "not_us"}),
            Happening("sorted_nothing_there", 115, {"result": "nothing_there"}),
            Happening("sorted_unclear", 120, {"result": "unclear"}),
        ),
        asked="none",
    ),
    "verified": EventRow(
        frozenset({CLAIMED}),
        required=("result",),
        outcomes=frozenset({"verified_done"}),
        lines=(
            Happening("gone", 10, {"result": "yes"}),
            Happening("not_gone", 20, {"result": "no"}),
        ),
        drawn=True,
    ),
    "reappeared": EventRow(
        frozenset({CLOSED}),
        fields=("child",),
        outcomes=_ALL,
        lines=(Happening("again", 240),),
        drawn=True,
    ),
    "reopened": EventRow(
        frozenset({CLOSED}),
        outcomes=_REOPENABLE,
        lines=(Happening("reopened", 245),),
        asked="none",
    ),
    "escalated": EventRow(
        WAITING | {ANSWERED, UNDELIVERED, NEEDS_INPUT},
        fields=("child",),
        outcomes=frozenset({"refused", "partly_done", "wrong_addressee"}),
        recordable=False,
    ),
    "withdrawn": EventRow(
        OPEN,
        CLOSED,
        "withdrawn",
        fields=("reason",),
        lines=(Happening("withdrawn", 300),),
        closing=True,
    ),
    "abandoned": EventRow(
        OPEN,
        CLOSED,
        "abandoned",
        fields=("reason", "result"),
        lines=(Happening("enough", 310),),
        asked="none",
        closing=True,
    ),
    "not_needed": EventRow(ANY, required=("rule",), asked="none"),
    "snoozed": EventRow(
        ANY, fields=("reason",), required=("until",), lines=(Happening("later", 270),), asked="none"
    ),
    "agreed": EventRow(
        OPEN,
        fields=("with", "reason"),
        required=("until",),
        lines=(Happening("agreed", 280),),
        asked="none",
    ),
    "corrected": EventRow(
        ANY,
        fields=("was",),
        required=("event", "field", "to"),
        asked="none",
    ),
    "note": EventRow(ANY, required=("note",), lines=(Happening("note", 260),), asked="none"),
    "attached": EventRow(
        ANY,
        fields=("sha256", "letter", "pages", "channel", "also"),
        required=("file",),
        asked="none",
    ),
    "walk": EventRow(ANY, fields=("step", "answer"), recordable=False),
    "undone": EventRow(ANY, fields=("event",), recordable=False),
}  # fmt: skip

# What concerns a case stands beside the requests, not in one.
OF_CASES: tuple[EventType, ...] = ("case", "wanted", "told")


def event_fields(event_type: EventType) -> tuple[str, ...]:
    """The fields that the event may carry; a note can stand beside any."""
    row = EVENTS[event_type]
    return tuple(dict.fromkeys((*row.required, *row.fields, "note")))


def recordable() -> tuple[EventType, ...]:
    """The events that a person can write down, in the order of the table."""
    return tuple(name for name in EVENT_TYPES if EVENTS[name].recordable)
