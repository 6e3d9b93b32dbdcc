"""One test over many rows of data: it goes through all of them and fails with the list of misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest

from sferum_cli import text


def over(*columns: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Call the test with each combination of the ``columns``; a row that is a tuple is unpacked."""
    rows = [[cell for part in row for cell in _cells(part)] for row in product(*columns)]

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        def through() -> None:
            assert rows, "there is nothing to go through"
            misses = [miss for row in rows if (miss := _miss(test, row))]
            assert not misses, f"{len(misses)} of {len(rows)}:\n" + "\n".join(misses)

        through.__doc__, through.__module__ = test.__doc__, test.__module__
        return through

    return decorate


def _cells(part: Any) -> tuple[Any, ...]:
    return part if type(part) is tuple else (part,)


def _miss(test: Callable[..., None], row: list[Any]) -> str:
    text.use("ru")  # as before each test
    try:
        test(*row)
    except (AssertionError, pytest.fail.Exception) as wrong:
        return f"{', '.join(map(str, row))}: {wrong}"
    except Exception as wrong:
        wrong.add_note(f"with {', '.join(map(repr, row))}")
        raise
    return ""
