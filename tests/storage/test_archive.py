"""The archive on the disk: written before the state, read alone, never in anybody's way."""

from __future__ import annotations

import os
import stat
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.core.state import New, State, record
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.storage import changes
from sferum_cli.storage.archive import (
    ARCHIVE,
    archived,
    archived_events,
    damaged_archive,
    find_request,
    recall,
)
from sferum_cli.storage.changes import change, save_state
from sferum_cli.storage.migrations import SCHEMA
from sferum_cli.storage.state_file import STATE, load_state

DAY = date(2026, 1, 10)
LATER = DAY + timedelta(200)


def write(folder: Path, day: date, *new: New) -> None:
    change(folder, lambda state: record(state, new, at=f"{day}T12:00:00+03:00"))


def closed(folder: Path, name: str, day: date = DAY) -> None:
    path = name.rpartition("-")[0]
    write(folder, day, New("planned", name, day, {"path": path}), New("abandoned", name, day))


def begun(folder: Path, name: str = "later-1", day: date = LATER) -> None:
    write(folder, day, New("planned", name, day, {"path": name.rpartition("-")[0]}))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one request open and one in the archive."""
    closed(tmp_path, "school-1")
    begun(tmp_path)
    return tmp_path


def here(folder: Path) -> set[str]:
    return {event.request for event in load_state(folder).events}


def old(home: Path) -> Path:
    return home / ARCHIVE / "school-1.toml"


def test_what_is_closed_for_good_moves_to_a_file_of_its_own(home: Path) -> None:
    assert here(home) == {"later-1"}
    table = tomllib.loads(old(home).read_text())
    assert table["schema"] == SCHEMA
    assert [row["type"] for row in table["event"]] == ["planned", "abandoned"]
    assert tomllib.loads((home / STATE).read_text())["numbers"] == {"school": 1}


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_only_the_owner_can_read_the_archive(home: Path) -> None:
    assert stat.S_IMODE((home / ARCHIVE).stat().st_mode) == 0o700
    assert stat.S_IMODE(old(home).stat().st_mode) == 0o600


def test_it_is_found_by_its_id_and_nothing_is_written(home: Path) -> None:
    before = (home / STATE).read_bytes()
    assert find_request(home, "school-1").outcome == "abandoned"
    assert (home / STATE).read_bytes() == before


def test_what_nobody_has_is_not_found_and_only_the_open_ones_are_named(home: Path) -> None:
    with pytest.raises(NotFound) as missing:
        find_request(home, "school-2")
    assert missing.value.values["known"] == ("later-1",)


@pytest.mark.parametrize(
    "name", ["../state", "../../x", "/etc/passwd", "..", "", ".", "a/b", "a\\b", "school-1/../x", "School-1", "school-1\n", "x\0", f"school-{'1' * 300}"]
)  # fmt: skip
def test_no_name_leads_out_of_the_archive(home: Path, name: str) -> None:
    (home.parent / "x.toml").write_bytes(old(home).read_bytes())
    assert archived_events(home, name) == ()
    with pytest.raises(NotFound):
        find_request(home, name)


def test_a_crash_between_both_files_leaves_it_in_both_and_the_state_counts(home: Path) -> None:
    both = recall(home, load_state(home), "school-1")
    save_state(home, both)
    write(home, DAY, New("note", "school-1", DAY, {"note": "only here"}))
    assert archived(home, load_state(home)) == ((), ())
    assert [e.type for e in find_request(home, "school-1").events][-1] == "note"


def test_what_came_back_leaves_again_with_all_that_was_added(home: Path) -> None:
    def edit(state: State) -> tuple[State, object]:
        state = recall(home, state, "school-1")
        return record(state, [New("note", "school-1", LATER, {"note": "x"})], at=str(LATER))

    change(home, edit)
    assert here(home) == {"school-1", "later-1"}
    begun(home, "later-2", LATER + timedelta(121))
    assert here(home) == {"later-1", "later-2"}
    assert [e.type for e in archived_events(home, "school-1")] == ["planned", "abandoned", "note"]


def test_another_request_of_the_same_name_is_not_written_over(home: Path) -> None:
    """It can be there after an older copy of the state was put back."""
    before = old(home).read_bytes()
    save_state(home, State())
    closed(home, "school-1", DAY + timedelta(1))
    begun(home)
    assert here(home) == {"school-1", "later-1"}
    assert old(home).read_bytes() == before


DAMAGE = (
    b"", b"\xff", b"[[[", b"schema = 99\n", b"\0" * 50, b"schema = 1\nevent = 3\n",
    b"schema = 1\nnext_id = 2\n[[event]]\nid = 1\nat = 'x'\ntype = 'planned'\nrequest = 'delete-1'\ndate = 2026-01-01\naction = 1\n",
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_said_of_that_request_and_stops_no_other(home: Path, damage: bytes) -> None:
    closed(home, "school-2")
    begun(home, "later-2", LATER)
    old(home).write_bytes(damage)
    with pytest.raises(DamagedFile) as caught:
        find_request(home, "school-1")
    assert caught.value.values["file"] == old(home)
    assert find_request(home, "school-2").id == "school-2"
    assert len(list(damaged_archive(home))) == 1
    found, damaged = archived(home, load_state(home))
    assert ([r.id for r in found], len(damaged)) == (["school-2"], 1)


def test_damage_is_not_written_over(home: Path) -> None:
    save_state(home, recall(home, load_state(home), "school-1"))
    old(home).write_bytes(b"[[[")
    begun(home, "later-2")
    assert old(home).read_bytes() == b"[[["
    assert here(home) == {"school-1", "later-1", "later-2"}


def test_what_the_archive_cannot_take_stays_in_the_state(tmp_path: Path) -> None:
    closed(tmp_path, "school-1")
    (tmp_path / ARCHIVE).write_text("a file where the folder should be")
    begun(tmp_path)
    assert here(tmp_path) == {"school-1", "later-1"}


def test_files_of_others_in_the_folder_are_left_alone(home: Path) -> None:
    for name in ("Notes.toml", ".new-abc", "читай.toml", "school-1.txt"):
        (home / ARCHIVE / name).write_bytes(b"[[[")
    assert list(damaged_archive(home)) == []
    assert [r.id for r in archived(home, load_state(home))[0]] == ["school-1"]


def test_who_waits_for_many_is_told_how_far_it_is(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MANY", 20)
    for n in range(1, 21):
        closed(bench.folder, f"vk-{n}")
    begun(bench.folder, day=DAY)
    bench.today = LATER + timedelta(400)
    told = bench.run("log", "later-1", "note", "--note", "x", typed=[])
    assert told.code == 0
    lines = [line for line in told.err.splitlines() if "архив" in line]
    assert len(lines) == 10
    assert lines[1] == "Давно закрытые обращения уходят в архив: 2 из 20. Это один раз."


def test_a_pipe_and_a_few_are_told_nothing(home: Path) -> None:
    told: list[int] = []
    changes.RUN.put_away = lambda done, _of: told.append(done)
    begun(home)
    assert told == []
