"""What an earlier copy took the place of is found among the backups; else no backup is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Bench, js

from sferum_cli.storage import lost
from sferum_cli.storage.lost import lost_states
from sferum_cli.storage.state_file import load_state


def names(folder: Path) -> list[set[str]]:
    return [{e.request for e in s.events} - {""} for s in lost_states(folder, load_state(folder))]


def test_what_a_restored_copy_had_not_is_lost_once_however_often_it_was_kept(bench: Bench) -> None:
    for path in ("school", "gosuslugi", "diary"):
        bench.ok("unlink", path, "--role", "parent", "--no-input")
    assert names(bench.folder) == []
    oldest = len(js(bench, "data", "restore")["backups"])
    bench.ok("data", "restore", str(oldest), "--yes")
    assert names(bench.folder) == [{"school-1", "gosuslugi-1", "diary-1"}]
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    assert len(names(bench.folder)) == 1
    bench.ok("data", "restore", str(oldest + 2), "--yes")
    assert names(bench.folder)[0] == {"school-1", "vk-1"}
    (bench.folder / "backups" / "state-999999-2026-11-23T120000.000Z.toml").write_text("[[[")
    assert len(names(bench.folder)) == 2


def test_where_the_numbers_have_no_gap_no_copy_is_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("undo")
    monkeypatch.setattr(lost, "read_text", lambda _: pytest.fail("a copy was read"))
    assert names(bench.folder) == []
