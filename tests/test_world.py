"""The language and the clock that a run starts with."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from misses import over

from sferum_cli.__main__ import main
from sferum_cli.text.legible import HANDLER
from sferum_cli.world import World


@over(
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
    ]
)
def test_it_speaks_russian_unless_somebody_says_english(
    environ: dict[str, str], russian: bool
) -> None:
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as home:
        for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SFERUM_LANG"):
            patched.delenv(name, raising=False)
        for name, value in {**environ, "SFERUM_HOME": home}.items():
            patched.setenv(name, value)
        here = World.real()
        here.stdin, here.stdout = io.StringIO(), (told := io.StringIO())
        assert main((), here) == 0
    assert ("Сферум" in told.getvalue()) == russian


@pytest.mark.parametrize("day", ["soon", "9999-12-31", "0001-01-01"])
def test_an_unreadable_day_is_one_sentence_and_what_to_do(tmp_path: Path, day: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli", "status"], env={"SFERUM_TODAY": day, "SFERUM_HOME": str(tmp_path)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 2


def test_it_is_told_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    environ = {"SFERUM_TODAY": "x", "SFERUM_HOME": str(tmp_path), "SFERUM_LANG": "en"}
    words = [sys.executable, "-m", "sferum_cli", "status"]
    done = subprocess.run(words, env=environ, capture_output=True, check=False)
    assert b"SFERUM_TODAY" in done.stderr
    assert done.stderr.isascii()


def test_a_home_of_nobody_is_a_plain_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sferum_cli", "status"], env={"SFERUM_HOME": "~nobody-here"}, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def world(**environ: str) -> World:
    return World(io.StringIO(), io.StringIO(), io.StringIO(), environ=environ)


def test_the_folder_of_somebody_who_is_not_here_is_taken_by_its_words() -> None:
    # Windows looks up nobody: it takes the folder beside the person's own.
    name = "nobody-of-this-name" if os.name == "nt" else "~nobody-of-this-name"
    assert world(SFERUM_HOME="~nobody-of-this-name/x").folder.parts[-2:] == (name, "x")


def test_without_a_wish_the_folder_is_the_systems_place_for_data() -> None:
    assert world().folder.name == "sferum"


def test_a_closed_stream_is_no_terminal() -> None:
    closed = world()
    closed.stdin.close()
    assert not closed.can_ask


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_system_says_the_language_in_any_of_its_places(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("LC_ALL", "LC_MESSAGES", "LANG", "SFERUM_LANG"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "en_GB.UTF-8")
    assert World.real().language == "en"


def test_where_nothing_is_said_it_is_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SFERUM_LANG"):
        monkeypatch.delenv(name, raising=False)
    if os.name == "nt":
        pytest.skip("Windows says its language elsewhere")
    assert World.real().language == "ru"


def test_a_day_can_be_wished_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFERUM_TODAY", "2026-12-01")
    assert World.real().today.isoformat() == "2026-12-01"


@over(
    [
        ("«Сферум» №5 ✓", "ascii", '"Sferum" N5 +'),
        ("Щи", "ascii", "Shchi"),
        ("→ ≤ ₽", "ascii", "-> <= rub."),
        ("我", "cp866", "?"),
        ("№ ●", "cp866", "№ *"),
    ]
)
def test_what_an_encoding_lacks_is_written_legibly(text: str, encoding: str, legible: str) -> None:
    assert text.encode(encoding, errors=HANDLER).decode(encoding) == legible


def test_reading_what_is_no_text_is_still_an_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors=HANDLER)


class Screen(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]  # as a real stream has it

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@over(
    [
        (True, {}, True),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (True, {"FORCE_COLOR": "0"}, True),
        (False, {"FORCE_COLOR": "1", "ACCESSIBLE": "1"}, False),
        (True, {"ACCESSIBLE": "1"}, False),
        (True, {"TERM": "dumb", "SFERUM_PLAIN": "0"}, False),
        (True, {"ACCESSIBLE": "1", "SFERUM_PLAIN": "0"}, True),
    ]
)
def test_colour_is_for_terminals_and_for_who_forces_it(
    terminal: bool, environ: dict[str, str], rich: bool
) -> None:
    here = World(io.StringIO(), Screen(terminal=terminal), io.StringIO(), environ=environ)
    here.obeys_escapes = lambda stream: True
    here.settle({})
    assert here.rich_screen == rich


def test_a_console_that_obeys_no_escapes_gets_plain_lines() -> None:
    """An old console of Windows would print the codes; a pipe that wants them has them read."""
    here = World(io.StringIO(), Screen(terminal=True), io.StringIO(), environ={})
    here.obeys_escapes = lambda stream: False
    assert not here.rich_screen
    assert World(io.StringIO(), Screen(terminal=False), io.StringIO(), environ={"FORCE_COLOR": "1"}).rich_screen  # fmt: skip


@over(
    ["cp1251", "cp866", "ascii", "utf-16", "koi8-r"],
    [["status", "--json"], ["status"], ["--help"], ["nonsense"]],
)
def test_what_no_terminal_shows_is_utf_8_on_every_system(encoding: str, words: list[str]) -> None:
    written = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(stream, encoding) for stream in written)
    with TemporaryDirectory() as home:
        environ = {"SFERUM_HOME": home, "SFERUM_LANG": "ru"}
        here = World(io.StringIO(), out, err, environ=environ)
        assert main(words, here) == (2 if words == ["nonsense"] else 0)
    out.flush()
    err.flush()
    told = "".join(stream.getvalue().decode() for stream in written)
    assert "--json" in words or re.search("[а-я]", told)
