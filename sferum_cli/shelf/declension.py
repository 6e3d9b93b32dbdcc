"""Our own data on how names and titles are declined, from names.toml and titles.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from sferum_cli.core.names import OBLIQUE, NameRule, Overrides
from sferum_cli.core.titles import Endings, Head, Pattern, Titles, first_fitting
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_table


@cache
@kept
def name_overrides(folder: Path = SHIPPED) -> Overrides:
    """Our own rules for names. Raises DamagedFile."""
    return read_names(read_table(folder / "names.toml"))


@cache
@kept
def titles(folder: Path = SHIPPED) -> Titles:
    """Our own data on posts, institutions and authorities. Raises DamagedFile."""
    return read_titles(read_table(folder / "titles.toml"))


def read_names(table: Table) -> Overrides:
    """The rules for names in ``table``. Raises DamagedFile."""
    return read(Overrides, table, rules=tuple(_rule(row) for row in table.tables("rule")))


def _rule(row: Table) -> NameRule:
    """One rule; what is no plain word among its ``words`` is a regular expression for the whole."""
    words, endings = row.words("words"), row.words("endings")
    patterns = [*(f"^{word}" for word in words if not word.isalpha()), *endings]
    rule = read(
        NameRule, row, words=frozenset(filter(str.isalpha, words)),
        endings=tuple((f"{pattern}$", _tail(pattern)) for pattern in patterns),
    )  # fmt: skip
    if not (words or endings):
        raise row.bad("words")
    for key, forms in (("forms", rule.forms), ("other", rule.other)):
        _insist_on_all(row, key, forms or ())
    if rule.other is not None and rule.sure:
        raise row.bad("other")
    return rule


def _tail(pattern: str) -> str:
    """The letters at the end of a regular expression without alternatives: compiling it is only
    worth while for a word that ends in them.
    """
    kept_letters = len(pattern)
    while kept_letters and pattern[kept_letters - 1].isalpha():
        kept_letters -= 1
    return pattern[kept_letters:]


def read_titles(table: Table) -> Titles:
    """What ``table`` says of titles. Raises DamagedFile."""
    adjectives = _by_ending(table, "adjective")
    found = read(
        Titles, table, heads=_heads(table, adjectives), adjectives=adjectives,
        guesses=_by_ending(table, "guess"),
        acting=tuple(_acting(row) for row in table.tables("acting")),
    )  # fmt: skip
    _compiled(found.into.before, table, "into")
    return found


def _heads(table: Table, adjectives: Endings) -> dict[str, Head]:
    found = {}
    for kind in ("post", "body"):
        for row in table.tables(kind):
            words = row.words("words")
            if not words:
                raise row.bad("words")
            noun = _pattern(row) if "forms" in row.values else None
            row.done()
            for word in words:
                pattern = noun or first_fitting(word, adjectives)
                if pattern is None:
                    raise row.bad("forms")
                found[word] = Head(kind == "post", pattern, adjectival=noun is None)
    return found


def _by_ending(table: Table, kind: str) -> Endings:
    found: list[tuple[str, Pattern]] = []
    for row in table.tables(kind):
        endings = row.words("endings")
        pattern = _pattern(row)
        found += [(ending, pattern) for ending in endings]
    return tuple(found)


def _pattern(row: Table) -> Pattern:
    pattern = read(Pattern, row)
    _insist_on_all(row, "forms", pattern.forms)
    return pattern


def _insist_on_all(row: Table, key: str, forms: tuple[str, ...]) -> None:
    """Refuse forms that are there and not one for each oblique case."""
    if forms and len(forms) != len(OBLIQUE):
        raise row.bad(key)


def _acting(row: Table) -> tuple[str, str]:
    """A spelling of "acting", as a regular expression for what begins so, and how it is written."""
    typed, written = row.take("typed", str), row.take("written", str)
    row.done()
    whole = rf"(?:{typed})(?:(?<=\.)|(?!\w)) ?(?P<rest>.*)"
    return _compiled(whole, row, "typed"), written


def _compiled(pattern: str, row: Table, key: str) -> str:
    """``pattern``, which has to be a regular expression."""
    try:
        return re.compile(pattern, re.IGNORECASE).pattern
    except re.error as error:
        raise row.bad(key) from error
