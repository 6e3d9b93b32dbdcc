"""Random histories typed through the commands, over several rungs: the JSON agrees with the clerk.

The clerk (``core/ledger_oracle.py``) shares no code with the program. Here nothing but commands is
typed: what they accept is what the clerk is told. SFERUM_TORTURE makes it many.
"""

from __future__ import annotations

import os
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import Bench, js
from core.ledger_oracle import Entry, Matter, rules_on, terms
from core.test_ledger_histories import RUNGS

# In the suite those with several rungs, copies, a look that failed, a return; else many.
SEEDS = range(300) if os.environ.get("SFERUM_TORTURE") else (2, 5, 8, 10, 12)
STEPS = 8
PLACES = (
    ("parent", "school", "municipal"), ("parent", "school", "private"),
    ("parent", "kindergarten", "municipal"), ("student", "college", "regional"),
    ("student", "university", "federal"), ("parent", "school", "regional"),
)  # fmt: skip
UP = ("operator", "authority", "prosecutor")
# What is mostly told, each with the flags that it may have.
DEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sent", ("channel", "copy")), ("sent", ("channel",)), ("received", ("number",)),
    ("registered", ("number",)), ("answered", ("result",)), ("answered", ()),
    ("classified", ("result",)), ("extended", ("until", "written", "reason")),
    ("extended", ("until", "written", "rule")), ("forwarded", ("to",)), ("info_requested", ()),
    ("info_sent", ("channel",)), ("undelivered", ()), ("returned", ("why", "copy_n")),
    ("reminded", ()), ("verified", ("look",)), ("agreed", ("until",)), ("reopened", ()),
)  # fmt: skip


