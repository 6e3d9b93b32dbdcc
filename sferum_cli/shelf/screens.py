"""screens.toml: what one person with one phone can look at, place by place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.screens import ScreenPlace
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table


@cache
def places(folder: Path = SHIPPED) -> tuple[ScreenPlace, ...]:
    """Every place in the order of looking. Raises DamagedFile."""
    return tuple(
        read(ScreenPlace, row) for row in read_table(folder / "screens.toml").tables("place")
    )
