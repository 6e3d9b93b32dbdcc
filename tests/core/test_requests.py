"""A request says what may happen to it now, and the guard lets through just that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from core.test_fold import DAY, event, happened, journals
from sferum_cli.core.cases import Case
from sferum_cli.core.event_checks import check_event
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.fold import fold
from sferum_cli.core.requests import Request, allowed, offered, possible
from sferum_cli.errors import BadUsage, SferumError


def test_a_late_reply_never_reopens_silently() -> None:
    request = happened("sent", "withdrawn")
    assert not allowed(request, "answered")
    assert allowed(request, "note")


def test_a_letter_that_came_back_is_not_received() -> None:
    assert not allowed(happened("sent", "undelivered"), "received")


def test_an_event_out_of_turn_is_refused_with_what_is_possible() -> None:
    request = happened("drafted")
    with pytest.raises(BadUsage) as refused:
        check_event(request, event(9, "verified:yes"))
    assert refused.value.values["possible"] == offered(request)
    assert "sent" in possible(request)
    assert "verified" not in possible(request)


@pytest.mark.parametrize("step", ["verified:maybe", "verified", "classified:done"])
def test_a_result_that_does_not_fit_is_refused(step: str) -> None:
    with pytest.raises(SferumError):
        check_event(happened("done_by_user"), event(9, step))


@given(journals)
def test_what_is_possible_is_what_the_guard_lets_through(events: list[Event]) -> None:
    request = fold("school-1", events)
    fields = {
        "until": DAY, "to": "X", "note": "x", "file": "f", "result": "done", "written": "yes",
        "rule": "court-term", "reason": "expired",
    }  # fmt: skip
    for name, kind in EVENTS.items():
        if name == "corrected":
            continue  # what it may put right is tried apart
        data = {key: fields[key] for key in kind.required}
        data |= {"verified": {"result": "yes"}, "returned": {"reason": "expired"}}.get(name, {})
        if name == "sent" and request.status == "sent":
            data["copy"] = True
        tried = Event(99, "", name, "school-1", DAY + timedelta(1), 99, data)
        if name in possible(request):
            check_event(request, tried)
        elif kind.recordable:
            with pytest.raises(BadUsage):
                check_event(request, tried)


def test_a_request_has_a_situation_of_its_own_else_that_of_its_case() -> None:
    case = Case("c", situation="listed")
    assert Request("school-1", case=case).why_asked == "listed"
    assert Request("school-1", situation="forced").why_asked == "forced"
    assert Request("school-1", case=case, situation="forced").why_asked == "forced"
    assert Request("school-1").why_asked is None
