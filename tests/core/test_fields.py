"""An answer is read by its type, and what nobody could be reached at is refused."""

from __future__ import annotations

from datetime import date

import pytest
from misses import over

from sferum_cli.core.fields import Choice, Field, FieldType, insist_on_reachable, read_value
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.people import new_field
from sferum_cli.errors import BadUsage
from sferum_cli.text import date_words

TODAY = date(2026, 11, 26)
WORDS = Bilingual("Вопрос", "A question")


def field(kind: FieldType) -> Field:
    known = ("red", "green") if kind in ("choice", "sex") else ()
    return Field("x.y", kind, WORDS, choices=tuple(Choice(code, WORDS) for code in known))


def read(kind: FieldType, given: str) -> str | date:
    found = read_value(field(kind), given, today=TODAY, words=date_words())
    return found if isinstance(found, str) else found.day


@over(
    [
        ("line", "26.11", "26.11"),
        ("phone", "+7 900", "+7 900"),
        ("choice", "red", "red"),
        ("sex", "green", "green"),
        ("day", "26.11", date(2026, 11, 26)),
        ("day", "в пятницу", date(2026, 11, 20)),
        ("day", "01.09.2009", date(2009, 9, 1)),
        ("day_over", "25.11", date(2026, 11, 25)),
        ("day_ahead", "25.11", date(2027, 11, 25)),
        ("day_ahead", "в пятницу", date(2026, 11, 27)),
        ("birthday", "27 ноября 2015", date(2015, 11, 27)),
    ]
)
def test_an_answer_is_what_its_type_makes_of_it(
    kind: FieldType, given: str, meant: str | date
) -> None:
    assert read(kind, given) == meant


@over(
    [
        ("choice", "blue"),
        ("sex", ""),
        ("day", "весна"),
        ("day", "24.12.2026"),
        ("day_over", "сегодня"),
        ("birthday", "27.11.15"),
        ("birthday", "24.12.2026"),
        ("birthday", "вчера"),
    ]
)
def test_what_does_not_fit_its_type_is_refused(kind: FieldType, given: str) -> None:
    with pytest.raises(BadUsage):
        read(kind, given)


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [("email", "a@b", "a@b.ru"), ("email", "no at sign", "я@почта.рф"), ("phone", "1234", "12345")],
)
def test_an_address_at_which_nobody_can_be_reached_is_refused(
    kind: FieldType, wrong: str, right: str
) -> None:
    insist_on_reachable(field(kind), right)
    insist_on_reachable(field("line"), wrong)
    with pytest.raises(BadUsage):
        insist_on_reachable(field(kind), wrong)


@over(
    [
        ("line", " Ива\u200bнова\r\n ", "Иванова"),
        ("birthday", "27.11.2015", "2015-11-27"),
        ("email", " ", ""),
        ("sex", "", ""),
    ]
)
def test_what_is_kept_is_one_line_and_days_are_iso(kind: FieldType, given: str, kept: str) -> None:
    assert new_field(field(kind), given, today=TODAY, words=date_words()) == kept


@over([("email", "no at sign"), ("phone", "12"), ("birthday", "31.02.2015"), ("line", "я" * 301)])
def test_what_cannot_be_kept_is_refused_without_repeating_it(kind: FieldType, given: str) -> None:
    with pytest.raises(BadUsage) as refused:
        new_field(field(kind), given, today=TODAY)
    assert given not in str(refused.value.values)
