"""Help that helps: one screen for all commands, examples that run, in both languages."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, written
from screens_filled import filled
from typer.main import get_command

from sferum_cli.cli.app import app
from sferum_cli.cli.contents import COMMANDS
from sferum_cli.text import en, ru

LANGUAGES = {"ru": ru.TEXT, "en": en.TEXT}
SHORTEST = 56  # columns left for what a command is for
EXAMPLES = [
    (lang, line)
    for lang, told in LANGUAGES.items()
    for key, lines in sorted(told.items())
    if key.startswith("help.") and key.endswith(".examples") and key != "help.examples"
    for line in lines.split("\n")
]


def commands(group: Any, *before: str) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*before, name))
        if hasattr(command, "commands"):
            found += commands(command, *before, name)
    return found


@pytest.fixture(scope="module")
def settled_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = Bench(tmp_path_factory.mktemp("settled") / "home")
    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "self", "--age", "14-17")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    return bench.folder


@pytest.fixture
def settled(bench: Bench, settled_kept: Path) -> Bench:
    """Somebody with answers for letters, a person and a request."""
    shutil.copytree(settled_kept, bench.folder)
    return bench


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=[f"{a} {b}" for a, b in EXAMPLES])
def test_every_example_runs_as_it_stands(lang: str, example: str, settled: Bench) -> None:
    settled.lang = lang
    program, *words = shlex.split(example)
    assert program == "sferum"
    if words[:2] not in (["people", "add"], ["people", "list"]):
        settled.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    if words[:2] == ["log", "school-1"] and "received" in words:
        settled.ok("log", "school-1", "sent", "--date", "20.11.2026")
    if words[:2] == ["letter", "--show"]:
        settled.ok(*LETTER)
    if words == ["sources", "check", "check.txt"]:
        filled(settled)
    if words == ["remind", "test"]:
        settled.ok("remind", "on")
    settled.today = settled.today.replace(day=26)
    if words[0] == "data" and words[1:2] in (["restore"], ["import"], ["export"], ["wipe"]):
        pytest.skip("its own tests play these")
    outcome = settled.run(*words)
    if words == ["delete"]:  # the one that does not go on without a terminal or a word
        assert "--confirm" in outcome.err
        return
    # 4: it would ask, and here is nobody; 10: something is due.
    assert outcome.code in (0, 4, 10), outcome.err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", commands(get_command(app)), ids=" ".join)
def test_every_command_says_what_it_is_for_and_shows_lines_to_copy(
    words: tuple[str, ...], lang: str, bench: Bench
) -> None:
    bench.lang = lang
    what, *rest = bench.ok(*words, "--help").splitlines()
    examples = {"ru": "Примеры:", "en": "Examples:"}[lang]
    assert what.endswith(".")
    assert rest[rest.index(examples) + 1].startswith(f"  sferum {words[0]}")
    assert not [line for line in rest if "[required]" in line or "[default" in line]
    if lang == "ru":
        assert not [line for line in rest if "OPTIONS" in line or "COMMAND" in line]


def test_help_is_in_the_language_of_its_run_whatever_was_spoken_before(bench: Bench) -> None:
    for lang in ("ru", "en", "ru"):
        bench.lang = lang
        for key, words in (("help.sferum", []), ("help.log", ["log"])):
            said = LANGUAGES[lang][key].split("\n")[0]
            assert bench.ok(*words, "--help").splitlines()[0] == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_commands_fit_on_one_screen_in_the_order_of_need(lang: str, bench: Bench) -> None:
    bench.lang = lang
    told = bench.ok("--help")
    lines = told.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) < 80
    places = [told.index(f"  {name}  ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_command_is_for_fits_in_a_line(lang: str) -> None:
    told = {name: LANGUAGES[lang][f"help.{name}"].split("\n")[0] for name in COMMANDS}
    assert {name: line for name, line in told.items() if len(line) > SHORTEST + 2} == {}


@pytest.mark.parametrize("words", [[], ["status"], ["data", "check"]], ids=" ".join)
def test_help_comes_as_a_command_a_word_and_a_letter(words: list[str], bench: Bench) -> None:
    told = bench.ok(*words, "--help")
    assert told == bench.ok("help", *words) == bench.ok(*words, "-h")
    assert json.loads(bench.ok("help", *words, "--json"))["help"].splitlines() == told.splitlines()
    assert bench.ok("-V") == bench.ok("--version")


def test_in_plain_a_chapter_has_its_name_on_a_line_of_its_own(bench: Bench) -> None:
    lines = bench.ok("--plain", "--help").splitlines()
    assert "Начать:" in lines
    assert any(line.startswith("  start ") for line in lines)


def test_help_in_a_narrow_window_stays_in_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for words in ([], ["log"], ["start"], ["people"]):
        told = bench.ok(*words, "--help", typed=["x"]).partition("Примеры")[0]
        prose = [line for line in told.splitlines() if "|" not in line]
        assert max(map(len, prose)) < 40
