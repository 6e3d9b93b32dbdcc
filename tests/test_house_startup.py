"""The house rule of heavy libraries: quick commands never load them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from source import parsed

PROGRAM = Path(__file__).parent.parent / "sferum_cli"
HEAVY = {
    "rich",
    "questionary",
    "pydantic",
    "asyncio",
    "prompt_toolkit",
    "typst",
    "docx",
    "icalendar",
    "pytrovich",
    "segno",
}
SCRIPT = """
import sys
from sferum_cli.__main__ import main
code = main(sys.argv[1:])
names = {name for name, module in sys.modules.items() if type(module).__name__ != "_Late"}
print("\\nLOADED", *sorted({name.split(".")[0] for name in names} | names))
raise SystemExit(code)
"""


def loaded_by(*words: str, home: Path, **more: str) -> set[str]:
    # Measuring coverage loads modules of its own.
    own = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environ = {**own, "SFERUM_HOME": str(home), "PYTHONUTF8": "1", **more}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["status"],
        ["status", "--json"],
        [],
        ["guide", "gosuslugi"],
        ["support"],
    ],
    ids=" ".join,
)
def test_a_quick_command_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    loaded = loaded_by(*words, home=tmp_path)
    assert "typer" in loaded
    assert loaded & HEAVY == set()


# Of our own rooms: what only writing, linting, JSON or another command needs.
NOT_FOR_A_STATUS = {
    "tempfile",
    "json",
    "dataclasses",
    "tomllib",
    "sferum_cli.core.lint",
    "sferum_cli.storage.changes",
    "sferum_cli.render.knowledge_shapes",
    "sferum_cli.render.request_shapes",
    "sferum_cli.cli.unlink",
    "sferum_cli.cli.letter",
    "sferum_cli.prompt",
    "sferum_cli.flows.plays",
    "sferum_cli.shelf.ladder",
}


@pytest.mark.parametrize("words", [["status"], ["due"], []], ids=" ".join)
def test_a_status_loads_its_own_rooms_only(words: list[str], tmp_path: Path) -> None:
    loaded = loaded_by(*words, home=tmp_path)
    assert "sferum_cli.flows.overview" in loaded
    assert loaded & NOT_FOR_A_STATUS == set()


def test_help_and_version_read_no_knowledge_and_build_no_command(tmp_path: Path) -> None:
    for words in (["--version"], ["--help"]):
        loaded = loaded_by(*words, home=tmp_path)
        assert "sferum_cli.cli.app" in loaded
        assert (
            loaded & {"tomli", "platformdirs", "sferum_cli.storage", "sferum_cli.cli.status"}
            == set()
        )


# What typer and the standard library import, and these commands never call.
LATE = {"ipaddress", "platform", "subprocess", "textwrap", "tokenize"}


@pytest.mark.parametrize("words", [["--version"], ["status"]], ids=" ".join)
def test_what_is_imported_and_never_called_is_not_loaded(words: list[str], tmp_path: Path) -> None:
    used = {"platform"} if sys.platform == "linux" and sys.version_info < (3, 13) else set()
    assert loaded_by(*words, home=tmp_path) & LATE == used  # there uuid asks platform


def test_a_walk_does_load_what_it_needs(tmp_path: Path) -> None:
    assert "tomli_w" in loaded_by("unlink", "gosuslugi", "--no-input", home=tmp_path)
    assert "segno" not in loaded_by("unlink", "gosuslugi", "--no-input", home=tmp_path)


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    """Each costs as much as half a module; ``re`` keeps what it has compiled."""
    early = [
        f"{file.relative_to(PROGRAM)}:{node.lineno}"
        for file in PROGRAM.rglob("*.py")
        for statement in parsed(file).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert early == []


def test_tab_is_answered_without_the_framework(tmp_path: Path) -> None:
    asked = {"_SFERUM_COMPLETE": "complete_bash", "COMP_WORDS": "sferum log sch", "COMP_CWORD": "2"}
    loaded = loaded_by(home=tmp_path, **asked)
    assert "sferum_cli.cli.tab" in loaded
    assert loaded & {"typer", *HEAVY} == set()
