"""A path begins: walked, or printed whole where nobody can be asked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from conftest import Bench, js
from letter_answers import ANSWERS, written

from sferum_cli.text import en, ru


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


def test_whoever_is_known_already_is_named_before_a_new_path(bench: Bench) -> None:
    for alias in ("masha", "petya"):  # the only one, too: the next path may be for another child
        bench.ok("people", "add", alias, "--acting-as", "parent", "--no-input")
        asked = bench.run("unlink", "school", typed=[]).out
        assert ru.TEXT["case.whose"] in asked
        assert alias in asked
        assert ru.TEXT["case.nobody"] in asked
    assert bench.run("unlink", "school", "--no-input").code == 4


def test_a_guardian_is_no_parent_on_the_whole_way(bench: Bench) -> None:
    """From the plan to the report; the letter speaks of no own child and attaches the act."""
    bench.ok("people", "add", "kolya", "--acting-as", "guardian", "--age", "under-14")
    written(bench, {name: ANSWERS[name] for name in ("applicant", "child", "school")})
    whole = (
        ("start", "--goal", "school"),
        ("unlink", "school", "--ownership", "municipal"),
        ("status", "school-1"),
        ("report", "-o", "-"),
    )
    out = ("--answers", "answers.toml", "--format", "txt", "-o", "a.txt", "--no-input")
    for lang, word, parent in (("ru", "опекун", "родитель"), ("en", "guardian", "parent")):
        bench.lang = lang
        for words in whole:
            person = () if words[0] in ("status", "report") else ("--person", "kolya")
            told = bench.ok(*words, *person, "--no-input")
            assert re.search(rf"(?m)(, | · ){parent}(,|$)", told) is None, words
            assert word in told or words[0] == "start"
        bench.ok("letter", "school-parent", "--request", "school-1", *out, "--force")
    letter = (bench.folder / "a.txt").read_text(encoding="utf-8")
    assert re.search(r"родител|ребён|ребенк|\bсын|\bдоч", letter) is None
    assert "Копия акта органа опеки и попечительства о назначении" in letter


@pytest.mark.parametrize("table", [ru.TEXT, en.TEXT], ids=["ru", "en"])
def test_an_adoptive_parent_is_called_so(bench: Bench, table: dict[str, Any]) -> None:
    bench.lang = "ru" if table is ru.TEXT else "en"
    bench.ok("people", "add", "kolya", "--acting-as", "adoptive_parent", "--age", "under-14")
    told = bench.ok("unlink", "school", "--person", "kolya", "--no-input")
    assert f", {table['role.adoptive_parent']}, " in told.splitlines()[0]


def test_a_path_that_is_open_is_not_offered_instead_of_another(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = bench.ok("unlink", "max-school", "--role", "parent", typed=["3", "2"])
    assert "3. Уже начато, продолжить school-1: Уйти из списков школы" in told
    assert "Этот путь у вас уже открыт. school-1: " in told
    assert "Вместо этого" not in told
    bench.ok("log", "school-1", "withdrawn")
    assert "3. Вместо этого: Уйти из списков школы" in bench.ok(
        "unlink", "max-school", "--role", "parent", typed=["5"]
    )
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    bench.ok("log", "vk-1", "done_by_user")
    told = bench.ok("unlink", "gosuslugi", "--role", "parent", typed=["3", "1"])
    assert "3. Уже открыто, посмотреть vk-1: Отвязать Госуслуги в VK ID" in told
    assert told.rstrip().endswith("sferum status vk-1")


def test_without_a_terminal_it_is_for_the_one_who_is_known(bench: Bench) -> None:
    """Unless there is a case without a name, or what is told is not said of that one."""
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    page = bench.ok("unlink", "school", "--no-input")  # who acts for her is known
    assert "school-1, за кого: masha" in page
    bench.ok("unlink", "gosuslugi", "--role", "teacher", "--no-input")
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    people = {r["id"]: r["people"] for r in js(bench, "status")["requests"]}
    assert people == {"school-1": ["masha"], "gosuslugi-1": [], "vk-1": []}
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--age", "under-14")
    assert bench.run("unlink", "diary", "--role", "parent", "--no-input").code == 4


def test_a_second_kind_of_institution_is_nobody_of_the_first(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    school = ("--role", "parent", "--institution", "school", "--no-input")
    bench.ok("unlink", "school", *school)
    bench.ok("unlink", "school", *school[:2], "--institution", "kindergarten", "--no-input")
    people = {r["id"]: r["people"] for r in js(bench, "status")["requests"]}
    assert people == {"school-1": ["masha"], "school-2": []}
