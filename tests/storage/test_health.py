"""data check as a doctor: what it finds in a folder, and what --fix puts right without any loss."""

from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Bench
from faults import Disk, failing

from sferum_cli.storage import files, health
from sferum_cli.storage.backups import earlier_copies
from sferum_cli.storage.inventory import OUR_FILES, OUR_FOLDERS
from sferum_cli.storage.state_file import load_state

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners are a matter of POSIX")


@pytest.fixture
def home(bench: Bench) -> Bench:
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    (bench.folder / "scan.png").write_bytes(b"stamp")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    return bench


def ills(bench: Bench) -> set[tuple[str, str]]:
    told = json.loads(bench.run("data", "check", "--json").out)
    assert told["sound"] is not any(not ill["note"] for ill in told["folder"])
    return {(ill["kind"], ill["file"]) for ill in told["folder"]}


def fix(bench: Bench) -> set[tuple[str, str]]:
    told = json.loads(bench.run("data", "check", "--fix", "--json").out)
    return {(ill["kind"], ill["file"]) for ill in told["fixed"]}


def test_a_folder_in_use_is_well_and_nothing_is_left_by_the_look(home: Bench) -> None:
    before = {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()}
    assert ills(home) == set()
    assert fix(home) == set()
    after = {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()}
    assert after == before


@posix
def test_rights_of_others_are_seen_and_taken_away(home: Bench) -> None:
    (home.folder / "state.toml").chmod(0o644)
    (home.folder / "backups").chmod(0o777)
    seen = {("open_to_others", "state.toml"), ("open_to_others", "backups")}
    assert ills(home) == seen == fix(home)
    assert ills(home) == set()


