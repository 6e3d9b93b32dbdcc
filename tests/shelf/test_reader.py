"""A table becomes a value by the annotations of its class, and a slip is named by its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pytest
import tomli
from misses import over

from sferum_cli.core.deadlines import Amount
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual, Target, WebPage
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.reader import read, read_some
from sferum_cli.shelf.tables import Table

Colour = Literal["red", "green", "blue"]


@frozen
class Lid:
    colour: Colour
    heavy: bool = False


@frozen
class Box:
    id: str
    name: Bilingual
    made: date
    size: int
    words: tuple[str, ...]
    lids: tuple[Lid, ...]
    colours: tuple[Colour, ...] = ("red",)
    colour: Colour = "blue"
    note: Bilingual | None = None
    page: WebPage | None = None
    best: Lid = Lid("green")
    spare: Lid | None = None
    prices: Mapping[str, int] = NOTHING
    paints: Mapping[Colour, Bilingual] = NOTHING
    way: Target | None = None
    days: Amount = 3
    added: bool = False
    labels: frozenset[str] = frozenset()


LEAST = """
id = "a"
name = { ru = "ящик", en = "box" }
made = 2026-11-26
size = 3
"""


def box(more: str = "", least: str = LEAST) -> Box:
    return read(Box, Table(tomli.loads(least + more), "boxes.toml"), added=True)


def test_what_is_missing_is_the_default_of_the_class_or_an_empty_list() -> None:
    made = date(2026, 11, 26)
    assert box() == Box("a", Bilingual("ящик", "box"), made, 3, (), (), added=True)


def test_each_field_is_read_as_its_annotation_says() -> None:
    found = box("""
words = ["b", "a"]
labels = ["b", "a", "b"]
colours = ["blue", "green"]
colour = "green"
note = { ru = "ещё", en = "more" }
page = "https://example.org/a"
best.colour = "red"
spare = { colour = "blue", heavy = true }
prices = { small = 1, large = 2 }
paints.red = { ru = "красный", en = "red" }
paints.green = { ru = "зелёный", en = "green" }
paints.blue = { ru = "синий", en = "blue" }
way = "step:list"
days = 0
[[lid]]
colour = "red"
[[lid]]
colour = "blue"
heavy = true
""")
    assert (found.words, found.labels) == (("b", "a"), frozenset({"a", "b"}))
    assert found.colours == ("green", "blue")  # in the order in which the codes are listed
    assert found.note == Bilingual("ещё", "more")
    assert found.page == "https://example.org/a"
    assert (found.best, found.spare) == (Lid("red"), Lid("blue", heavy=True))
    assert (found.way, found.days) == (Target("step", "list"), 0)
    assert found.prices == {"small": 1, "large": 2}
    assert list(found.paints) == ["red", "green", "blue"]
    assert found.lids == (Lid("red"), Lid("blue", heavy=True))


@over(["id", "name", "made", "size"])
def test_what_has_no_default_must_be_there(key: str) -> None:
    rest = "".join(line + "\n" for line in LEAST.splitlines() if not line.startswith(key))
    with pytest.raises(DamagedFile) as caught:
        box(least=rest)
    assert caught.value.values["where"] == f"boxes.toml.{key}"


@over(
    [
        ("nothing = 1", "nothing"),
        ("added = true", "added"),  # what the program says of a record, no record says of itself
        ('words = "a"', "words"),
        ("words = [1]", "words"),
        ('colour = "grey"', "colour"),
        ('colours = ["grey"]', "colours"),
        ('colours = ["red", "red"]', "colours"),
        ('note = "more"', "note"),
        ('note = { ru = "ещё" }', "note"),
        ('page = "http://example.org"', "page"),
        ("spare = 1", "spare"),
        ('way = "over:there"', "way"),
        ("days = 1001", "days"),
        ("days = -1", "days"),
        ("spare = { heavy = true }", "spare.colour"),
        ('spare = { colour = "red", heavy = 1 }', "spare.heavy"),
        ('best = { colour = "red", light = true }', "best.light"),
        ('prices = { small = "cheap" }', "prices.small"),
        ('paints.red = { ru = "красный", en = "red" }', "paints.green"),
        ('lid = "red"', "lid"),
        ('[[lids]]\ncolour = "red"', "lids"),
        ('[[lid]]\ncolour = "red"\n[[lid]]\ncolour = "grey"', "lid[2].colour"),
        ("[[lid]]", "lid[1].colour"),
    ]
)
def test_a_slip_is_named_by_its_place(more: str, where: str) -> None:
    with pytest.raises(DamagedFile) as caught:
        box(more)
    assert caught.value.values["where"] == f"boxes.toml.{where}"


def test_a_wrong_code_is_answered_with_those_there_are() -> None:
    with pytest.raises(DamagedFile) as caught:
        box('colour = "grey"')
    assert caught.value.values["problem"] == "red, green, blue"


def test_a_part_is_read_where_the_rest_is_for_others() -> None:
    assert read_some(Lid, Table({"colour": "red", "size": 3}, "boxes.toml")) == Lid("red")
