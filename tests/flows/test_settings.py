"""Said once: option before environment before setting before system, and no slip stops anything."""

from __future__ import annotations

import json
from itertools import product

import pytest
from conftest import Bench

from sferum_cli.storage.settings import SETTINGS

FILE = SETTINGS


def language(bench: Bench, *words: str, **environ: str) -> tuple[str, str]:
    """What language a run has and who said it; the page is looked at, too."""
    told = json.loads(bench.ok("settings", *words, "--json", **environ))["settings"]["language"]
    page = bench.ok(*words, "support", **environ)
    assert ("What to prepare" in page or "in order" in page) == (told["value"] == "en")
    return told["value"], told["origin"]


@pytest.mark.parametrize(
    ("option", "environment", "setting"),
    list(product((None, "ru", "en"), repeat=3)),
    ids=lambda value: str(value),
)
def test_the_language_is_the_first_that_is_said(
    bench: Bench, option: str | None, environment: str | None, setting: str | None
) -> None:
    if setting:
        bench.ok("settings", "language", setting)
    words = ("--lang", option) if option else ()
    environ = {"SFERUM_LANG": environment} if environment else {}
    said = [(option, "option"), (environment, "environment"), (setting, "settings")]
    first = next((each for each in said if each[0]), ("ru", "system"))
    assert language(bench, *words, **environ) == first


@pytest.mark.parametrize("name", ["SFERUM_PLAIN", "ACCESSIBLE"])
@pytest.mark.parametrize(
    ("said", "plain"),
    [("1", "yes"), ("yes", "yes"), ("0", "no"), ("no", "no"), ("FALSE", "no"), ("", None)],
)
@pytest.mark.parametrize("setting", ["yes", "no"])
def test_plain_is_what_the_environment_says_and_else_the_setting(
    bench: Bench, name: str, said: str, plain: str | None, setting: str
) -> None:
    bench.ok("settings", "plain", setting)
    told = json.loads(bench.ok("settings", "--json", **{name: said}))["settings"]["plain"]
    origin = "environment" if plain else "settings"
    assert told == {"value": plain or setting, "origin": origin, "kept": setting}
    assert json.loads(bench.ok("--plain", "settings", "--json"))["settings"]["plain"]["value"] == "yes"  # fmt: skip


def test_a_terminal_that_can_only_show_lines_is_plain_whatever_is_set(bench: Bench) -> None:
    bench.ok("settings", "plain", "no")
    told = json.loads(bench.ok("settings", "--json", TERM="dumb"))["settings"]["plain"]
    assert told["value"] == "yes"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("язык", "английский"), "en"), (("language", "Русский"), "ru"), (("LANGUAGE", "EN"), "en"), (("lang", "english"), "en"),
    ],
)  # fmt: skip
def test_people_may_say_it_in_their_own_words(
    bench: Bench, words: tuple[str, str], kept: str
) -> None:
    bench.ok("settings", *words)
    assert f'language = "{kept}"' in (bench.folder / FILE).read_text(encoding="utf-8")


def test_the_answer_to_a_new_language_is_in_it(bench: Bench) -> None:
    assert "From now on" in bench.ok("settings", "language", "en")
    assert "Настройка убрана" in bench.ok("settings", "language", "auto")
    assert "Теперь" in bench.ok("--lang", "ru", "settings", "language", "en")


def test_a_setting_that_does_not_win_here_is_said(bench: Bench) -> None:
    told = bench.ok("settings", "language", "en", SFERUM_LANG="ru")
    assert "SFERUM_LANG" in told
    assert "SFERUM_LANG" not in bench.ok("settings", "language", "en")
    names = {"ru": "SFERUM_PLAIN, ACCESSIBLE или TERM", "en": "SFERUM_PLAIN, ACCESSIBLE or TERM"}
    for lang, named in names.items():
        told = bench.ok("--lang", lang, "settings", "plain", "no", ACCESSIBLE="1")
        assert named in " ".join(told.split())
        assert named not in " ".join(bench.ok("--lang", lang, "settings", "plain", "no").split())


@pytest.mark.parametrize(
    "content",
    [b"x = [", b"language = 3\n", b'language = "fr"\nplain = "maybe"\n', b"\xff\xfe\x00", b"\0" * 40, b'[language]\na = "en"\n'],
    ids=repr,
)  # fmt: skip
def test_a_bad_file_warns_and_stops_no_command(bench: Bench, content: bytes) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / FILE).write_bytes(content)
    for words in ([], ["status"], ["--help"], ["log", "school-1", "note", "--note", "x"], ["settings"]):  # fmt: skip
        outcome = bench.run(*words)
        assert outcome.code == 0, outcome
        assert outcome.err.count(FILE) >= 1, outcome
    assert (bench.folder / FILE).read_bytes() == content


def test_a_file_that_is_no_toml_is_left_and_one_with_a_wrong_value_is_mended(bench: Bench) -> None:
    bench.folder.mkdir()
    file = bench.folder / FILE
    file.write_bytes(b"x = [")
    outcome = bench.run("settings", "language", "en")
    assert (outcome.code, file.read_bytes()) == (6, b"x = [")
    file.write_bytes(b'language = "fr"\nlater = 1\n')
    outcome = bench.run("settings", "language", "en")
    assert (outcome.code, outcome.err) == (0, "")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["later = 1", 'language = "en"']


def test_an_unknown_word_is_answered_with_those_there_are(bench: Bench) -> None:
    for words in (["settings", "colour"], ["settings", "language", "fr"], ["settings", "plain", "ru"]):  # fmt: skip
        outcome = bench.run(*words)
        assert (outcome.code, (bench.folder / FILE).exists()) == (2, False), outcome
    assert "sferum settings language" in bench.run("settings", "langage").err


def test_written_says_what_was_written(bench: Bench) -> None:
    assert json.loads(bench.ok("settings", "--json"))["written"] is False
    assert json.loads(bench.ok("settings", "plain", "yes", "--json"))["written"] is True
    assert json.loads(bench.ok("settings", "plain", "yes", "--json"))["written"] is False


def test_settings_are_named_wiped_and_no_sign_of_a_case(bench: Bench) -> None:
    bench.ok("settings", "language", "ru")
    assert f"{FILE}: настройки" in bench.ok("data", "where")
    assert bench.run("data", "check").code == 0
    assert "не начат" in bench.ok("status")
    bench.ok("data", "wipe", "--confirm")
    assert not bench.folder.exists()
