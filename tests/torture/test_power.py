"""The power goes at each call of a write: what a real file system then has is the old or the new.

A process is killed in a call; then the image of the disk is copied as it is, without what the system
had not written to it yet, and looked at as after a start. It needs the rights to mount an image.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from torture.commands import COMMANDS, asked_for, build, kept, process, settled

ALL = "SFERUM_TORTURE" in os.environ
TRIED = ("log", "attach", "undo", "letter", "people add", "people remove", "restore", "import", "wipe")  # fmt: skip
TOOLS = ("mkfs.ext4", "mount", "umount", "strace")
CHANGING = "rename,renameat,renameat2,fsync,unlink,unlinkat,rmdir,mkdir,mkdirat,write"
pytestmark = [
    pytest.mark.skipif(not ALL, reason="make torture mounts disks, the suite does not"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"one of {TOOLS} is missing"),
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount an image"
    ),
]


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """The disk in ``image``, which writes nothing by itself for a long time."""
    place.mkdir(exist_ok=True)
    made = subprocess.run(["mount", "-o", "loop,commit=900", image, place], check=False)
    if made.returncode:
        pytest.skip("this machine lets nobody mount an image")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An image of a disk on which every command has something to do."""
    folder = tmp_path_factory.mktemp("disk")
    image = folder / "model.img"
    image.write_bytes(b"")
    os.truncate(image, 16_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    with mounted(image, folder / "made") as place:
        build(place)
    return image


def cut(image: Path, words: tuple[str, ...], folder: Path, at: int) -> tuple[int, int, Path]:
    """Run ``words`` on a copy of ``image`` with the power gone at call ``at`` (0: after the answer).

    Gives the exit code, the number of calls, and the disk as it then is.
    """
    disk, after = folder / "disk.img", folder / "cut.img"
    shutil.copyfile(image, disk)
    with mounted(disk, folder / "running") as place:
        command, environ = process(words, place)
        inject = ["-e", f"inject={CHANGING}:signal=KILL:when={at}"] if at else []
        log = folder / "calls"
        tracing = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={CHANGING}", *inject]
        done = subprocess.run(
            [*tracing, *command], env=environ, cwd=place / "out", capture_output=True, check=False
        )
        shutil.copyfile(disk, after)
    return done.returncode, len(log.read_text(encoding="utf-8").splitlines()), after


def look(image: Path, folder: Path) -> tuple[dict[str, object], dict[str, bytes]]:
    with mounted(image, folder / "looked") as place:
        return settled(place)


@pytest.mark.parametrize("name", TRIED)
def test_after_the_power_is_gone_the_old_or_the_new_is_there(
    model: Path, tmp_path: Path, name: str
) -> None:
    with mounted(model, tmp_path / "before") as place:
        before = (kept(place), asked_for(place))
    code, count, image = cut(model, COMMANDS[name], tmp_path, 0)
    assert code == 0
    after = look(image, tmp_path)
    assert after != before, "what was acknowledged is on the disk"
    seen = []
    for at in range(1, count + 1):
        _, _, image = cut(model, COMMANDS[name], tmp_path, at)
        found = look(image, tmp_path)
        for one, old, new in zip(found, before, after, strict=True):
            assert one in (old, new), at
        seen.append(found[0] == after[0])
    assert seen == sorted(seen), "from one call on it is the new, and stays so"
