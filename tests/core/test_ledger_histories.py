"""The ledger agrees with an independent calculator on every history that can be told."""

from __future__ import annotations

import os
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal import AT
from knowledge_for_tests import CALENDAR

from core.ledger_oracle import RULES, Card, Entry, Matter, counted, rolled, rules_on, terms
from sferum_cli.core.codes import CHANNELS, RESULTS, RETURN_REASONS, SITUATIONS
from sferum_cli.core.event_days import check_days
from sferum_cli.core.events import Event, Value
from sferum_cli.core.ladder import closing
from sferum_cli.core.ledger import ledger
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.requests import possible
from sferum_cli.core.state import New, State, record, request_of, requests_of, undo_action
from sferum_cli.errors import SferumError
from sferum_cli.flows.overview import rules_for

FIRST = date(2026, 9, 1)
WHOLE = bool(os.environ.get("SFERUM_TORTURE"))
# Of each rung what the next one can be: path, its number on the ladder, its addressee.
RUNGS = {
    "school": (1, "institution"), "consent": (1, "institution"), "refuse": (1, "institution"),
    "operator": (2, "operator"), "authority": (3, "authority"), "labour": (4, "labour"),
    "roskomnadzor": (4, "roskomnadzor"), "prosecutor": (5, "prosecutor"), "court": (6, "court"),
    "delete": (0, "self"), "max": (0, "self"),
}  # fmt: skip
ABOVE = ("operator", "authority", "prosecutor", "court")
PLACES = [
    ("parent", "school", "municipal"), ("parent", "school", "regional"),
    ("parent", "school", "private"), ("parent", "school", "unknown"),
    ("parent", "kindergarten", "municipal"), ("student", "college", "regional"),
    ("student", "university", "federal"), ("teacher", "school", "municipal"),
]  # fmt: skip
LETTERS = (None, None, None, "school-parent", "access", "refusal", "teacher-leaves")
# What a history is mostly made of.
OFTEN = {
    "sent": 9, "received": 9, "registered": 9, "answered": 5, "classified": 9, "extended": 7,
    "forwarded": 4, "info_requested": 3, "info_sent": 5, "undelivered": 2, "returned": 4,
    "reminded": 3, "verified": 5, "reopened": 4, "done_by_user": 2,
}  # fmt: skip
NEVER = {"note", "attached", "auto_reply", "drafted", "walk", "corrected"}


class Told:
    """A history that is told step by step: to the program, and to a plain record of our own."""

    def __init__(self, path: str, place: tuple[str, str, str], situation: str, first: date) -> None:
        role, kind, ownership = place
        self.facts = {"role": role, "institution": kind, "ownership": ownership}
        self.situation, self.today, self.state = situation, first, State()
        self.paths: dict[str, tuple[str, str]] = {}
        self.own: dict[str, list[Entry]] = {}
        self.before: list[dict[str, list[Entry]]] = []
        data: dict[str, Value] = {"case": "c1", "role": role, "institution": kind}
        data |= {"ownership": ownership, "situation": situation}
        self.state = record(self.state, [New("case", "", first, data)], at=AT)[0]
        self.open(path, "")

    def open(self, path: str, parent: str) -> None:
        """One more request of the same case."""
        rung, addressee = RUNGS[path]
        name = f"{path}-{1 + sum(own == path for own, _ in self.paths.values())}"
        data: dict[str, Value] = {"path": path, "rung": rung, "case": "c1", "parent": parent}
        data |= {"addressee": addressee, "role": self.facts["role"]}
        new = [New("planned", name, self.today, {k: v for k, v in data.items() if v != ""})]
        self.state = record(self.state, new, at=AT)[0]
        self.paths[name], self.own[name] = (path, parent), []
        self.before = []  # an undo does not reach over the opening of a request

    def tell(self, name: str, what: str, on: date, **data: Value) -> None:
        """Say that ``what`` happened; what the program refuses is told to nobody."""
        request = request_of(self.state, name)
        try:
            check_days(request, Event(0, AT, what, name, on, 0, data), self.today)
            new = [New(what, name, on, data)]
            if what == "sent" and request.parent:
                new += closing(request_of(self.state, request.parent), name, on)
            self.state, added = record(self.state, new, at=AT)
        except SferumError:
            return
        self.before.append(deepcopy(self.own))
        if what == "corrected":
            wrong = next(e for e in self.own[name] if e["n"] == data["event"])
            wrong["on" if data["field"] == "date" else str(data["field"])] = data["to"]
        for event in added:
            entry = {"n": event.id, "what": event.type, "on": event.date, **event.data}
            self.own[event.request].append(entry)

    def undo_action(self) -> None:
        """Take the last thing back."""
        if self.before:
            self.state = undo_action(self.state, at=AT, today=self.today)[0]
            self.own = self.before.pop()

    def matter(self, name: str) -> Matter:
        path, _ = self.paths[name]
        facts = self.facts | {"addressee": RUNGS[path][1], "situation": self.situation}
        looks = [
            e for other, told in self.own.items() for e in told
            if other != name and e["what"] == "verified" and e["result"] == "yes"
        ]  # fmt: skip
        mine = any(e["what"] == "verified" and e["result"] == "yes" for e in self.own[name])
        return Matter(
            rules_on(path), facts, self.own[name],
            [(own, self.own[n]) for n, (own, parent) in self.paths.items() if parent == name],
            None if mine else min(looks, key=lambda e: e["n"], default=None),
        )  # fmt: skip


