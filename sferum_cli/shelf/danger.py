"""Signs of danger and their screens: the knowledge file to core objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sferum_cli.core.danger import Danger, DangerRules, Phrase, Sign, patterns
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_table


@cache
@kept
def danger_rules(folder: Path = SHIPPED) -> DangerRules:
    """All that tells a danger. Raises DamagedFile."""
    table = read_table(folder / "danger.toml")
    groups: dict[str, tuple[Phrase, ...]] = {}
    named = table.table("groups")
    for name in list(named.values):
        groups[name] = _patterns(named, named.words(name), groups, name)
    return read(
        DangerRules,
        table,
        harmless=_patterns(table, table.words("harmless"), {}, "harmless"),
        dangers=tuple(_danger(row, groups) for row in table.tables("danger")),
    )


def _danger(row: Table, groups: Mapping[str, tuple[Phrase, ...]]) -> Danger:
    signs = tuple(_sign(inner, groups) for inner in row.tables("sign"))
    return read(Danger, row, signs=signs)


def _sign(row: Table, groups: Mapping[str, tuple[Phrase, ...]]) -> Sign:
    given = row.take("groups", list)
    return read(
        Sign,
        row,
        groups=tuple(_patterns(row, group, groups, "groups") for group in given),
        unless=_patterns(row, row.words("unless"), groups, "unless"),
    )


def _patterns(
    row: Table, phrases: Sequence[str], groups: Mapping[str, tuple[Phrase, ...]], key: str
) -> tuple[Phrase, ...]:
    try:
        return tuple(patterns(phrases, groups))
    except KeyError:
        raise row.bad(key) from None
