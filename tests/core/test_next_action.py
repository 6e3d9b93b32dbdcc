"""What to do next: each reason on its first and its last day, with the command and the date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

from journal import AT, START, opened, outlooks
from knowledge_for_tests import CALENDAR, rule
from misses import over

from sferum_cli.core.codes import Timing
from sferum_cli.core.events import Value
from sferum_cli.core.next_action import outlook
from sferum_cli.core.outlook import REASONS, Outlook
from sferum_cli.core.state import New, State, record, requests_of

STEP = re.compile(
    r"(?P<type>[a-z_]+)(/(?P<channel>[a-z_]+))?(:(?P<result>[a-z_]+))?(~(?P<until>\d+))?(\+(?P<day>\d+))?"
)


def day(number: int) -> date:
    """The day so many days after the request was opened (day 0, a Thursday)."""
    return START + timedelta(days=number)


def after(line: str, path: str = "school", **data: Value) -> State:
    """A journal of one request. A step is ``type/channel:result~until+day``.

    A step without a day happens on that of the one before it. ``copy`` is a second copy that is
    sent, ``data`` goes into the last step.
    """
    state, when, steps = opened(path), 0, line.split()
    for n, step in enumerate(steps, start=1):
        found = STEP.fullmatch(step)
        assert found, step
        fields: dict[str, Value] = {key: found[key] for key in ("channel", "result") if found[key]}
        if found["until"]:
            fields["until"] = day(int(found["until"]))
        if n == len(steps):
            fields |= data
        name = found["type"]
        if name == "copy":
            name, fields = "sent", {**fields, "copy": True}
        when = int(found["day"]) if found["day"] else when
        state = record(state, [New(name, f"{path}-1", day(when), fields)], at=AT)[0]
    return state


def first(state: State, today: int) -> Outlook:
    return outlooks(state, today=day(today))[0]


NUMBERED = "sent/site registered"
REFUSED = f"{NUMBERED} answered+10 classified:refused+10"
HANDED_IN = "sent/in_person received+1"  # the data are due on day 15, the rest on day 33
ANSWERED = f"{HANDED_IN} answered+3"
DONE = f"{ANSWERED} classified:done"

# path | what happened | today | reason | command after `sferum` | its day | kind | timing
TABLE = f"""
school | | 0 | planned | continue school-1 | 14 | act | not_started
school | | 13 | planned | continue school-1 | 14 | act | not_started
school | | 14 | silent | continue school-1 | 14 | act | not_started
school | walk | 13 | walk_paused | continue school-1 | 14 | act | not_started
school | walk | 14 | silent | continue school-1 | 14 | act | not_started
school | drafted | 1 | drafted_today | log school-1 sent | 2 | act | not_started
school | drafted | 2 | drafted | log school-1 sent | 2 | act | not_started
school | sent/in_person | 9 | unknown_start | log school-1 received | 14 | term | unknown_start
school | sent/in_person | 10 | post_track | log school-1 received | 10 | act | unknown_start
school | sent/in_person | 15 | post_track | log school-1 received | 10 | act | unknown_start
school | sent/in_person | 20 | second_copy | log school-1 sent --copy | 20 | act | unknown_start
school | sent/in_person info_requested+1 info_sent+2 | 40 | silent | log school-1 received | 16 | act | unknown_start
authority | sent/site received | 31 | unknown_start | log authority-1 registered | 32 | term | unknown_start
authority | sent/site received | 33 | silent | log authority-1 registered | 14 | act | unknown_start
authority | sent/site received auto_reply+30 | 33 | unknown_start | log authority-1 registered | 44 | act | unknown_start
school | sent/post | 9 | unknown_start | log school-1 received | 10 | act | unknown_start
school | sent/post | 10 | post_track | log school-1 received | 10 | act | unknown_start
school | sent/post | 19 | post_track | log school-1 received | 10 | act | unknown_start
school | sent/post | 20 | second_copy | log school-1 sent --copy | 20 | act | unknown_start
school | sent/email | 20 | second_copy | log school-1 sent --copy | 20 | act | unknown_start
school | sent/post copy/post+12 | 21 | unknown_start | log school-1 received | 22 | act | unknown_start
school | sent/post copy/post+12 | 32 | second_copy | log school-1 sent --copy | 32 | act | unknown_start
school | sent/post copy/in_person+12 | 20 | unknown_start | log school-1 received | 26 | term | unknown_start
school | sent/post received+9 | 20 | due_soon | log school-1 | 22 | term | due_soon
school | sent/post info_requested+1 info_sent+2 | 32 | unknown_start | log school-1 received | 32 | term | unknown_start
school | sent/post info_requested+1 info_sent+2 | 33 | silent | log school-1 received | 16 | act | unknown_start
school | sent/phone | 0 | spoken | letter school-parent --request school-1 | 0 | act | unknown_start
school | sent/chat | 14 | spoken | letter school-parent --request school-1 | 0 | act | unknown_start
school | sent/chat received+2 | 14 | spoken | letter school-parent --request school-1 | 0 | act | unknown_start
gosuslugi | sent/chat | 14 | spoken | log gosuslugi-1 sent --copy | 0 | act | unknown_start
operator | sent/phone | 0 | spoken | letter operator --request operator-1 | 0 | act | unknown_start
school | sent/phone copy/post+1 | 9 | unknown_start | log school-1 received | 11 | act | unknown_start
school | sent/post copy/phone+1 | 9 | unknown_start | log school-1 received | 10 | act | unknown_start
school | sent/phone copy/in_person+1 | 9 | unknown_start | log school-1 received | 15 | term | unknown_start
school | {HANDED_IN} | 11 | waiting | log school-1 | 15 | term | running
school | {HANDED_IN} | 12 | due_soon | log school-1 | 15 | term | due_soon
school | {HANDED_IN} | 14 | due_soon | log school-1 | 15 | term | due_soon
school | {HANDED_IN} | 15 | due_today | log school-1 | 15 | term | due_today
school | {HANDED_IN} | 16 | remind | letter reminder --request school-1 | 15 | term | overdue
school | {HANDED_IN} | 28 | remind | letter reminder --request school-1 | 15 | term | overdue
school | {HANDED_IN} | 29 | overdue | escalate school-1 | 15 | term | overdue
school | {HANDED_IN} | 30 | overdue | escalate school-1 | 15 | term | long_overdue
school | {HANDED_IN} reminded+18 | 25 | reminded | log school-1 | 25 | courtesy | due_today
school | {HANDED_IN} reminded+18 | 26 | overdue | escalate school-1 | 15 | term | overdue
school | sent/in_person received+199 | 200 | stale | sources --path school | 214 | term | running
school | sent undelivered+1 | 5 | undelivered | log school-1 sent | 1 | act | overdue
school | sent/post returned+3 | 3 | undelivered | log school-1 sent | 3 | act | due_today
school | refused_at_desk+1 | 2 | undelivered | log school-1 sent --channel post | 1 | act | overdue
school | sent received info_requested+2 | 2 | needs_input | log school-1 info_sent | 2 | act | due_today
school | {ANSWERED} | 5 | not_classified | log school-1 classified | 3 | act | overdue
school | {ANSWERED} classified:unclear answered+6 | 7 | not_classified | log school-1 classified | 6 | act | overdue
school | {ANSWERED} classified:unclear | 9 | waiting | log school-1 | 10 | act | due_soon
school | {ANSWERED} classified:unclear | 10 | unclear | log school-1 classified | 10 | act | due_today
school | {ANSWERED} classified:unclear | 16 | remind | letter reminder --request school-1 | 15 | term | overdue
school | {ANSWERED} classified:partly | 5 | refused | escalate school-1 | 3 | act | overdue
school | {ANSWERED} classified:refused | 5 | refused | escalate school-1 | 3 | act | overdue
school | {ANSWERED} classified:not_us | 5 | not_us | escalate school-1 --to operator | 3 | act | overdue
authority | {NUMBERED} answered+3 classified:not_us | 5 | not_us | escalate authority-1 | 3 | act | overdue
school | {ANSWERED} classified:nothing_there | 5 | nothing_there | | | |
school | {DONE} | 3 | recheck_due | log school-1 verified | 3 | check | recheck_due
school | {DONE} verified:no+4 | 5 | refused | escalate school-1 | 4 | act | overdue
school | {DONE} verified:yes+4 | 5 | recheck_later | log school-1 verified | 11 | recheck | running
school | {DONE} verified:yes+4 | 7 | recheck_later | log school-1 verified | 11 | recheck | due_soon
school | {DONE} verified:yes+4 | 10 | recheck_later | log school-1 verified | 11 | recheck | due_soon
school | {DONE} verified:yes+4 | 11 | recheck_due | log school-1 verified | 11 | recheck | recheck_due
school | {DONE} verified:yes+4 reappeared+6 | 7 | closed | | | |
delete | done_by_user | 6 | recheck_later | log delete-1 verified | 7 | check | due_soon
delete | done_by_user | 7 | recheck_due | log delete-1 verified | 7 | check | recheck_due
gosuslugi | done_by_user | 0 | recheck_later | log gosuslugi-1 verified | 3 | check | due_soon
gosuslugi | done_by_user | 3 | recheck_due | log gosuslugi-1 verified | 3 | check | recheck_due
gosuslugi | done_by_user snoozed~6+3 | 5 | recheck_later | log gosuslugi-1 verified | 6 | check | due_soon
gosuslugi | done_by_user snoozed~6+3 | 6 | recheck_due | log gosuslugi-1 verified | 6 | check | recheck_due
gosuslugi | done_by_user snoozed~2 | 3 | recheck_due | log gosuslugi-1 verified | 3 | check | recheck_due
gosuslugi | done_by_user snoozed~9+3 verified:yes+4 | 5 | recheck_later | log gosuslugi-1 verified | 11 | recheck | running
school | {DONE} verified:yes+4 snoozed~14+11 | 12 | recheck_later | log school-1 verified | 14 | recheck | due_soon
school | {DONE} verified:yes+4 snoozed~14+11 | 14 | recheck_due | log school-1 verified | 14 | recheck | recheck_due
school | withdrawn | 3 | closed | | | |
school | abandoned | 3 | closed | | | |
school | abandoned:nothing_there | 3 | nothing_there | | | |
authority | {REFUSED} | 69 | refused | escalate authority-1 | 10 | act | overdue
authority | {REFUSED} | 70 | own_limit | escalate authority-1 --to court | 100 | own | running
authority | {REFUSED} | 100 | own_limit | escalate authority-1 --to court | 100 | own | due_today
authority | {REFUSED} | 101 | refused | escalate authority-1 | 10 | act | overdue
court | {NUMBERED} answered+3 classified:refused | 5 | last_rung | support court | | |
court | {NUMBERED} answered+3 classified:refused | 40 | last_rung | support court | | |
court | {NUMBERED} | 13 | waiting | log court-1 | 14 | act | due_soon
court | {NUMBERED} | 14 | silent | log court-1 | 14 | act | due_today
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@over(ROWS)
def test_the_one_thing_to_do_on_a_day(row: list[str]) -> None:
    path, line, today, *expected = row
    data: dict[str, Value] = {"reason": "expired"} if "returned" in line else {}
    item = first(after(line, path, **data), int(today))
    due = item.next.due
    assert [
        item.next.reason,
        item.next.command.removeprefix("sferum").strip(),
        str((due.date - START).days) if due else "",
        due.kind if due else "",
        item.timing or "",
    ] == expected
    assert item.due == due


