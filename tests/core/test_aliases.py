"""A short name is a word that can be typed; two spellings of one are the same."""

from __future__ import annotations

import unicodedata

import pytest
from misses import over

from sferum_cli.core.aliases import alias_key, by_alias, read_alias
from sferum_cli.errors import BadUsage


@over(["masha", "Маша", "5-б", "ёж_2", "a" * 30])
def test_a_short_word_is_an_alias(alias: str) -> None:
    assert read_alias(f" {alias} ") == alias


@over(
    ["", "-a", "_a", "a" * 31, "мама и папа", "a/b", "..", "a\nb", "a.b", "a'", "😀", "é", "ab\u200b"]
)  # fmt: skip
def test_anything_else_is_no_alias(alias: str) -> None:
    with pytest.raises(BadUsage):
        read_alias(alias)


def test_an_alias_typed_in_two_pieces_a_letter_is_the_same_alias() -> None:
    assert read_alias(unicodedata.normalize("NFD", "Андрей")) == "Андрей"


@over(["маша", "МАША", " Маша ", unicodedata.normalize("NFD", "Маша")])
def test_capitals_blanks_and_pieces_make_no_other_alias(other: str) -> None:
    assert alias_key(other) == alias_key("Маша")
    assert alias_key(other) != alias_key("Саша")


def test_what_is_of_one_alias_is_found_together_in_its_order() -> None:
    own = by_alias(["Маша 1", "саша 2", "МАША 3"], lambda each: each.split()[:1])
    assert own == {alias_key("маша"): ["Маша 1", "МАША 3"], alias_key("Саша"): ["саша 2"]}
