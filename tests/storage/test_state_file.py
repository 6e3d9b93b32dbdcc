"""The state file: whole or not at all, owner-only, never overwritten when it is not understood."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from conftest import Bench
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.events import Event
from sferum_cli.core.state import New, State, record
from sferum_cli.errors import BadUsage, DamagedFile, StateBusy
from sferum_cli.storage.backups import BACKUPS, earlier_copies
from sferum_cli.storage.changes import LOCK, change
from sferum_cli.storage.manifest import MANIFEST
from sferum_cli.storage.state_file import FIRST, LAST, STATE, dump_state, load_state, parse_state

DAY = date(2026, 11, 26)
posix = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")


def plan(folder: Path) -> None:
    change(
        folder, lambda s: record(s, [New("planned", "school-1", DAY, {"path": "school"})], at="x")
    )


def note(folder: Path, text: str) -> None:
    change(folder, lambda s: record(s, [New("note", "school-1", DAY, {"note": text})], at="x"))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    plan(tmp_path)
    note(tmp_path, "Ответили: «нет»")
    events = load_state(tmp_path).events
    assert [(e.type, e.text("note")) for e in events] == [
        ("planned", ""),
        ("note", "Ответили: «нет»"),
    ]


values = st.one_of(
    st.text(max_size=30), st.integers(-(2**40), 2**40), st.booleans(), st.dates(FIRST, LAST)
)
events = st.builds(
    Event, id=st.just(0), at=st.text(max_size=8), type=st.text(max_size=8), request=st.from_regex(r"([a-z][a-z0-9-]{0,8}-[0-9]{1,3})?", fullmatch=True),
    date=st.dates(FIRST, LAST), action=st.integers(0, 9),
    data=st.dictionaries(st.text("abcdefgh", min_size=3, max_size=8), values, max_size=4),
)  # fmt: skip


@given(st.lists(events, max_size=6))
def test_saving_and_loading_changes_nothing(rows: list[Event]) -> None:
    import tomli_w

    numbered = tuple(
        Event(n, e.at, e.type, e.request, e.date, e.action, e.data) for n, e in enumerate(rows, 1)
    )
    state = State(numbered, len(rows) + 1)
    assert parse_state(tomli_w.dumps(dump_state(state)), Path("x")) == state


def test_the_copy_before_the_last_change_is_kept(tmp_path: Path) -> None:
    plan(tmp_path)
    before = (tmp_path / STATE).read_bytes()
    os.utime(tmp_path / STATE, (0, 0))
    note(tmp_path, "x")
    assert earlier_copies(tmp_path)[-1].file.read_bytes() == before


def test_what_is_there_now_is_among_the_copies(tmp_path: Path) -> None:
    plan(tmp_path)
    note(tmp_path, "x")
    assert earlier_copies(tmp_path)[0].file.read_bytes() == (tmp_path / STATE).read_bytes()


def test_what_another_hand_wrote_is_kept_before_it_is_replaced(tmp_path: Path) -> None:
    plan(tmp_path)
    by_hand = (tmp_path / STATE).read_bytes() + b"# mine\n"
    (tmp_path / STATE).write_bytes(by_hand)
    os.utime(tmp_path / STATE, (0, 0))
    note(tmp_path, "x")
    assert by_hand in [each.file.read_bytes() for each in earlier_copies(tmp_path)]


@posix
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    plan(home)
    note(home, "x")
    for place in (home, home / BACKUPS):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    for file in home.rglob("*.*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    plan(tmp_path)
    note(tmp_path, "x")
    # On Windows the lock goes when it is let go; elsewhere a second process may wait for that file.
    there = {file.name for file in tmp_path.iterdir()} | {LOCK}
    assert there == {STATE, BACKUPS, LOCK, MANIFEST}
    assert {file.name[:6] for file in (tmp_path / BACKUPS).iterdir()} == {"state-"}


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"schema = 1\nevent = 3\n", b"schema = 99\n", b"\x00" * 400, b"schema = 1\n[[event]]\nid = 1\n",
        b"\xff\xfe", b"schema = 'x'\n", b"[[[", b"schema = 1\nnext_id = 'a'\n", b"a = " + b"[" * 9000,
        b"schema = 1\nnext_id=1\n[[event]]\nid=1\nat='a'\ntype='note'\nrequest='r'\ndate=2026-01-01T00:00:00\naction=1\n",
        b"schema = 1\nnext_id=1\n[[event]]\nid=1\nat='a'\ntype='note'\nrequest='r'\ndate=2026-01-01\naction=1\n",
        b"schema = 1\nnext_id=2\n[[event]]\nid=1\nat='a'\ntype='planned'\nrequest='x-1'\ndate=9999-12-31\naction=1\n",
        b"schema = 1\nnext_id = 9999999999999\n", b"schema = 0\n", b"schema = -1\n",
        b"schema = 1\nevent = [1]\n", b"schema = 1\nnumbers = 3\n", b"schema = 1\n[numbers]\nschool = 'one'\n",
        b"schema = 1\nnext_id=2\n[[event]]\nid=1\nat='a'\ntype='note'\nrequest='r-1'\ndate=2026-01-01\naction=1\nnote=[1]\n",
        b"schema = 1\nnext_id=3\n" + 2 * b"[[event]]\nid=1\nat='a'\ntype='note'\nrequest='r-1'\ndate=2026-01-01\naction=1\n",
        b"schema = 1\nnext_id=2\n[[event]]\nid=1\nat='a'\ntype='planned'\nrequest='../../x-1'\ndate=2026-01-01\naction=1\n",
    ],
    ids=lambda damage: repr(damage[:20]),
)  # fmt: skip
def test_a_file_that_is_not_understood_is_never_overwritten(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / STATE).write_bytes(damage)
    with pytest.raises(DamagedFile):
        load_state(tmp_path)
    with pytest.raises(DamagedFile):
        plan(tmp_path)
    assert (tmp_path / STATE).read_bytes() == damage


def test_a_state_held_by_somebody_else_is_busy_and_unchanged(tmp_path: Path) -> None:
    plan(tmp_path)
    before = (tmp_path / STATE).read_bytes()
    with FileLock(tmp_path / LOCK), pytest.raises(StateBusy):
        change(tmp_path, lambda state: (state, None), patience=0.05)
    assert (tmp_path / STATE).read_bytes() == before


def test_the_lock_of_a_killed_process_blocks_nobody(tmp_path: Path) -> None:
    plan(tmp_path)
    hold = (
        "import os, sys; from filelock import FileLock\n"
        "lock = FileLock(sys.argv[1]); lock.acquire(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", hold, str(tmp_path / LOCK)], check=False)
    note(tmp_path, "still works")


def test_an_edit_that_says_no_writes_nothing(tmp_path: Path) -> None:
    plan(tmp_path)
    before = (tmp_path / STATE).read_bytes()
    with pytest.raises(BadUsage):
        change(tmp_path, lambda s: record(s, [New("verified", "school-1", DAY)], at="x"))
    assert (tmp_path / STATE).read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadUsage):
        plan(tmp_path / "file" / "home")


def test_a_link_to_the_state_elsewhere_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "synced"
    real.mkdir()
    (real / "s.toml").write_text("schema = 1\nnext_id = 1\nevent = []\n")
    home = tmp_path / "home"
    home.mkdir()
    (home / STATE).symlink_to(real / "s.toml")
    plan(home)
    assert (home / STATE).is_symlink()
    assert tomllib.loads((real / "s.toml").read_text())["event"][0]["type"] == "planned"


def test_a_file_in_the_place_of_the_folder_is_said(bench: Bench) -> None:
    bench.folder.write_text("mine", encoding="utf-8")
    assert bench.run("unlink", "school", "--role", "parent", "--no-input").code in (2, 6)
    assert bench.folder.read_text(encoding="utf-8") == "mine"
