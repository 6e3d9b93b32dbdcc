"""What the other side's words do to a term: extended in form and in time, agreed, paused."""

from __future__ import annotations

from datetime import date

from knowledge_for_tests import CALENDAR, rule
from misses import over

from core.test_next_action import day
from core.test_rounds import AT
from sferum_cli.core.codes import EventType
from sferum_cli.core.deadlines import Extension, Pause, compute
from sferum_cli.core.events import Event, Value
from sferum_cli.core.notices import agreed_in, extended_to, pauses_in
from sferum_cli.core.rounds import Round

MOVES = rule(extension=Extension(5, "working_day", written=True, reasons=True))
BASE = compute(MOVES, day(0), CALENDAR)
GOOD: dict[str, Value] = {"until": day(20), "written": "yes", "reason": "x"}


def told(kind: EventType, when: int, n: int = 2, **data: Value) -> Event:
    return Event(n, AT, kind, "school-1", day(when), n, data)


def named(*events: Event) -> date | None:
    return extended_to(MOVES, Round(1, events), BASE)


@over(
    [
        {"written": "no"},
        {"written": "no", "rule": MOVES.id},
        {"reason": ""},
        {"rule": "another"},
        {"until": ""},
    ]
)
def test_a_notice_counts_in_the_form_that_the_rule_asks_for(wrong: dict[str, Value]) -> None:
    assert named(told("extended", 3, **GOOD)) == day(20)
    assert named(told("extended", 3, **{**GOOD, **wrong})) is None


def test_a_notice_counts_up_to_the_last_day_in_force() -> None:
    last = (BASE.due - day(0)).days
    assert named(told("extended", last, **GOOD)) == day(20)
    assert named(told("extended", last + 1, **GOOD)) is None
    again = told("extended", last + 1, 3, **{**GOOD, "until": day(30)})
    assert named(told("extended", last, **GOOD), again) == day(30), "the day in force moved"


def test_what_nobody_but_them_owes_is_not_moved_by_them() -> None:
    own = rule(owed_by="me", extension=MOVES.extension)
    assert extended_to(own, Round(1, (told("extended", 3, **GOOD),)), BASE) is None


def test_what_the_law_does_not_let_them_move_keeps_the_day_only_of_a_notice_of_this_term() -> None:
    fixed = rule()
    for named_rule, day_named in ((fixed.id, day(20)), ("another", None), ("", None)):
        notice = told("extended", 3, **{**GOOD, "rule": named_rule})
        assert extended_to(fixed, Round(1, (notice,)), BASE) == day_named


def test_an_agreed_day_holds_until_their_next_answer() -> None:
    agreed = told("agreed", 3, until=day(9))
    assert agreed_in(Round(1, (agreed,))) == day(9)
    assert agreed_in(Round(1, (agreed, told("answered", 5, 3)))) is None


def test_a_pause_ends_with_the_papers_and_not_before_it_began() -> None:
    asked, sent = told("info_requested", 3), told("info_sent", 1, 3)
    assert pauses_in(Round(1, (asked,))) == (Pause(day(3), None),)
    assert pauses_in(Round(1, (asked, sent))) == (Pause(day(3), day(3)),)
