"""The zip for Windows: what people get holds all, is the same each time, and runs where there is wine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import windows

from sferum_cli import __version__

ROOT = Path(__file__).parent.parent
# Made by `make windows`, which tries it; without it only the recipe is looked at.
MADE = os.environ.get("SFERUM_WINDOWS_ZIP")
made = pytest.mark.skipif(
    not MADE, reason="the zip takes an index: `make windows` makes and tries it"
)


@pytest.mark.parametrize("text", [windows.COMMAND, windows.START], ids=["sferum.cmd", "START.cmd"])
def test_what_is_clicked_is_plain_letters_in_paths_that_may_hold_blanks(text: str) -> None:
    assert text.isascii()
    assert "%~dp0" in text
    assert not re.search(r'(?<!")(?<!PATH=)%~dp0', text)
    assert "setx" not in text
    assert "reg " not in text


def test_what_nobody_needs_is_left_out(tmp_path: Path) -> None:
    kept = ["python/python.exe", "python/Lib/site-packages/rich/text.py", "sferum.cmd"]
    left = ["python/Lib/site-packages/bin/x.exe", "python/Lib/site-packages/rich/__pycache__/a.pyc", "python/Lib/site-packages/x/tests/t.py"]  # fmt: skip
    for name in (*kept, *left):
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_bytes(name.encode())
    for name in ("1.zip", "2.zip"):
        windows.pack(tmp_path / "a", tmp_path / name)
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert sorted(archive.namelist()) == sorted(f"sferum/{name}" for name in kept)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip in a folder as people have it."""
    place = tmp_path_factory.mktemp("Мои документы 2")
    with zipfile.ZipFile(ROOT / str(MADE)) as archive:
        archive.extractall(place)
    return place / windows.FOLDER


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Wine as a Russian Windows 10; a prefix that `make windows-test` has made is taken."""
    if not shutil.which("wine"):
        pytest.skip("wine is not on this computer")
    ready = windows.PLACE / "prefix"
    prefix = ready if ready.exists() else tmp_path_factory.mktemp("wine") / "prefix"
    return windows.wine_environ(prefix)


def in_windows(place: Path) -> str:
    """A path of this computer as a program in wine calls it."""
    return "Z:" + str(place).replace("/", "\\")


def ran(file: str, *words: str, at: Path, environ: Mapping[str, str]) -> bytes:
    """What a command of the zip prints in wine; Python there asks for a pipe on each side.

    By its whole path, as a double click does it.
    """
    home = in_windows(at.parent / "data")
    done = subprocess.run(
        ["wine", "cmd", "/c", in_windows(at / file), *words], cwd=at, env={**environ, "SFERUM_HOME": home}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=300,
    )  # fmt: skip
    return done.stdout.replace(b"\r\n", b"\n")


@made
def test_the_zip_holds_the_program_and_python() -> None:
    with zipfile.ZipFile(ROOT / str(MADE)) as archive:
        inside = {name.removeprefix("sferum/") for name in archive.namelist()}
        assert archive.testzip() is None
    top = {"sferum.cmd", "START.cmd", "README.txt", "LICENSE.txt"}
    assert {name for name in inside if "/" not in name} == top
    files = (f for f in (ROOT / "sferum_cli").rglob("*") if f.is_file())
    kept = (f for f in files if "__pycache__" not in f.parts)
    program = {f"python/Lib/site-packages/{f.relative_to(ROOT).as_posix()}" for f in kept}
    assert program <= inside
    assert {"python/python.exe", "python/pythonw.exe", "python/LICENSE.txt"} <= inside


@made
def test_it_runs_without_any_python_of_the_computer(
    unpacked: Path, environ: Mapping[str, str]
) -> None:
    told = ran("sferum.cmd", "--version", at=unpacked, environ=environ)
    assert f"sferum {__version__}".encode() in told
    told = ran("sferum.cmd", "unlink", "school", "--role", "parent", "--no-input", "--json", at=unpacked, environ=environ)  # fmt: skip
    assert json.loads(told[told.index(b"{") :].decode("utf-8"))["request"]["id"] == "school-1"
    words = ("guide", "school", "--role", "parent", "--format", "html", "-o", "памятка.html")
    ran("sferum.cmd", *words, at=unpacked, environ=environ)
    assert "<html" in (unpacked / "памятка.html").read_text(encoding="utf-8")


@made
def test_a_double_click_opens_the_first_page(unpacked: Path, environ: Mapping[str, str]) -> None:
    told = ran("START.cmd", at=unpacked, environ=environ).decode("utf-8", "replace")
    assert "sferum" in told
    assert "Traceback" not in told
