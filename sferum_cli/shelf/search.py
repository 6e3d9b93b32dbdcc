"""How words are compared in a search, and what it finds outside the paths: from the knowledge."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.search import Topic
from sferum_cli.core.words import Cut, WordRules
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, read_table


@cache
@kept
def word_rules(folder: Path = OWN_KNOWLEDGE) -> WordRules:
    """The rules for word forms. Raises DamagedFile."""
    table = read_table(folder / "search.toml")
    groups = table.take("same", list)
    cuts = []
    for row in table.tables("cut"):
        cuts.append(Cut(row.take("least", int), frozenset(row.words("endings"))))
        row.done()
    rules = WordRules(
        stop=frozenset(table.words("stop")),
        cuts=tuple(cuts),
        same=tuple(map(tuple, groups)),
        denials=frozenset(table.words("denials")),
        right=frozenset(table.words("right")),
        ours=frozenset(table.words("ours")),
        near=frozenset(table.words("near")),
        far=frozenset(table.words("far")),
    )
    table.done()
    return rules


@cache
def topics(folder: Path = OWN_KNOWLEDGE) -> tuple[Topic, ...]:
    """What is found outside the paths. Raises DamagedFile."""
    table = read_table(folder / "topics.toml")
    found = []
    for row in table.tables("topic"):
        topic = Topic(
            id=row.take("id", str),
            title=row.both("title"),
            advice=row.both("advice"),
            command=row.take("command", str),
            words=row.words("words"),
            with_request=row.take("with_request", str, ""),
            facts=row.words("facts"),
        )
        row.done()
        found.append(topic)
    table.done()
    return tuple(found)


@cache
def phrases(folder: Path = OWN_KNOWLEDGE) -> dict[str, tuple[str, ...]]:
    """What people say when they mean a place, by "path", "path:trouble", "letter:KIND" and such.

    Raises DamagedFile.
    """
    table = read_table(folder / "phrases.toml")
    return {place: table.words(place) for place in list(table.values)}