def cards_of(told: Told, name: str, today: date) -> dict[tuple[str, int], Card]:
    """What the ledger of the program says, in the words of the oracle."""
    request = request_of(told.state, name)
    family = [r for r in requests_of(told.state) if r.parent == name]
    rows = ledger(request, rules_for(request), CALENDAR, today=today, family=family)
    assert len({(o.rule.id, o.round) for o in rows}) == len(rows)
    return {(o.rule.id, o.round): _card(o) for o in rows}


def _card(o: Obligation) -> Card:
    return {
        "due": o.due, "start": o.start.id, "from": o.deadline.start, "late": o.days_late,
        "sure": o.certainty, "state": o.state, "met": o.met.id if o.met else None,
        "ended": o.ended.id if o.ended else None, "named": o.extended_until,
        "lawful": o.lawful_until, "agreed": o.agreed,
    }  # fmt: skip


NUMBER = st.integers(0, 999)
# What (of all that is possible), after how many days, told how late, with what details.
STEP = st.tuples(NUMBER, st.integers(0, 25), st.sampled_from((0, 0, 0, 0, 1, 3, 8)), NUMBER, NUMBER)


def play(told: Told, step: tuple[int, int, int, int, int]) -> None:
    """One step of a history: which request, what of what can be, on which day."""
    what, gap, late, one, two = step
    told.today += timedelta(days=gap)
    on = told.today - timedelta(days=late)
    name = list(told.paths)[one % len(told.paths)]
    request = request_of(told.state, name)
    ways = [each for each in possible(request) if each not in NEVER]
    ways = [each for each in ways for _ in range(OFTEN.get(each, 1))]
    ways += ["undo", "undo", "correct", "correct", "climb"]
    match ways[what % len(ways)]:
        case "undo":
            told.undo_action()
        case "climb":
            if request.rung and len(told.paths) < 3:
                told.open(ABOVE[two % len(ABOVE)], name)
        case "correct":
            if events := [e for e in told.own[name] if e["what"] not in ("corrected", "escalated")]:
                event = events[two % len(events)]
                days = timedelta(days=one % 9 - 4)
                told.tell(name, "corrected", told.today, event=event["n"], field="date",
                          to=event["on"] + days)  # fmt: skip
        case chosen:
            told.tell(name, chosen, on, **details(told, name, chosen, on, one, two))


