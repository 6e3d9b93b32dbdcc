"""The test bench: a world of our own, commands run in it, people who answer by script."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from sferum_cli import text
from sferum_cli.__main__ import main
from sferum_cli.shelf.own import use_own
from sferum_cli.world import World

settings.register_profile("house", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("house")


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

    def world(self, *, typed: Sequence[str] | None, environ: dict[str, str]) -> World:
        stdin = io.StringIO() if typed is None else Terminal("".join(f"{x}\n" for x in typed))
        stdout = io.StringIO() if typed is None else Terminal()
        world = World(stdin, stdout, io.StringIO(), environ=environ)
        world.now = lambda: datetime.combine(self.today, time(12), tzinfo=UTC)
        world.browser = self._open
        world.folder_now = lambda: self.folder
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


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")


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
