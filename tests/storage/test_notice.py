"""What the next command notices of a folder that is not as it was left, and that it goes on."""

from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench

from sferum_cli.storage import changes, commits
from sferum_cli.storage.manifest import read_manifest
from sferum_cli.storage.state_file import STATE, load_state

NOTE = ("log", "school-1", "note", "--note")
EVERY = (
    (), ("status",), ("due",), (*NOTE, "x"), ("people", "list"), ("people", "add", "vova", "--acting-as", "parent"),
    ("start", "--no-input", "--role", "parent", "--entry", "max"), ("data", "check"), ("data", "restore"), ("data", "wipe", "--confirm"),
    ("data", "export"), ("undo",), ("calendar",), ("settings", "language", "en"),
)  # fmt: skip


@pytest.fixture
def home(bench: Bench) -> Bench:
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    bench.ok(*NOTE, "one")
    bench.ok(*NOTE, "two")
    return bench


def warned(bench: Bench, *words: str) -> list[str]:
    """The keys of what a command says beside its answer; it must do what was asked."""
    outcome = bench.run(*words, "--json")
    assert outcome.code == 0, outcome.err
    return [json.loads(line)["warning"]["key"] for line in outcome.err.splitlines()]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["status"],
        ["due"],
        ["data", "check"],
        [*NOTE, "x"],
        ["undo"],
        ["calendar"],
        ["unlink", "max", "--role", "parent", "--no-input"],
    ],
)
def test_a_vanished_state_is_no_first_run_for_any_command(home: Bench, words: list[str]) -> None:
    (home.folder / STATE).unlink()
    outcome = home.run(*words)
    assert (outcome.code, "sferum data restore" in outcome.err + outcome.out) == (6, True)
    assert not (home.folder / STATE).exists()


def test_it_is_one_without_a_manifest_too(home: Bench) -> None:
    for name in (STATE, "manifest.toml"):
        (home.folder / name).unlink()
    assert home.run("status").code == 6


def test_where_no_copy_is_left_the_other_ways_on_are_named(home: Bench) -> None:
    (home.folder / STATE).unlink()
    shutil.rmtree(home.folder / "backups")
    outcome = home.run("status")
    assert (outcome.code, "sferum data wipe" in outcome.err) == (6, True)
    home.ok("data", "wipe", "--confirm")
    home.ok("status")


def test_vanished_people_stop_only_those_who_need_them(home: Bench) -> None:
    (home.folder / "people.toml").unlink()
    assert home.run("people", "list").code == 6
    assert home.run("people", "add", "x", "--acting-as", "parent").code == 6
    assert warned(home, *NOTE, "x") == ["error.vanished"]


def test_an_edit_by_hand_is_said_once_and_taken_as_it_is(home: Bench) -> None:
    file = home.folder / STATE
    file.write_text(file.read_text(encoding="utf-8").replace("two", "TWO"), encoding="utf-8")
    assert warned(home, "status") == ["warning.newer"]
    assert warned(home, "status") == []
    home.ok("undo")
    texts = [copy.read_text(encoding="utf-8") for copy in (home.folder / "backups").iterdir()]
    assert any('"TWO"' in text for text in texts)


def test_the_same_bytes_copied_or_touched_are_no_news(home: Bench) -> None:
    os.utime(home.folder / STATE, (0, 0))
    before = (home.folder / "manifest.toml").read_bytes()
    assert warned(home, "status") == []
    assert (home.folder / "manifest.toml").read_bytes() == before