@over(
    [
        ("", True), ("withdrawn", False), ("abandoned", False), ("abandoned:nothing_there", False),
        ("withdrawn snoozed~30", False), ("answered classified:refused", False),
        ("answered classified:refused snoozed~30", True), ("answered", True),
    ]
)  # fmt: skip
def test_what_was_put_off_while_it_was_open_sleeps_no_more_once_it_is_closed(
    after_it: str, asleep: bool
) -> None:
    item = first(after(f"{HANDED_IN} snoozed~30 {after_it}"), 5)
    assert (item.next.asleep == day(30)) is asleep
    assert item.next.asleep in (None, day(30))


@over([(69, False), (70, True), (100, True), (114, True), (115, False)])
def test_the_persons_own_term_is_spoken_of_from_a_month_before_to_two_weeks_after(
    today: int, shown: bool
) -> None:
    item = first(after(REFUSED, "authority"), today)
    said = [each for each in (item.next, *item.others) if each.reason.startswith("own_")]
    assert [(each.due.date, each.due.kind) for each in said if each.due] == [
        (day(100), "own")
    ] * shown
    assert [each.reason for each in said] == ["own_overdue" if today > 100 else "own_limit"] * shown


def grown(state: State, path: str, *, sent: int | None, parent: str = "school-1") -> State:
    """``state`` with a request one rung up, whose letter was perhaps sent on a day."""
    rung = {"authority": 3, "prosecutor": 5, "court": 6}[path]
    data: dict[str, Value] = {"path": path, "rung": rung, "parent": parent, "role": "parent"}
    new = [New("planned", f"{path}-1", day(20), data)]
    if sent is not None:
        new += [
            New("sent", f"{path}-1", day(sent), {"channel": "site"}),
            New("escalated", parent, day(sent), {"child": f"{path}-1"}),
        ]
    return record(state, new, at=AT)[0]


