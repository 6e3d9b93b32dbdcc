"""Which request is meant: one that is named, the only one, the only one of a person."""

from __future__ import annotations

import re

import pytest
from conftest import TWELVE, Bench, error, js

COMMANDS = [
    ("why",),
    ("log", "sent"),
    ("evidence", "-o", "pack.zip"),
    ("escalate",),
    ("continue",),
    ("calendar", "-o", "days.ics"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_of_a_person_only_theirs_is_meant(twelve: Bench, words: tuple[str, ...]) -> None:
    if words[0] == "calendar":
        for number in (2, 3):
            twelve.ok("log", f"school-{number}", "sent", "--channel", "in_person")
    told = twelve.ok(*words, "--person", "Коля", "--json")
    assert set(re.findall(r"school-\d+", told)) == {"school-3"}
    unknown = error(twelve, *words, "--person", "никто")
    assert (unknown["code"], "коля" in unknown["message"]) == (3, True)


def test_due_tells_a_helper_of_one_family(twelve: Bench) -> None:
    twelve.today = twelve.today.replace(year=2027)
    every = due_lines(twelve)
    assert len(every) == len(TWELVE)
    assert due_lines(twelve, "--person", "коля") == [each for each in every if "коля" in each]
    assert error(twelve, "due", "--person", "никто")["code"] == 3


def due_lines(bench: Bench, *words: str) -> list[str]:
    outcome = bench.run("due", *words)
    assert outcome.code == 10
    return outcome.out.splitlines()


def test_the_calendar_of_a_person_is_written_again_by_the_command_it_names(twelve: Bench) -> None:
    twelve.ok("log", "school-3", "sent", "--channel", "in_person")
    page = twelve.ok("calendar", "--person", "коля", "-o", "коля.ics")
    again = "sferum calendar --person коля -o коля.ics --force"
    assert again in " ".join(page.split())
    twelve.ok(*again.split()[1:])
    days = js(twelve, *again.split()[1:])["dates"]
    assert {each["request"] for each in days} == {"school-3"}
