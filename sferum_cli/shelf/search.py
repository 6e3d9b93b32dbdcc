"""How words are compared in a search: the knowledge file to core rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path

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
    rules = WordRules(frozenset(table.words("stop")), tuple(cuts), tuple(map(tuple, groups)))
    table.done()
    return rules
