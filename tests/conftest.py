"""The test bench: a world of our own, commands run in it, people who answer by script."""

from __future__ import annotations

import gc
import inspect
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from importlib import import_module
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tomli
from hypothesis import settings
from sentences import Recorder
from typer.utils import get_params_from_function

from sferum_cli import text
from sferum_cli.__main__ import main
from sferum_cli.shelf import tables
from sferum_cli.shelf.own import use_own
from sferum_cli.world import World

settings.register_profile("house", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("house")


# The family of a helper: as many cases as a screen has to hold.
TWELVE = (
    "маша",
    "петя",
    "коля",
    "аня",
    "ваня",
    "оля",
    "миша",
    "лена",
    "дима",
    "саша",
    "женя",
    "юля",
)


class SomeComputer:
    """A computer of our own: its home is a folder, its programs are those that are named.

    ``ran`` are the commands it was given, ``told`` the messages on its screen; a command that
    begins with one of ``refuses`` fails.
    """

    def __init__(self, home: Path, system: str = "linux", shell: str = "bash") -> None:
        self.home, self.system, self.shell = home, system, shell
        self.environ: dict[str, str] = {"SFERUM_HOME": "set"}
        self.config = home / ".config"
        self.program: tuple[str, ...] = ("/opt/Мой Python/python", "-P", "-m", "sferum_cli")
        self.user, self.user_id = "DOM\\Мария", 501
        self.programs = {"systemctl", "notify-send"}
        self.can_show = True
        self.refuses: tuple[str, ...] = ()
        self.says: dict[str, str] = {}
        self.ran: list[str] = []
        self.seen: list[bytes] = []
        self.told: list[str] = []

    @property
    def can_tell(self) -> bool:
        return self.find("notify-send") is not None

    def find(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, words: Sequence[str], *, encoding: str = "") -> tuple[int, str]:
        line = " ".join(words)
        self.ran.append(line)
        self.seen += [Path(word).read_bytes() for word in words if word.endswith(".xml")]
        if self.refuses and line.startswith(self.refuses):
            return 5, "no rights"
        return 0, self.says.get(words[0], "")

    def start(self, words: Sequence[str]) -> bool:
        self.ran.append(" ".join(words))
        return self.can_show

    def tell(self, title: str, text: str) -> bool:
        self.told.append(text)
        return self.can_show


class Terminal(io.StringIO):
    """A stream that says it is a terminal (of no particular encoding: so screens are plain)."""

    def isatty(self) -> bool:
        return True


@dataclass
class Outcome:
    """What one command did."""

    code: int
    out: str
    err: str


@dataclass
class Bench:
    """A person's machine: a folder, a day, a browser that remembers what it opened."""

    folder: Path
    today: date = date(2026, 11, 23)
    lang: str = "ru"
    opened: list[str] = field(default_factory=list)
    has_browser: bool = True
    computer: SomeComputer | None = None

    def world(self, *, typed: Sequence[str] | None, environ: dict[str, str]) -> World:
        stdin = io.StringIO() if typed is None else Terminal("".join(f"{x}\n" for x in typed))
        stdout = io.StringIO() if typed is None else Terminal()
        world = World(stdin, stdout, io.StringIO(), environ=environ)
        world.now = lambda: datetime.combine(self.today, time(12), tzinfo=UTC)
        world.browser = self._open
        world.folder_now = lambda: self.folder
        computer = self.computer or SomeComputer(self.folder.parent / "person")
        world.computer = lambda: computer  # type: ignore[assignment,return-value]  # it does as much
        world.language = self.lang
        return world

    def _open(self, url: str) -> bool:
        self.opened.append(url)
        return self.has_browser

    def run(self, *words: str, typed: Sequence[str] | None = None, **environ: str) -> Outcome:
        """Run ``sferum`` with ``words``; ``typed`` lines make it a terminal."""
        world = self.world(typed=typed, environ={"SFERUM_HOME": str(self.folder), **environ})
        stray = io.StringIO()
        with redirect_stdout(stray):
            code = main(words, world)
        out = world.stdout.getvalue() + stray.getvalue()  # type: ignore[attr-defined]
        return Outcome(code, out, world.stderr.getvalue())  # type: ignore[attr-defined]

    def ok(self, *words: str, typed: Sequence[str] | None = None, **environ: str) -> str:
        """Run and insist on success; gives stdout."""
        outcome = self.run(*words, typed=typed, **environ)
        assert outcome.code == 0, outcome.err + outcome.out
        return outcome.out


@pytest.fixture(autouse=True)
def russian() -> None:
    """The language and the own knowledge are chosen once a process: each test starts the same."""
    text.use("ru")
    use_own(None)


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """What is the same in each run of the program is read once in the suite.

    That is a text of knowledge, of which each reader takes a copy, and the parameters of a command.
    """
    parser = SimpleNamespace(
        loads=lru_cache(512)(tomli.loads), TOMLDecodeError=tomli.TOMLDecodeError
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "tomli", parser)
        patched.setattr("typer.main.get_params_from_function", cache(get_params_from_function))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_power_cut() -> Iterator[None]:
    """The disk is not waited for: nobody cuts the power of a test, but those in tests/torture."""
    with pytest.MonkeyPatch.context() as patched:
        for call in ("fsync", "sync"):
            patched.setattr(os, call, lambda *_: None, raising=False)
        yield


FOLDERS = count()


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder, as pytest gives it, without a look through the folders of all other tests."""
    return tmp_path_factory.mktemp(f"test{next(FOLDERS)}", numbered=False)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")


@pytest.fixture(scope="session")
def twelve_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text.use("ru")
    bench = Bench(tmp_path_factory.mktemp("twelve") / "home", date(2026, 11, 22))
    for alias in TWELVE:
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
        bench.ok("unlink", "school", "--person", alias, "--no-input")
    return bench.folder


@pytest.fixture
def twelve(bench: Bench, twelve_kept: Path) -> Bench:
    """Somebody who helps twelve families, each with a request of its own."""
    shutil.copytree(twelve_kept, bench.folder)
    return bench


@pytest.fixture
def sent(bench: Bench) -> Bench:
    """A request to a school whose letter was sent on the day it was opened."""
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    return bench


def handed_in(bench: Bench) -> None:
    """The worked values: handed in on the 26th, received on the 27th with a number."""
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.today = date(2026, 11, 28)
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "27.11.2026", "--number", "123")


def js(bench: Bench, *words: str) -> Any:
    """What a command answers a program."""
    return json.loads(bench.ok(*words, "--json"))


def requests(bench: Bench) -> dict[str, Any]:
    """Every request as a command tells it to a program, by its id."""
    return {request["id"]: request for request in js(bench, "status")["requests"]}


def error(bench: Bench, *words: str) -> Any:
    """The error that a command answers a program, and nothing else."""
    outcome = bench.run(*words, "--json")
    told = json.loads(outcome.err)["error"]
    assert told["code"] == outcome.code
    assert outcome.out == ""
    return told


Run = Callable[..., Outcome]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite stories from what happens now")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder(config), "sentences")


# What Windows has not, by the word that a test of it uses, and why it is left out there.
POSIX_ONLY = {
    "symlink_to": "on Windows administrators alone make links",
    "mkfifo": "a pipe with a name is a matter of POSIX",
    "S_IMODE": "modes are a matter of POSIX",
    "0o": "modes are a matter of POSIX",
    "/dev/": "devices as files are a matter of POSIX",
    "pexpect": "a terminal to type into is a matter of POSIX",
}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Each process of pytest-xdist compiles a part of the tests first, so that none compiles all.

    What pytest makes of a test file is kept beside it, for the others, too.
    """
    given: dict[str, Any] = getattr(session.config, "workerinput", {})
    if given and not sys.dont_write_bytecode:
        here = Path(__file__).parent
        files = [file.relative_to(here) for file in sorted(here.rglob("test_*.py"))]
        for file in files[int(given["workerid"][2:]) :: given["workercount"]]:
            with suppress(Exception, pytest.skip.Exception):  # told when it is collected
                import_module(".".join(file.with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: nothing of it is looked through for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)
    sys.dont_write_bytecode = True  # from now on nothing is kept of what a test has read


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out on Windows, with a reason, each test of what it has not."""
    if os.name != "nt":
        return
    for item in items:
        source = inspect.getsource(item.function) if isinstance(item, pytest.Function) else ""
        for word, reason in POSIX_ONLY.items():
            if word in source:
                item.add_marker(pytest.mark.skip(reason=reason))
                break
