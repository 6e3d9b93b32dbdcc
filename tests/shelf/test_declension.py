"""Our own data on names and titles is read whole, or the slip in it is named with its place."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from misses import over

from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.declension import read_names, read_titles
from sferum_cli.shelf.tables import SHIPPED, Table

NAMES, TITLES = (
    tomllib.loads((SHIPPED / name).read_text("utf-8")) for name in ("names.toml", "titles.toml")
)


@over(
    [
        ({"rule": [{"part": "nickname", "words": ["а"]}]}, "rule[1].part"),
        ({"rule": [{"part": "surname"}]}, "rule[1].words"),
        ({"rule": [{"words": ["а"]}]}, "rule[1].part"),
        ({"rule": [{"part": "surname", "words": ["а"], "forms": ["ы", "е"]}]}, "rule[1].forms"),
        ({"rule": [{"part": "surname", "words": ["а"], "colour": "red"}]}, "rule[1].colour"),
        ({"rule": [{"part": "given", "words": ["а"], "other": ["ы"] * 5}]}, "rule[1].other"),
        ({"patronymic": {"uncle": []}}, "patronymic.uncle"),
        ({"particles": 5}, "particles"),
    ]
)
def test_a_slip_in_the_names_is_named(slip: dict[str, Any], where: str) -> None:
    with pytest.raises(DamagedFile) as refusal:
        read_names(Table({**NAMES, **slip}, "names.toml"))
    assert refusal.value.values["where"] == f"names.toml.{where}"


@over(
    [
        ({"post": [{"words": ["x"], "gender": "male", "forms": ["a"]}]}, "post[1].forms"),
        ({"post": [{"words": ["x"]}]}, "post[1].forms"),
        ({"body": [{"gender": "male", "forms": []}]}, "body[1].words"),
        ({"guess": [{"endings": ["x"], "gender": "old", "forms": []}]}, "guess[1].gender"),
        ({"acting": [{"typed": "(", "written": "x"}]}, "acting[1].typed"),
        ({"into": {"plain": "x", "full": "y", "before": "("}}, "into"),
        ({"adverbs": 5}, "adverbs"),
    ]
)
def test_a_slip_in_the_titles_is_named(slip: dict[str, Any], where: str) -> None:
    with pytest.raises(DamagedFile) as refusal:
        read_titles(Table({**TITLES, **slip}, "titles.toml"))
    assert refusal.value.values["where"] == f"titles.toml.{where}"


def test_a_word_that_is_no_plain_one_is_a_pattern_for_the_whole_word() -> None:
    row = {"part": "surname", "words": ["\u043c\u0430", "[\u0434\u0431]\u0430"], "forms": []}
    (rule,) = read_names(Table({**NAMES, "rule": [row]}, "names.toml")).rules
    assert rule.words == {"\u043c\u0430"}
    assert rule.endings == (("^[\u0434\u0431]\u0430$", "\u0430"),)
