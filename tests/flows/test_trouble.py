"""Walks at a terminal: who and what is asked for, the ways back, and which walk goes on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from letter_answers import written

from sferum_cli.shelf import knowledge

STEPS = {step.id: "done" for step in knowledge.path("school").steps_for("parent")}


def first(bench: Bench) -> dict[str, Any]:
    """The request school-1."""
    request: dict[str, Any] = next(
        r for r in json.loads(bench.ok("status", "--json"))["requests"] if r["id"] == "school-1"
    )
    return request


def walk(bench: Bench, **answers: Any) -> str:
    """Walk the school's path with an answers file; gives what was shown."""
    written(bench, {"start": "yes", "steps": STEPS, **answers})
    words = ("unlink", "school", "--role", "parent", "--answers", "answers.toml")
    return bench.run(*words).out


def test_what_to_unlink_and_who_asks_are_asked_for(bench: Bench) -> None:
    told = bench.run("unlink", typed=["gosuslugi", "teacher", "no"]).out
    assert "Кто вы" in told
    assert json.loads(bench.ok("status", "--json"))["requests"] == []


def test_where_nobody_can_be_asked_the_target_is_named_as_missing(bench: Bench) -> None:
    outcome = bench.run("unlink")
    assert (outcome.code, "gosuslugi" in outcome.err) == (4, True)


def test_delete_is_a_command_of_its_own(bench: Bench) -> None:
    outcome = bench.run("unlink", "delete")
    assert (outcome.code, "sferum delete" in outcome.err) == (2, True)


@pytest.mark.parametrize(("browser", "says"), [(True, "Открыто"), (False, "не открылся")])
def test_a_page_that_does_not_open_is_there_to_copy(bench: Bench, browser: bool, says: str) -> None:
    bench.has_browser = browser
    told = bench.run("unlink", "gosuslugi", "--role", "parent", typed=["1", "open", "pause"])
    assert bench.opened != []
    assert bench.opened[0] in told.out
    assert says in told.out


def test_the_answers_of_a_file_walk_to_the_end(bench: Bench) -> None:
    walk(bench, result="yes", sent_on="today")
    assert first(bench)["status"] == "sent"


def test_the_day_of_sending_can_lie_back(bench: Bench) -> None:
    walk(bench, result="yes", sent_on="other", **{"sent_on.date": "20.11.2026"})
    written(bench, {"start": "yes", "steps": STEPS, "result": "yes", "sent_on": "yesterday"})
    bench.ok("unlink", "school", "--role", "parent", "--answers", "answers.toml")
    days = [r["events"][-1]["date"] for r in json.loads(bench.ok("status", "--json"))["requests"]]
    assert sorted(days) == ["2026-11-20", "2026-11-22"]


def test_the_last_question_can_be_put_off_and_gone_on_with(bench: Bench) -> None:
    for answer in ("pause", "later"):
        assert "sferum continue" in walk(bench, result=answer)
    assert first(bench)["status"] == "planned"
    bench.ok("continue", "school-1", typed=["yes", "today", "post", "", "unknown"])
    assert first(bench)["status"] == "sent"


def test_the_last_question_leads_back_to_the_last_step(bench: Bench) -> None:
    walk(bench, result="pause")
    told = bench.run("continue", "school-1", typed=["back", "pause"]).out
    assert f"Шаг {len(STEPS)} из {len(STEPS)}" in told


def test_a_no_at_the_end_asks_what_went_wrong(bench: Bench) -> None:
    walk(bench, result="pause")
    assert "не получ" in bench.run("continue", "school-1", typed=["no"]).out.lower()


def test_of_several_walks_the_person_says_which_one_goes_on(bench: Bench) -> None:
    walk(bench, result="pause")
    bench.run("unlink", "gosuslugi", "--role", "parent", typed=["1", "pause"])
    outcome = bench.run("continue")
    assert (outcome.code, "gosuslugi-1" in outcome.err) == (4, True)
    bench.ok("continue", typed=["school-1", "yes", "today", "post", "", "unknown"])
    assert first(bench)["status"] == "sent"


def test_where_nobody_can_be_asked_continue_prints_what_remains(bench: Bench) -> None:
    walk(bench, result="pause")
    assert "sferum" in bench.ok("continue", "school-1")
    shape = json.loads(bench.ok("continue", "school-1", "--json"))
    assert shape["request"]["id"] == "school-1"


def test_a_planned_request_is_walked_from_its_first_step(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = bench.run("continue", "school-1", typed=["pause"]).out
    assert f"Шаг 1 из {len(STEPS)}" in told


def test_nothing_to_go_on_with_is_no_error(bench: Bench) -> None:
    assert "sferum" in bench.ok("continue")
    assert json.loads(bench.ok("continue", "--json"))["request"] is None


def test_json_of_a_walk_with_answers_is_one_object(bench: Bench) -> None:
    written(bench, {"start": "yes", "steps": STEPS, "result": "yes", "sent_on": "today"})
    words = ("unlink", "school", "--role", "parent", "--answers", "answers.toml", "--json")
    assert json.loads(bench.ok(*words))["request"]["status"] == "sent"


def test_the_calculation_tells_what_moved_stopped_and_comes_again(bench: Bench) -> None:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received", "--number", "7")
    bench.ok("log", "school-1", "agreed", "--until", "2027-01-20")
    assert "20 января" in bench.ok("why", "school-1")
    bench.ok("log", "school-1", "info_requested")
    assert "10 рабочих дней" in bench.ok("why", "school-1")
    bench.ok("log", "school-1", "info_sent")
    bench.ok("log", "school-1", "answered", "--result", "done")
    bench.ok("log", "school-1", "verified", "--result", "yes")
    assert "escalate" not in bench.ok("why", "school-1")


def test_a_path_that_is_open_already_is_gone_on_with(bench: Bench) -> None:
    words = ("unlink", "gosuslugi", "--role", "parent")
    bench.run(*words, typed=["yes", "done", "pause"])
    told = bench.run(*words, typed=["", "pause"]).out
    assert "gosuslugi-1: начато" in told
    assert "Шаг 2 из 5" in told
    assert [each["id"] for each in requests(bench)] == ["gosuslugi-1"]


def test_a_second_request_on_the_same_path_is_opened_when_it_is_wanted(bench: Bench) -> None:
    words = ("unlink", "gosuslugi", "--role", "parent")
    bench.run(*words, typed=["yes", "pause"])
    assert "sferum status gosuslugi-1" in bench.run(*words, typed=["no"]).out
    bench.run(*words, typed=["new", "yes", "pause"])
    assert [each["id"] for each in requests(bench)] == ["gosuslugi-1", "gosuslugi-2"]


def test_what_was_sent_is_not_walked_again_by_mistake(bench: Bench) -> None:
    walk(bench, result="yes", sent_on="today")
    told = bench.run("unlink", "school", "--role", "parent", typed=[""]).out
    assert "school-1: школа должна прекратить" in told
    assert "Продолжить" not in told
    assert [each["id"] for each in requests(bench)] == ["school-1"]


def test_another_childs_request_is_no_reason_to_ask(bench: Bench) -> None:
    bench.ok("people", "add", "anna", "--acting-as", "parent")
    bench.run("unlink", "gosuslugi", "--role", "parent", typed=["2", "yes", "pause"])
    told = bench.run("unlink", "gosuslugi", "--person", "anna", typed=["yes", "pause"]).out
    assert "уже открыт" not in told
    assert len(requests(bench)) == 2


def requests(bench: Bench) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(bench.ok("status", "--json"))["requests"]
    return sorted(found, key=lambda each: each["id"])
