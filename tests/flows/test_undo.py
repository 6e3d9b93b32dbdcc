"""The last action is taken back whole, and said by name."""

from __future__ import annotations

from conftest import Bench, js

from sferum_cli.text import ru


def test_undo_says_in_json_what_is_gone(sent: Bench) -> None:
    gone = js(sent, "undo")["undone"]
    assert [(event["type"], event["request"]) for event in gone] == [("sent", "school-1")]


def test_undo_of_a_step_says_which_walk_it_was(bench: Bench) -> None:
    bench.run("unlink", "gosuslugi", "--role", "parent", typed=["1", "1", "pause"])
    assert "gosuslugi-1" in bench.ok("undo")


def test_undo_of_the_questions_says_what_they_were_about(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "school", "--entry", "max")
    told = bench.ok("undo")
    assert ru.TEXT["event.wanted"] in told
    assert "- : " not in told
