"""The last action is taken back whole, and said by name."""

from __future__ import annotations

from conftest import Bench, js


def test_undo_says_in_json_what_is_gone(sent: Bench) -> None:
    gone = js(sent, "undo")["undone"]
    assert [(event["type"], event["request"]) for event in gone] == [("sent", "school-1")]


def test_undo_of_a_step_says_which_walk_it_was(bench: Bench) -> None:
    bench.run("unlink", "gosuslugi", "--role", "parent", typed=["1", "1", "pause"])
    assert "gosuslugi-1" in bench.ok("undo")
