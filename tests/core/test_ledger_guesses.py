"""By a term whose start nobody recorded nobody is late: in no state, no sentence, no advice."""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_for_tests import CALENDAR

from core.test_ledger_histories import FIRST, PLACES, RUNGS, STEP, Told, play
from core.test_next_action import after
from core.test_next_action import first as seen_first
from sferum_cli import text
from sferum_cli.core.frozen import replace
from sferum_cli.core.next_action import outlook
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.state import request_of, requests_of
from sferum_cli.flows.overview import rules_for
from sferum_cli.render.obligations import obligation_words, whom
from sferum_cli.render.status_view import where_it_stands
from sferum_cli.text import en, ru

WHOLE = bool(os.environ.get("SFERUM_TORTURE"))
WAITING = ("unknown_start", "post_track", "second_copy", "waiting", "due_soon", "due_today")
LATE = ("overdue", "long_overdue")


def called_late(o: Obligation, item: Outlook) -> list[str]:
    """What is said of a term that says somebody is late by it."""
    found = [o.state] if o.state in ("breached", "met_late") or o.days_late else []
    for lang, table in (("ru", ru.TEXT), ("en", en.TEXT)):
        text.use(lang)
        for days in (0, 60):
            said = obligation_words(o, item.request, o.due + timedelta(days=days))
            was = table[f"{whom(item.request)}.was"]
            found += [said] if o.owed_by == "them" and was in said else []
    return found


def false_alarms(item: Outlook) -> list[str]:
    """What home, status and due say of lateness though only guesses are over."""
    if any(o.state == "breached" and not o.lacks for o in item.obligations):
        return []
    found = [item.next.reason] if item.next.reason in ("overdue", "remind") else []
    # A day of the person's own (a draft, papers, an answer to sort) may be over.
    theirs = item.next.reason in WAITING or (item.due and item.due.kind == "term")
    return found + ([f"timing {item.timing}"] if theirs and item.timing in LATE else [])


@settings(max_examples=1500 if WHOLE else 60)
@given(
    st.sampled_from(sorted(set(RUNGS) - {"court"})), st.sampled_from(PLACES),
    st.integers(0, 520), st.lists(STEP, min_size=2, max_size=10), st.integers(0, 200),
)  # fmt: skip
def test_nobody_is_late_by_a_guess(
    path: str, place: tuple[str, str, str], first: int,
    steps: list[tuple[int, int, int, int, int]], days: int,
) -> None:  # fmt: skip
    told = Told(path, place, "listed", FIRST + timedelta(days=first))
    for step in steps:
        play(told, step)
    today = told.today + timedelta(days=days)
    for name in told.paths:
        request = request_of(told.state, name)
        family = requests_of(told.state)
        item = outlook(request, rules_for(request), CALENDAR, today=today, family=family)
        assert [each for o in item.obligations if o.lacks for each in called_late(o, item)] == []
        assert false_alarms(item) == []
        text.use("ru")
        assert where_it_stands(item, today)


def test_a_late_guess_would_be_noticed() -> None:
    item = seen_first(after("sent/in_person"), 40)
    (guess, *_) = (o for o in item.obligations if o.lacks)
    assert called_late(guess, item) == []
    assert called_late(replace(guess, state="breached", days_late=9), item)
    assert called_late(replace(guess, lacks="", state="breached"), item)
    assert false_alarms(replace(item, next=replace(item.next, reason="overdue")))
