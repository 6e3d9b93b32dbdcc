"""What a quoted term says: the rule from deadlines.toml, the words from terms.toml."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from sferum_cli.core.codes import LANGUAGES, Language
from sferum_cli.core.terms import (
    FORMS,
    Inflection,
    Quote,
    UnitWords,
    inflection_of,
    length_of,
    length_words,
)
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.deadlines import all_rules, shipped_rule
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table


def quotes(folder: Path = SHIPPED) -> Quote:
    """What says the terms of the rules in ``folder``."""
    return partial(quote, folder=folder)


@follows_own
@cache
def quote(rule_id: str, form: str, language: Language, folder: Path = SHIPPED) -> str:
    """The length of a rule (of its extension: ``RULE.more``) in that form.

    Raises DamagedFile where there is no such rule, extension or form.
    """
    name, more = rule_id.removesuffix(".more"), rule_id.endswith(".more")
    rule = all_rules(folder).get(name)
    length = length_of(rule, more=more) if rule else None
    # A rule of the person's may know no extension: what ships then still says how long it was.
    if length is None and (shipped := shipped_rule(name, folder)):
        length = length_of(shipped, more=more)
    if length is None or form not in FORMS:
        where = f"{{term:{rule_id}{':' if form else ''}{form}}}"
        raise DamagedFile("error.knowledge", where=where, problem="term")
    inflection: Inflection = "nom" if language == "en" else inflection_of(form)
    return length_words(*length, form, words(folder)[language, inflection])


@cache
def words(folder: Path = SHIPPED) -> dict[tuple[Language, str], UnitWords]:
    """The words of terms by language and inflection. Raises DamagedFile."""
    table, found = read_table(folder / "terms.toml"), {}
    for language in LANGUAGES:
        inner = table.table(language)
        for inflection in tuple(inner.values):
            found[language, inflection] = read(UnitWords, inner.table(inflection))
    table.done()
    return found
