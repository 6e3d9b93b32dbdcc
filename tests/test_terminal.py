"""Real terminals: a walk in a pty to its end, interrupted, killed, narrow, and in odd encodings."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sferum_cli.shelf import knowledge

pexpect = pytest.importorskip("pexpect", reason="a pty is a matter of POSIX")

SFERUM = [sys.executable, "-m", "sferum_cli"]
ASKED = "(?:слово|Ответ):"  # how a question on plain lines ends
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def environ(home: Path, **more: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("SFERUM", "LC_", "LANG", "COLUMNS"))
    }
    return {
        **kept,
        "SFERUM_HOME": str(home),
        "LANG": "C.UTF-8",
        "SFERUM_LANG": "ru",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "TERM": "xterm-256color",
        "SFERUM_TODAY": "2026-11-22",
        **more,
    }


def start(home: Path, *words: str, columns: int = 80, **more: str) -> pexpect.spawn:
    return pexpect.spawn(
        SFERUM[0], [*SFERUM[1:], *words], env=environ(home, **more), dimensions=(40, columns), encoding="utf-8", timeout=20,
    )  # fmt: skip


def finish(child: pexpect.spawn) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus if child.exitstatus is not None else -child.signalstatus)


def state(home: Path) -> dict[str, object]:
    done = subprocess.run(
        [*SFERUM, "status", "--json"],
        env=environ(home),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    return {"status": [r["status"] for r in told["requests"]], "walks": told["walks"]}


@pytest.mark.parametrize("path", ["gosuslugi", "school"])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_answering_1_all_the_way_completes_a_walk_in_plain_lines(
    tmp_path: Path, path: str, term: str
) -> None:
    child = start(tmp_path, "--plain", "unlink", path, "--role", "parent", TERM=term)
    seen = ""
    while child.expect([ASKED, pexpect.EOF]) == 0:
        seen += child.before
        child.sendline("1")
    seen += child.before
    child.close()
    assert child.exitstatus == 0
    assert not CONTROL.search(seen.replace("\r\n", "\n")), "plain means plain"
    assert state(tmp_path)["status"] == [{"gosuslugi": "claimed_done", "school": "sent"}[path]]


def test_a_walk_on_a_colour_terminal_goes_to_its_end_by_enter(tmp_path: Path) -> None:
    child = start(tmp_path, "unlink", "gosuslugi", "--role", "parent")
    pages = [step.url for step in knowledge.path("gosuslugi").steps if step.url]
    for question in ["Начать", *["Получилось"] * (5 + len(pages))]:
        child.expect(f"{question}.*›")
        child.send("\r")
    child.expect("›")
    child.send("\r")
    assert finish(child) == 0
    assert state(tmp_path)["status"] == ["claimed_done"], "Enter alone is no look at the result"


def test_ctrl_c_keeps_everything_and_says_how_to_go_on(tmp_path: Path) -> None:
    child = start(tmp_path, "unlink", "gosuslugi", "--role", "parent")
    child.expect("Начать.*›")
    child.send("\r")
    for _ in ("the page opens", "done"):
        child.expect("Получилось.*›")
        child.send("\r")
    child.expect("Шаг 2.*›")
    child.send("\x03")
    child.expect("sferum continue gosuslugi-1")
    assert finish(child) == 130
    assert state(tmp_path)["walks"] == [
        {"id": "gosuslugi-1", "path": "gosuslugi", "step": 2, "of": 5}
    ]


def test_kill_9_loses_no_answer_and_continue_goes_on_at_the_same_step(tmp_path: Path) -> None:
    child = start(tmp_path, "--plain", "unlink", "gosuslugi", "--role", "parent")
    for given in ("да", "готово", "готово", "готово"):
        child.expect(ASKED)
        child.sendline(given)
    child.expect("Шаг 4 из 5")
    child.kill(signal.SIGKILL)
    child.close()
    child = start(tmp_path, "--plain", "continue")
    child.expect("Шаг 4 из 5")
    child.expect("число или слово:")
    child.sendeof()
    assert finish(child) == 130


def test_a_wrong_answer_is_asked_again_and_words_are_taken(tmp_path: Path) -> None:
    child = start(tmp_path, "--plain", "unlink", "gosuslugi", "--role", "parent")
    for given, expected in [
        ("99", "Такого ответа нет"),
        ("чепуха", "Такого ответа нет"),
        ("да", "Шаг 1 из 5"),
        ("готово", "Шаг 2 из 5"),
        ("пауза", "sferum continue"),
    ]:
        child.expect(ASKED)
        child.sendline(given)
        child.expect(expected)
    assert finish(child) == 0


def test_delete_is_accepted_by_the_word_only(tmp_path: Path) -> None:
    child = start(tmp_path, "--plain", "delete", "--role", "parent")
    for given in ["", "1", "да"]:
        child.expect(r"Слово \(«удалить».*пути\):")
        child.sendline(given)
        child.expect("Пустой ответ ничего не удаляет")
    child.expect(r"Слово \(«удалить».*пути\):")
    child.sendline("другое")
    child.expect("Что посмотреть.*слово:")
    child.sendline("назад")
    child.expect(r"Слово \(«удалить».*пути\):")
    child.sendline("удалить")
    child.expect("Шаг 1 из 5.*Ответ:")
    child.sendline("пауза")
    assert finish(child) == 0
    assert state(tmp_path)["status"] == ["planned"]


@pytest.mark.parametrize("columns", [40, 80])
def test_nothing_is_wider_than_the_terminal(tmp_path: Path, columns: int) -> None:
    for words in (
        ["guide", "gosuslugi", "--role", "parent"],
        ["support"],
        ["delete", "--confirm", "--no-input"],
        ["--no-input"],
        ["status"],
        ["due"],
    ):
        child = start(tmp_path, *words, columns=columns)
        shown = ""
        while child.expect([pexpect.EOF, "хватит "]):  # a long page waits for Enter
            shown += child.before
            child.sendline()
        text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", shown + child.before)
        wide = [line for line in text.splitlines() if len(line) > columns and "http" not in line]
        assert wide == [], words


ENCODINGS = [
    {"PYTHONIOENCODING": "cp866"}, {"PYTHONIOENCODING": "cp1251"}, {"PYTHONIOENCODING": "ascii"},
    {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "POSIX"},
]  # fmt: skip


PIPED = [
    ["--help"], ["guide", "school"], ["support"], ["unlink", "gosuslugi", "--no-input"],
    ["delete", "--confirm", "--no-input"], ["nonsense"], ["status", "--json"], [],
]  # fmt: skip
# Each command in a process of its own that begins as the first did, its code after a NUL.
ONE_BY_ONE = """
import json, os, sys
from sferum_cli.__main__ import main
for words in json.loads(sys.argv[1]):
    if not (child := os.fork()):
        sys.exit(main(words))
    os.write(1, b"\\0%d\\0" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("odd", ENCODINGS, ids=lambda odd: " ".join(odd.values()))
def test_a_pipe_is_utf_8_whatever_the_system_says(tmp_path: Path, odd: dict[str, str]) -> None:
    done = subprocess.run(
        [SFERUM[0], "-c", ONE_BY_ONE, json.dumps(PIPED)],
        env=environ(tmp_path, **odd), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
    )  # fmt: skip
    *told, end = done.stdout.decode("utf-8").split("\0")
    assert end == ""
    for words, text, code in zip(PIPED, told[::2], told[1::2], strict=True):
        assert int(code) == (2 if words == ["nonsense"] else 0), text
        assert text
        assert "Traceback" not in text
        assert "\N{REPLACEMENT CHARACTER}" not in text
        assert text.count("?") <= text.count(" ") / 8, f"a pipe takes every letter: {words}"


def test_a_walk_in_cp866_can_be_answered_in_words(tmp_path: Path) -> None:
    child = pexpect.spawn(
        SFERUM[0], [*SFERUM[1:], "unlink", "gosuslugi", "--role", "parent"], env=environ(tmp_path, PYTHONIOENCODING="cp866"), encoding="cp866", timeout=20,
    )  # fmt: skip
    child.expect(ASKED)
    child.sendline("да")
    child.expect("Шаг 1 из 5")
    child.sendline("пауза")
    assert finish(child) == 0


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    line = f"{SFERUM[0]} -m sferum_cli guide | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        env=environ(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", ["status", "guide gosuslugi", "--help", "status --json"])
def test_a_full_disk_under_the_output_is_one_sentence(words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{SFERUM[0]} -m sferum_cli {words} > /dev/full"],
        env=environ(tmp_path), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "вывести ответ не удалось" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("status >&-", 0),
        ("status <&-", 0),
        ("nosuch 2>&-", 2),
        ("nosuch >&- 2>&-", 2),
        ("status nosuch --json 2>&-", 3),
    ],
)
def test_a_closed_stream_changes_no_exit_code(line: str, code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{SFERUM[0]} -m sferum_cli {line}"],
        env=environ(tmp_path), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
