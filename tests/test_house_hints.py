"""The house rule of hints: each error says what to type next, and each command named is real."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from source import nodes_of
from typer.main import get_command

from sferum_cli.cli.app import app
from sferum_cli.errors import CAUSES
from sferum_cli.text import en, ru

ROOT = Path(__file__).parent.parent / "sferum_cli"
CODE = [file for file in sorted(ROOT.rglob("*.py")) if file.parent.name != "text"]
LANGUAGES = {"ru": ru.TEXT, "en": en.TEXT}
ERRORS = sorted(key for key in ru.TEXT if key.startswith("error.") and not key.endswith(".hint"))

PARTS = "no error of its own: part of another sentence"
CAUSE = "the hint is the one of its cause, as the system told it"
ASKED = "the question is asked again at once, or the error stands inside another"
NO_HINT = {
    "error.none": PARTS,
    "error.titled": PARTS,
    "error.resume": PARTS,
    "error.written": PARTS,
    "error.write": CAUSE,
    "error.folder": CAUSE,
    "error.lock": CAUSE,
    "error.file": CAUSE,
    "error.screen": CAUSE,
    "error.not_written": PARTS,
    "error.interrupted": "the command that goes on stands in a line of its own",
    "error.person_long": ASKED,
    "error.person_choice": ASKED,
    "error.person_email": ASKED,
    "error.person_phone": ASKED,
    "error.person_birth": ASKED,
}
REPEAT = "the same command with another word: which one is in the person's hands"
FILE = "a file of the person's, to be looked at outside this program"
OUTSIDE = "something outside this program has to change first"
COMPUTED = "usually the whole command is put together from what was typed"
NO_COMMAND = {
    "error.no_pdf": "a library is installed with pip, and the formats are those of the command typed",
    "error.install": "only installing again helps",
    "error.unpack": "the program is not there yet: what is typed again starts the packed file",
    "error.our_mistake": OUTSIDE,
    "error.today_unreadable": OUTSIDE,
    "error.busy": OUTSIDE,
    "error.link_away": OUTSIDE,
    "error.home_closed": OUTSIDE,
    "error.home_no_folder": OUTSIDE,
    "error.state_damaged": FILE,
    "error.state_damaged_alone": FILE,
    "error.person_file": FILE,
    "error.person_answers": FILE,
    "error.answers": FILE,
    "error.answers_missing": FILE,
    "error.answers_encoding": FILE,
    "error.answer_wrong": FILE,
    "error.answer_long": FILE,
    "error.letter_character": FILE,
    "error.letter_mail_address": FILE,
    "error.sex_needed": FILE,
    "error.attach": FILE,
    "error.bundle_big": FILE,
    "error.import_full": REPEAT,
    "error.import_link": FILE,
    "error.output_name": REPEAT,
    "error.attach_big": FILE,
    "error.attach_missing": FILE,
    "error.choice": COMPUTED,
    "error.parameter": COMPUTED,
    "error.answer_needed": REPEAT,
    "error.date_far": REPEAT,
    "error.date_future": REPEAT,
    "error.date_today": REPEAT,
    "error.date_unreadable": REPEAT,
    "error.date_weekday": REPEAT,
    "error.file_exists": REPEAT,
    "error.file_name": REPEAT,
    "error.folder_full": REPEAT,
    "error.interrupted_nothing": REPEAT,
    "error.interrupted_last": REPEAT,
    "error.output_folder": REPEAT,
    "error.output_place": REPEAT,
    "error.output_ours": REPEAT,
    "error.person_age": REPEAT,
}
NAME = {"data.where_why", "error.busy.hint", "opt.entry"}  # sferum is no command there
COMMAND = re.compile(r"\bsferum ((?:[^\s«»“”()]+ ?)*)")


def commands_in(sentence: str) -> Iterator[list[str]]:
    """The words after each ``sferum`` up to a double space or a mark that ends the command."""
    for found in COMMAND.finditer(sentence):
        words = found.group(1).split()
        yield [word.rstrip(".,:;…") for word in words]


def wrong(words: list[str]) -> str:
    """What is not real about a command, or nothing."""
    if words[:1] == ["help"]:
        words = words[1:]
    command: Any = get_command(app)
    context = command.make_context("sferum", [], resilient_parsing=True)
    for before, word in zip(["", *words], words, strict=False):
        inner = getattr(command, "commands", {})
        if before.startswith("--") and not word.startswith("-"):
            continue  # the value of an option
        if word in inner:
            command = inner[word]
        elif word.startswith("-") and word != "-":
            known = {name for p in command.get_params(context) for name in p.opts} | {"--help"}
            if word.partition("=")[0] not in known and "{" not in word:
                return f"{command.name} has no {word}"
        elif inner and re.fullmatch("[a-z]+", word):
            return f"no command {word}"
    return ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_says_what_to_do_next(lang: str) -> None:
    told = LANGUAGES[lang]
    assert [key for key in ERRORS if f"{key}.hint" not in told and key not in NO_HINT] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cause_says_what_would_help(lang: str) -> None:
    assert {f"cause.{name}.hint" for name in (*CAUSES, "other")} <= set(LANGUAGES[lang])
    assert {f"cause.{name}" for name in CAUSES} <= set(LANGUAGES[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_to_do_next_is_a_command_or_honestly_none(lang: str) -> None:
    told = LANGUAGES[lang]
    hints = {key: told[f"{key}.hint"] for key in ERRORS if f"{key}.hint" in told}
    without = [key for key, hint in hints.items() if not re.search(r"sferum |\{command\}", hint)]
    assert [key for key in without if key not in NO_COMMAND] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_that_a_sentence_names_is_real(lang: str) -> None:
    found = {
        f"{key}: {problem}"
        for key, sentence in LANGUAGES[lang].items()
        if key not in NAME
        for line in sentence.split("\n")
        for words in commands_in(line)
        if (problem := wrong(words))
    }
    assert found == set()


def test_every_command_that_the_code_offers_is_real() -> None:
    found = set()
    for file in CODE:
        for node in nodes_of(file):
            said = ast.unparse(node).strip("f'\"") if isinstance(node, ast.JoinedStr) else ""
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value
            if re.match("sferum [a-z]", said) and (problem := wrong(said.split()[1:])):
                found.add(f"{file.name}: {problem}")
    assert found == set()


def test_an_error_lists_codes_only_where_one_of_them_is_to_be_typed() -> None:
    """What was typed is told with what can be; who typed nothing reads words."""
    unasked = {
        f"{file.name}: {call.args[0].value}"
        for file in CODE
        for call in nodes_of(file)
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value).startswith("error.")
        and "known" in (named := {keyword.arg for keyword in call.keywords})
        and "given" not in named and getattr(call.func, "id", "") in ("BadUsage", "NotFound")
    }  # fmt: skip
    assert unasked == {"remind.py: error.reminder_shell"}, "these are names of programs"
    by_code = {key for key in ERRORS for table in LANGUAGES.values() if "{kind}" in table[key]}
    assert by_code == {"error.our_mistake"}, "it is reported as it is"


def test_every_command_that_a_page_or_a_form_names_is_real() -> None:
    tree = ROOT.parent
    pages = [*tree.glob("*.md"), *(tree / "docs").rglob("*.md"), *(tree / ".github").rglob("*.*")]
    found = {
        f"{page.name}: {problem}"
        for page in pages
        for said in re.findall(r"`sferum ([^`]+)`", page.read_text(encoding="utf-8"))
        if (problem := wrong(said.split()))
    }
    assert found == set()


def test_a_command_that_is_not_would_be_noticed() -> None:
    assert wrong(["letter", "--lst"]) == "letter has no --lst"
    assert wrong(["data", "chek"]) == "no command chek"
    assert wrong(["help", "unlik"]) == wrong(["unlik"])
    assert wrong(["unlik"]) == "no command unlik"
    assert list(commands_in("see (sferum why school-1) or sferum log ID --date today.")) == [
        ["why", "school-1"],
        ["log", "ID", "--date", "today"],
    ]
