"""What our data says of posts, institutions and authorities: heads, forms, capitals."""

from __future__ import annotations

import tomllib

from sferum_cli.core.titles import Pattern
from sferum_cli.shelf.declension import titles
from sferum_cli.shelf.tables import SHIPPED

DATA = tomllib.loads((SHIPPED / "titles.toml").read_text("utf-8"))
OURS = titles()


def test_a_word_is_a_head_in_one_way_only() -> None:
    words = [word for kind in ("post", "body") for row in DATA[kind] for word in row["words"]]
    assert len(words) == len(set(words)) == len(OURS.heads)
    assert len(words) >= 100


def test_every_form_keeps_the_beginning_of_its_word() -> None:
    for word, head in OURS.heads.items():
        forms = head.pattern.forms
        assert len(word) > head.pattern.cut
        assert not forms or len(forms) == 5


def test_every_legal_form_is_a_head() -> None:
    assert set(OURS.heads) >= OURS.legal


def test_the_accusative_of_a_man_differs_from_his_nominative_and_that_of_a_thing_does_not() -> None:
    director, garden = OURS.heads["директор"], OURS.heads["сад"]
    assert director.pattern.form("директор", "accusative", person=True) == "директора"
    assert OURS.heads["глава"].pattern.form("глава", "accusative", person=True) == "главу"
    acting = OURS.heads["исполняющий"].pattern
    assert acting.form("исполняющий", "accusative", person=True) == "исполняющего"
    assert garden.pattern.form("сад", "accusative", person=False) == "сад"


def test_capitals_stay_capitals() -> None:
    pattern = Pattern("female", 1, ("ы", "е", "у", "ой", "е"))
    assert pattern.form("ШКОЛА", "genitive", person=False) == "ШКОЛЫ"
    assert pattern.form("Школа", "genitive", person=False) == "Школы"
