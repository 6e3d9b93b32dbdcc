"""What is due today, by exit code and by word."""

from __future__ import annotations

import json
from datetime import date, timedelta

from conftest import Bench, handed_in, js


def test_due_exits_10_when_something_is_due_and_0_when_not(bench: Bench) -> None:
    handed_in(bench)
    assert bench.run("due").code == 0
    bench.today = date(2026, 12, 12)
    outcome = bench.run("due", "--json")
    assert outcome.code == 10
    (row,) = json.loads(outcome.out)["due"]
    assert row == {
        "id": "school-1", "person": None, "people": [], "what": "operator-stop-processing",
        "timing": "overdue", "date": "2026-12-11", "command": "sferum letter reminder --request school-1",
    }  # fmt: skip
    assert bench.run("due").out.count("\n") == 1


def test_what_was_put_off_is_not_due_until_then(bench: Bench) -> None:
    handed_in(bench)
    bench.today = date(2026, 12, 12)
    bench.ok("log", "school-1", "snoozed", "--until", "2026-12-20")
    assert bench.run("due").code == 0
    bench.today = date(2026, 12, 20)
    assert bench.run("due").code == 10


def test_an_agreed_day_stands_beside_the_term_and_hides_nothing(bench: Bench) -> None:
    handed_in(bench)
    bench.ok("log", "school-1", "agreed", "--until", "2026-12-18", "--with", "секретарь")
    due = js(bench, "status")["requests"][0]["due"]
    assert (due["date"], due["agreed"]) == ("2026-12-11", "2026-12-18")
    page = bench.ok("status", "school-1")
    assert "11 декабря 2026" in page
    assert "18 декабря 2026" in page
    bench.today = date(2026, 12, 14)
    assert js(bench, "status")["requests"][0]["timing"] == "overdue"


def test_a_day_that_no_rule_sets_is_told_by_its_reason(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    bench.today += timedelta(days=3)
    assert [row["what"] for row in json.loads(bench.run("due", "--json").out)["due"]] == [
        "recheck_due"
    ]
