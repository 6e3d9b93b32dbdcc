"""The last action is taken back whole, and said by name."""

from __future__ import annotations

import pytest
from conftest import Bench, error, js

from sferum_cli.text import en, ru


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


@pytest.mark.parametrize(("lang", "table"), [("ru", ru.TEXT), ("en", en.TEXT)])
def test_a_second_undo_in_a_row_asks_first(sent: Bench, lang: str, table: dict[str, str]) -> None:
    sent.lang = lang
    sent.ok("log", "school-1", "note", "--note", "x")
    sent.ok("undo")
    told = sent.ok("undo", typed=["1"])
    assert table["event.sent"] in told
    assert table["agree.left"] in told
    assert js(sent, "status")["requests"][0]["status"] == "sent"
    told = sent.ok("undo", typed=["2"])
    assert table["undo.done"] in told
    assert js(sent, "status")["requests"][0]["status"] == "planned"


def test_where_nobody_can_be_asked_a_second_undo_says_how(sent: Bench) -> None:
    """And what was done in between makes it a first one again."""
    sent.ok("log", "school-1", "note", "--note", "x")
    sent.ok("undo")
    before = js(sent, "status")
    told = error(sent, "undo")
    assert (told["code"], told["written"]) == (4, False)
    assert told["hint"].endswith("sferum undo --again")
    assert js(sent, "status") == before
    sent.ok("log", "school-1", "note", "--note", "y")
    sent.ok("undo")
    sent.ok("undo", "--again")
    while sent.run("undo", "--again").code == 0:
        pass
    assert error(sent, "undo")["code"] == 2, "nothing is left to ask about"


def test_again_takes_back_a_first_one_too(sent: Bench) -> None:
    assert [event["type"] for event in js(sent, "undo", "--again")["undone"]] == ["sent"]
