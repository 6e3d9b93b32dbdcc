"""A test over rows of data tells every row that it misses, and does not pass over none."""

from __future__ import annotations

import pytest
from misses import over


def test_each_row_that_fails_is_told_and_the_others_are_not() -> None:
    @over([("a", 1), ("b", 2)], [2, 1])
    def same(name: str, n: int, other: int) -> None:
        assert n == other, f"{name} differs"

    with pytest.raises(AssertionError, match=r"(?s)^2 of 4:\na, 1, 2: a differs.*b, 2, 1: b"):
        same()


def test_nothing_to_go_through_is_no_success() -> None:
    with pytest.raises(AssertionError, match="nothing to go through"):
        over([])(lambda _: None)()


def test_a_row_that_raises_something_else_is_named() -> None:
    @over(["1", "one"])
    def number(said: str) -> None:
        int(said)

    with pytest.raises(ValueError, match="invalid literal") as wrong:
        number()
    assert wrong.value.__notes__ == ["with 'one'"]
