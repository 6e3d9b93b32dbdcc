"""Whose turn it is in a request and a case, and where the case stands on the ladder."""

from __future__ import annotations

from datetime import date

from journal import happened, opened, outlooks
from misses import over

from sferum_cli.core.cases import Case
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.plan import CasePlan, Plan
from sferum_cli.core.report import CaseReport, climb_of, links_of, turn_of
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder

SOON, LATE = date(2026, 11, 27), date(2027, 1, 20)


def stood(*steps: str, path: str = "school", today: date = SOON) -> Outlook:
    return outlooks(happened(opened(path), *steps), today=today)[0]


@over(
    [
        ((), SOON, "me"),
        (("drafted",), SOON, "me"),
        (("sent", "received"), SOON, "them"),
        (("sent", "received"), LATE, "me"),
        (("sent", "received", "snoozed:2027-02-01"), LATE, "nobody"),
        (("sent", "answered"), SOON, "me"),
        (("sent", "answered:done", "verified:yes"), SOON, "nobody"),
        (("withdrawn",), SOON, "nobody"),
    ]
)
def test_the_turn_follows_what_is_awaited(steps: tuple[str, ...], today: date, turn: str) -> None:
    assert turn_of(stood(*steps, today=today)) == turn


def test_one_thing_that_waits_for_the_person_makes_it_their_turn() -> None:
    plan = CasePlan(Case(), Plan({}, ()), ())
    waits, mine = stood("sent", "received"), stood()
    assert CaseReport(plan, (waits,)).turn == "them"
    assert CaseReport(plan, (waits, mine)).turn == "me"
    assert CaseReport(plan, ()).turn == "nobody"
    closed = stood("withdrawn")
    assert CaseReport(plan, (closed,)).first is None
    assert CaseReport(plan, (closed, waits)).first is waits


def test_a_case_stands_on_the_highest_rung_that_is_open() -> None:
    rungs = ladder()
    own, school, authority = stood(path="gosuslugi"), stood("sent"), stood(path="authority")
    assert climb_of([own], rungs, SOON) is None
    climb = climb_of([own, school, authority], rungs, SOON)
    assert climb is not None
    assert climb.here.id == "authority"
    assert [len(items) for items in climb.on][:4] == [1, 1, 0, 1]
    over = climb_of([school, stood("withdrawn", path="authority")], rungs, SOON)
    assert over is not None
    assert over.here.id == "school"


def test_each_page_is_named_once_under_the_step_that_opens_it_first() -> None:
    path = knowledge.path("gosuslugi")
    pages = links_of(path, stood(path="gosuslugi"), "ru")
    urls = [step.url for step in path.steps_for("parent") if step.url]
    assert [url for _, url in pages] == list(dict.fromkeys(urls))
    assert pages[0][0] == next(step.title.ru for step in path.steps if step.url)
