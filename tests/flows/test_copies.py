"""data export and import: everything comes back as it was, or nothing is touched at all."""

from __future__ import annotations

import errno
import json
import os
import stat
import tempfile
import tomllib
from pathlib import Path

import pytest
from conftest import Bench
from faults import Disk, failing
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.errors import BadUsage
from sferum_cli.storage import commits
from sferum_cli.storage.inventory import precious
from sferum_cli.storage.swap import swap_in
from sferum_cli.text import en, ru


def contents(folder: Path) -> dict[str, bytes]:
    return {kept.name: (folder / kept.name).read_bytes() for kept in precious(folder)}


def counter(files: dict[str, bytes]) -> int:
    return int(tomllib.loads(files["state.toml"].decode())["next_id"])


def without_counter(files: dict[str, bytes]) -> dict[str, object]:
    return {**files, "state.toml": tomllib.loads(files["state.toml"].decode())["event"]}


@pytest.fixture
def full(bench: Bench) -> Bench:
    """One of everything."""
    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    (bench.folder / "scan.png").write_bytes(b"\x89PNG")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    bench.ok("start", "--role", "parent", "--entry", "max", "--no-input")
    for name in ("knowledge/школа.toml", "archive/gosuslugi-1.toml"):
        (bench.folder / name).parent.mkdir()
    (bench.folder / "knowledge" / "школа.toml").write_text("# ours\n", encoding="utf-8")
    (bench.folder / "archive" / "gosuslugi-1.toml").write_text(
        "schema = 1\nnext_id = 2\n[[event]]\nid = 1\nat = 'x'\ntype = 'planned'\n"
        "request = 'gosuslugi-1'\ndate = 2026-01-01\naction = 1\npath = 'gosuslugi'\n"
    )
    (bench.folder / "archive").chmod(0o700)
    (bench.folder / "archive" / "gosuslugi-1.toml").chmod(0o600)
    return bench


@pytest.fixture
def other(full: Bench, tmp_path: Path) -> Bench:
    """Another computer, to which the export is carried."""
    full.ok("data", "export", "-o", str(tmp_path / "all.zip"))
    return Bench(tmp_path / "other")


def test_everything_comes_back_as_it_was_on_another_computer(
    full: Bench, other: Bench, tmp_path: Path
) -> None:
    told = json.loads(other.ok("data", "import", str(tmp_path / "all.zip"), "--json"))
    assert told["imported"] is True
    assert told["requests"] == ["school-1"]
    assert set(told["kinds"]) == {"state", "people", "archive", "letters", "attachments", "knowledge"}  # fmt: skip
    assert contents(other.folder) == contents(full.folder)
    for words in (
        ["status", "--json"],
        ["status", "school-1"],
        ["people", "list"],
        ["data", "check"],
    ):
        assert other.ok(*words) == full.ok(*words)
    if os.name == "posix":
        for place in other.folder.rglob("*"):
            assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place


def test_the_same_moment_gives_the_same_bytes_readable_by_the_owner_only(
    full: Bench, tmp_path: Path
) -> None:
    for name in ("a.zip", "b.zip"):
        full.ok("data", "export", "-o", str(tmp_path / name))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600


def test_an_export_never_overwrites_unless_told_to(full: Bench, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    file.write_text("mine")
    assert full.run("data", "export", "-o", str(file)).code == 2
    assert file.read_text() == "mine"
    full.ok("data", "export", "-o", str(file), "--force")
    assert file.read_bytes().startswith(b"PK")


def test_there_must_be_something_to_export_and_it_must_be_sound(
    bench: Bench, tmp_path: Path
) -> None:
    assert bench.run("data", "export", "-o", str(tmp_path / "all.zip")).code == 3
    assert not bench.folder.exists()
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "state.toml").write_text("[[[")
    assert bench.run("data", "export").code == 6
    assert not list(bench.folder.glob("*.zip"))


def test_what_is_there_is_not_replaced_by_surprise(other: Bench, tmp_path: Path) -> None:
    other.ok("unlink", "gosuslugi", "--role", "student", "--no-input")
    before = contents(other.folder)
    outcome = other.run("data", "import", str(tmp_path / "all.zip"))
    assert outcome.code == 2
    assert "--replace" in outcome.err
    assert contents(other.folder) == before
    assert "Ничего не изменено" in other.ok(
        "data", "import", str(tmp_path / "all.zip"), "--replace", typed=["нет"]
    )
    assert contents(other.folder) == before


