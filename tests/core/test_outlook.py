"""An outlook: how urgent each reason is, what speaks, and when to look again."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from journal import START, happened, opened

from sferum_cli.core.outlook import (
    REASONS,
    RECHECK_DAYS,
    SCORES,
    SPEAKING,
    Due,
    NextAction,
    Outlook,
    Reason,
    next_recheck,
    ranked,
    speaks,
)
from sferum_cli.core.requests import Request
from sferum_cli.core.state import request_of

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def looked(name: str, reason: Reason, day: date | None, *, asleep: date | None = None) -> Outlook:
    due = Due(day, "rule", "fact", "term") if day else None
    action = NextAction("sferum", reason, SCORES[reason], due, asleep)
    return Outlook(Request(name), (), due, None, action)


OUTLOOKS = st.lists(
    st.builds(looked, st.text("abc"), st.sampled_from(REASONS), st.none() | DAYS), max_size=8
)


def test_every_reason_has_its_score_and_what_has_an_end_never_speaks() -> None:
    assert set(SCORES) == set(REASONS)
    assert set(REASONS) > SPEAKING
    assert min(SCORES[reason] for reason in SPEAKING) > 0
    assert [reason for reason in ("closed", "nothing_there") if SCORES[reason] >= 0] == []


@given(OUTLOOKS)
def test_the_most_urgent_is_first_and_among_equals_the_earlier_day(rows: list[Outlook]) -> None:
    found = ranked(rows)
    assert sorted(map(id, found)) == sorted(map(id, rows))
    for one, two in pairwise(found):
        assert one.next.score >= two.next.score
        if one.next.score == two.next.score:
            assert two.due is None or (one.due is not None and one.due.date <= two.due.date)


@given(OUTLOOKS)
def test_among_equals_in_all_the_order_of_opening_stays(rows: list[Outlook]) -> None:
    same = [item for item in ranked(rows) if item.next.reason == "planned" and item.due is None]
    assert same == [item for item in rows if item.next.reason == "planned" and item.due is None]


@given(st.sampled_from(REASONS), st.none() | DAYS)
def test_what_was_put_off_says_nothing(reason: Reason, asleep: date | None) -> None:
    item = looked("a", reason, None, asleep=asleep)
    assert speaks(item.next) == (reason in SPEAKING and asleep is None)
    assert item.spoken == ((item.next,) if speaks(item.next) else ())


def verified(*days: int) -> Request:
    """A request that was found done, and looked at again so many days after that."""
    state = happened(opened(), "done_by_user", "verified:yes")
    first = START + timedelta(days=1)
    for after in days:
        state = happened(state, "verified:yes", first=first + timedelta(days=after))
    return request_of(state, "school-1")


def test_a_result_is_looked_at_three_times_counted_from_the_first_look() -> None:
    first = START + timedelta(days=1)
    for done, ahead in zip(((), (7,), (7, 30)), RECHECK_DAYS, strict=True):
        assert next_recheck(verified(*done)) == (ahead, first + timedelta(days=ahead))
    assert next_recheck(verified(7, 30, 90)) is None


def test_a_late_look_stands_for_those_it_missed() -> None:
    assert next_recheck(verified(31)) == (90, START + timedelta(days=91))
    assert next_recheck(verified(29)) == (30, START + timedelta(days=31))


def test_what_came_back_or_was_never_done_is_not_looked_at() -> None:
    back = happened(opened(), "done_by_user", "verified:yes", "reappeared")
    assert next_recheck(request_of(back, "school-1")) is None
    for steps in (("sent",), ("done_by_user",), ("done_by_user", "verified:no")):
        assert next_recheck(request_of(happened(opened(), *steps), "school-1")) is None
