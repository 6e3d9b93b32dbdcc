"""Closed for good, seen by the person: out of the way, found when asked for, back when needed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Bench

SPRING = date(2027, 5, 1)


@pytest.fixture
def bench(bench: Bench) -> Bench:
    """One request verified long ago, one begun now."""
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    bench.ok("log", "gosuslugi-1", "verified", "--result", "yes")
    bench.today = SPRING
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    return bench


def ids(bench: Bench, *words: str) -> list[str]:
    return [row["id"] for row in json.loads(bench.ok(*words, "--json"))["requests"]]


def old(bench: Bench) -> Path:
    return bench.folder / "archive" / "gosuslugi-1.toml"


def test_the_list_has_it_only_when_all_are_asked_for(bench: Bench) -> None:
    assert ids(bench, "status") == ["school-1"]
    assert ids(bench, "status", "--all") == ["school-1", "gosuslugi-1"]
    short = bench.ok("status")
    assert "gosuslugi-1" not in short
    assert "sferum status --all" in short
    assert "gosuslugi-1" not in bench.ok()
    page = bench.ok("status", "--all")
    assert page.index("school-1") < page.index("Закрыто давно") < page.index("gosuslugi-1")


def test_nothing_looks_into_the_folder_unless_asked(bench: Bench) -> None:
    shutil.rmtree(bench.folder / "archive")
    (bench.folder / "archive").write_text("not even a folder")
    for words in (["status"], ["status", "school-1"], ["why", "school-1"], []):
        bench.ok(*words)
    assert bench.run("due").code in (0, 10)
    bench.ok("log", "school-1", "note", "--note", "x")


def test_one_is_found_by_its_id(bench: Bench) -> None:
    assert "проверено" in bench.ok("status", "gosuslugi-1")
    assert ids(bench, "status", "gosuslugi-1") == ["gosuslugi-1"]
    bench.ok("why", "gosuslugi-1")
    bench.ok("evidence", "gosuslugi-1", "-o", "pack.zip")
    assert old(bench).exists()
    assert ids(bench, "status") == ["school-1"], "reading brings nothing back"


def test_a_note_brings_it_back_and_undo_takes_only_the_note(bench: Bench) -> None:
    bench.ok("log", "gosuslugi-1", "note", "--note", "спросили снова")
    assert sorted(ids(bench, "status")) == ["gosuslugi-1", "school-1"]
    assert "заметка" in bench.ok("undo")
    assert "school-1" in bench.ok("undo", "--again"), "the action before, not one of the archive"


def test_an_entry_that_came_back_opens_a_linked_request(bench: Bench) -> None:
    told = json.loads(bench.ok("log", "gosuslugi-1", "reappeared", "--json"))
    child = told["request"]["events"][-1]["child"]
    assert json.loads(bench.ok("status", child, "--json"))["requests"][0]["parent"] == "gosuslugi-1"
    bench.ok("evidence", child, "-o", "pack.zip")


def test_a_number_is_not_given_twice(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    assert "gosuslugi-2" in ids(bench, "status")


def test_the_plan_still_knows_what_is_done(bench: Bench) -> None:
    plan = bench.ok("start", "--role", "parent", "--no-input", "--json")
    assert '"gosuslugi-1"' in plan


def test_where_all_is_closed_the_person_is_told_where_it_went(bench: Bench) -> None:
    bench.ok("undo")
    assert "sferum status --all" in bench.ok("status")
    home = bench.ok()
    assert "sferum start" in home
    assert "sferum status --all" in home
    assert "gosuslugi-1" in bench.ok("status", "--all")


def test_without_an_archive_all_says_so(tmp_path: Path) -> None:
    assert "Давно закрытых обращений нет" in Bench(tmp_path / "new").ok("status", "--all")


def test_of_one_person_only_his_are_listed(bench: Bench) -> None:
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--no-input")
    assert ids(bench, "status", "--all", "--person", "petya") == []


def test_a_finished_walk_of_the_archive_is_said_to_be_finished(bench: Bench) -> None:
    assert bench.run("continue", "gosuslugi-1", typed=[]).code == 2


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    "spoil", [lambda f: f.write_bytes(b"\0" * 30), lambda f: f.write_text("[[[")]
)
def test_damage_is_told_by_the_check_and_stops_nothing_else(bench: Bench, spoil: Spoil) -> None:
    spoil(old(bench))
    for words in (
        [],
        ["status"],
        ["status", "school-1"],
        ["calendar", "-o", "-"],
        ["start", "--role", "parent", "--no-input"],
    ):
        bench.ok(*words)
    bench.ok("log", "school-1", "note", "--note", "x")
    asked = bench.run("status", "gosuslugi-1")
    assert (asked.code, asked.err.count("\n")) == (6, 2)
    assert "gosuslugi-1.toml" in asked.err
    checked = bench.run("data", "check")
    assert checked.code == 6
    assert "gosuslugi-1.toml" in checked.out
    page = bench.ok("status", "--all")
    assert "Не читается" in page
    assert page.index("school-1") < page.index("gosuslugi-1.toml")
    told = json.loads(bench.ok("status", "--all", "--json"))
    assert [row["key"] for row in told["damaged"]] == ["error.archive_damaged"]
    assert bench.run("data", "export", "-o", "all.zip").code == 6


def test_the_archive_travels_with_an_export(bench: Bench, tmp_path: Path) -> None:
    bench.ok("data", "export", "-o", str(tmp_path / "all.zip"))
    other = Bench(tmp_path / "other", today=SPRING)
    other.ok("data", "import", str(tmp_path / "all.zip"))
    assert ids(other, "status", "--all") == ["school-1", "gosuslugi-1"]
