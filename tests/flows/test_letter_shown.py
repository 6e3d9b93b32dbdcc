"""A kept letter is shown as it was made, counted as status counts, and marked as sent."""

from __future__ import annotations

import json

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, written

SHOW = ("letter", "--show", "1", "--request", "school-1")


@pytest.fixture
def kept(bench: Bench) -> Bench:
    """A request with two kept letters, the second of which was sent."""
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    for name in ("one.txt", "two.txt"):
        bench.ok(*LETTER, "--format", "txt", "-o", name)
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    return bench


def test_a_letter_is_shown_byte_for_byte(kept: Bench) -> None:
    there = (kept.folder / "letters" / "school-1-letter-1.txt").read_bytes()
    assert kept.ok(*SHOW).encode() == there
    assert kept.ok("letter", "--show", "1").encode() == there, "one request: it need not be named"
    kept.ok(*SHOW, "-o", "again.txt")
    assert (kept.folder / "again.txt").read_bytes() == there


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_status_counts_the_letters_and_says_which_was_sent(kept: Bench, lang: str) -> None:
    kept.lang = lang
    page = kept.ok("status", "school-1")
    assert "sferum letter --show 1 --request school-1" in page
    (request,) = json.loads(kept.ok("status", "school-1", "--json"))["requests"]
    assert [(each["n"], each["sent"]) for each in request["letters"]] == [
        (1, None),
        (2, "2026-11-23"),
    ]
    for each in request["letters"]:
        number = str(each["n"])
        shape = json.loads(kept.ok("letter", "--show", number, "--json"))
        assert {key: shape[key] for key in each} == each
        assert (shape["same"], shape["written"]) == (True, False)


def test_another_format_is_made_anew_as_of_its_day(kept: Bench) -> None:
    before = kept.ok(*SHOW, "--format", "txt")
    kept.today = kept.today.replace(day=30)
    kept.ok(*SHOW, "--format", "pdf", "--answers", "answers.toml", "-o", "again.pdf")
    assert (kept.folder / "again.pdf").read_bytes().startswith(b"%PDF")
    shape = json.loads(
        kept.ok(*SHOW, "--format", "docx", "--answers", "answers.toml", "-o", "a.docx", "--json")
    )
    assert (shape["same"], shape["format"]) == (False, "docx")
    assert kept.ok(*SHOW) == before


def test_a_paper_at_a_terminal_is_told_where_it_lies(kept: Bench) -> None:
    kept.ok(*LETTER, "-o", "three.pdf")
    page = kept.ok("letter", "--show", "3", typed=[])
    assert "school-1-letter-3.pdf" in page
    assert "%PDF" not in page


@pytest.mark.parametrize(("number", "code"), [("0", 3), ("3", 3), ("x", 2)])
def test_a_number_that_there_is_not_is_refused(kept: Bench, number: str, code: int) -> None:
    outcome = kept.run("letter", "--show", number, "--request", "school-1")
    assert (outcome.code, outcome.out) == (code, "")


def test_a_letter_that_was_changed_is_not_passed_off_as_the_one_made(kept: Bench) -> None:
    file = kept.folder / "letters" / "school-1-letter-1.txt"
    file.write_text("другое", encoding="utf-8")
    assert kept.run(*SHOW).code == 6
    file.unlink()
    assert kept.run(*SHOW).code == 6
    assert kept.ok("letter", "--show", "2", "--request", "school-1")