def test_a_replacement_keeps_what_was_there_and_can_be_taken_back(
    full: Bench, other: Bench, tmp_path: Path
) -> None:
    other.ok("unlink", "gosuslugi", "--role", "student", "--no-input")
    (other.folder / "mine.txt").write_text("mine")
    (other.folder / "letters").mkdir()
    (other.folder / "letters" / "to grandmother.txt").write_text("dear")
    before = contents(other.folder)
    told = other.ok("data", "import", str(tmp_path / "all.zip"), "--replace", typed=["1"])
    assert contents(other.folder) == contents(full.folder)
    assert "Так можно вернуть прежнее" in told
    (kept,) = (other.folder / "backups").glob("before-import-*.zip")
    other.ok("data", "import", str(kept), "--replace")
    assert counter(contents(other.folder)) > max(counter(before), counter(contents(full.folder)))
    assert without_counter(contents(other.folder)) == without_counter(before)
    assert (other.folder / "mine.txt").read_text() == "mine"
    assert (other.folder / "letters" / "to grandmother.txt").read_text() == "dear"
    assert len(list((other.folder / "backups").glob("before-import-*.zip"))) == 2


def test_damage_that_is_replaced_is_kept_too(other: Bench, tmp_path: Path) -> None:
    from zipfile import ZipFile

    other.folder.mkdir()
    (other.folder / "state.toml").write_bytes(b"\0" * 40)
    told = other.ok("data", "import", str(tmp_path / "all.zip"), "--replace")
    assert "вернуть прежнее" not in told
    (kept,) = (other.folder / "backups").glob("*.zip")
    assert ZipFile(kept).read("state.toml") == b"\0" * 40
    assert other.run("status").code == 0


@pytest.mark.parametrize("replace", [[], ["--replace"]])
def test_an_export_that_is_not_sound_touches_nothing(
    other: Bench, tmp_path: Path, replace: list[str]
) -> None:
    file = tmp_path / "all.zip"
    file.write_bytes(file.read_bytes()[:-30])
    other.ok("unlink", "gosuslugi", "--role", "student", "--no-input")
    before = {place: place.read_bytes() for place in other.folder.rglob("*.*")}
    outcome = other.run("data", "import", str(file), *replace)
    assert outcome.code == 6
    assert "ничего не загружено" in outcome.err
    assert {place: place.read_bytes() for place in other.folder.rglob("*.*")} == before
    assert other.run("data", "import", str(tmp_path / "nothing.zip")).code == 3


def test_a_link_is_not_swapped_for_a_file(other: Bench, tmp_path: Path) -> None:
    other.folder.mkdir()
    (tmp_path / "synced.toml").write_text("schema = 1\nnext_id = 1\nevent = []\n")
    (other.folder / "state.toml").symlink_to(tmp_path / "synced.toml")
    assert other.run("data", "import", str(tmp_path / "all.zip"), "--replace").code == 2
    assert (other.folder / "state.toml").is_symlink()
    assert not (other.folder / "backups").exists()


def test_what_is_in_the_way_is_seen_before_anything_is_moved(full: Bench) -> None:
    before = contents(full.folder)
    (full.folder / "letters" / "school-1-letter-9.txt").mkdir()
    (full.folder / "letters" / "school-1-letter-9.txt" / "x").write_text("in the way")
    new = {"state.toml": before["state.toml"], "letters/school-1-letter-9.txt": b"new"}
    with pytest.raises(BadUsage):
        swap_in(full.folder, new)
    assert contents(full.folder) == before
    assert not (full.folder / ".pending").exists()


