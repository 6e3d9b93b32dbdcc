"""Backups: what was there before each change, thinned out by one rule, never pushed out by damage."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.state import New, record
from sferum_cli.errors import DamagedFile
from sferum_cli.storage.backups import (
    BACKUPS,
    DAYS,
    NEWEST,
    WEEKS,
    earlier_copies,
    foreign_copies,
    keep_backup,
    worth_keeping,
)
from sferum_cli.storage.changes import change
from sferum_cli.storage.state_file import STATE

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
moments = st.lists(st.integers(0, 120 * 24 * 60), unique=True, max_size=120).map(
    lambda minutes: [START + timedelta(minutes=m) for m in sorted(minutes)]
)


def named(times: list[datetime]) -> list[tuple[str, datetime]]:
    return [(moment.isoformat(), moment) for moment in times]


@given(moments)
def test_the_newest_and_the_first_of_the_late_days_and_weeks_survive(times: list[datetime]) -> None:
    left = worth_keeping(named(times))
    assert {m.isoformat() for m in times[-NEWEST:]} <= left
    assert len(left) <= NEWEST + DAYS + WEEKS
    days = sorted({m.date() for m in times})
    for day in days[-DAYS:]:
        assert min(m for m in times if m.date() == day).isoformat() in left
    weeks = sorted({m.isocalendar()[:2] for m in times})
    for week in weeks[-WEEKS:]:
        assert min(m for m in times if m.isocalendar()[:2] == week).isoformat() in left


@given(moments)
def test_thinning_out_at_each_change_is_the_same_as_once_at_the_end(times: list[datetime]) -> None:
    left: list[tuple[str, datetime]] = []
    for one in named(times):
        left.append(one)
        left = [each for each in left if each[0] in worth_keeping(left)]
    assert {name for name, _ in left} == worth_keeping(named(times))


def at(file: Path, moment: datetime, text: str) -> None:
    file.write_text(text)
    os.utime(file, (moment.timestamp(), moment.timestamp()))


def test_a_copy_is_named_after_the_moment_its_content_was_written(tmp_path: Path) -> None:
    at(tmp_path / STATE, START, "x")
    keep_backup(tmp_path / STATE)
    (copy,) = earlier_copies(tmp_path)
    assert (copy.file.name, copy.of, copy.written) == (
        "state-000001-2026-11-23T080000.000Z.toml", "state", START,
    )  # fmt: skip


def test_a_hundred_changes_leave_a_bounded_number_of_copies(tmp_path: Path) -> None:
    for n in range(100):
        at(tmp_path / STATE, START + timedelta(hours=7 * n), str(n))
        keep_backup(tmp_path / STATE)
    texts = [each.file.read_text() for each in earlier_copies(tmp_path)]
    assert texts[:NEWEST] == [str(n) for n in range(99, 99 - NEWEST, -1)]
    assert texts[-1] == "0"
    assert len(texts) <= NEWEST + DAYS + WEEKS


def test_an_old_file_brought_back_is_the_newest_copy_whatever_its_time(tmp_path: Path) -> None:
    for n in range(40):
        at(tmp_path / STATE, START + timedelta(minutes=n), str(n))
        keep_backup(tmp_path / STATE)
    at(tmp_path / STATE, START - timedelta(days=900), "old")
    keep_backup(tmp_path / STATE)
    assert earlier_copies(tmp_path)[0].file.read_text() == "old"


def test_people_and_state_do_not_push_each_other_out(tmp_path: Path) -> None:
    at(tmp_path / "people.toml", START, "who")
    keep_backup(tmp_path / "people.toml")
    for n in range(40):
        at(tmp_path / STATE, START + timedelta(minutes=n), str(n))
        keep_backup(tmp_path / STATE)
    assert [each.of for each in earlier_copies(tmp_path)].count("people") == 1


def test_names_of_the_first_versions_are_understood(tmp_path: Path) -> None:
    (tmp_path / BACKUPS).mkdir()
    (tmp_path / BACKUPS / "state-2026-11-23T080000Z.toml").write_text("x")
    assert [each.written for each in earlier_copies(tmp_path)] == [START]


def test_damage_never_becomes_a_backup(tmp_path: Path) -> None:
    day = date(2026, 11, 23)
    opened = [New("planned", "school-1", day, {"path": "school"})]
    change(tmp_path, lambda state: record(state, opened, at="x"))
    change(tmp_path, lambda state: record(state, opened[:0], at="x"))
    before = [each.file.read_bytes() for each in earlier_copies(tmp_path)]
    (tmp_path / STATE).write_bytes(b"\0" * 99)
    for _ in range(20):
        with pytest.raises(DamagedFile):
            change(tmp_path, lambda state: record(state, opened, at="x"))
    assert [each.file.read_bytes() for each in earlier_copies(tmp_path)] == before


def test_the_copy_that_older_versions_kept_is_one_too(tmp_path: Path) -> None:
    at(tmp_path / "state.backup.toml", START, "x")
    assert [each.file.name for each in earlier_copies(tmp_path)] == ["state.backup.toml"]


def test_what_only_looks_like_a_backup_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / BACKUPS
    folder.mkdir()
    (tmp_path / "secret").write_text("x")
    (folder / "state-2026-11-23T080000Z.toml").symlink_to(tmp_path / "secret")
    for name in ("state-2026-11-23T990000Z.toml", "state-2026-11-23.toml", "mine.toml"):
        (folder / name).write_text("x")
    assert earlier_copies(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "state (conflicted copy 2026-11-23).toml",
        "state (Мама: конфликтующая копия 2026-11-23).toml",
        "state-DESKTOP-4F.toml",
        "state.sync-conflict-20261123-080000-AB12CD3.toml",
        "State (1).toml",
        "people 2.toml",
    ],
)
def test_a_copy_that_synchronising_laid_beside_is_noticed(tmp_path: Path, name: str) -> None:
    for ours in (STATE, "people.toml", "plan.toml", "state.damaged-2026-11-23T080000Z.toml"):
        (tmp_path / ours).write_text("x")
    (tmp_path / name).write_text("x")
    assert [(c.file.name, c.of) for c in foreign_copies(tmp_path)] == [(name, name.lower()[:5].replace("peopl", "people"))]  # fmt: skip
