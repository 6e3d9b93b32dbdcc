"""Frozen value objects behave as frozen dataclasses do."""

from __future__ import annotations

import pytest

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


def test_fields_are_given_by_place_or_by_name_and_have_defaults() -> None:
    assert Place("hall") == Place(name="hall", floor=1) == Place("hall", 1)
    assert Place("hall", floor=2).sign == "hall, 2"


@pytest.mark.parametrize(
    ("given", "named", "told"),
    [
        ((), {}, "needs 'name'"),
        (("hall", 1, 2), {}, "cannot take 3 values"),
        (("hall",), {"colour": "red"}, "cannot take colour"),
        (("hall",), {"name": "attic"}, "cannot take name"),
    ],
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
    assert not hasattr(place, "__dict__")


def test_a_copy_with_changes_leaves_the_original_alone() -> None:
    place = Place("hall")
    assert replace(place, floor=3) == Place("hall", 3)
    assert place.floor == 1


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
