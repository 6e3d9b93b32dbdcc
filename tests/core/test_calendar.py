"""The days of a calendar follow the journal: moved, struck out, and back again."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from journal import START, entries, happened, live, opened
from misses import over

from sferum_cli.core.calendar import Entry, entries_of
from sferum_cli.core.event_table import EVENTS, OF_CASES
from sferum_cli.core.frozen import replace
from sferum_cli.core.next_action import outlook
from sferum_cli.core.state import State, requests_of
from sferum_cli.errors import SferumError
from sferum_cli.shelf.deadlines import all_rules, work_calendar

STOP, WITHDRAWAL = "operator-stop-processing", "consent-withdrawal"


def terms(days: dict[str, date]) -> dict[str, date]:
    """The days of rules, without those on which the person acts."""
    return {rule: day for rule, day in days.items() if not rule.startswith("act-")}


def test_a_letter_made_is_a_day_to_send_it() -> None:
    assert live(happened(opened(), "drafted")) == {"act-drafted": date(2026, 11, 28)}


def test_the_day_a_letter_was_received_moves_the_day_and_keeps_its_name() -> None:
    sent = happened(opened(), "sent")
    received = happened(sent, "received", first=date(2026, 11, 27))
    before, after = entries(sent)[0], entries(received)[0]
    assert (before.uid, before.certainty) == (f"one.school-1.{STOP}@sferum", "estimate")
    assert (after.uid, after.certainty, after.date) == (before.uid, "fact", date(2026, 12, 11))
    assert terms(live(received)) == {STOP: date(2026, 12, 11), WITHDRAWAL: date(2026, 12, 28)}
    assert after.sequence > before.sequence


@over(["answered:refused", "withdrawn", "abandoned", "undelivered", "undo"])
def test_what_no_longer_runs_is_struck_out(step: str) -> None:
    state = happened(opened(), "sent", step)
    assert terms(live(state)) == {}
    assert {STOP, WITHDRAWAL} <= {entry.rule for entry in entries(state) if entry.cancelled}


def test_an_answer_taken_back_brings_the_days_back_under_the_same_names() -> None:
    sent = happened(opened(), "sent")
    back = happened(sent, "answered", "undo")
    assert live(back) == live(sent)
    assert {entry.uid for entry in entries(sent)} <= {entry.uid for entry in entries(back)}
    assert entries(back)[0].sequence > entries(sent)[0].sequence


def test_a_request_taken_back_whole_is_struck_out() -> None:
    state = happened(opened("delete"), "done_by_user", "undo", "undo")
    found = entries(state)
    assert found
    assert all(entry.cancelled for entry in found)


def test_a_claim_is_checked_when_its_term_is_over() -> None:
    state = happened(opened("delete"), "done_by_user")
    kinds = {entry.rule: (entry.date, entry.kind) for entry in entries(state)}
    assert kinds["check"] == (date(2026, 12, 3), "check")
    assert kinds["data-kept"] == (date(2026, 12, 26), "courtesy")


def test_a_verified_result_is_looked_at_again_three_times() -> None:
    state = happened(opened("gosuslugi"), "done_by_user", "verified:yes")
    assert live(state) == {
        "recheck-7": date(2026, 12, 4),
        "data-kept": date(2026, 12, 26),
        "recheck-30": date(2026, 12, 27),
        "recheck-90": date(2027, 2, 25),
    }


def test_a_look_that_was_taken_is_struck_out_and_the_later_ones_stay() -> None:
    state = happened(opened("gosuslugi"), "done_by_user", "verified:yes")
    again = happened(state, "verified:yes", first=date(2026, 12, 5))
    assert "recheck-7" not in live(again)
    assert live(again)["recheck-30"] == date(2026, 12, 27)


def test_what_came_back_is_not_looked_at_again() -> None:
    done = happened(opened("gosuslugi"), "done_by_user", "verified:yes")
    assert not any(rule.startswith("recheck") for rule in live(happened(done, "reappeared")))


def test_an_agreed_day_stands_beside_the_term() -> None:
    state = happened(opened(), "sent", "agreed:2026-12-20")
    assert live(state)["agreed"] == date(2026, 12, 20)
    assert STOP in live(state)


def test_the_day_after_a_term_is_the_persons_own() -> None:
    days = live(happened(opened(), "sent", "received"))
    assert days[f"act-{STOP}"] == date(2026, 12, 14)  # the last day is a Friday


def test_the_persons_own_term_has_five_alarms_and_no_day_after() -> None:
    state = opened("authority")
    state = happened(state, "sent", "registered", "answered", "classified:refused")
    own = {entry.rule: entry for entry in entries(state) if not entry.cancelled}
    assert own["court-term"].alarms == (30, 14, 7, 3, 1)
    assert "act-court-term" not in own


def test_a_paused_term_has_no_day_until_it_runs_on() -> None:
    pausing = replace(all_rules()[STOP], pause_on_needs_input=True)

    def ahead(state: State) -> list[bool]:
        (request,) = requests_of(state)
        item = outlook(request, [pausing], work_calendar(), today=START)
        found = entries_of(item, (), work_calendar(), sequence=1)
        return [entry.cancelled for entry in found if entry.rule == STOP]

    paused = happened(opened(), "sent", "received", "info_requested")
    assert ahead(paused) == []
    assert ahead(happened(paused, "info_sent", first=date(2026, 11, 30))) == [False]


names = st.sampled_from(sorted(set(EVENTS) - {"planned", "walk", "undone", *OF_CASES}))
values = st.sampled_from(["", "yes", "no", "done", "partly", "refused", "not_us", "unclear"])
dated = st.sampled_from(["extended:2026-12-30", "agreed:2026-12-24", "undo"])
steps = st.lists(
    st.one_of(dated, st.tuples(names, values).map(lambda two: ":".join(two).rstrip(":"))),
    max_size=14,
)


@given(st.sampled_from(["school", "gosuslugi", "delete"]), steps)
def test_a_calendar_fed_with_every_file_shows_what_is_ahead(path: str, steps: list[str]) -> None:
    state, calendar = opened(path), {}
    for step in steps:
        try:
            state = happened(state, step)
        except (SferumError, ValueError):  # the table says no: nothing was recorded
            continue
        imported(calendar, entries(state))
        shown = {uid: e.date for uid, e in calendar.items() if not e.cancelled}
        assert shown == {e.uid: e.date for e in entries(state) if not e.cancelled}


def imported(calendar: dict[str, Entry], found: tuple[Entry, ...]) -> None:
    """What a calendar does with a file: the higher sequence of the same uid wins."""
    assert len({entry.uid for entry in found}) == len(found)
    for entry in found:
        if entry.uid not in calendar or entry.sequence > calendar[entry.uid].sequence:
            calendar[entry.uid] = entry
