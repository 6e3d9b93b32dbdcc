"""Frozen value objects behave as frozen dataclasses do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping

import pytest
from misses import over

from sferum_cli.core.frozen import NOTHING, fields_of, frozen, is_frozen, replace


@frozen
class Place:
    """A place with a name."""

    name: str
    floor: int = 1

    @property
    def sign(self) -> str:
        return f"{self.name}, {self.floor}"


@frozen
class Room:
    name: str
    floor: int = 1


@frozen
class House:
    """A value with a value, a list of them and a mapping in it."""

    hall: Place
    rooms: tuple[Room, ...] = ()
    signs: Mapping[str, str] = NOTHING

    @frozen
    class Key:
        number: int


def test_fields_are_given_by_place_or_by_name_and_have_defaults() -> None:
    assert Place("hall") == Place(name="hall", floor=1) == Place("hall", 1)
    assert Place("hall", floor=2).sign == "hall, 2"


@over(
    [
        ((), {}, "needs 'name'"),
        (("hall", 1, 2), {}, "cannot take 3 values"),
        (("hall",), {"colour": "red"}, "cannot take colour"),
        (("hall",), {"name": "attic"}, "cannot take name"),
    ]
)
def test_what_does_not_fit_is_refused(
    given: tuple[object, ...], named: dict[str, object], told: str
) -> None:
    with pytest.raises(TypeError, match=told):
        Place(*given, **named)  # type: ignore[arg-type]  # wrong on purpose


def test_nothing_can_be_changed_added_or_removed() -> None:
    place = Place("hall")
    for name in ("name", "colour"):
        with pytest.raises(AttributeError, match="frozen"):
            setattr(place, name, "red")
    with pytest.raises(AttributeError, match="frozen"):
        del place.name


def test_a_copy_with_changes_leaves_the_original_alone() -> None:
    place = Place("hall")
    assert replace(place, floor=3) == Place("hall", 3)
    assert place.floor == 1


def test_a_copy_takes_no_field_that_there_is_not() -> None:
    with pytest.raises(TypeError, match="cannot take colour"):
        replace(Place("hall"), colour="red")  # type: ignore[call-arg]  # wrong on purpose


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("statsu='planned'", 'did you mean "status"'),
        ("rung='seven'", 'expected "int"'),
        ("rung=7", "Success"),
    ],
)
def test_the_type_checker_refuses_a_wrong_change(change: str, told: str) -> None:
    mypy = pytest.importorskip("mypy.api", reason="a tool of development, not of the tests")
    code = (
        "from sferum_cli.core.frozen import replace\n"
        "from sferum_cli.core.requests import Request\n"
        f"replace(Request('school-1'), {change})\n"
    )
    said, _, _ = mypy.run(["--config-file=", "--strict", "-c", code])
    assert told in said


@over(
    [
        Place("hall", 2),
        House(Place("hall"), (Room("attic", 3), Room("cellar", 0)), {"door": "closed"}),
        House(Place("hall")),
        House.Key(7),
    ]
)
def test_a_value_can_be_copied_and_pickled(value: object) -> None:
    kept = pickle.dumps(value)
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(kept)):
        assert other == value
        assert type(other) is type(value)


def test_equal_means_same_class_and_same_values() -> None:
    assert Place("hall") != Room("hall")
    assert len({Place("hall"), Place("hall", 1), Place("hall", 2)}) == 2


def test_it_tells_its_fields() -> None:
    assert repr(Place("hall")) == "Place(name='hall', floor=1)"
    assert fields_of(Place("hall")) == {"name": "hall", "floor": 1}
    assert is_frozen(Place("hall"))
    assert not is_frozen("hall")


def test_the_default_mapping_is_empty_and_stays_so() -> None:
    assert NOTHING == {}
    with pytest.raises(TypeError):
        NOTHING["a"] = 1  # type: ignore[index]  # wrong on purpose