def details(told: Told, name: str, what: str, on: date, one: int, two: int) -> dict[str, Value]:
    rules = [None, *rules_on(told.paths[name][0])]
    found: dict[str, Any] = {}
    match what:
        case "sent":
            channels = [None, "in_person", *CHANNELS]
            found = {
                "channel": channels[two % len(channels)],
                "letter": LETTERS[one % len(LETTERS)],
            }
            found["copy"] = request_of(told.state, name).status == "sent" or None
        case "received":
            found = {"number": str(two) if two % 3 == 0 else None}
        case "returned":
            found = {"reason": RETURN_REASONS[two % 3], "copy": (None, 1, 2)[one % 3]}
        case "extended":
            found = {"until": on + timedelta(days=two % 90), "written": ("yes", "yes", "no")[one % 3],
                     "reason": "x" if two % 4 else None, "rule": rules[one % len(rules)]}  # fmt: skip
            found["rule"] = found["rule"] if two % 2 else None
        case "agreed" | "snoozed":
            found = {"until": on + timedelta(days=two % 40)}
        case "forwarded":
            found = {"to": "x"}
        case "info_sent" | "info_requested":
            found = {"channel": CHANNELS[two % len(CHANNELS)], "reason": "x"}
            found = found if what == "info_requested" else {"channel": found["channel"]}
        case "classified":
            found = {"result": RESULTS[two % len(RESULTS)]}
        case "verified":
            found = {"result": ("yes", "no", "no")[two % 3]}
        case "not_needed":
            found = {"rule": rules[two % len(rules)]}
        case "undelivered" | "refused_at_desk":
            found = {"reason": "x"}
    return {key: value for key, value in found.items() if value is not None}


def compare(told: Told) -> None:
    last = max([told.today, *(e["on"] for own in told.own.values() for e in own)])
    for days in (0, 12, 40, 130):
        today = last + timedelta(days=days)
        for name in told.paths:
            assert cards_of(told, name, today) == terms(told.matter(name), today), (name, today)


@settings(max_examples=2000 if WHOLE else 120)
@given(
    st.sampled_from(sorted(set(RUNGS) - {"court"})), st.sampled_from(PLACES),
    st.sampled_from(SITUATIONS), st.integers(0, 520), st.lists(STEP, min_size=2, max_size=14),
)  # fmt: skip
def test_the_ledger_agrees_with_the_independent_calculator(
    path: str, place: tuple[str, str, str], situation: str, first: int,
    steps: list[tuple[int, int, int, int, int]],
) -> None:  # fmt: skip
    told = Told(path, place, situation, FIRST + timedelta(days=first))
    for step in steps:
        play(told, step)
    compare(told)


def worked() -> Told:
    """Handed in to a municipal school, numbered, extended by word of mouth after the last day."""
    told = Told("school", ("parent", "school", "municipal"), "listed", date(2026, 11, 27))
    told.tell("school-1", "sent", told.today, channel="in_person")
    told.tell("school-1", "received", told.today)
    told.tell("school-1", "registered", told.today, number="77")
    told.today = date(2026, 12, 15)
    told.tell(
        "school-1", "extended", told.today, until=date(2026, 12, 18), written="yes", reason="x"
    )
    return told


def test_the_calculator_knows_the_worked_values() -> None:
    found = terms(worked().matter("school-1"), date(2026, 12, 16))
    stop, answer = found["operator-stop-processing", 1], found["appeal-answer", 1]
    assert (stop["state"], stop["due"], stop["late"]) == ("breached", date(2026, 12, 11), 5)
    assert (answer["state"], answer["due"]) == ("open", date(2026, 12, 28))
    assert found["appeal-registration", 1]["state"] == "met"
    assert counted(date(2027, 11, 30), 3, "month") == date(2028, 2, 29)
    assert rolled(date(2027, 1, 3), RULES["appeal-answer"]) == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("_in_force", lambda *_: False),
        ("_surest", lambda *_: "estimate"),
        ("agreed_in", lambda _: date(2026, 12, 1)),
        ("extended_to", lambda *_: date(2026, 12, 18)),
    ],
)
def test_a_ledger_that_is_wrong_would_be_noticed(
    name: str, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = worked()
    compare(told)
    monkeypatch.setattr(f"sferum_cli.core.ledger.{name}", broken)
    with pytest.raises(AssertionError):
        compare(told)