class Clerk:
    """Types a history and keeps a plain record of what was taken."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.random = bench, Random(seed)
        self.place = PLACES[seed % len(PLACES)]
        role, kind, owner = self.place
        bench.today = date(2026, 9, 1) + timedelta(days=self.random.randrange(300))
        bench.ok("unlink", "school", "--role", role, "--institution", kind, "--ownership", owner,
                 "--no-input")  # fmt: skip
        self.paths: dict[str, tuple[str, str]] = {"school-1": ("school", "")}
        self.own: dict[str, list[Entry]] = {"school-1": []}
        self.count = 0
        self.before: list[tuple[dict[str, tuple[str, str]], dict[str, list[Entry]]]] = []

    def step(self) -> None:
        self.bench.today += timedelta(days=self.random.randrange(12))
        what = self.random.random()
        name = self.random.choice(list(self.paths))
        if what < 0.12 and self.before:
            self.bench.ok("undo", "--again")
            self.paths, self.own = self.before.pop()
        elif what < 0.22:
            self.climb(name)
        elif what < 0.3 and self.own[name]:
            self.correct(name)
        else:
            any(self.tell(name, *self.random.choice(DEEDS)) for _ in range(4))

    def keep(self) -> None:
        self.before.append((dict(self.paths), deepcopy(self.own)))

    def note(self, name: str, what: str, on: date, **fields: Any) -> None:
        self.count += 1
        self.own[name].append({"n": self.count, "what": what, "on": on, **fields})

    def climb(self, name: str) -> None:
        path = self.random.choice(UP)
        child = f"{path}-1"
        if child in self.paths or len(self.paths) > 2:
            return
        if self.bench.run("escalate", name, "--to", path, "--no-input").code == 0:
            self.keep()
            self.paths[child], self.own[child] = (path, name), []
            self.tell(child, "sent", ("channel",))

    def tell(self, name: str, what: str, flags: tuple[str, ...]) -> bool:
        """Type one deed; whether it was taken."""
        pick, on = (
            self.random.choice,
            self.bench.today - timedelta(days=self.random.choice((0, 0, 3))),
        )
        fields: dict[str, Any] = {}
        if "channel" in flags:
            fields["channel"] = pick(("in_person", "post", "site", "email", "phone"))
        if "number" in flags and (what == "registered" or pick((True, False))):
            fields["number"] = str(self.count)
        if "result" in flags:
            fields["result"] = pick(("done", "partly", "refused", "not_us", "unclear"))
        if "look" in flags:
            fields["result"] = pick(("yes", "no", "no"))
        if "until" in flags:
            fields["until"] = on + timedelta(days=self.random.randrange(1, 60))
        if "written" in flags:
            fields["written"] = pick(("yes", "yes", "no"))
        if "reason" in flags:
            fields["reason"] = "x"
        if "why" in flags:
            fields["reason"] = pick(("expired", "refused"))
        if "rule" in flags:
            fields["rule"] = pick(rules_on(self.paths[name][0]))
        if "to" in flags:
            fields["to"] = "x"
        words = [f"--{key}={value}" for key, value in fields.items()]
        if "copy" in flags:
            words.append("--copy")
            fields["copy"] = True
        if "copy_n" in flags and pick((True, False)):
            fields["copy"] = pick((1, 2))
            words.append(f"--copy={fields['copy']}")
        told = self.bench.run("log", name, what, f"--date={on}", *words, "--no-input")
        assert told.code in (0, 2, 4), told.err
        if told.code == 0:
            self.keep()
            self.taken(name, what, on, fields)
        return told.code == 0

    def taken(self, name: str, what: str, on: date, fields: dict[str, Any]) -> None:
        if what == "answered" and "result" in fields:
            self.note(name, "answered", on)
            self.note(name, "classified", on, result=fields["result"])
        else:
            self.note(name, what, on, **fields)

    def correct(self, name: str) -> None:
        """Put the day of one event right; its number is read from the history as a person would."""
        (found,) = [r for r in js(self.bench, "status", name)["requests"] if r["id"] == name]
        known = {entry["what"] for entry in self.own[name]}
        events = [e for e in found["events"] if e["type"] in known]
        assert [e["type"] for e in events] == [e["what"] for e in self.own[name]]
        place = self.random.randrange(len(events))
        day = self.own[name][place]["on"] + timedelta(days=self.random.randrange(-3, 4))
        told = self.bench.run("log", name, "corrected", f"--event={events[place]['id']}",
                              "--field=date", f"--value={day.strftime('%d.%m.%Y')}")  # fmt: skip
        if told.code == 0:
            self.keep()
            self.own[name][place] = {**self.own[name][place], "on": day}

    def matter(self, name: str) -> Matter:
        path, _ = self.paths[name]
        role, kind, owner = self.place
        facts = {"role": role, "institution": kind, "ownership": owner, "situation": "listed",
                 "addressee": RUNGS[path][1]}  # fmt: skip
        looks = [(n, e) for n, told in self.own.items() for e in told
                 if e["what"] == "verified" and e["result"] == "yes"]  # fmt: skip
        mine = any(n == name for n, _ in looks)
        children = [(own, self.own[n]) for n, (own, up) in self.paths.items() if up == name]
        success = min((e for _, e in looks), key=lambda e: e["n"], default=None)
        return Matter(rules_on(path), facts, self.own[name], children, None if mine else success)

    def said(self, name: str) -> dict[tuple[str, int], dict[str, Any]]:
        """What the program says, as its JSON has it."""
        (found,) = [r for r in js(self.bench, "status", name)["requests"] if r["id"] == name]
        keys = ("state", "due", "days_late", "certainty", "lawful_until", "extended_until",
                "agreed", "met_on", "ended_on")  # fmt: skip
        return {(o["rule"], o["round"]): {k: o[k] for k in keys} for o in found["obligations"]}

    def expected(self, name: str) -> dict[tuple[str, int], dict[str, Any]]:
        on = {e["n"]: e["on"].isoformat() for told in self.own.values() for e in told}
        return {
            key: {
                "state": card["state"], "due": card["due"].isoformat(), "days_late": card["late"],
                "certainty": card["sure"], "lawful_until": _iso(card["lawful"]),
                "extended_until": _iso(card["named"]), "agreed": _iso(card["agreed"]),
                "met_on": on.get(card["met"]), "ended_on": on.get(card["ended"]),
            }
            for key, card in terms(self.matter(name), self.bench.today).items()
        }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_typed_is_what_the_clerk_reckons(seed: int, tmp_path: Path) -> None:
    clerk = Clerk(Bench(tmp_path / "home"), seed)
    clerk.tell("school-1", "sent", ("channel",))
    for _ in range(STEPS):
        clerk.step()
    for days in (0, 60):
        clerk.bench.today += timedelta(days=days)
        for name in clerk.paths:
            assert clerk.said(name) == clerk.expected(name), name


def test_the_histories_tell_enough_and_a_wrong_ledger_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = Clerk(Bench(tmp_path / "home"), 12)
    clerk.tell("school-1", "sent", ("channel",))
    for _ in range(STEPS):
        clerk.step()
    assert [len(told) > 1 for told in clerk.own.values()] == [True, True]
    assert clerk.said("school-1") == clerk.expected("school-1")
    monkeypatch.setattr("sferum_cli.core.ledger._surest", lambda *_: "estimate")
    assert clerk.said("school-1") != clerk.expected("school-1")
