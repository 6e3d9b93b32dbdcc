"""A request on one day: what was put off is less urgent and silent until then."""

from __future__ import annotations

from core.test_next_action import HANDED_IN, after, day, first
from sferum_cli.core.outlook import SCORES


def test_who_has_looked_is_not_waited_for_and_what_is_put_off_stays_before_what_has_ended() -> None:
    put_off = first(after("done_by_user snoozed~9+3", "gosuslugi"), 4).next
    assert put_off.asleep == day(9)
    assert put_off.score > SCORES["closed"]
    seen = after("done_by_user snoozed~9+3 verified:yes+4", "gosuslugi")
    assert first(seen, 5).next.asleep is None


def test_what_was_put_off_is_silent_until_its_day() -> None:
    state = after(f"{HANDED_IN} snoozed~30+10")
    asleep, awake = first(state, 29), first(state, 30)
    assert (asleep.next.reason, asleep.next.asleep, asleep.spoken) == ("overdue", day(30), ())
    assert asleep.next.score < first(after(HANDED_IN), 29).next.score - 10
    assert (awake.next.asleep, len(awake.spoken)) == (None, 1)
