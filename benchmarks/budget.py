"""What each command may cost on a pipe, in instructions: the same on every run of one machine.

`make budget` counts with valgrind and compares with budget.toml; --write takes the new counts over.
Python, the libraries and the machine change the counts, so the file names those it was made with.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".toml")
COLLECTED = re.compile(r"Collected : (\d+)")
RUN = "from sferum_cli.__main__ import entry; entry()"
COMMANDS = (
    "--version", "--help", "", "status", "status --json", "status school-1", "due", "why school-1",
    "guide gosuslugi", "support", "people list", "sources", "data where", "letter --list",
)  # fmt: skip
PATHS = ("gosuslugi", "school", "operator", "vk", "diary", "max-school")


def environment(home: Path) -> dict[str, str]:
    """What a run sees: one home, one day, one language."""
    return {
        "SFERUM_HOME": str(home), "SFERUM_TODAY": "2026-11-28", "SFERUM_LANG": "ru",
        "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"],
    }  # fmt: skip


def count(words: str, home: Path) -> int:
    """The instructions of one run, its output going into a pipe."""
    command = [sys.executable, "-c", RUN, *words.split()]
    subprocess.run(command, env=environment(home), capture_output=True, check=False, cwd=home)
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(
        counted, env=environment(home), capture_output=True, text=True, check=False, cwd=home
    )
    found = COLLECTED.search(done.stderr)
    if found is None:
        raise SystemExit(f"valgrind counted nothing for {words!r}: {done.stderr[-400:]}")
    return int(found[1])


def counts() -> dict[str, int]:
    """The instructions of every command, for somebody with six requests."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "sferum_cli")], check=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for path in PATHS:
            words = ["unlink", path, "--role", "parent", "--no-input"]
            subprocess.run(
                [sys.executable, "-c", RUN, *words], env=environment(home), capture_output=True,
                check=True, cwd=home,
            )  # fmt: skip
        return {words: count(words, home) for words in COMMANDS}


def run(arguments: list[str]) -> int:
    """Compare, or with --write take over; gives the exit code."""
    if shutil.which("valgrind") is None:
        sys.stderr.write("valgrind is needed\n")
        return 2
    known = (
        tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"tolerance": 0.01}
    )
    now, before = counts(), known.get("instructions", {})
    if "--write" in arguments:
        lines = [
            "# Written by `make budget ARGS=--write`: instructions of each command on a pipe.",
            f'python = "{platform.python_version()}"',
            f"tolerance = {known['tolerance']}  # of a count; a slower command fails `make budget`",
            "", "[instructions]", *(f'"{words}" = {n}' for words, n in now.items()),
        ]  # fmt: skip
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    worse = 0
    for words, n in now.items():
        old = before.get(words, 0)
        over = n > old * (1 + known["tolerance"])
        worse += over
        sys.stdout.write(f"{'OVER ' if over else ''}sferum {words}: {n:,} (budget {old:,})\n")
    return int(worse > 0)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
