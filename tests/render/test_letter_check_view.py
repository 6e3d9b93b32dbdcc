"""A line of the check page says an answer once, with the forms that differ from it."""

from __future__ import annotations

import pytest

from sferum_cli.core.doubts import Doubt
from sferum_cli.render.letter_check_view import CheckLine, line_words
from sferum_cli.text import ru, use


@pytest.fixture(autouse=True)
def _russian() -> None:
    use("ru")


@pytest.mark.parametrize(
    ("texts", "forms", "told"),
    [
        (("МБОУ «Школа № 5»",), ("МБОУ «Школа №\u00a05»",), "Организация: МБОУ «Школа № 5»"),
        (("Гимназия",), ("Гимназию",), "Организация: Гимназия (в письме: Гимназию)"),
        ((), (), f"Организация: {ru.TEXT['letter.line.none']}"),
    ],
)
def test_a_form_is_told_where_it_differs_from_the_answer(
    texts: tuple[str, ...], forms: tuple[str, ...], told: str
) -> None:
    assert line_words(CheckLine("place", texts, forms, ())) == told


def test_initials_end_a_line_with_one_full_stop() -> None:
    doubt = Doubt("Гайдай О. Л.", ("Гайдай О. Л.", "Гайдаю О. Л."), "sex")
    words = line_words(CheckLine("head", ("Гайдай О. Л.",), (), (doubt,)))
    assert "Гайдай О. Л. Не уверены" in words
    assert ".." not in words
