"""data wipe: all that is ours goes, nothing of others, and what is out of reach is said."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Bench
from faults import Disk, failing
from filelock import FileLock
from letter_answers import ANSWERS, LETTER, written

import sferum_cli.world
from sferum_cli.storage import changes
from sferum_cli.text import en, ru
from sferum_cli.world import World


@pytest.fixture
def full(bench: Bench) -> Bench:
    """One of everything that is ours, and a few things that are not."""
    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("people", "edit", "petya", "--age", "under-14")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    (bench.folder / "scan.png").write_bytes(b"\x89PNG")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    bench.ok("start", "--role", "parent", "--entry", "max", "--no-input")
    for name in (
        "knowledge/paths/our.toml", "archive/gosuslugi-1.toml", "state.damaged-2026-11-23T080000Z.toml", "state.backup.toml",
        "people (conflicted copy).toml", "backups/before-import-2026-11-23T080000Z.zip", ".import-x/new/people.toml", "letters/.new-x",
    ):  # fmt: skip
        (bench.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (bench.folder / name).write_text("Иванова", encoding="utf-8")
    return bench


MINE = {"answers.toml", "out.txt", "scan.png"}


def names(folder: Path) -> set[str]:
    return {place.relative_to(folder).as_posix() for place in folder.rglob("*")}


def test_all_that_is_ours_goes_and_nothing_else(full: Bench) -> None:
    told = json.loads(full.ok("data", "wipe", "--confirm", "--json"))
    assert names(full.folder) == MINE
    assert set(told["left"]) == MINE
    assert (told["failed"], told["led"]) == ([], [])
    assert "people (conflicted copy).toml" in told["removed"]
    assert full.ok("status", "--json") == Bench(full.folder / "new").ok("status", "--json")


def test_an_empty_folder_goes_too(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("data", "wipe", "--confirm")
    assert not bench.folder.exists()


def test_it_is_said_what_goes_and_what_is_out_of_reach(full: Bench) -> None:
    page = " ".join(full.ok("data", "wipe", typed=["стереть"]).split())
    for words in (
        "people.toml: имена, адреса, телефоны", "прежние копии удалятся тоже",
        "out.txt: программа этим файлом не пользуется", "-o ФАЙЛ", "в календарь", "отправлено", "история команд", "выгрузки",
    ):  # fmt: skip
        assert words in page
    assert names(full.folder) == MINE


@pytest.mark.parametrize("typed", [["нет"], ["", "1", "да", "yes", "нет"]])
def test_only_the_word_wipes(full: Bench, typed: list[str]) -> None:
    before = names(full.folder)
    page = full.ok("data", "wipe", typed=typed)
    assert "Ничего не изменено" in page
    assert page.count("Пустой ответ ничего не стирает") == len(typed) - 1
    assert names(full.folder) == before


@pytest.mark.parametrize("words", [[], ["--no-input"], ["--json"]])
def test_nobody_to_ask_means_nothing_is_wiped_without_the_flag(
    full: Bench, words: list[str]
) -> None:
    before = names(full.folder)
    outcome = full.run("data", "wipe", *words)
    assert outcome.code == 2
    assert "--confirm" in outcome.err
    assert names(full.folder) == before


def test_nothing_to_wipe_is_said_and_makes_no_folder(bench: Bench) -> None:
    assert "Стирать нечего" in bench.ok("data", "wipe")
    assert json.loads(bench.ok("data", "wipe", "--json"))["removed"] == []
    assert not bench.folder.exists()


def test_damage_can_be_wiped(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "state.toml").write_bytes(b"\0" * 50)
    bench.ok("data", "wipe", "--confirm")
    assert not bench.folder.exists()


def test_a_link_goes_and_what_it_leads_to_stays_and_is_named(full: Bench, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "gosuslugi-2.toml").write_text("x")
    (full.folder / "archive" / "gosuslugi-1.toml").unlink()
    (full.folder / "archive").rmdir()
    (full.folder / "archive").symlink_to(away)
    (full.folder / "knowledge" / "all.toml").symlink_to(away / "gosuslugi-2.toml")
    told = json.loads(full.ok("data", "wipe", "--confirm", "--json"))
    assert names(away) == {"gosuslugi-2.toml"}
    assert told["led"] == [str(away), str(away / "gosuslugi-2.toml")]
    assert names(full.folder) == MINE


def test_another_process_in_the_middle_is_waited_for_and_then_told(
    full: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(full.folder)
    monkeypatch.setattr(changes.locked.__wrapped__, "__kwdefaults__", {"patience": 0.05})
    with FileLock(full.folder / changes.LOCK):
        assert full.run("data", "wipe", "--confirm").code == 5
    assert names(full.folder) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root removes everywhere")
def test_what_cannot_be_removed_is_told_and_the_rest_goes(full: Bench) -> None:
    (full.folder / "letters").chmod(0o500)
    try:
        outcome = full.run("data", "wipe", "--confirm")
    finally:
        (full.folder / "letters").chmod(0o700)
    assert outcome.code == 2
    assert "Не удалось стереть" in outcome.out
    assert {name for name in names(full.folder) if name.endswith(".toml")} == {"answers.toml"}


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What a run of sferum.pyz looks like from inside: its starter, and a folder of its own."""
    place = tmp_path / ".shiv" / "sferum.pyz_1"
    monkeypatch.setitem(sys.modules, "_bootstrap", ModuleType("_bootstrap"))
    world = place / "site-packages" / "sferum_cli" / "world.py"
    monkeypatch.setattr(sferum_cli.world, "__file__", str(world))
    return place


