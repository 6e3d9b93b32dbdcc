"""The packages: built, installed into a clean environment, and used from an unrelated folder."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import tomli_w
from letter_answers import ANSWERS

from sferum_cli import __version__

venv = pytest.importorskip("venv", reason="a Python without installation has none")
ROOT = Path(__file__).parent.parent
NAME = f"sferum_cli-{__version__}"
# Made by `make packages`; without it the tests build the wheel and the sdist themselves.
MADE = os.environ.get("SFERUM_DIST")


def build(source: Path, dist: Path, *targets: str) -> None:
    words = [word for target in targets for word in ("-t", target)]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", dist, *words],
        cwd=source,
        capture_output=True,
        check=True,
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if MADE:
        return (ROOT / MADE).absolute()
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder, "wheel", "sdist")
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return dist / f"{NAME}-py3-none-any.whl"


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    return dist / f"{NAME}.tar.gz"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment of its own; only the libraries are borrowed from ours."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = {"base": str(home), "platbase": str(home)}
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel],
        check=True,
    )  # fmt: skip
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    libraries = sysconfig.get_path("purelib")
    (site / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    return python.parent / "sferum"


def contents(wheel: Path) -> dict[str, int]:
    """The files of a wheel with their check sums, but for the list of them."""
    with zipfile.ZipFile(wheel) as archive:
        return {i.filename: i.CRC for i in archive.infolist() if not i.filename.endswith("/RECORD")}


def in_tree(folder: str) -> set[str]:
    files = (f for f in (ROOT / folder).rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    return {f.relative_to(ROOT).as_posix() for f in files}


def used(*command: str | Path, at: Path) -> str:
    """What the installed program prints, far from its source and with nothing of its own yet."""
    foreign = ("PYTHON", "SFERUM", "LC_", "LANG", "SHIV", "VIRTUAL_ENV")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    done = subprocess.run(
        command,
        cwd=at,
        env={**kept, "SFERUM_HOME": str(at / "data"), "SHIV_ROOT": str(at / "unpacked")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def a_parents_day(*sferum: str | Path, at: Path) -> None:
    """What a parent does with it: looks, reads, walks, writes."""
    assert used(*sferum, "--version", at=at) == f"sferum {__version__}\n"
    assert len(json.loads(used(*sferum, "guide", "--json", at=at))["paths"]) > 10
    walked = used(*sferum, "unlink", "gosuslugi", "--role", "parent", "--no-input", at=at)
    assert "gosuslugi-1" in walked
    (at / "answers.toml").write_text(tomli_w.dumps(ANSWERS), encoding="utf-8")
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("eml", b"Subject"), ("txt", b"")):
        file = at / f"letter.{form}"
        words = (
            "letter",
            "school-parent",
            "--answers",
            "answers.toml",
            "--format",
            form,
            "-o",
            file,
        )
        used(*sferum, *words, at=at)
        assert start in file.read_bytes()


def test_the_installed_wheel_does_a_parents_work(installed: Path, tmp_path: Path) -> None:
    a_parents_day(installed, at=tmp_path)


def test_the_single_file_does_a_parents_work(tmp_path: Path) -> None:
    if not MADE:
        pytest.skip("sferum.pyz takes a while and an index: `make packages` makes and tries it")
    a_parents_day(sys.executable, ROOT / MADE / "sferum.pyz", at=tmp_path)


def test_the_single_file_says_why_it_cannot_unpack(tmp_path: Path) -> None:
    if not MADE:
        pytest.skip("sferum.pyz takes a while and an index: `make packages` makes and tries it")
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / MADE / "sferum.pyz", "status"],
        env={**os.environ, "SHIV_ROOT": str(tmp_path / "file"), "SFERUM_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert "could not unpack itself" in done.stderr


def test_the_wheel_brings_its_manual(installed: Path) -> None:
    share = installed.parent.parent / "share"
    for page in sorted((ROOT / "man").rglob("*.1")):
        assert (share / page.relative_to(ROOT)).read_bytes() == page.read_bytes()
    russian = (ROOT / "man/ru/man1/sferum.1").read_bytes()
    assert (share / "man/man1/sferum-ru.1").read_bytes() == russian


def test_the_wheel_holds_every_file_of_the_program_and_no_other(wheel: Path) -> None:
    inside = set(contents(wheel))
    program = {name for name in inside if name.startswith("sferum_cli/")}
    assert program == in_tree("sferum_cli")
    assert {"sferum_cli/py.typed", "sferum_cli/render/letter.typ"} <= program
    data = f"{NAME}.data/data/share/"
    assert {n.removeprefix(data) for n in inside if n.startswith(data)} == {
        *in_tree("man"),
        "man/man1/sferum-ru.1",
    }
    beside = {f"{NAME}.dist-info/{n}" for n in ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE")}  # fmt: skip
    assert {n for n in inside - program if not n.startswith(data)} == beside


def test_the_sdist_gives_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    build(tmp_path / NAME, tmp_path, "wheel")
    assert contents(tmp_path / wheel.name) == contents(wheel)


def test_the_sdist_holds_what_is_kept_and_nothing_that_lies_about(sdist: Path) -> None:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    known = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    kept = {name for name in known.stdout.splitlines() if (ROOT / name).is_file()}
    with tarfile.open(sdist) as archive:
        inside = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}
    assert inside - kept == {"PKG-INFO"}
    assert {name for name in kept - inside if not name.startswith((".ci/", ".github/"))} == set()


def imported() -> Iterator[str]:
    """The first word of every import in the program."""
    for file in sorted((ROOT / "sferum_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").split(".")[0]


def test_every_library_used_is_asked_for_and_none_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=\[; ]", line)[0].lower() for line in project["dependencies"]}
    known = packages_distributions()
    foreign = set(imported()) - set(sys.stdlib_module_names) - {"sferum_cli"}
    by_name = {"typst"}  # loaded by its name, for not every computer can have it
    assert {known[name][0].lower().replace("_", "-") for name in foreign} | by_name == asked