@posix
def test_what_belongs_to_somebody_else_is_said(
    home: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = os.getuid()
    monkeypatch.setattr(files.os, "getuid", lambda: me + 1)
    assert ("others_file", "people.toml") in ills(home)


def test_a_folder_that_takes_nothing_is_said_with_the_reason(
    home: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(health, "probe", full)
    assert ills(home) == {("no_write", "")}  # of all of it, once
    assert "на диске нет места" in home.run("data", "check").out


def test_proofs_that_are_gone_or_changed_are_told_by_their_request(home: Bench) -> None:
    (proof,) = (home.folder / "attachments").iterdir()
    proof.write_bytes(b"forged")
    name = f"attachments/{proof.name}"
    assert ills(home) == {("proof_changed", name)}
    proof.unlink()
    assert ills(home) == {("proof_gone", name)}
    assert "school-1" in home.run("data", "check").out
    home.ok("undo")
    assert ills(home) == set(), "what was taken back needs no proof"


def test_leftovers_are_named_as_what_they_are_and_removed(home: Bench) -> None:
    (home.folder / "attachments" / ".new-abc").write_text("Иванова", encoding="utf-8")
    assert ills(home) == {("left", "attachments/.new-abc")}
    page = home.run("data", "where").out
    assert "могут быть личные данные" in next(x for x in page.splitlines() if ".new-abc" in x)
    assert fix(home) == {("left", "attachments/.new-abc")}
    assert not (home.folder / "attachments" / ".new-abc").exists()


@pytest.mark.parametrize("name", ["state.toml", "people.toml"])
def test_a_vanished_file_comes_back_where_a_copy_has_the_very_bytes(home: Bench, name: str) -> None:
    before = (home.folder / name).read_bytes()
    (home.folder / name).unlink()
    assert home.run("data", "check").code == 6
    assert fix(home) == {("back", name)}
    assert (home.folder / name).read_bytes() == before
    assert home.run("data", "check").code == 0


def test_a_vanished_file_is_not_guessed_from_an_older_copy(home: Bench) -> None:
    (home.folder / "state.toml").unlink()
    newest = next(each for each in earlier_copies(home.folder) if each.of == "state")
    newest.file.unlink()
    assert fix(home) == set()
    outcome = home.run("data", "check", "--fix")
    assert (outcome.code, "sferum data restore" in outcome.out) == (6, True)


def test_a_wrong_clock_is_a_note_and_no_illness(home: Bench) -> None:
    home.today = date(2020, 1, 1)
    assert {kind for kind, _ in ills(home)} == {"clock"}
    assert home.run("data", "check").code == 0


def test_closed_requests_that_vanish_from_the_archive_are_counted(home: Bench) -> None:
    home.ok("unlink", "vk", "--role", "parent", "--no-input")
    home.ok("log", "vk-1", "abandoned")
    home.today = date(2027, 6, 1)
    home.ok("log", "school-1", "note", "--note", "x")
    (away,) = (home.folder / "archive").iterdir()
    assert ills(home) == set()
    away.unlink()
    assert ills(home) == {("archive_gone", "archive")}
    assert fix(home) == {("archive_gone", "archive")}
    assert ills(home) == set()


def test_an_empty_folder_is_well_and_stays_none(bench: Bench) -> None:
    assert bench.run("data", "check", "--fix").code == 0
    assert not bench.folder.exists()
    assert load_state(bench.folder).events == ()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_lies_in_the_place_of_something_else_is_named(home: Bench, lang: str) -> None:
    home.lang = lang
    for name in OUR_FILES:
        place = home.folder / name
        place.unlink(missing_ok=True)
        place.mkdir()
    for name in OUR_FOLDERS:
        shutil.rmtree(home.folder / name, ignore_errors=True)
        (home.folder / name).write_bytes(b"")
    told = json.loads(home.run("data", "check", "--json").out)["folder"]
    assert {ill["file"] for ill in told if ill["kind"] == "no_file"} == set(OUR_FILES)
    assert {ill["file"] for ill in told if ill["kind"] == "no_folder"} == set(OUR_FOLDERS)
    page = home.run("data", "check").out
    assert "state.lock" in page
    assert "sferum data check\n" not in page  # that is where we are


def test_what_the_check_finds_in_the_way_is_what_a_write_stumbles_over(home: Bench) -> None:
    """A hint that leads to the check is kept by it, for each place that a write needs."""
    whole = {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()}
    for name in ("state.lock", "backups", "attachments"):
        place = home.folder / name
        shutil.rmtree(place) if place.is_dir() else place.unlink()
        place.write_bytes(b"") if name != "state.lock" else place.mkdir()
        outcome = home.run("log", "school-1", "note", "--note", "x", "--attach", "scan.png")
        assert (outcome.code, "sferum data check" in outcome.err) == (2, True)
        assert name in {file for _, file in ills(home)}
        place.rmdir() if place.is_dir() else place.unlink()
        for file, content in whole.items():
            file.parent.mkdir(exist_ok=True, mode=0o700)
            file.write_bytes(content)


@posix
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_folder_that_leads_elsewhere_is_said_and_stays_out_of_an_export(
    home: Bench, tmp_path: Path, lang: str
) -> None:
    home.lang = lang
    (home.folder / "attachments").rename(tmp_path / "elsewhere")
    (home.folder / "attachments").symlink_to(tmp_path / "elsewhere")
    assert ills(home) == {("link", "attachments")}
    assert str(tmp_path / "elsewhere") in home.ok("data", "check")
    told = json.loads(home.ok("data", "export", "-o", str(tmp_path / "all.zip"), "--json"))
    assert told["left"] == ["attachments"]
    (tmp_path / "elsewhere").rename(tmp_path / "unplugged")
    assert ("link_away", "attachments") in ills(home)
    assert str(tmp_path / "elsewhere") in home.run("data", "check").out


@pytest.mark.parametrize("number", [errno.EROFS, errno.EPERM, errno.EIO])
def test_the_doctor_looks_on_where_nothing_can_be_opened(home: Bench, number: int) -> None:
    for name in ("state.lock", "state.toml", "people.toml"):
        for at in (1, 2):
            with failing(Disk(home.folder / name, number, at)):
                outcome = home.run("data", "check", "--json")
            assert outcome.code in (0, 6), outcome.err
            told = json.loads(outcome.out)
            assert told["folder"] or told["damaged"] or outcome.code == 0, (name, at)


def test_a_state_that_nobody_may_replace_is_said(home: Bench) -> None:
    """As where it is marked so that nobody may: a right to read is all that it has."""
    found: set[tuple[str, str]] = set()
    for at in range(1, 8):
        with failing(Disk(home.folder / "state.toml", errno.EPERM, at)):
            told = json.loads(home.run("data", "check", "--json").out)["folder"]
        found |= {(ill["kind"], ill["file"]) for ill in told}
    assert ("no_write", "state.toml") in found