def test_where_names_the_folder(bench: Bench, unpacked: Path) -> None:
    assert str(unpacked) in bench.ok("data", "where")
    assert json.loads(bench.ok("data", "where", "--json"))["unpacked"] == str(unpacked)


@pytest.mark.parametrize("empty", [True, False])
def test_a_wipe_names_what_it_leaves(bench: Bench, unpacked: Path, *, empty: bool) -> None:
    if not empty:
        bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert str(unpacked) in bench.ok("data", "wipe", "--confirm")
    assert "unpacked" in json.loads(bench.ok("data", "wipe", "--confirm", "--json"))["beyond"]


def test_installed_in_another_way_there_is_no_such_folder(bench: Bench) -> None:
    assert World(io.StringIO(), io.StringIO(), io.StringIO(), environ={}).unpacked is None
    assert "unpacked" not in json.loads(bench.ok("data", "where", "--json"))
    assert "pyz" not in bench.ok("data", "wipe", "--confirm")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_could_not_be_wiped_is_named_and_nothing_is_called_done(
    full: Bench, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    full.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    real = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.name == "people.toml":
            raise PermissionError(13, "Permission denied", str(self))
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as while_held:
        while_held.setattr(Path, "unlink", held)
        outcome = full.run("data", "wipe", "--confirm")
    done = words["wipe.done"].split("{")[0]
    assert outcome.code == 2
    assert "people.toml" in outcome.out.partition(words["wipe.failed"])[2]
    assert done not in outcome.out
    assert (full.folder / "people.toml").exists()
    page = full.ok("data", "wipe", "--confirm")
    assert words["wipe.failed"] not in page
    assert done in page


def test_a_full_disk_keeps_nothing_that_is_to_go(full: Bench) -> None:
    with failing(Disk(full.folder / ".pending", errno.ENOSPC, 1)) as disk:
        full.ok("data", "wipe", "--confirm")
    assert disk.calls
    assert names(full.folder) == MINE


def test_what_is_wiped_without_a_question_is_not_first_to_be_saved(full: Bench) -> None:
    asked = full.ok("data", "wipe", typed=["нет"])
    assert ("сначала сохраните" in asked, "Будет удалено" in asked) == (True, True)
    gone = full.ok("data", "wipe", "--confirm")
    assert ("сначала сохраните" in gone, "Будет удалено" in gone) == (False, True)
