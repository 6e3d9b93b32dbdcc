"""How words are compared in a search, and what it finds outside the paths: from the knowledge."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.search import Topic
from sferum_cli.core.words import WordRules
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table


@cache
@kept
def word_rules(folder: Path = SHIPPED) -> WordRules:
    """The rules for word forms. Raises DamagedFile."""
    table = read_table(folder / "search.toml")
    return read(WordRules, table, same=tuple(map(tuple, table.take("same", list))))


@cache
def topics(folder: Path = SHIPPED) -> tuple[Topic, ...]:
    """What is found outside the paths. Raises DamagedFile."""
    rows = read_table(folder / "topics.toml").tables("topic")
    return tuple(read(Topic, row) for row in rows)


@cache
def phrases(folder: Path = SHIPPED) -> dict[str, tuple[str, ...]]:
    """What people say when they mean a place, by "path", "path:trouble", "letter:KIND" and such.

    Raises DamagedFile.
    """
    table = read_table(folder / "phrases.toml")
    return {place: table.words(place) for place in list(table.values)}