def test_a_write_cut_off_before_the_manifest_is_caught_up(
    home: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(changes, "state_is_written", lambda *_: None)
        home.ok(*NOTE, "three")
    assert warned(home, "status") == ["warning.newer"]
    manifest = read_manifest(home.folder)
    assert manifest is not None
    assert manifest.generation == load_state(home.folder).next_id
    assert warned(home, "status") == []


def test_an_old_state_put_back_is_said_until_the_next_write_and_no_number_goes_back(
    home: Bench,
) -> None:
    before = load_state(home.folder).next_id
    old = sorted((home.folder / "backups").glob("state-*"))[0]
    shutil.copy(old, home.folder / STATE)
    assert warned(home, "status") == warned(home, "calendar") == ["warning.older"]
    assert load_state(home.folder).next_id == before
    assert warned(home, *NOTE, "again") == ["warning.older"]
    assert load_state(home.folder).events[-1].id == before
    assert warned(home, "status") == []


def test_a_clock_behind_the_journal_is_said_and_a_zone_away_is_not(home: Bench) -> None:
    home.today = date(2026, 11, 22)
    assert warned(home, "status") == []
    home.today = date(2010, 1, 1)
    assert warned(home, "status") == ["warning.clock"]
    assert "1 января 2010" in home.run("status").err


def test_copies_keep_their_order_whatever_the_clock_says(home: Bench) -> None:
    before = {copy.name for copy in (home.folder / "backups").iterdir()}
    for year in (1990, 2090):
        for n in range(6):
            home.ok(*NOTE, f"{year}.{n}")
            moment = date(year, 1, 2 + n).toordinal() * 86400 - 719163 * 86400
            os.utime(home.folder / STATE, (moment, moment))
    told = json.loads(home.ok("data", "restore", "--json"))["backups"]
    events = [copy["events"] for copy in told if copy["of"] == "state" and not copy["foreign"]]
    assert events == sorted(events, reverse=True)
    assert len({copy.name for copy in (home.folder / "backups").iterdir()} - before) >= 10


def test_what_was_cut_off_after_the_state_is_finished_by_a_command_that_reads(
    home: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.ok("log", "school-1", "abandoned")
    with monkeypatch.context() as cut:
        cut.setattr(commits, "_finish", lambda folder: None)
        home.ok("people", "remove", "petya")
    assert "petya" in "".join(f.read_text() for f in (home.folder / "backups").glob("people-*"))
    assert warned(home, "status") == ["warning.finished"]
    assert "petya" not in "".join(f.read_text() for f in (home.folder / "backups").glob("people-*"))
    assert warned(home, "status") == []


def test_letters_are_never_written_over_after_a_restore(home: Bench) -> None:
    from letter_answers import ANSWERS, LETTER, written

    written(home, ANSWERS)
    for name in ("a.txt", "b.txt"):
        home.ok(*LETTER, "--format", "txt", "-o", name)
        number = next(
            copy["n"] for copy in json.loads(home.ok("data", "restore", "--json"))["backups"]
            if copy["of"] == "state" and not copy["same"]
        )  # fmt: skip
        home.ok("data", "restore", str(number), "--yes")
    names = {file.name for file in (home.folder / "letters").iterdir()}
    assert names == {"school-1-letter-1.txt", "school-1-letter-2.txt"}


@pytest.mark.skipif(os.name != "posix", reason="links are a matter of POSIX")
@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("inner", ["", "sferum"])
def test_a_folder_on_a_disk_that_is_not_there_is_no_first_start(
    bench: Bench, tmp_path: Path, words: tuple[str, ...], inner: str
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "unplugged")
    bench.folder = tmp_path / "link" / inner
    outcome = bench.run(*words)
    assert (outcome.code, outcome.out) == (6, "")
    assert str(tmp_path / "unplugged") in outcome.err
    assert os.listdir(tmp_path) == ["link"]


@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("inner", ["", "sferum"])
def test_a_file_in_the_place_of_the_folder_is_said_and_stays(
    bench: Bench, tmp_path: Path, words: tuple[str, ...], inner: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    bench.folder = tmp_path / "file" / inner
    outcome = bench.run(*words)
    assert (outcome.code, outcome.out) == (6, "")
    assert f"{tmp_path / 'file'}\n" in outcome.err
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("words", EVERY)
def test_a_folder_into_which_nobody_may_look_is_no_crash(
    home: Bench, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """As where the program was run once with the rights of an administrator."""
    inside = f"{home.folder}{os.sep}"
    assert os.path.join(home.folder, ".").startswith(inside)
    before = {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()}
    with monkeypatch.context() as patch:
        for name in ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "unlink", "rename"):
            patch.setattr(os, name, closed(getattr(os, name), inside))
        outcome = home.run(*words)
    assert (outcome.code, outcome.out) == (6, "")
    assert "Traceback" not in outcome.err
    assert "нет прав" in outcome.err
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("words", EVERY)
def test_a_folder_whose_name_no_disk_takes_is_no_crash(
    bench: Bench, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bench.folder = tmp_path / ("a" * 300) / "sferum"
    outcome = bench.run(*words)
    assert (outcome.code, outcome.out) == (6, "")
    assert "слишком длинные" in outcome.err or os.name == "nt"
    assert os.listdir(tmp_path) == []


def closed(real: Any, inside: str) -> Any:
    """A call to the system that is refused below the folder."""

    def call(place: Any = ".", *more: Any, **named: Any) -> Any:
        if isinstance(place, (str, os.PathLike)) and str(place).startswith(inside):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        return real(place, *more, **named)

    return call
