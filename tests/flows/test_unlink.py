"""A path begins: walked, or printed whole where nobody can be asked."""

from __future__ import annotations

from datetime import date

from conftest import Bench, js

from sferum_cli.text import ru


def test_delete_without_a_terminal_and_without_confirm_changes_nothing(bench: Bench) -> None:
    assert bench.run("delete", "--role", "parent").code == 2
    assert not bench.folder.exists()


def test_no_input_prints_the_whole_path_and_opens_the_request(bench: Bench) -> None:
    page = bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert "school-1" in page
    assert "sferum log school-1 sent" in page
    told = js(bench, "status")["requests"][0]
    assert (told["id"], told["path"], told["status"], told["timing"]) == (
        "school-1",
        "school",
        "planned",
        "not_started",
    )


def test_deletion_shows_when_the_seven_days_end(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("delete", "--confirm", "--role", "parent", "--no-input")
    bench.ok("log", "delete-1", "done_by_user")
    due = js(bench, "status")["requests"][0]["due"]
    assert (due["date"], due["rule"]) == ("2026-11-29", "deletion-handled")
    assert "29 ноября 2026" in bench.ok("status", "delete-1")


def test_unlinking_shows_when_the_thirty_days_end(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    page = bench.ok("log", "gosuslugi-1", "done_by_user")
    assert "22 декабря 2026" in page


def test_a_checklist_in_json_holds_the_request_and_the_path(bench: Bench) -> None:
    told = js(bench, "unlink", "school", "--role", "parent", "--no-input")
    assert (told["request"]["id"], told["path"]["id"]) == ("school-1", "school")


def test_of_several_people_it_is_asked_for_whom(bench: Bench) -> None:
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--no-input")
    asked = bench.run("unlink", "school", typed=[]).out
    assert ru.TEXT["case.whose"] in asked
    assert ru.TEXT["case.nobody"] in asked
