"""data restore: the list, what a copy would change, and putting it back without losing anything."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.storage.backups import keep_backup

STATE = "state.toml"
FIRST = "state-000003-2026-11-20T093000.000Z.toml"


def events(file: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = tomllib.loads(file.read_text(encoding="utf-8"))["event"]
    return rows


def counter(file: Path) -> int:
    return int(tomllib.loads(file.read_text(encoding="utf-8"))["next_id"])


def on(bench: Bench, day: int, *words: str, name: str = STATE) -> None:
    """Run a command as if on that day of November: one copy, written at half past nine."""
    folder = bench.folder / "backups"
    before = set(folder.glob("*"))
    bench.ok(*words)
    for copy in set(folder.glob("*")) - before:
        copy.unlink()
    moment = datetime(2026, 11, day, 9, 30, tzinfo=UTC).timestamp()
    os.utime(bench.folder / name, (moment, moment))
    keep_backup(bench.folder / name)


@pytest.fixture
def three(bench: Bench) -> Bench:
    """Five days, five changes: three copies of the state, two of the people."""
    on(bench, 18, "people", "add", "masha", "--acting-as", "parent", name="people.toml")
    on(bench, 19, "people", "edit", "masha", "--age", "under-14", name="people.toml")
    on(bench, 20, "unlink", "gosuslugi", "--role", "parent", "--no-input")
    on(bench, 21, "unlink", "school", "--role", "parent", "--no-input")
    on(bench, 22, "log", "gosuslugi-1", "note", "--note", "x")
    return bench


def test_the_list_says_when_and_what(three: Bench) -> None:
    lines = three.ok("data", "restore").splitlines()
    assert lines[2:7] == [
        "1. 22 ноября 2026, 09:30. обращения: всего 2, открыто 2, записей 4, путей не пройдено 0 (то же, что сейчас)",
        "2. 21 ноября 2026, 09:30. обращения: всего 2, открыто 2, записей 3, путей не пройдено 0",
        "3. 20 ноября 2026, 09:30. обращения: всего 1, открыто 1, записей 2, путей не пройдено 0",
        "4. 19 ноября 2026, 09:30. люди: всего 1 (то же, что сейчас)",
        "5. 18 ноября 2026, 09:30. люди: всего 1",
    ]
    assert "Следующая команда: sferum data restore 2" in lines
    told = json.loads(three.ok("data", "restore", "--json"))["backups"]
    assert [(each["n"], each["of"], each["sound"], each["same"]) for each in told] == [
        (1, "state", True, True), (2, "state", True, False), (3, "state", True, False),
        (4, "people", True, True), (5, "people", True, False),
    ]  # fmt: skip


def test_nothing_to_restore_is_said(bench: Bench) -> None:
    assert "Копий пока нет" in bench.ok("data", "restore")
    assert bench.run("data", "restore", "1").code == 3
    assert not bench.folder.exists()


def test_a_preview_changes_nothing_and_names_what_would_differ(three: Bench) -> None:
    before = {file: file.read_bytes() for file in three.folder.rglob("*.toml")}
    outcome = three.run("data", "restore", "3")
    assert outcome.code == 4
    assert "--yes" in outcome.err
    assert "исчезнет: school-1" in outcome.out
    assert "станет иначе: gosuslugi-1" in outcome.out
    told = three.run("data", "restore", "3", "--json")
    assert (told.code, json.loads(told.err)["error"]["key"]) == (4, "error.restore_yes")
    assert json.loads(told.out)["differs"] == {
        "returns": [], "goes": ["school-1"], "changes": ["gosuslugi-1"],
    }  # fmt: skip
    assert {file: file.read_bytes() for file in three.folder.rglob("*.toml")} == before


def test_a_person_who_changed_is_a_difference_too(three: Bench) -> None:
    assert "станет иначе: masha" in three.run("data", "restore", "5").out
    three.ok("data", "restore", "5", "--yes")
    assert "under_14" not in (three.folder / "people.toml").read_text()


def test_the_person_is_asked_and_may_leave_it(three: Bench) -> None:
    before = (three.folder / STATE).read_bytes()
    assert "Ничего не изменено" in three.ok("data", "restore", "3", typed=["нет"])
    assert (three.folder / STATE).read_bytes() == before
    assert "Возвращена копия: 20 ноября 2026" in three.ok("data", "restore", "3", typed=["1"])
    assert len(json.loads(three.ok("status", "--json"))["requests"]) == 1


def test_what_was_there_becomes_the_newest_copy(three: Bench) -> None:
    present = events(three.folder / STATE)
    three.ok("data", "restore", FIRST, "--yes")
    assert events(three.folder / STATE) == events(three.folder / "backups" / FIRST) != present
    assert "22 ноября" in three.ok("data", "restore").splitlines()[3]
    told = json.loads(three.ok("data", "restore", "2", "--yes", "--json"))
    assert told["restored"] is True
    assert events(three.folder / STATE) == present


def test_a_counter_never_goes_back_so_a_calendar_sees_every_change(three: Bench) -> None:
    before = counter(three.folder / STATE)
    three.ok("data", "restore", FIRST, "--yes")
    assert counter(three.folder / STATE) == before + 1
    three.ok("data", "restore", "1", "--yes")
    assert counter(three.folder / STATE) == before + 1, "nothing differs"
    three.ok("undo")
    assert events(three.folder / STATE)[-1]["id"] > before


@pytest.mark.parametrize("damage", [b"", b"\0" * 90, b"\xff\xfe", b"schema = 1\nevent = 3\n"])
def test_a_damaged_file_is_kept_beside_what_is_put_back(three: Bench, damage: bytes) -> None:
    (three.folder / STATE).write_bytes(damage)
    assert "sferum data restore" in three.run("status").err
    assert "останется рядом" in three.run("data", "restore", "1").out
    told = json.loads(three.ok("data", "restore", "1", "--yes", "--json"))
    assert Path(told["kept"]).name == "state.damaged-2026-11-23T120000Z.toml"
    assert Path(told["kept"]).read_bytes() == damage
    assert len(json.loads(three.ok("status", "--json"))["requests"]) == 2
    (three.folder / STATE).write_bytes(b"worse")
    three.ok("data", "restore", "1", "--yes")
    assert {f.read_bytes() for f in three.folder.glob("state.damaged-*")} == {damage, b"worse"}


def test_a_newer_state_is_advised_against(three: Bench) -> None:
    (three.folder / STATE).write_text("schema = 99\n")
    assert "Лучше обновить программу" in three.run("data", "restore", "1").out


def test_a_damaged_copy_is_listed_as_such_and_never_put_back(three: Bench) -> None:
    (three.folder / "backups" / "state-000004-2026-11-21T093000.000Z.toml").write_bytes(b"\0")
    before = (three.folder / STATE).read_bytes()
    assert "2. 21 ноября 2026, 09:30. обращения: не читается" in three.ok("data", "restore")
    assert three.run("data", "restore", "2", "--yes").code == 6
    assert (three.folder / STATE).read_bytes() == before


def test_a_copy_left_by_synchronising_can_be_looked_at_and_taken(three: Bench) -> None:
    name = "state (конфликтующая копия 2026-11-23).toml"
    shutil.copy(three.folder / "backups" / FIRST, three.folder / name)
    assert "программа синхронизации" in three.ok("data", "restore")
    three.ok("data", "restore", name, "--yes")
    assert events(three.folder / STATE) == events(three.folder / name)


@pytest.mark.parametrize("which", ["0", "99", "../state.toml", "/etc/passwd", "x\0y", ""])
def test_no_other_file_can_be_named(three: Bench, which: str) -> None:
    assert three.run("data", "restore", which, "--yes").code == 3


def test_a_state_that_went_missing_comes_back(three: Bench) -> None:
    (three.folder / STATE).unlink()
    three.ok("data", "restore", "1", "--yes")
    assert len(json.loads(three.ok("status", "--json"))["requests"]) == 2
