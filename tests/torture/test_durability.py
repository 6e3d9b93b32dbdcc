"""Nothing acknowledged is ever lost: killed writers, many writers, disks that say no.

A short run is part of the suite; ``make torture`` makes it long (SFERUM_TORTURE, the number of kills).
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.storage.state_file import STATE, load_state
from torture.writer import notes

FEW = "25" if os.name == "posix" else "10"  # elsewhere to begin a process takes seconds
KILLS = int(os.environ.get("SFERUM_TORTURE", FEW))
WRITERS, EACH = (32, 50) if KILLS > 1000 else (6, 8)
WRITER = Path(__file__).with_name("writer.py")
posix = pytest.mark.skipif(os.name != "posix", reason="limits, modes and links of POSIX")


@pytest.fixture
def home(bench: Bench) -> Path:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    return bench.folder


def writer(folder: Path, seed: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(folder), str(seed), str(count)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=WRITER.parents[2],
    )


def apply(before: list[str], told: list[str]) -> list[str]:
    """The notes that there must be after the acknowledgements ``told``."""
    now = list(before)
    for line in told:
        if line.startswith("+"):
            now.append(line[1:])
        elif line.startswith("-"):
            for gone in line[1:].split(","):
                if gone in now:
                    now.remove(gone)
    return now


def test_a_killed_writer_loses_nothing_that_it_acknowledged(home: Path) -> None:
    rng = random.Random(7)
    archived = 0
    for seed in range(KILLS):
        before = notes(home)
        process = writer(home, seed, 400)
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        time.sleep(rng.random() * 0.08)
        process.kill()
        rest = process.stdout.read()  # communicate() knows nothing of what readline() has taken in
        _, complaint = process.communicate()
        assert not complaint, (seed, complaint)
        told = [first, *rest[: rest.rfind("\n") + 1].splitlines()]
        expected = apply(before, told)
        found = notes(home)
        # At most the one action that was under way may be there without having been acknowledged.
        agrees = found == expected or one_more(expected, found)
        assert agrees, difference(home, seed, before, told, expected, found)
        archived += len(list((home / "archive").glob("*.toml")))
        # Days run on with each action, and the state file takes none after 2199.
        if len(found) > 60 or load_state(home).events[-1].date.year > 2100:
            shutil.rmtree(home)
            Bench(home).ok("unlink", "school", "--role", "parent", "--no-input")
    assert archived or KILLS < 25, "some of those killed were putting requests away"


def difference(
    home: Path, seed: int, before: list[str], told: list[str], expected: list[str], found: list[str]
) -> str:
    """All that is needed to find the cause; the folder lies where pytest keeps it."""
    lost = [each for each in expected if each not in found]
    foreign = [each for each in found if each not in expected]
    lines = [f"kill {seed} in {home}", f"lost: {lost}", f"not acknowledged: {foreign}"]
    lists = {"before": before, "told": told, "expected": expected, "found": found}
    return "\n".join([*lines, *(f"{name}: {each}" for name, each in lists.items())])


def one_more(expected: list[str], found: list[str]) -> bool:
    """Whether one action more was taken: something added at the end, or something taken back."""
    back = (expected[:n] + expected[n + 1 :] for n in range(len(expected)))
    return found[:-1] == expected or found in back


def test_many_writers_at_once_lose_no_event(home: Path) -> None:
    def run(seed: int) -> str:
        script = (
            "import sys; sys.path.insert(0, 'tests'); from torture import writer as w; from pathlib import Path\n"
            "import random\n"
            "from sferum_cli.storage import changes\n"
            "for call in (changes.change, changes.change_with_files, changes.locked.__wrapped__):\n"
            "    call.__kwdefaults__['patience'] = 600\n"
            "for n in range(int(sys.argv[3])):\n"
            "    w.write_down(Path(sys.argv[1]), 'school-1', w.Report('note', w.DAY, {'note': f'{sys.argv[2]}.{n}'}), today=w.DAY, at='x')\n"
        )
        command = [sys.executable, "-c", script, str(home), str(seed), str(EACH)]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=WRITER.parents[2], check=False
        ).stderr

    with ThreadPoolExecutor(WRITERS) as pool:
        assert set(pool.map(run, range(WRITERS))) == {""}
    assert sorted(notes(home)) == sorted(f"{w}.{n}" for w in range(WRITERS) for n in range(EACH))


def untouched(home: Path, *words: str, code: int, **environ: str) -> None:
    """A command that cannot write says so in one sentence and leaves the state as it was."""
    before = (home / STATE).read_bytes()
    outcome = Bench(home).run(*words, **environ)
    assert outcome.code == code, outcome.err
    assert 0 < outcome.err.count("\n") <= 2
    assert "Traceback" not in outcome.err
    assert (home / STATE).read_bytes() == before


@posix
def test_a_quota_or_full_disk_leaves_the_old_state(home: Path) -> None:
    before = (home / STATE).read_bytes()
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "from sferum_cli.__main__ import main\n"
        "sys.exit(main(['log', 'school-1', 'note', '--note', 'x' * 500]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited],
        env={**os.environ, "SFERUM_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert (home / STATE).read_bytes() == before
    assert not [file for file in home.iterdir() if file.name.startswith(".new-")]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_leaves_the_old_state(home: Path) -> None:
    home.chmod(0o500)
    try:
        untouched(home, "log", "school-1", "note", "--note", "x", code=2)
    finally:
        home.chmod(0o700)


def test_a_folder_in_the_place_of_the_state_is_said(home: Path) -> None:
    (home / STATE).unlink()
    (home / STATE).mkdir()
    outcome = Bench(home).run("status")
    assert (outcome.code, outcome.err.count("\n") <= 2) == (6, True)
    assert Bench(home).run("log", "school-1", "note", "--note", "x").code == 6


@posix
def test_a_broken_link_in_the_place_of_the_state_is_said(home: Path) -> None:
    (home / STATE).unlink()
    (home / STATE).symlink_to(home / "nowhere")
    assert Bench(home).run("status").code == 6


def test_a_vanished_folder_is_an_empty_start(home: Path) -> None:
    shutil.rmtree(home)
    assert Bench(home).run("status").code == 0
    assert Bench(home).run("log", "school-1", "note", "--note", "x").code == 3


def test_a_clock_set_back_loses_nothing(home: Path) -> None:
    from datetime import date

    bench = Bench(home, today=date(2020, 1, 1))
    bench.ok("log", "school-1", "note", "--note", "early")
    assert [e.type for e in load_state(home).events] == ["case", "planned", "note"]


def test_no_home_is_no_crash() -> None:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("HOME", "SFERUM_HOME", "XDG_DATA_HOME")
    }
    with contextlib.suppress(KeyError):
        del kept["USERPROFILE"]
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli", "--version"],
        env=kept,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
