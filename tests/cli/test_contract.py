"""The contract for programs: every command answers --json with one object, told in docs/scripts.md."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench, error
from letter_answers import ANSWERS, written
from typer.main import get_command

from sferum_cli.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `sferum ?([^`]*?) ?--json` \| (.+?) \|$", re.MULTILINE)
# One line for each command, in an order in which they can all be done.
LINES = (
    "start --role parent --goal school", "unlink school --role parent", "continue school-1",
    "delete --confirm --role parent", "guide gosuslugi", "guide --search смс", "support", "",
    "status", "log school-1 sent", "why school-1", "calendar", "report", "due", "escalate school-1", "undo",
    "letter --list", "letter school-parent --request school-1 --answers answers.toml",
    "letter --show 1 --request school-1",
    "evidence school-1", "people add masha --acting-as parent", "people edit masha --age 14-17",
    "people list", "people", "people remove masha", "sources", "sources check", "sources export", "sources report", "settings",
    "settings language ru", "remind on", "remind", "remind test", "remind show", "remind off", "data where",
    "data", "data check", "data restore", "data restore 1 --yes", "data export",
    "data import sferum-data.zip --replace", "data wipe --confirm", "help status", "--version",
)  # fmt: skip


def played(bench: Bench) -> dict[str, dict[str, Any]]:
    """What each line answers, after those before it."""
    written(bench, ANSWERS)
    found = {}
    for line in LINES:
        outcome = bench.run(*shlex.split(line), "--json")
        assert outcome.code in (0, 10), (line, outcome.err)
        found[line] = json.loads(outcome.out)
    return found


# What each row of a list holds at least, by the line and the way to the list.
ROWS = {
    "guide gosuslugi paths": "id title summary steps warnings consequences contacts deadlines sources trust",
    "guide gosuslugi paths steps": "n title detail url",
    "guide gosuslugi paths contacts": "kind value trust source checked",
    "guide --search смс hits": "path step trouble title score",
    "support contacts": "kind value trust source checked",
    "sources facts": "id path text source trust checked expires",
    "letter --list kinds": "id title for situations",
    "status cases": "id person role age institution goals plan next",
    "status requests": "case person obligations events next letters",
    "why school-1 dates": "state met_by",
}


def rows_of(value: Any, way: list[str]) -> list[dict[str, Any]]:
    """The rows at the end of ``way``, of all lists on it."""
    if not way:
        return [value]
    return [row for each in value[way[0]] for row in rows_of(each, way[1:])]


def commands(group: Any, *before: str) -> list[str]:
    found = []
    for name, command in group.commands.items():
        found.append(" ".join((*before, name)))
        if hasattr(command, "commands"):
            found += commands(command, *before, name)
    return found


def codes(value: Any, *, key: str = "") -> list[str]:
    """Every string that is no sentence: under a key that names a code."""
    if isinstance(value, dict):
        return [c for name, inner in value.items() for c in codes(inner, key=name)]
    if isinstance(value, list):
        return [c for inner in value for c in codes(inner, key=key)]
    coded = (
        "id",
        "type",
        "status",
        "outcome",
        "timing",
        "kind",
        "trust",
        "rule",
        "state",
        "reason",
    )
    return [value] if isinstance(value, str) and key in coded else []


def test_every_command_is_played_here() -> None:
    names = commands(get_command(app))
    assert [name for name in names if not any(line.startswith(name) for line in LINES)] == []


def test_the_rows_hold_what_programs_were_promised(bench: Bench) -> None:
    told = played(bench)
    for name, keys in ROWS.items():
        line = max((line for line in LINES if name.startswith(line)), key=len)
        rows = rows_of(told[line], name.removeprefix(line).split())
        assert rows or "hits" in name, name
        assert [set(keys.split()) - set(row) for row in rows if set(keys.split()) - set(row)] == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_answers_with_one_object_of_english_codes(lang: str, bench: Bench) -> None:
    bench.lang = lang
    for line, answer in played(bench).items():
        assert answer["schema"] == 1, line
        assert isinstance(answer["written"], bool), line
        assert all(re.fullmatch("[a-z0-9_]+", key) for key in answer), line
        assert [code for code in codes(answer) if re.search("[а-яё]", code)] == [], line


def test_the_page_for_scripts_names_every_key_of_every_command(bench: Bench) -> None:
    rows = {words: set(re.findall("`(.+?)`", keys)) for words, keys in ROW.findall(PAGE)}
    missing = {}
    for line, answer in played(bench).items():
        told = rows.get(line, set())
        if unnamed := set(answer) - told - {"schema", "written"}:
            missing[line] = sorted(unnamed)
    assert missing == {}


def test_written_says_whether_a_file_changed(bench: Bench) -> None:
    written(bench, ANSWERS)
    for line in LINES:
        before = {f: f.read_bytes() for f in bench.folder.rglob("*") if f.is_file()}
        answer = json.loads(bench.run(*shlex.split(line), "--json").out)
        after = {f: f.read_bytes() for f in bench.folder.rglob("*") if f.is_file()}
        assert answer["written"] == (before != after), line


@pytest.mark.parametrize("words", [["--json", "status"], ["status", "--json"], ["--json"]])
def test_json_stands_before_or_after_the_name(words: list[str], bench: Bench) -> None:
    assert json.loads(bench.ok(*words))["requests"] == []


@pytest.mark.parametrize("words", ["--help", "log --help", "-h", "data where -h", "help log", "-V"])
def test_json_behind_a_call_for_help_counts(words: str, bench: Bench) -> None:
    for line in (f"{words} --json", f"--json {words}"):
        assert json.loads(bench.ok(*line.split()))["schema"] == 1, line


def test_json_asks_nothing_even_at_a_terminal(bench: Bench) -> None:
    outcome = bench.run("unlink", "--json", typed=["1"])
    assert (outcome.code, outcome.out) == (4, "")
    assert json.loads(outcome.err)["error"]["written"] is False


def test_a_dash_is_stdout_and_stdin(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    assert bench.ok("guide", "gosuslugi", "--format", "md", "-o", "-").startswith("#")
    letter = bench.run("letter", "--list", "-o", "-")
    assert letter.code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--version"], 0),
        ([], 0),
        (["status"], 0),
        (["due"], 0),
        (["guide"], 0),
        (["guide", "gosuslugi", "--role", "student"], 0),
        (["support", "school"], 0),
        (["continue"], 0),
        (["delete"], 2),
        (["delete", "--no-input"], 2),
        (["delete", "--confirm"], 0),
        (["unlink"], 4),
        (["unlink", "gosuslugi"], 0),
        (["unlink", "school"], 4),
        (["unlink", "school", "--role", "parent"], 0),
        (["unlink", "school", "--role", "cat"], 2),
        (["unlink", "nowhere"], 3),
        (["unlink", "delete"], 2),
        (["guide", "nowhere"], 3),
        (["status", "school-9"], 3),
        (["log", "school-9", "sent"], 3),
        (["log", "school-9"], 3),
        (["why", "school-9"], 3),
        (["escalate", "school-9"], 3),
        (["undo"], 2),
        (["dance"], 2),
        (["status", "--dance"], 2),
        (["guide", "--role"], 2),
        (["log"], 2),
        (["status", "a", "b"], 2),
        (["status", "--lang", "fr"], 2),
        (["unlink", "gosuslugi", "--answers", "missing.toml"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_exit_codes_are_the_contract(bench: Bench, words: list[str], code: int) -> None:
    outcome = bench.run(*words)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert bool(outcome.err) == (code != 0)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_options_are_taken_before_and_after_the_name(bench: Bench, lang: str) -> None:
    before = bench.ok("--lang", lang, "--plain", "--no-input", "support")
    after = bench.ok("support", "--plain", "--no-input", f"--lang={lang}")
    assert before == after
    assert ("Whom" in before or "When the usual" in before) == (lang == "en")


def test_errors_in_json_are_one_object_on_stderr(bench: Bench) -> None:
    told = error(bench, "guide", "nowhere")
    assert told["key"] == "error.path_unknown"
    assert "gosuslugi" in told["message"]
    assert told["hint"]


def test_a_mistyped_command_names_the_near_one(bench: Bench) -> None:
    assert "status" in bench.run("statsu").err


def test_a_missing_library_is_told_as_what_it_is_and_not_as_our_mistake(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sferum_cli.render.qr", raising=False)
    monkeypatch.setitem(sys.modules, "segno", None)
    outcome = bench.run("letter", "complaint-roskomnadzor", "--qr")
    assert outcome.code == 1
    assert "segno" in outcome.err
    assert "pipx install --force ." in outcome.err