def test_what_was_refused_and_passed_on_is_over_while_nothing_of_it_is_late() -> None:
    refused = grown(after(f"{ANSWERED} classified:refused"), "authority", sent=20)
    assert first(refused, 21).next.reason == "closed"
    partly = grown(after(f"{ANSWERED} classified:partly"), "authority", sent=20)
    assert first(partly, 21).next.command == "sferum status authority-1"


def test_what_was_begun_one_rung_up_is_gone_on_with() -> None:
    for line in (HANDED_IN, f"{ANSWERED} classified:refused"):
        item = first(grown(after(line), "authority", sent=None), 40)
        assert (item.next.reason, item.next.command) == (
            "rung_begun",
            "sferum continue authority-1",
        )
    own = first(grown(after(REFUSED, "authority"), "court", sent=None, parent="authority-1"), 80)
    said = next(each for each in (own.next, *own.others) if each.reason == "own_limit")
    assert said.command == "sferum continue court-1"


def test_what_was_begun_elsewhere_is_not_the_way_to_court() -> None:
    begun = grown(after(REFUSED, "authority"), "prosecutor", sent=None, parent="authority-1")
    item = first(begun, 80)
    said = {each.reason: each.command for each in (item.next, *item.others)}
    assert said["own_limit"] == "sferum escalate authority-1 --to court"
    assert said["rung_begun"] == "sferum continue prosecutor-1"


