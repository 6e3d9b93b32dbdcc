"""Ages decide which letter may be written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.letter_guards import age_on, insist_on_age
from sferum_cli.errors import BadUsage
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.render.error_view import problem
from sferum_cli.shelf.letters import letter_kind

TODAY = date(2026, 11, 28)


@over(
    [
        ("29.11.2012", "under-14"), ("28.11.2012", "14-17"), ("29.11.2008", "14-17"),
        ("28.11.2008", "adult"), ("2012-11-28", "14-17"), ("31.02.2012", None), ("", None),
        ("____", None), ("29.11.2026", None),
    ]
)  # fmt: skip
def test_an_age_changes_on_the_birthday(birth: str, age: str | None) -> None:
    assert age_on(birth, TODAY) == age


@given(st.dates(date(1930, 1, 1), TODAY))
def test_nobody_grows_younger(born: date) -> None:
    order = ["under-14", "14-17", "adult"]
    ages = [age_on(f"{born:%d.%m.%Y}", date(year, 11, 28)) for year in (2026, 2030, 2040)]
    assert ages == sorted(ages, key=lambda age: order.index(str(age)))


def test_a_parent_writes_for_a_child_and_an_adult_writes_alone() -> None:
    kind = letter_kind("school-parent")
    insist_on_age(
        kind,
        {"child.surname": "Я", "child.birth_date": "01.03.2015"},
        "parent",
        None,
        TODAY,
        all_kinds,
    )
    with pytest.raises(BadUsage) as raised:
        insist_on_age(
            kind,
            {"child.surname": "Я", "child.birth_date": "01.03.2001"},
            "parent",
            None,
            TODAY,
            all_kinds,
        )
    assert raised.value.key == "error.letter_age"
    assert letter_kind("student-adult").title.ru in problem(raised.value)
    assert re.findall("[a-z]+", problem(raised.value)) == [], "nobody typed a name of a letter"


def test_a_second_child_counts_as_the_first_does() -> None:
    told = {
        "child.surname": "Я",
        "child.birth_date": "01.03.2015",
        "child2.surname": "Я",
        "child2.birth_date": "01.03.2001",
    }
    with pytest.raises(BadUsage):
        insist_on_age(letter_kind("school-parent"), told, "parent", None, TODAY, all_kinds)


def test_without_a_birth_date_the_band_that_was_told_decides() -> None:
    kind, told = letter_kind("student-14-17"), {"applicant.surname": "Я"}
    insist_on_age(kind, told, "student", "14-17", TODAY, all_kinds)
    insist_on_age(kind, told, "student", None, TODAY, all_kinds)
    with pytest.raises(BadUsage):
        insist_on_age(kind, told, "student", "under-14", TODAY, all_kinds)
