"""Whole walks read line by line: nothing is redrawn, and each question says its default in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Bench

pexpect = pytest.importorskip("pexpect", reason="a pty is a matter of POSIX")
from test_terminal import SFERUM, environ, state  # noqa: E402  # it needs pexpect, too

# All that is not a letter, a sign or a line break: escapes, a bare return, a tab, a bell.
CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\r(?!\n)")
READ = {"plain": ["--plain"], "dumb": []}
WALKS = {
    "student": (["unlink", "gosuslugi", "--role", "student"], "claimed_done"),
    "parent": (["unlink", "school", "--role", "parent"], "sent"),
    "teacher": (["delete", "--role", "teacher"], "claimed_done"),
}


def walked(home: Path, *words: str, term: str) -> tuple[bytes, int]:
    """The bytes that a whole walk writes: 1 at each choice, the word where one is asked for."""
    child = pexpect.spawn(
        SFERUM[0], [*SFERUM[1:], *words], env=environ(home, TERM=term), dimensions=(24, 80), timeout=30
    )  # fmt: skip
    child.setecho(False)
    seen = b""
    asked = [pexpect.EOF, "(?:слово|Ответ): ", r"Слово \(.*?: "]
    while (which := child.expect([word.encode() if isinstance(word, str) else word for word in asked])) != 0:  # fmt: skip
        seen += child.before + child.after
        child.sendline("1" if which == 1 else "удалить")
    seen += child.before
    child.close()
    return seen.replace(b"\r\n", b"\n"), int(child.exitstatus or 0)


@pytest.mark.parametrize("how", READ)
@pytest.mark.parametrize("who", WALKS)
def test_a_whole_walk_writes_words_and_line_breaks_only(tmp_path: Path, who: str, how: str) -> None:
    words, status = WALKS[who]
    term = "dumb" if how == "dumb" else "xterm-256color"
    seen, code = walked(tmp_path, *READ[how], *words, term=term)
    assert code == 0, seen.decode()
    assert not CONTROL.search(seen), CONTROL.search(seen)
    page = seen.decode()
    assert not set(page) & set("●○█░─│╭╮╰╯━┃✓✗→←"), "nothing is drawn"
    assert state(tmp_path)["status"] == [status]
    says_its_defaults(page)


def says_its_defaults(page: str) -> None:
    """Before each answer there is a numbered list that names its default, the first of it."""
    asked = re.split("(?:слово|Ответ): ", page)[:-1]
    assert asked
    for before in asked:
        lines = re.split(r"\n(?=\d+\. )", before)
        first = max(n for n, line in enumerate(lines) if line.startswith("1. "))
        choices = [" ".join(line.split()) for line in lines[first:]]
        assert "(по умолчанию)" in choices[0], choices
        assert not [line for line in choices[1:] if "по умолчанию" in line], choices


DIALOGUES = (
    ["start"], ["letter"], ["log", "school-1"], ["people", "add", "anna"], ["people", "edit", "petya"], ["escalate", "school-1"], ["unlink"], ["continue"], ["unlink", "vk"],
)  # fmt: skip


@pytest.mark.parametrize("words", DIALOGUES, ids=" ".join)
def test_every_dialogue_says_its_defaults(bench: Bench, words: list[str]) -> None:
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--age", "under-14")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    page = bench.run(*words, typed=["", "", "", ""]).out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", page)
    says_its_defaults(page)


def test_a_value_kept_from_before_is_said_in_the_words_of_the_question(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "a.toml").write_text("[applicant]\nsurname = 'Иванова'\n", encoding="utf-8")
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "a.toml")
    page = bench.run("people", "edit", "petya", typed=["", "", "1", ""]).out
    assert "Ваша фамилия (Enter: Иванова):" in page