def test_a_request_that_anothers_success_closed_has_nothing_to_do() -> None:
    state = grown(after(HANDED_IN), "authority", sent=20)
    for name, data in (("answered", {}), ("classified", {"result": "done"}),
                       ("verified", {"result": "yes"})):  # fmt: skip
        state = record(state, [New(name, "authority-1", day(25), data)], at=AT)[0]
    items = outlooks(state, today=day(60))
    school = next(each for each in items if each.request.id == "school-1")
    assert (school.next.reason, school.next.command) == ("closed", "sferum")


def returned_entry(*, sent: bool) -> State:
    """The entry was gone and came back: the school is asked again."""
    state = after(f"{DONE} verified:yes+4")
    data: dict[str, Value] = {"path": "school", "rung": 1, "parent": "school-1", "role": "parent"}
    new = [
        New("reappeared", "school-1", day(20), {"child": "school-2"}),
        New("planned", "school-2", day(20), data | {"situation": "re_added"}),
    ]
    new += [New("sent", "school-2", day(21), {"channel": "site"})] if sent else []
    return record(state, new, at=AT)[0]


def test_what_came_back_leads_to_the_new_request_while_it_is_open() -> None:
    for sent, command in ((False, "sferum continue school-2"), (True, "sferum status school-2")):
        item = first(returned_entry(sent=sent), 22)
        assert (item.next.reason, item.next.command) == ("came_back", command)
        assert not item.spoken


