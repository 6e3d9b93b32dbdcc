"""Home in a real terminal: it fits, Enter does the next thing, Ctrl-C loses nothing anywhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from test_terminal import SFERUM, environ, finish, start

pexpect = pytest.importorskip("pexpect", reason="a pty is a matter of POSIX")
pyte = pytest.importorskip("pyte", reason="screens are drawn by an emulator")

ASKED = "\u203a"  # the first answer of a list


def run(home: Path, *words: str) -> str:
    done = subprocess.run(
        [*SFERUM, *words], env=environ(home), capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def requests(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(home, "status", "--json"))["requests"]
    return found


@pytest.mark.parametrize("columns", [40, 80])
def test_home_with_twelve_cases_is_one_screen(twelve: Bench, columns: int) -> None:
    child = pexpect.spawn(
        SFERUM[0], SFERUM[1:], env=environ(twelve.folder), dimensions=(24, columns), encoding="utf-8", timeout=20,
    )  # fmt: skip
    child.expect(r"Выйти[^$]*")
    screen = pyte.HistoryScreen(columns, 24, history=500)
    pyte.Stream(screen).feed(child.before + child.after)
    assert not screen.history.top, "nothing has scrolled away"
    shown = "\n".join(screen.display)
    assert "Что делать?" in shown
    assert "Сегодня" in shown
    child.sendcontrol("c")
    assert finish(child) == 130


def test_enter_begins_walks_on_and_comes_back(tmp_path: Path) -> None:
    run(tmp_path, "unlink", "vk", "--role", "parent", "--no-input")
    child = start(tmp_path)
    asked = ["Получилось", "Что делать", "Записи", "Что дальше"]
    for last in asked[1:]:
        while child.expect([f"{asked[0]}.*{ASKED}", f"{last}.*{ASKED}"]) == 0:
            child.send("\r")
        child.send("\r")
    child.expect(f"Что делать.*{ASKED}")
    child.sendcontrol("c")
    child.expect("сохранено")
    assert finish(child) == 130
    assert requests(tmp_path)[0]["status"] == "claimed_done"


@pytest.mark.parametrize("last", range(5))
def test_ctrl_c_at_every_question_tells_the_truth(tmp_path: Path, last: int) -> None:
    run(tmp_path, "unlink", "consent", "--role", "parent", "--no-input")
    before = len(requests(tmp_path)[0]["events"])
    child = start(tmp_path, "--plain")
    for given in ["1", "1", "2", "1", "1"][:last]:
        child.expect("(?:слово|Ответ):")
        child.sendline(given)
    child.expect("(?:слово|Ответ):")
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    told = child.before
    child.close()
    assert child.exitstatus == 130
    walks = json.loads(run(tmp_path, "status", "--json"))["walks"]
    wrote = bool(walks) or len(requests(tmp_path)[0]["events"]) > before
    assert ("Ничего не записано" in told) == (not wrote), told
    assert ("сохранено" in told) == wrote, told


def test_a_pipe_gets_the_list_and_nobody_is_asked(tmp_path: Path) -> None:
    run(tmp_path, "unlink", "school", "--role", "parent", "--no-input")
    assert "sferum continue school-1" in run(tmp_path)
