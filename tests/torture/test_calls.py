"""The same in a process of its own: strace makes the n-th call fail, or kills the process in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sferum_cli.text import t
from torture.commands import COMMANDS, asked_for, build, kept, process, settled

ALL = "SFERUM_TORTURE" in os.environ
CALLS = {
    "rename": "rename,renameat,renameat2",
    "fsync": "fsync",
    "unlink": "unlink,unlinkat,rmdir",
    "mkdir": "mkdir,mkdirat",
    "write": "write",
    "flock": "flock",
}
TRIED = [(name, call) for name in COMMANDS for call in CALLS]
FEW = [("log", "rename"), ("log", "fsync")]
pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed here")


def run(words: tuple[str, ...], place: Path, *tracing: str) -> subprocess.CompletedProcess[str]:
    command, environ = process(words, place)
    strace = ["strace", "-f", "-qq", *tracing, "-E", "LC_ALL=C.UTF-8"]
    return subprocess.run(
        [*strace, *command], env=environ, cwd=place / "out", capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def can_trace() -> bool:
    return subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode == 0


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not can_trace():
        pytest.skip("this machine lets nobody trace a process")
    place = tmp_path_factory.mktemp("model")
    build(place)
    return place


def copied(model: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(model, place)
    return place


@pytest.mark.parametrize(("name", "call"), TRIED if ALL else FEW)
def test_the_answer_of_a_process_agrees_with_the_disk(
    model: Path, tmp_path: Path, name: str, call: str
) -> None:
    words, place, log = COMMANDS[name], tmp_path / "trial", tmp_path / "calls"
    before = (kept(model), asked_for(model))
    done = run(words, copied(model, place), "-o", str(log), "-e", f"trace={CALLS[call]}")
    assert done.returncode == 0, done.stderr
    after, count = settled(place), len(log.read_text(encoding="utf-8").splitlines())
    for at in range(1, count + 1):
        for how in ("error=EIO", "error=ENOSPC", "signal=KILL") if ALL else ("error=EIO",):
            inject = f"inject={CALLS[call]}:{how}:when={at}"
            done = run(words, copied(model, place), "-o", os.devnull, "-e", inject)
            found, seen = settled(place), (call, how, at, done.returncode, done.stderr)
            if "KILL" in how:
                assert found[0] in (before[0], after[0]), seen
                assert found[1] in (before[1], after[1]), seen
            elif done.returncode == 0:
                assert found == after, seen
            else:
                assert "Traceback" not in done.stderr, seen
                # A wipe that could not remove everything is an answer and no error.
                told = t("error.written") in done.stderr or not done.stderr
                assert (found != before) is told, seen
