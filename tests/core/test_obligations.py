"""Who owes what: the other side's breaches, what it still has time for, and what is the person's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from knowledge_for_tests import CALENDAR, rule

from sferum_cli.core.codes import ObligationState, OwedBy
from sferum_cli.core.deadlines import compute
from sferum_cli.core.events import Event
from sferum_cli.core.obligations import Obligation, breached, mine, owed

START = date(2026, 11, 26)
EVENT = Event(1, "", "received", "school-1", START, 1)


def obligation(owed_by: OwedBy, state: ObligationState, days: int, *, ended: bool) -> Obligation:
    term = rule(amount=days, unit="calendar_day", roll="none", owed_by=owed_by)
    over = EVENT if ended or state == "void" else None
    return Obligation(
        "school-1", compute(term, START, CALENDAR), 1, state, "fact", EVENT, ended=over
    )


OBLIGATIONS = st.lists(
    st.builds(
        obligation,
        st.sampled_from(get_args(OwedBy)),
        st.sampled_from(get_args(ObligationState)),
        st.integers(1, 400),
        ended=st.booleans(),
    )
)


@given(OBLIGATIONS)
def test_each_is_in_one_list_at_most_and_the_earliest_is_first(rows: list[Obligation]) -> None:
    lists = (breached(rows), owed(rows), mine(rows))
    assert sum(map(len, lists)) == len({id(each) for found in lists for each in found})
    for found in lists:
        assert [each.due for each in found] == sorted(each.due for each in found)


@given(OBLIGATIONS)
def test_the_other_side_owes_what_is_late_or_runs_and_nobody_owes_a_courtesy(
    rows: list[Obligation],
) -> None:
    assert all(o.owed_by == "them" for o in (*breached(rows), *owed(rows)))
    assert {o.state for o in breached(rows)} <= {"breached"}
    assert {o.state for o in owed(rows)} <= {"open"}
    assert {o.owed_by for o in mine(rows)} <= {"me"}


@given(OBLIGATIONS)
def test_what_was_met_or_ended_is_late_no_more_and_keeps_nobody_waiting(
    rows: list[Obligation],
) -> None:
    for each in (*breached(rows), *mine(rows)):
        assert each.live
        assert each.ended is None
    for each in rows:
        assert each.live == (each.ended is None and each.state in ("open", "breached"))


def test_it_speaks_for_its_rule_and_its_last_day() -> None:
    own = obligation("me", "open", 10, ended=False)
    assert (own.due, own.owed_by, own.rule.amount) == (START + timedelta(days=10), "me", 10)
