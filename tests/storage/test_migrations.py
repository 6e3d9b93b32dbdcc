"""State files of every schema and every kind of damage, met by the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.storage.migrations import SCHEMA
from sferum_cli.storage.state_file import STATE

OLD = Path(__file__).parent / "old_states"
TOLD = {
    "empty": "он пустой",
    "merge": "в строке 23 след слияния двух копий («<<<<<<<»)",
    "newer": f"более новой версией sferum (schema 99, эта понимает {SCHEMA})",
    "not-text": "в строке 50 не текст",
    "out-of-order": "в строке 33 номера событий идут не по порядку",
    "truncated": "он обрывается на строке 48",
    "without-schema": "нет номера schema",
    "wrong-key": "в строке 48 событие 5, поле date",
    "zeros": "в строке 1 нули вместо текста",
}
WRITERS = [
    ["log", "school-1", "note", "--note", "x"],
    ["undo"],
    ["unlink", "gosuslugi", "--role", "parent", "--no-input"],
    ["delete", "--role", "parent", "--confirm", "--no-input"],
    ["escalate", "school-1", "--no-input"],
    ["continue", "--no-input"],
    ["people", "remove", "masha"],
    ["evidence", "school-1", "-o", "e.zip"],
]


def put(bench: Bench, name: str) -> Path:
    bench.folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(OLD / f"{name}.toml", bench.folder / STATE))


def test_there_is_a_kept_file_of_every_schema_and_a_sentence_for_every_damage() -> None:
    kept = {file.stem for file in OLD.glob("*.toml")}
    assert kept == {*TOLD, *(f"schema-{n}" for n in range(1, SCHEMA + 1))}


@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
def test_a_state_of_any_schema_is_read_and_written_on(bench: Bench, number: int) -> None:
    put(bench, f"schema-{number}")
    told = json.loads(bench.ok("status", "--json"))
    outcomes = {each["id"]: (each["status"], each["outcome"]) for each in told["requests"]}
    assert outcomes["gosuslugi-1"] == ("closed", "verified_done")
    assert outcomes["school-1"][0] == "accepted"
    bench.ok("log", "school-1", "note", "--note", "read on")
    assert "read on" in (bench.folder / STATE).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TOLD)
def test_damage_is_told_in_words_with_its_line(bench: Bench, name: str) -> None:
    put(bench, name)
    outcome = bench.run("status")
    assert outcome.code == 6
    assert TOLD[name] in outcome.err
    assert ("sferum data restore" in outcome.err) == (name != "newer")
    assert "at line" not in outcome.err
    checked = bench.run("data", "check")
    assert checked.code == 6
    assert TOLD[name] in checked.out


@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
@pytest.mark.parametrize("name", TOLD)
def test_a_state_that_is_not_understood_is_never_overwritten(
    bench: Bench, name: str, words: list[str]
) -> None:
    file = put(bench, name)
    (bench.folder / "people.toml").write_text(
        "schema = 1\n[[person]]\nalias = 'masha'\nacting_as = 'parent'\n"
    )
    outcome = bench.run(*words)
    assert outcome.code == 6, outcome.err
    assert file.read_bytes() == (OLD / f"{name}.toml").read_bytes()
    assert {each.name for each in bench.folder.iterdir()} <= {STATE, "people.toml", "state.lock"}


@pytest.mark.parametrize("schema", ["0", "-1", "true", "1.0", '"1"'])
def test_a_schema_that_never_was_is_damage(bench: Bench, schema: str) -> None:
    put(bench, "schema-1").write_text(f"schema = {schema}\nevent = []\n")
    assert bench.run("status").code == 6


def test_the_mark_that_an_editor_on_windows_puts_first_does_no_harm(bench: Bench) -> None:
    file = put(bench, "schema-1")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert bench.run("log", "school-1", "note", "--note", "x").code == 0
