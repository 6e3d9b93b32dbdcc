"""A person: who signs is decided by who acts and by the age; fields are tidy or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.people import FIELDS, Person, answer_name, answers_of, read_field, who_signs
from sferum_cli.errors import BadUsage

TODAY = date(2026, 11, 23)


@over(
    [
        ("parent", "under_14", ("parent",)),
        ("parent", "14_17", ("student", "parent")),
        ("parent", None, ("student", "parent")),
        ("self", "under_14", ("parent",)),
        ("self", "14_17", ("student", "parent")),
        ("self", "adult", ("self",)),
        ("self", None, ("student", "parent")),
        ("employee", "adult", ("self",)),
        ("employee", None, ("self",)),
    ]
)
def test_who_acts_and_the_age_decide_who_signs(
    acting_as: str, age: str | None, signers: tuple[str, ...]
) -> None:
    assert who_signs(Person("x", acting_as, age), date(2026, 11, 23)) == signers  # type: ignore[arg-type]


def test_the_role_follows_from_who_acts() -> None:
    roles = [Person("x", kind).role for kind in ("parent", "self", "employee")]
    assert roles == ["parent", "student", "teacher"]


@pytest.mark.parametrize("given", ["27.11.2015", "2015-11-27", " 27.11.2015 "])
def test_a_birthday_is_kept_as_an_iso_date(given: str) -> None:
    assert read_field("child_birth_date", given) == "2015-11-27"


@over(
    [
        ("child_birth_date", "31.02.2015"),
        ("child_birth_date", "27.11.15"),
        ("child_birth_date", "01.01.1899"),
        ("sex", "мужской"),
        ("school_kind", "any"),
        ("address", "я" * 301),
    ]
)
def test_a_kept_field_that_does_not_fit_is_refused_without_repeating_it(
    name: str, given: str
) -> None:
    with pytest.raises(BadUsage) as refused:
        read_field(name, given)
    assert given not in str(refused.value.values)


def test_a_field_is_one_line_without_what_nobody_sees() -> None:
    assert read_field("surname", " Ива\u200bнова\r\n\tде \u202eЛос \x00 ") == "Иванова де Лос"


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_what_was_read_once_reads_the_same_again(name: str, text: str) -> None:
    try:
        value = read_field(name, text)
    except BadUsage:
        return
    assert read_field(name, value) == value


def test_every_field_has_a_name_of_its_own_in_answers_files() -> None:
    assert len({answer_name(name) for name in FIELDS}) == len(FIELDS)
    shown = [answer_name(n) for n in ("surname", "child_birth_date", "school_kind", "head_sex")]
    assert shown == ["applicant.surname", "child.birth_date", "school.kind", "school.head.sex"]


def test_a_letter_gets_the_fields_and_the_corrected_forms() -> None:
    person = Person("x", "parent", None, {"child_given": "Пётр"}, {"child.dative": "Петру"})
    assert answers_of(person) == {"child.given": "Пётр", "correct.child.dative": "Петру"}
