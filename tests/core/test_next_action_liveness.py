"""Truth and liveness: in every state that can be reached what is advised can be done, and no
open request is silent for longer than two weeks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from journal import AT, opened

from sferum_cli.core.calendar import entries_of
from sferum_cli.core.codes import RESULTS, InstitutionKind, Ownership
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import Role
from sferum_cli.core.ladder import rung_of, ways_up
from sferum_cli.core.obligations import breached, owed
from sferum_cli.core.outlook import SPEAKING, Outlook
from sferum_cli.core.requests import Request, allowed, possible
from sferum_cli.core.state import New, State, record, request_of, requests_of
from sferum_cli.errors import SferumError
from sferum_cli.flows.overview import outlooks
from sferum_cli.render.obligations import obligation_words
from sferum_cli.render.reasons import reason_line
from sferum_cli.render.status_view import in_a_list
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import work_calendar
from sferum_cli.shelf.ladder import ladder
from sferum_cli.text import day, en, ru, t

START = date(2026, 11, 27)
WHOLE = bool(os.environ.get("SFERUM_TORTURE"))
DEPTH = 4 if WHOLE else 3
SAMPLE = 1 if WHOLE else 5  # one of so many states of the deepest layer is looked at
DAYS = (0, 2, 9, 15, 21, 45, 130)
SILENCE = timedelta(days=14)
KINDS: list[tuple[str, Role, InstitutionKind, Ownership]] = [
    ("school", "parent", "school", "municipal"), ("school", "parent", "school", "regional"),
    ("school", "parent", "school", "private"), ("school", "parent", "school", "unknown"),
    ("school", "parent", "kindergarten", "municipal"),
    ("school", "student", "college", "regional"), ("school", "student", "university", "federal"),
    ("refuse", "teacher", "school", "municipal"), ("labour", "teacher", "school", "municipal"),
    ("authority", "parent", "school", "municipal"), ("operator", "parent", "school", "private"),
    ("delete", "parent", "school", "unknown"), ("court", "parent", "school", "unknown"),
]  # fmt: skip
SKIPPED = {"note", "attached", "drafted", "auto_reply", "corrected", "snoozed", "not_needed"}
CHANNELS = ("in_person", "post", "phone")
QUIET = ("planned", "walk_paused", "last_rung", "silent")  # of which no day is said beforehand


def steps(request: Request) -> Iterator[tuple[str, dict[str, Value]]]:
    """What can happen next, one of each kind that leads somewhere else."""
    for name in possible(request):
        if name in SKIPPED:
            continue
        if name == "sent":
            again: dict[str, Value] = {"copy": True} if request.status == "sent" else {}
            for channel in CHANNELS:
                yield name, {"channel": channel, **again}
        elif name == "classified":
            for result in RESULTS:
                yield name, {"result": result}
        elif name == "verified":
            yield name, {"result": "yes"}
            if request.open:
                yield name, {"result": "no"}
        elif name == "returned":
            several = len(request.round.under_way) > 1
            for copy in request.round.under_way:
                yield name, {"reason": "expired", **({"copy": copy} if several else {})}
        else:
            given: dict[str, Value] = {
                "until": START + timedelta(days=30), "written": "yes", "to": "x",
                "reason": "expired",
            }  # fmt: skip
            yield name, {need: given[need] for need in EVENTS[name].required}


def reachable(first: State, depth: int) -> Iterator[tuple[State, Request]]:
    """Every state within ``depth`` events, told one day after the other, and its request."""
    layer, seen = [first], set()
    for n in range(depth + 1):
        following = []
        for state in layer:
            request = requests_of(state)[0]
            if (key := same(request)) in seen:
                continue
            seen.add(key)
            yield state, request
            if n == depth:
                continue
            when = START + timedelta(days=n)
            for name, data in steps(request):
                try:
                    following.append(record(state, [New(name, request.id, when, data)], at=AT)[0])
                except SferumError:
                    continue
        layer = following


def same(request: Request) -> object:
    """What two states have in common that are one and the same for the program.

    That is what the newest round holds (of each kind of event the first and the last) and, where
    an earlier round counts, all of it.
    """
    kinds: dict[str, list[tuple[date, str]]] = {}
    for event in request.round.events:
        kinds.setdefault(event.type, []).append((event.date, str(event.data)))
    ends = tuple((name, told[0], told[-1]) for name, told in kinds.items())
    before = request.events[: -len(request.round.events)] if len(request.rounds) > 1 else ()
    return (
        request.status, request.outcome, request.before, request.number, ends,
        tuple((e.type, str(e.data)) for e in before),
    )  # fmt: skip


def refused(item: Outlook, command: str) -> str:
    """Why ``command`` would be refused or leads nowhere; empty where it can be typed."""
    request = item.request
    words = command.split()[1:]
    if not words:
        return ""
    match words[0]:
        case "log":
            if len(words) > 2 and not allowed(request, words[2]):
                return f"{words[2]} cannot happen"
            copy = "--copy" in words
            if len(words) > 2 and words[2] == "sent" and copy != (request.status == "sent"):
                return "a copy, or none"
        case "escalate":
            above = ways_up(rung_of(request, ladder()), ladder())
            if not above:
                return "there is no rung above"
            if "--to" in words and words[-1] not in {rung.id for rung in above}:
                return "that rung is not above"
        case "continue":
            if words[1] == request.id and not request.open:
                return "the walk is over"
        case "letter":
            if words[1] == "reminder" and not breached(item.obligations):
                return "nothing is late"
        case "status":
            if words[1] == request.id:
                return "it advises itself"
        case "support" | "sources":
            pass
        case _:
            return "nobody knows that command"
    return ""


def silent(item: Outlook, today: date) -> bool:
    """Whether an open request has nothing to say and no date within two weeks."""
    if not item.request.open or item.spoken:
        return False
    due = item.next.due
    if due is not None and due.date <= today + SILENCE and due.date > today:
        return False
    return not any(o.due > today for o in owed(item.obligations)) and not (
        due is not None and due.date > today
    )


def begun(path: str, role: Role, kind: InstitutionKind, ownership: Ownership) -> State:
    """A case of such a person with one request of ``path``."""
    told: dict[str, Value] = {"case": "c1", "role": role, "institution": kind}
    told["ownership"] = ownership
    state = record(State(), [New("case", "", START, told)], at=AT)[0]
    head = knowledge.path(path)
    data: dict[str, Value] = {"path": path, "role": role, "rung": head.rung, "case": "c1"}
    data |= {"addressee": head.addressee} if head.addressee else {}
    return record(state, [New("planned", f"{path}-1", START, data)], at=AT)[0]


def lies(item: Outlook, today: date) -> list[str]:
    """The sentences about a request that its record does not bear out, and views that differ."""
    request, obligations = item.request, item.obligations
    words, late, found = in_a_list(item, today), breached(obligations), []
    if "должн" in words and " был" in words and not late:
        found.append(f"nothing is late, but: {words}")
    if item.next.reason in ("overdue", "remind") and not late:
        found.append(f"{item.next.reason}, but nothing is late")
    if request.outcome == "refused" and "нечего" in words:
        found.append("a refusal is no good news")
    gone = request.success or request.outcome in ("verified_done", "nothing_there")
    if reason_line(item) == t("next.closed") and not gone:
        found.append(f"it is called finished: {request.outcome}")
    for o in obligations:
        told = obligation_words(o, request, today)
        theirs = o.met is not None and o.met.type == "answered"
        if "сделано" in told and theirs and not gone and "по их словам" not in told:
            found.append(f"an answer does nothing: {told}")
    if (due := item.due) and item.next.reason not in QUIET:
        ahead = due.date > today or due.kind in ("term", "courtesy", "own")
        if ahead and day(due.date) not in words:
            found.append(f"the day of {item.next.reason} is not said: {words}")
        if due.kind in ("term", "courtesy", "own"):
            found += unsaid_terms(item, words, today)
    if item.due and item.due.kind == "term":
        dates = {o.due for o in obligations if o.rule.id == item.due.rule and o.live}
        if item.due.date not in dates:
            found.append(f"home says {item.due.date}, the ledger {dates}")
    days = {e.rule: e.date for e in entries_of(item, (), work_calendar(), sequence=1)}
    for o in obligations:
        newest = o.round == request.round.number and o.certainty != "not_before"
        if newest and o.live and days.get(o.rule.id, o.due) != o.due:
            found.append(f"the calendar has another day for {o.rule.id}")
        sure = o.certainty != "not_before"  # by post, of no receipt, nothing comes too late
        if o.state == "met" and sure and (o.met is None or o.met.date > o.due):
            found.append(f"{o.rule.id} is met by nothing in time")
        if o.state == "breached" and today <= o.due and o.ended is None:
            found.append(f"{o.rule.id} is breached before its last day is over")
        if o.rule.id.startswith("appeal-") and not request.institution.public:
            found.append(f"{o.rule.id} binds a {request.institution.ownership} one")
        if o.rule.id == "labour-court-term" and request.role != "teacher":
            found.append("a labour dispute of somebody who does not work there")
    return found


def unsaid_terms(item: Outlook, words: str, today: date) -> list[str]:
    """What a list that speaks of one term leaves out, or says too much, of the others."""
    other = [o for o in item.obligations if item.due and o.rule.id != item.due.rule]
    late = breached(other)
    runs = [o for o in owed(other) if o.due >= today and not o.deadline.paused_now]
    wanted = "прошли и другие" if len(late) > 1 else "прошёл и" if late else "ещё срок" * bool(runs)
    said = {each for each in ("прошли и другие", "прошёл и", "ещё срок") if each in words}
    return [f"said {said}, not {wanted}: {words}"] if said != {wanted} - {""} else []


@pytest.mark.parametrize("case", KINDS, ids=[" ".join(case) for case in KINDS])
def test_what_is_advised_can_be_done_and_nothing_open_is_silent(
    case: tuple[str, Role, InstitutionKind, Ownership],
) -> None:
    first = begun(*case)
    misses: dict[str, str] = {}
    count = 0
    for place, (_, request) in enumerate(reachable(first, DEPTH)):
        if len(request.events) > DEPTH and (place + KINDS.index(case)) % SAMPLE:
            continue
        for days in DAYS:
            today = START + timedelta(days=DEPTH + days)
            (item,) = outlooks([request], today=today)
            count += 1
            events = " ".join(e.type for e in item.request.events[1:])
            for action in (item.next, *item.others):
                if why := refused(item, action.command):
                    misses.setdefault(f"{action.command}: {why}", f"{events} +{days}")
            if silent(item, today):
                misses.setdefault(
                    f"silent: {item.request.status} {item.next.reason}", f"{events} +{days}"
                )
            for lie in lies(item, today):
                misses.setdefault(lie, f"{events} +{days}")
    assert misses == {}
    assert count > 100


def test_a_command_that_cannot_be_typed_would_be_noticed() -> None:
    (item,) = outlooks(requests_of(opened()), today=START)
    assert refused(item, "sferum log school-1 verified")
    assert refused(item, "sferum status school-1")
    assert refused(item, "sferum letter reminder --request school-1")
    assert not refused(item, "sferum log school-1 sent")
    (last,) = outlooks(requests_of(opened("court")), today=START)
    assert refused(last, "sferum escalate court-1")


def test_a_false_sentence_would_be_noticed() -> None:
    state = begun("school", "parent", "school", "municipal")
    for name in ("sent", "received", "registered"):
        state = record(state, [New(name, "school-1", START)], at=AT)[0]
    today = date(2026, 12, 14)
    (item,) = outlooks(requests_of(state), today=today)
    assert lies(item, today) == []
    forgiven = tuple(o for o in item.obligations if o.state != "breached")
    assert lies(replace(item, obligations=forgiven), today)
    early = tuple(replace(o, state="breached") for o in item.obligations)
    assert lies(replace(item, obligations=early), date(2026, 12, 1))


def test_every_reason_that_speaks_has_words_in_both_languages() -> None:
    for reason in SPEAKING:
        assert ru.TEXT[f"next.{reason}"]
        assert en.TEXT[f"next.{reason}"]


def test_an_escalation_that_was_only_begun_silences_nothing() -> None:
    state = opened(school="private")
    for name, when in (("sent", 27), ("received", 27)):
        state = record(state, [New(name, "school-1", date(2026, 11, when))], at=AT)[0]
    data = {"path": "authority", "rung": 3, "parent": "school-1"}
    state = record(state, [New("planned", "authority-1", date(2026, 12, 14), data)], at=AT)[0]
    (item, _) = outlooks(requests_of(state), today=date(2027, 1, 20))
    assert item.next.command == "sferum continue authority-1"
    assert item.spoken
    state = record(state, [New("abandoned", "authority-1", date(2027, 1, 20))], at=AT)[0]
    assert request_of(state, "school-1").children == ()
