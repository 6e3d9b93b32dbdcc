"""Completions in the real shells: commands, paths, requests and events after Tab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent


def environ(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SFERUM", "LC_", "LANG"))}
    return {
        **kept, "SFERUM_HOME": str(home / "data"), "HOME": str(home), "LANG": "C.UTF-8", "SFERUM_LANG": "ru",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip


def sferum(home: Path, *words: str, **more: str) -> str:
    done = subprocess.run(
        [BIN / "sferum", *words],
        env={**environ(home), **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    if not (BIN / "sferum").exists():
        pytest.skip("sferum is not installed beside this Python")
    sferum(tmp_path, "unlink", "school", "--role", "parent", "--no-input")
    return tmp_path


def asked(home: Path, shell: str, line: str) -> str:
    """What ``shell`` is told for ``line``, through the program itself."""
    words = line.split(" ")
    if shell == "bash":
        more = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    else:
        more = {
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        }
    return sferum(home, _SFERUM_COMPLETE=f"complete_{shell}", **more)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sferum esc", "escalate"), ("sferum unlink gos", "gosuslugi"), ("sferum guide del", "delete"),
        ("sferum status sch", "school-1"), ("sferum log school-1 rec", "received"),
        ("sferum guide --role te", "teacher"), ("sferum letter school-p", "school-parent"),
    ],
)  # fmt: skip
def test_the_program_offers_names_paths_requests_and_events(
    home: Path, shell: str, line: str, expected: str
) -> None:
    assert expected in asked(home, shell, line)


def test_the_options_of_completion_speak_the_persons_language(home: Path) -> None:
    told = sferum(home, "--help")
    assert "включить подсказки по Tab" in told
    assert "Install completion" not in told


def test_real_bash_completes(home: Path) -> None:
    script = home / "complete.sh"
    script.write_text(
        sferum(home, "--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"),
        encoding="utf-8",
    )
    play = f"source {script}; COMP_WORDS=(sferum unlink gos); COMP_CWORD=2; _sferum_completion sferum; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(
        ["bash", "--norc", "-c", play],
        env=environ(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["gosuslugi"], done.stderr


@pytest.mark.parametrize("shell", ["fish", "zsh"])
def test_real_shells_accept_the_script_and_complete(home: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    script = home / f"complete.{shell}"
    script.write_text(
        sferum(home, "--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"),
        encoding="utf-8",
    )
    if shell == "fish":
        play = f"source {script}; complete -C 'sferum status sch'"
        done = subprocess.run(
            [shell, "--no-config", "-c", play],
            env=environ(home),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.startswith("school-1")
    else:
        play = (
            f"autoload -U compinit; compinit -u -D; source {script}; whence -w _sferum_completion"
        )
        done = subprocess.run(
            [shell, "-f", "-c", play], env=environ(home), capture_output=True, text=True, check=True
        )
        assert "function" in done.stdout
