"""The data on posts, institutions and authorities: read whole, or the slip in it is named."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from misses import over

from sferum_cli.core.titles import Pattern, Titles
from sferum_cli.errors import DamagedFile

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "sferum_cli" / "knowledge" / "titles.toml").read_text("utf-8")
)
OURS = Titles.from_mapping(DATA)


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


@over(
    [
        {"post": [{"words": ["x"], "gender": "male", "forms": ["a"]}]},
        {"post": [{"words": ["x"]}]},
        {"body": [{"gender": "male", "forms": []}]},
        {"acting": [{"typed": "(", "written": "x"}]},
        {"into": {"plain": "x", "full": "y", "before": "("}},
        {"adverbs": 5},
    ]
)
def test_a_slip_in_the_data_is_named(slip: dict[str, Any]) -> None:
    with pytest.raises(DamagedFile) as refusal:
        Titles.from_mapping({**DATA, **slip})
    assert refusal.value.values["where"] == "titles.toml"