def test_what_is_tried_another_way_waits_for_that_and_asks_again_where_it_fails() -> None:
    state = after("walk", "gosuslugi")
    data: dict[str, Value] = {"path": "vk", "rung": 0, "parent": "gosuslugi-1", "role": "parent"}
    state = record(state, [New("planned", "vk-1", day(1), data)], at=AT)[0]
    begun = first(state, 40)
    assert (begun.next.reason, begun.next.command) == ("elsewhere", "sferum continue vk-1")
    assert not begun.spoken
    failed = record(state, [New("abandoned", "vk-1", day(2))], at=AT)[0]
    assert first(failed, 40).next.reason == "silent"
    done = record(state, [New("done_by_user", "vk-1", day(2))], at=AT)[0]
    assert first(done, 3).next.command == "sferum status vk-1"
    done = record(done, [New("verified", "vk-1", day(3), {"result": "yes"})], at=AT)[0]
    assert first(done, 40).next.reason == "closed"


def test_a_refusal_a_part_and_an_empty_promise_are_told_apart_by_the_day_of_the_answer() -> None:
    for line, what, when in (
        (f"{ANSWERED} classified:refused+9", "refused", 3),
        (f"{ANSWERED} classified:partly+9", "partly", 3),
        (f"{DONE} verified:no+9", "broken", 9),
    ):
        due = first(after(line), 10).due
        assert due
        assert (due.rule, due.date) == (what, day(when))


def test_an_agreed_day_stands_beside_the_term_that_it_does_not_move() -> None:
    due = first(after(f"{HANDED_IN} agreed~30+10"), 14).due
    assert due
    assert (due.date, due.agreed) == (day(15), day(30))


def test_a_term_of_the_persons_own_is_no_date_to_wait_for() -> None:
    (request,) = requests_of(after(HANDED_IN))
    item = outlook(request, [rule(owed_by="me")], CALENDAR, today=day(2))
    assert (item.next.reason, item.next.due and item.next.due.kind) == ("own_limit", "own")
    assert [each.reason for each in item.others] == []
    far = outlook(request, [rule(owed_by="me", amount=90)], CALENDAR, today=day(2))
    assert (far.next.reason, far.next.due and far.next.due.kind) == ("waiting", "act")


def test_every_reason_is_given_in_some_test_here() -> None:
    # The first is of plans alone.
    elsewhere = {"plan", "rung_begun", "passed_on", "own_overdue", "came_back",
                 "elsewhere"}  # fmt: skip
    assert {row[3] for row in ROWS} | elsewhere == set(REASONS)


def test_a_term_that_a_question_stopped_is_paused() -> None:
    """No law stops a term so today: a rule that the person added may."""
    stopping = rule(pause_on_needs_input=True)
    line = f"{HANDED_IN} info_requested+5"
    (request,) = requests_of(after(line))
    item = outlook(request, [stopping], CALENDAR, today=day(40))
    assert (item.timing, item.next.reason) == ("paused", "needs_input")
    (request,) = requests_of(after(f"{line} info_sent+8"))
    assert outlook(request, [stopping], CALENDAR, today=day(10)).timing == "running"


def test_every_timing_is_seen_here() -> None:
    assert {row[7] for row in ROWS} - {""} | {"paused"} == set(get_args(Timing))
