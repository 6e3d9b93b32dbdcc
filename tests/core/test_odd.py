"""What looks odd in an answer is noticed; what people really write is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.odd import oddity
from sferum_cli.shelf.fields import answer_fields


@over(
    [
        ("applicant.surname", "Petrova", "latin"),
        ("applicant.surname", "Петрoва", "mixed"),
        ("applicant.given", "Анна1", "digits"),
        ("child.surname", "Иванов Пётр Ильич", "whole"),
        ("child.class", "5A", "latin"),
        ("applicant.address", "ul. Lenina 1", "latin"),
        ("applicant.phone", "ул. Ленина, 5-128 912 345 67 89", "phone"),
        ("applicant.phone", "+7 900 000-00-00 +7 900 000-00-01", "phone"),
        ("profile.phone", "нет телефона 12345", "phone"),
    ]
)
def test_odd(name: str, given: str, why: str) -> None:
    assert oddity(answer_fields()[name], given) == why


@over(
    [
        ("applicant.surname", "Мамин-Сибиряк"),
        ("applicant.surname", "Эрнандес Гарсия"),
        ("applicant.surname", "Сорока А. П."),
        ("applicant.given", "Анна Мария"),
        ("child.patronymic", "Али оглы"),
        ("applicant.address", "390000, г. Рязань, ул. Ленина, д. 1, корп. 2B"),
        ("school.name", "Школа «Lingua» № 5"),
        ("child.class", "5 «А»"),
        ("applicant.phone", "8 (4912) 55-55-55"),
        ("applicant.phone", "+7 900 000-00-00, доб. 123"),
        ("applicant.id_document", "AB 123456"),
        ("request.number", "IN-77/2026"),
        ("applicant.birth_date", "May 6"),
    ]
)
def test_not_odd(name: str, given: str) -> None:
    assert oddity(answer_fields()[name], given) is None


@given(st.sampled_from(sorted(answer_fields())), st.text(max_size=40))
def test_no_answer_breaks_it(name: str, given: str) -> None:
    assert oddity(answer_fields()[name], given) in (
        None, "latin", "mixed", "digits", "whole", "phone",
    )  # fmt: skip
