"""The reminder as each system reads it: judged by the system's own tool, and run where it can be."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from misses import over

from sferum_cli.core.reminder import (
    Job,
    launchd_plist,
    shell_lines,
    systemd_units,
    windows_line,
    windows_task,
)

HERE = Path(__file__).parent
ODD = 'Мой 100% "дом" $HOME it\'s'
JOB = Job(("/opt/Мой Python/python", "-P", "-m", "sferum_cli"), time(9, 5), {"SFERUM_HOME": ODD})
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def program(folder: Path, name: str) -> Path:
    """A program that writes what it was given, and its variable, into ``ran``."""
    file = folder / name
    file.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$SFERUM_HOME" "$@" >> {shlex.quote(str(folder / "ran"))}\n'
        f'exit "$(cat {shlex.quote(str(folder / "code"))})"\n',
        encoding="utf-8",
    )
    file.chmod(0o755)
    (folder / "code").write_text("10\n", encoding="utf-8")
    return file


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this computer")
def test_systemd_itself_takes_the_units(tmp_path: Path) -> None:
    words = ["systemd-analyze", "verify", "--user"]
    for n, name in enumerate(["python", "мой 100% $питон", "it's mine"]):
        job = Job((str(program(tmp_path, name)), "-m", "a $b %c"), time(9, 5), {"SFERUM_HOME": ODD})
        for file, text in systemd_units(job).items():
            words.append(str(tmp_path / f"{n}{file}"))
            Path(words[-1]).write_text(text, encoding="utf-8")
    environ = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(words, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    # It does see a slip: a program that is not there, a time that is none.
    for file, old, new in ((words[-2], "/usr/bin/env", "/nowhere/env"), (words[-1], "09:05", "29:05")):  # fmt: skip
        text = Path(file).read_text(encoding="utf-8")
        Path(file).write_text(text.replace(old, new), encoding="utf-8")
    done = subprocess.run(words, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert "/nowhere/env" in done.stderr
    assert "29:05" in done.stderr


def test_a_plist_says_what_runs_and_when() -> None:
    told = plistlib.loads(launchd_plist(JOB))
    assert told["ProgramArguments"] == [*JOB.words, "remind", "show"]
    assert told["StartCalendarInterval"] == {"Hour": 9, "Minute": 5}
    assert told["EnvironmentVariables"] == {"SFERUM_HOME": ODD}


@over(["DOM\\Мария", ""], [{}, {"SFERUM_HOME": ODD}])
def test_a_task_is_what_the_scheduler_of_windows_takes(user: str, environ: dict[str, str]) -> None:
    written = windows_task(Job(JOB.words, JOB.at, environ), user, date(2026, 11, 28))
    assert written.startswith(b"\xff\xfe")
    assert b"\xff\xfe" not in written[2:]
    told = etree.fromstring(written)
    etree.XMLSchema(etree.parse(HERE / "task.xsd")).assertValid(told)
    found = {node.tag.removeprefix(TASK): node.text for node in told.iter(etree.Element)}
    assert found["StartBoundary"] == "2026-11-28T09:05:00"
    assert (found["LogonType"], found["RunLevel"]) == ("InteractiveToken", "LeastPrivilege")
    assert found.get("UserId", "") == user
    assert found["Command"] == JOB.words[0]
    assert (found["Arguments"] == "-P -m sferum_cli remind show") == (not environ)


def test_the_schema_sees_what_is_wrong() -> None:
    written = windows_task(JOB, "", date(2026, 11, 28)).decode("utf-16")
    schema = etree.XMLSchema(etree.parse(HERE / "task.xsd"))
    for old, new in (("T09:05:00", "T9:05"), ("IgnoreNew", "Never"), ("DaysInterval", "Days")):
        spoilt = etree.fromstring(written.replace(old, new).encode("utf-16"))
        assert not schema.validate(spoilt), old


def taken_apart(line: str) -> list[str]:
    """A line as a program on Windows takes it apart (CommandLineToArgvW, without its first word)."""
    words, word, quoted, there, place = [], "", False, False, 0
    while place < len(line):
        slashes = len(line[place:]) - len(line[place:].lstrip("\\"))
        place += slashes
        sign = line[place : place + 1]
        if sign == '"':
            word += "\\" * (slashes // 2)
            there = True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
        else:
            word += "\\" * slashes
            there = there or bool(slashes)
            if sign in (" ", "\t", "") and not quoted:
                words += [word] if there else []
                word, there = "", False
            else:
                word, there = word + sign, True
        place += 1
    return [*words, word] if there else words


@given(st.lists(st.text("ab \t\"\\'Я%$", max_size=8), max_size=5))
def test_a_line_for_windows_is_taken_apart_into_the_same_words(words: list[str]) -> None:
    assert taken_apart(windows_line(words)) == words


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_says_it_once_a_day_and_only_to_a_person(tmp_path: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not on this computer")
    name = "мой питон" if shell == "fish" else 'мой 100% "$питон" it\'s'
    job = Job((str(program(tmp_path, name)), "-m", "x"), time(9), {"SFERUM_HOME": "а б $HOME"})
    stamp = tmp_path / "мой дом" / "reminded"
    lines = shell_lines(job, str(stamp), shell)
    own = tmp_path / "own"
    own.mkdir()
    rc = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}[shell]
    (own / rc).parent.mkdir(parents=True, exist_ok=True)
    (own / rc).write_text(lines, encoding="utf-8")
    environ = {"HOME": str(own), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
    ran = tmp_path / "ran"

    def opened(*words: str) -> int:
        done = subprocess.run(
            [shell, *words, "-c", "true"],
            env=environ,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "rror" not in done.stderr, done.stderr
        return len(ran.read_text(encoding="utf-8").splitlines()) if ran.exists() else 0

    assert opened("-i") == 0  # the folder is gone: nothing is said, and no error
    stamp.parent.mkdir()
    stamp.write_text("\n", encoding="utf-8")
    assert opened() == 0  # nobody sits before it
    (tmp_path / "code").write_text("6\n", encoding="utf-8")
    assert opened("-i") == 4
    (tmp_path / "code").write_text("10\n", encoding="utf-8")
    assert opened("-i") == 8  # what failed is said again
    assert opened("-i") == 8  # what was said is not
    assert ran.read_text(encoding="utf-8").splitlines()[4:] == ["а б $HOME", "-m", "x", "due"]
    stamp.write_text("2020-01-01\n", encoding="utf-8")
    assert opened("-i") == 12
