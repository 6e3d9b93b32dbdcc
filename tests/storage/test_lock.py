"""The lock: one process at a time, and none after its end."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from sferum_cli.storage import lock
from sferum_cli.storage.lock import file_lock

HOLD = (
    "import sys, time; from pathlib import Path; from sferum_cli.storage.lock import file_lock\n"
    "with file_lock(Path(sys.argv[1]), 5):\n    print('held', flush=True); time.sleep(60)"
)


def test_who_holds_it_keeps_others_out_until_the_end(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    for _ in range(2):
        with file_lock(file, 0):
            with pytest.raises(TimeoutError), file_lock(file, 0.01):
                pass
            with pytest.raises(Timeout), FileLock(file, timeout=0):  # earlier versions held it so
                pass
    with FileLock(file), pytest.raises(TimeoutError), file_lock(file, 0):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    other = subprocess.Popen([sys.executable, "-c", HOLD, file], stdout=subprocess.PIPE, text=True)
    assert other.stdout
    with other.stdout:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(TimeoutError), file_lock(file, 0):
            pass
        other.kill()
        other.wait()
    with file_lock(file, 5):
        pass


def test_who_waits_gets_it_once_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def held_at_first(_: int) -> None:
        tried.append(1)
        if len(tried) < 3:
            raise BlockingIOError(errno.EAGAIN, "held")

    monkeypatch.setattr(lock, "_take", held_at_first)
    with file_lock(tmp_path / "lock", 5):
        assert len(tried) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no file that is open")
def test_a_file_that_was_deleted_by_its_holder_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "lock"
    take = lock._take

    def deleted(descriptor: int) -> None:
        take(descriptor)
        monkeypatch.setattr(lock, "_take", take)
        file.unlink()

    monkeypatch.setattr(lock, "_take", deleted)
    with file_lock(file, 5), pytest.raises(TimeoutError), file_lock(file, 0):
        pass


def test_what_is_no_file_or_knows_no_locks_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises((IsADirectoryError, PermissionError)), file_lock(tmp_path, 5):
        pass

    def unknown(_: int) -> None:
        raise OSError(errno.ENOSYS, "no locks here")

    monkeypatch.setattr(lock, "_take", unknown)
    with pytest.raises(OSError, match="no locks here"), file_lock(tmp_path / "lock", 5):
        pass
