"""The single file: its own beginning starts the program, or says in a sentence why it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import single_file

from sferum_cli.__main__ import not_unpacked
from sferum_cli.errors import RUN

# What our beginning needs of shiv's, in its words: the folder, unpacking, starting.
SHIV = """
import os, sys
from pathlib import Path

def run(program):
    sys.exit(program())

def extract_site_packages(archive, place, *more):
    (place / "site-packages").mkdir(parents=True)

def program():
    print("the program")
    if "own" in sys.argv:
        raise PermissionError(13, "of its own")

def bootstrap():
    place = Path(os.environ.get("SHIV_ROOT") or "~/.shiv").expanduser() / "sferum.pyz_1"
    if not place.exists():
        extract_site_packages(None, place)
    run(program)
"""


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A file as shiv makes it, with our beginning in the place of its."""
    given, made = tmp_path / "packed.pyz", tmp_path / "sferum.pyz"
    with given.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("_bootstrap/__init__.py", SHIV)
            archive.writestr("__main__.py", "raise SystemExit('not ours')\n")
    single_file.give_start(given, made)
    return made


def started(packed: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    spare = {"SYSTEMROOT", "PATH"}
    kept = {name: value for name, value in os.environ.items() if name.upper() in spare}
    return subprocess.run(
        [sys.executable, packed, *words],
        env={**kept, "SFERUM_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1", **environ},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_unpacks_once_and_starts(packed: Path, tmp_path: Path) -> None:
    place = tmp_path / "a" / "new folder"
    for _ in range(2):
        done = started(packed, SHIV_ROOT=str(place))
        assert (done.returncode, done.stdout, done.stderr) == (0, "the program\n", "")
    assert (place / "sferum.pyz_1/site-packages").is_dir()
    assert packed.read_bytes().startswith(b"#!/usr/bin/env python3\n")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_folder_that_cannot_be_written_is_a_sentence_and_a_way_out(
    packed: Path, tmp_path: Path, language: str
) -> None:
    in_the_way = tmp_path / "no folder"
    in_the_way.write_text("", encoding="utf-8")
    done = started(packed, "status", SHIV_ROOT=str(in_the_way), SFERUM_LANG=language)
    assert (done.returncode, done.stdout) == (2, "")
    sentence, hint = done.stderr.splitlines()
    assert str(in_the_way) in sentence
    assert "SHIV_ROOT=" in hint
    told = json.loads(started(packed, "status", "--json", SHIV_ROOT=str(in_the_way)).stderr)
    assert {"code": 2, "key": "error.unpack", "written": False}.items() <= told["error"].items()


def test_the_home_is_named_where_nothing_else_is(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "no home"
    home.write_text("", encoding="utf-8")
    done = started(packed, HOME=str(home), USERPROFILE=str(home))
    assert done.returncode == 2
    assert str(home / ".shiv") in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_program_meets_is_not_taken_for_a_failure_to_unpack(
    packed: Path, tmp_path: Path
) -> None:
    done = started(packed, "own", SHIV_ROOT=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.endswith("PermissionError: [Errno 13] of its own\n")


def test_what_is_told_is_in_the_language_and_the_shape_that_were_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(RUN, "commits", 0)  # what other tests of this process have written
    full = OSError(28, "No space left on device")
    for language, sentence, hint in (
        ("ru", "программа не смогла распаковаться в папку /x: на диске нет места.", "Другая папка, где можно писать и есть 130 МБ места:  SHIV_ROOT=ПАПКА python3 sferum.pyz"),
        ("en", "the program could not unpack itself into /x: no space left on the disk.", "Another folder with 130 MB of space that you may write to:  SHIV_ROOT=FOLDER python3 sferum.pyz"),
    ):  # fmt: skip
        monkeypatch.setattr(sys, "argv", ["sferum.pyz", "--lang", language])
        assert not_unpacked("/x", full) == 2
        assert capsys.readouterr().err == f"sferum: {sentence}\n{hint}\n"
    assert not_unpacked("/x", KeyboardInterrupt()) == 130
    assert "Traceback" not in capsys.readouterr().err
