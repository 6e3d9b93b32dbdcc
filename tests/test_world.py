"""The language and the clock that a run starts with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("environ", "russian"),
    [
        ({}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LC_ALL": "POSIX"}, True),
        ({"LANG": "ru_RU.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ru_RU.UTF-8"}, True),
        ({"LANG": "ru_RU.UTF-8", "SFERUM_LANG": "en"}, False),
        ({"LANG": "en_US.UTF-8", "SFERUM_LANG": "ru"}, True),
        ({"LANG": "en_US.UTF-8", "SFERUM_LANG": "fr"}, False),
    ],
    ids=str,
)
def test_it_speaks_russian_unless_somebody_says_english(
    environ: dict[str, str], russian: bool, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli"], env={**environ, "SFERUM_HOME": str(tmp_path)}, capture_output=True, check=True,
    )  # fmt: skip
    assert ("Сферум" in done.stdout.decode()) == russian


def test_an_unreadable_day_is_one_sentence_and_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli", "status"], env={"SFERUM_TODAY": "soon", "SFERUM_HOME": str(tmp_path)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 2


def test_a_home_of_nobody_is_a_plain_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli", "status"], env={"SFERUM_HOME": "~nobody-here"}, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
