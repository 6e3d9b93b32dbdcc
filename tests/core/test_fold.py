"""Events fold into a request, as the table says and in no other way."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.codes import OUTCOMES, RESULTS, STATUSES
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.fold import apply, fold
from sferum_cli.core.requests import Request

DAY = date(2026, 11, 26)


def happened(*steps: str) -> Request:
    """A request after events written as ``type`` or ``type:result``."""
    return fold("school-1", [event(n, step) for n, step in enumerate(("planned", *steps), 1)])


def event(n: int, step: str) -> Event:
    name, _, result = step.partition(":")
    data = {"result": result} if result else {}
    if name == "planned":
        data = {"path": "school", "role": "parent"}
    return Event(n, "2026-11-26T12:00:00+00:00", name, "school-1", DAY, n, data)


@over(
    [
        ((), "planned", None),
        (("drafted",), "drafted", None),
        (("sent",), "sent", None),
        (("drafted", "sent"), "sent", None),
        (("sent", "received"), "accepted", None),
        (("sent", "registered"), "accepted", None),
        (("sent", "received", "registered"), "accepted", None),
        (("sent", "auto_reply"), "sent", None),
        (("sent", "undelivered"), "undelivered", None),
        (("sent", "undelivered", "sent"), "sent", None),
        (("sent", "received", "info_requested"), "needs_input", None),
        (("sent", "received", "info_requested", "info_sent"), "sent", None),
        (("sent", "received", "extended"), "accepted", None),
        (("sent", "forwarded"), "accepted", None),
        (("done_by_user",), "claimed_done", None),
        (("done_by_user", "verified:yes"), "closed", "verified_done"),
        (("done_by_user", "verified:no"), "answered", None),
        (("done_by_user", "verified:no", "verified:no"), "answered", None),
        (("done_by_user", "verified:no", "verified:yes"), "closed", "verified_done"),
        (
            ("sent", "answered", "classified:done", "verified:no", "verified:yes"),
            "closed",
            "verified_done",
        ),
        (
            ("sent", "answered", "classified:done", "verified:no", "answered", "verified:yes"),
            "answered",
            None,
        ),
        (("sent", "answered"), "answered", None),
        (("sent", "answered", "classified:done"), "claimed_done", None),
        (("sent", "answered", "classified:partly"), "closed", "partly_done"),
        (("sent", "answered", "classified:refused"), "closed", "refused"),
        (("sent", "answered", "classified:not_us"), "closed", "wrong_addressee"),
        (("sent", "answered", "classified:unclear"), "answered", None),
        (("sent", "answered", "classified:nothing_there"), "closed", "nothing_there"),
        (("refused_at_desk",), "undelivered", None),
        (("refused_at_desk", "sent"), "sent", None),
        (
            ("sent", "answered", "classified:refused", "answered", "classified:done"),
            "claimed_done",
            None,
        ),
        (("sent", "answered", "classified:refused", "reopened"), "sent", None),
        (("abandoned", "reopened"), "planned", None),
        (("sent", "received", "withdrawn", "reopened"), "accepted", None),
        (("sent", "received", "reminded"), "accepted", None),
        (("sent", "escalated"), "sent", None),
        (("sent", "received", "escalated"), "accepted", None),
        (("sent", "answered", "escalated"), "closed", "escalated"),
        (("sent", "answered", "classified:refused", "escalated"), "closed", "escalated"),
        (("sent", "withdrawn"), "closed", "withdrawn"),
        (("abandoned",), "closed", "abandoned"),
        (("abandoned:nothing_there",), "closed", "nothing_there"),
        (("sent", "withdrawn", "answered"), "closed", "withdrawn"),
        (("done_by_user", "verified:yes", "reappeared"), "closed", "verified_done"),
        (("snoozed", "agreed", "note", "attached"), "planned", None),
    ]
)
def test_events_lead_where_the_table_says(
    steps: tuple[str, ...], status: str, outcome: str | None
) -> None:
    request = happened(*steps)
    assert (request.status, request.outcome) == (status, outcome)


def test_a_letter_made_is_not_a_letter_sent() -> None:
    assert happened("drafted").status == "drafted"


def test_a_mere_acknowledgement_changes_nothing() -> None:
    assert happened("sent", "received", "auto_reply").status == "accepted"


names = st.sampled_from(sorted(set(EVENTS) - {"corrected"}))
results = st.sampled_from(["", "yes", "no", *RESULTS, "nonsense"])
journals = st.lists(st.tuples(names, results), max_size=25).map(
    lambda rows: [
        event(n, f"{name}:{result}" if result else name) for n, (name, result) in enumerate(rows, 1)
    ]
)


@given(journals)
def test_any_sequence_of_events_folds_to_one_of_the_states(events: list[Event]) -> None:
    request = fold("school-1", events)
    assert request.status in STATUSES
    assert (request.outcome is not None) == (request.status == "closed")
    assert request.outcome is None or request.outcome in OUTCOMES


@given(journals, st.integers(0, 25))
def test_the_fold_of_a_part_and_the_rest_is_the_fold_of_the_whole(
    events: list[Event], cut: int
) -> None:
    request = fold("school-1", events[:cut])
    for each in events[cut:]:
        request = apply(request, each)
    assert request == fold("school-1", events)


def test_of_what_nothing_is_known_stands_at_the_foot_of_the_ladder() -> None:
    request = fold("school-1", [])
    assert (request.rung, request.addressee, request.status) == (0, "self", "planned")
    assert request.open
