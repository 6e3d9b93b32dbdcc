"""The figures on names: those of the rules as they are, good enough, and no name of the list lost."""

from __future__ import annotations

import re

import name_accuracy
import pytest
from misses import over
from name_accuracy import ASKED, figures, fingerprint, in_case, people

PEOPLE = list(people())


@over(PEOPLE)
def test_a_name_of_the_peoples_of_russia_is_right_in_the_cases_of_letters(
    person: name_accuracy.Person,
) -> None:
    forms = [in_case(person.name, case).text for case in ASKED]
    assert forms == [person.genitive, person.dative]


def test_the_list_is_of_many_peoples_and_names_nobody_twice() -> None:
    text = name_accuracy.PEOPLES.read_text(encoding="utf-8")
    assert len(re.findall(r"^\[", text, re.MULTILINE)) >= 25
    names = [(each.name.surname, each.name.given) for each in PEOPLE]
    assert len(names) == len(set(names)) >= 250


def test_the_rules_are_those_that_were_measured() -> None:
    told = "rules for names changed: python tools/name_accuracy.py --measure, then make update"
    assert figures()["fingerprint"] == fingerprint(), told


def test_at_least_997_of_1000_forms_are_those_of_the_dictionary() -> None:
    rows = figures()["row"]
    for chosen in (rows, [row for row in rows if row["asked"]]):
        forms, wrong = (sum(row[key] for row in chosen) for key in ("forms", "wrong"))
        assert forms > 90_000
        assert wrong / forms <= 0.003


def test_no_part_of_a_name_is_much_worse_than_the_whole() -> None:
    for row in figures()["row"]:
        assert row["wrong"] / row["forms"] <= 0.008, row


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_page_says_the_figures(lang: str) -> None:
    page = name_accuracy.body(lang)
    wrong = sum(row["wrong"] for row in figures()["row"])
    forms = sum(row["forms"] for row in figures()["row"])
    share = f"{100 - 100 * wrong / forms:.2f}"
    assert f"**{share if lang == 'en' else share.replace('.', ',')} %**" in page
    assert len(re.findall(r"^\|", page, re.MULTILINE)) == 10
