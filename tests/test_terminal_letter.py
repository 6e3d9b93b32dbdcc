"""The interview for a letter in a real terminal: typed, stopped, killed, narrow, gone on with."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from sferum_cli.storage.drafts import load_drafts

pexpect = pytest.importorskip("pexpect", reason="a pty is a matter of POSIX")
from test_terminal import SFERUM, environ, finish, state  # noqa: E402  # it needs pexpect, too

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ANSWERED = ["Громова", "Инна", "Олеговна", "390000, г. Рязань, ул. Ленина, д. 1"]
AFTER = ["Ваше имя", "Ваше отчество", "Ваш почтовый адрес", "Как хотите получить.*\u203a"]


def letter(home: Path, *words: str, columns: int = 80) -> pexpect.spawn:
    child = pexpect.spawn(
        SFERUM[0], [*SFERUM[1:], "letter", *words, "--format", "txt"], env=environ(home),
        cwd=home, dimensions=(24, columns), encoding="utf-8", timeout=30,
    )  # fmt: skip
    child.setecho(False)
    return child


def answers(home: Path) -> list[str]:
    (draft,) = load_drafts(home)
    return [value for name, value in draft.answers.items() if name.startswith("applicant.")][1:]


def to_the_name(child: pexpect.spawn) -> None:
    for question in ("Что случилось.*\u203a", "Кто вы ребёнку.*\u203a"):
        child.expect(question)
        child.send("\r")
    child.expect("Ваша фамилия")


def to_the_telephone(child: pexpect.spawn) -> None:
    to_the_name(child)
    for said, then in zip(ANSWERED, AFTER, strict=True):
        child.send(f"{said}\r")
        child.expect(then)
    child.send("\r")
    child.expect("Ваш телефон")


@pytest.mark.parametrize("how", ["ctrl-c", "kill", "closed"])
def test_whatever_ends_it_the_next_letter_goes_on(tmp_path: Path, how: str) -> None:
    child = letter(tmp_path, "school-parent")
    to_the_telephone(child)
    child.send("+7 900 0")  # no Enter: the answer that is lost
    if how == "ctrl-c":
        child.send("\x03")
        child.expect("sferum letter school-parent")
        assert finish(child) == 130
    elif how == "kill":
        child.kill(signal.SIGKILL)
        child.wait()
    child.close(force=True)
    assert answers(tmp_path) == [*ANSWERED, "post"]
    child = letter(tmp_path, "school-parent")
    child.expect("Продолжить: Заявление.*7 ответов")
    child.send("\r")
    child.expect("Ваш телефон")
    child.send("\x03")
    assert finish(child) == 130


def test_a_word_back_and_a_refused_line_leave_nothing_in_the_prompt(tmp_path: Path) -> None:
    child = letter(tmp_path, "school-parent")
    to_the_telephone(child)
    child.send("нет\r")
    child.expect("не похоже на номер")
    child.send("назад\r")
    child.expect("Как хотите получить.*\u203a")
    child.send("назад\r")
    child.expect("Ваш почтовый адрес.*390000")
    child.send("\x15")  # clears what is offered
    child.send("391000, г. Касимов\r")
    child.expect("Как хотите получить.*\u203a")
    child.send("\r")
    child.expect("Ваш телефон")
    child.send("8 900 000-00-00\r")
    child.expect("Ваша почта")
    child.send("\x03")
    assert finish(child) == 130
    assert answers(tmp_path) == [*ANSWERED[:3], "391000, г. Касимов", "post", "8 900 000-00-00"]


@pytest.mark.parametrize("how", ["--plain", "narrow"])
def test_a_whole_letter_line_by_line(tmp_path: Path, how: str) -> None:
    words, columns = ([how], 80) if how == "--plain" else ([], 40)
    child = letter(tmp_path, "access", *words, columns=columns)
    typed = {
        "Кто вы": "ученик", "Ваша фамилия": "Громова", "Ваше имя": "Инна", "отчество": "Олеговна",
        "почтовый": "г. Рязань", "получить": "почтой", "Что это за": "школа", "Полное": "МБОУ СОШ № 5",
        "Всё верно": "да", "Запомнить": "нет",
    }  # fmt: skip
    seen = ""
    # A list and a line both begin with the mode for pasting, and end what they draw alike.
    asks = r": $" if how == "--plain" else r"(?s)\x1b\[\?2004h.*?\x1b\[\?7h\x1b\[0m"
    while child.expect([asks, pexpect.EOF]) == 0:
        seen += child.before + child.after + "\n"
        question = ESCAPE.sub("", child.before + child.after)
        asked = max(typed, key=question.rfind)
        child.send(f"{typed[asked] if asked in question else ''}\r")
    child.close()
    assert child.exitstatus == 0, seen
    assert "Громов" in (tmp_path / "access.txt").read_text(encoding="utf-8")
    assert state(tmp_path)["status"] == ["drafted"]
    if columns == 40:
        plain = ESCAPE.sub("", seen.replace("\r", ""))
        pages = [
            x for x in plain.splitlines() if "?" not in x and "(" not in x
        ]  # questions are redrawn
        assert [x for x in pages if len(x) > columns and "/" not in x] == []