def test_an_import_cut_off_after_the_state_is_finished_by_the_next_command(
    full: Bench, other: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.ok("people", "add", "vova", "--acting-as", "parent")
    with monkeypatch.context() as broken:
        broken.setattr(commits, "_finish", lambda folder: None)
        other.ok("data", "import", str(tmp_path / "all.zip"), "--replace")
    assert "vova" in (other.folder / "people.toml").read_text()
    outcome = other.run("people", "list")
    assert (outcome.code, "petya" in outcome.out) == (0, True)
    assert "доведена до конца" in outcome.err
    assert contents(other.folder) == contents(full.folder)
    assert other.run("people", "list").err == ""


def test_an_import_cut_off_before_the_state_never_was(
    full: Bench, other: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.ok("unlink", "gosuslugi", "--role", "student", "--no-input")
    before = contents(other.folder)

    def cut(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(commits, "_lead", cut)
        broken.setattr(commits, "_take_back", lambda folder: None)
        with pytest.raises(SystemExit):
            other.run("data", "import", str(tmp_path / "all.zip"), "--replace")
    assert (other.folder / ".pending" / "new" / "people.toml").exists()
    assert other.run("status").err == ""
    assert not (other.folder / ".pending").exists()
    assert contents(other.folder) == before


def test_an_import_that_an_older_version_left_is_told_by_the_check_and_cleared_by_the_next(
    full: Bench, other: Bench, tmp_path: Path
) -> None:
    leavings = other.folder / ".import-abc" / "new"
    leavings.mkdir(parents=True)
    (leavings / "state.toml").write_text("x")
    outcome = other.run("data", "check")
    assert (outcome.code, "прерванной" in outcome.out) == (6, True)
    other.ok("data", "import", str(tmp_path / "all.zip"))
    assert not list(other.folder.glob(".import-*"))
    assert contents(other.folder) == contents(full.folder)


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)
notes = st.lists(words.filter(str.strip), max_size=4)


@given(notes, st.booleans())
@settings(max_examples=12)
def test_whatever_was_written_down_survives_the_round_trip(texts: list[str], people: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        here, there = Bench(Path(place) / "here"), Bench(Path(place) / "there")
        here.ok("unlink", "school", "--role", "parent", "--no-input")
        if people:
            here.ok("people", "add", "маша", "--acting-as", "parent", "--age", "under-14")
        for text in texts:
            here.run("log", "school-1", "note", f"--note={text}")
        file = str(Path(place) / "x.zip")
        here.ok("data", "export", "-o", file)
        there.ok("data", "import", file)
        assert contents(there.folder) == contents(here.folder)
        assert there.ok("status", "--json") == here.ok("status", "--json")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_an_export_leaves_out_is_named(full: Bench, lang: str) -> None:
    full.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT["export.left"]
    place = str(full.folder.parent / "all.zip")
    assert words not in full.ok("data", "export", "-o", place, "--force")
    (full.folder / "letters" / "notes of mine.odt").write_text("x", encoding="utf-8")
    left = json.loads(full.ok("data", "export", "-o", place, "--force", "--json"))["left"]
    named = full.ok("data", "export", "-o", place, "--force").partition(words)[2]
    assert left == ["letters/notes of mine.odt"]
    assert left[0] in named


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_long_import_says_how_far_it_is_and_a_short_one_does_not(
    other: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    other.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT["import.progress"]
    everything = str(tmp_path / "all.zip")
    assert words.split("{")[0] not in other.ok("data", "import", everything)
    total = len(contents(other.folder)) - 1  # without the state, which is written apart
    monkeypatch.setattr("sferum_cli.flows.copies.STEP", 1)
    told = other.ok("data", "import", everything, "--replace")
    lines = [line for line in told.splitlines() if line.startswith(words.split("{")[0])]
    assert lines == [words.format(done=n, total=total) for n in range(1, total + 1)]


def test_from_a_disk_that_takes_nothing_everything_can_be_taken_along(
    full: Bench, tmp_path: Path
) -> None:
    with failing(Disk(full.folder / "state.lock", errno.EROFS, 1)) as disk:
        full.ok("data", "export", "-o", str(tmp_path / "all.zip"))
    assert disk.calls
    full.ok("data", "export", "-o", str(tmp_path / "same.zip"))
    assert (tmp_path / "all.zip").read_bytes() == (tmp_path / "same.zip").read_bytes()
    with failing(Disk(full.folder / "state.lock", errno.EACCES, 1)):  # others may write there
        assert full.run("data", "export", "-o", str(tmp_path / "no.zip")).code == 2


def test_an_import_that_failed_leaves_no_copy_of_what_is_still_there(
    other: Bench, tmp_path: Path
) -> None:
    other.ok("people", "add", "vova", "--acting-as", "parent")
    with failing(Disk(other.folder / ".pending", errno.ENOSPC, 3)):
        outcome = other.run("data", "import", str(tmp_path / "all.zip"), "--replace")
    assert outcome.code == 2
    assert not [*other.folder.glob("backups/before-import-*")]
